"""Rows as Parquet, each column of the type that it has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, BinaryIO

import pyarrow
from pyarrow import parquet

from db.row_formats.columns import Column, ColumnType, Row, as_json

_ROWS_AT_ONCE = 10_000
_TYPES: dict[ColumnType, Any] = {
    "string": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
    "date": pyarrow.date32(),
    "datetime": pyarrow.timestamp("us", tz="UTC"),
    "array": pyarrow.list_(pyarrow.string()),
    "object": pyarrow.string(),
}


def write_parquet(rows: Iterable[Row], columns: Sequence[Column], file: BinaryIO) -> int:
    """All rows, an object as its JSON; returns how many there are."""
    schema = pyarrow.schema([(column.name, _TYPES[column.type]) for column in columns])
    stream = iter(rows)
    count = 0
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while batch := list(islice(stream, _ROWS_AT_ONCE)):
            arrays = [
                pyarrow.array([_value(row[column.name], column.type) for row in batch], _TYPES[column.type])
                for column in columns
            ]
            writer.write_batch(pyarrow.record_batch(arrays, schema=schema))
            count += len(batch)
    return count


def _value(value: Any, type: ColumnType) -> Any:
    if value is None:
        return None
    if type == "object":
        return as_json(value)
    return list(value) if type == "array" else value
