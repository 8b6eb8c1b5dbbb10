"""Figures through time as lines and dots: geometry alone, in units of the drawing; words and colours are the page's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from review.look.axis import ticks
from schema import regimes

WIDTH: Final = 720
HEIGHT: Final = 330
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 26, 34
_LINED: Final = ("stock", "year")
"""Spans whose points are joined by a line: each counts the same length of time."""
MOST_LINES: Final = 6


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a line. ``kind`` is its span, or ``target`` for a plan."""

    x: float
    y: float
    kind: str
    point: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One chain of figures: paths of SVG between points that can be compared, and the points."""

    number: int
    name: str
    paths: tuple[str, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn. ``across`` and ``up`` are ticks as place and number or year, ``breaks`` days of another regime."""

    lines: tuple[Line, ...]
    across: tuple[tuple[float, int], ...]
    up: tuple[tuple[float, float], ...]
    breaks: tuple[tuple[float, date], ...]
    from_nought: bool


def number_of(point: dict[str, Any]) -> float | None:
    """What is drawn of a point: its count, rate or share."""
    value: float | None = point[{"count": "value", "rate": "rate", "share": "share"}[point["measure"]]]
    return value


def line_chart(chains: Sequence[tuple[str, Sequence[dict[str, Any]]]]) -> Chart | None:
    """A chart of chains by name, each in the order of time (``db.series_order``); None where nothing can be drawn."""
    drawn = [
        (name, [point for point in points if number_of(point) is not None and point["period_to"] is not None])
        for name, points in chains[:MOST_LINES]
    ]
    every = [point for _, points in drawn for point in points]
    if not every:
        return None
    numbers = [number for point in every for number in (number_of(point), _target(point)) if number is not None]
    scale = ticks(numbers)
    first, last = min(p["period_to"] for p in every).year, max(p["period_to"] for p in every).year

    def x(day: date) -> float:
        share = ((day.year - first) + day.timetuple().tm_yday / 366) / (last - first + 1)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(number: float) -> float:
        share = (number - scale[0]) / (scale[-1] - scale[0])
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    lines = []
    for place, (name, points) in enumerate(drawn, 1):
        dots = [_dot(point, x, y) for point in points]
        plans = [
            Dot(x(point["period_to"]), y(target), "target", point)
            for point in points
            if (target := _target(point)) is not None
        ]
        lines.append(Line(place, name, tuple(_paths(dots)), (*dots, *plans)))
    years = range(first, last + 1)
    every_year = max(1, len(years) // 10 + 1)
    begins, ends = date(first, 1, 1), date(last, 12, 31)
    return Chart(
        lines=tuple(lines),
        across=tuple((x(date(year, 7, 1)), year) for year in years if (year - first) % every_year == 0),
        up=tuple((y(number), number) for number in scale),
        breaks=tuple((x(day), day) for day in _breaks(every) if begins < day <= ends),
        from_nought=scale[0] == 0,
    )


def _dot(point: dict[str, Any], x: Any, y: Any) -> Dot:
    kind = "target" if point["modality"] == "target" else point["span"]
    return Dot(x(point["period_to"]), y(number_of(point)), kind, point)


def _target(point: dict[str, Any]) -> float | None:
    target: float | None = point["target"] if point["measure"] == "count" else None
    return target


def _paths(dots: Sequence[Dot]) -> Iterable[str]:
    """Lines between points of one kind, broken where what is counted has changed."""
    for kind in _LINED:
        alike = [dot for dot in dots if dot.kind == kind]
        for _, joined in groupby(alike, key=lambda dot: _regimes_before(dot.point)):
            places = [f"{dot.x} {dot.y}" for dot in joined]
            if len(places) > 1:
                yield "M" + "L".join(places)


def _regimes_before(point: dict[str, Any]) -> int:
    """How many changes of what this indicator counts lie before a point."""
    return sum(day <= point["period_to"] for day in _breaks([point]))


def _breaks(points: Iterable[dict[str, Any]]) -> list[date]:
    """The days on which what is counted by these indicators became something else."""
    counted = {point["indicator"] for point in points}
    return [regime.day for regime in regimes().values() if regime.merged or counted & set(regime.indicators)]
