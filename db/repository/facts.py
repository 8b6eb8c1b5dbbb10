"""Present facts, filtered, as typed rows: what the command line, exports and reviewers read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select

from db.models import Fact, Flag, Source
from db.views import current_facts

_BATCH = 1000  # facts whose flags are asked for at once; SQLite takes 32,766 values in a statement


@dataclass(frozen=True, slots=True)
class FactQuery:
    """Which facts are wanted; None asks for all. ``from_`` and ``to`` are days, both included.

    A fact belongs to a span of days if its period touches it; a stock has the one day it is stated
    for. A fact without a period belongs to no span. ``flagged`` True wants facts with any flag, False
    those with none.
    """

    province: str | None = None
    indicator: str | None = None
    from_: date | None = None
    to: date | None = None
    flagged: bool | None = None
    source: str | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class FactRow:
    """A present fact with its article. Names and meaning are those of ``schema.Fact``; percent as stated.

    ``province`` is the unit's, or else the one the site writes for. ``explanations`` say for each flag
    what is doubtful, ``explanations_vi`` the same in Vietnamese.
    """

    id: str
    indicator: str
    value: float | None
    value_max: float | None
    approximation: str | None
    target: float | None
    rate: float | None
    share: float | None
    share_max: float | None
    denominator: float | None
    modality: str
    qualifiers: tuple[str, ...]
    unit: str | None
    unit_level: str | None
    province: str | None
    place_code: str | None
    period_from: date | None
    period_to: date | None
    text: str
    evidence: str
    source: str
    url: str
    title: str | None
    published: date | None
    revision: int
    rule: str
    confidence: float
    extractor_version: str
    flags: tuple[str, ...]
    explanations: dict[str, str]
    explanations_vi: dict[str, str]


def facts(connection: Connection, wanted: FactQuery | None = None) -> Iterator[FactRow]:
    """The present facts that ``wanted`` asks for, by province, unit, indicator and period.

    Rows are read as they are taken; the connection must stay open meanwhile.
    """
    rows = connection.execution_options(yield_per=_BATCH).execute(_select(wanted or FactQuery())).mappings()
    for batch in rows.partitions(_BATCH):
        flags = _flags(connection, [row["id"] for row in batch])
        for row in batch:
            yield _fact(row, flags.get(row["id"], ()))


def count(connection: Connection, wanted: FactQuery | None = None) -> int:
    """How many present facts there are of a kind."""
    return connection.execute(select(func.count()).select_from(_select(wanted or FactQuery()).subquery())).scalar_one()


def provinces(connection: Connection) -> list[str]:
    """The provinces that present facts are about, as they are spelt here."""
    column = current_facts.c.province
    return list(connection.execute(select(column).where(column.is_not(None)).distinct().order_by(column)).scalars())


def count_by_source(connection: Connection) -> dict[str, int]:
    """Present facts by source name; a source without any has 0."""
    found = select(current_facts.c.source, func.count().label("facts")).group_by(current_facts.c.source).subquery()
    query = select(Source.name, func.coalesce(found.c.facts, 0)).outerjoin(found, found.c.source == Source.name)
    return {row[0]: row[1] for row in connection.execute(query.order_by(Source.name))}


def count_flags_by_source(connection: Connection) -> dict[str, dict[str, int]]:
    """How often each flag stands on present facts, by source name and flag code."""
    column = current_facts.c
    on_fact = (Flag.extraction_id == column.extraction_id) & (Flag.fact_position == column.position)
    query = (
        select(column.source, Flag.code, func.count())
        .join_from(current_facts, Flag, on_fact)
        .group_by(column.source, Flag.code)
        .order_by(column.source, Flag.code)
    )
    found: dict[str, dict[str, int]] = {}
    for source, code, times in connection.execute(query):
        found.setdefault(source, {})[code] = times
    return found


def _select(wanted: FactQuery) -> Select[Any]:
    column = current_facts.c
    query = select(current_facts)
    if wanted.province is not None:
        query = query.where(column.province == wanted.province)
    if wanted.indicator is not None:
        query = query.where(column.indicator == wanted.indicator)
    if wanted.source is not None:
        query = query.where(column.source == wanted.source)
    if wanted.from_ is not None:
        query = query.where(func.coalesce(column.period_to, column.period_from) >= wanted.from_)
    if wanted.to is not None:
        query = query.where(func.coalesce(column.period_from, column.period_to) <= wanted.to)
    if wanted.flagged is not None:
        query = query.where(column.flagged.is_(wanted.flagged))
    order = [column.province, column.unit_name, column.indicator, column.period_to]
    query = query.order_by(*(key.asc().nulls_last() for key in order), column.article_url, column.position, column.id)
    return query.limit(wanted.limit)


def _flags(connection: Connection, ids: list[int]) -> dict[int, tuple[str, ...]]:
    """Flag codes in the record's order, by the key of the fact."""
    on_fact = (Flag.extraction_id == Fact.extraction_id) & (Flag.fact_position == Fact.position)
    query = select(Fact.id, Flag.code).join_from(Fact, Flag, on_fact).where(Fact.id.in_(ids)).order_by(Flag.place)
    found: dict[int, tuple[str, ...]] = {}
    for fact, code in connection.execute(query):
        found[fact] = (*found.get(fact, ()), code)
    return found


def _fact(row: RowMapping, flags: tuple[str, ...]) -> FactRow:
    renamed = {
        "id": "fact_id",
        "unit": "unit_name",
        "place_code": "unit_place_code",
        "evidence": "evidence_text",
        "url": "article_url",
        "title": "article_title",
        "published": "article_published",
        "revision": "revision_number",
    }
    values = {name: row[renamed.get(name, name)] for name in FactRow.__slots__ if name not in ("flags", "qualifiers")}
    return FactRow(**values, qualifiers=tuple(row["qualifiers"]), flags=flags)
