"""The sites that articles come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from db.models import CrawlRun, Source


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source with its labels; ``settings`` are those of its newest crawl, None if it was never crawled."""

    source_id: int
    name: str
    title: str
    homepage: str
    settings: dict[str, Any] | None


def remember(connection: Connection, name: str, title: str, homepage: str, at: datetime) -> int:
    """The key of the source called ``name``, made at its first call; its labels follow the newest call."""
    found = connection.execute(select(Source.id).where(Source.name == name)).scalar_one_or_none()
    labels = {"title": title, "homepage": homepage}
    if found is not None:
        connection.execute(update(Source).where(Source.id == found).values(labels))
        return found
    made = connection.execute(insert(Source).values(name=name, first_seen_at=at, **labels).returning(Source.id))
    return made.scalar_one()


def known(connection: Connection) -> list[KnownSource]:
    """All sources, by name."""
    newest = select(CrawlRun.source_id, func.max(CrawlRun.id).label("id")).group_by(CrawlRun.source_id).subquery()
    query = (
        select(Source.id, Source.name, Source.title, Source.homepage, CrawlRun.settings)
        .outerjoin(newest, newest.c.source_id == Source.id)
        .outerjoin(CrawlRun, CrawlRun.id == newest.c.id)
        .order_by(Source.name)
    )
    return [KnownSource(*row) for row in connection.execute(query)]
