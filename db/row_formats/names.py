"""The formats by their names."""

from __future__ import annotations

from enum import StrEnum


class RowFormat(StrEnum):
    """How rows are written."""

    table = "table"
    csv = "csv"
    xlsx = "xlsx"
    json = "json"
    jsonl = "jsonl"
    parquet = "parquet"


FORMATS_OF_BYTES = (RowFormat.xlsx, RowFormat.parquet)
"""Those that no terminal shows."""
