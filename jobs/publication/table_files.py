"""One table as CSV, as Parquet and within the SQLite file, written side by side from the same rows.

CSV: UTF-8 without a byte order mark, LF, RFC 4180 quoting; every text is quoted and nothing is an empty cell, so that
an empty text and no text stay apart. Numbers have the shortest form that reads back as the same number,
instants are to the second in all three.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from jobs.publication.reading import Row
from jobs.publication.refusals import PublicationRefused
from jobs.publication.shapes import arrow_schema, as_text, is_text_in_csv, sqlite_insert, sqlite_table
from schema.dictionary import Column, Table

ROW_GROUP = 20_000
"""Rows that are held at once, and in a row group of Parquet: the same for every version, so that bytes are."""


class TableFiles:
    """Takes the rows of a table in order; leaving the block completes the files.

    Raises PublicationRefused for a value that the dictionary does not allow and for a key that two rows share.
    """

    def __init__(self, folder: Path, table: Table, database: sqlite3.Connection) -> None:
        self.table = table
        self.count = 0
        self._held: list[Row] = []
        self._folder = folder
        self._database = database
        self._schema = arrow_schema(table)
        self._csv_schema = pa.schema(
            (field.name, pa.string() if is_text_in_csv(column) else field.type)
            for field, column in zip(self._schema, table.published, strict=True)
        )

    def __enter__(self) -> Self:
        self._database.execute(sqlite_table(self.table))
        with ExitStack() as stack:
            csv = stack.enter_context((self._folder / f"{self.table.name}.csv").open("wb"))
            parquet = stack.enter_context((self._folder / f"{self.table.name}.parquet").open("wb"))
            self._csv = stack.enter_context(
                pyarrow.csv.CSVWriter(
                    csv, self._csv_schema, write_options=pyarrow.csv.WriteOptions(quoting_header="none")
                )
            )
            self._parquet = stack.enter_context(
                pyarrow.parquet.ParquetWriter(parquet, self._schema, compression="zstd", version="2.6")
            )
            self._open = stack.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._open:
            if kind is None:
                self._flush()

    def add(self, row: Row) -> None:
        """Take one row, its values in the order of ``table.published``."""
        self._held.append(row)
        if len(self._held) >= ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        if not self._held:
            return
        columns: list[Sequence[Any]] = [
            [value and value.replace(microsecond=0) for value in values] if column.type == "datetime" else values
            for column, values in zip(self.table.published, zip(*self._held, strict=True), strict=True)
        ]
        texts = [
            [as_text(value) for value in values] if is_text_in_csv(column) else values
            for column, values in zip(self.table.published, columns, strict=True)
        ]
        arrays = []
        for column, values, text, field in zip(self.table.published, columns, texts, self._schema, strict=True):
            array = pa.array(text if column.type == "object" else values, field.type)
            self._check(column, array)
            arrays.append(array)
        self._parquet.write_table(pa.Table.from_arrays(arrays, schema=self._schema), row_group_size=ROW_GROUP)
        written = [
            pa.array(text, field.type) if is_text_in_csv(column) else array
            for column, text, array, field in zip(self.table.published, texts, arrays, self._csv_schema, strict=True)
        ]
        self._csv.write_table(pa.Table.from_arrays(written, schema=self._csv_schema))
        kept: list[Sequence[Any]] = [
            [value and value.isoformat() for value in values] if column.type == "date" else text
            for column, values, text in zip(self.table.published, columns, texts, strict=True)
        ]
        try:
            self._database.executemany(sqlite_insert(self.table), zip(*kept, strict=True))
        except sqlite3.IntegrityError as error:
            raise PublicationRefused(f"two rows of {self.table.name} have the same key ({error})") from error
        self.count += len(self._held)
        self._held.clear()

    def _check(self, column: Column, array: pa.Array) -> None:
        where = f"{self.table.name}.{column.name}"
        if not column.nullable and array.null_count:
            raise PublicationRefused(
                f"{where} is empty in {array.null_count} rows; the data dictionary does not allow that"
            )
        if column.codes is not None:
            values = pc.unique(array.flatten() if column.type == "array" else array).to_pylist()
            if unknown := sorted(set(values) - {code for code, _ in column.codes} - {None}):
                raise PublicationRefused(f"{where}: {', '.join(unknown)} is not in the list {column.list!r}")
