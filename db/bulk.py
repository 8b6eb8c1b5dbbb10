"""Many rows into one table at once, as fast as the driver takes them.

SQLAlchemy converts an executemany row by row, which costs more than SQLite's own work. Here a batch is converted
column by column, and only the columns that need it. PostgreSQL gets its rows through SQLAlchemy as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Double, Integer, String, Table, insert

from db.models import Base

Convert = Callable[[Any], Any]

_AS_THEY_ARE = (Integer, Double, String)
"""Types whose Python values SQLite takes without conversion (Boolean is none of them)."""


def insert_rows(connection: Connection, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the columns of the first one; nothing for no rows.

    Values are those of ``sqlalchemy.insert``. Raises what that raises (IntegrityError …).
    """
    if not rows:
        return
    names = tuple(rows[0])
    if connection.dialect.name != "sqlite" or len(names) == 1:
        connection.execute(insert(model), rows)
        return
    table = model.__table__
    assert isinstance(table, Table)
    sql, converts = _statement(table, names, connection.dialect)
    columns: list[Iterable[Any]] = list(zip(*map(itemgetter(*names), rows), strict=True))
    for place, convert in converts:
        columns[place] = _converted(columns[place], convert)
    connection.exec_driver_sql(sql, list(zip(*columns, strict=True)))


@lru_cache(maxsize=256)
def _statement(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, list[tuple[int, Convert]]]:
    """The statement with its columns in the order of ``names``, and which of them to convert, and how."""
    quoted = dialect.identifier_preparer.quote
    listed = ", ".join(quoted(table.c[name].name) for name in names)
    marks = ", ".join("?" * len(names))
    converts = []
    for place, name in enumerate(names):
        kind = table.c[name].type
        convert = None if type(kind) in _AS_THEY_ARE else kind.dialect_impl(dialect).bind_processor(dialect)
        if convert is not None:
            converts.append((place, convert))
    return f"INSERT INTO {quoted(table.name)} ({listed}) VALUES ({marks})", converts


def _converted(values: Iterable[Any], convert: Convert) -> list[Any]:
    """Each value converted; a day, or an empty list, that occurs again is converted once."""
    known: dict[Any, Any] = {}
    found = []
    for value in values:
        key = value
        if value.__class__ is list or value.__class__ is dict:
            if value:
                found.append(convert(value))
                continue
            key = value.__class__
        if key in known:
            found.append(known[key])
        else:
            found.append(known.setdefault(key, convert(value)))
    return found
