"""Which documents articles cite beside one document: who carries it out, and with what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased

from db.models import CitedDocument
from db.models.documents import Citation

_MOST: Final = 5_000
"""Articles that are looked at, the newest: a resolution of the Centre is cited by hundreds of thousands."""


@dataclass(frozen=True, slots=True)
class CitedBeside:
    """A document, and in how many articles it stands beside the one that was asked for."""

    document_id: str
    canonical: str
    type: str | None
    issuer: str | None
    province: str | None
    title: str | None
    local: bool
    articles: int


@dataclass(frozen=True, slots=True)
class ProvinceCiting:
    """How often a document is cited in a province (None where it is not known), and by how many articles."""

    province: str | None
    citations: int
    articles: int


def beside(
    connection: Connection, document_id: str, *, local: bool | None = None, limit: int = 30
) -> list[CitedBeside]:
    """The documents most often cited together with one, local ones or others only if ``local`` says so."""
    newest = (
        select(Citation.article_id)
        .where(Citation.cited_document_id == document_id)
        .order_by(Citation.published.desc(), Citation.article_id.desc())
        .limit(_MOST)
        .subquery()
    )
    other = aliased(Citation)
    together = (
        select(other.cited_document_id.label("id"), func.count(other.article_id.distinct()).label("articles"))
        .where(other.article_id.in_(select(newest.c.article_id)), other.cited_document_id != document_id)
        .group_by(other.cited_document_id)
        .subquery()
    )
    document = CitedDocument
    query = select(
        document.id,
        document.canonical,
        document.type,
        document.issuer,
        document.province,
        document.title,
        document.local,
        together.c.articles,
    ).join(together, together.c.id == document.id)
    if local is not None:
        query = query.where(document.local == local)
    query = query.order_by(together.c.articles.desc(), document.id).limit(limit)
    return [CitedBeside(*row) for row in connection.execute(query)]


def by_province(connection: Connection, document_id: str) -> list[ProvinceCiting]:
    """Where a document is cited, the province with the most articles first."""
    articles = func.count(Citation.article_id.distinct())
    query = (
        select(Citation.province, func.count(), articles)
        .where(Citation.cited_document_id == document_id)
        .group_by(Citation.province)
        .order_by(articles.desc(), Citation.province)
    )
    return [ProvinceCiting(*row) for row in connection.execute(query)]
