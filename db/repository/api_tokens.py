"""Tokens of machines. Found by their hash; revoked, never deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, insert, select, update

from db.models import ApiToken, User
from db.models.people import Language, Role


@dataclass(frozen=True, slots=True)
class LiveToken:
    """A token that counts, with its account as it is now."""

    id: int
    user_id: int
    name: str
    role: Role
    language: Language


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token as its owner sees it."""

    id: int
    name: str
    created_at: datetime
    expires_at: datetime


def add(connection: Connection, user_id: int, name: str, token_hash: str, at: datetime, expires_at: datetime) -> int:
    """Keep a new token by its hash and give its key."""
    values = {
        "user_id": user_id,
        "name": name,
        "token_hash": token_hash,
        "created_at": at,
        "expires_at": expires_at,
    }
    return connection.execute(insert(ApiToken).values(values).returning(ApiToken.id)).scalar_one()


def find(connection: Connection, token_hash: str, at: datetime) -> LiveToken | None:
    """The token of a hash: not over, not revoked, and of an account that is not disabled."""
    row = connection.execute(
        select(ApiToken.id, User.id.label("user_id"), User.name, User.role, User.language)
        .join(User, User.id == ApiToken.user_id)
        .where(
            ApiToken.token_hash == token_hash,
            ApiToken.expires_at > at,
            ApiToken.revoked_at.is_(None),
            User.disabled_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        return None
    return LiveToken(
        id=row.id,
        user_id=row.user_id,
        name=row.name,
        role=cast(Role, row.role),
        language=cast(Language, row.language),
    )


def of_user(connection: Connection, user_id: int, at: datetime) -> list[TokenRow]:
    """The tokens of an account that count, the newest first."""
    query = (
        select(ApiToken.id, ApiToken.name, ApiToken.created_at, ApiToken.expires_at)
        .where(ApiToken.user_id == user_id, ApiToken.expires_at > at, ApiToken.revoked_at.is_(None))
        .order_by(ApiToken.id.desc())
    )
    return [TokenRow(*row) for row in connection.execute(query)]


def revoke(connection: Connection, user_id: int, token_id: int, at: datetime) -> bool:
    """Revoke one token of an account; False if it has none of this key that counts."""
    mine = (ApiToken.id == token_id, ApiToken.user_id == user_id, ApiToken.revoked_at.is_(None))
    return connection.execute(update(ApiToken).where(*mine).values(revoked_at=at)).rowcount > 0


def revoke_all(connection: Connection, user_id: int, at: datetime) -> int:
    """Revoke all tokens of an account and say how many there were."""
    mine = (ApiToken.user_id == user_id, ApiToken.revoked_at.is_(None))
    return connection.execute(update(ApiToken).where(*mine).values(revoked_at=at)).rowcount
