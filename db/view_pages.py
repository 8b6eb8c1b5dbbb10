"""Views page by page in the order of a key, so that the thousandth page costs what the first did.

A page begins behind the last row of the one before. What is stored meanwhile neither repeats nor drops a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, func, literal, select, tuple_

from db import views
from db.reading import FilterError, Filters, select_rows

Key = tuple[str | int | date, ...]
"""The place of a row: one value for each of the view's `order`."""

_NO_DAY: Final = date(1, 1, 1)
_ORDER: Final[Mapping[str, tuple[str, ...]]] = {
    "facts": ("fact_id",),
    "figures": ("figure_id",),
    "articles": ("article_id",),
    "documents": ("document_id",),
    "citations": ("article_id", "start", "end"),
    "series": ("unit_key", "indicator", "modality", "measure", "period_to", "figure_id"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a view, and the key to go on behind; None where nothing is left."""

    rows: list[dict[str, Any]]
    further: Key | None


def page(connection: Connection, view: str, filters: Filters, *, limit: int, after: Key | None = None) -> Page:
    """The next ``limit`` rows. Raises FilterError for a filter that the view does not have and for a key that is none.

    Keys are looked for first and rows fetched by them: a database need not carry long texts along while it sorts.
    """
    table = views.view_metadata.tables[view]
    order = _columns(table)
    query = select_rows(view, filters).with_only_columns(*order).order_by(None).order_by(*order)
    if after is not None:
        query = query.where(tuple_(*order) > tuple_(*_typed(view, order, after)))
    keys = [tuple(row) for row in connection.execute(query.limit(limit + 1))]
    further = keys[limit - 1] if len(keys) > limit else None
    shown = keys[:limit]
    named = _ORDER[view][-1] if view == "series" else _ORDER[view][0]
    place = _ORDER[view].index(named)
    wanted = select(table).where(table.c[named].in_({key[place] for key in shown}))
    if view == "citations" and shown:  # the one view whose rows have no name of their own
        wanted = wanted.where(tuple_(*order) >= tuple_(*_typed(view, order, shown[0])))
        wanted = wanted.where(tuple_(*order) <= tuple_(*_typed(view, order, shown[-1])))
    found = {_key(view, row): dict(row) for row in connection.execute(wanted).mappings()}
    return Page([found[key] for key in shown if key in found], further)


def one(connection: Connection, view: str, key: str | int) -> dict[str, Any] | None:
    """The row of a view by the value of its first column, whatever its status; None if there is none."""
    table = views.view_metadata.tables[view]
    row = connection.execute(select(table).where(next(iter(table.c)) == key)).mappings().first()
    return None if row is None else dict(row)


def key_types(view: str) -> tuple[type, ...]:
    """The type of each part of a key: str, int or date."""
    table = views.view_metadata.tables[view]
    return tuple(table.c[name].type.python_type for name in _ORDER[view])


def _columns(table: Table) -> list[ColumnElement[Any]]:
    return [_column(table, name) for name in _ORDER[table.name]]


def _column(table: Table, name: str) -> ColumnElement[Any]:
    column = table.c[name]
    if name != "period_to":
        return column
    return func.coalesce(column, table.c.period_from, literal(_NO_DAY, column.type)).label("ordered_by_day")


def _key(view: str, row: Mapping[Any, Any]) -> Key:
    return tuple(
        (row[name] or row["period_from"] or _NO_DAY) if name == "period_to" else row[name] for name in _ORDER[view]
    )


def _typed(view: str, order: list[ColumnElement[Any]], key: Key) -> list[ColumnElement[Any]]:
    kinds = key_types(view)
    if len(key) != len(kinds) or not all(type(part) is kind for part, kind in zip(key, kinds, strict=True)):
        raise FilterError(f"this is no place in a list of {view}; begin anew")
    return [literal(part, column.type) for part, column in zip(key, order, strict=True)]
