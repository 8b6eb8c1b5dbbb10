"""When a figure holds, across sentences.

A flow takes the period of its sentence, else the one told before; a total holds on a day. Periods carry over until
another replaces them; "trước đó", "cùng kỳ" and the like open a period for one figure only.
"""

from __future__ import annotations

from dataclasses import replace

from extract.counts import Count
from extract.mentions import Context, Sentence
from extract.periods.figure_dates import FigureDates
from extract.periods.flows import Flows
from extract.periods.told import Told
from extract.periods.totals import Totals
from extract.periods.when import UNKNOWN, When
from extract.text import Text
from extract.tokens import Token

__all__ = ["Periods", "When"]


class Periods:
    """Gives the figures of one article their periods, sentence by sentence.

    ``counted`` are the sentences with figures of their own: the others may say of which period the next ones tell.
    """

    def __init__(
        self,
        text: Text,
        context: Context,
        sentences: list[Sentence],
        tokens: list[list[Token]],
        counted: frozenset[int],
    ) -> None:
        self._told = Told(text, context, sentences, tokens, counted)
        self._flows, self._totals = Flows(self._told), Totals(self._told)
        self._dates_of = -1

    def advance(self, index: int) -> None:
        """Take in the dates of one more sentence."""
        self._told.advance(index)

    def of_headline(self) -> When:
        """The period of a figure that the headline alone tells, without one: the first that the article tells."""
        first = self._told.first
        return UNKNOWN if first is None else _said(When(first.from_, first.to, first.start, first.end, "carried"))

    def when(self, count: Count, row: list[Token]) -> When:
        """The period of a count, from its sentence or from those before."""
        told = self._told
        if told.dates is None or self._dates_of != count.sentence:
            told.dates, self._dates_of = FigureDates(told.text, told.sentences[count.sentence], row), count.sentence
        own = told.dates.own(count)
        when = _said(self._totals.of(count, own) if count.stock else self._flows.of(count, own, row))
        if not count.stock and count.modality == "actual":
            told.remember_flow(count, when)
        told.keep_report()
        return when


def _said(when: When) -> When:
    """A period without a place where none tells it: the year of ratings that only the day of publication gives."""
    return replace(when, start=None, end=None) if when.start == when.end else when
