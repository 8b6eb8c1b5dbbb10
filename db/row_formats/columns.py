"""What a column may hold, and how its values are written where a format has only text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from schema.dictionary import dictionary

ColumnType = Literal["string", "integer", "number", "boolean", "date", "datetime", "array", "object"]
"""``date`` is a ``datetime.date``, ``datetime`` an aware one, ``array`` a list of texts, ``object`` a mapping."""

Row = Mapping[str, Any]
"""A value for each column by its name; None is nothing known."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name and the type of its values."""

    name: str
    type: ColumnType


def columns_of(table: str) -> tuple[Column, ...]:
    """The columns of a table of the data dictionary, such as a view of the database, in their order."""
    return tuple(Column(column.name, column.type) for column in dictionary()[table].columns)


def as_text(value: Any) -> str | int | float | None:
    """A value for a cell of text or number: what CSV has, and a workbook where it has no type of its own.

    Lists of plain texts are joined by ``|``, other lists and objects are JSON, and what is empty is an empty cell.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return as_json(value) if value else ""
    if all(isinstance(part, str) and part and "|" not in part and part[0] != "[" for part in value):
        return "|".join(value)
    return as_json(list(value))


def as_json(value: Any) -> str:
    """A value as JSON in one line; days and instants in ISO form. Raises TypeError for what is none."""
    return json.dumps(value, ensure_ascii=False, default=_plain, allow_nan=False)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{value!r} is no JSON")
