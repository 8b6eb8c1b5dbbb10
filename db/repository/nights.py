"""What a night brought: articles that are new, and figures that were gained, lost or changed by reading anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, func, select

from db.models import Article, CrawlRun, Extraction, Fact, Fetch, Revision, Source, Verdict
from db.present_rows import READING

_MOST: Final = 2_000
"""Readings of a night that are compared; more only where all articles are read anew."""


@dataclass(frozen=True, slots=True)
class Run:
    """The newest run of a source; counts are None where it has not ended."""

    run_id: int
    source: str
    title: str
    state: str
    started_at: datetime
    finished_at: datetime | None
    pages: int | None
    new: int | None
    changed: int | None
    unchanged: int | None
    failed: int | None


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that failed in a run, with the reason."""

    url: str
    reason: str
    detail: str | None
    status: int | None
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A figure that came (``before`` None), went (``after`` None) or is read otherwise; rows of the table ``fact``."""

    fact_id: str
    text: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article that was read, and what differs from its reading before; ``is_new`` where there was none."""

    article_id: int
    title: str | None
    source: str
    is_new: bool
    gained: tuple[ChangedFact, ...]
    lost: tuple[ChangedFact, ...]
    changed: tuple[ChangedFact, ...]


@dataclass(frozen=True, slots=True)
class Night:
    """What was read between two instants, the newest first; ``more`` where not all of it was compared."""

    read: tuple[ReadArticle, ...]
    more: bool


def last_runs(connection: Connection) -> list[Run]:
    """The newest run of each source that has one, by name."""
    newest = select(func.max(CrawlRun.id)).group_by(CrawlRun.source_id)
    run = CrawlRun
    query = (
        select(
            *(run.id, Source.name, Source.title, run.state, run.started_at, run.finished_at),
            *(run.pages, run.new, run.changed, run.unchanged, run.failed),
        )
        .join(Source, Source.id == run.source_id)
        .where(run.id.in_(newest))
        .order_by(Source.name)
    )
    return [Run(*row) for row in connection.execute(query)]


def failures(connection: Connection, run_id: int, *, limit: int = 100) -> list[Failure]:
    """The pages that failed in a run, by reason."""
    query = (
        select(Fetch.url, Fetch.reason, Fetch.detail, Fetch.status, Fetch.fetched_at)
        .where(Fetch.crawl_run_id == run_id, Fetch.outcome == "failed")
        .order_by(Fetch.reason, Fetch.id)
        .limit(limit)
    )
    rows = connection.execute(query)
    return [Failure(url, reason or "", detail, status, at) for url, reason, detail, status, at in rows]


def failure_counts(connection: Connection, run_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """How often each reason stands in each of some runs."""
    query = (
        select(Fetch.crawl_run_id, Fetch.reason, func.count())
        .where(Fetch.crawl_run_id.in_(list(run_ids)), Fetch.outcome == "failed")
        .group_by(Fetch.crawl_run_id, Fetch.reason)
        .order_by(func.count().desc())
    )
    found: dict[int, dict[str, int]] = {}
    for run_id, reason, number in connection.execute(query):
        found.setdefault(run_id, {})[reason or ""] = number
    return found


def article_counts(connection: Connection) -> dict[str, int]:
    """How many articles there are of each source, by name."""
    query = select(Source.name, func.count(Article.id)).join(Article, Article.source_id == Source.id)
    return {row[0]: row[1] for row in connection.execute(query.group_by(Source.name))}


def last_read(connection: Connection) -> datetime | None:
    """When something was read last."""
    newest = select(Extraction.extracted_at).order_by(Extraction.id.desc()).limit(1)
    return connection.execute(newest).scalar_one_or_none()


def night(connection: Connection, since: datetime, until: datetime) -> Night:
    """What was read from ``since`` to before ``until``, held against the reading before of the same article."""
    first, behind = _first_at(connection, since), _first_at(connection, until)
    query = (
        select(Extraction.id, Extraction.extracted_at, Revision.article_id, Extraction.title, Source.name)
        .join(Revision, Revision.id == Extraction.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .join(Source, Source.id == Article.source_id)
        .where(Extraction.id >= first, Extraction.id < behind)
        .where(Extraction.extracted_at >= since, Extraction.extracted_at < until)
        .order_by(Extraction.id.desc())
        .limit(_MOST + 1)
    )
    rows = connection.execute(query).all()
    shown = rows[:_MOST]
    before = _before(connection, [(row.id, row.article_id) for row in shown])
    facts = _facts(connection, [row.id for row in shown] + list(before.values()))
    read = tuple(
        _compared(row.article_id, row.title, row.name, facts.get(row.id, {}), facts.get(before[row.id], {}))
        if row.id in before
        else ReadArticle(row.article_id, row.title, row.name, True, _gained(facts.get(row.id, {})), (), ())
        for row in shown
    )
    return Night(read, len(rows) > _MOST)


def decisions(connection: Connection, since: datetime, until: datetime) -> dict[str, int]:
    """How often editors decided what, between two instants."""
    query = (
        select(Verdict.decision, func.count())
        .where(Verdict.decided_at >= since, Verdict.decided_at < until)
        .group_by(Verdict.decision)
        .order_by(func.count().desc())
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _first_at(connection: Connection, instant: datetime) -> int:
    """The key of the first extraction at an instant or later, found in a few looks: keys follow the clock."""
    low, high = 0, (connection.scalar(select(func.max(Extraction.id))) or 0) + 1
    while low < high:
        middle = (low + high) // 2
        here = select(Extraction.extracted_at).where(Extraction.id >= middle).order_by(Extraction.id).limit(1)
        at = connection.scalar(here)
        if at is None or at >= instant:
            high = middle
        else:
            low = middle + 1
    return low


def _before(connection: Connection, read: Sequence[tuple[int, int]]) -> dict[int, int]:
    """The extraction before each of some (extraction, article), of the same article."""
    by_article: dict[int, list[int]] = {}
    articles = list({article_id for _, article_id in read})
    for start in range(0, len(articles), 500):
        query = (
            select(Revision.article_id, Extraction.id)
            .join(Extraction, Extraction.revision_id == Revision.id)
            .where(Revision.article_id.in_(articles[start : start + 500]))
        )
        for article_id, extraction_id in connection.execute(query):
            by_article.setdefault(article_id, []).append(extraction_id)
    found = {}
    for extraction_id, article_id in read:
        earlier = [other for other in by_article.get(article_id, []) if other < extraction_id]
        if earlier:
            found[extraction_id] = max(earlier)
    return found


def _facts(connection: Connection, extraction_ids: Sequence[int]) -> dict[int, dict[str, dict[str, Any]]]:
    """The facts of some extractions by their ids."""
    columns = [getattr(Fact, name) for name in READING]
    found: dict[int, dict[str, dict[str, Any]]] = {}
    for start in range(0, len(extraction_ids), 500):
        some = extraction_ids[start : start + 500]
        query = select(Fact.extraction_id, Fact.fact_id, Fact.text, *columns).where(Fact.extraction_id.in_(some))
        for row in connection.execute(query).mappings():
            found.setdefault(row["extraction_id"], {})[row["fact_id"]] = dict(row)
    return found


def _compared(
    article_id: int,
    title: str | None,
    source: str,
    now: dict[str, dict[str, Any]],
    before: dict[str, dict[str, Any]],
) -> ReadArticle:
    gained = _gained({key: row for key, row in now.items() if key not in before})
    lost = tuple(ChangedFact(key, row["text"], row, None) for key, row in before.items() if key not in now)
    changed = tuple(
        ChangedFact(key, row["text"], before[key], row)
        for key, row in now.items()
        if key in before and any(row[name] != before[key][name] for name in READING)
    )
    return ReadArticle(article_id, title, source, False, gained, lost, changed)


def _gained(facts: dict[str, dict[str, Any]]) -> tuple[ChangedFact, ...]:
    return tuple(ChangedFact(key, row["text"], None, row) for key, row in facts.items())
