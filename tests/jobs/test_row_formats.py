"""Rows written in every format and read back by another program: the same rows, whatever they hold."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from db import views
from db.row_formats.columns import Column, columns_of
from db.row_formats.names import RowFormat
from db.row_formats.workbook import LONGEST_TEXT, write_workbook
from db.row_formats.writing import write_rows
from jobs.row_table import print_rows

COLUMNS = (
    Column("name", "string"),
    Column("count", "integer"),
    Column("share", "number"),
    Column("local", "boolean"),
    Column("day", "date"),
    Column("at", "datetime"),
    Column("flags", "array"),
    Column("why", "object"),
)
AT = datetime(2025, 1, 6, 20, 15, 30, tzinfo=UTC)
NOTHING = dict.fromkeys((column.name for column in COLUMNS), None)


def _row(**given: Any) -> dict[str, Any]:
    full = {
        "name": "Đảng bộ huyện Suối Đá",
        "count": 142,
        "share": 52.53,
        "local": True,
        "day": date(2024, 12, 31),
        "at": AT,
        "flags": ["rate_mismatch", "needs_review"],
        "why": {"rate_mismatch": "142/270 = 52,59 %"},
    }
    return full | given


ROWS = [
    _row(),
    NOTHING,
    _row(name='Ông nói: "Kết nạp", rồi\nxuống dòng; và, phẩy', local=False, flags=["một"], why={"a": 'x "y"\n'}),
    _row(name="=1+1", flags=["=2"]),
    _row(name="+84 123", count=-5, share=-0.125),
    _row(name="@SUM(A1)", count=2**40, share=1234567.5),
    _row(name="https://bao.example/bai-1.html?a=1&b=2", count=0, share=0.0),
    _row(name="0123", at=datetime(2025, 1, 7, 3, tzinfo=timezone(timedelta(hours=7)))),
]


def _written(rows: Any, format: str, columns: tuple[Column, ...] = COLUMNS, **options: Any) -> bytes:
    file = io.BytesIO()
    told: list[str] = []
    count = write_rows(rows, columns, RowFormat(format), file, name="facts", tell=told.append, **options)
    assert isinstance(rows, Iterator) or count == len(rows)
    assert told == []
    assert not file.closed
    return file.getvalue()


def _from_csv(data: bytes) -> list[dict[str, Any]]:
    read: dict[str, Callable[[str], Any]] = {
        "string": str,
        "integer": int,
        "number": float,
        "boolean": lambda text: {"true": True, "false": False}[text],
        "date": date.fromisoformat,
        "datetime": datetime.fromisoformat,
        "array": lambda text: text.split("|"),
        "object": json.loads,
    }
    return [
        {column.name: read[column.type](row[column.name]) if row[column.name] else None for column in COLUMNS}
        for row in csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
    ]


def _from_objects(objects: list[dict[str, Any]]) -> list[dict[str, Any]]:
    read: dict[str, Callable[[str], Any]] = {"date": date.fromisoformat, "datetime": datetime.fromisoformat}
    return [
        {
            column.name: read.get(column.type, lambda value: value)(row[column.name])
            if row[column.name] is not None
            else None
            for column in COLUMNS
        }
        for row in objects
    ]


def _from_jsonl(data: bytes) -> list[dict[str, Any]]:
    return _from_objects([json.loads(line) for line in data.decode("utf-8").split("\n")[:-1]])


def _from_xlsx(data: bytes) -> list[dict[str, Any]]:
    read: dict[str, Callable[[Any], Any]] = {
        "date": lambda value: value.date(),
        "datetime": lambda value: value.replace(tzinfo=UTC),
        "array": lambda text: text.split("|"),
        "object": json.loads,
    }
    sheet = openpyxl.load_workbook(io.BytesIO(data))["facts"]
    header, *lines = sheet.iter_rows(values_only=True)
    assert list(header) == [column.name for column in COLUMNS]
    return [
        {
            column.name: None if value is None else read.get(column.type, lambda value: value)(value)
            for column, value in zip(COLUMNS, line, strict=True)
        }
        for line in lines
    ]


def _from_parquet(data: bytes) -> list[dict[str, Any]]:
    rows = pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist()
    return [row | {"why": None if row["why"] is None else json.loads(row["why"])} for row in rows]


READ: dict[str, Callable[[bytes], list[dict[str, Any]]]] = {
    "csv": _from_csv,
    "json": lambda data: _from_objects(json.loads(data)),
    "jsonl": _from_jsonl,
    "xlsx": _from_xlsx,
    "parquet": _from_parquet,
}


@pytest.mark.parametrize("format", READ)
def test_the_same_rows_come_back(format: str) -> None:
    assert READ[format](_written(ROWS, format)) == ROWS


@pytest.mark.parametrize("format", READ)
def test_no_rows_are_still_a_file_with_its_columns(format: str) -> None:
    data = _written([], format)
    assert READ[format](data) == []
    if format == "csv":
        assert data.decode() == ",".join(column.name for column in COLUMNS) + "\n"


_words = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t\"',;|="), min_size=1, max_size=20
)
_any_rows = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.none() | _words,
            "count": st.none() | st.integers(-(2**53), 2**53),
            "share": st.none() | st.floats(allow_nan=False, allow_infinity=False),
            "local": st.none() | st.booleans(),
            "day": st.none() | st.dates(),
            "at": st.none() | st.datetimes(timezones=st.just(UTC)),
            "flags": st.none() | st.lists(st.sampled_from(["a_b", "needs_review"]), min_size=1, max_size=3),
            "why": st.none() | st.dictionaries(_words, _words, min_size=1, max_size=2),
        }
    ),
    max_size=5,
)


@given(_any_rows)
@settings(max_examples=60, deadline=None)
def test_any_rows_come_back(rows: list[dict[str, Any]]) -> None:
    for format in ("csv", "json", "jsonl", "parquet"):
        assert READ[format](_written(rows, format)) == rows, format


def test_a_list_that_bars_would_not_give_back_is_json_in_csv() -> None:
    lists = [["a|b"], [""], ["[x"], ["a", "b"], []]
    data = _written([{"flags": one} for one in lists], "csv", (Column("flags", "array"),))
    assert data.decode().splitlines()[1:] == ['"[""a|b""]"', '"[""""]"', '"[""[x""]"', "a|b", '""']


def test_csv_for_excel_has_its_mark_and_no_formula() -> None:
    rows = [_row(name=name) for name in ("=1+1", "+1", "-1", "@a", "\ta", "\ra", "\na", "a=1", "'a", "")]
    data = _written(rows, "csv", bom=True, spreadsheet_safe=True)
    assert data.startswith(b"\xef\xbb\xbfname,")
    names = [row["name"] for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))]
    assert names == ["'=1+1", "'+1", "'-1", "'@a", "'\ta", "'\ra", "'\na", "a=1", "'a", ""]
    rows = [_row(count=-5, share=-0.5, flags=["-x", "b"])]
    (row,) = csv.DictReader(io.StringIO(_written(rows, "csv", spreadsheet_safe=True).decode()))
    assert (row["count"], row["share"], row["flags"]) == ("-5", "-0.5", "'-x|b")


def test_csv_changes_nothing_by_itself() -> None:
    data = _written([_row(name="=1+1")], "csv")
    assert not data.startswith(b"\xef\xbb\xbf") and b"\n=1+1," in data


def test_a_workbook_has_a_frozen_filtered_header_and_no_formula_or_link() -> None:
    book = openpyxl.load_workbook(io.BytesIO(_written(ROWS, "xlsx")))
    sheet = book["facts"]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:H9"
    kinds = {cell.data_type for line in sheet.iter_rows() for cell in line if cell.value is not None}
    assert kinds <= {"s", "inlineStr", "n", "b", "d"}
    assert all(cell.hyperlink is None for line in sheet.iter_rows() for cell in line)
    assert sheet["E2"].number_format == "yyyy-mm-dd" and sheet["F2"].number_format == "yyyy-mm-dd hh:mm:ss"


def _workbook(rows: Any, columns: tuple[Column, ...], **options: Any) -> tuple[Any, list[str]]:
    file = io.BytesIO()
    told: list[str] = []
    write_workbook(rows, columns, file, name="facts", tell=told.append, **options)
    return openpyxl.load_workbook(file), told


def test_rows_beyond_a_sheet_go_on_in_the_next_one() -> None:
    book, told = _workbook(({"n": n} for n in range(25)), (Column("n", "integer"),), rows_a_sheet=11)
    assert book.sheetnames == ["facts", "facts 2", "facts 3"]
    values = [[line[0] for line in sheet.iter_rows(values_only=True)] for sheet in book]
    assert values == [["n", *range(10)], ["n", *range(10, 20)], ["n", *range(20, 25)]]
    assert [sheet.auto_filter.ref for sheet in book] == ["A1:A11", "A1:A11", "A1:A6"]
    assert [line.rpartition(" in the sheet ")[2] for line in told] == ["facts 2", "facts 3"]


def test_what_excel_does_not_hold_is_told_or_stays_as_text() -> None:
    columns = (Column("text", "string"), Column("n", "integer"), Column("day", "date"))
    rows = [
        {"text": "x" * LONGEST_TEXT, "n": 2**53 + 1, "day": date(1887, 5, 19)},
        {"text": "y" * (LONGEST_TEXT + 1), "n": 1, "day": None},
    ]
    book, told = _workbook(rows, columns)
    first, second = list(book["facts"].iter_rows(values_only=True))[1:]
    assert first == ("x" * LONGEST_TEXT, str(2**53 + 1), "1887-05-19")
    assert second[0] == "y" * (LONGEST_TEXT - 1) + "…"
    assert len(told) == 1 and told[0].startswith("1 texts are longer than a cell of Excel holds (32,767 characters)")


def test_parquet_has_the_types_of_the_columns() -> None:
    schema = pyarrow.parquet.read_schema(io.BytesIO(_written(ROWS, "parquet")))
    assert {field.name: str(field.type) for field in schema} == {
        "name": "string",
        "count": "int64",
        "share": "double",
        "local": "bool",
        "day": "date32[day]",
        "at": "timestamp[us, tz=UTC]",
        "flags": "list<element: string>",
        "why": "string",
    }


@pytest.mark.parametrize("format", READ)
def test_many_rows_take_no_more_memory_than_few(format: str) -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        with open("/dev/null", "wb") if format != "xlsx" else io.BytesIO() as file:  # noqa: PTH123
            write_rows((_row(count=n) for n in range(count)), COLUMNS, RowFormat(format), file, name="facts")
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    few = 10_000 if format == "parquet" else 5_000  # which gathers more rows before it writes them
    peak(100)
    assert peak(4 * few) < 2 * peak(few) + 200 * few, "100 bytes of a row are kept, or more"


def test_every_view_can_be_written() -> None:
    for name, view in views.view_metadata.tables.items():
        columns = columns_of(name)
        assert [column.name for column in columns] == list(view.c.keys())
        row = {column.name: None for column in columns}
        for format in READ:
            assert write_rows([row], columns, RowFormat(format), io.BytesIO(), name=name) == 1
    types = {column.name: column.type for column in columns_of("facts")}
    assert types["flags"] == "array" and types["explanations"] == "object" and types["verified_at"] == "datetime"
    assert (types["published"], types["value"], types["in_queue"], types["revision"]) == (
        "date",
        "number",
        "boolean",
        "integer",
    )


def test_a_table_folds_what_is_long_and_keeps_its_widths() -> None:
    file = io.StringIO()
    rows = [_row(name=f"{n} " + "Đảng bộ huyện Suối Đá " * 6) for n in range(450)]
    assert print_rows(iter(rows), COLUMNS, Console(file=file, width=100)) == 450
    lines = file.getvalue().splitlines()
    assert max(map(len, lines)) <= 100
    assert sum("name" in line for line in lines) == 1, "one header"
    shown = "".join(line[: lines[1].index("count") - 1] for line in lines).split()
    assert shown.count("449") == 1 and "Suối" in shown


def test_what_an_article_says_does_nothing_to_the_terminal() -> None:
    file = io.StringIO()
    print_rows([_row(name="a\x1b[31mb")], COLUMNS, Console(file=file, width=200))
    assert "\x1b" not in file.getvalue() and "a\ufffd[31mb" in file.getvalue()
