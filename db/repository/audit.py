"""What was done, by whom: added to, read, and refused by the database to whoever would change it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Select, func, insert, select

from db.models import Audit, User

Order = Literal["at", "user", "action", "subject"]
_ORDERS = {"at": Audit.id, "user": User.name, "action": Audit.action, "subject": Audit.subject}


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """Which entries are wanted; None asks for all."""

    user: str | None = None
    action: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing done; ``user`` is the account's name, null at the command line."""

    id: int
    at: datetime
    user: str | None
    action: str
    subject: str
    details: dict[str, Any]
    address: str | None


def note(
    connection: Connection,
    action: str,
    subject: str,
    at: datetime,
    *,
    user_id: int | None = None,
    address: str | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    """Add an entry, in the transaction of what it tells of. ``details`` is JSON and holds no secret."""
    values = {
        "at": at,
        "user_id": user_id,
        "action": action,
        "subject": subject,
        "details": details or {},
        "address": address,
    }
    connection.execute(insert(Audit).values(values))


def entries(
    connection: Connection, wanted: AuditQuery, *, limit: int, offset: int = 0, order: Order = "at", down: bool = True
) -> list[Entry]:
    """A page of entries; equal ones by time, the newest first."""
    query = _which(
        select(Audit.id, Audit.at, User.name, Audit.action, Audit.subject, Audit.details, Audit.address), wanted
    )
    key = _ORDERS[order].desc() if down else _ORDERS[order].asc()
    return [Entry(*row) for row in connection.execute(query.order_by(key, Audit.id.desc()).limit(limit).offset(offset))]


def count(connection: Connection, wanted: AuditQuery) -> int:
    """How many entries there are of a kind."""
    number: int = connection.execute(_which(select(func.count(Audit.id)), wanted)).scalar_one()
    return number


def actions(connection: Connection) -> list[str]:
    """The kinds of things that have been done."""
    return list(connection.execute(select(Audit.action).distinct().order_by(Audit.action)).scalars())


def _which(query: Select[Any], wanted: AuditQuery) -> Select[Any]:
    query = query.select_from(Audit).outerjoin(User, User.id == Audit.user_id)
    if wanted.user is not None:
        query = query.where(User.name == wanted.user)
    if wanted.action is not None:
        query = query.where(Audit.action == wanted.action)
    return query
