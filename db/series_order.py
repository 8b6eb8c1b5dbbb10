"""Figures in the order of time, with what a reader must know before comparing two of them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from schema import regimes

Point = dict[str, Any]
_CHAIN: Final = ("unit_key", "indicator", "modality", "measure", "qualifiers")


def in_order(points: Iterable[Mapping[str, Any]], *, by_place: bool = False) -> list[Point]:
    """Points of the view ``series`` by chain and time, each with what compares it to the one before.

    A chain is one unit (with ``by_place`` one place of today), indicator, modality, measure and set of qualifiers.
    Added columns: ``falls``, True where a year-to-date figure is smaller than an earlier one of the same year,
    which cannot be; ``warning`` and ``warning_vi``, where a boundary between regimes lies before this point and
    the two count different populations.
    """
    ordered = sorted((dict(point) for point in points), key=lambda point: (_chain(point, by_place), _when(point)))
    before: Point | None = None
    year: dict[tuple[Any, ...], float] = {}
    for point in ordered:
        same = before is not None and _chain(before, by_place) == _chain(point, by_place)
        point["falls"] = _falls(point, year, by_place)
        point["warning"], point["warning_vi"] = _warning(before, point) if same and before else (None, None)
        before = point
    return ordered


def _chain(point: Point, by_place: bool) -> tuple[str, ...]:
    unit = point["place_today"] if by_place and point["place_today"] else point["unit_key"]
    names = (str(point[name]) for name in _CHAIN[1:4])
    return (str(unit), *names, "|".join(point["qualifiers"]))


def _when(point: Point) -> tuple[date, date]:
    return point["period_to"] or point["period_from"] or date.min, point["period_from"] or date.min


def _falls(point: Point, year: dict[tuple[Any, ...], float], by_place: bool) -> bool:
    value = point["value"]
    if point["span"] not in ("year_to_date", "year") or value is None or point["approximation"] is not None:
        return False
    key = (_chain(point, by_place), point["unit_key"], point["period_from"])
    falls = bool(value < year.get(key, value))
    year[key] = max(value, year.get(key, value))
    return falls


def _warning(before: Point, point: Point) -> tuple[str | None, str | None]:
    earlier, later = _when(before)[0], _when(point)[0]
    for regime in regimes().values():
        if earlier < regime.day <= later and (point["indicator"] in regime.indicators or regime.merged):
            return regime.en, regime.vi
    return None, None
