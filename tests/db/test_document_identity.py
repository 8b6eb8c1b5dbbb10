"""Which document a citation means: numbers that come again, bodies without a name, short forms."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.citation_groups import Mention
from db.document_identity import DocumentIdentity, identify, search_key
from db.issuing_places import issuing_place
from schema.documents import document_registry
from schema.local_terms import local_terms

DAY = date(2023, 3, 12)


def _mention(canonical: str, at: int = 0, **fields: Any) -> Mention:
    """A citation with number and symbol from its canonical form ("21-NQ/TW", "30/2020/NĐ-CP", "Hướng dẫn 08")."""
    head, mark, symbol = canonical.partition("-" if "-" in canonical.partition("/")[0] else "/")
    if symbol[:4].isdigit():
        year, _, symbol = symbol.partition("/")
        head = f"{head}/{year}"
    plain: dict[str, Any] = {"number": head, "symbol": symbol or None} if mark else {"number": head.split()[-1]}
    return Mention(**{"id": at, "start": at, "canonical": canonical} | plain | fields)


def _one(
    canonical: str, published: date | None = DAY, province: str | None = "Hà Giang", **fields: Any
) -> DocumentIdentity:
    mention = _mention(canonical, **fields)
    return identify([mention], published, province)[mention.id]


def test_every_document_of_the_registry_is_apart_and_known_by_its_day() -> None:
    found = {
        _one(known.canonical, date(2026, 11, 1), date=known.date, issuer_level="central").key
        for known in document_registry().documents
    }
    assert len(found) == len(document_registry().documents)


@pytest.mark.parametrize(
    ("published", "day", "known"),
    [
        ("2013-05-01", None, "2012-01-05"),
        ("2019-05-01", None, "2016-09-20"),
        ("2023-05-01", None, "2021-09-28"),
        ("2026-10-01", None, "2026-05-19"),
        ("2026-10-01", "2016-09-20", "2016-09-20"),
        ("2026-10-01", "2016-02-09", "2016-09-20"),  # a day misprinted, of the same term
        ("2023-05-01", "2012-01-05", "2012-01-05"),
    ],
)
def test_a_number_that_exists_four_times(published: str, day: str | None, known: str) -> None:
    stated = date.fromisoformat(day) if day else None
    found = _one("01-HD/TW", date.fromisoformat(published), date=stated, issuer_level="central")
    assert found.known is not None
    assert (found.known.key, found.resolved, found.local) == (f"01-HD/TW@{known}", True, False)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # central, not in the registry: by term, and by the day of the article where no day is given
        ({"canonical": "99-TB/TW", "date": date(2022, 1, 5)}, {"canonical": "99-TB/TW"}, True),
        ({"canonical": "99-TB/TW", "date": date(2017, 1, 5)}, {"canonical": "99-TB/TW"}, False),
        ({"canonical": "09-HD/BTCTW"}, {"canonical": "09-HD/BTCTW", "province": "Lai Châu"}, True),
        # provinces
        ({"canonical": "107-KH/TU"}, {"canonical": "107-KH/TU", "province": "Lai Châu"}, False),
        ({"canonical": "107-KH/TU"}, {"canonical": "107-KH/TU", "issuer": "Tỉnh ủy Hà Giang", "province": "Lai Châu"}, True),
        ({"canonical": "107-KH/TU", "issuer": "Tỉnh uỷ"}, {"canonical": "107-KH/TU", "issuer": "Ban Thường vụ Tỉnh ủy Hà Giang"}, True),
        ({"canonical": "107-KH/TU"}, {"canonical": "107-KH/TU", "date": date(2018, 5, 2)}, False),
        ({"canonical": "107-KH/TU"}, {"canonical": "107-KH/TU", "date": date(2021, 5, 2)}, True),
        ({"canonical": "107-KH/TU"}, {"canonical": "107-KH/TU", "published": date(2020, 9, 30)}, False),
        ({"canonical": "107-KH/TU"}, {"canonical": "107-KH/TU", "issuer": "Thành ủy Sông Lam", "issuer_level": "district"}, False),
        ({"canonical": "107-KH/TU", "issuer": "Thành ủy Hải Phòng"}, {"canonical": "107-KH/TU", "province": "Hải Phòng"}, True),
        # below a province
        ({"canonical": "07-NQ/HU", "issuer": "Huyện ủy Suối Đá"}, {"canonical": "07-NQ/HU", "issuer": "BTV Huyện ủy Suối Đá"}, True),
        ({"canonical": "07-NQ/HU", "issuer": "Huyện ủy Suối Đá"}, {"canonical": "07-NQ/HU", "issuer": "Huyện ủy Suối Ngọc"}, False),
        ({"canonical": "07-NQ/ĐU", "issuer": "Đảng ủy xã Tân An"}, {"canonical": "07-NQ/ĐU", "issuer": "Đảng ủy Tân An"}, True),
        # the State: the year, stated or of the article; a council has a place
        ({"canonical": "30/2020/NĐ-CP"}, {"canonical": "30/2020/NĐ-CP", "province": "Lai Châu", "published": date(2026, 1, 1)}, True),
        ({"canonical": "182/QĐ-TTg", "date": date(2022, 2, 1)}, {"canonical": "182/QĐ-TTg", "date": date(2023, 2, 1)}, False),
        ({"canonical": "12/2024/NQ-HĐND", "issuer": "HĐND tỉnh"}, {"canonical": "12/2024/NQ-HĐND", "issuer": "HĐND tỉnh", "province": "Lai Châu"}, False),
        ({"canonical": "12/2024/NQ-HĐND"}, {"canonical": "12/2024/NQ-HĐND", "issuer": "HĐND tỉnh"}, False),
        ({"canonical": "12/2024/NQ-HĐND", "issuer": "HĐND tỉnh Hà Giang"}, {"canonical": "12/2024/NQ-HĐND", "issuer": "HĐND tỉnh"}, True),
        ({"canonical": "182/QĐ-TTg"}, {"canonical": "182/QĐ-TTg", "date": date(2023, 2, 1)}, False),
        ({"canonical": "107-KH/TU"}, {"canonical": "107-KH/TU", "issuer": "Thành ủy", "issuer_level": "district"}, False),
        ({"canonical": "35/2023/UBTVQH"}, {"canonical": "35/2023/UBTVQH15"}, True),
        # a number alone
        ({"canonical": "Hướng dẫn 08", "type": "huong_dan"}, {"canonical": "Hướng dẫn 08", "type": "huong_dan", "province": "Lai Châu"}, False),
        ({"canonical": "Chỉ thị 51", "type": "chi_thi", "date": date(2025, 8, 8)}, {"canonical": "51-CT/TW", "date": date(2025, 8, 8)}, True),
        ({"canonical": "Chỉ thị 51", "type": "chi_thi", "date": date(2025, 8, 9)}, {"canonical": "51-CT/TW", "date": date(2025, 8, 8)}, False),
        # how a number is written does not matter
        ({"canonical": "9-TB/TW"}, {"canonical": "09-TB/TW"}, True),
    ],
)  # fmt: skip
def test_the_same_document_or_another(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    assert (_one(**one).id == _one(**other).id) is same


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"canonical": "107-KH/TU"}, (True, True, "Hà Giang", "2020-2025")),
        ({"canonical": "107-KH/TU", "province": None}, (True, False, None, "2020-2025")),
        ({"canonical": "107-KH/TU", "published": None}, (True, False, "Hà Giang", None)),
        ({"canonical": "07-NQ/HU", "issuer": "Huyện ủy"}, (True, False, "Hà Giang", "2020-2025")),
        ({"canonical": "07-NQ/HU", "issuer": "Huyện ủy Suối Đá"}, (True, True, "Hà Giang", "2020-2025")),
        ({"canonical": "225/KH-UBND"}, (True, False, "Hà Giang", "2023")),
        ({"canonical": "225/KH-UBND", "issuer": "UBND tỉnh", "date": date(2022, 3, 4)}, (True, True, "Hà Giang", "2022")),
        ({"canonical": "182/QĐ-TTg"}, (False, False, None, "2023")),
        ({"canonical": "15/2024/TT-BTC"}, (False, True, None, "2024")),
        ({"canonical": "367-QĐ/TWĐTN-VP"}, (False, True, None, "XIII")),
        ({"canonical": "Hướng dẫn 08", "type": "huong_dan"}, (False, False, "Hà Giang", "XIII")),
        ({"canonical": "16-CTr", "symbol": "CTr"}, (False, False, "Hà Giang", "XIII")),
        ({"canonical": "99-TB/TW", "published": None}, (False, False, None, None)),
        ({"canonical": "NQTW4-XII", "number": None, "symbol": None, "issuer_level": "central"}, (False, True, None, "XII")),
        ({"canonical": "NQTW4", "number": None, "symbol": None, "issuer_level": "central"}, (False, False, None, None)),
        ({"canonical": "NQĐH-XVII/TU", "number": None, "symbol": None, "issuer_level": "province"}, (True, True, "Hà Giang", None)),
    ],
)  # fmt: skip
def test_local_resolved_province_and_term(fields: dict[str, Any], expected: tuple[Any, ...]) -> None:
    found = _one(**fields)
    assert (found.local, found.resolved, found.province, found.term) == expected


def test_short_forms_are_what_they_refer_to_and_all_mentions_of_one_document_are_one() -> None:
    full = _mention("21-NQ/TW", 10, date=date(2022, 6, 16), issuer_level="central")
    short = _mention("21-NQ/TW", 90, antecedent=10)
    again = _mention("21-NQ/TW", 200, issuer_level="central")
    named = _mention("07-NQ/HU", 300, issuer="Huyện ủy Suối Đá", issuer_level="district")
    bare = _mention("07-NQ/HU", 400, issuer="Huyện ủy", issuer_level="district")
    found = identify([full, short, again, named, bare], date(2026, 10, 1), "Hà Giang")
    assert found[10].term == "XIII"
    assert found[10].id == found[90].id == found[200].id
    assert found[300].id == found[400].id
    assert found[400].resolved
    council = _mention("12/2024/NQ-HĐND", 500, issuer="HĐND tỉnh", issuer_level="state")
    alone = _mention("12/2024/NQ-HĐND", 600, issuer_level="state")
    found = identify([council, alone], date(2026, 10, 1), "Hà Giang")
    assert found[500] == found[600]
    assert found[600].resolved


def test_one_number_of_two_terms_in_one_article() -> None:
    old = _mention("18-NQ/TW", 1, date=date(2017, 10, 25))
    new = _mention("18-NQ/TW", 2, date=date(2022, 6, 16))
    undated = _mention("18-NQ/TW", 3)
    found = identify([old, new, undated], date(2023, 1, 1), None)
    assert [found[at].term for at in (1, 2, 3)] == ["XII", "XIII", "XIII"]


@pytest.mark.parametrize("antecedent", [1, 2, 99])
def test_antecedents_that_lead_nowhere(antecedent: int) -> None:
    one = _mention("21-NQ/TW", 1, antecedent=antecedent)
    other = _mention("21-NQ/TW", 2, antecedent=1)
    assert set(identify([one, other], DAY, None)) == {1, 2}


@pytest.mark.parametrize(
    ("day", "province", "below", "term"),
    [
        ("2025-06-30", "Bắc Ninh", False, "2020-2025"),
        ("2025-07-01", "Bắc Ninh", False, "2025"),
        ("2025-07-01", "Cao Bằng", False, "2020-2025"),
        ("2025-07-01", "Bắc Ninh", True, "2025-2030"),
        ("2025-10-01", "Bắc Ninh", False, "2025-2030"),
        ("2020-09-30", "Cao Bằng", False, "2015-2020"),
        ("2020-10-01", None, False, "2020-2025"),
        ("1990-01-01", None, False, None),
    ],
)
def test_local_terms(day: str, province: str | None, below: bool, term: str | None) -> None:
    assert local_terms().of(date.fromisoformat(day), below_province=below, province=province) == term


def test_there_are_23_merged_provinces() -> None:
    assert len(local_terms().merged) == 23


@pytest.mark.parametrize(
    ("issuer", "level", "expected"),
    [
        ("Tỉnh ủy Bắc Giang", "province", ("Bắc Giang", None)),
        ("Ban Tổ chức Tỉnh ủy", "province", ("Hà Giang", None)),
        ("Thành ủy Hải Phòng", "province", ("Hải Phòng", None)),
        ("Thành ủy Vũng Tàu", "district", ("Hà Giang", "Vũng Tàu")),
        ("Thành ủy", "district", ("Hà Giang", None)),
        ("Ban Thường vụ Huyện ủy Suối Đá khóa XXII", "district", ("Hà Giang", "Suối Đá")),
        ("Đảng ủy phường Nà Lầu", "commune", ("Hà Giang", "Nà Lầu")),
        (None, "province", ("Hà Giang", None)),
        (None, "district", ("Hà Giang", None)),
    ],
)
def test_issuing_places(issuer: str | None, level: str, expected: tuple[str, str | None]) -> None:
    found = issuing_place(issuer, level, "Hà Giang")
    assert (found.province, found.place) == expected


@pytest.mark.parametrize("typed", ["21-NQ/TW", "21- nq/tw", "021–NQ / TW", "21 nq tw"])
def test_search_keys(typed: str) -> None:
    assert search_key(typed) == "21-nq-tw"


_odd = st.none() | st.sampled_from(
    ["", "21", "21/2020", "NQ/TW", "NQ", "/", "-", "Huyện ủy", "QH", "central", "state", "İ ủy"]
)


@given(
    st.lists(
        st.builds(
            Mention, st.just(0), st.integers(0, 3), st.sampled_from(["", "21-NQ/TW", "/TU", "-", "x/QH"]),
            type=_odd, number=_odd, symbol=_odd, date=st.none() | st.dates(), issuer=_odd, issuer_level=_odd,
            antecedent=st.none() | st.integers(0, 3),
        ),
        max_size=6,
    ),
    st.none() | st.dates(),
    _odd,
)  # fmt: skip
def test_whatever_was_read_has_an_identity(
    mentions: list[Mention], published: date | None, province: str | None
) -> None:
    numbered = [Mention(at, *[getattr(m, name) for name in Mention.__slots__[1:]]) for at, m in enumerate(mentions)]
    found = identify(numbered, published, province)
    assert set(found) == set(range(len(mentions)))
    assert found == identify(numbered, published, province)
