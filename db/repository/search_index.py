"""The full-text index over articles: filled, mended, made anew.

It has the title and the text of each article's newest revision, of which the first 16,383 words (or
200,000 characters): PostgreSQL counts no further. It is derived and can be made again at any time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy import Connection, delete, func, select, text
from sqlalchemy.orm import aliased

from db.folding import plain, words
from db.models import Article, ArticleIndexed, Revision
from db.search_query import LABEL

_MAX_WORDS = 16_383
_MAX_CHARACTERS = 200_000
_BATCH = 500  # articles a statement

_INSERT_FTS5 = text("INSERT INTO article_search (rowid, exact, plain) VALUES (:id, :exact, :plain)")
_DELETE_FTS5 = text(
    "INSERT INTO article_search (article_search, rowid, exact, plain) VALUES ('delete', :id, :exact, :plain)"
)
_EMPTY_FTS5 = text("INSERT INTO article_search (article_search) VALUES ('delete-all')")
_UPSERT_TSVECTOR = text(
    "INSERT INTO article_search (article_id, exact, plain)"
    " VALUES (:id, CAST(:exact AS tsvector), CAST(:plain AS tsvector))"
    " ON CONFLICT (article_id) DO UPDATE SET exact = excluded.exact, plain = excluded.plain"
)
_UPSERT_INDEXED = text(
    "INSERT INTO article_indexed (article_id, revision_id, published) VALUES (:id, :revision_id, :published)"
    " ON CONFLICT (article_id) DO UPDATE SET revision_id = excluded.revision_id, published = excluded.published"
)


@dataclass(frozen=True, slots=True)
class RevisionText:
    """What the index is told of a revision; ``province`` is the one its site writes for."""

    article_id: int
    revision_id: int
    source_id: int
    title: str | None
    text: str
    published: date | None
    province: str | None


def index(connection: Connection, revisions: Sequence[RevisionText]) -> int:
    """Put revisions in the index, each in place of an older one of its article; how many were not there yet.

    A revision older than the one that is there is passed over. A few statements for each 500 articles.
    """
    newest: dict[int, RevisionText] = {}
    for revision in revisions:
        before = newest.get(revision.article_id)
        if before is None or before.revision_id < revision.revision_id:
            newest[revision.article_id] = revision
    done = 0
    waiting = iter(newest.values())
    while batch := list(islice(waiting, _BATCH)):
        done += _index(connection, batch)
    return done


def texts(connection: Connection, revision_ids: Sequence[int]) -> list[RevisionText]:
    """Stored revisions as ``index`` wants them, in no order."""
    query = select(
        Revision.article_id,
        Revision.id,
        Article.source_id,
        Revision.title,
        Revision.text,
        Revision.published,
        Revision.province,
    ).join(Article, Article.id == Revision.article_id)
    found: list[RevisionText] = []
    for start in range(0, len(revision_ids), _BATCH):
        rows = connection.execute(query.where(Revision.id.in_(revision_ids[start : start + _BATCH])))
        found += [RevisionText(*row) for row in rows]
    return found


def stale(connection: Connection, limit: int | None = None) -> list[int]:
    """The newest revision of each article that is not the one in the index, oldest first."""
    newer = aliased(Revision)
    later = select(newer.id).where(newer.article_id == Revision.article_id, newer.number > Revision.number)
    query = (
        select(Revision.id)
        .outerjoin(ArticleIndexed, ArticleIndexed.article_id == Revision.article_id)
        .where(~later.exists(), func.coalesce(ArticleIndexed.revision_id, 0) != Revision.id)
        .order_by(Revision.id)
        .limit(limit)
    )
    return list(connection.execute(query).scalars())


def index_stale(connection: Connection, limit: int | None = None) -> int:
    """Put at most ``limit`` stale articles in the index; 0 when nothing is left to do."""
    waiting = stale(connection, limit)
    for start in range(0, len(waiting), _BATCH):
        index(connection, texts(connection, waiting[start : start + _BATCH]))
    return len(waiting)


def rebuild(connection: Connection) -> int:
    """Make the index anew from the stored texts; how many articles it has now."""
    if connection.dialect.name == "sqlite":
        connection.execute(_EMPTY_FTS5)
    else:
        connection.execute(text("DELETE FROM article_search"))
    connection.execute(delete(ArticleIndexed))
    return index_stale(connection)


def labels_of(revision: RevisionText) -> list[str]:
    """What articles are filtered by beside their words: source, province, year and month, as words of no text."""
    labels = [source_label(revision.source_id)]
    if revision.province:
        labels.append(province_label(revision.province))
    if revision.published:
        day = revision.published
        labels += [year_label(day.year), month_label(day.year, day.month)]
    return labels


def source_label(source_id: int) -> str:
    """The label of a source's articles."""
    return f"{LABEL}s{source_id}"


def province_label(name: str) -> str:
    """The label of the articles of sites that write for a province; accents do not matter."""
    return f"{LABEL}p{''.join(map(plain, words(name)))}"


def year_label(year: int) -> str:
    """The label of the articles of a year."""
    return f"{LABEL}y{year}"


def month_label(year: int, month: int) -> str:
    """The label of the articles of a month."""
    return f"{LABEL}m{year}{month:02}"


def _index(connection: Connection, batch: Sequence[RevisionText]) -> int:
    query = select(ArticleIndexed.article_id, ArticleIndexed.revision_id)
    query = query.where(ArticleIndexed.article_id.in_([revision.article_id for revision in batch]))
    there = {row.article_id: row.revision_id for row in connection.execute(query)}
    new = [revision for revision in batch if revision.revision_id > there.get(revision.article_id, 0)]
    if not new:
        return 0
    if connection.dialect.name == "sqlite":
        old = [there[revision.article_id] for revision in new if revision.article_id in there]
        if old:  # what is taken out must be told word by word, and a revision never changes
            connection.execute(_DELETE_FTS5, [_fts5_row(revision) for revision in texts(connection, old)])
        connection.execute(_INSERT_FTS5, [_fts5_row(revision) for revision in new])
    else:
        connection.execute(_UPSERT_TSVECTOR, [_tsvector_row(revision) for revision in new])
    rows = [
        {"id": revision.article_id, "revision_id": revision.revision_id, "published": _stored_day(connection, revision)}
        for revision in new
    ]
    connection.execute(_UPSERT_INDEXED, rows)
    return len(new)


def _stored_day(connection: Connection, revision: RevisionText) -> date | str | None:
    if revision.published is None or connection.dialect.name != "sqlite":
        return revision.published
    return revision.published.isoformat()


def _words_of(revision: RevisionText) -> list[str]:
    """The words of title and text; a title that opens the text is not told twice."""
    found = words(revision.text[:_MAX_CHARACTERS])[:_MAX_WORDS]
    title = words((revision.title or "")[:1000])
    return found if found[: len(title)] == title else (title + found)[:_MAX_WORDS]


def _fts5_row(revision: RevisionText) -> dict[str, int | str]:
    found = _words_of(revision)
    labels = labels_of(revision)
    return {
        "id": revision.article_id,
        "exact": " ".join(found),
        "plain": " ".join([*map(plain, found), *labels]),
    }


def _tsvector_row(revision: RevisionText) -> dict[str, int | str]:
    found = _words_of(revision)
    labels = [f"'{label}'" for label in labels_of(revision)]
    return {
        "id": revision.article_id,
        "exact": " ".join([*_lexemes(found), *labels]),
        "plain": " ".join([*_lexemes(list(map(plain, found))), *labels]),
    }


def _lexemes(found: Sequence[str]) -> Iterator[str]:
    """Each word once with all its places, in the notation of a ``tsvector``: no parser of PostgreSQL sees them."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(found, 1):
        places.setdefault(word, []).append(str(place))
    return (f"'{word}':{','.join(at[:255])}" for word, at in places.items())
