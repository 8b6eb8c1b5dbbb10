"""Which documents are cited: date, issuer, antecedent and registry for the mentions of ``extract.documents``.

A date or an issuer that the text does not state stays None; the registry gives only the title.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import cast

import regex

from extract.antecedents import resolve_pronouns, resolve_short_forms
from extract.citation_checks import code_level, flags_of, registered
from extract.citation_ties import Days, Tie, body_code, tie_before, tie_behind
from extract.issuing_bodies import fits_code
from extract.mentions import Citation, Context, DateSpan
from extract.openings import Openings
from extract.text import Text
from schema.documents import document_registry
from schema.record import IssuerLevel

_JOINED = regex.compile(r"[ ]{0,2}(?:,|;|và|cùng(?: với)?|,[ ]?và|;[ ]?và)[ ]{0,2}(?:các |theo |thực hiện )?(?:số )?")
_ALIKE = Openings(("cùng", "đều"))
_ONE_DAY = regex.compile(r"(?:cùng|đều) (?:được )?(?:ban hành|ký|thông qua) (?:vào )?(?:cùng )?(?:ngày )?")
_SENTENCE_END = regex.compile(r"[.!?…]\s|\n")


def _ties(text: Text, citations: Sequence[Citation], days: Days) -> list[Tie]:
    ties: list[Tie] = []
    ends: list[int] = []
    for i, citation in enumerate(citations):
        following = i + 1
        while following < len(citations) and citations[following].start < citation.end:
            following += 1  # members of one list share their stretch of text
        tie = tie_behind(
            text, days, citation, citations[following].start if following < len(citations) else len(text.raw)
        )
        if tie.issuer is None or tie.date is None:
            before = bisect_right(ends, citation.start)
            tie_before(text, days, citation, tie, ends[before - 1] if before else 0)
        insort(ends, citation.end)
        if citation.rule == "document_plenum":  # its name tells who met
            tie.issuer, tie.level = "Ban Chấp hành Trung ương", "central"
        ties.append(tie)
    return ties


def _is_item(citation: Citation) -> bool:
    return citation.rule.endswith("_item")


def _may_have_date(citation: Citation, day: date | None, *, listed: bool) -> bool:
    """A date behind a list is each member's unless the registry knows better; behind "A và B" A's if known so."""
    known = document_registry().by_number(citation.canonical)
    return any(d.date == day for d in known) or (listed and not known)


def _may_have_issuer(citation: Citation, tie: Tie, *, issuer: str, level: str, listed: bool, same_type: bool) -> bool:
    """An issuer behind "A và B" is A's too, where its code allows and nothing known speaks against it."""
    if fits_code(body_code(citation), issuer, level) is False:
        return False
    known = [d for d in document_registry().by_number(citation.canonical) if tie.date is None or d.date == tie.date]
    if tie.date is not None and known:
        return known[0].issuer == issuer
    return listed or same_type or tie.date is None


def _share_back(text: Text, citations: Sequence[Citation], ties: Sequence[Tie]) -> None:
    """Hand a date and an issuer from the last member of a list, or of "A và B", to those before it."""
    for i in range(len(citations) - 2, -1, -1):
        one, other, tie, source = citations[i], citations[i + 1], ties[i], ties[i + 1]
        listed = _is_item(other) and (
            one.end >= other.start or _JOINED.fullmatch(text.folded, one.end, other.start) is not None
        )
        joined = listed or _JOINED.fullmatch(text.folded, tie.end, other.start) is not None
        if not joined or source.how == "before" or source.late:
            continue
        if tie.date is None and source.date is not None and _may_have_date(one, source.date, listed=listed):
            tie.date = source.date
        if (
            tie.issuer is None
            and source.issuer is not None
            and (listed or ";" not in text.folded[tie.end : other.start])
            and _may_have_issuer(
                one,
                tie,
                issuer=source.issuer,
                level=source.level or "other",
                listed=listed,
                same_type=one.type == other.type,
            )
        ):
            tie.issuer, tie.level, tie.how = source.issuer, source.level, "shared"
            tie.term = tie.term or source.term
        if listed:
            tie.term = tie.term or source.term


def _share_one_day(text: Text, citations: Sequence[Citation], ties: Sequence[Tie], days: Days) -> None:
    """ "Nghị quyết 18-NQ/TW về …; Nghị quyết 19-NQ/TW về …, cùng ban hành ngày 16/6/2022": one day of one body's."""
    alike = _ALIKE.places(text.folded) if len(citations) > 1 else []
    shared = [told for at, _ in alike if (told := _ONE_DAY.match(text.folded, at)) is not None]
    if not shared:
        return
    starts = [citation.start for citation in citations]
    ends = [end.end() for end in _SENTENCE_END.finditer(text.folded)]
    for told in shared:
        day = days.starting_in(told.end() - len("ngày "), told.end())
        at = bisect_right(ends, told.start())
        first, last = bisect_left(starts, ends[at - 1] if at else 0), bisect_left(starts, told.start())
        if day is None or last - first < 2:
            continue
        body = body_code(citations[last - 1])
        of = [tie for one, tie in zip(citations[first:last], ties[first:last], strict=True) if body_code(one) == body]
        if len(of) > 1 and all(tie.date is None for tie in of):
            for tie in of:
                tie.date = day.to


def _share_on(text: Text, citations: Sequence[Citation], ties: Sequence[Tie]) -> None:
    """Carry the subject of "Tỉnh ủy ban hành A …; B …" on to the documents with the same body code."""
    for i in range(1, len(citations)):
        one, other, tie, last = citations[i], citations[i - 1], ties[i], ties[i - 1]
        if last.how != "before" or _SENTENCE_END.search(text.folded, other.end, max(other.end, one.start)):
            continue
        same_body = body_code(one) == body_code(other) is not None
        if tie.issuer is None and (same_body or _is_item(one)):
            tie.issuer, tie.level, tie.how, tie.term = last.issuer, last.level, "before", last.term
        if _is_item(one) and tie.date is None:
            tie.date = last.date


def _resolve_nickname(citation: Citation, context: Context) -> Citation | None:
    """The document in force on the article's day; without that day there is none to name."""
    nickname = next(n for n in document_registry().nicknames if n.words[0] == citation.canonical)
    if context.published is None:
        return None
    documents = [document_registry().by_key(key) for key in nickname.documents]
    past = [d for d in documents if d.date <= context.published]
    return replace(citation, canonical=past[-1].canonical, title=past[-1].title) if past else None


def _level(citation: Citation, tie: Tie) -> IssuerLevel | None:
    level = tie.level if tie.level not in (None, "other") else None
    return cast("IssuerLevel | None", level or code_level(citation) or tie.level)


def _finished(text: Text, citation: Citation, tie: Tie, context: Context) -> Citation:
    document = registered(text, citation, tie, context) if citation.rule != "document_nickname" else None
    return replace(
        citation,
        date=tie.date,
        issuer=tie.issuer,
        issuer_level=_level(citation, tie),
        title=document.title if document is not None else citation.title,
        flags=flags_of(citation, tie),
    )


def resolve(citations: Sequence[Citation], text: Text, dates: Sequence[DateSpan], context: Context) -> list[Citation]:
    """Citations with what the text ties to them, short forms resolved, doubts flagged.

    ``citations`` are those of ``extract.documents.read`` in order; ``dates`` the text's date spans.
    Pronouns without one antecedent and nicknames without a day to resolve them are left out.
    """
    mentions = [c for c in citations if c.rule != "document_pronoun"]
    nicknames = {id(c): _resolve_nickname(c, context) for c in mentions if c.rule == "document_nickname"}
    mentions = [known for c in mentions if (known := nicknames.get(id(c), c)) is not None]
    days = Days(dates)
    ties = _ties(text, mentions, days)
    _share_one_day(text, mentions, ties, days)
    _share_back(text, mentions, ties)
    _share_on(text, mentions, ties)
    resolved = resolve_short_forms(mentions, ties)
    finished = [_finished(text, citation, tie, context) for citation, tie in zip(resolved, ties, strict=True)]
    pronouns = [c for c in citations if c.rule == "document_pronoun"]
    return resolve_pronouns(text, sorted([*finished, *pronouns], key=lambda c: (c.start, c.end)))
