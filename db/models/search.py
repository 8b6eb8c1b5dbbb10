"""The full-text index over articles: which text of each is in it, and the index itself."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class ArticleIndexed(Base):
    """The revision whose words ``article_search`` has for an article, and the day that revision was published."""

    __tablename__ = "article_indexed"
    __table_args__ = (Index(None, "published"),)

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True, autoincrement=False)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    published: Mapped[date | None]


search_metadata = MetaData()
"""The index stands apart from ``Base.metadata``: on SQLite it is a virtual table, which only its migration can make."""

article_search = Table(
    "article_search",
    search_metadata,
    Column("article_id", Integer, key="article_id", primary_key=True),
    Column("exact", TSVECTOR),
    Column("plain", TSVECTOR),
)
"""The words of each article as ``db.folding`` makes them, with accents and without, as PostgreSQL keeps them.

On SQLite the table is FTS5 without content, with the same columns and ``rowid`` for the article.
"""


def is_modelled(
    name: str | None,
    kind: str,
    _parents: object,
) -> bool:
    """Whether something in a database is described by ``Base``: all but the index and what FTS5 keeps for it."""
    return kind != "table" or not (name or "").startswith(article_search.name)
