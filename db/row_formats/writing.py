"""All formats, each by its writer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO

from db.row_formats.columns import Column, Row
from db.row_formats.names import RowFormat


def write_rows(
    rows: Iterable[Row],
    columns: Sequence[Column],
    format: RowFormat,
    file: BinaryIO,
    *,
    name: str,
    bom: bool = False,
    spreadsheet_safe: bool = False,
    tell: Callable[[str], None] = lambda message: None,
) -> int:
    """Write rows into a binary file, which stays open; returns how many there are. A table is not written here.

    Rows are taken as they are written, and few are held at a time. ``name`` is what a workbook calls its sheet;
    ``bom`` and ``spreadsheet_safe`` are of CSV alone, for a text in a workbook is never a formula. ``tell`` hears what
    the format does not hold. Raises OSError of the file, KeyError for a row without one of the columns.
    """
    if format is RowFormat.csv:
        from db.row_formats.text import write_csv

        return write_csv(rows, columns, file, bom=bom, spreadsheet_safe=spreadsheet_safe)
    if format is RowFormat.xlsx:
        from db.row_formats.workbook import write_workbook

        return write_workbook(rows, columns, file, name=name, tell=tell)
    if format is RowFormat.parquet:
        from db.row_formats.parquet import write_parquet

        return write_parquet(rows, columns, file)
    from db.row_formats.text import write_json, write_jsonl

    if format is RowFormat.table:
        raise ValueError("a table is printed, not written")
    return (write_json if format is RowFormat.json else write_jsonl)(rows, columns, file)
