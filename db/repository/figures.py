"""Figures in the world, as pages show them: one with all who tell it, a unit's through time, places side by side.

Rows have the columns of the view that a function names (``db.views``). Each function reads along one index.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, String, cast, literal_column, select

from db import reading, views
from db.figure_choice import Measure
from db.models import Figure
from db.paging import newest_first
from db.reading import Filters
from schema.record import Level, Modality

Row = dict[str, Any]


def by_id(connection: Connection, figure_id: str) -> Row | None:
    """A figure as the view ``figures`` has it; None if nobody tells it."""
    return next(reading.rows(connection, "figures", Filters(ids=(figure_id,))), None)


def tellings(connection: Connection, figure_id: str) -> list[Row]:
    """All facts (view ``facts``) that tell a figure, in the order of publication."""
    column = views.facts.c
    query = select(views.facts).where(column.figure_id == figure_id)
    return _rows(connection, query.order_by(column.published, column.article_id, column.fact_id))


def conflicts(connection: Connection, *, limit: int = 50, after: str | None = None) -> tuple[list[Row], str | None]:
    """Figures (view ``figures``) that sources tell differently, those told last first; and where to go on.

    ``after`` is the second of what was given for the page before. Raises FilterError for one that is none.
    """
    at_odds = Figure.state == literal_column("'conflict'")  # as it stands in the index, which a parameter does not
    keys, further = newest_first(
        connection, _column("last_published"), _column("id"), at_odds, limit=limit, after=after
    )
    found = {row["figure_id"]: row for row in reading.rows(connection, "figures", Filters(ids=tuple(keys)))}
    return [found[key] for key in keys], further


def of_unit(connection: Connection, unit_key: str, indicator: str | None = None) -> list[Row]:
    """What is told of a unit (``unit_key`` of the view ``series``), by indicator and in the order of time."""
    column = views.series.c
    query = select(views.series).where(column.unit_key == unit_key)
    if indicator is not None:
        query = query.where(column.indicator == indicator)
    return _rows(connection, query.order_by(column.indicator, column.period_to, column.figure_id))


def of_level(connection: Connection, level: Level, indicator: str, first: date, last: date) -> list[Row]:
    """One indicator of all units of a level (view ``series``), for periods that end on one of these days."""
    column = views.series.c
    where = (column.indicator == indicator, column.unit_level == level, column.period_to.between(first, last))
    return _rows(
        connection, select(views.series).where(*where).order_by(column.period_to, column.unit_key, column.figure_id)
    )


def ranking(
    connection: Connection,
    indicator: str,
    level: Level,
    begins: date | None,
    ends: date,
    *,
    measure: Measure = "count",
    modality: Modality = "actual",
    qualifiers: Sequence[str] = (),
    province: str | None = None,
    limit: int = 100,
) -> list[Row]:
    """Units of a level by one figure for one and the same period (view ``figures``), the greatest first.

    ``begins`` None asks for a stock. ``province`` ranks the units of one province.
    """
    column = views.figures.c
    told = cast(column.qualifiers, String) == "[" + ", ".join(f'"{code}"' for code in sorted(qualifiers)) + "]"
    query = select(views.figures).where(
        column.indicator == indicator,
        column.unit_level == level,
        column.period_to == ends,
        column.period_from.is_(None) if begins is None else column.period_from == begins,
        column.measure == measure,
        column.modality == modality,
        told,
    )
    if province is not None:
        query = query.where(column.province == province)
    number = {"count": column.value, "rate": column.rate, "share": column.share}[measure]
    return _rows(connection, query.order_by(number.desc(), column.figure_id).limit(limit))


def _column(name: str) -> Any:
    return getattr(Figure, name)


def _rows(connection: Connection, query: Any) -> list[Row]:
    return [dict(row) for row in connection.execute(query).mappings()]
