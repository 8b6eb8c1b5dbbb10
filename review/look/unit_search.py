"""Units by name, with or without accents, as they are typed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from db.folding import plain_text
from db.repository import unit_names
from db.repository.unit_names import NamedUnit
from review.desk import Desk

_LEVELS = ("central", "province", "district", "commune", "block", "cell")


@dataclass(frozen=True, slots=True)
class FoundUnits:
    """The units of a page, and how many fit altogether."""

    units: tuple[NamedUnit, ...]
    total: int


def find(desk: Desk, connection: Connection, typed: str, province: str | None, *, start: int, limit: int) -> FoundUnits:
    """Units that have all that was typed in their names; higher levels first, then by name."""
    wanted = plain_text(typed).split()
    fitting = [
        unit
        for plain, unit in _known(desk, connection)
        if (province is None or unit.province == province) and all(f" {word}" in plain for word in wanted)
    ]
    return FoundUnits(tuple(fitting[start : start + limit]), len(fitting))


def of_province(desk: Desk, connection: Connection, province: str) -> list[NamedUnit]:
    """The organisations of provinces of a name: two, where a merged province has an older one's name."""
    return [
        unit
        for _, unit in _known(desk, connection)
        if unit.level == "province" and unit.place_code and unit.province == province
    ]


def _known(desk: Desk, connection: Connection) -> list[tuple[str, NamedUnit]]:
    return desk.remembered.get("units", connection, desk.now(), _read)


def _read(connection: Connection) -> list[tuple[str, NamedUnit]]:
    found = [(f" {plain_text(unit.name)}", unit) for unit in unit_names.every(connection) if unit.name]
    return sorted(found, key=lambda pair: (_rank(pair[1].level), pair[0], pair[1].key))


def _rank(level: str | None) -> int:
    return _LEVELS.index(level) if level in _LEVELS else len(_LEVELS)
