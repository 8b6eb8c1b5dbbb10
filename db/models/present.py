"""What holds now, worked out from extractions and verdicts: nothing here that could not be worked out again.

``present_fact`` has one row for each figure of an article as it stands: the newest extraction of the newest
revision with the verdicts laid over it. ``figure`` has one row for each figure in the world: one unit, one
period, one indicator, however many articles tell it.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Double, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime, one_of
from schema import record as contract

STATUSES = ("unverified", "accepted", "corrected", "rejected", "unsure", "changed", "unread", "withdrawn")
QUEUE_REASONS = ("flagged", "conflict", "changed", "unread", "unsure")
MEASURES = ("count", "rate", "share")
FIGURE_STATES = ("single", "agreed", "superseded", "conflict")
CHOSEN_BY = ("only", "verdict", "evidence", "recency")


def _partial(where: str, *columns: str) -> Index:
    """An index of the few rows that it is for: the others cost nothing when they are written."""
    return Index(None, *columns, sqlite_where=text(where), postgresql_where=text(where))


class _Reading:
    """The columns of ``schema.Reading``: what a figure is said to mean."""

    indicator: Mapped[str]
    value: Mapped[float | None] = mapped_column(Double)
    value_max: Mapped[float | None] = mapped_column(Double)
    approximation: Mapped[str | None]
    target: Mapped[float | None] = mapped_column(Double)
    rate: Mapped[float | None] = mapped_column(Double)
    share: Mapped[float | None] = mapped_column(Double)
    share_max: Mapped[float | None] = mapped_column(Double)
    denominator: Mapped[float | None] = mapped_column(Double)
    modality: Mapped[str]
    qualifiers: Mapped[list[str]] = mapped_column(JSON)
    unit_name: Mapped[str | None]
    unit_level: Mapped[str | None]
    unit_province: Mapped[str | None]
    unit_place_code: Mapped[str | None]
    unit_place_today: Mapped[str | None]
    period_from: Mapped[date | None]
    period_to: Mapped[date | None]


class PresentFact(_Reading, Base):
    """A figure of an article as it stands, by its ``claim`` (the first fact id that it went by).

    The reading is the one in effect: a correction, else what was accepted, else the machine's.
    ``extraction_id`` and ``position`` name the machine's present reading, null where it reads none (then the words
    are the verdict's). ``counted`` tells
    whether it takes part in its figure. ``flags`` are the machine's and the store's;
    ``explanations`` are null where they are the machine's. ``province`` is the unit's, or else the article's.
    """

    __tablename__ = "present_fact"
    __table_args__ = (
        UniqueConstraint("article_id", "claim"),
        ForeignKeyConstraint(["extraction_id", "position"], ["fact.extraction_id", "fact.position"]),
        one_of("status", STATUSES),
        one_of("queue_reason", QUEUE_REASONS),
        one_of("modality", contract.Modality),
        Index(None, "claim"),
        _partial("fact_id <> claim", "fact_id"),
        Index(None, "province", "indicator", "period_to"),
        Index(None, "figure_id"),
        Index(None, "source_id", "published"),
        _partial("priority IS NOT NULL", "priority", "claim"),
        _partial("priority IS NOT NULL", "province", "priority"),
        CheckConstraint("(queue_reason IS NULL) = (priority IS NULL)", name="priority"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    claim: Mapped[str]
    fact_id: Mapped[str]
    extraction_id: Mapped[int | None]
    position: Mapped[int | None]
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    published: Mapped[date | None]
    province: Mapped[str | None]
    unit_key: Mapped[str | None]
    figure_id: Mapped[str | None]
    status: Mapped[str]
    verdict_uid: Mapped[str | None]
    verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    counted: Mapped[bool]
    confidence: Mapped[float] = mapped_column(Double)
    flags: Mapped[list[str]] = mapped_column(JSON)
    explanations: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    explanations_vi: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    queue_reason: Mapped[str | None]
    priority: Mapped[float | None] = mapped_column(Double)


class Figure(_Reading, Base):
    """One figure in the world. ``id`` is a hash of unit, period, indicator, qualifiers, modality and measure.

    The numbers are those of ``claim`` in ``article_id``, chosen as ``chosen_by`` says. ``facts`` are those counted,
    of which ``agreeing`` say the same as the chosen one (itself among them), ``superseded`` were told before a
    later report, and ``differing`` say something else.
    """

    __tablename__ = "figure"
    __table_args__ = (
        one_of("state", FIGURE_STATES),
        one_of("chosen_by", CHOSEN_BY),
        one_of("measure", MEASURES),
        CheckConstraint("facts = agreeing + differing + superseded", name="facts"),
        Index(None, "province", "indicator", "period_to"),
        Index(None, "indicator", "unit_level", "period_to"),
        Index(None, "unit_key", "indicator", "period_to"),
        Index(None, "unit_place_today", "indicator"),
        Index("ix_figure_told", "last_published", "id"),
        Index("ix_figure_period", "period_to", "id"),
        _partial("state = 'conflict'", "last_published", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    unit_key: Mapped[str]
    province: Mapped[str | None]
    measure: Mapped[str]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    claim: Mapped[str]
    chosen_by: Mapped[str]
    state: Mapped[str]
    verified: Mapped[bool]
    facts: Mapped[int]
    articles: Mapped[int]
    sources: Mapped[int]
    agreeing: Mapped[int]
    differing: Mapped[int]
    superseded: Mapped[int]
    first_published: Mapped[date | None]
    last_published: Mapped[date | None]
    explanation: Mapped[str | None]
    explanation_vi: Mapped[str | None]


class Derivation(Base):
    """Which version of the code worked a derived table out; another one works it out anew."""

    __tablename__ = "derivation"

    name: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str]
