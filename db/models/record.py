"""What extraction read: one record per revision and extractor version, spread over rows.

Columns are the fields of ``schema.Record`` under the same names; a nested object's fields carry its
name (``unit_name``, ``period_from``). ``position`` counts a record's mentions of one kind from 0 and,
with ``extraction_id``, is what flags point at. Offsets are code points of the extraction's text.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime, one_of
from schema import record as contract


def _span(start: str = "start", end: str = "end") -> CheckConstraint:
    """A check that a stretch of text does not end before it starts (`end` is a word of SQL)."""
    return CheckConstraint(f'"{start}" >= 0 AND "{end}" >= "{start}"', name=f"{start}_{end}")


class Extraction(Base):
    """One run of one extractor version over one revision, with the article as it saw it.

    ``text`` is null where it is the revision's text, which is the rule for crawled articles; text
    copied from a page with its boilerplate has a shorter one here. ``flags`` of the whole record are
    rows of ``flag``.
    """

    __tablename__ = "extraction"
    __table_args__ = (UniqueConstraint("revision_id", "extractor_version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    extractor_version: Mapped[str]
    record_version: Mapped[int]
    extracted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    text: Mapped[str | None]
    key: Mapped[str]
    path: Mapped[str | None]
    url: Mapped[str | None]
    title: Mapped[str | None]
    published: Mapped[date | None]
    author: Mapped[str | None]
    syndicated_from: Mapped[str | None]
    site: Mapped[str | None]


class _Mention:
    """Where a mention stands, and in which record."""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-6)
    extraction_id: Mapped[int] = mapped_column(ForeignKey("extraction.id"), sort_order=-5)
    position: Mapped[int] = mapped_column(sort_order=-4)
    start: Mapped[int] = mapped_column(sort_order=-3)
    end: Mapped[int] = mapped_column(sort_order=-2)
    text: Mapped[str] = mapped_column(sort_order=-1)


class Document(_Mention, Base):
    """One citation of a document."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("extraction_id", "position"), _span(), Index(None, "canonical"))

    type: Mapped[str | None]
    number: Mapped[str | None]
    symbol: Mapped[str | None]
    canonical: Mapped[str]
    date: Mapped[date | None]
    issuer: Mapped[str | None]
    issuer_level: Mapped[str | None]
    title: Mapped[str | None]
    antecedent: Mapped[int | None]


class DateMention(_Mention, Base):
    """One calendar expression, as a closed interval of days (``from`` and ``to`` of the record)."""

    __tablename__ = "date_mention"
    __table_args__ = (UniqueConstraint("extraction_id", "position"), _span(), one_of("precision", contract.Precision))

    from_day: Mapped[date | None]
    to_day: Mapped[date | None]
    precision: Mapped[str]
    anchored: Mapped[bool]


class UnitMention(_Mention, Base):
    """One mention of a party organisation or an administrative unit."""

    __tablename__ = "unit_mention"
    __table_args__ = (
        UniqueConstraint("extraction_id", "position"),
        _span(),
        one_of("level", contract.Level),
    )

    name: Mapped[str]
    kind: Mapped[str]
    level: Mapped[str | None]
    province: Mapped[str | None]
    place_code: Mapped[str | None]
    place_today: Mapped[str | None]
    parent: Mapped[str | None]


class Fact(_Mention, Base):
    """One stated figure. ``fact_id`` is the record's stable id, ``id`` only a key within this database.

    No unit is ``unit_name`` null; no period at all is ``has_period`` false. ``period_from`` and
    ``period_to`` are closed ends, either may be null.
    """

    __tablename__ = "fact"
    __table_args__ = (
        UniqueConstraint("extraction_id", "position"),
        UniqueConstraint("extraction_id", "fact_id"),
        _span(),
        _span("evidence_start", "evidence_end"),
        one_of("approximation", contract.Approximation),
        one_of("modality", contract.Modality),
        one_of("unit_level", contract.Level),
        CheckConstraint("value IS NOT NULL OR rate IS NOT NULL OR share IS NOT NULL", name="figure"),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
    )

    fact_id: Mapped[str]
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
    unit_start: Mapped[int | None]
    unit_end: Mapped[int | None]
    unit_level: Mapped[str | None]
    unit_province: Mapped[str | None]
    unit_place_code: Mapped[str | None]
    unit_place_today: Mapped[str | None]
    has_period: Mapped[bool]
    period_from: Mapped[date | None]
    period_to: Mapped[date | None]
    period_start: Mapped[int | None]
    period_end: Mapped[int | None]
    evidence_start: Mapped[int]
    evidence_end: Mapped[int]
    evidence_text: Mapped[str]
    rule: Mapped[str]
    confidence: Mapped[float] = mapped_column(Double)
    explanations: Mapped[dict[str, str]] = mapped_column(JSON)
    explanations_vi: Mapped[dict[str, str]] = mapped_column(JSON)


class Flag(Base):
    """One doubt: of the whole record, or of the one mention whose position is not null.

    ``place`` keeps the order in which the record lists its flags. What a fact's flag means for that
    fact is said in ``fact.explanations``.
    """

    __tablename__ = "flag"
    __table_args__ = (
        ForeignKeyConstraint(["extraction_id", "document_position"], ["document.extraction_id", "document.position"]),
        ForeignKeyConstraint(
            ["extraction_id", "unit_position"], ["unit_mention.extraction_id", "unit_mention.position"]
        ),
        ForeignKeyConstraint(["extraction_id", "fact_position"], ["fact.extraction_id", "fact.position"]),
        CheckConstraint(
            "(document_position IS NULL AND unit_position IS NULL)"
            " OR (document_position IS NULL AND fact_position IS NULL)"
            " OR (unit_position IS NULL AND fact_position IS NULL)",
            name="one_subject",
        ),
        Index(None, "extraction_id", "fact_position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    extraction_id: Mapped[int] = mapped_column(ForeignKey("extraction.id"))
    document_position: Mapped[int | None]
    unit_position: Mapped[int | None]
    fact_position: Mapped[int | None]
    place: Mapped[int]
    code: Mapped[str]
