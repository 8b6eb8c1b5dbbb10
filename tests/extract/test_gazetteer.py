"""The gazetteer answers which place a name means, where and when, and abstains where a reader would have to guess."""

from __future__ import annotations

from datetime import date

import pytest

from extract.gazetteer import Gazetteer
from tests.extract.known_places import MID_2024, TODAY, only


def test_yen_dung_ends(units: Gazetteer) -> None:
    place = units.resolve("Yên Dũng", type_word="huyện", on=date(2024, 12, 31)).place
    assert place is not None and (place.code, place.valid_to) == ("221", date(2025, 1, 1))
    assert units.today(place)[0].full_name == "Phường Yên Dũng"
    assert units.find("huyện Yên Dũng", on=date(2025, 1, 1)) == []
    assert units.resolve("huyện Yên Dũng", on=date(2025, 1, 1)).how == "other_time"


def test_viet_yen_is_a_huyen_then_a_thi_xa(units: Gazetteer) -> None:
    huyen = units.resolve("Việt Yên", type_word="Huyện ủy", on=date(2024, 1, 31)).place
    thi_xa = units.resolve("Việt Yên", type_word="TX.", on=date(2024, 2, 1)).place
    assert huyen is not None and thi_xa is not None
    assert (huyen.code, huyen.type, huyen.valid_to) == ("222", "huyen", date(2024, 2, 1))
    assert (thi_xa.code, thi_xa.type, thi_xa.valid_to) == ("222", "thi_xa", date(2025, 7, 1))
    late = units.resolve("huyện Việt Yên", on=date(2024, 3, 1))
    assert (late.place, late.how) == (thi_xa, "type_changed")


def test_vung_tau(units: Gazetteer) -> None:
    city = units.resolve("Vũng Tàu", type_word="thành phố", on=MID_2024).place
    assert city is not None
    assert (city.code, city.level, city.parent, city.valid_to) == ("747", "district", "77", date(2025, 7, 1))
    assert units.today(city)[0].full_name == "Phường Vũng Tàu"
    province = units.province_of(city)
    assert province is not None and province.full_name == "Tỉnh Bà Rịa - Vũng Tàu"
    assert only(units.today(province)).full_name == "Thành phố Hồ Chí Minh"
    now = units.resolve("Vũng Tàu", on=TODAY).place
    assert now is not None and now.full_name == "Phường Vũng Tàu"


@pytest.mark.parametrize(
    ("type_word", "name", "level", "code"),
    [
        ("Thành ủy", "Vũng Tàu", "district", "747"),
        ("Thành ủy", "Hải Phòng", "province", "31"),
        ("thị xã", "Phú Thọ", "district", "228"),
        ("tỉnh", "Phú Thọ", "province", "25"),
        ("huyện", "Quảng Ninh", "district", "456"),
        ("Tỉnh ủy", "Quảng Ninh", "province", "22"),
        ("huyện", "Quang Bình", "district", "035"),
        ("tỉnh", "Quảng Bình", "province", "44"),
        ("huyện", "Hoà Bình", "district", "961"),
        ("Tỉnh", "Hoà Bình", "province", "17"),
        ("thị xã", "Quảng Trị", "district", "462"),
        ("huyện", "Điện Biên", "district", "100"),
        ("thị xã", "Kỳ Anh", "district", "449"),
        ("huyện", "Kì Anh", "district", "447"),
        ("TP.", "Cao Lãnh", "district", "866"),
        ("H.", "Cao Lãnh", "district", "873"),
    ],
)
def test_type_words_decide(units: Gazetteer, type_word: str, name: str, level: str, code: str) -> None:
    place = units.resolve(name, type_word=type_word, on=MID_2024).place
    assert place is not None and (place.level, place.code) == (level, code)


def test_quang_binh_is_not_quang_binh(units: Gazetteer) -> None:
    assert {place.code for place in units.find("Quang Bình", on=MID_2024, level="district")} == {"035"}
    assert units.find("Quảng Bình", on=MID_2024, level="district") == []
    assert units.find("Quang Bình", level="province") == []
    assert units.resolve("Quang Binh", on=MID_2024).place is None
    huyen = units.resolve("Quang Binh", type_word="huyện", on=MID_2024, province="Hà Giang").place
    assert huyen is not None and huyen.code == "035"


def test_homonyms_need_a_province_or_a_parent(units: Gazetteer) -> None:
    several = units.resolve("Châu Thành", type_word="huyện", on=MID_2024)
    assert (several.place, several.how, len(several.candidates)) == (None, "ambiguous", 10)
    in_ben_tre = units.resolve("Châu Thành", type_word="huyện", on=MID_2024, province="Bến Tre")
    assert in_ben_tre.place is not None and (in_ben_tre.place.code, in_ben_tre.how) == ("831", "province")
    ward = units.resolve("Phường 10", parent="Đà Lạt", on=MID_2024)
    assert ward.place is not None and (ward.place.code, ward.how) == ("24796", "parent")
    assert units.resolve("Phường 10", on=MID_2024).place is None
    assert units.resolve("Quận 1", on=MID_2024).place == only(units.by_code("760"))


def test_a_bare_name_of_several_levels_abstains_and_says_what_is_likely(units: Gazetteer) -> None:
    seat = units.resolve("Cao Bằng", on=MID_2024, province="Cao Bằng")
    assert seat.place is None and seat.likely is not None and seat.likely.code == "04"
    assert [place.code for place in seat.candidates] == ["04", "040"]
    town = units.resolve("Vị Xuyên", on=MID_2024, province="Hà Giang")
    assert town.place is None and town.likely is not None and town.likely.full_name == "Huyện Vị Xuyên"
    after = units.resolve("Vị Xuyên", on=TODAY, province="Hà Giang").place
    assert after is not None and after.full_name == "Xã Vị Xuyên"


def test_a_commune_of_another_province_is_not_taken(units: Gazetteer) -> None:
    answer = units.resolve("Khau Tinh", type_word="xã", on=MID_2024, province="Cà Mau")
    assert (answer.place, answer.how) == (None, "elsewhere")


def test_a_former_province_still_narrows(units: Gazetteer) -> None:
    """Baovinhphuc's articles of 2026 are about communes of Phú Thọ."""
    place = units.resolve("Tam Đảo", type_word="xã", on=TODAY, province="Vĩnh Phúc").place
    assert place is not None and place.parent == "25"


def test_split_communes_name_all_heirs(units: Gazetteer) -> None:
    old = only(units.find("Thạnh Quới", on=MID_2024, type="xa", province="Cần Thơ", parent="Vĩnh Thạnh"))
    heirs = [place.name for place in units.today(old)]
    assert heirs[0] == "Thạnh Quới" and len(heirs) > 1


def test_type_that_a_name_never_had(units: Gazetteer) -> None:
    answer = units.resolve("Vũng Tàu", type_word="huyện", on=MID_2024)
    assert (answer.place, answer.how) == (None, "type_conflict")
    assert units.resolve("Vũng Tàu", type_word="thôn", on=MID_2024).how == "unknown"
    assert units.resolve("Không Có", type_word="huyện", on=MID_2024).how == "unknown"
