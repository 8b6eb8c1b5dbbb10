"""Places by name and day, and through renames and mergers: what a unit was, and what holds it today.

A place is (code, first day), never a code alone. Days are ISO text; the first day is empty for a unit that was there
when the sources begin.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, literal, or_, select, text, tuple_

from db.folding import plain, plain_text, words
from db.models import Derivation, Place, PlaceSuccession

_DERIVATION = "place"
_LOCK = 0x43485043
"""Key of the PostgreSQL advisory lock under which the rows are replaced."""

_LEVELS = ("province", "district", "commune")
_ABBREVIATIONS = {
    "tp": "thanh_pho",
    "h": "huyen",
    "q": "quan",
    "tx": "thi_xa",
    "x": "xa",
    "p": "phuong",
    "tt": "thi_tran",
}
_LONGEST_TYPE = 2  # words: "thị trấn"

Key = tuple[str, str]
"""Code and first day."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One unit during one period; the fields are those of ``db.models.Place``, but for the plain name."""

    code: str
    valid_from: str
    valid_to: str | None
    level: str
    type: str
    name: str
    full_name: str
    parent_code: str | None
    province: str | None

    @property
    def key(self) -> Key:
        """Code and first day."""
        return self.code, self.valid_from


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """A unit that took over from another at the end of its days."""

    code: str
    valid_from: str
    successor_code: str
    successor_valid_from: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class Lineage:
    """A place through time: what it was made of, what became of it (nearest first), and what holds it today."""

    place: PlaceRow
    ancestors: tuple[PlaceRow, ...]
    heirs: tuple[PlaceRow, ...]
    today: tuple[PlaceRow, ...]


def load(
    connection: Connection, places: Iterable[PlaceRow], successions: Iterable[SuccessionRow], fingerprint: str
) -> bool:
    """Replace all places by these if ``fingerprint`` is not that of those stored; whether anything was done."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    if loaded(connection) == fingerprint:
        return False
    for table in (PlaceSuccession, Place):
        connection.execute(delete(table))
    connection.execute(delete(Derivation).where(Derivation.name == _DERIVATION))
    rows = [_fields(place) | {"plain": plain_text(place.name)} for place in places]
    if rows:
        connection.execute(insert(Place), rows)
    following = [_fields(succession) for succession in successions]
    if following:
        connection.execute(insert(PlaceSuccession), following)
    connection.execute(insert(Derivation).values(name=_DERIVATION, version=fingerprint))
    return True


def _fields(row: PlaceRow | SuccessionRow) -> dict[str, Any]:
    """The fields of a row by name; ``asdict`` copies each value and takes ten times as long, which 30,000 rows show."""
    return {name: getattr(row, name) for name in row.__slots__}


def loaded(connection: Connection) -> str | None:
    """The fingerprint of the places that are stored; None if there are none yet."""
    query = select(Derivation.version).where(Derivation.name == _DERIVATION)
    return connection.execute(query).scalar_one_or_none()


def get(connection: Connection, code: str, valid_from: str) -> PlaceRow | None:
    """The place of a code and its first day."""
    return next(iter(_places(connection, and_(Place.code == code, Place.valid_from == valid_from))), None)


def named(connection: Connection, name: str, on: date | None = None) -> list[PlaceRow]:
    """The places of a name, in force on a day or ever: provinces first, then by code and first day.

    The name may have a word for its type before it (``huyện``, ``TP.``). Those with all accents as typed; only if
    there are none, those that have the name without accents.
    """
    typed = words(name)
    if not typed:
        return []
    bare = [typed[start:] for start in range(min(len(typed), _LONGEST_TYPE + 1))]
    found = _places(connection, Place.plain.in_([" ".join(map(plain, each)) for each in bare if each]), on)
    fitting = [place for place in found if _is_called(place, list(map(plain, typed)), accents=False)]
    exact = [place for place in fitting if _is_called(place, typed, accents=True)]
    return exact or fitting


def coded(connection: Connection, code: str, on: date | None = None) -> list[PlaceRow]:
    """The places that a code stood for, on a day or ever, by first day."""
    return sorted(_places(connection, Place.code == code, on), key=lambda place: place.valid_from)


def page(
    connection: Connection,
    *,
    level: str | None = None,
    province: str | None = None,
    on: date | None = None,
    limit: int,
    after: Key | None = None,
) -> list[PlaceRow]:
    """The next ``limit`` places by code and first day behind the key ``after``; ``province`` is the one above."""
    wanted = [Place.level == level] if level else []
    wanted += [Place.province == province] if province else []
    if on is not None:
        wanted += [Place.valid_from <= on.isoformat(), or_(Place.valid_to.is_(None), Place.valid_to > on.isoformat())]
    if after is not None:
        wanted.append(tuple_(Place.code, Place.valid_from) > tuple_(literal(after[0]), literal(after[1])))
    query = select(*_columns()).where(*wanted).order_by(Place.code, Place.valid_from).limit(limit)
    return [PlaceRow(*row) for row in connection.execute(query)]


def provinces_on(connection: Connection, day: date) -> list[PlaceRow]:
    """The provinces in force on a day, by code (63 on 2025-06-30, 34 on the day after)."""
    return _places(connection, Place.level == "province", day)


def lineage(connection: Connection, code: str, valid_from: str) -> Lineage | None:
    """What a place was and what holds it today; None for a place that is none."""
    place = get(connection, code, valid_from)
    if place is None:
        return None
    heirs = _heirs(connection, place)
    return Lineage(place, tuple(_ancestors(connection, place)), tuple(heirs), tuple(_current(place, heirs)))


def today(connection: Connection, code: str, day: date) -> list[PlaceRow]:
    """The places that hold today what ``code`` stood for on ``day``, the default first; empty if it stood for none."""
    found = _places(connection, Place.code == code, day)
    return _current(found[0], _heirs(connection, found[0])) if found else []


def _current(place: PlaceRow, heirs: Sequence[PlaceRow]) -> list[PlaceRow]:
    """Those still in force; of a district first the commune of its name, else in the order of succession."""
    current = [each for each in (place, *heirs) if each.valid_to is None]
    if place.level != "district":
        return current
    return sorted(current, key=lambda heir: words(heir.name) != words(place.name))


def _heirs(connection: Connection, place: PlaceRow) -> list[PlaceRow]:
    """All that took over, at once or later, nearest and default first."""
    here = (PlaceSuccession.code, PlaceSuccession.valid_from)
    there = (PlaceSuccession.successor_code, PlaceSuccession.successor_valid_from)
    return _followed(connection, place, here, there)


def _ancestors(connection: Connection, place: PlaceRow) -> list[PlaceRow]:
    """All that it took over from, at once or before, nearest first, those whose default it is before others."""
    here = (PlaceSuccession.successor_code, PlaceSuccession.successor_valid_from)
    there = (PlaceSuccession.code, PlaceSuccession.valid_from)
    return _followed(connection, place, here, there)


def _followed(connection: Connection, place: PlaceRow, here: Sequence[Any], there: Sequence[Any]) -> list[PlaceRow]:
    """The places reached over successions, one step a statement."""
    reached: dict[Key, PlaceRow] = {}
    front = [place.key]
    seen = {place.key}
    while front:
        query = (
            select(*_columns(), *here)
            .join(PlaceSuccession, and_(Place.code == there[0], Place.valid_from == there[1]))
            .where(tuple_(*here).in_(front))
        )
        query = query.order_by(PlaceSuccession.is_default.desc(), Place.code, Place.valid_from)
        steps = [(PlaceRow(*row[:-2]), (row[-2], row[-1])) for row in connection.execute(query)]
        order = {key: number for number, key in enumerate(front)}
        front = []
        for found, _ in sorted(steps, key=lambda step: order[step[1]]):
            if found.key not in seen:
                seen.add(found.key)
                reached[found.key] = found
                front.append(found.key)
    return list(reached.values())


def _places(connection: Connection, wanted: ColumnElement[bool], on: date | None = None) -> list[PlaceRow]:
    query = select(*_columns()).where(wanted)
    if on is not None:
        day = on.isoformat()
        query = query.where(Place.valid_from <= day, or_(Place.valid_to.is_(None), Place.valid_to > day))
    found = [PlaceRow(*row) for row in connection.execute(query)]
    return sorted(found, key=lambda place: (_LEVELS.index(place.level), place.key))


def _columns() -> list[Any]:
    return [getattr(Place, name) for name in PlaceRow.__slots__]


def _is_called(place: PlaceRow, typed: list[str], *, accents: bool) -> bool:
    """Whether the words are the name, or the name with a word for the type before it."""
    name, full = words(place.name), words(place.full_name)
    if not accents:
        name, full = list(map(plain, name)), list(map(plain, full))
    if typed in (name, full):
        return True
    return typed[1:] == name and _ABBREVIATIONS.get(typed[0]) == place.type
