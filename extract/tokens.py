"""The mentions of one sentence in one row: numbers, dates, units, cues and marks.

Overlaps between readers are settled here and only here: a document owns its stretch, then a date,
then a unit, then a number; of a unit and a cue the longer one stands. A cue of which another reader owns the end
gives way to a shorter one from the same place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from extract.cues import Cue, shorter
from extract.mentions import Citation, DateSpan, Number, Sentence, UnitSpan
from extract.text import Text

_MARK = re.compile(r"[,;:()/.…]")

TokenKind = Literal["number", "date", "unit", "cue", "mark", "document"]


@dataclass(slots=True, eq=False)
class Token:
    """One mention in its sentence; exactly one of the payloads belongs to its kind. It is equal to itself only.

    Nothing changes a token once it is made; that it could be changed makes it three times as quick to make.
    """

    start: int
    end: int
    kind: TokenKind
    number: Number | None = None
    date: DateSpan | None = None
    unit: UnitSpan | None = None
    cues: tuple[Cue, ...] = ()
    mark: str = ""

    def has(self, kind: str, *codes: str) -> bool:
        """Whether one of the token's cues is of ``kind`` and, where codes are given, of one of them."""
        for cue in self.cues:  # noqa: SIM110 (asked of every token many times: any(...) costs three times as much)
            if cue.kind == kind and (not codes or cue.code in codes):
                return True
        return False

    def code(self, kind: str) -> str | None:
        """The code of the token's first cue of ``kind``."""
        for cue in self.cues:
            if cue.kind == kind:
                return cue.code
        return None


@dataclass(frozen=True, slots=True)
class Lost:
    """A mention that stands in no row: another one (``by``) owns its stretch, or a longer cue begins where it does."""

    start: int
    end: int
    kind: TokenKind
    rule: str
    why: Literal["overlap", "longer_cue", "claimed"]
    by: Token | None = None


def build(
    text: Text,
    sentences: list[Sentence],
    numbers: list[Number],
    dates: list[DateSpan],
    citations: list[Citation],
    units: list[UnitSpan],
    cues: list[Cue],
    lost: list[Lost] | None = None,
) -> list[list[Token]]:
    """The tokens of each sentence, in order and without overlap; those that lose are added to ``lost``, where given."""
    kept: list[Token] = []
    owned = _Owned(len(text.raw))
    for citation in citations:
        # a document named without a number ("Nghị quyết Đại hội Đảng bộ huyện nhiệm kỳ …") tells a unit and a term
        if citation.number is not None and owned.take(citation.start, citation.end):
            kept.append(Token(citation.start, citation.end, "document"))
    for day in dates:
        if owned.take(day.start, day.end):
            kept.append(Token(day.start, day.end, "date", date=day))
        elif lost is not None:
            lost.append(Lost(day.start, day.end, "date", day.rule, "overlap", _owner(kept, day.start, day.end)))
    grouped: dict[tuple[int, int], list[Cue]] = {}
    for cue in cues:
        grouped.setdefault((cue.start, cue.end), []).append(cue)
    longer = dict(grouped.keys())
    inside = _inside_nouns(cues, len(text.raw))
    pairs = (n for n in numbers if n.denominator is not None and n.value <= n.denominator)
    fractions = {number.end for number in pairs if not owned.taken[number.start]}
    for unit in units:
        if unit.rule == "unit.bare" and unit.start - 1 in fractions:
            continue  # "4/7 |đảng bộ đạt trong sạch, vững mạnh": so many of them
        if (unit.generic and longer.get(unit.start, 0) > unit.end) or inside[unit.start]:
            if lost is not None:
                lost.append(Lost(unit.start, unit.end, "unit", unit.rule, "longer_cue"))
            continue
        if owned.take(unit.start, unit.end):
            kept.append(Token(unit.start, unit.end, "unit", unit=unit))
        elif lost is not None:
            lost.append(Lost(unit.start, unit.end, "unit", unit.rule, "overlap", _owner(kept, unit.start, unit.end)))
    for (start, end), group in grouped.items():
        label = group[0].kind in ("people", "violation") and any(c.isdigit() for c in text.folded[start:end])
        if label and owned.take(start, end):  # "dưới 30 tuổi": the figure is part of the label
            kept.append(Token(start, end, "cue", cues=tuple(group)))
    plenums = [(c.start, c.end) for c in citations if c.number is None and c.rule == "document_plenum"]
    for number in numbers:
        if any(start <= number.start < end for start, end in plenums):
            continue  # "Nghị quyết T.Ư |3 (khóa X)"
        if owned.take(number.start, max(number.unit_end, number.end)):
            kept.append(Token(number.start, max(number.unit_end, number.end), "number", number=number))
        elif lost is not None:
            by = _owner(kept, number.start, number.end)
            lost.append(Lost(number.start, number.end, "number", number.rule, "overlap", by))
    for (start, end), group in grouped.items():
        if owned.take(start, end):
            kept.append(Token(start, end, "cue", cues=tuple(group)))
            continue
        free = owned.free_until(start, end)
        if free > start and (less := shorter(text, start, free)) and owned.take(start, less[0].end):
            kept.append(Token(start, less[0].end, "cue", cues=tuple(less)))
        elif (
            free == start
            and (rest := owned.taken_until(start, end)) < end
            and text.folded[rest] == " "
            and (less := shorter(text, rest + 1, end))
            and owned.take(rest + 1, less[0].end)
        ):
            kept.append(Token(rest + 1, less[0].end, "cue", cues=tuple(less)))  # "xã Tri Lễ |kết nạp 23 quần chúng"
        if lost is not None:
            rule = ", ".join(f"{cue.kind}.{cue.code}" for cue in group)
            lost.append(Lost(start, end, "cue", rule, "overlap", _owner(kept, start, end)))
    taken = owned.taken
    for mark in _MARK.finditer(text.folded):
        start = mark.start()
        if not taken[start]:
            kept.append(Token(start, start + 1, "mark", mark=mark[0]))
    kept.sort(key=lambda token: token.start)
    return _by_sentence(kept, sentences)


def _owner(kept: list[Token], start: int, end: int) -> Token | None:
    """The token that owns a stretch."""
    return next((token for token in kept if token.start < end and start < token.end), None)


def _by_sentence(tokens: list[Token], sentences: Iterable[Sentence]) -> list[list[Token]]:
    starts = [token.start for token in tokens]
    return [tokens[bisect_left(starts, s.start) : bisect_left(starts, s.end)] for s in sentences]


def _inside_nouns(cues: list[Cue], length: int) -> bytearray:
    """Which offsets lie inside a noun that began before them: "sở Đảng" in "tổ chức cơ sở Đảng" is no unit."""
    inside = bytearray(length + 1)
    for cue in cues:
        if cue.kind == "noun":
            inside[cue.start + 1 : cue.end] = b"\x01" * (cue.end - cue.start - 1)
    return inside


class _Owned:
    """Which code points are already owned: those of which ``taken`` is 1."""

    def __init__(self, length: int) -> None:
        self.taken = bytearray(length + 1)

    def take(self, start: int, end: int) -> bool:
        """Own a stretch if nothing of it is owned yet."""
        if start >= end or self.taken.find(1, start, end) >= 0:
            return False
        self.taken[start:end] = b"\x01" * (end - start)
        return True

    def taken_until(self, start: int, end: int) -> int:
        """Where the owned stretch from ``start`` ends, at ``end`` at the latest."""
        free = self.taken.find(0, start, end)
        return end if free < 0 else free

    def free_until(self, start: int, end: int) -> int:
        """Where the free stretch from ``start`` ends, at ``end`` at the latest."""
        owned = self.taken.find(1, start, end)
        return end if owned < 0 else owned
