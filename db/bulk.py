"""Many rows into one table at once, as fast as the driver takes them.

SQLAlchemy converts each value of each row of an executemany, which costs more than SQLite's own work. Here only the
columns that need it are converted, and a day or an empty list but once. PostgreSQL gets its rows through SQLAlchemy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import JSON, Boolean, Connection, Dialect, Double, Integer, String, Table, insert

from db.models import Base

Convert = Callable[[Any], Any]

_AS_THEY_ARE = (Integer, Double, String, Boolean)
"""Types whose Python values SQLite takes without conversion."""


def insert_rows(connection: Connection, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the columns of the first one; nothing for no rows.

    Values are those of ``sqlalchemy.insert``. Raises what that raises (IntegrityError …).
    """
    if rows:
        names = tuple(rows[0])
        insert_tuples(connection, model, names, list(map(itemgetter(*names), rows)))


def insert_tuples(
    connection: Connection, model: type[Base], names: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
) -> None:
    """The same for rows that are the values of the columns ``names`` (two at least), in that order."""
    if not rows:
        return
    if connection.dialect.name != "sqlite":
        connection.execute(insert(model), [dict(zip(names, row, strict=True)) for row in rows])
        return
    table = model.__table__
    assert isinstance(table, Table)
    sql, kinds = _statement(table, names, connection.dialect)
    connection.exec_driver_sql(sql, _converted(rows, [(place, _remembering(*kind)) for place, kind in kinds]))


@lru_cache(maxsize=256)
def _statement(
    table: Table, names: tuple[str, ...], dialect: Dialect
) -> tuple[str, list[tuple[int, tuple[Convert, bool]]]]:
    """The statement, and which places of a row to convert: how, and whether the values are JSON."""
    quoted = dialect.identifier_preparer.quote
    listed = ", ".join(quoted(table.c[name].name) for name in names)
    marks = ", ".join("?" * len(names))
    kinds: list[tuple[int, tuple[Convert, bool]]] = []
    for place, name in enumerate(names):
        kind = table.c[name].type
        convert = None if type(kind) in _AS_THEY_ARE else kind.dialect_impl(dialect).bind_processor(dialect)
        if convert is not None:
            kinds.append((place, (convert, isinstance(kind, JSON))))
    return f"INSERT INTO {quoted(table.name)} ({listed}) VALUES ({marks})", kinds


def _converted(rows: Iterable[tuple[Any, ...]], converts: Sequence[tuple[int, Convert]]) -> list[tuple[Any, ...]]:
    found = []
    for row in rows:
        values = list(row)
        for place, convert in converts:
            values[place] = convert(values[place])
        found.append(tuple(values))
    return found


def _remembering(convert: Convert, json: bool) -> Convert:
    """The same conversion, made once for values that come again and again: days, empty lists, nothing."""
    if json:
        empty, nothing, none = convert([]), convert({}), convert(None)

        def converted(value: Any) -> Any:
            if value:
                return convert(value)
            if value is None:
                return none
            return empty if value.__class__ is list else nothing if value.__class__ is dict else convert(value)

        return converted
    known: dict[Any, Any] = {}

    def recalled(value: Any) -> Any:
        if value in known:
            return known[value]
        return known.setdefault(value, convert(value))

    return recalled
