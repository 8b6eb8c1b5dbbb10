"""An article's text cut where a mention begins or ends, so that mentions which overlap can be shown without nesting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from schema import Record

Kind = Literal["document", "date", "unit", "fact"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to be shown: a mention of a ``kind``, told in ``note``; or, with no kind, a fact's evidence.

    ``fact`` is the place of the fact among those of the article, from 1.
    """

    start: int
    end: int
    kind: Kind | None = None
    note: str = ""
    fact: int | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text that all marks on it cover from end to end.

    ``evidence`` are the facts whose evidence it belongs to, ``opens`` those whose evidence begins with it,
    ``closes`` the facts that end with it.
    """

    text: str
    kinds: tuple[Kind, ...] = ()
    notes: tuple[str, ...] = ()
    evidence: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()


def paragraphs(record: Record, marks: list[Mark]) -> Iterator[list[Segment]]:
    """The paragraphs of an article, the title first, each as its segments in order; their texts are all its text."""
    ordered = sorted((mark for mark in marks if mark.start < mark.end), key=lambda mark: (mark.start, -mark.end))
    reached, start = 0, 0
    alive: list[Mark] = []
    for line in record.article.text.split("\n"):
        end = start + len(line)
        alive = [mark for mark in alive if mark.end > start]
        while reached < len(ordered) and ordered[reached].start < end:
            alive.append(ordered[reached])
            reached += 1
        yield list(_segments(line, start, alive))
        start = end + 1


def _segments(line: str, offset: int, marks: list[Mark]) -> Iterator[Segment]:
    """The segments of a line that starts at ``offset``; ``marks``, in their order, all touch it."""
    last = offset + len(line)
    cuts = {offset, last}
    for mark in marks:
        cuts |= {max(mark.start, offset), min(mark.end, last)}
    ordered = sorted(cuts)
    reached = 0
    over: list[Mark] = []
    for start, end in pairwise(ordered):
        while reached < len(marks) and marks[reached].start <= start:
            over.append(marks[reached])
            reached += 1
        over = [mark for mark in over if mark.end > start]
        yield _segment(line[start - offset : end - offset], over, start, end)


def _segment(text: str, over: list[Mark], start: int, end: int) -> Segment:
    mentions = [mark for mark in over if mark.kind is not None]
    evidence = [(mark.fact, mark.start) for mark in over if mark.kind is None and mark.fact is not None]
    return Segment(
        text=text,
        kinds=tuple(dict.fromkeys(mark.kind for mark in mentions if mark.kind is not None)),
        notes=tuple(dict.fromkeys(mark.note for mark in mentions if mark.note)),
        evidence=tuple(fact for fact, _ in evidence),
        opens=tuple(fact for fact, begins in evidence if begins == start),
        closes=tuple(mark.fact for mark in mentions if mark.fact is not None and mark.end == end),
    )
