"""Codes, periods and figures in the reader's words: filters for templates.

What a registry names (``schema``) is said as the registry says it, closed lists of the store by the catalogues.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from jinja2 import pass_context
from jinja2.runtime import Context

from review.i18n import Speech, msgid
from schema import document_types, flags, indicators, qualifiers, reasons

_REGISTRIES: Final[dict[str, Callable[[], Mapping[str, Any]]]] = {
    "indicator": indicators,
    "qualifier": qualifiers,
    "flag": flags,
    "document_type": document_types,
    "reason": reasons,
}
WORDS: Final[dict[str, dict[str, str]]] = {
    "level": {
        "central": msgid("centre"),
        "province": msgid("province"),
        "district": msgid("district"),
        "commune": msgid("commune"),
        "cell": msgid("cell or grassroots"),
        "block": msgid("block or agency"),
    },
    "modality": {"actual": msgid("done"), "target": msgid("planned")},
    "measure": {"count": msgid("number"), "rate": msgid("rate of the plan"), "share": msgid("share of a whole")},
    "state": {
        "single": msgid("one article"),
        "agreed": msgid("agreed"),
        "superseded": msgid("updated since"),
        "conflict": msgid("in conflict"),
    },
    "chosen_by": {
        "only": msgid("It is the only one that is told."),
        "verdict": msgid("An editor has confirmed it."),
        "evidence": msgid("Its evidence is the strongest: more articles say so, or say it with less doubt."),
        "recency": msgid("It was told last."),
    },
    "status": {
        "unverified": msgid("not checked"),
        "accepted": msgid("confirmed"),
        "corrected": msgid("corrected"),
        "rejected": msgid("rejected"),
        "unsure": msgid("unsure"),
        "changed": msgid("the article was reread differently"),
        "unread": msgid("no longer read"),
        "withdrawn": msgid("gone from the article"),
    },
    "approximation": {"about": msgid("about"), "over": msgid("over"), "under": msgid("under")},
    "run_state": {
        "running": msgid("running"),
        "done": msgid("complete"),
        "failed": msgid("failed"),
        "interrupted": msgid("interrupted"),
    },
    "outcome": {
        "new": msgid("new"),
        "changed": msgid("changed"),
        "unchanged": msgid("unchanged"),
        "failed": msgid("failed"),
    },
    "decision": {
        "accept": msgid("confirmed"),
        "correct": msgid("corrected"),
        "reject": msgid("rejected"),
        "unsure": msgid("unsure"),
        "note": msgid("noted"),
        "undo": msgid("undone"),
    },
}
_SPANS: Final = {
    (1, 3): msgid("first quarter of %(year)s"),
    (4, 6): msgid("second quarter of %(year)s"),
    (7, 9): msgid("third quarter of %(year)s"),
    (10, 12): msgid("fourth quarter of %(year)s"),
    (1, 6): msgid("first half of %(year)s"),
    (7, 12): msgid("second half of %(year)s"),
    (1, 9): msgid("first nine months of %(year)s"),
    (1, 12): msgid("year %(year)s"),
}


def name_of(speech: Speech, code: str | None, kind: str) -> str:
    """A code in words; the code itself where nothing is known of it, nothing for None."""
    if code is None:
        return ""
    if kind in _REGISTRIES:
        entry = _REGISTRIES[kind]().get(code)
        return code if entry is None else str(entry.vi if speech.code == "vi" else entry.en)
    known = WORDS[kind].get(code)
    return code if known is None else speech.texts.gettext(known)


def choices(speech: Speech, kind: str) -> list[tuple[str, str]]:
    """All codes of a kind with their words, as a choice of a form wants them."""
    codes = _REGISTRIES[kind]() if kind in _REGISTRIES else WORDS[kind]
    return [(code, name_of(speech, code, kind)) for code in codes]


def period_of(speech: Speech, begins: date | None, ends: date | None) -> str:
    """A span of days as people say it; one day where only the last is known."""
    say = speech.texts.gettext
    if ends is None and begins is None:
        return say(msgid("period not stated"))
    if begins is None or ends is None:
        known = begins or ends
        assert known is not None
        told = msgid("until %(day)s") if begins is None else msgid("since %(day)s")
        return say(told) % {"day": speech.day(known)}
    whole_months = begins.day == 1 and (ends + timedelta(days=1)).day == 1
    if whole_months and begins.year == ends.year:
        months = (begins.month, ends.month)
        if months in _SPANS:
            return say(_SPANS[months]) % {"year": begins.year}
        if begins.month == ends.month:
            return f"{begins.month:02}/{begins.year}"
        told = msgid("months %(first)s–%(last)s of %(year)s")
        return say(told) % {"first": begins.month, "last": ends.month, "year": begins.year}
    if whole_months and (begins.month, ends.month) == (1, 12):
        return f"{begins.year}–{ends.year}"
    return speech.day(begins) if begins == ends else f"{speech.day(begins)} – {speech.day(ends)}"


def figure_of(speech: Speech, row: Mapping[str, Any]) -> str:
    """The number of a figure or fact as it is told: ``hơn 142``, ``10–12``, ``52,53 %``; what it is a part of aside."""
    percent = row["share"] if row["value"] is None and row["rate"] is None else row["rate"]
    if row["value"] is not None:
        told = _range(speech, row["value"], row.get("value_max"))
    elif percent is not None:
        told = _range(speech, percent, row.get("share_max") if row["rate"] is None else None) + " %"
    else:
        return "–"
    about = row.get("approximation")
    return f"{name_of(speech, about, 'approximation')} {told}" if about else told


def _range(speech: Speech, low: float, high: float | None) -> str:
    return speech.number(low) if high is None or high == low else f"{speech.number(low)}–{speech.number(high)}"


def explanation_of(speech: Speech, row: Mapping[str, Any]) -> str | None:
    """What the store says about a figure, in the reader's language."""
    told: str | None = row["explanation_vi"] if speech.code == "vi" else row["explanation"]
    return told


@pass_context
def _named(context: Context, code: str | None, kind: str) -> str:
    return name_of(_speech(context), code, kind)


@pass_context
def _period(context: Context, row: Mapping[str, Any]) -> str:
    return period_of(_speech(context), row["period_from"], row["period_to"])


@pass_context
def _figure(context: Context, row: Mapping[str, Any]) -> str:
    return figure_of(_speech(context), row)


@pass_context
def _explanation(context: Context, row: Mapping[str, Any]) -> str | None:
    return explanation_of(_speech(context), row)


@pass_context
def _choices(context: Context, kind: str) -> list[tuple[str, str]]:
    return choices(_speech(context), kind)


def _speech(context: Context) -> Speech:
    speech: Speech = context["here"].speech
    return speech


FILTERS: Final = {"named": _named, "period": _period, "figure": _figure, "explanation": _explanation}
"""For templates: ``{{ row.indicator|named("indicator") }}``, ``{{ row|period }}``, ``{{ row|figure }}``."""

FUNCTIONS: Final = {"choices": _choices}
