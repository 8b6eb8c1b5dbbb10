"""Names of places as newspapers write them."""

from __future__ import annotations

import unicodedata

import pytest

from extract.gazetteer import Gazetteer
from extract.placenames import fold_name
from tests.extract.known_places import MID_2024, only


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Hà Tây", "28"),
        ("Đắc Lắc", "66"), ("Đăk Lăk", "66"), ("Đắk Lắk", "66"), ("Dak Lak", "66"), ("Daklak", "66"), ("ĐắkLắk", "66"),
        ("Đắc Nông", "67"), ("Đăk Nông", "67"), ("Dak Nông", "67"),
        ("Bắc Cạn", "06"), ("Bắc Kạn", "06"),
        ("Kontum", "62"), ("Công Tum", "62"), ("Kon Tum", "62"),
        ("Thừa Thiên - Huế", "46"), ("Thừa Thiên-Huế", "46"), ("Thừa Thiên – Huế", "46"), ("TT-Huế", "46"),
        ("Bà Rịa - Vũng Tàu", "77"), ("Bà Rịa–Vũng Tàu", "77"), ("BR-VT", "77"), ("BRVT", "77"),
        ("TP.HCM", "79"), ("TPHCM", "79"), ("TP HCM", "79"), ("Tp. Hồ Chí Minh", "79"), ("TP.Hồ Chí Minh", "79"),
        ("HN", "01"), ("TP.Hà Nội", "01"),
        ("Hoà Bình", "17"), ("Thanh Hoá", "38"), ("Khánh Hoà", "56"), ("BẮC GIANG", "24"),
    ],
)  # fmt: skip
def test_provinces_as_newspapers_write_them(units: Gazetteer, written: str, code: str) -> None:
    assert code in {place.code for place in units.find(written, level="province")}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("TP.Tam Kỳ", "502"), ("T.P Tam Kì", "502"), ("TX. Việt Yên", "222"), ("T.X Việt Yên", "222"),
        ("H. Thuỷ Nguyên", "311"), ("Thủy Nguyên", "311"), ("Mĩ Tho", "815"), ("Mỹ Tho", "815"),
        ("M'Drắk", "652"), ("M’Đrắk", "652"), ("MĐrắk", "652"), ("Ea H'Leo", "645"), ("Ea H’leo", "645"),
        ("Cư M’Gar", "648"), ("Krông Pắk", "654"), ("Plei Ku", "622"), ("Buôn Mê Thuột", "643"),
        ("Phan Rang-Tháp Chàm", "582"), ("Phan Rang – Tháp Chàm", "582"), ("Quỳ Hợp", "420"), ("Đăk Đoa", "626"),
        ("Ðức Trọng", "678"),
    ],
)  # fmt: skip
def test_districts_as_newspapers_write_them(units: Gazetteer, written: str, code: str) -> None:
    assert {place.code for place in units.find(written, level="district")} == {code}


def test_khau_tinh_of_the_press(units: Gazetteer) -> None:
    place = units.resolve("Khâu Tinh", type_word="xã", parent="Na Hang", on=MID_2024).place
    assert place is not None and place.code == "02263"


def test_decomposed_text_is_read(units: Gazetteer) -> None:
    assert units.find(unicodedata.normalize("NFD", "Thị xã Việt Yên")) == units.find("Thị xã Việt Yên")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phú Yên", "Phù Yên"),
        ("Quang Bình", "Quảng Bình"),
        ("Thanh Trì", "Thạnh Trị"),
        ("Tam Dương", "Tam Đường"),
        ("Nam Đàn", "Nấm Dẩn"),
        ("Mường Lay", "Mường Lai"),
        ("Phú Thọ", "Phù Thọ"),
        ("Thúy", "Thúi"),
        ("Cẩm Giang", "Cẩm Giàng"),
    ],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


def test_without_accents_only_under_a_known_unit(units: Gazetteer) -> None:
    assert units.find("Vi Xuyen", on=MID_2024) == []
    assert only(units.find("huyen Vi Xuyen", on=MID_2024, province="Hà Giang")).code == "030"
    assert only(units.find("Phu Yen", on=MID_2024, province="Sơn La", level="district")).code == "122"
    assert only(units.find("Khau Tinh", on=MID_2024, parent="Na Hang")).code == "02263"
    assert only(units.find("Thanh Tri", on=MID_2024, province="Sóc Trăng", level="district")).name == "Thạnh Trị"
    assert units.find("Phù Yên", on=MID_2024, province="Phú Yên") == []
