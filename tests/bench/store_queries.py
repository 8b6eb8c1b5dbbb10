"""The stated queries: what a desk, an API and a researcher ask most, each through the functions that they use.

Each query takes one of a list of subjects drawn from the database itself, so that common and rare ones are asked alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random
from typing import Any

from sqlalchemy import Connection, func, select

from db import reading
from db.models import Article, CitedDocument, Figure, PresentFact, Source
from db.reading import Filters
from db.repository import articles, assignments, documents, extractions, fact_pages, figures, items, queue, search
from db.repository.assignments import Wanted

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
Subjects = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class StatedQuery:
    """A query by name, told in a sentence; ``ask`` gives back what came, to be counted."""

    name: str
    told: str
    subjects: Callable[[Connection, Random], Subjects]
    ask: Callable[..., Any]


def _some(connection: Connection, random: Random, query: Any, wanted: int = 40) -> Subjects:
    """Rows of a query that begins from random articles: what is told often is drawn often."""
    highest = connection.scalar(select(func.max(Article.id))) or 1
    keys = random.sample(range(1, highest + 1), min(highest, wanted * 3))
    rows = [tuple(row) for row in connection.execute(query.where(PresentFact.article_id.in_(keys)))]
    random.shuffle(rows)
    return rows[:wanted]


def _fact_filters(connection: Connection, random: Random) -> Subjects:
    columns = (PresentFact.province, PresentFact.indicator, PresentFact.period_to)
    rows = _some(connection, random, select(*columns).where(PresentFact.period_to.is_not(None)))
    return [(province, indicator, ends.year) for province, indicator, ends in rows]


def _facts(connection: Connection, province: str, indicator: str, year: int) -> list[Any]:
    wanted = Filters(province=province, indicator=indicator, from_=date(year, 1, 1), to=date(year, 12, 31))
    return list(reading.rows(connection, "facts", wanted, limit=100))


def _sources(connection: Connection, _random: Random) -> Subjects:
    return [(name,) for name in connection.scalars(select(Source.name))]


def _units(connection: Connection, random: Random) -> Subjects:
    return _some(connection, random, select(PresentFact.unit_key).where(PresentFact.unit_key.is_not(None)))


def _years(connection: Connection, random: Random) -> Subjects:
    rows = _some(connection, random, select(PresentFact.indicator, PresentFact.period_to))
    return [(indicator, ends.year) for indicator, ends in rows if ends]


def _all_provinces(connection: Connection, indicator: str, year: int) -> list[Any]:
    return figures.of_level(connection, "province", indicator, date(year, 1, 1), date(year, 12, 31))


def _ranking(connection: Connection, indicator: str, year: int) -> list[Any]:
    return figures.ranking(connection, indicator, "province", date(year, 1, 1), date(year, 12, 31))


def _nothing(_connection: Connection, _random: Random) -> Subjects:
    return [()] * 20


def _provinces(connection: Connection, random: Random) -> Subjects:
    return _some(connection, random, select(PresentFact.province).where(PresentFact.province.is_not(None)))


def _queue(connection: Connection, province: str | None = None) -> list[Any]:
    return queue.first(connection, Wanted(province=province), NOW, limit=20)


def _next_item(connection: Connection, province: str) -> Any:
    with connection.begin_nested() as taken:
        given = assignments.following(connection, "an", NOW, Wanted(province=province))
        taken.rollback()
    return [] if given is None else [given]


def _places(connection: Connection, random: Random) -> Subjects:
    names = _some(connection, random, select(PresentFact.unit_name))
    return [(f'"{" ".join(name.split()[-2:])}"',) for (name,) in names if name]


def _found(connection: Connection, query: str) -> Any:
    return search.find(connection, query).hits


def _addresses(connection: Connection, random: Random) -> Subjects:
    query = select(Article.source_id, Article.url).join(PresentFact, PresentFact.article_id == Article.id)
    return _some(connection, random, query)


def _article(connection: Connection, source_id: int, url: str) -> list[Any]:
    article = articles.find(connection, source_id, url)
    assert article is not None
    revision = articles.newest(connection, article)
    extraction = extractions.newest_extraction(connection, revision.revision_id)
    assert extraction is not None
    record = extractions.load_record(connection, extraction)
    return [*record.documents, *record.dates, *record.units, *record.facts]


def _documents(connection: Connection, random: Random) -> Subjects:
    ordered = select(CitedDocument.id).order_by(CitedDocument.citations.desc(), CitedDocument.id)
    known = list(connection.scalars(ordered))
    return [(key,) for key in (*known[:20], *random.sample(known, min(20, len(known))))]


def _citations(connection: Connection, document_id: str) -> list[Any]:
    return documents.citations(connection, document_id, limit=50)


def _told_figures(connection: Connection, random: Random) -> Subjects:
    several = select(Figure.id).join(PresentFact, PresentFact.figure_id == Figure.id)
    return _some(connection, random, several)


def _permalink(connection: Connection, figure_id: str) -> list[Any]:
    figure = figures.by_id(connection, figure_id)
    assert figure is not None
    return [figure, *figures.tellings(connection, figure_id)]


def _claims(connection: Connection, random: Random) -> Subjects:
    return _some(connection, random, select(PresentFact.claim))


def _item(connection: Connection, claim: str) -> list[Any]:
    item = items.load(connection, claim)
    assert item is not None
    return [item]


QUERIES = (
    StatedQuery("facts", "facts of a province, indicator and year, the first 100", _fact_filters, _facts),
    StatedQuery(
        "source", "what a source tells, newest first, 100", _sources, lambda c, s: fact_pages.newest_of_source(c, s)[0]
    ),
    StatedQuery("unit", "all figures of a unit as series", _units, figures.of_unit),
    StatedQuery("provinces", "one indicator of all provinces in a year", _years, _all_provinces),
    StatedQuery("ranking", "provinces ranked by an indicator for a year", _years, _ranking),
    StatedQuery("conflicts", "conflicts, newest first, 50", _nothing, lambda c: figures.conflicts(c)[0]),
    StatedQuery("queue", "head of the queue, 20", _nothing, _queue),
    StatedQuery("queue of a province", "head of the queue of one province, 20", _provinces, _queue),
    StatedQuery("next item", "the next item of one province for an editor, with its lease", _provinces, _next_item),
    StatedQuery("words", "articles with two words of a name in a row, 20", _places, _found),
    StatedQuery("common words", "articles with a word of nearly all, 20", lambda _c, _r: [("đảng viên",)] * 20, _found),
    StatedQuery("article", "an article by its address, with all its mentions", _addresses, _article),
    StatedQuery("citations", "who cites a document, 50", _documents, _citations),
    StatedQuery("figure", "a figure by its id, with all who tell it", _told_figures, _permalink),
    StatedQuery("item", "a fact by its id, as an editor sees it", _claims, _item),
)
"""The ten of the issue; filters of queue and search, and both permalinks, stand by themselves."""
