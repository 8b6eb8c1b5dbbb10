"""`chibo doctor`: each thing is broken on purpose, named, and mended where it can be."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import filelock
import pytest
from sqlalchemy import Connection, Engine, delete, insert, text, update

import db
from db.migrations import downgrade
from db.models import Citation, CrawlRun, Derivation, Fact, Figure, Lease, PresentFact
from db.repository import citation_refresh
from db.repository.crawls import FetchedPage
from extract import extract
from jobs.doctor.command import doctor_command
from schema import ArticleInput
from tests.databases import new_store
from tests.db.records import add_revision
from tests.db.verdicts import MAI, SEN, URL, crawl, decide, verdict

CITED = "Thực hiện Nghị quyết số 21-NQ/TW ngày 16/6/2022 của Ban Chấp hành Trung ương."
AT = datetime(2025, 1, 6, 20, 15, tzinfo=UTC)


@pytest.fixture
def healthy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """A database in which all is well, with an article, a verdict and an archived page."""
    monkeypatch.setenv("CHIBO_HOME", str(tmp_path))
    monkeypatch.delenv("CHIBO_DATABASE_URL", raising=False)
    engine = new_store(places=True)
    crawl(engine, f"{SEN} {MAI}")
    decide(engine, "accept")
    with db.writing(engine) as connection:
        source = db.repository.sources.remember(connection, "bao-mau", "Báo Mẫu", "https://bao.example/", AT)
        run = db.repository.crawls.begin(connection, source, {}, AT)
        counts = db.repository.crawls.RunCounts(1, 1, 0, 0, 0)
        db.repository.crawls.finish(connection, run, "done", counts, AT)
        page = FetchedPage(run, source, URL, AT, "new", revision_id=1, warc_file="bao-mau/a.warc", warc_offset=6)
        db.repository.crawls.add_fetch(connection, page)
        cited = add_revision(connection, CITED, "https://bao.example/trich")
        record = extract(ArticleInput(id="trich", text=CITED))
        db.repository.extractions.store_extraction(connection, cited, record, "v-real")
        db.repository.search_index.index_stale(connection)
        citation_refresh.rebuild(connection)
    file = tmp_path / "var" / "archive" / "bao-mau" / "a.warc"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"begin\nWARC/1.1\r\n")
    return engine


def _doctor(capsys: pytest.CaptureFixture[str], *, mend: bool = False) -> tuple[int, str]:
    status = doctor_command("v-none", mend=mend)
    return status, capsys.readouterr().out


BROKEN: dict[str, tuple[Callable[[Connection], object], str, bool]] = {
    "a present fact": (
        lambda c: c.execute(update(PresentFact).where(PresentFact.verdict_uid.is_(None)).values(value=99)),
        f"1 articles whose present facts are not what was read and decided: {URL}",
        True,
    ),
    "a status": (lambda c: c.execute(update(PresentFact).values(status="rejected")), "whose present facts", True),
    "a figure": (lambda c: c.execute(update(Figure).values(value=99)), "2 figures that are not what the facts", True),
    "a figure that nobody tells": (
        lambda c: c.execute(text("UPDATE present_fact SET figure_id = NULL, counted = false")),
        "figures that are not what the facts come to",
        True,
    ),
    "an open run": (
        lambda c: c.execute(update(CrawlRun).values(state="running")),
        "1 runs are open though no night is at work: bao-mau of 2025-01-06 20:15 UTC",
        True,
    ),
    "a text that cannot be found": (
        lambda c: c.execute(text("DELETE FROM article_indexed")),
        "2 revisions that the search does not find",
        True,
    ),
    "a citation that is not in the register": (
        lambda c: c.execute(delete(Citation)),
        "1 articles whose citations the register of documents has not: https://bao.example/trich",
        True,
    ),
    "older places": (
        lambda c: c.execute(update(Derivation).where(Derivation.name == "place").values(version="x")),
        "the places are not those of the gazetteer",
        True,
    ),
    "a fact that stands elsewhere": (
        lambda c: c.execute(update(Fact).where(Fact.id == 1).values(start=0)),
        f"1 facts do not stand where they say: {URL}",
        False,
    ),
    "evidence that stands elsewhere": (
        lambda c: c.execute(update(Fact).where(Fact.id == 1).values(evidence_text="khác")),
        f"1 facts do not stand where they say: {URL}",
        False,
    ),
}


def test_all_is_well_and_says_so(healthy: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    status, told = _doctor(capsys)
    assert (status, told.splitlines()[-1]) == (0, "all is well"), told
    assert "waits: 2 revisions wait for extraction by these rules" in told


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_named_and_mended_where_it_can_be(
    healthy: Engine, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    breaks, message, mendable = BROKEN[case]
    with db.writing(healthy) as connection:
        breaks(connection)
    status, told = _doctor(capsys)
    assert status == 1 and message in told, told
    status, told = _doctor(capsys, mend=True)
    assert status == (0 if mendable else 1) and ("mended: " in told) == mendable, told
    assert _doctor(capsys)[0] == (0 if mendable else 1)


def test_an_expired_lease_is_told_and_is_no_fault(healthy: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    with db.writing(healthy) as connection:
        db.repository.leases.take(connection, "x", "an", AT, timedelta(minutes=5))
    status, told = _doctor(capsys)
    assert status == 0 and "waits: 1 leases have expired" in told
    assert "1 leases are swept away" in _doctor(capsys, mend=True)[1]
    assert "lease" not in _doctor(capsys)[1]


def test_flags_on_nothing_and_rows_of_nothing_are_named(healthy: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(healthy.url.database or "")) as connection:  # which looks at no keys by itself
        connection.execute("INSERT INTO flag (extraction_id, fact_position, place, code) VALUES (1, 77, 0, 'x')")
        connection.commit()
    status, told = _doctor(capsys)
    assert status == 1 and "1 flags stand on nothing: rows 1" in told and "flag 1 names no fact" in told
    assert "1 flags that stood on nothing are removed" in _doctor(capsys, mend=True)[1]
    assert _doctor(capsys)[0] == 0


def test_a_run_is_open_while_a_night_is_at_work(
    healthy: Engine, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with db.writing(healthy) as connection:
        connection.execute(update(CrawlRun).values(state="running"))
    with filelock.FileLock(tmp_path / "var" / "nightly.lock"):
        assert _doctor(capsys)[0] == 0


def test_pages_that_the_archive_does_not_have_are_named(
    healthy: Engine, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "var" / "archive" / "bao-mau" / "a.warc"
    file.write_bytes(b"WARC/1.1 begins elsewhere")
    assert "1 pages are not where the archive has them: bao-mau/a.warc at 6" in _doctor(capsys)[1]
    file.unlink()
    status, told = _doctor(capsys, mend=True)
    assert status == 1 and "1 files of the archive are missing: bao-mau/a.warc" in told and "mended" not in told


def test_verdicts_that_wait_for_their_article_are_told_and_not_wrong(
    healthy: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    with db.writing(healthy) as connection:
        db.repository.verdicts.add(connection, verdict(url="https://bao.example/sau"))
    status, told = _doctor(capsys)
    assert status == 0 and "verdicts wait for 1 articles that are not here: https://bao.example/sau (bao-mau)" in told


def test_a_damaged_file_is_named(healthy: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    with healthy.connect() as connection:
        connection.exec_driver_sql("PRAGMA writable_schema = ON")
        connection.exec_driver_sql(
            "UPDATE sqlite_schema SET sql = replace(sql, 'editor VARCHAR NOT NULL', 'editor INTEGER NOT NULL CHECK (1 = 0)')"
            " WHERE name = 'lease'"
        )
        connection.commit()
    with db.writing(healthy) as connection:
        values = {"taken_at": AT, "expires_at": datetime(2999, 1, 1, tzinfo=UTC)}
        connection.execute(insert(Lease).values(claim="x", slot=0, editor="an", served_as="flagged", **values))
    status, told = _doctor(capsys)
    assert status == 1 and "the database file is damaged: " in told and "put a backup in its place" in told


def test_older_tables_are_brought_up_to_date(healthy: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    downgrade(healthy, "0002")
    status, told = _doctor(capsys)
    assert status == 1 and "the tables are at 0002, this Chibo needs" in told
    status, told = _doctor(capsys, mend=True)
    assert "mended: the tables are up to date" in told
    assert _doctor(capsys)[0] == 0, told
