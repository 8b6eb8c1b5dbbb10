"""Administrative units through time, and which took over from which.

The rows come from the gazetteer of ``extract`` and are replaced as a whole when that changes. A code alone is no
identity: 24 is Bắc Giang until 2025-06-30 and Bắc Ninh from the day after. Days are ISO text and half-open:
``valid_from`` is the first day, or empty for "since the sources begin", ``valid_to`` the first day after.
"""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, one_of

PLACE_LEVELS = ("province", "district", "commune")


class Place(Base):
    """One unit during one period, with the unit and the province above it at that time (its last day)."""

    __tablename__ = "place"
    __table_args__ = (one_of("level", PLACE_LEVELS), Index(None, "plain"), Index(None, "parent_code"))

    code: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[str] = mapped_column(primary_key=True)
    valid_to: Mapped[str | None]
    level: Mapped[str]
    type: Mapped[str]
    name: Mapped[str]
    full_name: Mapped[str]
    parent_code: Mapped[str | None]
    province: Mapped[str | None]
    plain: Mapped[str]


class PlaceSuccession(Base):
    """A unit that took over from another, in whole or in part; ``is_default``: the one to take where one is wanted."""

    __tablename__ = "place_succession"
    __table_args__ = (
        ForeignKeyConstraint(["code", "valid_from"], ["place.code", "place.valid_from"]),
        ForeignKeyConstraint(["successor_code", "successor_valid_from"], ["place.code", "place.valid_from"]),
        Index(None, "successor_code", "successor_valid_from"),
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[str] = mapped_column(primary_key=True)
    successor_code: Mapped[str] = mapped_column(primary_key=True)
    successor_valid_from: Mapped[str] = mapped_column(primary_key=True)
    is_default: Mapped[bool]
