"""Rows of a view page by page in any order: a page begins behind the last row of the one before.

No rows are skipped over, so that the hundredth page costs what the first did where an index has the order.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Date, Double, FromClause, Integer, Select, func, select, tuple_

from db import reading, views
from db.models import Figure
from db.reading import FilterError, Filters

Row = dict[str, Any]
_BATCH: Final = 500
_COUNTED: Final = 10_000


_FIGURES: Final = (
    select(
        Figure.id.label("figure_id"),
        *(getattr(Figure, f"unit_{name}").label(name) for name in ("place_code", "place_today")),
        Figure.unit_name.label("unit"),
        *(column for column in Figure.__table__.c if column.name in views.figures.c),
    )
).subquery("figure_keys")


@dataclass(frozen=True, slots=True)
class Sorting:
    """The column that rows are in the order of, from the greatest down or the other way; rows without it come last."""

    column: str
    down: bool = True


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows there are; ``more`` says that there are more than were counted."""

    rows: int
    more: bool


def page(
    connection: Connection,
    view: str,
    filters: Filters,
    sorting: Sorting,
    *,
    limit: int,
    after: str | None = None,
) -> tuple[list[Row], str | None]:
    """The next rows of a view, and where to go on (None where nothing is left).

    ``after`` is the second of what was given for the page before. Raises FilterError for one that is none, and for a
    column or filter that the view does not have.
    """
    place = _place(after, view, sorting)
    found: list[tuple[Any, Any]] = []
    if place is None or place[0] is not None:
        found += _keys(connection, view, filters, sorting, place, empty=False, limit=limit + 1)
        place = None
    if len(found) <= limit:
        found += _keys(connection, view, filters, sorting, place, empty=True, limit=limit + 1 - len(found))
    shown = found[:limit]
    further = _cursor(*shown[-1]) if len(found) > limit and shown else None
    return _rows(connection, view, [key for key, _ in shown]), further


def every(connection: Connection, view: str, filters: Filters, sorting: Sorting) -> Iterator[Row]:
    """All rows in the order that `page` has, read as they are taken; the connection must stay open meanwhile."""
    table = reading.view_of(view)
    key, column = _key(table), _column(table, sorting)
    order = [column.desc(), key.desc()] if sorting.down else [column.asc(), key.asc()]
    query = reading.select_rows(view, filters).order_by(None).order_by(column.is_(None), *order)
    for row in connection.execute(query, execution_options={"yield_per": _BATCH}).mappings():
        yield dict(row)


def count(connection: Connection, view: str, filters: Filters, *, most: int = _COUNTED) -> Count:
    """How many rows there are, counted up to ``most``."""
    table = _searched(view, filters)
    some = select(_key(table)).where(*reading.conditions(view, filters, table)).limit(most + 1).subquery()
    rows = connection.execute(select(func.count()).select_from(some)).scalar_one()
    return Count(min(rows, most), rows > most)


def _keys(
    connection: Connection,
    view: str,
    filters: Filters,
    sorting: Sorting,
    place: tuple[Any, Any] | None,
    *,
    empty: bool,
    limit: int,
) -> list[tuple[Any, Any]]:
    """Keys with the value that they are sorted by: of rows that have it, or of those that have none."""
    table = _searched(view, filters)
    key, column = _key(table), _column(table, sorting)
    if filters.unit is not None:  # names are looked through: an index that has the order only makes that dearer
        column = func.coalesce(column, column)
    query: Select[Any] = select(key, column).where(*reading.conditions(view, filters, table))
    direction = [each.desc() if sorting.down else each.asc() for each in (column, key)]
    if empty:
        query = query.where(column.is_(None)).order_by(direction[1])
        if place is not None:
            query = query.where(key < place[1] if sorting.down else key > place[1])
    else:
        query = query.where(column.is_not(None)).order_by(*direction)
        if place is not None:
            beyond, here = tuple_(column, key), tuple_(*place)
            query = query.where(beyond < here if sorting.down else beyond > here)
            query = query.where(column <= place[0] if sorting.down else column >= place[0])
    return [(row[0], row[1]) for row in connection.execute(query.limit(limit))]


def _rows(connection: Connection, view: str, keys: list[Any]) -> list[Row]:
    if not keys:
        return []
    first = _key(reading.view_of(view)).name
    found = {row[first]: row for row in reading.rows(connection, view, Filters(ids=tuple(keys)))}
    return [found[key] for key in keys if key in found]


def _searched(view: str, filters: Filters) -> FromClause:
    """Where keys are looked for: the view, or of figures the table alone, which has all but the source."""
    return reading.view_of(view) if view != "figures" or filters.source is not None else _FIGURES


def _key(table: FromClause) -> Any:
    return next(iter(table.c))


def _column(table: FromClause, sorting: Sorting) -> Any:
    if sorting.column not in table.c:
        raise FilterError(f"this list cannot be sorted by {sorting.column}")
    return table.c[sorting.column]


def _cursor(key: Any, value: Any) -> str:
    told = json.dumps([value.isoformat() if isinstance(value, date) else value, key], ensure_ascii=False)
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def _place(after: str | None, view: str, sorting: Sorting) -> tuple[Any, Any] | None:
    """The value (None where the last row had none) and the key to go on behind."""
    if after is None:
        return None
    table = reading.view_of(view)
    column = _column(table, sorting)
    try:
        told = json.loads(base64.b64decode(after + "=" * (-len(after) % 4), altchars=b"-_", validate=True))
        value, key = told
        return None if value is None else _typed(column, value), _typed(_key(table), key)
    except (ValueError, TypeError):
        raise FilterError(f"{after!r} is no place in this list; begin anew") from None


def _typed(column: Any, value: Any) -> Any:
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    expected: Any = int if isinstance(column.type, Integer) else float if isinstance(column.type, Double) else str
    if isinstance(value, bool) or not isinstance(value, (int, float) if expected is float else expected):
        raise ValueError(value)
    if expected is int and abs(value) > 2**62:
        raise ValueError(value)
    if isinstance(value, str) and "\0" in value:
        raise ValueError(value)
    return value
