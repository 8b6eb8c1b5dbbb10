"""What forms offer: the provinces that figures are of, the years that there are."""

from __future__ import annotations

from sqlalchemy import Connection

from db.folding import plain_text
from db.repository import coverage
from review.desk import Desk


def provinces(desk: Desk, connection: Connection) -> list[str]:
    """The provinces that figures are of, in the order of the alphabet."""
    pairs = province_counts(desk, connection)
    return sorted({pair.province for pair in pairs if pair.province}, key=plain_text)


def most_told(desk: Desk, connection: Connection, indicator: str) -> list[str]:
    """The provinces that figures of an indicator are of, those with the most first."""
    told = [pair for pair in province_counts(desk, connection) if pair.indicator == indicator and pair.province]
    return [pair.province or "" for pair in sorted(told, key=lambda pair: (-pair.figures, pair.province or ""))]


def province_counts(desk: Desk, connection: Connection) -> list[coverage.ProvinceIndicator]:
    """Figures by province and indicator."""
    return desk.remembered.get("provinces", connection, desk.now(), coverage.by_province_and_indicator)


def years(desk: Desk, connection: Connection, indicator: str) -> list[int]:
    """The years that figures of an indicator are of, the newest first."""
    return desk.remembered.get(
        f"years {indicator}", connection, desk.now(), lambda open: coverage.years(open, indicator)
    )
