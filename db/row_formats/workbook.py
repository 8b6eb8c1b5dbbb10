"""Rows as a workbook of Excel: real days and numbers, a text never a formula, no row left out."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from db.row_formats.columns import Column, Row, as_text

ROWS_A_SHEET = 1_048_576
"""Rows that a sheet of Excel holds, its header among them."""
LONGEST_TEXT = 32_767
"""Characters that a cell of Excel holds."""

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
_EXACT = 2**53  # numbers of Excel are doubles: a whole number beyond is text, and stays what it is
_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a day that never was
_WIDTH = {"date": 11, "datetime": 20, "integer": 10, "number": 10, "boolean": 8}
_TEXT_WIDTH = 24


def write_workbook(
    rows: Iterable[Row],
    columns: Sequence[Column],
    file: BinaryIO,
    *,
    name: str,
    tell: Callable[[str], None],
    rows_a_sheet: int = ROWS_A_SHEET,
) -> int:
    """Sheets called ``name``, ``name 2`` … with a frozen, filtered header; returns how many rows there are.

    ``tell`` hears of what Excel does not hold: rows beyond a sheet, which go on in the next one, and texts that are
    too long for a cell, which are cut.
    """
    # Made elsewhere and then copied: a workbook that meets a full disk complains again when it is forgotten.
    with tempfile.TemporaryFile() as made:
        try:
            with xlsxwriter.Workbook(made, _OPTIONS) as book:
                cells = _Cells(book)
                count = _fill(book, cells, rows, columns, name, tell, rows_a_sheet)
        except FileCreateError as error:
            raise (error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error))) from error
        made.seek(0)
        shutil.copyfileobj(made, file)
    if cells.cut:
        tell(
            f"{cells.cut} texts are longer than a cell of Excel holds ({LONGEST_TEXT:,} characters) and are cut; csv,"
            " json, jsonl and parquet have them whole"
        )
    return count


def _fill(
    book: xlsxwriter.Workbook,
    cells: _Cells,
    rows: Iterable[Row],
    columns: Sequence[Column],
    name: str,
    tell: Callable[[str], None],
    rows_a_sheet: int,
) -> int:
    sheet = _begin(book, name, columns)
    count, sheets, line = 0, 1, 1
    for row in rows:
        if line == rows_a_sheet:
            _finish(sheet, columns, line)
            sheets += 1
            tell(f"more rows than a sheet of Excel holds: they go on in the sheet {name} {sheets}")
            sheet, line = _begin(book, f"{name} {sheets}", columns), 1
        for place, column in enumerate(columns):
            cells.write(sheet, line, place, row[column.name])
        line += 1
        count += 1
    _finish(sheet, columns, line)
    return count


class _Cells:
    """Writes values by what they are."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._instant = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.cut = 0

    def write(self, sheet: Worksheet, line: int, place: int, value: Any) -> None:
        """One cell; an instant is in UTC, for Excel knows no zones."""
        if isinstance(value, bool):
            sheet.write_boolean(line, place, value)
        elif isinstance(value, datetime) and value.date() >= _FIRST_DAY:
            sheet.write_datetime(line, place, value.astimezone(UTC).replace(tzinfo=None), self._instant)
        elif isinstance(value, date) and not isinstance(value, datetime) and value >= _FIRST_DAY:
            sheet.write_datetime(line, place, datetime(value.year, value.month, value.day), self._day)
        elif isinstance(value, float) or (isinstance(value, int) and abs(value) <= _EXACT):
            sheet.write_number(line, place, value)
        elif value is not None:
            self._text(sheet, line, place, str(as_text(value)))

    def _text(self, sheet: Worksheet, line: int, place: int, text: str) -> None:
        if len(text) > LONGEST_TEXT:
            self.cut += 1
            text = text[: LONGEST_TEXT - 1] + "…"
        sheet.write_string(line, place, text)


def _begin(book: xlsxwriter.Workbook, name: str, columns: Sequence[Column]) -> Worksheet:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, max(_WIDTH.get(column.type, _TEXT_WIDTH), len(column.name) + 3))
        sheet.write_string(0, place, column.name, bold)
    return sheet


def _finish(sheet: Worksheet, columns: Sequence[Column], lines: int) -> None:
    sheet.autofilter(0, 0, lines - 1, len(columns) - 1)
