"""A record as rows, and rows as a record: the fields of the contract, column by column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
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

Values = dict[str, Any]


def document_rows(record: Record) -> list[Values]:
    """The mentions of documents, in their order."""
    return [_at(place, item) | fields(item, _DOCUMENT) for place, item in enumerate(record.documents)]


def date_rows(record: Record) -> list[Values]:
    """The calendar expressions, in their order."""
    return [
        _at(place, item)
        | {"from_day": item.from_, "to_day": item.to, "precision": item.precision, "anchored": item.anchored}
        for place, item in enumerate(record.dates)
    ]


def unit_rows(record: Record) -> list[Values]:
    """The mentions of units, in their order."""
    return [_at(place, item) | fields(item, _UNIT) for place, item in enumerate(record.units)]


def fact_rows(record: Record) -> list[Values]:
    """The facts, in their order."""
    rows = []
    for place, fact in enumerate(record.facts):
        unit, period = fact.unit, fact.period
        rows.append(
            _at(place, fact)
            | fields(fact, _FACT_PLAIN)
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


def flag_rows(record: Record) -> list[Values]:
    """The doubts, each with the position of the mention that it stands on."""
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


def _at(position: int, item: Any) -> Values:
    return {"position": position, "start": item.start, "end": item.end, "text": item.text}


def _span(row: RowMapping) -> Values:
    return {"start": row["start"], "end": row["end"], "text": row["text"]}
