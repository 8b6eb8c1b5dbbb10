"""Who cites a document, by the number it goes by."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import aliased

from db.models import Article, Document, Extraction, Revision, Source

Row = dict[str, Any]


def of_number(connection: Connection, canonical: str, *, limit: int = 50, before: int | None = None) -> list[Row]:
    """Mentions of a number in what articles say now, those stored last first.

    ``before`` is the ``mention_id`` of the last row of the page before. Columns: mention_id, article_id, url, source,
    published, start, end, text.
    """
    newer, later = aliased(Revision), aliased(Extraction)
    query = (
        select(
            Document.id.label("mention_id"),
            Article.id.label("article_id"),
            Article.url,
            Source.name.label("source"),
            Extraction.published,
            Document.start,
            Document.end,
            Document.text,
        )
        .join(Extraction, Extraction.id == Document.extraction_id)
        .join(Revision, Revision.id == Extraction.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .join(Source, Source.id == Article.source_id)
        .where(
            Document.canonical == canonical,
            ~select(newer.id).where(newer.article_id == Article.id, newer.number > Revision.number).exists(),
            ~select(later.id).where(later.revision_id == Revision.id, later.id > Extraction.id).exists(),
        )
    )
    if before is not None:
        query = query.where(Document.id < before)
    return [dict(row) for row in connection.execute(query.order_by(Document.id.desc()).limit(limit)).mappings()]
