"""Records in and out of the database: one extraction is one record, spread over rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Transaction, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from db.models import Base, DateMention, Document, Extraction, Fact, Flag, Revision, UnitMention
from schema import Article, Date, Evidence, FactUnit, Period, Record, Unit
from schema import Document as DocumentRead
from schema import Fact as FactRead

_ARTICLE = ("path", "url", "title", "published", "author", "syndicated_from", "site")
_DOCUMENT = ("type", "number", "symbol", "canonical", "date", "issuer", "issuer_level", "title", "antecedent")
_UNIT = ("name", "kind", "level", "province", "place_code", "place_today", "parent")
_FIGURE = ("value", "value_max", "approximation", "target", "rate", "share", "share_max", "denominator", "modality")
_FACT_PLAIN = ("indicator", *_FIGURE, "rule", "confidence", "explanations", "explanations_vi")
_FACT_UNIT = ("name", "start", "end", "level", "province", "place_code")
_PERIOD = ("from", "to", "start", "end")

Values = dict[str, Any]


def store_extraction(
    connection: Connection,
    revision_id: int,
    record: Record,
    extractor_version: str,
    *,
    at: datetime | None = None,
) -> bool:
    """Keep a record under its revision and extractor version; False if there is one already.

    All of it or nothing: one transaction, or a savepoint within the caller's. ``at`` is the instant of
    extraction, now if not given. Raises sqlalchemy.exc.IntegrityError for a revision that is none, and
    for a record with two facts of one id.
    """
    with _transaction(connection):
        extraction_id = _add_extraction(connection, revision_id, record, extractor_version, at or datetime.now(UTC))
        if extraction_id is None:
            return False
        flags = _flags(record)
        for table, rows in (
            (Document, _documents(record)),
            (DateMention, _dates(record)),
            (UnitMention, _units(record)),
            (Fact, _facts(record)),
            (Flag, flags),
        ):
            _insert(connection, table, extraction_id, rows)
    return True


def newest_extraction(connection: Connection, revision_id: int, extractor_version: str | None = None) -> int | None:
    """The key of a revision's newest extraction, of any version or of one."""
    query = select(Extraction.id).where(Extraction.revision_id == revision_id)
    if extractor_version is not None:
        query = query.where(Extraction.extractor_version == extractor_version)
    return connection.execute(query.order_by(Extraction.id.desc()).limit(1)).scalar_one_or_none()


def load_record(connection: Connection, extraction_id: int) -> Record:
    """The record as it was stored; raises sqlalchemy.exc.NoResultFound for a key that is none."""
    row = (
        connection.execute(
            select(Extraction.__table__, Revision.text.label("revision_text"))
            .join(Revision, Revision.id == Extraction.revision_id)
            .where(Extraction.id == extraction_id)
        )
        .mappings()
        .one()
    )
    text = row["revision_text"] if row["text"] is None else row["text"]
    flags = _load_flags(connection, extraction_id)
    return Record(
        version=row["record_version"],
        article=Article(id=row["key"], text=text, **_some(row, _ARTICLE)),
        documents=tuple(
            DocumentRead(**_span(mention), **_some(mention, _DOCUMENT), flags=flags["document", mention["position"]])
            for mention in _rows(connection, Document, extraction_id)
        ),
        dates=tuple(
            Date(
                **_span(mention),
                **{"from": mention["from_day"], "to": mention["to_day"]},
                precision=mention["precision"],
                anchored=mention["anchored"],
            )
            for mention in _rows(connection, DateMention, extraction_id)
        ),
        units=tuple(
            Unit(**_span(mention), **_some(mention, _UNIT), flags=flags["unit", mention["position"]])
            for mention in _rows(connection, UnitMention, extraction_id)
        ),
        facts=tuple(
            _load_fact(mention, flags["fact", mention["position"]])
            for mention in _rows(connection, Fact, extraction_id)
        ),
        flags=flags["record", 0],
    )


def _transaction(connection: Connection) -> AbstractContextManager[Transaction]:
    return connection.begin_nested() if connection.in_transaction() else connection.begin()


def _add_extraction(
    connection: Connection, revision_id: int, record: Record, extractor_version: str, at: datetime
) -> int | None:
    """The new row's key, or None where this version has read this revision before, perhaps just now elsewhere."""
    add = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    revision_text = connection.execute(select(Revision.text).where(Revision.id == revision_id)).scalar_one_or_none()
    values = {
        "revision_id": revision_id,
        "extractor_version": extractor_version,
        "record_version": record.version,
        "extracted_at": at,
        "text": None if record.article.text == revision_text else record.article.text,
        "key": record.article.id,
        **_fields(record.article, _ARTICLE),
    }
    made = add(Extraction).values(values).on_conflict_do_nothing(index_elements=["revision_id", "extractor_version"])
    return connection.execute(made.returning(Extraction.id)).scalar_one_or_none()


def _insert(connection: Connection, table: type[Base], extraction_id: int, rows: Sequence[Values]) -> None:
    if rows:
        connection.execute(insert(table), [{"extraction_id": extraction_id, **row} for row in rows])


def _documents(record: Record) -> list[Values]:
    return [_at(place, item) | _fields(item, _DOCUMENT) for place, item in enumerate(record.documents)]


def _dates(record: Record) -> list[Values]:
    return [
        _at(place, item)
        | {"from_day": item.from_, "to_day": item.to, "precision": item.precision, "anchored": item.anchored}
        for place, item in enumerate(record.dates)
    ]


def _units(record: Record) -> list[Values]:
    return [_at(place, item) | _fields(item, _UNIT) for place, item in enumerate(record.units)]


def _facts(record: Record) -> list[Values]:
    rows = []
    for place, fact in enumerate(record.facts):
        unit, period = fact.unit, fact.period
        rows.append(
            _at(place, fact)
            | _fields(fact, _FACT_PLAIN)
            | {f"unit_{name}": getattr(unit, name) if unit else None for name in _FACT_UNIT}
            | {
                "fact_id": fact.id,
                "qualifiers": list(fact.qualifiers),
                "has_period": period is not None,
                "period_from": period.from_ if period else None,
                "period_to": period.to if period else None,
                "period_start": period.start if period else None,
                "period_end": period.end if period else None,
                "evidence_start": fact.evidence.start,
                "evidence_end": fact.evidence.end,
                "evidence_text": fact.evidence.text,
            }
        )
    return rows


def _flags(record: Record) -> list[Values]:
    subjects: list[tuple[str | None, int, tuple[str, ...]]] = [(None, 0, record.flags)]
    subjects += [("document_position", place, item.flags) for place, item in enumerate(record.documents)]
    subjects += [("unit_position", place, item.flags) for place, item in enumerate(record.units)]
    subjects += [("fact_position", place, item.flags) for place, item in enumerate(record.facts)]
    nowhere: Values = {"document_position": None, "unit_position": None, "fact_position": None}
    return [
        nowhere | ({column: position} if column else {}) | {"place": place, "code": code}
        for column, position, codes in subjects
        for place, code in enumerate(codes)
    ]


def _load_flags(connection: Connection, extraction_id: int) -> defaultdict[tuple[str, int], tuple[str, ...]]:
    """Flag codes in the record's order, by what they stand on (`("fact", position)`, `("record", 0)`)."""
    flags: defaultdict[tuple[str, int], tuple[str, ...]] = defaultdict(tuple)
    query = select(Flag.__table__).where(Flag.extraction_id == extraction_id).order_by(Flag.place)
    for row in connection.execute(query).mappings():
        subject = ("record", 0)
        for kind in ("document", "unit", "fact"):
            if row[f"{kind}_position"] is not None:
                subject = (kind, row[f"{kind}_position"])
        flags[subject] += (row["code"],)
    return flags


def _load_fact(row: RowMapping, flags: tuple[str, ...]) -> FactRead:
    unit, period = None, None
    if row["unit_name"] is not None:
        unit = FactUnit(**{name: row[f"unit_{name}"] for name in _FACT_UNIT})
    if row["has_period"]:
        period = Period(**{end: row[f"period_{end}"] for end in _PERIOD})
    return FactRead(
        id=row["fact_id"],
        **_span(row),
        **_some(row, _FACT_PLAIN),
        qualifiers=tuple(row["qualifiers"]),
        unit=unit,
        period=period,
        evidence=Evidence(start=row["evidence_start"], end=row["evidence_end"], text=row["evidence_text"]),
        flags=flags,
    )


def _rows(connection: Connection, table: type[Any], extraction_id: int) -> Iterable[RowMapping]:
    query = select(table.__table__).where(table.extraction_id == extraction_id).order_by(table.position)
    return connection.execute(query).mappings()


def _at(position: int, item: Any) -> Values:
    return {"position": position, "start": item.start, "end": item.end, "text": item.text}


def _fields(item: Any, names: Iterable[str]) -> Values:
    return {name: getattr(item, name) for name in names}


def _some(row: RowMapping, names: Iterable[str]) -> Values:
    return {name: row[name] for name in names}


def _span(row: RowMapping) -> Values:
    return {"start": row["start"], "end": row["end"], "text": row["text"]}
