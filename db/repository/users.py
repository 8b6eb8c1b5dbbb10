"""Accounts: made, found, changed and disabled. Whoever changes one notes it in ``audit`` in the same transaction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, Row, insert, select, update

from db.models import User
from db.models.people import Language, Role

NAME_FORM = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_COLUMNS = (User.id, User.name, User.role, User.language, User.created_at, User.disabled_at)


class NameTaken(Exception):
    """There is an account of this name, perhaps a disabled one."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account without its password; ``disabled_at`` is null while it may be used."""

    id: int
    name: str
    role: Role
    language: Language
    created_at: datetime
    disabled_at: datetime | None


def as_name(given: str) -> str:
    """A name as it is kept: small letters. Raises ValueError unless it is 2 to 40 of ``a-z 0-9 . _ -``."""
    name = given.strip().lower()
    if NAME_FORM.fullmatch(name) is None:
        raise ValueError("a name has 2 to 40 of the characters a-z 0-9 . _ - and begins with a letter or a digit")
    return name


def add(
    connection: Connection, name: str, password_hash: str, role: Role, at: datetime, language: Language = "vi"
) -> int:
    """Make an account and give its key. Raises ValueError for a bad name, NameTaken for one that is there."""
    kept = as_name(name)
    if find(connection, kept) is not None:
        raise NameTaken(kept)
    values = {"name": kept, "password_hash": password_hash, "role": role, "language": language, "created_at": at}
    return connection.execute(insert(User).values(values).returning(User.id)).scalar_one()


def find(connection: Connection, name: str) -> Account | None:
    """The account of a name as it is kept."""
    row = connection.execute(select(*_COLUMNS).where(User.name == name)).one_or_none()
    return None if row is None else _account(row)


def everyone(connection: Connection) -> list[Account]:
    """All accounts by name, the disabled ones too."""
    return [_account(row) for row in connection.execute(select(*_COLUMNS).order_by(User.name))]


def password_hash(connection: Connection, user_id: int) -> str:
    """The kept hash of an account's password."""
    return connection.execute(select(User.password_hash).where(User.id == user_id)).scalar_one()


def set_password(connection: Connection, user_id: int, password_hash: str) -> None:
    """Keep another hash."""
    connection.execute(update(User).where(User.id == user_id).values(password_hash=password_hash))


def set_role(connection: Connection, user_id: int, role: Role) -> None:
    """Give an account another role; it holds from the next request on."""
    connection.execute(update(User).where(User.id == user_id).values(role=role))


def set_language(connection: Connection, user_id: int, language: Language) -> None:
    """Keep the language that an account reads."""
    connection.execute(update(User).where(User.id == user_id).values(language=language))


def disable(connection: Connection, user_id: int, at: datetime) -> None:
    """Let nobody use an account any more; its sessions and tokens count for nothing from now on."""
    connection.execute(update(User).where(User.id == user_id, User.disabled_at.is_(None)).values(disabled_at=at))


def _account(row: Row[int, str, str, str, datetime, datetime | None]) -> Account:
    return Account(
        id=row.id,
        name=row.name,
        role=cast(Role, row.role),
        language=cast(Language, row.language),
        created_at=row.created_at,
        disabled_at=row.disabled_at,
    )
