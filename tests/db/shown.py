"""What a store shows: present facts and figures, and the log of verdicts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, select

import db
from db.models import Article, Extraction, Fact, Figure, PresentFact, Revision, Source
from schema import Verdict


def rows(engine: Engine, url: str | None = None) -> list[dict[str, Any]]:
    """Present facts, of one article or of all."""
    query = select(PresentFact.__table__, Article.url).join(Article, Article.id == PresentFact.article_id)
    if url is not None:
        query = query.where(Article.url == url)
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(query.order_by(Article.url, PresentFact.claim)).mappings()]


def dump(connection: Connection) -> list[tuple[Any, ...]]:
    """Present facts and figures, without the keys of one database."""
    found: list[tuple[Any, ...]] = []
    passing = {"id", "article_id", "extraction_id", "revision_id", "source_id"}
    present_columns = [c for c in PresentFact.__table__.c if c.name not in passing]
    query = (
        select(Source.name, Article.url, Revision.number, Extraction.extractor_version, Fact.fact_id, *present_columns)
        .select_from(PresentFact)
        .join(Article, Article.id == PresentFact.article_id)
        .join(Source, Source.id == PresentFact.source_id)
        .join(Revision, Revision.id == PresentFact.revision_id)
        .outerjoin(Extraction, Extraction.id == PresentFact.extraction_id)
        .outerjoin(Fact, (Fact.extraction_id == PresentFact.extraction_id) & (Fact.position == PresentFact.position))
    )
    found += sorted(map(repr, map(tuple, connection.execute(query))))
    figure_columns = [c for c in Figure.__table__.c if c.name != "article_id"]
    figures = select(Article.url, *figure_columns).join(Article, Article.id == Figure.article_id)
    found += sorted(map(repr, map(tuple, connection.execute(figures))))
    return found


def kept(engine: Engine) -> list[Verdict]:
    """The log of verdicts."""
    with engine.connect() as connection:
        return list(db.repository.verdicts.every(connection))
