"""A record as rows, and rows as a record: the fields of the contract, column by column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from db.models import Fact, Flag
from schema import Date, Document, Evidence, FactUnit, Period, Record, Unit
from schema import Fact as FactRead

_DOCUMENT = ("type", "number", "symbol", "canonical", "date", "issuer", "issuer_level", "title", "antecedent")
_UNIT = ("name", "kind", "level", "province", "place_code", "place_today", "parent")
_FIGURE = ("value", "value_max", "approximation", "target", "rate", "share", "share_max", "denominator", "modality")
_FACT_PLAIN = ("indicator", *_FIGURE, "rule", "confidence", "explanations", "explanations_vi")
_FACT_UNIT = ("name", "start", "end", "level", "province", "place_code", "place_today")
_PERIOD = ("from", "to", "start", "end")
_MENTION = ("extraction_id", "position", "start", "end", "text")

Values = dict[str, Any]
Rows = list[tuple[Any, ...]]

DOCUMENT_COLUMNS = (*_MENTION, *_DOCUMENT)
DATE_COLUMNS = (*_MENTION, "from_day", "to_day", "precision", "anchored")
UNIT_COLUMNS = (*_MENTION, *_UNIT)
FACT_COLUMNS = (
    *_MENTION,
    *_FACT_PLAIN,
    *("fact_id", "evidence_start", "evidence_end", "evidence_text"),
    *("qualifiers", "has_period"),
    *(f"unit_{name}" for name in _FACT_UNIT),
    *(f"period_{end}" for end in _PERIOD),
)
FLAG_COLUMNS = ("extraction_id", "document_position", "unit_position", "fact_position", "place", "code")

_SPAN = ("start", "end", "text")
_document_values = attrgetter(*_SPAN, *_DOCUMENT)
_date_values = attrgetter(*_SPAN, "from_", "to", "precision", "anchored")
_unit_values = attrgetter(*_SPAN, *_UNIT)
_fact_values = attrgetter(*_SPAN, *_FACT_PLAIN, "id", "evidence.start", "evidence.end", "evidence.text")
_fact_unit_values = attrgetter(*_FACT_UNIT)
_period_values = attrgetter("from_", "to", "start", "end")
_NO_UNIT = (None,) * len(_FACT_UNIT)
_NO_PERIOD = (None,) * len(_PERIOD)


def document_rows(extraction_id: int, record: Record) -> Rows:
    """The mentions of documents, in their order: values of ``DOCUMENT_COLUMNS``."""
    return [(extraction_id, place, *_document_values(item)) for place, item in enumerate(record.documents)]


def date_rows(extraction_id: int, record: Record) -> Rows:
    """The calendar expressions, in their order: values of ``DATE_COLUMNS``."""
    return [(extraction_id, place, *_date_values(item)) for place, item in enumerate(record.dates)]


def unit_rows(extraction_id: int, record: Record) -> Rows:
    """The mentions of units, in their order: values of ``UNIT_COLUMNS``."""
    return [(extraction_id, place, *_unit_values(item)) for place, item in enumerate(record.units)]


def fact_rows(extraction_id: int, record: Record) -> Rows:
    """The facts, in their order: values of ``FACT_COLUMNS``."""
    return [
        (
            extraction_id,
            place,
            *_fact_values(fact),
            list(fact.qualifiers),
            fact.period is not None,
            *(_NO_UNIT if fact.unit is None else _fact_unit_values(fact.unit)),
            *(_NO_PERIOD if fact.period is None else _period_values(fact.period)),
        )
        for place, fact in enumerate(record.facts)
    ]


def flag_rows(extraction_id: int, record: Record) -> Rows:
    """The doubts, each with the position of the mention that it stands on: values of ``FLAG_COLUMNS``."""
    rows: Rows = [(extraction_id, None, None, None, place, code) for place, code in enumerate(record.flags)]
    for at, document in enumerate(record.documents):
        rows += [(extraction_id, at, None, None, place, code) for place, code in enumerate(document.flags)]
    for at, unit in enumerate(record.units):
        rows += [(extraction_id, None, at, None, place, code) for place, code in enumerate(unit.flags)]
    for at, fact in enumerate(record.facts):
        rows += [(extraction_id, None, None, at, place, code) for place, code in enumerate(fact.flags)]
    return rows


def load_facts(connection: Connection, extraction_ids: Sequence[int]) -> dict[int, list[FactRead]]:
    """The facts of some extractions, in the order of their records."""
    flags: defaultdict[tuple[int, int], tuple[str, ...]] = defaultdict(tuple)
    query = select(Flag.extraction_id, Flag.fact_position, Flag.code).where(
        Flag.extraction_id.in_(extraction_ids), Flag.fact_position.is_not(None)
    )
    for extraction_id, position, code in connection.execute(query.order_by(Flag.place)):
        flags[extraction_id, position or 0] += (code,)
    found: dict[int, list[FactRead]] = {key: [] for key in extraction_ids}
    rows = select(Fact.__table__).where(Fact.extraction_id.in_(extraction_ids))
    for row in connection.execute(rows.order_by(Fact.extraction_id, Fact.position)).mappings():
        found[row["extraction_id"]].append(load_fact(row, flags[row["extraction_id"], row["position"]]))
    return found


def load_flags(connection: Connection, extraction_id: int) -> defaultdict[tuple[str, int], tuple[str, ...]]:
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


def load_document(row: RowMapping, flags: tuple[str, ...]) -> Document:
    """A mention of a document from its row."""
    return Document(**_span(row), **some(row, _DOCUMENT), flags=flags)


def load_date(row: RowMapping) -> Date:
    """A calendar expression from its row."""
    days = {"from": row["from_day"], "to": row["to_day"]}
    return Date(**_span(row), **days, precision=row["precision"], anchored=row["anchored"])


def load_unit(row: RowMapping, flags: tuple[str, ...]) -> Unit:
    """A mention of a unit from its row."""
    return Unit(**_span(row), **some(row, _UNIT), flags=flags)


def load_fact(row: RowMapping, flags: tuple[str, ...]) -> FactRead:
    """A fact from its row."""
    unit, period = None, None
    if row["unit_name"] is not None:
        unit = FactUnit(**{name: row[f"unit_{name}"] for name in _FACT_UNIT})
    if row["has_period"]:
        period = Period(**{end: row[f"period_{end}"] for end in _PERIOD})
    return FactRead(
        id=row["fact_id"],
        **_span(row),
        **some(row, _FACT_PLAIN),
        qualifiers=tuple(row["qualifiers"]),
        unit=unit,
        period=period,
        evidence=Evidence(start=row["evidence_start"], end=row["evidence_end"], text=row["evidence_text"]),
        flags=flags,
    )


def fields(item: Any, names: Iterable[str]) -> Values:
    """Some fields of a part of the record."""
    return {name: getattr(item, name) for name in names}


def some(row: RowMapping, names: Iterable[str]) -> Values:
    """Some columns of a row."""
    return {name: row[name] for name in names}


def _span(row: RowMapping) -> Values:
    return {"start": row["start"], "end": row["end"], "text": row["text"]}
