"""Maps of tiles: the provinces of today and those of before 1 July 2025, each with its number and its class."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

Era = Literal["today", "before"]
MERGER: Final = date(2025, 7, 1)
"""The first day of the 34 provinces (schema/regimes.toml, two_tiers)."""
CLASSES: Final = 5
WIDTH: Final = 58
HEIGHT: Final = 40


@dataclass(frozen=True, slots=True)
class Tile:
    """A province on a map: code, name, what fits a tile, row from the north, column from the west."""

    code: str
    name: str
    short: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class ShownTile:
    """A tile with where it is drawn, its figure (None where there is none) and its class from 1 (lowest) up."""

    tile: Tile
    x: int
    y: int
    row: Mapping[str, Any] | None
    number: float | None
    grade: int | None


@dataclass(frozen=True, slots=True)
class TileMap:
    """A map with its tiles; ``classes`` are the least and the greatest number of each class that has any."""

    era: Era
    width: int
    height: int
    tiles: tuple[ShownTile, ...]
    classes: tuple[tuple[int, float, float], ...]
    missing: tuple[str, ...]
    unplaced: tuple[Mapping[str, Any], ...]


@cache
def tiles(era: Era) -> tuple[Tile, ...]:
    """The provinces of a map, from the north."""
    known = tomllib.loads((Path(__file__).parent / "tiles.toml").read_text(encoding="utf-8"))
    return tuple(Tile(**entry) for entry in known[era])


def era_of(day: date) -> Era:
    """Which provinces there were on a day."""
    return "today" if day >= MERGER else "before"


def tile_map(era: Era, rows: Mapping[str, Mapping[str, Any]], numbers: Mapping[str, float]) -> TileMap:
    """The map of figures by the name of their province; ``numbers`` are what is shown of them."""
    known = tiles(era)
    bounds = _bounds(sorted(numbers.values()))
    shown = []
    for tile in known:
        number = numbers.get(tile.name)
        grade = None if number is None else bisect_left(bounds, number) + 1
        place = (tile.column * (WIDTH + 2), tile.row * (HEIGHT + 2))
        shown.append(ShownTile(tile, *place, rows.get(tile.name), number, grade))
    classes = []
    for grade in range(1, CLASSES + 1):
        of_class = [each.number for each in shown if each.grade == grade and each.number is not None]
        if of_class:
            classes.append((grade, min(of_class), max(of_class)))
    names = {tile.name for tile in known}
    return TileMap(
        era=era,
        width=(max(tile.column for tile in known) + 1) * (WIDTH + 2),
        height=(max(tile.row for tile in known) + 1) * (HEIGHT + 2),
        tiles=tuple(shown),
        classes=tuple(classes),
        missing=tuple(each.tile.name for each in shown if each.number is None),
        unplaced=tuple(row for name, row in rows.items() if name not in names),
    )


def _bounds(ordered: Sequence[float]) -> list[float]:
    """The greatest number of each class but the last; classes have equally many provinces, as far as that goes."""
    if not ordered:
        return []
    places = [round(len(ordered) * part / CLASSES) - 1 for part in range(1, CLASSES)]
    return [ordered[max(place, 0)] for place in places]
