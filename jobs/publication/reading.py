"""The one way from the database to a package: the rows of a view, in a stated order, as typed values.

Rows come in the order of the table's key, compared byte by byte on both databases, so that SQLite and PostgreSQL with
the same content give the same files. They are read as they are taken: memory does not grow with the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, String, collate

from db.reading import Filters, select_rows
from schema.dictionary import ColumnType, Table

Row = tuple[Any, ...]

_BATCH = 5_000
_READERS: dict[ColumnType, Callable[[Any], Any]] = {"integer": int, "number": float}
"""Counts and sums may come as decimals: one kind of value goes on."""


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the database as it stands now, whatever others write meanwhile."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


def rows(connection: Connection, table: Table, *, status: str | None = None) -> Iterator[Row]:
    """The rows of the view that the dictionary describes as ``table``, ordered by its key.

    A row has the values of ``table.published``: str, int, float, bool, date, datetime in UTC, list, dict or None. Facts
    that were rejected or withdrawn come only where ``status`` asks for them. Raises db.FilterError where there is no
    such view.
    """
    query = select_rows(table.name, Filters(status=status))
    view = query.exported_columns
    query = query.with_only_columns(*(view[column.name] for column in table.published))
    order = (_bytewise(connection, view[name]) for name in table.key)
    readers = [
        (place, _READERS[column.type]) for place, column in enumerate(table.published) if column.type in _READERS
    ]
    result = connection.execution_options(yield_per=_BATCH).execute(query.order_by(None).order_by(*order))
    for batch in result.partitions(_BATCH):
        for row in batch:
            values = list(row)
            for place, reader in readers:
                if values[place] is not None:
                    values[place] = reader(values[place])
            yield tuple(values)


def _bytewise(connection: Connection, column: Any) -> Any:
    """The column in an order that no locale changes. SQLite compares bytes anyway."""
    text = isinstance(column.type, String)
    return collate(column, "C") if text and connection.dialect.name == "postgresql" else column
