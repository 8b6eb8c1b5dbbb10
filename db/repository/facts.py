"""Present facts, filtered, as typed rows: what the command line, exports and reviewers read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, String, cast, func, select

from db import views
from db.models import PresentFact, Source

_BATCH = 1000


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

    Rows are read as they are taken; the connection must stay open meanwhile. Facts that an editor rejected, and those
    whose words are gone from the article, are no present facts.
    """
    query = _select(wanted or FactQuery())
    for row in connection.execute(query, execution_options={"yield_per": _BATCH}).mappings():
        yield _fact(row)


def count(connection: Connection, wanted: FactQuery | None = None) -> int:
    """How many present facts there are of a kind."""
    return connection.execute(select(func.count()).select_from(_select(wanted or FactQuery()).subquery())).scalar_one()


def flags_of(connection: Connection, fact_ids: Collection[str]) -> dict[str, list[str]]:
    """The flags of some facts that have any, by their ids."""
    query = select(PresentFact.claim, PresentFact.flags).where(PresentFact.claim.in_(list(fact_ids)))
    return {row[0]: list(row[1]) for row in connection.execute(query) if row[1]}


def provinces(connection: Connection) -> list[str]:
    """The provinces that present facts are about, as they are spelt here."""
    column = PresentFact.province
    names = connection.scalars(
        select(column).where(column.is_not(None), PresentFact.counted).distinct().order_by(column)
    )
    return [name for name in names if name is not None]


def count_by_source(connection: Connection) -> dict[str, int]:
    """Present facts by source name; a source without any has 0."""
    told = (PresentFact.source_id == Source.id) & PresentFact.counted
    query = select(Source.name, func.count(PresentFact.id)).outerjoin(PresentFact, told).group_by(Source.name)
    return {row[0]: row[1] for row in connection.execute(query.order_by(Source.name))}


def count_flags_by_source(connection: Connection) -> dict[str, dict[str, int]]:
    """How often each flag stands on present facts, by source name and flag code."""
    query = select(Source.name, PresentFact.flags).join(Source, Source.id == PresentFact.source_id)
    found: dict[str, Counter[str]] = {}
    for source, flags in connection.execute(query.where(PresentFact.counted).order_by(Source.name)):
        if flags:
            found.setdefault(source, Counter()).update(flags)
    return {source: dict(sorted(counts.items())) for source, counts in found.items()}


def _select(wanted: FactQuery) -> Select[Any]:
    column = views.facts.c
    query = select(views.facts).where(column.status.not_in(("rejected", "withdrawn")))
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
        doubtful = cast(column.flags, String) != "[]"
        query = query.where(doubtful if wanted.flagged else ~doubtful)
    order = [column.province, column.unit, column.indicator, column.period_to]
    by_place = (column.url, column.evidence_start, column.fact_id)
    return query.order_by(*(key.asc().nulls_last() for key in order), *by_place).limit(wanted.limit)


def _fact(row: RowMapping) -> FactRow:
    values = {name: row["fact_id" if name == "id" else name] for name in FactRow.__slots__}
    return FactRow(**(values | {name: tuple(row[name]) for name in ("qualifiers", "flags")}))
