"""How much there is of what: by source and month, by province and indicator. Each function reads along one index."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, and_, extract, func, select

from db.models import Article, Extraction, Figure, PresentFact, Source, Verdict
from db.models.search import ArticleIndexed


@dataclass(frozen=True, slots=True)
class SourceMonth:
    """Articles of a source by the month of publication, and the facts in them."""

    source: str
    year: int
    month: int
    articles: int
    facts: int


@dataclass(frozen=True, slots=True)
class ProvinceIndicator:
    """Figures of a province and an indicator; ``province`` None where it is not known."""

    province: str | None
    indicator: str
    figures: int


def newest(connection: Connection) -> tuple[int, int]:
    """A mark of how far the store is: it differs when a record or a verdict has come."""
    last = [connection.scalar(select(func.max(column))) for column in (Extraction.id, Verdict.id)]
    return last[0] or 0, last[1] or 0


def by_source_and_month(connection: Connection) -> list[SourceMonth]:
    """All sources by name, the months in order; articles without a day are left out."""
    names = {row[0]: row[1] for row in connection.execute(select(Source.id, Source.name))}
    counts: dict[tuple[str, int, int], list[int]] = {}
    day = ArticleIndexed.published
    year, month = extract("year", day), extract("month", day)
    articles = (
        select(Article.source_id, year, month, func.count())
        .join(ArticleIndexed, ArticleIndexed.article_id == Article.id)
        .where(day.is_not(None))
        .group_by(Article.source_id, year, month)
    )
    told = PresentFact.published
    year, month = extract("year", told), extract("month", told)
    facts = (
        select(PresentFact.source_id, year, month, func.count())
        .where(and_(told.is_not(None)))
        .group_by(PresentFact.source_id, year, month)
    )
    for place, query in enumerate((articles, facts)):
        for source_id, in_year, in_month, number in connection.execute(query):
            key = (names[source_id], int(in_year), int(in_month))
            counts.setdefault(key, [0, 0])[place] = number
    return [SourceMonth(*key, *numbers) for key, numbers in sorted(counts.items())]


def by_province_and_indicator(connection: Connection) -> list[ProvinceIndicator]:
    """All pairs of which there are figures."""
    query = select(Figure.province, Figure.indicator, func.count()).group_by(Figure.province, Figure.indicator)
    return [ProvinceIndicator(*row) for row in connection.execute(query)]


def years(connection: Connection, indicator: str) -> list[int]:
    """The years that figures of an indicator are of, the newest first."""
    query = (
        select(extract("year", Figure.period_to))
        .where(Figure.indicator == indicator, Figure.period_to.is_not(None))
        .distinct()
    )
    return sorted((int(year) for year in connection.scalars(query)), reverse=True)
