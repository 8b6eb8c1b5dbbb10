"""What waits in the queue: how much of what, and which items come first."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, String, case, cast, func, select

from db.models import Article, Fact, Lease, PresentFact, Source
from db.present_rows import READING
from db.repository.assignments import Wanted, part_of_queue
from schema import Reading

FACETS: Final = ("province", "source", "flag", "indicator", "reason")


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item of the queue in a list; ``holder`` is the editor who has it now, if anybody has."""

    claim: str
    figure: str | None
    reading: Reading
    province: str | None
    source_title: str
    url: str
    published: date | None
    reason: str
    flags: tuple[str, ...]
    holder: str | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items wait in a part of the queue, and for each facet how many with each of its values.

    A facet's own choice is left out where its values are counted, so that the others can be chosen instead.
    """

    total: int
    of: dict[str, list[tuple[str, int]]]


def counts(connection: Connection, wanted: Wanted) -> Counts:
    """Count a part of the queue. One pass over what waits, whatever is chosen."""
    everywhere = Wanted(older_than=wanted.older_than)
    flags = cast(PresentFact.flags, String)
    columns = (PresentFact.province, Source.name, flags, PresentFact.indicator, PresentFact.queue_reason)
    query: Any = select(*columns, func.count()).join(Source, Source.id == PresentFact.source_id).group_by(*columns)
    found: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    total = 0
    flags_of: dict[str, list[str]] = {}
    rows: Any = connection.execute(part_of_queue(query, everywhere))
    for province, source, flags_told, indicator, reason, number in rows:
        told = flags_of.get(flags_told)
        if told is None:
            told = flags_of[flags_told] = list(dict.fromkeys(json.loads(flags_told)))
        values: dict[str, list[str]] = {
            "province": [province] if province else [],
            "source": [source],
            "flag": told,
            "indicator": [indicator],
            "reason": [reason],
        }
        misses = [facet for facet in FACETS if (want := getattr(wanted, facet)) and want not in values[facet]]
        if not misses:
            total += number
        for facet in FACETS:
            if not misses or misses == [facet]:
                for value in values[facet]:
                    found[facet][value] += number
    ordered = {facet: sorted(told.items(), key=lambda pair: (-pair[1], pair[0])) for facet, told in found.items()}
    return Counts(total, ordered)


def first(connection: Connection, wanted: Wanted, at: datetime, *, limit: int, offset: int = 0) -> list[Waiting]:
    """The items of a part of the queue, the most valuable first."""
    return list(_first(connection, wanted, at, limit, offset))


def _first(connection: Connection, wanted: Wanted, at: datetime, limit: int, offset: int) -> Iterator[Waiting]:
    held_by = (
        select(func.max(case((Lease.expires_at > at, Lease.editor))))
        .where(Lease.claim == PresentFact.claim)
        .correlate(PresentFact)
        .scalar_subquery()
    )
    columns: list[Any] = [
        PresentFact.claim,
        Fact.text.label("figure"),
        PresentFact.province,
        Source.title.label("source_title"),
        Article.url,
        PresentFact.published,
        PresentFact.queue_reason,
        PresentFact.flags,
        held_by.label("holder"),
        *(getattr(PresentFact, name) for name in READING),
    ]
    on_fact = (Fact.extraction_id == PresentFact.extraction_id) & (Fact.position == PresentFact.position)
    query = (
        select(*columns)
        .select_from(PresentFact)
        .join(Article, Article.id == PresentFact.article_id)
        .join(Source, Source.id == PresentFact.source_id)
        .outerjoin(Fact, on_fact)
        .order_by(PresentFact.priority.desc(), PresentFact.claim)
        .limit(limit)
        .offset(offset)
    )
    for row in connection.execute(part_of_queue(query, wanted)).mappings():
        reading = {name: row[name] for name in READING} | {"qualifiers": tuple(row["qualifiers"] or ())}
        yield Waiting(
            claim=row["claim"],
            figure=row["figure"],
            reading=Reading.model_validate(reading),
            province=row["province"],
            source_title=row["source_title"],
            url=row["url"],
            published=row["published"],
            reason=row["queue_reason"],
            flags=tuple(row["flags"]),
            holder=row["holder"],
        )
