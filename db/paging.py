"""Long lists page by page, the newest first.

A page begins behind the last row of the one before, so that the tenth costs what the first did.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select, tuple_

from db.reading import FilterError


def newest_first(
    connection: Connection,
    day: ColumnElement[Any],
    key: ColumnElement[Any],
    *where: ColumnElement[bool],
    limit: int,
    after: str | None = None,
) -> tuple[list[Any], str | None]:
    """The next ``limit`` keys by day and key, both descending, those without a day last; and where to go on.

    ``day`` and ``key`` are columns of one table with an index that begins with what ``where`` compares and goes on with
    ``day``. ``after`` is the second of what was given for the page before; it is None when nothing is left. Raises
    FilterError for an ``after`` that is none.
    """
    dated, last_day, last_key = _place(after, key.type.python_type)
    found: list[tuple[Any, date | None]] = []
    if dated:
        query = select(key, day).where(*where, day.is_not(None)).order_by(day.desc(), key.desc())
        if last_day is not None:
            query = query.where(day <= last_day, tuple_(day, key) < tuple_(last_day, last_key))
        found += _read(connection, query, limit + 1)
        last_key = None
    if len(found) <= limit:
        query = select(key, day).where(*where, day.is_(None)).order_by(key.desc())
        if last_key is not None:
            query = query.where(key < last_key)
        found += _read(connection, query, limit + 1 - len(found))
    shown = found[:limit]
    further = f"{shown[-1][1] or ''}~{shown[-1][0]}" if len(found) > limit and shown else None
    return [row[0] for row in shown], further


def _read(connection: Connection, query: Select[Any], limit: int) -> list[tuple[Any, date | None]]:
    return [(row[0], row[1]) for row in connection.execute(query.limit(limit))]


def _place(after: str | None, kind: type) -> tuple[bool, date | None, Any]:
    """Whether rows with a day are still to come, and the day and key to go on behind."""
    if after is None:
        return True, None, None
    day, mark, key = after.partition("~")
    try:
        if not mark or not key:
            raise ValueError
        return bool(day), date.fromisoformat(day) if day else None, kind(key)
    except ValueError:
        raise FilterError(f"{after!r} is no place in this list; begin anew") from None
