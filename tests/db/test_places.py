"""Places through time: an invented country whose provinces merge and whose codes change their meaning."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine, func, select

import db
from db.models import Place, PlaceSuccession
from db.repository import places
from db.repository.places import PlaceRow, SuccessionRow

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
NEW = "2025-07-01"


def _row(code: str, type_: str, name: str, first: str, last: str | None, parent: str | None, province: str) -> PlaceRow:
    level = {2: "province", 3: "district", 5: "commune"}[len(code)]
    word = {"tinh": "Tỉnh", "thanh_pho": "Thành phố", "huyen": "Huyện", "thi_xa": "Thị xã", "xa": "Xã"}[type_]
    return PlaceRow(code, first, last, level, type_, name, f"{word} {name}", parent, province)


# 24 was Sông Lam and is Sông Hồng, which was 27: the code is kept, its meaning is not.
PLACES = [
    _row("24", "tinh", "Sông Lam", "", NEW, None, "Sông Lam"),
    _row("27", "tinh", "Sông Hồng", "", NEW, None, "Sông Hồng"),
    _row("24", "tinh", "Sông Hồng", NEW, "2026-09-20", None, "Sông Hồng"),
    _row("24", "thanh_pho", "Sông Hồng", "2026-09-20", None, None, "Sông Hồng"),
    _row("240", "huyen", "Suối Đá", "", "2023-04-10", "24", "Sông Lam"),
    _row("240", "thi_xa", "Suối Đá", "2023-04-10", NEW, "24", "Sông Lam"),
    _row("24001", "xa", "Nà Lầu", "", NEW, "240", "Sông Lam"),
    _row("24002", "xa", "Nà Lâu", "", NEW, "240", "Sông Lam"),
    _row("24001", "xa", "Tân Lầu", NEW, None, "24", "Sông Hồng"),
    _row("24009", "xa", "Suối Đá", NEW, None, "24", "Sông Hồng"),
]
SUCCESSIONS = [
    SuccessionRow("24", "", "24", NEW, True),
    SuccessionRow("27", "", "24", NEW, True),
    SuccessionRow("24", NEW, "24", "2026-09-20", True),
    SuccessionRow("240", "", "240", "2023-04-10", True),
    SuccessionRow("240", "2023-04-10", "24001", NEW, True),
    SuccessionRow("240", "2023-04-10", "24009", NEW, False),
    SuccessionRow("24001", "", "24001", NEW, True),
    SuccessionRow("24002", "", "24001", NEW, True),
    SuccessionRow("24002", "", "24009", NEW, False),
]


@pytest.fixture
def country(database: Engine) -> Engine:
    with db.writing(database) as connection:
        assert places.load(connection, PLACES, SUCCESSIONS, "first")
    return database


def _keys(found: list[PlaceRow] | tuple[PlaceRow, ...]) -> list[tuple[str, str]]:
    return [place.key for place in found]


NAMED = [
    ("Sông Lam", None, [("24", "")]),
    ("sông hồng", None, [("24", NEW), ("24", "2026-09-20"), ("27", "")]),
    ("song hong", BEFORE, [("27", "")]),
    ("Tỉnh Sông Hồng", date(2026, 10, 1), []),
    ("TP. Sông Hồng", date(2026, 10, 1), [("24", "2026-09-20")]),
    ("Suối Đá", BEFORE, [("240", "2023-04-10")]),
    ("Suối Đá", date(2023, 4, 9), [("240", "")]),
    ("Suối Đá", AFTER, [("24009", NEW)]),
    ("huyện Suối Đá", None, [("240", "")]),
    ("TX Suối Đá", None, [("240", "2023-04-10")]),
    ("Nà Lầu", None, [("24001", "")]),
    ("na lau", None, [("24001", ""), ("24002", "")]),
    ("xã na lau", None, [("24001", ""), ("24002", "")]),
    ("Nà Lậu", None, [("24001", ""), ("24002", "")]),
    ("huyện", None, []),
    ("", None, []),
    ("'; --", None, []),
]


def test_places_by_name_and_day(country: Engine) -> None:
    with country.connect() as connection:
        found = [(name, on, _keys(places.named(connection, name, on))) for name, on, _ in NAMED]
    assert found == NAMED


def test_provinces_on_a_day(country: Engine) -> None:
    with country.connect() as connection:
        assert [place.name for place in places.provinces_on(connection, BEFORE)] == ["Sông Lam", "Sông Hồng"]
        assert _keys(places.provinces_on(connection, AFTER)) == [("24", NEW)]


def test_a_code_today_depends_on_the_day_it_was_meant(country: Engine) -> None:
    with country.connect() as connection:
        assert _keys(places.today(connection, "27", BEFORE)) == [("24", "2026-09-20")]
        assert places.today(connection, "27", AFTER) == []
        assert _keys(places.today(connection, "24002", BEFORE)) == [("24001", NEW), ("24009", NEW)]
        assert _keys(places.today(connection, "24009", date(2026, 1, 1))) == [("24009", NEW)]


def test_of_a_district_the_commune_of_its_name_comes_first(country: Engine) -> None:
    with country.connect() as connection:
        assert _keys(places.today(connection, "240", date(2020, 1, 1))) == [("24009", NEW), ("24001", NEW)]


def test_lineage(country: Engine) -> None:
    with country.connect() as connection:
        commune = places.lineage(connection, "24001", NEW)
        district = places.lineage(connection, "240", "")
        assert places.lineage(connection, "240", "1999-01-01") is None
    assert commune is not None
    assert district is not None
    assert _keys(commune.ancestors) == [("240", "2023-04-10"), ("24001", ""), ("24002", ""), ("240", "")]
    assert (commune.heirs, commune.today) == ((), (commune.place,))
    assert district.ancestors == ()
    assert _keys(district.heirs) == [("240", "2023-04-10"), ("24001", NEW), ("24009", NEW)]
    assert _keys(district.today) == [("24009", NEW), ("24001", NEW)]


def test_a_place_has_its_parent_and_province_of_its_time(country: Engine) -> None:
    with country.connect() as connection:
        old = places.get(connection, "24001", "")
        new = places.get(connection, "24001", NEW)
        assert places.get(connection, "24001", "2001-01-01") is None
    assert old is not None
    assert new is not None
    assert (old.name, old.parent_code, old.province) == ("Nà Lầu", "240", "Sông Lam")
    assert (new.name, new.parent_code, new.province) == ("Tân Lầu", "24", "Sông Hồng")


def test_loading_again_replaces_all_only_where_something_changed(country: Engine) -> None:
    with db.writing(country) as connection:
        assert not places.load(connection, [], [], "first")
        assert connection.execute(select(func.count()).select_from(Place)).scalar_one() == len(PLACES)
        assert places.load(connection, PLACES[:2], [], "second")
        assert places.loaded(connection) == "second"
        assert connection.execute(select(func.count()).select_from(Place)).scalar_one() == 2
        assert connection.execute(select(func.count()).select_from(PlaceSuccession)).scalar_one() == 0
