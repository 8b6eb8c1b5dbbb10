"""A record goes in and the same record comes out, once per revision and extractor version."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError, NoResultFound

import db
from db.models import DateMention, Document, Extraction, Fact, Flag, UnitMention
from schema import Record
from tests.db.records import SENTENCE, add_revision, records, simple_record

TABLES = (Extraction, Document, DateMention, UnitMention, Fact, Flag)
_urls = count()


def _rows(database: Engine) -> list[int]:
    with database.connect() as connection:
        return [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in TABLES]


def _there_and_back(database: Engine, record: Record) -> Record:
    with db.writing(database) as connection:
        revision = add_revision(connection, record.article.text, f"https://bao.example/{next(_urls)}")
        assert db.repository.extractions.store_extraction(connection, revision, record, "1")
    with database.connect() as connection:
        extraction = db.repository.extractions.newest_extraction(connection, revision, "1")
        assert extraction is not None
        return db.repository.extractions.load_record(connection, extraction)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(record=records())
def test_any_record_comes_back_equal(database: Engine, record: Record) -> None:
    back = _there_and_back(database, record)
    assert back == record
    assert back.to_json() == record.to_json()


def test_the_text_is_kept_once_where_it_is_the_revision_s(database: Engine) -> None:
    _there_and_back(database, simple_record())
    with database.connect() as connection:
        assert connection.execute(select(Extraction.text)).scalars().all() == [None]


def test_a_text_cut_from_its_boilerplate_is_kept_with_the_extraction(
    database: Engine, add_revision: Callable[..., int]
) -> None:
    revision = add_revision(f"Trang chủ\n{SENTENCE}")
    with db.writing(database) as connection:
        db.repository.extractions.store_extraction(connection, revision, simple_record(), "1")
        extraction = db.repository.extractions.newest_extraction(connection, revision)
        assert extraction is not None
        assert db.repository.extractions.load_record(connection, extraction) == simple_record()


def test_storing_twice_changes_nothing(database: Engine, add_revision: Callable[..., int]) -> None:
    revision = add_revision(SENTENCE)
    with db.writing(database) as connection:
        assert db.repository.extractions.store_extraction(connection, revision, simple_record(), "1")
    before = _rows(database)
    with db.writing(database) as connection:
        assert not db.repository.extractions.store_extraction(connection, revision, simple_record(), "1")
    assert _rows(database) == before == [1, 0, 0, 0, 1, 1]


def test_each_extractor_version_has_its_own_record(database: Engine, add_revision: Callable[..., int]) -> None:
    revision = add_revision(SENTENCE)
    with db.writing(database) as connection:
        db.repository.extractions.store_extraction(connection, revision, simple_record(value=142), "1")
        db.repository.extractions.store_extraction(connection, revision, simple_record(value=143), "2")
        for version, value in (("1", 142), ("2", 143)):
            extraction = db.repository.extractions.newest_extraction(connection, revision, version)
            assert extraction is not None
            assert db.repository.extractions.load_record(connection, extraction).facts[0].value == value


def test_a_record_that_cannot_be_kept_leaves_nothing(database: Engine, add_revision: Callable[..., int]) -> None:
    revision = add_revision(SENTENCE)
    record = simple_record()
    twice = record.model_copy(update={"facts": record.facts * 2})
    with pytest.raises(IntegrityError), database.connect() as connection:
        db.repository.extractions.store_extraction(connection, revision, twice, "1")
    assert _rows(database) == [0] * len(TABLES)


def test_it_is_a_savepoint_within_a_larger_transaction(database: Engine, add_revision: Callable[..., int]) -> None:
    first, second = add_revision(SENTENCE), add_revision(SENTENCE, "https://bao.example/bai-2.html")
    record = simple_record()
    twice = record.model_copy(update={"facts": record.facts * 2})
    with db.writing(database) as connection:
        with pytest.raises(IntegrityError):
            db.repository.extractions.store_extraction(connection, first, twice, "1")
        db.repository.extractions.store_extraction(connection, second, record, "1")
    assert _rows(database)[0] == 1


def test_a_record_of_no_revision_is_refused(database: Engine) -> None:
    with pytest.raises(IntegrityError), db.writing(database) as connection:
        db.repository.extractions.store_extraction(connection, 12345, simple_record(), "1")


def test_an_unknown_key_is_an_error(database: Engine) -> None:
    with pytest.raises(NoResultFound), database.connect() as connection:
        db.repository.extractions.load_record(connection, 12345)
