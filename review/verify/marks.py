"""An article's text with what was read in it marked where it stands, by offsets alone: no word is searched for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from db.repository.items import Place

KINDS: Final = ("figure", "period", "unit", "document")
"""What is marked, the most telling first: where two overlap, the text looks like the first of them."""

_TURNS: Final = (0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_HIDDEN: Final = (*range(0x20), *range(0x7F, 0xA0), *_TURNS)
_VISIBLE: Final = dict.fromkeys(_HIDDEN, "\ufffd") | {0x09: " ", 0xFEFF: "\ufffd", 0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a paragraph that looks the same throughout. ``start`` is its first code point's place in the text.

    ``kind`` is one of KINDS, or None for plain text; ``evidence`` says that it is part of the sentence; ``first`` is
    true for the first segment of a mark, which is where keys lead to.
    """

    start: int
    text: str
    kind: str | None
    evidence: bool
    first: bool


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A line of the text; ``start`` is its place in it."""

    start: int
    segments: tuple[Segment, ...]


def paragraphs(text: str, places: Iterable[Place]) -> list[ShownParagraph]:
    """A text, a paragraph a line, cut where marks begin and end. Places outside of the text are left out."""
    within = [place for place in places if 0 <= place.start < place.end <= len(text)]
    found = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        here = [place for place in within if place.start < end and place.end > start]
        found.append(ShownParagraph(start, tuple(_segments(text, start, end, here))))
        start = end + 1
    return found


def visible(text: str) -> str:
    """A text of others for people's eyes: what turns the direction of writing or shows nothing becomes a box.

    One character stays one character, so that offsets hold.
    """
    return text.translate(_VISIBLE)


def _segments(text: str, start: int, end: int, places: Sequence[Place]) -> Iterable[Segment]:
    cuts = {start, end}
    for place in places:
        cuts |= {max(start, place.start), min(end, place.end)}
    ordered = sorted(cuts)
    for left, right in pairwise(ordered):
        over = [place for place in places if place.start <= left and place.end >= right]
        kind = next((kind for kind in KINDS if any(place.kind == kind for place in over)), None)
        first = any(place.kind == kind and max(place.start, start) == left for place in over)
        evidence = any(place.kind == "evidence" for place in over)
        yield Segment(left, visible(text[left:right]), kind, evidence, kind is not None and first)
