"""Articles and their revisions: kept once, never changed, read again for extraction."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeVarTuple

from sqlalchemy import Connection, Select, exists, func, insert, select
from sqlalchemy.orm import aliased

from db.models import Article, Extraction, Revision, Source
from db.repository import search_index
from schema import ArticleInput, Paragraph, content_hash

Outcome = Literal["new", "changed", "unchanged"]

_Row = TypeVarTuple("_Row")


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an article that was handed in, and the revision that now holds its text."""

    outcome: Outcome
    article_id: int
    revision_id: int


@dataclass(frozen=True, slots=True)
class NewestRevision:
    """The identity of an article's newest text, and when the article says it was published."""

    revision_id: int
    number: int
    content_hash: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class PendingRevision:
    """A revision that waits for extraction, as extraction wants it."""

    revision_id: int
    source: str
    number: int
    article: ArticleInput


@dataclass(frozen=True, slots=True)
class Which:
    """Some of the revisions; None are all. ``newest_only``: of each article only the newest."""

    newest_only: bool = False
    article_ids: tuple[int, ...] | None = None
    source: str | None = None


def save(
    connection: Connection,
    source_id: int,
    url: str,
    article: ArticleInput,
    fetched_at: datetime,
    *,
    text_hash: str | None = None,
    published_at: datetime | None = None,
) -> Saved:
    """Keep an article under its canonical ``url``; a text unlike the newest one becomes a new revision.

    ``text_hash`` is the identity of the text, ``schema.content_hash`` of it if not given. Raises
    ValueError if the article has no text, or one that a database cannot hold (a NUL).
    """
    text = text_of(article)
    text_hash = text_hash or content_hash(text)
    found = find(connection, source_id, url)
    before = None if found is None else newest(connection, found)
    if found is not None and before is not None and before.content_hash == text_hash:
        return Saved("unchanged", found, before.revision_id)
    article_id = _add_article(connection, source_id, url, fetched_at) if found is None else found
    values = {
        "article_id": article_id,
        "number": 1 if before is None else before.number + 1,
        "content_hash": text_hash,
        "first_fetched_at": fetched_at,
        "published_at": published_at,
        **outside_columns(article, text),
    }
    revision_id = connection.execute(insert(Revision).values(values).returning(Revision.id)).scalar_one()
    search_index.index(connection, search_index.texts(connection, [revision_id]))
    return Saved("new" if before is None else "changed", article_id, revision_id)


def find(connection: Connection, source_id: int, url: str) -> int | None:
    """The key of the article with this canonical URL."""
    where = (Article.source_id == source_id, Article.url == url)
    return connection.execute(select(Article.id).where(*where)).scalar_one_or_none()


def newest(connection: Connection, article_id: int) -> NewestRevision:
    """The newest revision of an article; raises NoResultFound for a key that is none."""
    row = connection.execute(
        select(Revision.id, Revision.number, Revision.content_hash, Revision.published_at)
        .where(Revision.article_id == article_id)
        .order_by(Revision.number.desc())
        .limit(1)
    ).one()
    return NewestRevision(*row)


def named(connection: Connection, name: str) -> list[int]:
    """The articles that a person means: the one with this key, or those of this address, which two sources may show."""
    wanted = Article.id == int(name) if name.isascii() and name.isdigit() else Article.url == name
    return list(connection.scalars(select(Article.id).where(wanted).order_by(Article.id)))


def pending(
    connection: Connection,
    extractor_version: str,
    *,
    which: Which | None = None,
    after: int = 0,
    limit: int | None = None,
) -> list[PendingRevision]:
    """Revisions with no extraction by this version, oldest first, from the key behind ``after`` on.

    Read in pages of ``limit`` by handing in the last key as ``after``: a revision that extraction
    cannot read stays pending and must not be met twice in one run.
    """
    rows = connection.execute(
        _pending(extractor_version, which, select(Revision.__table__, Source.name.label("source_name")))
        .where(Revision.id > after)
        .order_by(Revision.id)
        .limit(limit)
    ).mappings()
    found = []
    for row in rows:
        zones = row["paragraphs"]
        paragraphs = None if zones is None else tuple(Paragraph.model_validate(zone) for zone in zones)
        outside = {name: row[name] for name in ArticleInput.model_fields if name not in ("id", "text", "paragraphs")}
        text = row["text"] if paragraphs is None else None
        article = ArticleInput(id=row["key"], text=text, paragraphs=paragraphs, **outside)
        found.append(PendingRevision(row["id"], row["source_name"], row["number"], article))
    return found


def count_pending(connection: Connection, extractor_version: str, which: Which | None = None) -> int:
    """How many revisions have no extraction by this version."""
    return connection.execute(_pending(extractor_version, which, select(func.count(Revision.id)))).scalar_one()


def _pending(extractor_version: str, which: Which | None, rows: Select[*_Row]) -> Select[*_Row]:
    which = which or Which()
    done = exists().where(Extraction.revision_id == Revision.id, Extraction.extractor_version == extractor_version)
    query = (
        rows.select_from(Revision)
        .join(Article, Article.id == Revision.article_id)
        .join(Source, Source.id == Article.source_id)
        .where(~done)
    )
    if which.newest_only:
        newer = aliased(Revision)
        query = query.where(~exists().where(newer.article_id == Revision.article_id, newer.number > Revision.number))
    if which.article_ids is not None:
        query = query.where(Article.id.in_(which.article_ids))
    return query if which.source is None else query.where(Source.name == which.source)


def outside_columns(article: ArticleInput, text: str) -> dict[str, Any]:
    """The columns of a revision that an article brings with it; ``text`` is that of ``text_of``."""
    return {
        "text": text,
        "paragraphs": [p.model_dump() for p in article.paragraphs] if article.paragraphs is not None else None,
        "key": article.id,
        **article.model_dump(exclude={"id", "text", "paragraphs"}),
    }


def _add_article(connection: Connection, source_id: int, url: str, at: datetime) -> int:
    values = {"source_id": source_id, "url": url, "first_seen_at": at}
    return connection.execute(insert(Article).values(values).returning(Article.id)).scalar_one()


def text_of(article: ArticleInput) -> str:
    """The text that is kept of an article, one paragraph a line; plain text as it was given.

    Raises ValueError if there is none, or one that a database cannot hold (a NUL).
    """
    if article.paragraphs is not None:
        text = unicodedata.normalize("NFC", "\n".join(paragraph.text for paragraph in article.paragraphs))
    else:
        text = article.text or ""
    if not text.strip():
        raise ValueError(f"{article.url or article.id}: an article without text cannot be kept")
    if "\0" in text:
        raise ValueError(f"{article.url or article.id}: the text has a NUL character at {text.index(chr(0))}")
    return text
