"""The gazetteer in the database: all of it, and what every reader of the news knows of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, func, select

import db
from db.models import Place
from db.repository import places
from extract.gazetteer import gazetteer
from jobs.places import load_places


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp("places")
    engine = db.engine(f"sqlite:///{folder / 'chibo.sqlite3'}")
    db.migrate(engine)
    assert load_places(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(loaded: Engine) -> Iterator[Connection]:
    with loaded.connect() as connection:
        yield connection


def test_a_second_time_there_is_nothing_to_do(loaded: Engine) -> None:
    assert not load_places(loaded)


def test_63_provinces_became_34(connection: Connection) -> None:
    before, after = (len(places.provinces_on(connection, date(2025, *day))) for day in ((6, 30), (7, 1)))
    assert (before, after) == (63, 34)


def test_code_24_is_another_province_since_the_reform(connection: Connection) -> None:
    names = [place.name for day in ((6, 30), (7, 1)) for place in places.provinces_on(connection, date(2025, *day)) if place.code == "24"]  # fmt: skip
    assert names == ["Bắc Giang", "Bắc Ninh"]
    assert [place.name for place in places.today(connection, "27", date(2025, 1, 1))] == ["Bắc Ninh"]


def test_a_former_district_is_held_first_by_the_commune_of_its_name(connection: Connection) -> None:
    (district,) = places.named(connection, "huyện Vị Xuyên", date(2024, 1, 1))
    assert (district.province, district.level) == ("Hà Giang", "district")
    heir = places.today(connection, district.code, date(2024, 1, 1))[0]
    assert (heir.name, heir.level, heir.province) == ("Vị Xuyên", "commune", "Tuyên Quang")


def test_every_place_of_the_gazetteer_is_there_with_the_same_heirs(connection: Connection) -> None:
    known = gazetteer()
    count = connection.execute(select(func.count()).select_from(Place)).scalar_one()
    assert count > 15_000
    for code in ("24", "27", "01", "747", "001", "00001", "00004"):
        for place in known.by_code(code):
            key = place.valid_from.isoformat() if place.valid_from else ""
            line = places.lineage(connection, code, key)
            assert line is not None
            expected = [(heir.code, heir.name) for heir in known.today(place)]
            assert sorted((heir.code, heir.name) for heir in line.today) == sorted(expected)
            assert [(heir.code, heir.name) for heir in line.today][:1] == expected[:1]
