"""Who holds which item of the queue: so that two editors never decide on one item at once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from db.models import Lease


def take(
    connection: Connection, claim: str, editor: str, at: datetime, lasts: timedelta, *, slot: int = 0
) -> datetime | None:
    """Take or renew an item and say until when it is held; None if another editor holds it.

    ``slot`` 1 is the place of a second editor who is given the item on purpose; never both places to one editor.
    """
    held = {
        row.slot: row
        for row in connection.execute(select(Lease.slot, Lease.editor, Lease.expires_at).where(Lease.claim == claim))
        if row.expires_at > at
    }
    if slot in held and held[slot].editor != editor:
        return None
    if any(row.editor == editor for place, row in held.items() if place != slot):
        return None
    until = at + lasts
    connection.execute(delete(Lease).where(Lease.claim == claim, Lease.slot == slot))
    values = {"claim": claim, "slot": slot, "editor": editor, "taken_at": at, "expires_at": until}
    connection.execute(insert(Lease).values(values))
    return until


def holder(connection: Connection, claim: str, at: datetime, *, slot: int = 0) -> str | None:
    """Who holds an item at an instant."""
    where = (Lease.claim == claim, Lease.slot == slot, Lease.expires_at > at)
    return connection.scalar(select(Lease.editor).where(*where))


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
