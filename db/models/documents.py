"""The documents that articles cite, and who cites them: derived from the mentions as they stand now.

Both tables can be made anew from the newest extraction of each article's newest revision
(``db.repository.documents``); ids are made of what identifies a document and stay the same.
"""

from __future__ import annotations

import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class CitedDocument(Base):
    """A document that is cited, with how often, by how many articles, and by which first.

    ``key`` says what makes it one (``db.document_identity``), ``id`` is short for it. ``search_key`` is its number
    as it is looked for. ``term`` is that of the Central Committee, a local one (``2020-2025``) or a year.
    ``resolved`` is false where citations do not tell which document they mean. ``date``, ``type``, ``issuer`` and
    ``title`` are the registry's, or what most citations say.
    """

    __tablename__ = "cited_document"
    __table_args__ = (
        Index(None, "canonical"),
        Index(None, "search_key"),
        Index(None, "province", "citations"),
        Index(None, "citations"),
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    search_key: Mapped[str] = mapped_column(String().with_variant(String(collation="C"), "postgresql"))
    canonical: Mapped[str]
    type: Mapped[str | None]
    number: Mapped[str | None]
    symbol: Mapped[str | None]
    issuer: Mapped[str | None]
    issuer_level: Mapped[str | None]
    province: Mapped[str | None]
    date: Mapped[datetime.date | None]
    term: Mapped[str | None]
    title: Mapped[str | None]
    local: Mapped[bool]
    resolved: Mapped[bool]
    registered: Mapped[bool]
    citations: Mapped[int]
    articles: Mapped[int]
    first_cited: Mapped[datetime.date | None]
    last_cited: Mapped[datetime.date | None]
    first_article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"))


class Citation(Base):
    """A mention of a document in an article as it stands now; ``document_row`` is the mention.

    ``published`` and ``province`` are the article's: the day it gives, the province its site writes for or else
    the one that most of its units lie in.
    """

    __tablename__ = "citation"
    __table_args__ = (
        Index(None, "cited_document_id", "published", "article_id"),
        Index(None, "article_id"),
        Index(None, "province", "published"),
    )

    document_row: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True, autoincrement=False)
    cited_document_id: Mapped[str] = mapped_column(String(16), ForeignKey("cited_document.id"))
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    published: Mapped[datetime.date | None]
    province: Mapped[str | None]
