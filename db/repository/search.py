"""Articles found by their words: those with all accents as typed first, then those that fit without accents.

Within each of the two the article that came last into the database is first: no hits have to be sorted, so that a
word of every article costs no more than a rare one. ``db.repository.search_index`` fills the index.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select, text

from db.models import Article, ArticleIndexed, Revision, Source
from db.repository.search_index import (
    RevisionText,
    index,
    index_stale,
    month_label,
    province_label,
    rebuild,
    source_label,
    stale,
    texts,
    year_label,
)
from db.search_query import QueryError, SearchQuery, fts5, read_query, tsquery
from db.snippets import Snippet, snippet

__all__ = [
    "Found",
    "Hit",
    "QueryError",
    "RevisionText",
    "Snippet",
    "find",
    "index",
    "index_stale",
    "rebuild",
    "stale",
    "texts",
]

_HIGHEST_KEY = 2**31 - 1
_MOST_LABELS = 100
_TITLE_LENGTH = 200

_FTS5 = (
    "SELECT article_search.rowid FROM article_search {join}"
    "WHERE article_search MATCH :match AND article_search.rowid < :before {days}"
    "ORDER BY article_search.rowid DESC LIMIT :limit"
)
# PostgreSQL does not know how many articles will fit: it may walk through all of them for a rare word, or sort all of
# them for a common one. So the newest are walked through, and only what is not common there is asked of the index.
_NEWEST = 2000
_BOUND = (
    "SELECT article_id FROM article_search WHERE article_id < :before"
    f" ORDER BY article_id DESC OFFSET {_NEWEST - 1} LIMIT 1"
)
_NEAR = (
    "SELECT article_search.article_id FROM article_search {join}"
    "WHERE {match} AND article_search.article_id < :before AND article_search.article_id >= :bound {days}"
    "ORDER BY article_search.article_id DESC LIMIT :limit"
)
_FAR = (
    "WITH found AS MATERIALIZED (SELECT article_search.article_id FROM article_search {join}"
    "WHERE {match} AND article_search.article_id < :bound {days}) "
    "SELECT article_id FROM found ORDER BY article_id DESC LIMIT :limit"
)
# CROSS JOIN keeps SQLite from beginning with the days.
_JOIN = {
    "sqlite": "CROSS JOIN article_indexed ON article_indexed.article_id = article_search.rowid ",
    "postgresql": "JOIN article_indexed ON article_indexed.article_id = article_search.article_id ",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found; ``exact`` tells whether with all accents. ``published`` is its revision's day."""

    article_id: int
    exact: bool
    snippet: Snippet
    url: str
    title: str
    published: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits. ``cursor`` asks for the next one, None if there is none; ``ignored`` words were too many."""

    hits: tuple[Hit, ...]
    cursor: str | None
    ignored: int


def find(
    connection: Connection,
    query: str,
    *,
    limit: int = 20,
    cursor: str | None = None,
    province: str | None = None,
    source: str | None = None,
    from_: date | None = None,
    to: date | None = None,
) -> Found:
    """The articles whose title or text has what was typed (see ``db.search_query``), ``limit`` of them.

    ``province`` is the one that the article's site writes for, ``source`` a source's name, the days are those of
    publication, both included. Raises QueryError for a query without a word and for a cursor that is none.
    """
    wanted = read_query(query)
    exact, before = _place(cursor)
    labels = _labels(connection, province, source, from_, to)
    if labels is None:
        return Found((), None, wanted.ignored)
    found: list[tuple[int, bool]] = []
    for group in (True, False) if exact else (False,):
        ids = _ids(connection, wanted, labels, group, before, limit + 1 - len(found), from_, to)
        found += [(article, group) for article in ids]
        before = _HIGHEST_KEY
        if len(found) > limit:
            break
    shown = found[:limit]
    further = f"{'e' if shown[-1][1] else 'p'}{shown[-1][0]}" if len(found) > limit and shown else None
    return Found(_hits(connection, wanted, shown), further, wanted.ignored)


def _place(cursor: str | None) -> tuple[bool, int]:
    """Whether exact hits are still to come, and the key before which to go on."""
    if cursor is None:
        return True, _HIGHEST_KEY
    kind, key = cursor[:1], cursor[1:]
    if kind not in ("e", "p") or not (key.isascii() and key.isdigit()) or not 0 <= int(key[:12]) <= _HIGHEST_KEY:
        raise QueryError("This is no place in a list of hits; search again from the beginning.")
    return kind == "e", int(key[:12])


def _labels(
    connection: Connection, province: str | None, source: str | None, from_: date | None, to: date | None
) -> tuple[tuple[str, ...], ...] | None:
    """Groups of labels of which an article must have one each; None if no article can."""
    groups: list[tuple[str, ...]] = []
    if province is not None:
        groups.append((province_label(province),))
    if source is not None:
        source_id = connection.execute(select(Source.id).where(Source.name == source)).scalar_one_or_none()
        if source_id is None:
            return None
        groups.append((source_label(source_id),))
    if from_ is not None or to is not None:
        day = ArticleIndexed.published  # asked for one by one, each is a look at one end of the index
        ends = [select(func.min(day)).scalar_subquery(), select(func.max(day)).scalar_subquery()]
        first, last = connection.execute(select(ends[0], ends[1])).one()
        if first is None or last is None:
            return None
        months = _months(max(first, from_ or first), min(last, to or last))
        if not months:
            return None
        if len(months) <= _MOST_LABELS:
            groups.append(months)
    return tuple(groups)


def _months(first: date, last: date) -> tuple[str, ...]:
    """Labels of the years and months that cover the days from ``first`` to ``last``, at least."""
    labels: list[str] = []
    for year in range(first.year, last.year + 1):
        begin = first.month if year == first.year else 1
        end = last.month if year == last.year else 12
        if (begin, end) == (1, 12):
            labels.append(year_label(year))
        else:
            labels += [month_label(year, month) for month in range(begin, end + 1)]
    return tuple(labels)


def _ids(
    connection: Connection,
    query: SearchQuery,
    labels: tuple[tuple[str, ...], ...],
    exact: bool,
    before: int,
    limit: int,
    from_: date | None,
    to: date | None,
) -> Sequence[int]:
    """Keys of articles of one group, the highest first."""
    sqlite = connection.dialect.name == "sqlite"
    values: dict[str, object] = {"before": before, "limit": limit}
    days = ""
    for name, sign, day in (("first", ">=", from_), ("last", "<=", to)):
        if day is not None:
            days += f"AND article_indexed.published {sign} :{name} "
            values[name] = day.isoformat() if sqlite else day
    join = _JOIN[connection.dialect.name] if days else ""
    if sqlite:
        values["match"] = fts5(query, labels, exact=exact)
        return connection.execute(text(_FTS5.format(join=join, days=days)), values).scalars().all()
    match = _match(query, labels, exact, values)
    bound = connection.execute(text(_BOUND), {"before": before}).scalar_one_or_none()
    values["bound"] = bound or 0
    near = connection.execute(text(_NEAR.format(join=join, days=days, match=match)), values).scalars().all()
    if bound is None or len(near) >= limit:
        return near
    values["limit"] = limit - len(near)
    far = connection.execute(text(_FAR.format(join=join, days=days, match=match)), values).scalars().all()
    return [*near, *far]


def _match(query: SearchQuery, labels: tuple[tuple[str, ...], ...], exact: bool, values: dict[str, object]) -> str:
    """The condition on PostgreSQL; adds the queries in it to ``values``."""
    wanted = query.wanted if exact else tuple(term.plain() for term in query.wanted)
    values["wanted"] = tsquery(wanted, labels)
    match = f"{'exact' if exact else 'plain'} @@ CAST(:wanted AS tsquery)"
    if not exact:
        values["accented"] = tsquery(query.wanted)
        match += " AND NOT exact @@ CAST(:accented AS tsquery)"
    for number, term in enumerate(query.unwanted):
        values[f"unwanted_{number}"] = tsquery((term,))
        column = "plain" if term == term.plain() else "exact"
        match += f" AND NOT {column} @@ CAST(:unwanted_{number} AS tsquery)"
    return match


def _hits(connection: Connection, query: SearchQuery, found: Sequence[tuple[int, bool]]) -> tuple[Hit, ...]:
    if not found:
        return ()
    rows = connection.execute(
        select(Article.id, Article.url, Source.name, Revision.title, Revision.published, Revision.text)
        .join(Source, Source.id == Article.source_id)
        .join(ArticleIndexed, ArticleIndexed.article_id == Article.id)
        .join(Revision, Revision.id == ArticleIndexed.revision_id)
        .where(Article.id.in_([article for article, _ in found]))
    )
    by_id = {row.id: row for row in rows}
    return tuple(
        Hit(
            article_id=article,
            exact=exact,
            snippet=snippet(by_id[article].text, query.wanted, exact=exact),
            url=by_id[article].url,
            title=by_id[article].title or by_id[article].text.strip().partition("\n")[0][:_TITLE_LENGTH],
            published=by_id[article].published,
            source=by_id[article].name,
        )
        for article, exact in found
    )
