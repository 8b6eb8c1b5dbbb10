"""The gazetteer into the database: every province, district and commune through time, for readers of SQL."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import Engine

import db
from db.repository.places import PlaceRow, SuccessionRow
from extract.gazetteer import DATA, Gazetteer, Key, Place, gazetteer

_SHAPE = "1"
"""Raised with every change of the rows made here or of the plain names in them, so that they are loaded anew."""


def load_places(engine: Engine) -> bool:
    """Bring the places of the database up to the gazetteer; whether anything was to do. Call it after migrating."""
    if are_loaded(engine):
        return False
    known = gazetteer()
    places = list(_places(known))
    rows = [_row(known, place) for place in places]
    with db.writing(engine) as connection:
        return db.repository.places.load(connection, rows, _successions(places), _fingerprint())


def are_loaded(engine: Engine) -> bool:
    """Whether the places of the database are those of the gazetteer."""
    with engine.connect() as connection:
        return db.repository.places.loaded(connection) == _fingerprint()


def _fingerprint() -> str:
    return f"{_SHAPE}-{sha256(DATA.read_bytes()).hexdigest()[:16]}"


def _places(known: Gazetteer) -> Iterator[Place]:
    """Every unit in each of its states. The first column of the table is the code, from its third line on."""
    codes = (line.partition("\t")[0] for line in DATA.read_text("utf-8").splitlines()[2:])
    for code in dict.fromkeys(codes):
        yield from known.by_code(code)


def _row(known: Gazetteer, place: Place) -> PlaceRow:
    province = known.province_of(place)
    code, valid_from = _stored(place.key)
    return PlaceRow(
        code=code,
        valid_from=valid_from,
        valid_to=place.valid_to.isoformat() if place.valid_to else None,
        level=place.level,
        type=place.type,
        name=place.name,
        full_name=place.full_name,
        parent_code=place.parent,
        province=province.name if province else None,
    )


def _successions(places: list[Place]) -> Iterator[SuccessionRow]:
    """One row a succession; the gazetteer has the default first."""
    keys = {place.key for place in places}
    for place in places:
        for number, successor in enumerate(dict.fromkeys(key for key in place.successors if key in keys)):
            yield SuccessionRow(*_stored(place.key), *_stored(successor), is_default=number == 0)


def _stored(key: Key) -> tuple[str, str]:
    code, first_day = key
    return code, first_day.isoformat() if first_day else ""
