"""One figure told by several articles: do they agree, which told it later, and whose value is taken. Pure.

The rule, in this order: a verdict of a person; then evidence (an exact number before a rounded one, one without doubts
before a doubtful one); then recency. A report is superseded where a later one says something else and either comes from
the same paper or is the first to be told after the period had ended.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final, Literal

from schema import Reading

Measure = Literal["count", "rate", "share"]
State = Literal["single", "agreed", "superseded", "conflict"]
ChosenBy = Literal["only", "verdict", "evidence", "recency"]

_ABOUT: Final = 0.05
"""How far from a figure told with "khoảng" another may lie and still say the same."""
_ROUNDED: Final = 0.12
"""How far above "hơn N", or below "gần N", a figure may lie and still say the same."""


@dataclass(frozen=True, slots=True)
class Member:
    """One article's telling of a figure. ``doubtful``: a flag asks for a person."""

    article_id: int
    claim: str
    source: str
    source_title: str
    published: date | None
    reading: Reading
    verified: bool
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What a figure comes to; the three lists together are all members."""

    chosen: Member
    chosen_by: ChosenBy
    state: State
    agreeing: tuple[Member, ...]
    differing: tuple[Member, ...]
    superseded: tuple[Member, ...]


def measured(value: float | None, rate: float | None) -> Measure:
    """What is measured: a number of people or bodies, else percent of a target, else percent of a whole."""
    if value is not None:
        return "count"
    return "rate" if rate is not None else "share"


def figure_id(unit_key: str, reading: Mapping[str, Any]) -> str:
    """The stable name of a figure: 20 hex digits, the same on every machine. ``reading`` has a ``Reading``'s fields.

    The first eight digits are the unit's: what one article tells lies together in an index of names, and storing it
    touches one page in place of one a figure.
    """
    begins, ends = reading["period_from"], reading["period_to"]
    named = "\n".join(
        (
            unit_key,
            reading["indicator"],
            reading["modality"],
            "|".join(reading["qualifiers"]),
            measured(reading["value"], reading["rate"]),
            begins.isoformat() if begins else "",
            ends.isoformat() if ends else "",
        )
    )
    return _unit_digits(unit_key) + hashlib.blake2b(named.encode(), digest_size=6).hexdigest()


@lru_cache(maxsize=65_536)
def _unit_digits(unit_key: str) -> str:
    return hashlib.blake2b(unit_key.encode(), digest_size=4).hexdigest()


def agree(a: Reading, b: Reading) -> bool:
    """Whether two readings of one figure say the same, as exactly as each claims to."""
    kind = measured(a.value, a.rate)
    if kind == "count":
        told = a.target is None or b.target is None or a.target == b.target
        return told and _same_count(a, b)
    if kind == "rate":
        return _same_percent(a.rate, b.rate)
    return _overlap(_percents(a), _percents(b)) or _same_percent(a.share, b.share)


def choose(members: Sequence[Member]) -> Choice:
    """The figure that several articles tell; at least one member."""
    ordered = sorted(members, key=_age)
    superseded = _superseded(ordered)
    verified = [m for m in ordered if m.verified]
    known = verified or ordered
    late_among_them = _superseded(known)
    pool = [m for m in known if m not in late_among_them]
    chosen = max(pool, key=_merit)
    late = [m for m in superseded if m is not chosen and not agree(m.reading, chosen.reading)]
    rest = [m for m in ordered if m not in late]
    agreeing = tuple(m for m in rest if m is chosen or agree(m.reading, chosen.reading))
    differing = tuple(m for m in rest if m not in agreeing)
    state: State = "single" if len(members) == 1 else "agreed"
    if any(m.article_id != chosen.article_id for m in differing):
        state = "conflict"
    elif late:
        state = "superseded"
    return Choice(chosen, _why(chosen, pool, ordered), state, agreeing, differing, tuple(late))


def _superseded(ordered: Sequence[Member]) -> list[Member]:
    return [m for place, m in enumerate(ordered) if any(_supersedes(later, m) for later in ordered[place + 1 :])]


def _age(member: Member) -> tuple[date, str, str, int]:
    """Older first; of one day in an order that is the same in every database."""
    return member.published or date.min, member.source, member.claim, member.article_id


def _exact(reading: Reading) -> bool:
    return reading.approximation is None and reading.value_max is None and reading.share_max is None


def _evidence(member: Member) -> tuple[bool, bool]:
    return _exact(member.reading), member.verified or not member.doubtful  # a person has looked at the doubt


def _merit(member: Member) -> tuple[bool, tuple[bool, bool], tuple[date, str, str, int]]:
    return member.verified, _evidence(member), _age(member)


def _why(chosen: Member, pool: Sequence[Member], members: Sequence[Member]) -> ChosenBy:
    """What told the chosen one from the others; one that superseded all others was chosen by recency."""
    if len(members) == 1:
        return "only"
    if any(m.verified != chosen.verified for m in members):
        return "verdict"
    return "evidence" if any(_evidence(m) != _evidence(chosen) for m in pool) else "recency"


def _supersedes(later: Member, earlier: Member) -> bool:
    if later.published is None or earlier.published is None or later.published <= earlier.published:
        return False
    if agree(later.reading, earlier.reading):
        return False
    end = earlier.reading.period_to
    return later.source == earlier.source or (end is not None and earlier.published <= end < later.published)


def _same_count(a: Reading, b: Reading) -> bool:
    if _exact(a) and _exact(b):
        return a.value == b.value
    return _overlap(_counts(a), _counts(b))


def _counts(reading: Reading) -> tuple[float, float]:
    """From where to where the number may lie."""
    value = reading.value or 0.0
    if reading.value_max is not None:
        return value, reading.value_max
    if reading.approximation == "about":
        return value * (1 - _ABOUT), value * (1 + _ABOUT)
    if reading.approximation == "over":
        return value, value * (1 + _ROUNDED)
    if reading.approximation == "under":
        return value * (1 - _ROUNDED), value
    return value, value


def _percents(reading: Reading) -> tuple[float, float]:
    share = reading.share or 0.0
    return share, share if reading.share_max is None else reading.share_max


def _overlap(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _same_percent(a: float | None, b: float | None) -> bool:
    """Equal to the last digit of the one that is told with fewer."""
    if a is None or b is None:
        return a is b
    digits = min(_decimals(a), _decimals(b))
    return abs(a - b) <= 0.5 / 10.0**digits + 1e-9


def _decimals(number: float) -> int:
    text = repr(number)
    return 0 if text.endswith(".0") or "e" in text else len(text.partition(".")[2])
