"""Many articles at once: what ``articles.save`` does with each in turn, in a few statements for a thousand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, select

from db.bulk import insert_rows
from db.models import Article, Revision
from db.repository import search_index
from db.repository.articles import Outcome, Saved, outside_columns, text_of
from schema import ArticleInput, content_hash

Address = tuple[int, str]
"""An article's identity: the key of its source, and its canonical URL there."""

_AT_ONCE = 1000  # articles of one statement; SQLite takes 32,766 values in one


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article that is handed in with others; the fields are the arguments of ``articles.save``."""

    source_id: int
    url: str
    article: ArticleInput
    fetched_at: datetime
    text_hash: str | None = None
    published_at: datetime | None = None

    @property
    def address(self) -> Address:
        """The article's identity."""
        return self.source_id, self.url


@dataclass(frozen=True, slots=True)
class History:
    """The identities of all texts that an article has had, and when its newest one was first seen."""

    hashes: frozenset[str]
    newest_hash: str
    newest_at: datetime


def save_many(connection: Connection, batch: Iterable[Incoming]) -> list[Saved]:
    """Keep articles in their order, as ``articles.save`` would one by one; what became of each, in the same order.

    An article may be there more than once; a text unlike the one before it is a revision. Raises ValueError as
    ``articles.save`` does; the caller's transaction then ends, and nothing of it is kept.
    """
    stream = iter(batch)
    saved: list[Saved] = []
    while chunk := list(islice(stream, _AT_ONCE)):
        saved += _save_chunk(connection, chunk)
    return saved


def histories(connection: Connection, addresses: Collection[Address]) -> dict[Address, History]:
    """All that was ever kept of the articles at ``addresses``; those not known are left out."""
    texts: dict[Address, list[tuple[int, str, datetime]]] = {}
    for source_id, urls in _by_source(addresses):
        query = (
            select(Article.url, Revision.number, Revision.content_hash, Revision.first_fetched_at)
            .join(Revision, Revision.article_id == Article.id)
            .where(Article.source_id == source_id, Article.url.in_(urls))
        )
        for url, number, text_hash, at in connection.execute(query):
            texts.setdefault((source_id, url), []).append((number, text_hash, at))
    found = {}
    for address, kept in texts.items():
        _, newest_hash, newest_at = max(kept)
        found[address] = History(frozenset(text_hash for _, text_hash, _ in kept), newest_hash, newest_at)
    return found


def _save_chunk(connection: Connection, chunk: list[Incoming]) -> list[Saved]:
    texts = [text_of(incoming.article) for incoming in chunk]
    keys = _find_or_add(connection, chunk)
    last = _newest(connection, keys.values())
    revision_ids = {(article_id, number): key for article_id, (number, _, key) in last.items()}
    newest_of = {article_id: (number, text_hash) for article_id, (number, text_hash, _) in last.items()}
    outcomes: list[tuple[Outcome, int, int]] = []
    rows: list[dict[str, Any]] = []
    for incoming, text in zip(chunk, texts, strict=True):
        article_id, text_hash = keys[incoming.address], incoming.text_hash or content_hash(text)
        number, before = newest_of.get(article_id, (0, ""))
        if before == text_hash:
            outcomes.append(("unchanged", article_id, number))
            continue
        newest_of[article_id] = number + 1, text_hash
        outcomes.append(("changed" if number else "new", article_id, number + 1))
        rows.append(
            {
                "article_id": article_id,
                "number": number + 1,
                "content_hash": text_hash,
                "first_fetched_at": incoming.fetched_at,
                "published_at": incoming.published_at,
                **outside_columns(incoming.article, text),
            }
        )
    if rows:
        insert_rows(connection, Revision, rows)
        wanted = {(row["article_id"], row["number"]) for row in rows}
        made = select(Revision.article_id, Revision.number, Revision.id).where(
            Revision.article_id.in_({article_id for article_id, _ in wanted})
        )
        found = {(article_id, number): key for article_id, number, key in connection.execute(made)}
        added = {place: key for place, key in found.items() if place in wanted}
        search_index.index(connection, search_index.texts(connection, list(added.values())))
        revision_ids |= added
    return [Saved(outcome, article_id, revision_ids[article_id, number]) for outcome, article_id, number in outcomes]


def _find_or_add(connection: Connection, chunk: list[Incoming]) -> dict[Address, int]:
    """The keys of the articles of a chunk; those that are not there are made, first seen when they first come."""
    keys: dict[Address, int] = {}
    for source_id, urls in _by_source({incoming.address for incoming in chunk}):
        query = select(Article.url, Article.id).where(Article.source_id == source_id, Article.url.in_(urls))
        keys |= {(source_id, url): key for url, key in connection.execute(query)}
    missing: dict[Address, dict[str, Any]] = {}
    for incoming in chunk:
        if incoming.address not in keys:
            values = {"source_id": incoming.source_id, "url": incoming.url, "first_seen_at": incoming.fetched_at}
            missing.setdefault(incoming.address, values)
    if missing:
        insert_rows(connection, Article, list(missing.values()))
        for source_id, urls in _by_source(missing.keys()):
            query = select(Article.url, Article.id).where(Article.source_id == source_id, Article.url.in_(urls))
            keys |= {(source_id, url): key for url, key in connection.execute(query)}
    return keys


def _newest(connection: Connection, article_ids: Collection[int]) -> dict[int, tuple[int, str, int]]:
    """Number, text identity and key of the newest revision, by the article's key; left out where there is none."""
    last = (
        select(Revision.article_id, func.max(Revision.number).label("number"))
        .where(Revision.article_id.in_(article_ids))
        .group_by(Revision.article_id)
        .subquery()
    )
    query = select(Revision.article_id, Revision.number, Revision.content_hash, Revision.id).join(
        last, (last.c.article_id == Revision.article_id) & (last.c.number == Revision.number)
    )
    return {article_id: (number, text_hash, key) for article_id, number, text_hash, key in connection.execute(query)}


def _by_source(addresses: Collection[Address]) -> Iterator[tuple[int, list[str]]]:
    """Addresses as URLs of one source, so many as one statement takes."""
    urls: dict[int, list[str]] = {}
    for source_id, url in sorted(addresses):
        urls.setdefault(source_id, []).append(url)
    for source_id, named in urls.items():
        for start in range(0, len(named), _AT_ONCE):
            yield source_id, named[start : start + _AT_ONCE]
