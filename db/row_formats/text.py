"""Rows as CSV, JSON and JSON Lines, in UTF-8, one by one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from db.row_formats.columns import Column, Row, as_json, as_text

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_csv(
    rows: Iterable[Row], columns: Sequence[Column], file: BinaryIO, *, bom: bool = False, spreadsheet_safe: bool = False
) -> int:
    """One row a line under a header; returns how many rows there are.

    ``bom`` begins with the mark by which Excel knows UTF-8. ``spreadsheet_safe`` puts an apostrophe before a text
    that a spreadsheet would take for a formula: what an article says must not run where it is opened. Numbers stay.
    """
    names = [column.name for column in columns]
    with _as_text(file, "utf-8-sig" if bom else "utf-8") as out:
        writer = csv.writer(_Lines(out), lineterminator="\r\n")
        writer.writerow(names)
        count = 0
        for row in rows:
            cells = [as_text(row[name]) for name in names]
            writer.writerow([_safe(cell) for cell in cells] if spreadsheet_safe else cells)
            count += 1
    return count


def write_json(rows: Iterable[Row], columns: Sequence[Column], file: BinaryIO) -> int:
    """An array of objects, one a line; returns how many there are."""
    count = 0
    with _as_text(file) as out:
        out.write("[")
        for row in rows:
            out.write((",\n" if count else "\n") + _object(row, columns))
            count += 1
        out.write("\n]\n" if count else "]\n")
    return count


def write_jsonl(rows: Iterable[Row], columns: Sequence[Column], file: BinaryIO) -> int:
    """An object a line; returns how many there are."""
    count = 0
    with _as_text(file) as out:
        for row in rows:
            out.write(_object(row, columns) + "\n")
            count += 1
    return count


def _object(row: Row, columns: Sequence[Column]) -> str:
    return as_json({column.name: row[column.name] for column in columns})


def _safe(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


class _Lines:
    """Lines that end in a line feed, of a writer that believes them to end in both marks and so quotes either."""

    def __init__(self, out: io.TextIOWrapper) -> None:
        self._out = out

    def write(self, line: str) -> int:
        return self._out.write(line.removesuffix("\r\n") + "\n")


class _as_text:  # noqa: N801  (used as a function)
    """Text over a binary file, which stays open."""

    def __init__(self, file: BinaryIO, encoding: str = "utf-8") -> None:
        self._text = io.TextIOWrapper(file, encoding=encoding, newline="")

    def __enter__(self) -> io.TextIOWrapper:
        return self._text

    def __exit__(self, *_: object) -> None:
        self._text.detach()
