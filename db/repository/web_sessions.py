"""Browsers that are signed in. A session is found by the hash of the token in its cookie, never by a key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, delete, insert, select, update

from db.models import User, WebSession
from db.models.people import Language, Role


@dataclass(frozen=True, slots=True)
class LiveSession:
    """A session that counts, with its account as it is now."""

    id: int
    user_id: int
    name: str
    role: Role
    language: Language
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session as its owner sees it among the others."""

    id: int
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    address: str
    agent: str


def begin(
    connection: Connection, user_id: int, token_hash: str, at: datetime, expires_at: datetime, address: str, agent: str
) -> int:
    """Open a session and give its key; sessions that are over are cleared away."""
    connection.execute(delete(WebSession).where(WebSession.expires_at <= at))
    values = {
        "token_hash": token_hash,
        "user_id": user_id,
        "created_at": at,
        "last_seen_at": at,
        "expires_at": expires_at,
        "address": address,
        "agent": agent,
    }
    return connection.execute(insert(WebSession).values(values).returning(WebSession.id)).scalar_one()


def find(connection: Connection, token_hash: str, at: datetime, seen_since: datetime) -> LiveSession | None:
    """The session of a token: not over, used since ``seen_since``, and of an account that is not disabled."""
    row = connection.execute(
        select(WebSession.id, User.id.label("user_id"), User.name, User.role, User.language, WebSession.last_seen_at)
        .join(User, User.id == WebSession.user_id)
        .where(
            WebSession.token_hash == token_hash,
            WebSession.expires_at > at,
            WebSession.last_seen_at > seen_since,
            User.disabled_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        return None
    return LiveSession(
        id=row.id,
        user_id=row.user_id,
        name=row.name,
        role=cast(Role, row.role),
        language=cast(Language, row.language),
        last_seen_at=row.last_seen_at,
    )


def seen(connection: Connection, session_id: int, at: datetime) -> None:
    """Note that a session is in use."""
    connection.execute(update(WebSession).where(WebSession.id == session_id).values(last_seen_at=at))


def of_user(connection: Connection, user_id: int, at: datetime, seen_since: datetime) -> list[SessionRow]:
    """The sessions of an account that count, the newest first."""
    query = (
        select(
            WebSession.id,
            WebSession.created_at,
            WebSession.last_seen_at,
            WebSession.expires_at,
            WebSession.address,
            WebSession.agent,
        )
        .where(WebSession.user_id == user_id, WebSession.expires_at > at, WebSession.last_seen_at > seen_since)
        .order_by(WebSession.id.desc())
    )
    return [SessionRow(*row) for row in connection.execute(query)]


def end(connection: Connection, user_id: int, session_id: int) -> bool:
    """End one session of an account; False if it has none of this key."""
    ended = connection.execute(delete(WebSession).where(WebSession.id == session_id, WebSession.user_id == user_id))
    return ended.rowcount > 0


def end_all(connection: Connection, user_id: int) -> int:
    """End all sessions of an account and say how many there were."""
    return connection.execute(delete(WebSession).where(WebSession.user_id == user_id)).rowcount
