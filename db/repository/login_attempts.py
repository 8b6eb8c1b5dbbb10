"""Attempts to sign in, counted by account and by address, so that nobody guesses for long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, text, update

from db.models import LoginAttempt

_LOCK = 0x43484C47
"""Key of the PostgreSQL advisory lock under which attempts are counted; SQLite has one writer anyway."""

_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many attempts may fail ``within`` a span: for one account since it last signed in, and from one address."""

    per_account: int
    per_address: int
    within: timedelta


def admit(connection: Connection, account: str, address: str, at: datetime, limits: Limits) -> int | None:
    """Note an attempt, for now as a failed one, and give its key; None if there have been too many.

    It is noted before the password is looked at: attempts made at once are counted one after the other.
    One that is turned away is not noted, so that the wait does not grow while somebody else keeps trying.
    The connection must be one of ``db.writing``.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    connection.execute(delete(LoginAttempt).where(LoginAttempt.at < at - _KEPT))
    since = at - limits.within
    last_success = connection.execute(
        select(func.max(LoginAttempt.id)).where(LoginAttempt.account == account, LoginAttempt.ok)
    ).scalar_one()
    of_account = _failed(connection, since, LoginAttempt.account == account, LoginAttempt.id > (last_success or 0))
    from_address = _failed(connection, since, LoginAttempt.address == address)
    if of_account >= limits.per_account or from_address >= limits.per_address:
        return None
    values = {"account": account, "address": address, "at": at, "ok": False}
    return connection.execute(insert(LoginAttempt).values(values).returning(LoginAttempt.id)).scalar_one()


def succeeded(connection: Connection, attempt_id: int) -> None:
    """Note that the attempt's password was right."""
    connection.execute(update(LoginAttempt).where(LoginAttempt.id == attempt_id).values(ok=True))


def _failed(connection: Connection, since: datetime, *which: ColumnElement[bool]) -> int:
    query = select(func.count()).where(LoginAttempt.at > since, LoginAttempt.ok.is_(False), *which)
    return connection.execute(query).scalar_one()
