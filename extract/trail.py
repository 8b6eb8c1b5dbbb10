"""What lost, and what became of each number, while an article was read.

Kept only where someone asks (`extract.explain`); the readers take ``None`` otherwise and lose no time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extract.counts.model import Count
from extract.counts.scan import Scan
from extract.mentions import Claims
from extract.tokens import Lost

Role = Literal[
    "target", "rate", "share", "part", "next_target", "badge", "change", "foreign", "percent", "decimal", "unread"
]
_OF_A_FIGURE: tuple[Role, ...] = ("target", "rate", "share")


@dataclass(frozen=True, slots=True)
class Fate:
    """What a number of a sentence was taken for: ``role``, and the figure it went to where there is one."""

    start: int
    end: int
    role: Role
    of: Count | None = None


@dataclass(frozen=True, slots=True)
class _Held:
    """What held in a sentence after one token."""

    counts: int = 0
    figures: tuple[tuple[Count, float | None, float | None, float | None], ...] = ()
    next_target: float | None = None
    part: bool = False
    badge: int = 0
    change: bool = False
    spent: bool = False


@dataclass(slots=True)
class Trail:
    """The notes of one reading."""

    lost: list[Lost] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)
    _scan: Scan | None = None
    _held: _Held = _Held()

    def claims(self) -> Claims:
        """Claims that note which mention they turned away."""
        return _NotingClaims(trail=self)

    def after(self, scan: Scan, position: int) -> None:
        """Compare what holds after a token with what held before it; called by `extract.counts.walk` for each."""
        before = self._held if self._scan is scan else _Held()
        now = _held(scan)
        token = scan.row[position]
        if token.number is not None and now.counts == before.counts:
            self.fates.append(_fate(token.start, token.end, token.number.percent, token.number.value, before, now))
        self._scan, self._held = scan, now


@dataclass(slots=True)
class _NotingClaims(Claims):
    trail: Trail | None = None

    def hits(self, start: int, end: int) -> bool:
        """Whether any claimed stretch overlaps; if so it is noted."""
        hit = Claims.hits(self, start, end)
        if hit and self.trail is not None:
            self.trail.lost.append(Lost(start, end, "unit", "", "claimed"))
        return hit


def _held(scan: Scan) -> _Held:
    state = scan.state
    return _Held(
        counts=len(scan.story.counts),
        figures=tuple((c, c.target, c.rate, c.share) for c in scan.story.counts[-_NEAR:]),
        next_target=scan.pending_target,
        part=scan.pending_part is not None,
        badge=len(state.badge),
        change=state.change,
        spent=state.spent,
    )


_NEAR = 8  # figures before that a number may still belong to


def _fate(start: int, end: int, percent: bool, value: float, before: _Held, now: _Held) -> Fate:
    """What changed when a number was read that made no figure of its own."""
    for (figure, *was), (_, *has) in zip(before.figures, now.figures, strict=False):
        for role, old, new in zip(_OF_A_FIGURE, was, has, strict=True):
            if old != new:
                return Fate(start, end, role, figure)
    if now.next_target is not None and now.next_target != before.next_target:
        return Fate(start, end, "next_target")
    if now.part and not before.part:
        return Fate(start, end, "part")
    if now.badge > before.badge:
        return Fate(start, end, "badge")
    if before.change:
        return Fate(start, end, "change")
    if percent:
        return Fate(start, end, "percent")
    if now.spent or before.spent:
        return Fate(start, end, "foreign")
    return Fate(start, end, "decimal" if value % 1 else "unread")
