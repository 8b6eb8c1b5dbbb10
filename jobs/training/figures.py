"""Where the figure of a fact stands within the words that state it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isclose
from typing import Any

import regex

from extract import numbers
from extract.mentions import Number
from extract.numerals import value_of
from extract.text import Text
from jobs.training.articles import Stretch

_WORD = regex.compile(r"\p{L}+")


class Figures:
    """The numbers of a text; what ``owned`` stretches hold (dates, documents) are none."""

    def __init__(self, text: Text, owned: Iterable[Stretch]) -> None:
        self._text = text
        self._owned = list(owned)
        self._numbers = [number for number in numbers.read(text) if self._free(number.start, number.end)]
        self._taken: set[Stretch] = set()

    def of_fact(self, fact: Mapping[str, Any], quotes: Sequence[Stretch]) -> tuple[Stretch, Stretch] | None:
        """The figure of a fact and the one of its ``quotes`` that it stands in; None where it stands in none.

        Where there are several, a figure that no fact before has, in the body rather than in the title.
        """
        places = [(figure, quote) for quote in quotes for figure in self._within(quote, fact)]
        if not places:
            return None
        figure, quote = min(places, key=lambda place: (place[0] in self._taken, self._is_title(place[0]), place[0]))
        self._taken.add(figure)
        return figure, quote

    def _within(self, quote: Stretch, fact: Mapping[str, Any]) -> list[Stretch]:
        start, end = quote
        inside = [number for number in self._numbers if start <= number.start and number.end <= end]
        states = [(_agreement(number, fact), number) for number in inside if _states(number, fact)]
        best = max((agreement for agreement, _ in states), default=0)
        figures = [(number.start, number.end) for agreement, number in states if agreement == best]
        return figures or list(self._in_words(quote, fact))

    def _in_words(self, quote: Stretch, fact: Mapping[str, Any]) -> Iterator[Stretch]:
        """A numeral of one word that no rule took for a number ("khai trừ ba")."""
        if fact.get("value") is None:
            return
        for word in _WORD.finditer(self._text.folded, *quote):
            if value_of([word[0]]) == fact.get("value") and self._free(*word.span()):
                yield word.span()

    def _free(self, start: int, end: int) -> bool:
        return not any(first < end and start < last for first, last in self._owned)

    def _is_title(self, stretch: Stretch) -> bool:
        return self._text.line_at(stretch[0]).zone == "title"


def _states(number: Number, fact: Mapping[str, Any]) -> bool:
    """Whether a number is the fact's value, or its rate or share where it has no value."""
    if fact.get("value") is not None:
        return not number.percent and isclose(number.value, fact["value"])
    return number.percent and any(
        isclose(number.value, fact[name]) for name in ("rate", "share") if fact.get(name) is not None
    )


def _agreement(number: Number, fact: Mapping[str, Any]) -> int:
    """How far what stands behind a number ("85/150", "90 - 100") is the fact's as well; below 0 where it is not."""
    stated = (number.denominator, ("target", "denominator")), (number.value_max, ("value_max", "share_max"))
    return sum(
        1 if any(fact.get(name) == figure for name in names) else -1 for figure, names in stated if figure is not None
    )
