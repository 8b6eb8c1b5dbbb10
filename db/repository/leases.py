"""Who holds which item of the queue: so that two editors never decide on one item at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Connection, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from db.models import Lease
from schema import ServedAs


@dataclass(frozen=True, slots=True)
class Held:
    """An item in somebody's hands, or that was until ``until``."""

    claim: str
    slot: int
    editor: str
    taken_at: datetime
    until: datetime
    served_as: ServedAs


def take(
    connection: Connection,
    claim: str,
    editor: str,
    at: datetime,
    lasts: timedelta,
    *,
    slot: int = 0,
    served_as: ServedAs = "chosen",
) -> datetime | None:
    """Take an item, or take it anew, and say until when it is held; None if another editor holds it.

    ``slot`` 1 is the place of a second editor who is given the item on purpose; never both places to one editor.
    Of two who take it at once one gets it; the database decides.
    """
    query = select(Lease.slot, Lease.editor, Lease.expires_at).where(Lease.claim == claim)
    held = {row.slot: row for row in connection.execute(query) if row.expires_at > at}
    if slot in held and held[slot].editor != editor:
        return None
    if any(row.editor == editor for place, row in held.items() if place != slot):
        return None
    until = at + lasts
    free = or_(Lease.editor == editor, Lease.expires_at <= at)
    connection.execute(delete(Lease).where(Lease.claim == claim, Lease.slot == slot, free))
    values = {
        "claim": claim,
        "slot": slot,
        "editor": editor,
        "taken_at": at,
        "expires_at": until,
        "served_as": served_as,
    }
    made = _insert(connection).values(values).on_conflict_do_nothing(index_elements=["claim", "slot"])
    return until if connection.scalar(made.returning(Lease.claim)) is not None else None


def renew(
    connection: Connection, claim: str, editor: str, at: datetime, lasts: timedelta, longest: timedelta
) -> datetime | None:
    """Hold an item longer, ``longest`` from when it was taken at most; None if it is no longer the editor's."""
    held = of(connection, claim, editor)
    if held is None or held.until <= at:
        return None
    until = max(held.until, min(at + lasts, held.taken_at + longest))
    where = (Lease.claim == claim, Lease.slot == held.slot, Lease.editor == editor)
    connection.execute(update(Lease).where(*where).values(expires_at=until))
    return until


def of(connection: Connection, claim: str, editor: str) -> Held | None:
    """An editor's hold on an item. It may have ended: while nobody else has taken the item, it is still told here."""
    found = _held(connection, Lease.claim == claim, Lease.editor == editor)
    return found[-1] if found else None


def holding(connection: Connection, claim: str, at: datetime) -> list[Held]:
    """Who holds an item at an instant."""
    return _held(connection, Lease.claim == claim, Lease.expires_at > at)


def holder(connection: Connection, claim: str, at: datetime, *, slot: int = 0) -> str | None:
    """The name of who holds an item at an instant."""
    return next((held.editor for held in holding(connection, claim, at) if held.slot == slot), None)


def release(connection: Connection, claim: str, editor: str) -> None:
    """Give an item back; what another editor holds stays as it is."""
    connection.execute(delete(Lease).where(Lease.claim == claim, Lease.editor == editor))


def release_all(connection: Connection, editor: str) -> None:
    """Give back everything that an editor holds."""
    connection.execute(delete(Lease).where(Lease.editor == editor))


def held(connection: Connection, at: datetime, *, by_others_than: str | None = None) -> Collection[str]:
    """The claims that are held at an instant."""
    query = select(Lease.claim).where(Lease.expires_at > at)
    if by_others_than is not None:
        query = query.where(Lease.editor != by_others_than)
    return set(connection.scalars(query))


def sweep(connection: Connection, at: datetime) -> int:
    """Remove what has expired; how many."""
    return connection.execute(delete(Lease).where(Lease.expires_at <= at)).rowcount


def _held(connection: Connection, *where: Any) -> list[Held]:
    query = (
        select(Lease.claim, Lease.slot, Lease.editor, Lease.taken_at, Lease.expires_at, Lease.served_as)
        .where(*where)
        .order_by(Lease.claim, Lease.expires_at)
    )
    return [
        Held(row.claim, row.slot, row.editor, row.taken_at, row.expires_at, cast(ServedAs, row.served_as))
        for row in connection.execute(query)
    ]


def _insert(connection: Connection) -> Any:
    made: Any = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return made(Lease)
