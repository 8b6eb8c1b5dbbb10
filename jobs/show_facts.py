"""``chibo facts``: the present facts of a database, filtered."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Literal

from rich.console import Console
from sqlalchemy import URL

import db
from db.repository.facts import FactQuery
from jobs.console import Output
from jobs.fact_formats import print_table, write_csv, write_json
from jobs.provinces import did_you_mean, known_province, plain
from schema import indicators

Format = Literal["table", "csv", "json"]


class UnknownIndicator(Exception):
    """A code that is not in ``schema/indicators.toml``."""


def show_facts(
    *,
    url: str | URL | None = None,
    province: str | None = None,
    indicator: str | None = None,
    from_: date | None = None,
    to: date | None = None,
    flagged: bool = False,
    format: Format = "table",
    limit: int | None = None,
) -> int:
    """Write the facts to standard output and return how many there are; notes go to standard error.

    ``province`` is found without regard to accents and case. A SQLite file that is not there is empty, and not made.
    Raises UnknownIndicator, UnknownProvince, db.DatabaseError.
    """
    if indicator is not None and indicator not in indicators():
        raise UnknownIndicator(f"no indicator is called {indicator!r}{did_you_mean(indicator, indicators())}")
    missing = _missing_file(url)
    if missing is not None:
        if province is not None:
            known_province(province)
        _tell_empty(missing, format)
        return write_csv([], sys.stdout) if format == "csv" else write_json([], sys.stdout) if format == "json" else 0
    engine = db.engine(url)
    try:
        db.migrate(engine)
        with engine.connect() as connection:
            if province is not None:
                province = _as_spelt(province, db.repository.facts.provinces(connection))
            wanted = FactQuery(
                province=province, indicator=indicator, from_=from_, to=to, flagged=flagged or None, limit=limit
            )
            rows = db.repository.facts.facts(connection, wanted)
            if not db.repository.facts.count(connection):
                _tell_empty(engine.url.set(query={}).render_as_string(hide_password=True), format)
            if format == "csv":
                return write_csv(rows, sys.stdout)
            if format == "json":
                return write_json(rows, sys.stdout)
            console = Output()
            shown = print_table(rows, console)
            every = (
                db.repository.facts.count(connection)
                if not shown
                else db.repository.facts.count(connection, _unlimited(wanted))
            )
            if every and not shown:
                known = ", ".join(db.repository.facts.provinces(connection)) or "none"
                console.print(f"No facts match; the database has {every} (provinces: {known}).", markup=False)
            elif every:
                console.print(f"{shown} of {every} facts" if shown < every else f"{shown} facts", highlight=False)
            return shown
    finally:
        engine.dispose()


def _unlimited(wanted: FactQuery) -> FactQuery:
    return FactQuery(wanted.province, wanted.indicator, wanted.from_, wanted.to, wanted.flagged, wanted.source)


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


def _tell_empty(database: str, format: Format) -> None:
    told = f"The database is empty: run `chibo nightly` or `make run` ({database})."
    Console(stderr=format != "table").print(told, markup=False, highlight=False, soft_wrap=True)
