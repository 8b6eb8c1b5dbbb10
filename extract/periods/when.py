"""A period of a figure, and how stretches of time lie to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from extract.mentions import DateSpan

DAY = timedelta(days=1)
AHEAD = timedelta(days=30)
"""So long a stretch may still have to go, or have begun, to tell what was done in it."""
FRESH = timedelta(days=70)
"""So long ago what was told still holds for a total."""
_YEARS = timedelta(days=400)  # more than one year


@dataclass(frozen=True, slots=True)
class When:
    """The period of a figure: a flow's interval, or the day of a stock in ``to``."""

    from_: date | None
    to: date | None
    start: int | None
    end: int | None
    how: str


UNKNOWN = When(None, None, None, None, "none")


def wider(outer: DateSpan, inner: DateSpan) -> bool:
    """Whether one period is a term or several years, the other lies in it and is at most a year."""
    if outer.from_ is None or outer.to is None or inner.from_ is None or inner.to is None:
        return False
    inside = outer.from_ < inner.from_ and inner.to <= outer.to
    return inside and outer.to - outer.from_ > _YEARS and inner.to - inner.from_ < _YEARS


def is_day(span: DateSpan) -> bool:
    """Whether a stretch is one day."""
    return span.from_ == span.to


def beside(inner: DateSpan, outer: DateSpan) -> bool:
    """Whether a period lies inside another, or wholly before it."""
    if inner.from_ is None or inner.to is None or outer.from_ is None or outer.to is None:
        return False
    within = outer.from_ <= inner.from_ and inner.to <= outer.to and inner.from_ != outer.from_
    return within or inner.to < outer.from_
