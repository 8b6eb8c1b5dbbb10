"""What researchers get: DataFrames of the views, the same filters everywhere, warnings where figures must not be compared."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine

import db
from db import reading, series_order
from schema import FactUnit, Period
from tests.db.records import add_revision, simple_record


def _period(first: str | None, last: str) -> Period:
    return Period.model_validate({"from": first, "to": last})


@pytest.fixture
def told(database: Engine) -> str:
    """Facts of two provinces through time, one flagged, one told by two articles that differ."""
    district = FactUnit(name="Đảng bộ huyện Suối Đá", level="district", province="Hà Giang", place_code="030")
    renamed = FactUnit(name="Huyện ủy Suối Đá", level="district", province="Hà Giang", place_code="030")
    province = FactUnit(
        name="Đảng bộ tỉnh Hà Giang",
        level="province",
        province="Hà Giang",
        place_code="02",
        place_today="Tỉnh Tuyên Quang",
    )
    cases: list[tuple[str, dict[str, Any]]] = [
        ("a", {"unit": district, "value": 60, "period": _period("2024-01-01", "2024-06-30"), "flags": ()}),
        ("b", {"unit": renamed, "value": 55, "period": _period("2024-01-01", "2024-09-30"), "flags": ()}),
        ("c", {"unit": district, "value": 142, "qualifiers": ("female",)}),
        ("d", {"unit": province, "value": 71_000, "indicator": "members_total", "period": _period(None, "2024-12-31")}),
        (
            "e",
            {"unit": province, "value": 136_000, "indicator": "members_total", "period": _period(None, "2025-12-31")},
        ),
        ("f", {"unit": None, "value": 9, "period": None, "indicator": "orgs_total"}),
    ]
    with db.writing(database) as connection:
        for url, fields in cases:
            text = f"{url}: Đảng bộ huyện Suối Đá tổng kết công tác kết nạp đảng viên."
            revision = add_revision(connection, text, url, published=date(2025, 1, 5), province="Hà Giang")
            whole = {"id": f"fact-{url}", "target": None, "rate": None} | fields
            db.repository.extractions.store_extraction(connection, revision, simple_record(text, url, **whole), "1")
    return database.url.render_as_string(hide_password=False)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, "abcdef"),
        ({"indicator": "members_total"}, "de"),
        ({"unit": "Suối Đá"}, "abc"),
        ({"qualifier": "female"}, "c"),
        ({"flagged": False}, "ab"),
        ({"flag": "rate_mismatch"}, "cdef"),
        ({"place": "Tỉnh Tuyên Quang"}, "de"),
        ({"from_": "2025-01-01"}, "e"),
        ({"to": date(2024, 9, 30)}, "abc"),
        ({"source": "bao-khac"}, ""),
        ({"status": "rejected"}, ""),
        ({"ids": ("fact-a", "fact-f")}, "af"),
    ],
)
def test_filters(told: str, filters: dict[str, Any], found: str) -> None:
    frame = db.facts(url=told, **filters)
    assert "".join(sorted(name.removeprefix("fact-") for name in frame["fact_id"])) == found


def test_a_frame_has_the_promised_columns_and_types(told: str) -> None:
    frame = db.facts(url=told)
    assert tuple(frame.columns) == reading.columns("facts")
    row = frame.set_index("fact_id").loc["fact-c"]
    assert (row["value"], row["qualifiers"], row["period_to"]) == (142, "female", pd.Timestamp("2024-12-31"))
    assert frame["in_queue"].dtype == "boolean" and frame["value"].dtype == "Float64"
    assert frame.attrs["as_of"] is not None
    assert db.facts(url=told, limit=2)["fact_id"].size == 2


def test_a_unit_is_one_under_all_its_names(told: str) -> None:
    frame = db.series(url=told, indicator="members_admitted", unit="Suối Đá")
    assert list(frame[frame["qualifiers"] == ""]["span"]) == ["year_to_date", "year_to_date"]
    assert frame["unit_key"].nunique() == 1


def test_a_year_to_date_series_that_falls_is_told(told: str) -> None:
    frame = db.series(url=told, indicator="members_admitted").set_index("fact_id")
    assert list(frame.loc[["fact-a", "fact-b"], "falls"]) == [False, True]


def test_across_the_merger_a_warning_stands(told: str) -> None:
    frame = db.series(url=told, indicator="members_total", follow=True)
    assert list(frame["warning"].notna()) == [False, True]
    assert "1 July 2025" in frame["warning"].iloc[1]


def test_a_figure_without_a_unit_is_a_fact_but_no_figure_in_the_world(told: str) -> None:
    assert set(db.figures(url=told)["fact_id"]) == {f"fact-{name}" for name in "abcde"}


def test_articles_are_found_by_their_words_best_first(told: str) -> None:
    frame = db.articles("kết nạp đảng viên", url=told)
    assert list(frame["url"]) == list("fedcba")
    assert db.articles("ket nap", url=told, limit=2).shape[0] == 2
    assert db.articles(url=told, from_="2025-01-06").empty


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda url: db.facts(url=url, colour="red"), "no filter 'colour'"),
        (lambda url: db.articles(url=url, indicator="members_total"), "articles cannot be filtered by indicator"),
        (lambda url: db.facts(url=url, from_="2024"), "from: '2024' is no day"),
    ],
)
def test_a_filter_that_is_none_is_named(told: str, ask: Any, message: str) -> None:
    with pytest.raises(db.FilterError, match=message):
        ask(told)


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(db.DatabaseError, match="there is no such database"):
        db.facts(url=f"sqlite:///{tmp_path / 'none.sqlite3'}")
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_another_version_is_named(empty: Engine, fresh_url: str) -> None:
    db.migrate(empty, "0001")
    with pytest.raises(db.DatabaseError, match="another version"):
        db.facts(url=fresh_url)


def test_pages_follow_each_other_without_a_gap(told: str, database: Engine) -> None:
    met: list[str] = []
    with database.connect() as connection:
        while page := list(reading.rows(connection, "facts", after=met[-1] if met else "", limit=2)):
            met += [row["fact_id"] for row in page]
        assert met == sorted(met) and len(met) == reading.count(connection, "facts") == 6


def _point(**changed: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "unit_key": "u", "place_today": None, "indicator": "orgs_total", "modality": "actual", "measure": "count",
        "qualifiers": [], "period_from": None, "span": "stock", "value": 1.0, "approximation": None,
    }  # fmt: skip
    return fields | changed


@pytest.mark.parametrize(
    ("indicator", "first", "second", "warned"),
    [
        ("orgs_total", date(2024, 12, 31), date(2025, 6, 30), False),
        ("orgs_total", date(2025, 6, 30), date(2025, 7, 1), True),
        ("members_total", date(2025, 6, 30), date(2025, 7, 1), True),
        ("orgs_total", date(2026, 7, 25), date(2026, 7, 26), True),
        ("members_total", date(2026, 7, 25), date(2026, 7, 26), False),
    ],
)
def test_boundaries_between_regimes(indicator: str, first: date, second: date, warned: bool) -> None:
    points = [_point(indicator=indicator, period_to=day) for day in (second, first)]
    ordered = series_order.in_order(points)
    assert [point["period_to"] for point in ordered] == [first, second]
    assert [point["warning"] is not None for point in ordered] == [False, warned]
