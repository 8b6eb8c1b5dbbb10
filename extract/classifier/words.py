"""What stands around a figure, as a classifier is told of it: words and pairs of words, by where they stand.

Dates, units and documents are one word each ("<date>", "<commune>"), and digits are "#", so that what is learned is
how Vietnamese tells of figures, and not which places have which.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.mentions import Citation, DateSpan, Number, Sentence, UnitSpan
from extract.text import Text

_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s]")
_ENDS_CLAUSE_LEFT = frozenset((",", ";", ".", ":", "("))
_ENDS_CLAUSE_RIGHT = frozenset(("#", ";", "."))
_NEAR, _CLAUSE, _RIGHT, _FAR, _TITLE = 13, 14, 14, 80, 40  # words
_BEFORE, _BEHIND, _BRACKET = 220, 120, 400  # code points: before the sentence, behind and before the figure
NOWHERE = "^"
"""The word where a sentence has none."""

Told = tuple[str, Sequence[str], int]
"""A place, what stands there, and how much it counts, in halves."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article in order: where each begins, what it is, and each with the one behind it."""

    starts: list[int]
    words: list[str]
    pairs: list[str]


def words(
    text: Text,
    lines: Iterable[int],
    dates: Iterable[DateSpan],
    units: Iterable[UnitSpan],
    citations: Iterable[Citation],
) -> Words:
    """The words of some of an article's lines, in their order, with its mentions as one word each.

    Of two mentions that overlap the earlier stands. A pair may reach over the end of a line; no line is told of it.
    """
    spans = [(d.start, d.end, "<date>") for d in dates]
    spans += [(u.start, u.end, f"<{u.level or 'unit'}>") for u in units]
    spans += [(c.start, c.end, "<document>") for c in citations]
    spans.sort(key=lambda span: (span[0], -span[1]))
    spans.append((len(text.folded) + 1, 0, ""))
    starts: list[int] = []
    found: list[str] = []
    at, ends = 0, 0
    opens = spans[0][0]
    for line in lines:
        for match in _WORD.finditer(text.folded, text.lines[line].start, text.lines[line].end):
            start = match.start()
            if start < ends:
                continue
            while opens < start:
                at += 1
                opens = spans[at][0]
            starts.append(start)
            if opens == start:
                ends = spans[at][1]
                found.append(spans[at][2])
            else:
                word = match[0]
                found.append("#" if word[0].isdigit() else word)
    return Words(starts, found, [f"{first} {second}" for first, second in pairwise(found)])


def surroundings(text: Text, told: Words, sentence: Sentence, number: Number) -> list[Told]:
    """What a classifier is told of one number of a sentence."""
    starts, row, pairs = told.starts, told.words, told.pairs
    opens = bisect_left(starts, sentence.start)
    here = bisect_left(starts, number.start)
    behind = bisect_left(starts, max(number.end, number.unit_end))
    closes = bisect_left(starts, min(sentence.end, number.end + _BEHIND))
    before = bisect_left(starts, max(text.lines[sentence.line].start, sentence.start - _BEFORE))
    title = min(_TITLE, bisect_left(starts, text.lines[0].end))
    far = max(opens, here - _FAR)
    clause = max(opens, here - _CLAUSE)
    for place in range(here - 2, clause - 1, -1):
        if row[place] in _ENDS_CLAUSE_LEFT:
            clause = place
            break
    follows = min(closes, behind + _RIGHT)
    goes_on = next((place for place in range(behind, follows) if row[place] in _ENDS_CLAUSE_RIGHT), follows)
    near = max(opens, here - _NEAR)
    return [
        *((f"left {n}", (row[here - n] if here - n >= opens else NOWHERE,), 2) for n in (1, 2, 3)),
        *((f"right {n}", (row[behind + n - 1] if behind + n <= closes else NOWHERE,), 2) for n in (1, 2, 3)),
        *((f"pair left {n}", pairs[here - n - 1 : here - n] if here - n > opens else (NOWHERE,), 2) for n in (1, 2)),
        *(
            (f"pair right {n}", pairs[behind + n - 1 : behind + n] if behind + n < closes else (NOWHERE,), 2)
            for n in (1, 2)
        ),
        ("near", pairs[near : max(near, here - 1)], 2),
        ("far", pairs[far : max(far, near)], 2),
        ("behind", pairs[behind : max(behind, follows - 1)], 2),
        ("clause left", pairs[clause : max(clause, here - 1)], 2),
        ("clause right", pairs[behind : max(behind, goes_on - 1)], 2),
        ("before", pairs[before : max(before, opens - 1)], 1),
        ("title", pairs[: max(0, title - 1)], 1),
        ("form", _form(text, sentence, number, first="#" not in row[far:here]), 2),
    ]


def _form(text: Text, sentence: Sentence, number: Number, first: bool) -> list[str]:
    """What can be said of the number itself."""
    told = [f"digits {min(6, len(str(int(abs(number.value)))))}"]
    told += ["percent"] if number.percent else []
    told += ["fraction"] if number.denominator is not None else []
    told += ["in words"] if number.in_words else []
    told += ["first"] if first else []
    told += ["title"] if number.start < text.lines[0].end else []
    low = max(sentence.start, number.start - _BRACKET)
    opened = text.folded.rfind("(", low, number.start)
    told += ["bracket"] if opened > text.folded.rfind(")", low, number.start) else []
    return told
