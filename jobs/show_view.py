"""``chibo facts``, ``figures``, ``articles``, ``documents``: a view of the database, filtered, in a format."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final, get_args

from rich.console import Console
from sqlalchemy import URL, Connection

import db
from db import reading
from db.figure_choice import State
from db.row_formats.columns import Column, Row, columns_of
from db.row_formats.names import FORMATS_OF_BYTES, RowFormat
from db.row_formats.writing import write_rows
from db.standing import Status
from jobs.console import printing_to
from jobs.fact_table import print_facts, print_figures
from jobs.provinces import did_you_mean, known_province, plain
from jobs.record_formats import OutputError, opened_output
from jobs.row_table import print_rows
from schema import flags, indicators

_PAGE: Final = 200  # hits of a search that are read at once

_MOST_DOCUMENTS: Final = 10_000  # of one number as it is typed

_SHOWN: Final = {
    "articles": "article_id published source title facts flagged url",
    "documents": "canonical issuer province date title articles citations first_cited last_cited",
}
"""The columns of a table; the other formats have them all."""

_PRINTED: Final = {"facts": print_facts, "figures": print_figures}
"""What a table of them tells cannot be told column by column."""

_ORDER: Final = {"facts": ("province", "unit", "indicator", "period_to", "url", "evidence_start", "fact_id")}


class UnknownName(Exception):
    """A value of an option that is none of those it can have; the message names the nearest."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask for, as typed; None asks for all. A view has only some of them."""

    province: str | None = None
    indicator: str | None = None
    from_: date | None = None
    to: date | None = None
    source: str | None = None
    unit: str | None = None
    status: str | None = None
    flag: str | None = None
    flagged: bool = False
    state: str | None = None
    search: str | None = None
    number: str | None = None
    limit: int | None = None


def show_view(
    view: str,
    asked: Asked,
    *,
    format: RowFormat | None = None,
    output: Path | None = None,
    bom: bool = False,
    url: str | URL | None = None,
) -> int:
    """Write the rows to ``output`` or standard output and return how many there are; notes go to standard error.

    ``format`` None is told by the name of ``output``, or else a table. ``bom`` is CSV for Excel: the mark by which it
    knows UTF-8, and no text that it would take for a formula. A SQLite file that is not there is empty, and not made.
    Raises UnknownName, UnknownProvince, OutputError, db.search.QueryError, db.DatabaseError.
    """
    format = format or _format_of(output)
    if format in FORMATS_OF_BYTES and output is None:
        raise OutputError(f"--format {format} writes a binary file: name it with --output FILE")
    if bom and format is not RowFormat.csv:
        raise OutputError(f"--bom is of csv, not of {format}")
    _check(asked)
    missing = _missing_file(url)
    if missing is not None:
        if asked.province is not None:
            known_province(asked.province)
        _tell_empty(missing, format)
        with opened_output(output) as file:
            return 0 if format is RowFormat.table else _write(view, (), format, file, bom)
    engine = db.engine(url)
    try:
        db.migrate(engine)
        with engine.connect() as connection:
            filters = _filters(connection, view, asked)
            rows = _rows(connection, view, filters, asked)
            with opened_output(output) as file:
                if format is RowFormat.table:
                    with printing_to(None if output is None else file) as console:
                        return _print(view, rows, console, connection, filters, asked)
                written = _write(view, rows, format, file, bom)
            if not written and not reading.count(connection, view):
                _tell_empty(_shown_url(engine.url), format)
            return written
    finally:
        engine.dispose()


def _write(view: str, rows: Iterable[Row], format: RowFormat, file: BinaryIO, bom: bool) -> int:
    def tell(message: str) -> None:
        print(f"chibo: {message}", file=sys.stderr)

    columns = columns_of(view)
    return write_rows(rows, columns, format, file, name=view, bom=bom, spreadsheet_safe=bom, tell=tell)


def _print(
    view: str, rows: Iterable[Row], console: Console, connection: Connection, filters: db.Filters, asked: Asked
) -> int:
    """A table, and below it how many of all there are."""
    shown = _PRINTED[view](rows, console) if view in _PRINTED else print_rows(rows, _shown(view), console)
    every = reading.count(connection, view, filters if shown else None)
    if not every:
        _tell_empty(_shown_url(connection.engine.url), RowFormat.table)
    elif not shown:
        known = ", ".join(db.repository.facts.provinces(connection)) or "none"
        console.print(f"No {view} match; the database has {every} (provinces: {known}).", markup=False)
    elif asked.search is not None:
        console.print(f"{shown} {view} found", highlight=False)
    else:
        console.print(f"{shown} of {every} {view}" if shown < every else f"{shown} {view}", highlight=False)
    return shown


def _shown(view: str) -> tuple[Column, ...]:
    columns = {column.name: column for column in columns_of(view)}
    return tuple(columns[name] for name in _SHOWN[view].split())


def _rows(connection: Connection, view: str, filters: db.Filters, asked: Asked) -> Iterator[Row]:
    """The rows that are wanted; those of a search as the search orders them."""
    if asked.search is None:
        return reading.rows(connection, view, filters, order=_ORDER.get(view), limit=asked.limit)
    return islice(reading.found(connection, asked.search, filters), asked.limit)


def _filters(connection: Connection, view: str, asked: Asked) -> db.Filters:
    """The filters of a view; a province and a source as the database spells them. Raises UnknownName."""
    values: dict[str, Any] = {
        name: getattr(asked, name) for name in Asked.__slots__ if name not in ("search", "number", "limit")
    }
    values["flagged"] = asked.flagged or None
    if asked.province is not None:
        values["province"] = _as_spelt(asked.province, db.repository.facts.provinces(connection))
    if asked.number is not None:
        named = db.repository.documents.find(connection, asked.number, limit=_MOST_DOCUMENTS)
        values["ids"] = tuple(document.id for document in named)
    if asked.source is not None:
        names = [source.name for source in db.repository.sources.known(connection)]
        _one_of("source", asked.source, names)
    return db.Filters(**{name: value for name, value in values.items() if value is not None})


def _check(asked: Asked) -> None:
    """Raise UnknownName for a code that is in no registry."""
    for name, value, known in (
        ("indicator", asked.indicator, indicators()),
        ("flag", asked.flag, flags()),
        ("status", asked.status, get_args(Status)),
        ("state", asked.state, get_args(State)),
    ):
        if value is not None:
            _one_of(name, value, known)


def _one_of(name: str, value: str, known: Iterable[str]) -> None:
    known = list(known)
    if value not in known:
        raise UnknownName(f"no {name} is called {value!r}{did_you_mean(value, known)}")


def _format_of(output: Path | None) -> RowFormat:
    suffix = output.suffix.removeprefix(".").lower() if output is not None else ""
    return RowFormat(suffix) if suffix in set(RowFormat) else RowFormat.table


def _as_spelt(name: str, provinces: list[str]) -> str:
    """The province that is meant by ``name`` ("tuyen quang"), of those with facts or of all; raises UnknownProvince."""
    meant = next((province for province in provinces if plain(province) == plain(name)), None)
    return meant if meant is not None else known_province(name)


def _missing_file(url: str | URL | None) -> str | None:
    """The SQLite file that is asked, if it is not there."""
    target = db.database_url(url)
    if target.get_backend_name() != "sqlite" or not target.database or target.database.startswith("file:"):
        return None
    try:
        Path(target.database).stat()
    except FileNotFoundError:
        return target.database
    except OSError:  # opening it will say why
        pass
    return None


def _shown_url(url: URL) -> str:
    return url.set(query={}).render_as_string(hide_password=True)


def _tell_empty(database: str, format: RowFormat) -> None:
    told = f"The database is empty: run `chibo nightly` or `make run` ({database})."
    Console(stderr=format is not RowFormat.table).print(told, markup=False, highlight=False, soft_wrap=True)
