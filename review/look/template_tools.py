"""Filters that only the researchers' templates use."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from db.quotation import occurrences
from db.snippets import Snippet
from review.look.addresses import unit_address

_NUMBERS = ("value", "value_max", "target", "rate", "share")


def _pair(value: Any) -> tuple[Any, Any]:
    """A choice whose text is its value."""
    return value, value


def _differs(fact: Mapping[str, Any], figure: Mapping[str, Any]) -> bool:
    """Whether a telling gives another number than the one chosen, where both give it."""
    return any(fact[name] is not None and figure[name] is not None and fact[name] != figure[name] for name in _NUMBERS)


def _sentence(fact: Mapping[str, Any]) -> Markup:
    """The evidence with the words of the figure marked where they stand first."""
    evidence, words = fact["evidence"] or fact["text"] or "", fact["text"] or ""
    found = occurrences(words, evidence)  # the 6 of "khai trừ 6" is not in "khiển trách 63"
    if not found:
        return escape(evidence)
    start, end = found[0]
    parts = evidence[:start], evidence[start:end], evidence[end:]
    return Markup('{}<mark class="evidence figure">{}</mark>{}').format(*parts)


def _marked(snippet: Snippet) -> Markup:
    """A snippet with what was found in it marked."""
    told, at = Markup(), 0
    for start, end in snippet.marks:
        told += Markup("{}<mark>{}</mark>").format(snippet.text[at:start], snippet.text[start:end])
        at = end
    return told + snippet.text[at:]


@pass_context
def _iso_day(context: Context, written: str) -> str:
    """A day that the store has as text, as the reader's language writes it."""
    told: str = context["here"].speech.day(date.fromisoformat(written))
    return told


def _grade(number: int, least: list[int]) -> str:
    """The class of a cell by the least numbers of five classes."""
    return f"grade-{max(1, bisect_right(least, number))}"


FILTERS = {
    "iso_day": _iso_day,
    "grade": _grade,
    "pair": _pair,
    "differs": _differs,
    "sentence": _sentence,
    "marked": _marked,
    "unit_address": unit_address,
}
