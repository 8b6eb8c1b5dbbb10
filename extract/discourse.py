"""Whose and when: follows one article from sentence to sentence and answers for each count in order."""

from __future__ import annotations

from extract.counts import Count
from extract.mentions import Context, Sentence, UnitSpan
from extract.owner_meanings import Owner
from extract.owners import Owners
from extract.periods import Periods, When
from extract.text import Text
from extract.tokens import Token


class Discourse:
    """The units and the periods of one article; counts are asked for in the order of the text."""

    def __init__(
        self,
        text: Text,
        context: Context,
        sentences: list[Sentence],
        tokens: list[list[Token]],
        units: list[UnitSpan],
        counts: list[Count],
    ) -> None:
        self.context, self._sentences, self._tokens = context, sentences, tokens
        self._owners = Owners(text, context, sentences, tokens, units)
        self._periods = Periods(text, context, sentences, tokens, frozenset(count.sentence for count in counts))
        self._next = 0

    def advance(self, index: int) -> None:
        """Take in all sentences up to and with ``index``."""
        for number in range(self._next, index + 1):
            before = self._sentences[number - 1].line if number else -1
            self._owners.advance(number, self._sentences[number].line != before)
            self._periods.advance(number)
        self._next = max(self._next, index + 1)

    def owners_of(self, count: Count) -> list[Owner]:
        """The units that a count belongs to: one, several ("mỗi nơi 8"), or none."""
        self.advance(count.sentence)
        return self._owners.owners_of(count)

    def when(self, count: Count) -> When:
        """The period of a count, from its sentence or from those before."""
        self.advance(count.sentence)
        return self._periods.when(count, self._tokens[count.sentence])

    def of_headline(self) -> When:
        """The period of a figure that the headline alone tells; asked for when all counts have been."""
        return self._periods.of_headline()

    def named(self, units: list[UnitSpan]) -> list[UnitSpan]:
        """Bare mentions with the name that the article gives them elsewhere."""
        return self._owners.told.names.named(units)
