"""How much there is, in a few numbers, for the front page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from db.models import Article, CrawlRun, Source
from db.repository import facts


@dataclass(frozen=True, slots=True)
class Standing:
    """Numbers of what is kept; ``newest_night`` is when the last nightly run of any source ended, if one has."""

    sources: int
    articles: int
    facts: int
    doubtful: int
    newest_night: datetime | None


def standing(connection: Connection) -> Standing:
    """The numbers as they are now."""
    return Standing(
        sources=connection.execute(select(func.count(Source.id))).scalar_one(),
        articles=connection.execute(select(func.count(Article.id))).scalar_one(),
        facts=facts.count(connection),
        doubtful=facts.count(connection, facts.FactQuery(flagged=True)),
        newest_night=connection.execute(select(func.max(CrawlRun.finished_at))).scalar_one(),
    )
