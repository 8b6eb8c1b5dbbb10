"""Nightly runs over a source, and each page that they asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, insert, select, update

from db.models import Article, CrawlRun, Fetch, Revision

RunState = Literal["done", "failed"]
Outcome = Literal["new", "changed", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class RunCounts:
    """What a run came to, in pages: all it read as articles, and those by outcome."""

    pages: int
    new: int
    changed: int
    unchanged: int
    failed: int


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """One time a page was asked for; the fields are those of ``db.models.Fetch``.

    Either ``revision_id`` or ``reason`` is given.
    """

    crawl_run_id: int
    source_id: int
    url: str
    fetched_at: datetime
    outcome: Outcome
    revision_id: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    warc_file: str | None = None
    warc_offset: int | None = None
    status: int | None = None
    reason: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class LastFetch:
    """The newest fetch of an article that showed it, with the revision that it showed."""

    article_id: int
    revision_id: int
    fetched_at: datetime
    etag: str | None
    last_modified: str | None


def begin(connection: Connection, source_id: int, settings: dict[str, Any], at: datetime) -> int:
    """Open a run of a source with its settings (JSON) as they are tonight; returns the run's key."""
    values = {"source_id": source_id, "settings": settings, "started_at": at, "state": "running"}
    return connection.execute(insert(CrawlRun).values(values).returning(CrawlRun.id)).scalar_one()


def finish(connection: Connection, run_id: int, state: RunState, counts: RunCounts, at: datetime) -> None:
    """Close a run with its counts."""
    connection.execute(
        update(CrawlRun).where(CrawlRun.id == run_id).values(state=state, finished_at=at, **asdict(counts))
    )


def interrupt_unfinished(connection: Connection) -> int:
    """Mark the runs that a killed process left open, and say how many; the caller holds the nightly lock."""
    done = connection.execute(update(CrawlRun).where(CrawlRun.state == "running").values(state="interrupted"))
    return done.rowcount


def add_fetch(connection: Connection, page: FetchedPage) -> int:
    """Note one fetch; returns its key."""
    return connection.execute(insert(Fetch).values(asdict(page)).returning(Fetch.id)).scalar_one()


def article_of_address(connection: Connection, source_id: int, url: str) -> int | None:
    """The article that the address ``url`` (canonical form, as asked for) showed last, if any."""
    return connection.execute(
        select(Revision.article_id)
        .join(Fetch, Fetch.revision_id == Revision.id)
        .where(Fetch.source_id == source_id, Fetch.url == url)
        .order_by(Fetch.id.desc())
        .limit(1)
    ).scalar_one_or_none()


def articles_of_addresses(connection: Connection, addresses: Collection[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """The canonical URLs of the articles that addresses (key of the source, canonical form) showed last.

    At most some thousands at once; those that were never asked for are left out.
    """
    urls: dict[int, list[str]] = {}
    for source_id, url in addresses:
        urls.setdefault(source_id, []).append(url)
    found: dict[tuple[int, str], str] = {}
    for source_id, asked in urls.items():
        query = (
            select(Fetch.url, Article.url)
            .join(Revision, Revision.id == Fetch.revision_id)
            .join(Article, Article.id == Revision.article_id)
            .where(Fetch.source_id == source_id, Fetch.url.in_(asked))
            .order_by(Fetch.id)
        )
        found |= {(source_id, address): url for address, url in connection.execute(query)}
    return found


def last_fetch(connection: Connection, article_id: int) -> LastFetch | None:
    """The newest fetch that showed an article, through whichever address."""
    row = connection.execute(
        select(Revision.article_id, Revision.id, Fetch.fetched_at, Fetch.etag, Fetch.last_modified)
        .join(Fetch, Fetch.revision_id == Revision.id)
        .where(Revision.article_id == article_id)
        .order_by(Fetch.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else LastFetch(*row)
