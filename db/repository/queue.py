"""What waits in the queue: how much of what, and which items come first."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
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


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items wait that are alike in all that the queue is divided by."""

    province: str | None
    source: str
    flags: tuple[str, ...]
    indicator: str
    reason: str
    number: int


def counts(connection: Connection, wanted: Wanted) -> Counts:
    """Count a part of the queue as it is now: one pass over what waits."""
    return counts_of(tallies(connection, wanted.older_than), wanted)


def more_than(connection: Connection, number: int) -> bool:
    """Whether more items wait than a number, without counting them all."""
    waiting = part_of_queue(select(PresentFact.id), Wanted()).order_by(PresentFact.priority).offset(number).limit(1)
    return connection.execute(waiting).first() is not None


def tallies(connection: Connection, older_than: datetime | None = None) -> list[Tally]:
    """What waits, counted by all that the queue is divided by; a pass over all of it."""
    columns = (PresentFact.province, PresentFact.source_id, cast(PresentFact.flags, String), PresentFact.indicator)
    query: Any = select(*columns, PresentFact.queue_reason)
    # counted here and not by the database, which would sort all rows to group them
    alike: Any = Counter(map(tuple, connection.execute(part_of_queue(query, Wanted(older_than=older_than)))))
    names = {source.id: source.name for source in connection.execute(select(Source.id, Source.name))}
    flags_of: dict[str, tuple[str, ...]] = {}
    found = []
    for (province, source, told, indicator, reason), number in alike.items():
        flags = flags_of.get(told)
        if flags is None:
            flags = flags_of[told] = tuple(dict.fromkeys(json.loads(told)))
        found.append(Tally(province, names[source], flags, indicator, reason, number))
    return found


def counts_of(waiting: Iterable[Tally], wanted: Wanted) -> Counts:
    """The counts of a part of the queue out of tallies."""
    found: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    total = 0
    for tally in waiting:
        values: dict[str, tuple[str, ...]] = {
            "province": (tally.province,) if tally.province else (),
            "source": (tally.source,),
            "flag": tally.flags,
            "indicator": (tally.indicator,),
            "reason": (tally.reason,),
        }
        misses = [facet for facet in FACETS if (want := getattr(wanted, facet)) and want not in values[facet]]
        if not misses:
            total += tally.number
        for facet in FACETS:
            if not misses or misses == [facet]:
                for value in values[facet]:
                    found[facet][value] += tally.number
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
