"""How fresh each source is: its last night, and when a page of it last was an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from db.models import CrawlRun, Fetch, Source


@dataclass(frozen=True, slots=True)
class Freshness:
    """A source and its last night; ``failures`` are the pages that failed in it. None where there was no such thing."""

    source: str
    title: str
    homepage: str
    last_night: datetime | None
    last_night_state: str | None
    last_success: datetime | None
    failures: int


def freshness(connection: Connection) -> list[Freshness]:
    """All sources by name."""
    place = func.row_number().over(
        partition_by=CrawlRun.source_id, order_by=[CrawlRun.started_at.desc(), CrawlRun.id.desc()]
    )
    runs = select(CrawlRun.id, CrawlRun.source_id, CrawlRun.started_at, CrawlRun.state, place.label("place")).subquery()
    failed = (
        select(Fetch.crawl_run_id, func.count().label("failures"))
        .where(Fetch.outcome == "failed", Fetch.crawl_run_id.in_(select(runs.c.id).where(runs.c.place == 1)))
        .group_by(Fetch.crawl_run_id)
        .subquery()
    )
    good = (
        select(Fetch.source_id, func.max(Fetch.fetched_at).label("last_success"))
        .where(Fetch.outcome != "failed")
        .group_by(Fetch.source_id)
        .subquery()
    )
    query = (
        select(
            Source.name,
            Source.title,
            Source.homepage,
            runs.c.started_at,
            runs.c.state,
            good.c.last_success,
            func.coalesce(failed.c.failures, 0),
        )
        .outerjoin(runs, (runs.c.source_id == Source.id) & (runs.c.place == 1))
        .outerjoin(failed, failed.c.crawl_run_id == runs.c.id)
        .outerjoin(good, good.c.source_id == Source.id)
    )
    return sorted((Freshness(*row) for row in connection.execute(query)), key=lambda source: source.source)
