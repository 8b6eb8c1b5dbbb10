"""An article's text cut where marks begin and end: each piece looks the same throughout. Found by offsets alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from db.repository.article_pages import Mark, MarkKind

KINDS: Final[tuple[MarkKind, ...]] = ("figure", "date", "unit", "document")
"""What is marked, the most telling first: where two overlap, the text looks like the first of them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph. ``kind`` is how it is marked, ``name`` whose mark that is.

    ``facts`` are those whose figure begins here: what links lead to. ``told`` says that it is part of the sentence
    that was asked for.
    """

    text: str
    kind: MarkKind | None
    name: str | None
    facts: tuple[str, ...]
    told: bool


def paragraphs(text: str, marks: Iterable[Mark], fact: str | None = None) -> list[list[Piece]]:
    """The lines of a text in pieces; ``fact`` is the one whose sentence is told. Marks outside of the text are not."""
    within = sorted((mark for mark in marks if 0 <= mark.start < mark.end <= len(text)), key=lambda mark: mark.start)
    found = []
    start = 0
    waiting = 0
    open_marks: list[Mark] = []
    for line in text.split("\n"):
        end = start + len(line)
        while waiting < len(within) and within[waiting].start < end:
            open_marks.append(within[waiting])
            waiting += 1
        open_marks = [mark for mark in open_marks if mark.end > start]
        found.append(list(_pieces(text, start, end, open_marks, fact)))
        start = end + 1
    return found


def _pieces(text: str, start: int, end: int, marks: list[Mark], fact: str | None) -> Iterable[Piece]:
    wanted = [mark for mark in marks if mark.kind != "sentence" or mark.name == fact]
    cuts = {start, end}
    for mark in wanted:
        cuts |= {max(start, mark.start), min(end, mark.end)}
    for left, right in pairwise(sorted(cuts)):
        over = [mark for mark in wanted if mark.start <= left and mark.end >= right]
        shown = next((mark for kind in KINDS for mark in over if mark.kind == kind), None)
        facts = tuple(mark.name for mark in over if mark.kind == "figure" and mark.name and mark.start == left)
        told = any(mark.kind == "sentence" for mark in over)
        yield Piece(text[left:right], shown.kind if shown else None, shown.name if shown else None, facts, told)
