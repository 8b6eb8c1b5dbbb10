"""Articles: kept once, a new revision for a new text, read again for extraction as they were given."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection, Engine, select

import db
from db.models import CrawlRun, Revision
from db.repository.crawls import FetchedPage, RunCounts
from schema import ArticleInput, Paragraph
from tests.db.records import NIGHT, SENTENCE, simple_record

URL = "https://bao.example/bai-1.html"


def _source(connection: Connection) -> int:
    return db.repository.sources.remember(connection, "bao-mau", "Báo Mẫu", "https://bao.example/", NIGHT)


def _article(text: str = SENTENCE) -> ArticleInput:
    paragraphs = (Paragraph(text="Tiêu đề", zone="title"), Paragraph(text=text, zone="lead"))
    return ArticleInput(
        id=URL,
        url=URL,
        paragraphs=paragraphs,
        title="Tiêu đề",
        published=date(2025, 1, 5),
        author="Người viết",
        syndicated_from="Báo Bạn",
        site="Báo Mẫu",
        province="Hà Giang",
    )


def test_the_same_text_is_kept_once(database: Engine) -> None:
    with db.writing(database) as connection:
        source = _source(connection)
        first = db.repository.articles.save(connection, source, URL, _article(), NIGHT)
        again = db.repository.articles.save(connection, source, URL, _article(), NIGHT)
    assert (first.outcome, again.outcome) == ("new", "unchanged")
    assert (again.article_id, again.revision_id) == (first.article_id, first.revision_id)


def test_a_changed_text_is_a_new_revision_and_the_old_one_stays(database: Engine) -> None:
    texts = ["bản một", "bản hai", "bản một"]
    with db.writing(database) as connection:
        source = _source(connection)
        outcomes = [
            db.repository.articles.save(connection, source, URL, _article(text), NIGHT).outcome for text in texts
        ]
        kept = connection.execute(select(Revision.number, Revision.text).order_by(Revision.number)).all()
    assert outcomes == ["new", "changed", "changed"]
    assert [tuple(row) for row in kept] == [(n, f"Tiêu đề\n{text}") for n, text in enumerate(texts, 1)]


def test_two_sources_may_show_one_address(database: Engine) -> None:
    with db.writing(database) as connection:
        other = db.repository.sources.remember(connection, "bao-khac", "Báo Khác", "https://khac.example/", NIGHT)
        for source in (_source(connection), other):
            assert db.repository.articles.save(connection, source, URL, _article(), NIGHT).outcome == "new"


def test_what_waits_for_extraction_is_as_it_was_given(database: Engine) -> None:
    plain = ArticleInput(id="hai", text="Tiêu đề\n\nToàn văn.", path="hai.txt")
    with db.writing(database) as connection:
        source = _source(connection)
        db.repository.articles.save(connection, source, URL, _article(), NIGHT)
        db.repository.articles.save(connection, source, "https://bao.example/bai-2.html", plain, NIGHT)
        waiting = db.repository.articles.pending(connection, "1")
    assert [revision.article for revision in waiting] == [_article(), plain]
    assert {revision.source for revision in waiting} == {"bao-mau"}


def test_what_this_version_has_read_waits_no_more(database: Engine) -> None:
    with db.writing(database) as connection:
        source = _source(connection)
        keys = [
            db.repository.articles.save(connection, source, f"{URL}?{n}", _article(f"bài {n}"), NIGHT).revision_id
            for n in range(4)
        ]
        db.repository.extractions.store_extraction(connection, keys[1], simple_record(), "1")
        assert db.repository.articles.count_pending(connection, "1") == 3
        assert db.repository.articles.count_pending(connection, "2") == 4
        first = db.repository.articles.pending(connection, "1", limit=2)
        rest = db.repository.articles.pending(connection, "1", after=first[-1].revision_id, limit=2)
    assert [r.revision_id for r in first] == [keys[0], keys[2]]
    assert [r.revision_id for r in rest] == [keys[3]]


@pytest.mark.parametrize("text", ["", " \n "])
def test_an_article_without_text_is_refused(database: Engine, text: str) -> None:
    with pytest.raises(ValueError, match="without text"), db.writing(database) as connection:
        db.repository.articles.save(connection, _source(connection), URL, ArticleInput(id=URL, text=text), NIGHT)


def test_a_nul_is_refused_on_both_databases(database: Engine) -> None:
    with pytest.raises(ValueError, match="NUL character at 3"), db.writing(database) as connection:
        db.repository.articles.save(connection, _source(connection), URL, ArticleInput(id=URL, text="abc\0"), NIGHT)


def test_the_last_fetch_of_an_article_through_any_address(database: Engine) -> None:
    later = datetime(2025, 1, 7, tzinfo=UTC)
    with db.writing(database) as connection:
        source = _source(connection)
        run = db.repository.crawls.begin(connection, source, {"delay": 2}, NIGHT)
        saved = db.repository.articles.save(connection, source, URL, _article(), NIGHT)
        for at, tag, outcome in ((NIGHT, '"a"', "new"), (later, '"b"', "unchanged")):
            page = FetchedPage(run, source, f"{URL}?ban-in", at, outcome, saved.revision_id, etag=tag)
            db.repository.crawls.add_fetch(connection, page)
        failed = FetchedPage(run, source, URL, later, "failed", reason="http_500", status=500)
        db.repository.crawls.add_fetch(connection, failed)
        assert db.repository.crawls.article_of_address(connection, source, f"{URL}?ban-in") == saved.article_id
        assert db.repository.crawls.article_of_address(connection, source, URL) is None
        last = db.repository.crawls.last_fetch(connection, saved.article_id)
    assert last is not None
    assert (last.revision_id, last.fetched_at, last.etag) == (saved.revision_id, later, '"b"')


def test_a_run_left_open_is_marked_interrupted(database: Engine) -> None:
    with db.writing(database) as connection:
        source = _source(connection)
        done = db.repository.crawls.begin(connection, source, {}, NIGHT)
        db.repository.crawls.finish(connection, done, "done", RunCounts(3, 1, 1, 1, 0), NIGHT)
        db.repository.crawls.begin(connection, source, {}, NIGHT)
        assert db.repository.crawls.interrupt_unfinished(connection) == 1
        states = connection.execute(select(CrawlRun.state).order_by(CrawlRun.id)).scalars().all()
    assert states == ["done", "interrupted"]
