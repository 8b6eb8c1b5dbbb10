"""Who works with Chibo: accounts, what they are signed in with, attempts to sign in, and what was done.

A secret (session, token) is kept as its SHA-256 only; a password as its argon2 hash.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime, one_of

Role = Literal["viewer", "editor", "admin"]
"""What an account may do: each role may do what those before it may."""

Language = Literal["vi", "en"]


class User(Base):
    """An account. It is disabled, never deleted: what its owner has done keeps its name."""

    __tablename__ = "user"
    __table_args__ = (one_of("role", Role), one_of("language", Language))

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    role: Mapped[str]
    language: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class WebSession(Base):
    """A browser that is signed in. The row goes when it signs out; after ``expires_at`` it counts for nothing."""

    __tablename__ = "web_session"
    __table_args__ = (Index(None, "user_id"), Index(None, "expires_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    address: Mapped[str]
    agent: Mapped[str]


class ApiToken(Base):
    """A machine's way in, with the role of the account that made it."""

    __tablename__ = "api_token"
    __table_args__ = (Index(None, "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LoginAttempt(Base):
    """One try to sign in, by the account name as it was typed: there need not be such an account."""

    __tablename__ = "login_attempt"
    __table_args__ = (Index(None, "account", "at"), Index(None, "address", "at"), Index(None, "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    ok: Mapped[bool]


class Audit(Base):
    """One thing that somebody did. Rows are only ever added: triggers refuse to change or delete one.

    ``user_id`` and ``address`` are null for what was done at the command line.
    """

    __tablename__ = "audit"
    __table_args__ = (Index(None, "user_id"), Index(None, "action"))

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    action: Mapped[str]
    subject: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    address: Mapped[str | None]


class PracticeAnswer(Base):
    """An editor's answer to a practice item. ``round`` counts from 0 how often the editor has begun anew."""

    __tablename__ = "practice_answer"
    __table_args__ = (UniqueConstraint("user_id", "round", "item"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    round: Mapped[int]
    item: Mapped[str]
    right: Mapped[bool]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class PracticeWaiver(Base):
    """An editor who need not practise, because an admin said so."""

    __tablename__ = "practice_waiver"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    by_user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
