"""What is counted and told of each cited document, kept true to its citations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, func, select, update

from db.document_identity import DocumentIdentity
from db.issuing_places import issuing_place
from db.models import Base, Citation, CitedDocument, Document

_BATCH = 1000  # documents of a statement
_STATED = ("type", "date", "issuer", "issuer_level", "title")
COUNTS = ("citations", "articles", "first_cited", "last_cited", "first_article_id")
"""The columns that count citations."""

_UPDATED = (*COUNTS, *_STATED, "registered")

Values = dict[str, Any]


@dataclass(slots=True)
class Change:
    """What became of a document's citations: how many more, and the articles (with their days) gained and lost."""

    citations: int = 0
    gained: set[tuple[int, date | None]] = field(default_factory=set)
    lost: bool = False


def settle(connection: Connection, changes: dict[str, Change], identities: dict[str, DocumentIdentity]) -> None:
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
            drop_uncited(connection, uncited)


def _raised(row: RowMapping, change: Change) -> Values:
    """The counts of a document with what it gained; the first article is that of the earliest day, then of the key."""
    values: Values = {name: row[name] for name in COUNTS}
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
    return {row["id"]: {name: row[name] for name in COUNTS} for row in rows}


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


def drop_uncited(connection: Connection, documents: Any) -> None:
    """Drop these documents but for those that a table other than ``citation`` refers to."""
    dropped = delete(CitedDocument).where(CitedDocument.id.in_(documents), CitedDocument.citations == 0)
    for table in Base.metadata.tables.values():
        for key in table.foreign_keys:
            if key.column is CitedDocument.__table__.c.id:
                dropped = dropped.where(~select(table).where(key.parent == CitedDocument.id).exists())
    connection.execute(dropped)
