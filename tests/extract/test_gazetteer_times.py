"""The map through time: provinces, districts and communes as they were on each day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from extract.gazetteer import DATA, Gazetteer
from tests.extract.known_places import MID_2024, TODAY, only


def test_provinces_through_time(units: Gazetteer) -> None:
    assert len(units.provinces(date(2008, 7, 31))) == 64
    assert len(units.provinces(date(2008, 8, 1))) == 63
    assert len(units.provinces(date(2025, 6, 30))) == 63
    now = units.provinces(TODAY)
    assert len(now) == 34
    assert sum(place.type == "thanh_pho" for place in now) == 9
    assert sum(place.type == "thanh_pho" for place in units.provinces(date(2025, 7, 1))) == 6


def test_counts_of_the_two_maps(units: Gazetteer) -> None:
    text = DATA.read_text("utf-8").splitlines()[2:]
    codes = {line.split("\t", 1)[0] for line in text}
    places = [place for code in codes for place in units.by_code(code)]
    now = [place for place in places if place.level == "commune" and place.valid(TODAY)]
    assert len(now) == 3321
    assert [sum(p.type == t for p in now) for t in ("phuong", "xa", "dac_khu")] == [709, 2599, 13]
    assert not [place for place in places if place.level == "district" and place.valid(date(2025, 7, 1))]
    assert sum(place.level == "district" and place.valid(date(2023, 5, 1)) for place in places) == 705
    assert sum(place.level == "district" and place.valid(date(2025, 6, 30)) for place in places) == 696
    assert sum(place.level == "commune" and place.valid(date(2025, 6, 30)) for place in places) == 10035


def test_states_of_a_code_follow_each_other(units: Gazetteer) -> None:
    for code in {line.split("\t", 1)[0] for line in DATA.read_text("utf-8").splitlines()[2:]}:
        for before, after in pairwise(units.by_code(code)):
            assert before.valid_to is not None and after.valid_from is not None, code
            assert before.valid_to <= after.valid_from, code
        for place in units.by_code(code):
            assert units.get(place.key) is place
            assert all(units.get(key) is not None for key in place.successors), place
            assert (units.parent_of(place) is None) == (place.level == "province"), place


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("15", "Yên Bái", "Lào Cai"),
        ("24", "Bắc Giang", "Bắc Ninh"),
        ("44", "Quảng Bình", "Quảng Trị"),
        ("52", "Bình Định", "Gia Lai"),
        ("80", "Long An", "Tây Ninh"),
        ("82", "Tiền Giang", "Đồng Tháp"),
        ("91", "Kiên Giang", "An Giang"),
    ],
)
def test_a_kept_code_may_be_another_province(units: Gazetteer, code: str, before: str, after: str) -> None:
    old, new = units.province_at(code, date(2025, 6, 30)), units.province_at(code, date(2025, 7, 1))
    assert old is not None and new is not None
    assert (old.name, new.name) == (before, after)
    assert only(units.today(old)).code == code
    assert units.province_at(after, date(2025, 6, 30)) != new


def test_hue_and_the_cities_of_2026(units: Gazetteer) -> None:
    hue = units.province_at("46", date(2024, 12, 31))
    assert hue is not None and hue.full_name == "Tỉnh Thừa Thiên Huế" and hue.valid_to == date(2025, 1, 1)
    assert units.resolve("Huế", type_word="thành phố", on=date(2024, 12, 31)).place == only(units.by_code("474")[:1])
    assert units.resolve("Huế", type_word="thành phố", on=date(2025, 1, 1)).place == units.province_at("46", TODAY)
    for name, day in (("Đồng Nai", (2026, 4, 30)), ("Quảng Ninh", (2026, 9, 1)), ("Bắc Ninh", (2026, 9, 20))):
        first = date(*day)
        before, after = units.province_at(name, first - timedelta(days=1)), units.province_at(name, first)
        assert before is not None and after is not None
        assert (before.type, after.type, before.code) == ("tinh", "thanh_pho", after.code)
    assert only(units.find("Trảng Bom", on=date(2026, 4, 29), level="commune")).type == "xa"
    assert only(units.find("Trảng Bom", on=date(2026, 4, 30), level="commune")).type == "phuong"
    assert only(units.find("Kép", on=TODAY, level="commune")).type == "phuong"


def test_ha_tay(units: Gazetteer) -> None:
    place = units.resolve("Hà Tây", type_word="tỉnh", on=date(2007, 1, 1)).place
    assert place is not None and place.valid_to == date(2008, 8, 1)
    assert [now.full_name for now in units.today(place)] == ["Thành phố Hà Nội"]
    ung_hoa = units.resolve("Ứng Hòa", type_word="huyện", on=date(2007, 1, 1)).place
    assert ung_hoa is not None and units.province_of(ung_hoa) == place
    later = units.resolve("Ứng Hòa", type_word="huyện", on=MID_2024, province="Hà Nội").place
    assert later is not None and later.code == ung_hoa.code
