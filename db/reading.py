"""Reading a view: one set of filters, one way to order, rows as they are taken.

The command line, the publication, the researchers' functions and the desk all read through `rows`, so that one
filter means the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, Select, String, Table, cast, func, select

from db import views
from db.repository import search

_BATCH: Final = 1000
_HITS: Final = 200
"""Hits of a search that are read at once."""

_GONE: Final = ("rejected", "withdrawn")


class FilterError(ValueError):
    """A view or a filter that is none, or one that a view does not have; the message names both."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is wanted; None asks for all. Days are included.

    A figure belongs to a span of days if its period touches it; a stock has the one day it is stated for. An
    article belongs to it by its day of publication. ``unit`` is a name or a part of one, as it is written, ``place``
    the full name of the unit that holds the place now. ``flagged`` True wants facts with any flag, False those with
    none. ``status`` None leaves out what was rejected or withdrawn. ``ids`` are those of the view's first column.
    """

    province: str | None = None
    indicator: str | None = None
    from_: date | None = None
    to: date | None = None
    source: str | None = None
    unit: str | None = None
    place: str | None = None
    level: str | None = None
    modality: str | None = None
    qualifier: str | None = None
    measure: str | None = None
    status: str | None = None
    flag: str | None = None
    flagged: bool | None = None
    in_queue: bool | None = None
    state: str | None = None
    verified: bool | None = None
    span: str | None = None
    canonical: str | None = None
    document: str | None = None
    ids: tuple[str | int, ...] | None = None


Condition = Callable[[FromClause, Any], ColumnElement[bool]]


def _equals(column: str) -> Condition:
    return lambda view, wanted: view.c[column] == wanted


def _listed(column: str) -> Condition:
    """In a JSON array of plain codes, which stand in quotes in its text on both databases."""
    return lambda view, wanted: cast(view.c[column], String).contains(f'"{wanted}"', autoescape=True)


def _contains(column: str) -> Condition:
    return lambda view, wanted: view.c[column].contains(wanted, autoescape=True)


def _flagged(view: FromClause, wanted: bool) -> ColumnElement[bool]:
    doubtful = cast(view.c.flags, String) != "[]"
    return doubtful if wanted else ~doubtful


def _ends(view: FromClause, wanted: date) -> ColumnElement[bool]:
    return func.coalesce(view.c.period_to, view.c.period_from) >= wanted


def _begins(view: FromClause, wanted: date) -> ColumnElement[bool]:
    return func.coalesce(view.c.period_from, view.c.period_to) <= wanted


def _one_of(view: FromClause, wanted: tuple[str | int, ...]) -> ColumnElement[bool]:
    first: ColumnElement[Any] = next(iter(view.c))
    return first.in_(wanted)


_COUNTED: Final[dict[str, Condition]] = {
    "province": _equals("province"),
    "indicator": _equals("indicator"),
    "from_": _ends,
    "to": _begins,
    "unit": _contains("unit"),
    "place": _equals("place_today"),
    "level": _equals("unit_level"),
    "modality": _equals("modality"),
    "qualifier": _listed("qualifiers"),
    "ids": _one_of,
}
_PUBLISHED: Final[dict[str, Condition]] = {
    "province": _equals("province"),
    "source": _equals("source"),
    "from_": lambda view, wanted: view.c.published >= wanted,
    "to": lambda view, wanted: view.c.published <= wanted,
}
_FILTERS: Final[Mapping[str, Mapping[str, Condition]]] = {
    "facts": _COUNTED
    | {
        "source": _equals("source"),
        "status": _equals("status"),
        "flag": _listed("flags"),
        "flagged": _flagged,
        "in_queue": lambda view, wanted: view.c.in_queue == wanted,
    },
    "figures": _COUNTED
    | {
        "source": _equals("source"),
        "measure": _equals("measure"),
        "state": _equals("state"),
        "verified": _equals("verified"),
    },
    "series": _COUNTED | {"measure": _equals("measure"), "span": _equals("span"), "verified": _equals("verified")},
    "articles": _PUBLISHED | {"ids": _one_of},
    "documents": {"province": _equals("province"), "canonical": _equals("canonical"), "ids": _one_of},
    "citations": _PUBLISHED | {"document": _equals("document_id")},
}
_ORDER: Final[Mapping[str, tuple[str, ...]]] = {
    "facts": ("province", "indicator", "period_to", "fact_id"),
    "figures": ("province", "indicator", "period_to", "figure_id"),
    "series": ("unit_key", "indicator", "modality", "measure", "period_to", "figure_id"),
    "articles": ("article_id",),
    "documents": ("canonical", "document_id"),
    "citations": ("document_id", "published", "article_id", "start"),
}


def rows(
    connection: Connection,
    view: str,
    filters: Filters | None = None,
    *,
    order: tuple[str, ...] | None = None,
    after: str | None = None,
    limit: int | None = None,
) -> Iterator[dict[str, Any]]:
    """The rows of a view, column by column as ``db.views`` has them, read as they are taken.

    ``order`` names columns, the usual ones of the view if not given. ``after`` pages: the value of the first column
    of the last row that was seen; rows then come in the order of that column alone. The connection must stay
    open meanwhile. Raises FilterError.
    """
    query = select_rows(view, filters, order=order, after=after).limit(limit)
    for row in connection.execute(query, execution_options={"yield_per": _BATCH}).mappings():
        yield dict(row)


def found(connection: Connection, query: str, filters: Filters | None = None) -> Iterator[dict[str, Any]]:
    """The rows of ``articles`` that the full-text search finds, in its order, read page by page as they are taken.

    Raises FilterError for a filter that articles do not have, ``search.QueryError`` for a query without a word.
    """
    wanted = filters or Filters()
    select_rows("articles", wanted)
    where = {name: getattr(wanted, name) for name in ("province", "source", "from_", "to")}
    cursor: str | None = None
    while True:
        page = search.find(connection, query, limit=_HITS, cursor=cursor, **where)
        ids = tuple(hit.article_id for hit in page.hits)
        told = {row["article_id"]: row for row in rows(connection, "articles", Filters(ids=ids))}
        yield from (told[key] for key in ids if key in told)
        cursor = page.cursor
        if cursor is None:
            return


def count(connection: Connection, view: str, filters: Filters | None = None) -> int:
    """How many rows of a view there are of a kind. Raises FilterError."""
    wanted = select_rows(view, filters).order_by(None).subquery()
    return connection.execute(select(func.count()).select_from(wanted)).scalar_one()


def columns(view: str) -> tuple[str, ...]:
    """The columns of a view, in their order. Raises FilterError for a view that is none."""
    return tuple(view_of(view).c.keys())


def filters_of(view: str) -> tuple[str, ...]:
    """The filters that a view has, by the names of ``Filters``. Raises FilterError for a view that is none."""
    view_of(view)
    return tuple(_FILTERS[view])


def select_rows(
    view: str, filters: Filters | None = None, *, order: tuple[str, ...] | None = None, after: str | None = None
) -> Select[Any]:
    """The query behind `rows`."""
    table = view_of(view)
    query = select(table).where(*conditions(view, filters or Filters(), table))
    first = next(iter(table.c))
    if after is not None:
        return query.where(first > after).order_by(first)
    if order is not None:
        return query.order_by(*(table.c[name].asc().nulls_last() for name in order))
    return query.order_by(*(table.c[name] for name in _ORDER[view]))


def conditions(view: str, wanted: Filters, table: FromClause) -> list[ColumnElement[bool]]:
    """What rows of a view must fulfil, told of ``table``: the view itself, or anything with its columns.

    Raises FilterError for a filter that the view does not have.
    """
    found = []
    for field in fields(wanted):
        value = getattr(wanted, field.name)
        if value is None:
            continue
        condition = _FILTERS[view].get(field.name)
        if condition is None:
            raise FilterError(f"{view} cannot be filtered by {field.name.rstrip('_')}")
        found.append(condition(table, value))
    if view == "facts" and wanted.status is None:
        found.append(table.c.status.not_in(_GONE))
    return found


def view_of(name: str) -> Table:
    """A view by its name. Raises FilterError for one that is none."""
    table = views.view_metadata.tables.get(name)
    if table is None:
        raise FilterError(f"there is no view {name!r}; there are {', '.join(views.view_metadata.tables)}")
    return table
