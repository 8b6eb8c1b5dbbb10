"""One column of the dictionary in each form of a package: Arrow (Parquet), SQLite, Table Schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from schema.codebook import shown
from schema.dictionary import Column, ColumnType, Table

if TYPE_CHECKING:
    import pyarrow as pa

_SQLITE: dict[ColumnType, str] = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_AS_TEXT: frozenset[ColumnType] = frozenset({"datetime", "array", "object"})


def arrow_schema(table: Table) -> pa.Schema:
    """Types of the Parquet file: lists of strings are lists, objects are JSON as text; each column with its meaning."""
    import pyarrow as pa

    types: dict[ColumnType, Any] = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "datetime": pa.timestamp("us", tz="UTC"),
        "array": pa.list_(pa.string()),
        "object": pa.string(),
    }
    return pa.schema(
        pa.field(
            column.name, types[column.type], column.nullable, {"description": column.en, "description_vi": column.vi}
        )
        for column in table.published
    )


def is_text_in_csv(column: Column) -> bool:
    """Whether the value is written out by ``as_text`` before it goes into CSV or SQLite."""
    return column.type in _AS_TEXT


def as_text(value: Any) -> str | None:
    """A list, object or instant as CSV and SQLite have it: JSON, or ISO 8601 in UTC to the second."""
    return None if value is None else shown(value)


def sqlite_table(table: Table) -> str:
    """The CREATE TABLE of the published columns, with key, references and closed lists."""
    lines = []
    for column in table.published:
        line = f"{_quoted(column.name)} {_SQLITE.get(column.type, 'TEXT')}"
        line += "" if column.nullable else " NOT NULL"
        if column.type == "boolean":
            line += f" CHECK ({_quoted(column.name)} IN (0, 1))"
        lines.append(line)
    lines.append(f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})")
    for column in table.published:
        if column.references:
            target, key = column.references
            lines.append(f"FOREIGN KEY ({_quoted(column.name)}) REFERENCES {_quoted(target)} ({_quoted(key)})")
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {_quoted(table.name)} (\n  {body}\n)"


def sqlite_indexes(table: Table) -> list[str]:
    """Indexes for what is searched and joined by: references, closed lists of words, provinces, periods, days."""
    return [
        f"CREATE INDEX {_quoted(f'{table.name}_{column.name}')} ON {_quoted(table.name)} ({_quoted(column.name)})"
        for column in table.published
        if column.name not in table.key[:1]
        and (column.references or column.name in _SEARCHED or (column.codes and column.type == "string"))
    ]


def sqlite_insert(table: Table) -> str:
    """The INSERT of a row of published columns."""
    columns = table.published
    return (
        f"INSERT INTO {_quoted(table.name)} ({', '.join(_quoted(column.name) for column in columns)})"
        f" VALUES ({', '.join('?' * len(columns))})"
    )


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema (Data Package 2) of the CSV file."""
    schema: dict[str, Any] = {
        "fields": [_field(column, table) for column in table.published],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    keys = [
        {"fields": [column.name], "reference": {"resource": column.references[0], "fields": [column.references[1]]}}
        for column in table.published
        if column.references
    ]
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(column: Column, table: Table) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "description": column.en,
        "description_vi": column.vi,
        "example": shown(column.example),
    }
    constraints: dict[str, Any] = {}
    if not column.nullable:
        constraints["required"] = True
    if table.key == (column.name,):
        constraints["unique"] = True
    if column.unit:
        field |= {"unit": column.unit.en, "unit_vi": column.unit.vi}
    if column.codes is not None:
        codes = [code for code, _ in column.codes]
        if column.type == "array":
            field["arrayItem"] = {"type": "string", "constraints": {"enum": codes}}
        else:
            constraints["enum"] = codes
            field["categories"] = [{"value": code, "label": words.en} for code, words in column.codes]
    return field | ({"constraints": constraints} if constraints else {})


def json_text(value: Any) -> str:
    """A JSON file as packages have them: keys in the given order, two spaces, a line end at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _quoted(name: str) -> str:
    return f'"{name}"'


_SEARCHED = frozenset({"source", "province", "period_to", "published", "canonical", "month", "place_code"})
