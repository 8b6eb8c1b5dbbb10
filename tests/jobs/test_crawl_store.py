"""The crawler's store over the database does what the crawler's own store in memory does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from crawler.items import CrawledArticle, CrawlFailure
from crawler.report import SourceReport
from crawler.source import Source
from crawler.store import CrawlStore, MemoryStore
from db.models import CrawlRun, Fetch
from jobs.crawl_store import DatabaseStore
from schema import ArticleInput, Paragraph, content_hash
from tests.databases import new_store

NIGHT = datetime(2025, 1, 6, 20, 15, tzinfo=UTC)
PAGE = "https://bao.example/bai-1.html"
SOURCE = Source.model_validate(
    {
        "name": "bao",
        "title": "Báo Mẫu",
        "homepage": "https://bao.example/",
        "discovery": {"feeds": ["https://bao.example/rss"]},
    }
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A migrated SQLite database."""
    made = new_store(f"sqlite:///{tmp_path / 'chibo.sqlite3'}")
    yield made
    made.dispose()


@pytest.fixture(params=["memory", "database"])
def store(request: pytest.FixtureRequest, engine: Engine) -> CrawlStore:
    """An empty store of either kind."""
    return MemoryStore() if request.param == "memory" else DatabaseStore(engine, [SOURCE], NIGHT)


def crawled(
    text: str = "Bản một.", url: str = PAGE, asked: str | None = None, etag: str | None = None
) -> CrawledArticle:
    """An article as the spider hands it over."""
    return CrawledArticle(
        source="bao",
        url=url,
        fetched_as=asked or url,
        fetched_at=NIGHT,
        article=ArticleInput(id=f"bao/{url}", url=url, paragraphs=(Paragraph(text=text),)),
        content_hash=content_hash(text),
        published=NIGHT - timedelta(days=1),
        warc_file="bao/x.warc.gz",
        warc_offset=7,
        etag=etag,
    )


def test_new_unchanged_changed_and_back(store: CrawlStore) -> None:
    texts = ["Bản một.", "Bản một.", "Bản hai.", "Bản một."]
    assert [store.save(crawled(text)) for text in texts] == ["new", "unchanged", "changed", "changed"]


def test_what_is_not_saved_is_not_known(store: CrawlStore) -> None:
    assert store.known("bao", PAGE) is None


def test_what_is_saved_is_known_with_its_headers(store: CrawlStore) -> None:
    store.save(crawled(etag='"a"'))
    known = store.known("bao", PAGE)
    assert known is not None
    assert (known.content_hash, known.etag, known.last_modified) == (content_hash("Bản một."), '"a"', None)
    assert (known.last_fetched, known.published) == (NIGHT, NIGHT - timedelta(days=1))


def test_an_article_is_known_under_the_address_that_was_asked_for(store: CrawlStore) -> None:
    asked = "https://bao.example/in/1"
    store.save(crawled(asked=asked))
    assert store.known("bao", asked) == store.known("bao", PAGE) is not None
    assert store.save(crawled("Bản hai.")) == "changed"
    known = store.known("bao", asked)
    assert known is not None and known.content_hash == content_hash("Bản hai.")


def test_seen_again_renews_headers_and_the_day(store: CrawlStore) -> None:
    asked = "https://bao.example/in/1"
    store.save(crawled(asked=asked, etag='"a"'))
    later = NIGHT + timedelta(days=1)
    store.seen("bao", asked, later, etag='"b"', last_modified="x")
    known = store.known("bao", PAGE)
    assert known is not None
    assert (known.last_fetched, known.etag, known.last_modified) == (later, '"b"', "x")
    assert known.content_hash == content_hash("Bản một.")


def test_a_failure_makes_nothing_known(store: CrawlStore) -> None:
    store.failed(CrawlFailure("bao", PAGE, "http_500", "the site answered 500", NIGHT, 500))
    assert store.known("bao", PAGE) is None


def test_every_fetch_is_kept_and_the_run_is_closed(engine: Engine) -> None:
    store = DatabaseStore(engine, [SOURCE], NIGHT)
    store.save(crawled())
    store.seen("bao", PAGE, NIGHT, etag=None, last_modified=None)
    store.failed(CrawlFailure("bao", f"{PAGE}?2", "not_an_article", "no title", NIGHT, 200, "bao/x.warc.gz", 99))
    report = SourceReport("bao", ended="finished", pages=3, new=1, unchanged=1)
    report.failures.append(CrawlFailure("bao", f"{PAGE}?2", "not_an_article", "no title", NIGHT))
    store.close([report], NIGHT + timedelta(hours=1))
    with engine.connect() as connection:
        fetches = connection.execute(
            select(Fetch.outcome, Fetch.reason, Fetch.warc_file, Fetch.warc_offset).order_by(Fetch.id)
        ).all()
        run = connection.execute(select(CrawlRun.__table__)).mappings().one()
    assert [tuple(fetch) for fetch in fetches] == [
        ("new", None, "bao/x.warc.gz", 7),
        ("unchanged", None, None, None),
        ("failed", "not_an_article", "bao/x.warc.gz", 99),
    ]
    assert (run["state"], run["pages"], run["new"], run["unchanged"], run["failed"]) == ("done", 3, 1, 1, 1)
    assert run["settings"]["name"] == "bao"
    assert run["finished_at"] - run["started_at"] == timedelta(hours=1)


def test_an_article_that_cannot_be_kept_leaves_no_fetch(engine: Engine) -> None:
    store = DatabaseStore(engine, [SOURCE], NIGHT)
    with pytest.raises(ValueError, match="NUL"):
        store.save(crawled("\0"))
    with engine.connect() as connection:
        assert connection.execute(select(func.count(Fetch.id))).scalar_one() == 0
