"""Documents and who cites them: the first, how often, where and when.

``refresh`` keeps them true to the newest extraction of each article's newest revision; whoever stores an extraction
calls it in the same transaction.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from sqlalchemy import Connection, Select, and_, extract, func, or_, select

from db.document_identity import search_key
from db.models import CitedDocument
from db.models.documents import Citation
from db.repository.citation_refresh import rebuild, refresh
from db.views import citations as citation_view

__all__ = [
    "CitedDocumentRow",
    "CitingMention",
    "Spread",
    "citations",
    "find",
    "first_cited",
    "get",
    "of_article",
    "rebuild",
    "refresh",
    "spread",
]

_NUMBER = re.compile(r"(?:^|-)(?P<from>\d+(?:-|[a-z]|$).*)")
_GLUED = re.compile(r"^(\d+)([a-z])")


@dataclass(frozen=True, slots=True)
class CitedDocumentRow:
    """A document as it is cited; the fields are those of ``db.models.CitedDocument``."""

    id: str
    canonical: str
    type: str | None
    number: str | None
    symbol: str | None
    issuer: str | None
    issuer_level: str | None
    province: str | None
    date: datetime.date | None
    term: str | None
    title: str | None
    local: bool
    resolved: bool
    citations: int
    articles: int
    first_cited: datetime.date | None
    last_cited: datetime.date | None
    first_article_id: int | None


@dataclass(frozen=True, slots=True)
class CitingMention:
    """One mention of a document; ``start`` and ``end`` are code points of the extraction's text."""

    document_id: str
    article_id: int
    url: str
    source: str
    published: datetime.date | None
    province: str | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Spread:
    """How often a document is cited in a province's articles of a month (its first day; None without a day)."""

    province: str | None
    month: datetime.date | None
    citations: int
    articles: int


def get(connection: Connection, document_id: str) -> CitedDocumentRow | None:
    """The document of an id, if it is cited."""
    rows = _documents(connection, _select().where(CitedDocument.id == document_id))
    return rows[0] if rows else None


def find(connection: Connection, typed: str, *, limit: int = 20) -> list[CitedDocumentRow]:
    """The documents of a number as a person types it, those most cited first.

    Zeros before it, spaces, dashes, accents and capital letters do not matter, nor does what stands before it:
    ``Nghị quyết số 05 – nq/tw``. Without a symbol, or with a part of one, all that go on from there.
    """
    keys = {key for key in _typed_keys(typed) if key}
    if not keys:
        return []
    column = CitedDocument.search_key
    begun = or_(*(and_(column >= f"{key}-", column < f"{key}.") for key in keys))  # "." comes next after "-"
    query = _select().where(or_(column.in_(keys), begun))
    order = (column.in_(keys).desc(), CitedDocument.citations.desc(), CitedDocument.id)
    return _documents(connection, query.order_by(*order).limit(limit))


def of_article(connection: Connection, article_id: int) -> list[CitedDocumentRow]:
    """The documents that an article cites, by number."""
    cited = select(Citation.cited_document_id).where(Citation.article_id == article_id)
    query = _select().where(CitedDocument.id.in_(cited))
    return _documents(connection, query.order_by(CitedDocument.canonical, CitedDocument.id))


def citations(
    connection: Connection, document_id: str, *, limit: int | None = None, offset: int = 0
) -> list[CitingMention]:
    """Every mention of a document, by day (those without one last), article and place."""
    return _mentions(connection, document_id, limit, offset)


def first_cited(connection: Connection, document_id: str) -> CitingMention | None:
    """The first mention of a document: of the earliest day, in the article that was kept first."""
    return next(iter(_mentions(connection, document_id, 1, 0)), None)


def spread(connection: Connection, document_id: str) -> list[Spread]:
    """How often a document is cited, by month and province; mentions without a day come last."""
    year, month = extract("year", Citation.published), extract("month", Citation.published)
    query = (
        select(Citation.province, year, month, func.count(), func.count(Citation.article_id.distinct()))
        .where(Citation.cited_document_id == document_id)
        .group_by(Citation.province, year, month)
    )
    found = [
        Spread(province, datetime.date(int(in_year), int(in_month), 1) if in_year else None, times, articles)
        for province, in_year, in_month, times, articles in connection.execute(query)
    ]
    return sorted(found, key=lambda row: (row.month is None, row.month or datetime.date.min, row.province or ""))


def _typed_keys(typed: str) -> set[str]:
    """What may have been meant: all that was typed, or the number in it."""
    whole = search_key(typed[:200])
    number = _NUMBER.search(whole)
    keys = {whole} | ({number["from"]} if number else set())
    return {_GLUED.sub(r"\1-\2", key) for key in keys} | keys


def _select() -> Select[tuple[object, ...]]:
    columns = [getattr(CitedDocument, name) for name in CitedDocumentRow.__slots__]
    return select(*columns).where(CitedDocument.citations > 0)


def _documents(connection: Connection, query: Select[tuple[object, ...]]) -> list[CitedDocumentRow]:
    return [CitedDocumentRow(**row) for row in connection.execute(query).mappings()]


def _mentions(connection: Connection, document_id: str, limit: int | None, offset: int) -> list[CitingMention]:
    """Those with a day in the order of an index, so that a page of a much cited document costs what it shows."""
    column = citation_view.c
    query = select(citation_view).where(column.document_id == document_id)
    dated = query.where(column.published.is_not(None))
    order = (column.published, column.article_id, column.start)
    rows = list(connection.execute(dated.order_by(*order).limit(limit).offset(offset)).mappings())
    left = None if limit is None else limit - len(rows)
    if left is None or left > 0:
        passed = 0
        if offset and not rows:
            passed = offset - (connection.scalar(select(func.count()).select_from(dated.subquery())) or 0)
        undated = query.where(column.published.is_(None)).order_by(column.article_id, column.start)
        rows += connection.execute(undated.limit(left).offset(max(0, passed))).mappings()
    return [CitingMention(**row) for row in rows]
