"""The head of the editors' queue, to be looked at; who takes an item asks ``assignments.following``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from db.models import Lease, PresentFact, Source
from db.repository.assignments import Wanted, part


@dataclass(frozen=True, slots=True)
class Waiting:
    """A figure that waits for an editor: why, and how soon it should be seen (the greater, the sooner)."""

    claim: str
    reason: str
    priority: float
    indicator: str
    unit: str | None
    province: str | None
    source: str
    published: date | None


def head(connection: Connection, at: datetime, wanted: Wanted | None = None, *, limit: int = 20) -> list[Waiting]:
    """The next items of a part of the queue, the most valuable first, without those that an editor holds."""
    held = select(Lease.claim).where(Lease.claim == PresentFact.claim, Lease.expires_at > at)
    query: Any = (
        select(
            PresentFact.claim,
            PresentFact.queue_reason,
            PresentFact.priority,
            PresentFact.indicator,
            PresentFact.unit_name,
            PresentFact.province,
            Source.name,
            PresentFact.published,
        )
        .join(Source, Source.id == PresentFact.source_id)
        .where(~held.exists())
    )
    ordered = part(query, wanted or Wanted()).order_by(PresentFact.priority.desc(), PresentFact.claim).limit(limit)
    return [Waiting(*row) for row in connection.execute(ordered)]
