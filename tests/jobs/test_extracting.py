"""Extraction of what waits, without a crawl: in one process and in several, with articles that fail."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import Engine

import db
from jobs.extracting import extract_pending
from schema import ArticleInput, Record
from tests.databases import new_store
from tests.db.records import add_revision
from tests.jobs.fake_extractor import VERSION, extract, refuse
from tests.jobs.nights import tables


@pytest.fixture
def waiting(tmp_path: Path) -> Engine:
    """A database with 230 revisions, more than two transactions take."""
    engine = new_store(f"sqlite:///{tmp_path / 'chibo.sqlite3'}")
    with db.writing(engine) as connection:
        for number in range(230):
            add_revision(connection, f"Bài {number}\nKết nạp {number} đảng viên.", f"https://bao.example/{number}")
    return engine


def die_on_seven(source: ArticleInput) -> Record:
    """Takes its process with it on one article."""
    if source.url == "https://bao.example/7":
        os._exit(9)
    return extract(source)


def twice(source: ArticleInput) -> Record:
    """Gives two facts one id, which no database takes."""
    record = extract(source)
    return record.model_copy(update={"facts": record.facts[:1] * 2}) if "3" in (source.url or "") else record


def test_everything_is_read_once_and_told(waiting: Engine) -> None:
    told: list[tuple[int, int]] = []
    report = extract_pending(waiting, extract, VERSION, progress=lambda done, total: told.append((done, total)))
    assert report.extracted == {"bao-mau": 230} and report.failures == []
    assert told == [(100, 230), (200, 230), (230, 230)]
    assert extract_pending(waiting, extract, VERSION).extracted == {}


def test_a_new_version_reads_everything_again_beside_the_old(waiting: Engine) -> None:
    extract_pending(waiting, extract, "fake-1")
    first = tables(waiting)
    assert extract_pending(waiting, extract, "fake-2").extracted == {"bao-mau": 230}
    second = tables(waiting)
    assert second["revision"] == first["revision"]
    assert set(first["extraction"]) < set(second["extraction"])
    with waiting.connect() as connection:
        assert db.repository.facts.count(connection) == len(first["fact"])
        assert {row.extractor_version for row in db.repository.facts.facts(connection)} == {"fake-2"}


def test_several_processes_keep_the_same(waiting: Engine, tmp_path: Path) -> None:
    extract_pending(waiting, extract, "alone")
    extract_pending(waiting, extract, "four", jobs=2)
    rows = {version: [row for row in tables(waiting)["extraction"] if version in row] for version in ("alone", "four")}
    assert len(rows["alone"]) == 230
    assert [row.replace("alone", "") for row in rows["alone"]] == [row.replace("four", "") for row in rows["four"]]
    facts = tables(waiting)["fact"]
    assert len(facts) == 2 * len(set(facts))


def test_an_article_that_fails_is_told_and_tried_again(waiting: Engine) -> None:
    sevens = sum("7" in str(number) for number in range(230))
    report = extract_pending(waiting, refuse, VERSION)
    assert len(report.failures) == sevens
    assert report.failures[0].article == "https://bao.example/7"
    assert report.failures[0].detail == "ValueError: this article has a 7"
    assert extract_pending(waiting, extract, VERSION).extracted == {"bao-mau": sevens}


def test_a_record_that_is_refused_undoes_only_itself(waiting: Engine) -> None:
    report = extract_pending(waiting, twice, VERSION)
    refused = sum("3" in str(number) for number in range(230))
    assert len(report.failures) == refused
    assert report.failures[0].detail.startswith("the record cannot be kept")
    assert report.extracted == {"bao-mau": 230 - refused}
    assert len(tables(waiting)["extraction"]) == 230 - refused


def test_a_process_that_dies_fails_only_what_it_read(waiting: Engine) -> None:
    report = extract_pending(waiting, die_on_seven, VERSION, jobs=2)
    assert "https://bao.example/7" in {failure.article for failure in report.failures}
    assert report.extracted["bao-mau"] + len(report.failures) == 230
    assert report.extracted["bao-mau"] >= 130, "the two chunks after it were read by new processes"
