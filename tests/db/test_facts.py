"""Present facts: the newest reading of the newest text, and the filters over them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

import db
from db.models import Fact
from db.repository.facts import FactQuery
from schema import FactUnit, Period
from tests.db.records import SENTENCE, add_revision, simple_record


def _period(first: str | None, last: str | None) -> Period:
    return Period.model_validate({"from": first and date.fromisoformat(first), "to": last and date.fromisoformat(last)})


def _keep(
    database: Engine, url: str, text: str = SENTENCE, version: str = "1", province: str | None = None, **fact: Any
) -> None:
    with db.writing(database) as connection:
        revision = add_revision(connection, text, url, province=province)
        db.repository.extractions.store_extraction(connection, revision, simple_record(text, url, **fact), version)


def _found(database: Engine, **wanted: Any) -> list[str]:
    with database.connect() as connection:
        rows = [row.id for row in db.repository.facts.facts(connection, FactQuery(**wanted))]
        assert db.repository.facts.count(connection, FactQuery(**wanted)) == len(rows)
    return sorted(rows)


def test_a_fact_comes_with_its_article_and_its_flags(database: Engine) -> None:
    _keep(database, "https://bao.example/1", qualifiers=("women",), flags=("sum_mismatch", "rate_mismatch"))
    with database.connect() as connection:
        (row,) = db.repository.facts.facts(connection)
    fact = simple_record().facts[0]
    assert (row.id, row.value, row.target, row.rate) == (fact.id, 142, 270, 52.53)
    assert (row.source, row.url, row.title) == ("bao-mau", "https://bao.example/1", "Tiêu đề")
    assert (row.published, row.revision, row.extractor_version) == (date(2025, 1, 5), 1, "1")
    assert (row.unit, row.province, row.period_to) == ("Đảng bộ huyện Suối Đá", "Hà Giang", date(2024, 12, 31))
    assert row.flags == ("sum_mismatch", "rate_mismatch")
    assert row.qualifiers == ("women",)
    assert row.explanations == fact.explanations
    assert row.explanations_vi == fact.explanations_vi


def test_a_new_revision_takes_the_place_of_the_old_one_whose_facts_stay(database: Engine) -> None:
    _keep(database, "u", "bản một", id="cũ")
    _keep(database, "u", "bản hai", id="mới")
    assert _found(database) == ["mới"]
    with database.connect() as connection:
        assert connection.execute(select(func.count(Fact.id))).scalar_one() == 2


def test_a_new_extraction_takes_the_place_of_the_old_one(database: Engine) -> None:
    _keep(database, "u", version="1", id="cũ")
    _keep(database, "u", version="2", id="mới")
    assert _found(database) == ["mới"]


def test_until_a_newest_text_is_read_the_facts_of_the_one_before_stand_with_its_number(database: Engine) -> None:
    _keep(database, "u", "bản một")
    with db.writing(database) as connection:
        add_revision(connection, "bản hai", "u")
    with database.connect() as connection:
        assert [(row.id, row.revision) for row in db.repository.facts.facts(connection)] == [("f-1", 1)]


@pytest.fixture
def several(database: Engine) -> Engine:
    """Facts of two provinces, three indicators, four periods; one has no flag."""
    _keep(database, "u1", id="năm")
    stock = {"indicator": "members_total", "period": _period(None, "2024-06-30")}
    _keep(database, "u2", id="ngày", flags=(), explanations={}, explanations_vi={}, **stock)
    _keep(database, "u3", id="quý", period=_period("2024-01-01", "2024-03-31"), unit=None, province="Tuyên Quang")
    _keep(database, "u4", id="hở", indicator="members_expelled", period=_period("2023-05-01", None))
    _keep(database, "u5", id="không kỳ", period=None, unit=FactUnit(name="Tỉnh ủy", province="Tuyên Quang"))
    return database


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, {"năm", "ngày", "quý", "hở", "không kỳ"}),
        ({"province": "Tuyên Quang"}, {"quý", "không kỳ"}),
        ({"province": "Lai Châu"}, set()),
        ({"indicator": "members_total"}, {"ngày"}),
        ({"from_": date(2024, 7, 1)}, {"năm"}),
        ({"to": date(2023, 12, 31)}, {"hở"}),
        ({"from_": date(2024, 3, 31), "to": date(2024, 3, 31)}, {"năm", "quý"}),
        ({"from_": date(2024, 6, 30), "to": date(2024, 6, 30)}, {"năm", "ngày"}),
        ({"flagged": True}, {"năm", "quý", "hở", "không kỳ"}),
        ({"flagged": False}, {"ngày"}),
        ({"source": "bao-mau", "province": "Hà Giang", "flagged": False}, {"ngày"}),
        ({"source": "khac"}, set()),
    ],
)
def test_filters(several: Engine, wanted: dict[str, Any], found: set[str]) -> None:
    assert _found(several, **wanted) == sorted(found)


def test_a_limit_cuts_the_ordered_list(several: Engine) -> None:
    with several.connect() as connection:
        every = [row.id for row in db.repository.facts.facts(connection)]
        assert [row.id for row in db.repository.facts.facts(connection, FactQuery(limit=2))] == every[:2]


def test_provinces_and_counts(several: Engine) -> None:
    with several.connect() as connection:
        assert db.repository.facts.provinces(connection) == ["Hà Giang", "Tuyên Quang"]
        assert db.repository.facts.count_by_source(connection) == {"bao-mau": 5}
        assert db.repository.facts.count_flags_by_source(connection) == {"bao-mau": {"rate_mismatch": 4}}


def test_more_facts_than_are_read_at_once_keep_their_flags(database: Engine) -> None:
    record = simple_record()
    facts = tuple(record.facts[0].model_copy(update={"id": f"f-{n}"}) for n in range(2500))
    with db.writing(database) as connection:
        revision = add_revision(connection, SENTENCE, "u")
        db.repository.extractions.store_extraction(
            connection, revision, record.model_copy(update={"facts": facts}), "1"
        )
        rows = list(db.repository.facts.facts(connection))
    assert len(rows) == 2500
    assert {row.flags for row in rows} == {("rate_mismatch",)}
