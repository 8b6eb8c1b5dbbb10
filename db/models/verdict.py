"""What people decided (``verdict``, only ever added) and who holds which item for now (``lease``).

A verdict names no row of another table: see ``schema.Verdict``, whose fields are the columns.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Double, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime, one_of
from schema import verdict as contract


class Verdict(Base):
    """One decision of one person. Rows are never changed or removed; triggers hold that.

    ``source`` and ``url`` name the article, which need not be here yet: a verdict brought from elsewhere
    waits for it. ``stored_at`` is when this database got it, ``decided_at`` when it was decided.
    """

    __tablename__ = "verdict"
    __table_args__ = (
        UniqueConstraint("uid"),
        one_of("decision", contract.Decision),
        one_of("served_as", contract.ServedAs),
        CheckConstraint("(decision = 'correct') = (corrected IS NOT NULL)", name="corrected"),
        CheckConstraint("(decision = 'undo') = (undoes IS NOT NULL)", name="undoes"),
        CheckConstraint("decision <> 'reject' OR reason IS NOT NULL", name="reason"),
        CheckConstraint("decision <> 'note' OR note IS NOT NULL", name="note"),
        CheckConstraint("seconds >= 0", name="seconds"),
        Index(None, "source", "url"),
        Index(None, "claim"),
        Index(None, "editor", "decided_at"),
        Index(None, "decided_at"),
        Index(None, "undoes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str]
    source: Mapped[str]
    url: Mapped[str]
    claim: Mapped[str]
    fact_id: Mapped[str]
    figure: Mapped[str]
    evidence: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    seen: Mapped[dict[str, Any]] = mapped_column(JSON)
    seen_flags: Mapped[list[str]] = mapped_column(JSON)
    seen_hash: Mapped[str]
    seen_version: Mapped[str]
    decision: Mapped[str]
    corrected: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    reason: Mapped[str | None]
    note: Mapped[str | None]
    undoes: Mapped[str | None]
    editor: Mapped[str]
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seconds: Mapped[float | None] = mapped_column(Double)
    served_as: Mapped[str]
    spans: Mapped[dict[str, list[int]] | None] = mapped_column(JSON(none_as_null=True))
    stored_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Lease(Base):
    """An item of the queue that one editor holds until ``expires_at``; another may take it after that.

    ``slot`` tells apart the editors who are given one item on purpose: 0, and 1 for a second opinion. ``served_as``
    is why it was given, kept here so that no form can say otherwise.
    """

    __tablename__ = "lease"
    __table_args__ = (
        CheckConstraint("slot IN (0, 1)", name="slot"),
        one_of("served_as", contract.ServedAs),
        Index(None, "editor"),
        Index(None, "expires_at"),
    )

    claim: Mapped[str] = mapped_column(primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    editor: Mapped[str]
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    served_as: Mapped[str]


class Skipped(Base):
    """An item that an editor does not want to be given again before ``until``."""

    __tablename__ = "skipped"
    __table_args__ = (Index(None, "until"),)

    editor: Mapped[str] = mapped_column(primary_key=True)
    claim: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
