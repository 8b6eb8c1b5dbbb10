"""The crawler's store over the database: each call is one transaction, durable when it returns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

import db
from crawler.items import CrawledArticle, CrawlFailure, Known, SaveResult
from crawler.report import SourceReport
from crawler.source import Source
from db.repository.crawls import FetchedPage, RunCounts


class DatabaseStore:
    """A ``crawler.store.CrawlStore`` for one night over ``sources``; made, it has opened a run for each."""

    def __init__(self, engine: Engine, sources: Iterable[Source], at: datetime) -> None:
        self._engine = engine
        self._source_ids: dict[str, int] = {}
        self._run_ids: dict[str, int] = {}
        with db.writing(engine) as connection:
            for source in sources:
                key = db.repository.sources.remember(connection, source.name, source.title, source.homepage, at)
                settings = source.model_dump(mode="json", by_alias=True)
                self._source_ids[source.name] = key
                self._run_ids[source.name] = db.repository.crawls.begin(connection, key, settings, at)

    def known(self, source: str, url: str) -> Known | None:
        """See ``CrawlStore.known``."""
        source_id = self._source_ids[source]
        with self._engine.connect() as connection:
            article_id = db.repository.crawls.article_of_address(connection, source_id, url)
            if article_id is None:
                article_id = db.repository.articles.find(connection, source_id, url)
            if article_id is None:
                return None
            newest = db.repository.articles.newest(connection, article_id)
            last = db.repository.crawls.last_fetch(connection, article_id)
        if last is None:
            return None
        return Known(
            content_hash=newest.content_hash,
            last_fetched=last.fetched_at,
            published=newest.published_at,
            etag=last.etag,
            last_modified=last.last_modified,
        )

    def save(self, article: CrawledArticle) -> SaveResult:
        """See ``CrawlStore.save``."""
        with db.writing(self._engine) as connection:
            saved = db.repository.articles.save(
                connection,
                self._source_ids[article.source],
                article.url,
                article.article,
                article.fetched_at,
                text_hash=article.content_hash,
                published_at=article.published,
            )
            page = FetchedPage(
                **self._of(article.source),
                url=article.fetched_as,
                fetched_at=article.fetched_at,
                outcome=saved.outcome,
                revision_id=saved.revision_id,
                etag=article.etag,
                last_modified=article.last_modified,
                warc_file=article.warc_file,
                warc_offset=article.warc_offset,
            )
            db.repository.crawls.add_fetch(connection, page)
        return saved.outcome

    def seen(self, source: str, url: str, fetched_at: datetime, *, etag: str | None, last_modified: str | None) -> None:
        """See ``CrawlStore.seen``; raises KeyError for an article that is not known."""
        source_id = self._source_ids[source]
        with db.writing(self._engine) as connection:
            article_id = db.repository.crawls.article_of_address(connection, source_id, url)
            if article_id is None:
                article_id = db.repository.articles.find(connection, source_id, url)
            if article_id is None:
                raise KeyError(url)
            page = FetchedPage(
                **self._of(source),
                url=url,
                fetched_at=fetched_at,
                outcome="unchanged",
                revision_id=db.repository.articles.newest(connection, article_id).revision_id,
                etag=etag,
                last_modified=last_modified,
            )
            db.repository.crawls.add_fetch(connection, page)

    def failed(self, failure: CrawlFailure) -> None:
        """See ``CrawlStore.failed``."""
        page = FetchedPage(
            **self._of(failure.source),
            url=failure.url,
            fetched_at=failure.failed_at,
            outcome="failed",
            status=failure.status,
            reason=failure.reason,
            detail=failure.detail,
            warc_file=failure.warc_file,
            warc_offset=failure.warc_offset,
        )
        with db.writing(self._engine) as connection:
            db.repository.crawls.add_fetch(connection, page)

    def close(self, reports: Iterable[SourceReport], at: datetime) -> None:
        """Close the night's runs with what the crawler reports of them."""
        with db.writing(self._engine) as connection:
            for report in reports:
                counts = RunCounts(report.pages, report.new, report.changed, report.unchanged, report.failed)
                state: db.repository.crawls.RunState = "done" if report.ended == "finished" else "failed"
                db.repository.crawls.finish(connection, self._run_ids[report.source], state, counts, at)

    def _of(self, source: str) -> dict[str, Any]:
        return {"crawl_run_id": self._run_ids[source], "source_id": self._source_ids[source]}
