"""Citations worked out from mentions, and the counts of each document kept true to them.

An article's citations are made anew as a whole. A document that only gained some has its counts raised; one that
lost any is counted again, so that loading many articles does not count the much cited ones over and over.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, func, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from db.document_identity import DocumentIdentity, Mention, identify, search_key
from db.issuing_places import issuing_place
from db.models import Article, Base, Citation, CitedDocument, Document, Extraction, Revision, UnitMention

_BATCH = 1000  # articles, or keys in a statement
_LOCK = 0x43484344
"""Key of the PostgreSQL advisory lock under which counts are read and written again."""

_MENTION = ("id", "start", "canonical", "type", "number", "symbol", "date", "issuer", "issuer_level", "antecedent")
_STATED = ("type", "date", "issuer", "issuer_level", "title")
_COUNTS = ("citations", "articles", "first_cited", "last_cited", "first_article_id")
_UPDATED = (*_COUNTS, *_STATED, "registered")

Values = dict[str, Any]


@dataclass(slots=True)
class _Change:
    """What became of a document's citations: how many more, and the articles (with their days) gained and lost."""

    citations: int = 0
    gained: set[tuple[int, date | None]] = field(default_factory=set)
    lost: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    """The newest extraction of an article's newest revision."""

    article_id: int
    extraction_id: int
    published: date | None
    province: str | None


def refresh(connection: Connection, article_ids: Iterable[int]) -> int:
    """Work out the citations of these articles anew; how many they have now.

    A document that nobody cites any longer goes, unless another table refers to it. About ten statements for each
    1,000 articles. Doing it twice changes nothing.
    """
    wanted = list(dict.fromkeys(article_ids))
    if wanted and connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    return sum(_refresh(connection, wanted[start : start + _BATCH]) for start in range(0, len(wanted), _BATCH))


def rebuild(connection: Connection) -> int:
    """Work out all citations and counts anew; how many citations there are."""
    connection.execute(delete(Citation))
    connection.execute(update(CitedDocument).values(dict.fromkeys(_COUNTS) | {"citations": 0, "articles": 0}))
    done, last = 0, 0
    while True:
        query = select(Article.id).where(Article.id > last).order_by(Article.id).limit(_BATCH)
        article_ids = list(connection.execute(query).scalars())
        if not article_ids:
            break
        done += refresh(connection, article_ids)
        last = article_ids[-1]
    _drop_uncited(connection, select(CitedDocument.id).where(CitedDocument.citations == 0))
    return done


def _refresh(connection: Connection, article_ids: Sequence[int]) -> int:
    before = _stored(connection, article_ids)
    identities: dict[str, DocumentIdentity] = {}
    after: dict[int, Values] = {}
    readings = _readings(connection, article_ids)
    for reading, mentions in _with_mentions(connection, readings):
        for row, identity in identify(mentions, reading.published, reading.province).items():
            identities.setdefault(identity.id, identity)
            after[row] = {
                "document_row": row,
                "cited_document_id": identity.id,
                "article_id": reading.article_id,
                "published": reading.published,
                "province": reading.province,
            }
    gone = [row for row, values in before.items() if after.get(row) != values]
    for start in range(0, len(gone), _BATCH):
        connection.execute(delete(Citation).where(Citation.document_row.in_(gone[start : start + _BATCH])))
    _add_documents(connection, identities)
    new = [values for row, values in after.items() if before.get(row) != values]
    if new:
        connection.execute(insert(Citation), new)
    _settle(connection, _changes(before.values(), after.values()), identities)
    return len(after)


def _stored(connection: Connection, article_ids: Sequence[int]) -> dict[int, Values]:
    rows = connection.execute(select(Citation.__table__).where(Citation.article_id.in_(article_ids))).mappings()
    return {row["document_row"]: dict(row) for row in rows}


def _readings(connection: Connection, article_ids: Sequence[int]) -> list[_Reading]:
    """The newest extractions, with the province of the site or else that of most units in the article."""
    newer, later = aliased(Revision), aliased(Extraction)
    query = (
        select(
            Revision.article_id,
            Extraction.id,
            func.coalesce(Extraction.published, Revision.published),
            Revision.province,
        )
        .join(Extraction, Extraction.revision_id == Revision.id)
        .where(
            Revision.article_id.in_(article_ids),
            ~select(newer.id).where(newer.article_id == Revision.article_id, newer.number > Revision.number).exists(),
            ~select(later.id).where(later.revision_id == Revision.id, later.id > Extraction.id).exists(),
        )
    )
    readings = [_Reading(*row) for row in connection.execute(query)]
    nowhere = [reading.extraction_id for reading in readings if reading.province is None]
    if not nowhere:
        return readings
    times = func.count()
    units = (
        select(UnitMention.extraction_id, UnitMention.province)
        .where(UnitMention.extraction_id.in_(nowhere), UnitMention.province.is_not(None))
        .group_by(UnitMention.extraction_id, UnitMention.province)
        .order_by(times, UnitMention.province.desc())  # the last one is kept: the most, the first by name
    )
    most = {row.extraction_id: row.province for row in connection.execute(units)}
    return [
        _Reading(r.article_id, r.extraction_id, r.published, r.province or most.get(r.extraction_id)) for r in readings
    ]


def _with_mentions(connection: Connection, readings: Sequence[_Reading]) -> Iterable[tuple[_Reading, list[Mention]]]:
    by_extraction = {reading.extraction_id: reading for reading in readings}
    columns = [getattr(Document, name) for name in _MENTION]
    query = (
        select(Document.extraction_id, *columns)
        .where(Document.extraction_id.in_(by_extraction))
        .order_by(Document.extraction_id, Document.position)
    )
    mentions: defaultdict[int, list[Mention]] = defaultdict(list)
    for extraction_id, *fields in connection.execute(query):
        mentions[extraction_id].append(Mention(*fields))
    return ((by_extraction[extraction_id], found) for extraction_id, found in mentions.items())


def _changes(before: Iterable[Values], after: Iterable[Values]) -> dict[str, _Change]:
    """What changes for each document whose mentions are not all the same rows as before."""
    changes: defaultdict[str, _Change] = defaultdict(_Change)
    articles: dict[bool, defaultdict[str, set[tuple[int, date | None]]]] = {}
    for is_new, rows in ((False, before), (True, after)):
        articles[is_new] = defaultdict(set)
        for row in rows:
            document = row["cited_document_id"]
            changes[document].citations += 1 if is_new else -1
            articles[is_new][document].add((row["article_id"], row["published"]))
    for document, change in changes.items():
        change.gained = articles[True][document] - articles[False][document]
        change.lost = not articles[False][document] <= articles[True][document]
    return changes


def _add_documents(connection: Connection, identities: dict[str, DocumentIdentity]) -> None:
    """Rows for the documents that are cited for the first time."""
    if not identities:
        return
    add = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    rows = [
        {
            "id": key,
            "key": identity.key,
            "search_key": search_key(identity.canonical),
            "canonical": identity.canonical,
            "number": identity.number,
            "symbol": identity.symbol,
            "issuer_level": identity.issuer_level,
            "province": identity.province,
            "term": identity.term,
            "local": identity.local,
            "resolved": identity.resolved,
            "registered": False,
            "citations": 0,
            "articles": 0,
        }
        for key, identity in sorted(identities.items())
    ]
    connection.execute(add(CitedDocument).on_conflict_do_nothing(), rows)


def _settle(connection: Connection, changes: dict[str, _Change], identities: dict[str, DocumentIdentity]) -> None:
    """Bring the counts, and what citations say of a document, up to the citations that are stored."""
    keys = sorted(changes)
    for start in range(0, len(keys), _BATCH):
        batch = keys[start : start + _BATCH]
        query = select(CitedDocument.__table__).where(CitedDocument.id.in_(batch))
        rows = {row["id"]: row for row in connection.execute(query).mappings()}
        counted = _counted(connection, [key for key in batch if changes[key].lost])
        known = {key: identity.known for key, identity in identities.items() if identity.known is not None}
        stated = _stated(connection, [key for key in batch if key not in known and not rows[key]["registered"]])
        updates: list[Values] = []
        for key, row in rows.items():
            values = {name: row[name] for name in _UPDATED}
            values |= counted.get(key) or _raised(row, changes[key])
            if key in known:
                entry = known[key]
                told = {"type": entry.type, "date": entry.date, "issuer": entry.issuer, "title": entry.title}
                values |= told | {"issuer_level": "central", "registered": True}
            else:
                values |= stated.get(key, {})
            if any(values[name] != row[name] for name in _UPDATED):
                updates.append({f"new_{name}": value for name, value in values.items()} | {"of": key})
        if updates:
            new: Values = {name: bindparam(f"new_{name}") for name in _UPDATED}
            connection.execute(update(CitedDocument).where(CitedDocument.id == bindparam("of")).values(new), updates)
        uncited = [key for key in batch if key in counted and not counted[key]["citations"]]
        if uncited:
            _drop_uncited(connection, uncited)


def _raised(row: RowMapping, change: _Change) -> Values:
    """The counts of a document with what it gained; the first article is that of the earliest day, then of the key."""
    values: Values = {name: row[name] for name in _COUNTS}
    values["citations"] += change.citations
    values["articles"] += len(change.gained)
    days = [day for _, day in change.gained if day is not None]
    first = [(values["first_cited"] is None, values["first_cited"] or date.min, values["first_article_id"])]
    if values["first_article_id"] is None:
        first = []
    first += [(day is None, day or date.min, article) for article, day in change.gained]
    if first:
        values["first_article_id"] = min(first)[2]
    if days:
        values["first_cited"] = min([*days, values["first_cited"] or date.max])
        values["last_cited"] = max([*days, values["last_cited"] or date.min])
    return values


def _counted(connection: Connection, documents: Sequence[str]) -> dict[str, Values]:
    if not documents:
        return {}
    mine = Citation.cited_document_id == CitedDocument.id
    first = select(Citation.article_id).where(mine)
    first = first.order_by(Citation.published.is_(None), Citation.published, Citation.article_id).limit(1)
    query = select(
        CitedDocument.id,
        select(func.count()).select_from(Citation).where(mine).scalar_subquery().label("citations"),
        select(func.count(Citation.article_id.distinct())).where(mine).scalar_subquery().label("articles"),
        select(func.min(Citation.published)).where(mine).scalar_subquery().label("first_cited"),
        select(func.max(Citation.published)).where(mine).scalar_subquery().label("last_cited"),
        first.scalar_subquery().label("first_article_id"),
    ).where(CitedDocument.id.in_(documents))
    rows = connection.execute(query).mappings()
    return {row["id"]: {name: row[name] for name in _COUNTS} for row in rows}


def _stated(connection: Connection, documents: Sequence[str]) -> dict[str, Values]:
    """What most citations say of each document; a body with its place counts before one without."""
    if not documents:
        return {}
    columns = [getattr(Document, name) for name in _STATED]
    query = (
        select(Citation.cited_document_id, *columns, func.count())
        .join(Document, Document.id == Citation.document_row)
        .where(Citation.cited_document_id.in_(documents))
        .group_by(Citation.cited_document_id, *columns)
    )
    told: defaultdict[str, dict[str, Counter[Any]]] = defaultdict(lambda: {name: Counter() for name in _STATED})
    for document, *values, times in connection.execute(query):
        for name, value in zip(_STATED, values, strict=True):
            if value is not None:
                told[document][name][value] += times
    return {
        document: {name: _most(name, counts) for name, counts in fields.items()} for document, fields in told.items()
    }


def _most(name: str, counts: Counter[Any]) -> Any:
    def rank(item: tuple[Any, int]) -> tuple[bool, int, Any]:
        value, times = item
        return (name == "issuer" and not issuing_place(value, None, None).known, -times, value)

    return min(counts.items(), key=rank)[0] if counts else None


def _drop_uncited(connection: Connection, documents: Any) -> None:
    """Drop these documents but for those that a table other than ``citation`` refers to."""
    dropped = delete(CitedDocument).where(CitedDocument.id.in_(documents), CitedDocument.citations == 0)
    for table in Base.metadata.tables.values():
        for key in table.foreign_keys:
            if key.column is CitedDocument.__table__.c.id:
                dropped = dropped.where(~select(table).where(key.parent == CitedDocument.id).exists())
    connection.execute(dropped)
