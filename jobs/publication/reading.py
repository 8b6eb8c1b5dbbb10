"""The one way from the database to a package: the rows of a view, in a stated order, as typed values.

Rows come in the order of the view's key, compared byte by byte on both databases, so that SQLite and PostgreSQL with
the same content give the same files. They are read as they are taken: memory does not grow with the table.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy
from sqlalchemy import Boolean, Connection, Date, Engine, Text, select

from db.models.base import UtcDateTime
from jobs.publication.refusals import PublicationRefused
from schema.dictionary import ColumnType, Table

Row = tuple[Any, ...]

_BATCH = 5_000
_SQL_TYPES: dict[ColumnType, Any] = {"string": Text(), "boolean": Boolean(), "date": Date(), "datetime": UtcDateTime()}


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the database as it stands now, whatever others write meanwhile."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


def rows(connection: Connection, table: Table) -> Iterator[Row]:
    """The rows of the view that the dictionary describes as ``table``, ordered by its key.

    A row has the values of ``table.published``: str, int, float, bool, date, datetime in UTC, list, dict or None.
    Raises PublicationRefused where the database has no such view or the view lacks a column.
    """
    columns = table.published
    view = _view(connection, table.name, {column.name: column.type for column in columns})
    order = [_bytewise(connection, view.c[name]) for name in table.key]
    read = [_READERS.get(column.type) for column in columns]
    places = [(place, reader) for place, reader in enumerate(read) if reader is not None]
    for row in _stream(connection, select(*(view.c[column.name] for column in columns)).order_by(*order)):
        values = list(row)
        for place, reader in places:
            if values[place] is not None:
                values[place] = reader(values[place])
        yield tuple(values)


def _view(connection: Connection, name: str, types: dict[str, ColumnType]) -> sqlalchemy.TableClause:
    """The view as a clause with these columns; raises PublicationRefused where it or one of them is missing."""
    inspector = sqlalchemy.inspect(connection)
    if name not in {*inspector.get_view_names(), *inspector.get_table_names()}:
        raise PublicationRefused(
            f"the database has no view {name!r}; bring it up to date first (any `chibo` command does)"
        )
    there = {column["name"] for column in inspector.get_columns(name)}
    if missing := [column for column in types if column not in there]:
        raise PublicationRefused(f"the view {name!r} has no column {', '.join(missing)}")
    return sqlalchemy.table(name, *(sqlalchemy.column(column, _SQL_TYPES.get(kind)) for column, kind in types.items()))


def _bytewise(connection: Connection, column: Any) -> Any:
    """The column in an order that no locale changes. SQLite compares bytes anyway."""
    text = isinstance(column.type, Text)
    return sqlalchemy.collate(column, "C") if text and connection.dialect.name == "postgresql" else column


def _stream(connection: Connection, query: Any) -> Iterator[Any]:
    result = connection.execution_options(yield_per=_BATCH).execute(query)
    for batch in result.partitions(_BATCH):
        yield from batch


def _json(value: Any) -> Any:
    """A JSON column: text on one database, read already on the other."""
    return json.loads(value) if isinstance(value, str) else value


_READERS: dict[ColumnType, Callable[[Any], Any]] = {"integer": int, "number": float, "array": _json, "object": _json}
"""Counts and sums may come as decimals, JSON as text: one kind of value goes on."""
