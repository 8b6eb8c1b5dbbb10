"""Records in and out of the database: one extraction is one record, spread over rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Transaction, select
from sqlalchemy.dialects import postgresql

from db import present
from db.bulk import insert_rows, insert_tuples
from db.models import DateMention, Document, Extraction, Fact, Flag, Revision, UnitMention
from db.record_rows import (
    DATE_COLUMNS,
    DOCUMENT_COLUMNS,
    FACT_COLUMNS,
    FLAG_COLUMNS,
    UNIT_COLUMNS,
    date_rows,
    document_rows,
    fact_rows,
    fields,
    flag_rows,
    load_date,
    load_document,
    load_fact,
    load_flags,
    load_unit,
    some,
    unit_rows,
)
from db.repository import citation_refresh
from schema import Article, Record

_TABLES = (  # what is pointed at before what points at it
    (Document, DOCUMENT_COLUMNS, document_rows),
    (DateMention, DATE_COLUMNS, date_rows),
    (UnitMention, UNIT_COLUMNS, unit_rows),
    (Fact, FACT_COLUMNS, fact_rows),
    (Flag, FLAG_COLUMNS, flag_rows),
)
_ARTICLE = ("path", "url", "title", "published", "author", "syndicated_from", "site")


@dataclass(frozen=True, slots=True)
class Extracted:
    """A record on its way into the store: what was read from a revision."""

    revision_id: int
    record: Record


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
    return bool(store_extractions(connection, [Extracted(revision_id, record)], extractor_version, at=at))


def store_extractions(
    connection: Connection, batch: Sequence[Extracted], extractor_version: str, *, at: datetime | None = None
) -> int:
    """Keep many records at once and bring the present up to date; how many there were not before.

    All of them or none, as ``store_extraction``; a revision must not occur twice in a batch.
    """
    with _transaction(connection):
        present.lock(connection)
        made = _add_extractions(connection, batch, extractor_version, at or datetime.now(UTC))
        for kind, columns, rows_of in _TABLES:
            rows = [row for key, extracted in made for row in rows_of(key, extracted.record)]
            insert_tuples(connection, kind, columns, rows)
        present.after_extraction(connection, [(key, read.revision_id, read.record) for key, read in made])
        citation_refresh.refresh(connection, _articles_of(connection, made))
    return len(made)


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
    flags = load_flags(connection, extraction_id)
    return Record(
        version=row["record_version"],
        article=Article(id=row["key"], text=text, **some(row, _ARTICLE)),
        documents=tuple(
            load_document(row, flags["document", row["position"]]) for row in _rows(connection, Document, extraction_id)
        ),
        dates=tuple(load_date(row) for row in _rows(connection, DateMention, extraction_id)),
        units=tuple(
            load_unit(row, flags["unit", row["position"]]) for row in _rows(connection, UnitMention, extraction_id)
        ),
        facts=tuple(
            load_fact(mention, flags["fact", mention["position"]]) for mention in _rows(connection, Fact, extraction_id)
        ),
        flags=flags["record", 0],
    )


def _transaction(connection: Connection) -> AbstractContextManager[Transaction]:
    return connection.begin_nested() if connection.in_transaction() else connection.begin()


def _add_extractions(
    connection: Connection, batch: Sequence[Extracted], extractor_version: str, at: datetime
) -> list[tuple[int, Extracted]]:
    """The new rows' keys, without what this version has read before."""
    wanted = [extracted.revision_id for extracted in batch]
    done = set(
        connection.scalars(
            select(Extraction.revision_id).where(
                Extraction.revision_id.in_(wanted), Extraction.extractor_version == extractor_version
            )
        )
    )
    fresh = [extracted for extracted in batch if extracted.revision_id not in done]
    if not fresh:
        return []
    texts: dict[int, str] = {}
    query = select(Revision.id, Revision.text).where(Revision.id.in_([extracted.revision_id for extracted in fresh]))
    for key, text in connection.execute(query):
        texts[key] = text
    values = [
        {
            "revision_id": extracted.revision_id,
            "extractor_version": extractor_version,
            "record_version": extracted.record.version,
            "extracted_at": at,
            "text": _own_text(extracted, texts.get(extracted.revision_id)),
            "key": extracted.record.article.id,
            **fields(extracted.record.article, _ARTICLE),
        }
        for extracted in fresh
    ]
    if connection.dialect.name == "sqlite":  # one writer: nobody has read them elsewhere meanwhile
        insert_rows(connection, Extraction, values)
        made = select(Extraction.revision_id, Extraction.id).where(
            Extraction.revision_id.in_([extracted.revision_id for extracted in fresh]),
            Extraction.extractor_version == extractor_version,
        )
        keys = {row[0]: row[1] for row in connection.execute(made)}
    else:
        added = (
            postgresql.insert(Extraction)
            .on_conflict_do_nothing(index_elements=["revision_id", "extractor_version"])  # read elsewhere, just now
            .returning(Extraction.revision_id, Extraction.id)
        )
        keys = {row[0]: row[1] for row in connection.execute(added, values)}
    return [(keys[e.revision_id], e) for e in fresh if e.revision_id in keys]


def _articles_of(connection: Connection, made: Sequence[tuple[int, Extracted]]) -> list[int]:
    read = [extracted.revision_id for _, extracted in made]
    return list(connection.scalars(select(Revision.article_id).where(Revision.id.in_(read)).distinct()))


def _own_text(extracted: Extracted, revision_text: str | None) -> str | None:
    """The text that was read, where it is not simply the revision's."""
    text = extracted.record.article.text
    return None if text == revision_text else text


def _rows(connection: Connection, table: type[Any], extraction_id: int) -> Iterable[RowMapping]:
    query = select(table.__table__).where(table.extraction_id == extraction_id).order_by(table.position)
    return connection.execute(query).mappings()
