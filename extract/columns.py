"""Columns of news: several short items under one title, each headed by a line with a star."""

from __future__ import annotations

from collections import Counter

from extract.mentions import Sentence
from extract.text import Text

_LEAD = 2  # sentences of the line that heads an item


def column_of(text: Text, sentences: list[Sentence]) -> frozenset[int]:
    """Where the paragraphs begin that head items of a column of news: a line behind a star; one alone is a note."""
    told = Counter(text.line_at(sentence.start).start for sentence in sentences)
    starred = [line.start for line in text.lines if text.raw.startswith("*", line.start)]
    heads = frozenset(start for start in starred if 0 < told[start] <= _LEAD)
    if len(heads) < 2 or not any(told[start] == 1 for start in heads):
        return frozenset()  # notes, or items that tell all they have in one line
    return heads
