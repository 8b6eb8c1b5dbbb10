"""Which item an editor is given next.

Most are the queue's, the most valuable first. A share is drawn from facts without a doubt, so that what is *not*
marked is measured too; a share are items that another editor has decided on, so that agreement can be measured.
Which kind comes next depends on the editor and on how many decisions that editor has made: no clock, no dice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Select, String, cast, func, or_, select

from db.models import Lease, PresentFact, Source
from db.models import Verdict as VerdictRow
from db.repository import leases
from schema import ServedAs

LEASE: Final = timedelta(minutes=15)
SAMPLE_EVERY: Final = 10
SECOND_EVERY: Final = 12
_LOOK_AT: Final = 50
_DECISIONS: Final = ("accept", "correct", "reject", "unsure")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the queue an editor works on; None is all of it. ``older_than`` is a day of publication."""

    province: str | None = None
    source: str | None = None
    flag: str | None = None
    indicator: str | None = None
    reason: str | None = None
    older_than: datetime | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """An item that an editor holds until ``until``, and why it was given."""

    claim: str
    served_as: ServedAs
    until: datetime


def following(
    connection: Connection,
    editor: str,
    at: datetime,
    wanted: Wanted | None = None,
    *,
    skipped: Collection[str] = (),
    lasts: timedelta = LEASE,
) -> Assignment | None:
    """Take the next item for an editor; None if nothing waits. ``skipped`` are claims not wanted now.

    On PostgreSQL two editors who ask at once may be after the same item: the lease decides, and the other takes the
    next one.
    """
    wanted = wanted or Wanted()
    done = _decided(connection, editor)
    for kind in _kinds(done):
        for claim in _candidates(connection, kind, editor, at, wanted, skipped):
            until = leases.take(connection, claim, editor, at, lasts, slot=1 if kind == "second" else 0, served_as=kind)
            if until is not None:
                return Assignment(claim, kind, until)
    return None


def waiting(connection: Connection, wanted: Wanted | None = None) -> int:
    """How many items wait in a part of the queue."""
    return connection.execute(
        select(func.count()).select_from(part_of_queue(select(PresentFact.id), wanted or Wanted()).subquery())
    ).scalar_one()


def _decided(connection: Connection, editor: str) -> int:
    made = (VerdictRow.editor == editor, VerdictRow.decision.in_(_DECISIONS))
    return connection.execute(select(func.count()).where(*made)).scalar_one()


def _kinds(done: int) -> tuple[ServedAs, ...]:
    """What to look for, in this order; the queue is always the fallback."""
    if done % SAMPLE_EVERY == SAMPLE_EVERY - 1:
        return "sample", "flagged"
    if done % SECOND_EVERY == SECOND_EVERY - 1:
        return "second", "flagged"
    return ("flagged",)


def _candidates(
    connection: Connection, kind: ServedAs, editor: str, at: datetime, wanted: Wanted, skipped: Collection[str]
) -> Iterator[str]:
    if kind != "sample":
        yield from connection.scalars(_query(kind, editor, at, wanted, skipped))
        return
    # Claims are hashes: a place in their order is a place at random, and each editor begins at another one every day.
    start = hashlib.blake2b(f"{editor}/{at.date()}".encode(), digest_size=10).hexdigest()
    query = _query(kind, editor, at, wanted, skipped)
    yield from connection.scalars(query.where(PresentFact.claim >= start))
    yield from connection.scalars(query.where(PresentFact.claim < start))


def _query(kind: ServedAs, editor: str, at: datetime, wanted: Wanted, skipped: Collection[str]) -> Select[Any]:
    slot = 1 if kind == "second" else 0
    taken = select(Lease.claim).where(
        Lease.claim == PresentFact.claim, Lease.expires_at > at, Lease.slot == slot, Lease.editor != editor
    )
    mine = select(VerdictRow.id).where(
        VerdictRow.claim == PresentFact.claim, VerdictRow.editor == editor, VerdictRow.decision.in_(_DECISIONS)
    )
    query = select(PresentFact.claim).where(~taken.exists(), PresentFact.claim.not_in(list(skipped)))
    if kind == "flagged":
        once_unsure = PresentFact.queue_reason == "unsure"
        query = part_of_queue(query, wanted).where(or_(~once_unsure, ~mine.exists()))
        return query.order_by(PresentFact.priority.desc(), PresentFact.claim).limit(_LOOK_AT)
    if kind == "second":
        others = select(VerdictRow.claim, func.max(VerdictRow.decided_at).label("at")).where(
            VerdictRow.editor != editor, VerdictRow.decision.in_(_DECISIONS), VerdictRow.served_as != "second"
        )
        decided = others.group_by(VerdictRow.claim).having(func.count() == 1).subquery()
        query = query.join(decided, decided.c.claim == PresentFact.claim).where(~mine.exists(), PresentFact.counted)
        return query.order_by(decided.c.at.desc(), PresentFact.claim).limit(_LOOK_AT)
    plain = query.where(PresentFact.status == "unverified", PresentFact.queue_reason.is_(None), ~mine.exists())
    return plain.order_by(PresentFact.claim).limit(_LOOK_AT)


def part_of_queue(query: Select[Any], wanted: Wanted) -> Select[Any]:
    """A query over ``PresentFact``, confined to what waits in a part of the queue."""
    query = query.where(PresentFact.priority.is_not(None))
    if wanted.province is not None:
        query = query.where(PresentFact.province == wanted.province)
    if wanted.indicator is not None:
        query = query.where(PresentFact.indicator == wanted.indicator)
    if wanted.reason is not None:
        query = query.where(PresentFact.queue_reason == wanted.reason)
    if wanted.flag is not None:
        query = query.where(cast(PresentFact.flags, String).contains(f'"{wanted.flag}"', autoescape=True))
    if wanted.older_than is not None:
        query = query.where(PresentFact.published <= wanted.older_than.date())
    if wanted.source is not None:
        query = query.where(PresentFact.source_id.in_(select(Source.id).where(Source.name == wanted.source)))
    return query
