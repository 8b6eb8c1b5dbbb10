"""A unit of the map through renames and mergers, with those of its forms that figures are told of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from db.repository import places, unit_names
from db.repository.places import PlaceRow
from db.repository.unit_names import NamedUnit
from db.unit_identity import unit_key


@dataclass(frozen=True, slots=True)
class Relative:
    """A place in the line, and the unit that its figures are told of (None where there are none)."""

    place: PlaceRow
    unit: NamedUnit | None


@dataclass(frozen=True, slots=True)
class UnitLineage:
    """A place with what it was made of, what became of it (nearest first), and what holds it today."""

    place: PlaceRow
    ancestors: tuple[Relative, ...]
    heirs: tuple[Relative, ...]
    today: tuple[PlaceRow, ...]


def of_unit(connection: Connection, unit: NamedUnit) -> UnitLineage | None:
    """The line of a unit that is a place's own organisation; None for any other, and where the map lacks it."""
    parts = unit.key.split("/")
    if len(parts) != 4 or not parts[1]:
        return None
    level, code, province, bare = parts
    fitting = [
        place
        for place in places.named(connection, bare)
        if place.code == code and place.level == level and (place.province or "").lower() == province
    ]
    if not fitting:
        return None
    found = places.lineage(connection, code, fitting[-1].valid_from)
    if found is None:
        return None
    told = unit_names.told(connection, [_key(place) for place in (*found.ancestors, *found.heirs)])
    return UnitLineage(
        place=found.place,
        ancestors=_relatives(found.ancestors, told),
        heirs=_relatives(found.heirs, told),
        today=found.today,
    )


def _relatives(line: Sequence[PlaceRow], told: dict[str, NamedUnit]) -> tuple[Relative, ...]:
    return tuple(Relative(place, told.get(_key(place))) for place in line)


def _key(place: PlaceRow) -> str:
    return unit_key(place.full_name, place.level, place.province, place.code)
