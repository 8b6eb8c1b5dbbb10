"""Which names mean one unit, and which never do."""

from __future__ import annotations

from itertools import combinations

import pytest

from db.unit_identity import unit_key

SAME = {
    "a district": (
        "district",
        "Hà Giang",
        "031",
        "Huyện ủy Suối Đá|Huyện uỷ Suối Đá|Đảng bộ huyện Suối Đá|Đảng ủy huyện Suối Đá|huyện Suối Đá|Suối Đá"
        "|Ban Thường vụ Huyện ủy Suối Đá|BCH Đảng bộ huyện Suối Đá|Ban Chấp hành Huyện ủy Suối Đá|H. Suối Đá",
    ),
    "a place whose tone marks stand elsewhere": (
        "district",
        "Hà Giang",
        "032",
        "Đảng bộ thị xã Thanh Hòa|Thị ủy Thanh Hoà|TX. Thanh Hoà|Đảng bộ thị xã  THANH HÒA",
    ),
    "a province": ("province", "Bà Rịa - Vũng Tàu", "77", "Tỉnh ủy Bà Rịa - Vũng Tàu|Đảng bộ tỉnh Bà Rịa – Vũng Tàu"),
    "a province by no name": ("province", "Hà Giang", "02", "Tỉnh ủy|Đảng bộ tỉnh"),
    "a town": ("province", "Hà Nội", "01", "Thành ủy Hà Nội|Đảng bộ thành phố Hà Nội|TP. Hà Nội|TP Hà Nội"),
    "a body without a place of its own": (None, "Hà Giang", None, "Đảng bộ Công an tỉnh|Đảng ủy Công an tỉnh"),
}
APART = [
    ("Đảng bộ huyện Suối Đá", "district", "Hà Giang", "031"),
    ("Đảng bộ Công an huyện Suối Đá", "district", "Hà Giang", "031"),
    ("Đảng bộ xã Suối Đá", "commune", "Hà Giang", "00031"),
    ("Đảng bộ huyện Suối Đá", "district", "Lai Châu", "031"),
    ("Đảng bộ huyện Suối Đá", "district", "Hà Giang", "032"),
    ("Đảng bộ huyện Suối Đá", "district", "Hà Giang", None),
    ("Đảng bộ huyện Bản Mây", "district", "Hà Giang", "031"),
    ("Chi bộ Trường THPT Suối Đá", "cell", "Hà Giang", None),
]


@pytest.mark.parametrize("case", SAME)
def test_names_of_one_unit(case: str) -> None:
    level, province, code, names = SAME[case]
    assert len({unit_key(name, level, province, code) for name in names.split("|")}) == 1


@pytest.mark.parametrize(("one", "other"), list(combinations(APART, 2)))
def test_names_of_two_units(one: tuple[str, str, str, str | None], other: tuple[str, str, str, str | None]) -> None:
    assert unit_key(*one) != unit_key(*other)
