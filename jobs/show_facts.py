"""``chibo facts``: the present facts of a database, filtered."""

from __future__ import annotations

import sys
import unicodedata
from datetime import date
from typing import Literal

from rich.console import Console
from sqlalchemy import URL

import db
from db.facts import FactQuery
from jobs.fact_formats import print_table, write_csv, write_json
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

    ``province`` is found without regard to accents and case. Raises UnknownIndicator, db.DatabaseError.
    """
    if indicator is not None and indicator not in indicators():
        raise UnknownIndicator(f"no indicator is called {indicator!r}; known: {', '.join(sorted(indicators()))}")
    engine = db.engine(url)
    try:
        db.migrate(engine)
        with engine.connect() as connection:
            if province is not None:
                province = _as_spelt(province, db.facts.provinces(connection))
            wanted = FactQuery(
                province=province, indicator=indicator, from_=from_, to=to, flagged=flagged or None, limit=limit
            )
            rows = db.facts.facts(connection, wanted)
            if format == "csv":
                return write_csv(rows, sys.stdout)
            if format == "json":
                return write_json(rows, sys.stdout)
            console = _Output()
            shown = print_table(rows, console)
            every = db.facts.count(connection) if not shown else db.facts.count(connection, _unlimited(wanted))
            if not shown:
                known = ", ".join(db.facts.provinces(connection)) or "none"
                console.print(f"No facts match; the database has {every} (provinces: {known}).", markup=False)
            else:
                console.print(f"{shown} of {every} facts" if shown < every else f"{shown} facts", highlight=False)
            return shown
    finally:
        engine.dispose()


class _Output(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the command how it ends; rich would end it with status 1."""
        raise BrokenPipeError


def _unlimited(wanted: FactQuery) -> FactQuery:
    return FactQuery(wanted.province, wanted.indicator, wanted.from_, wanted.to, wanted.flagged, wanted.source)


def _as_spelt(name: str, provinces: list[str]) -> str:
    """The province that is meant by ``name`` ("tuyen quang"), or ``name`` where none is."""
    return next((province for province in provinces if _plain(province) == _plain(name)), name)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    words = "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("-", " ").split()
    return " ".join(words).removeprefix("tinh ").removeprefix("thanh pho ")
