"""For researchers: what the store holds, as pandas DataFrames. ``import db; db.figures(province="Lào Cai")``.

Every function takes the same filters (see ``db.reading.Filters``) and gives the columns of the view of its name, in
that order, documented in the codebook (`chibo codebook`). Days are ``datetime64``, counts ``Float64`` (nullable), lists
of codes are joined by ``|``. ``DataFrame.attrs`` holds what a quotation needs: ``as_of``, the instant up to which the
store had been brought, and ``filters``.

``url`` names another database than that of ``CHIBO_DATABASE_URL``. Raises ``db.DatabaseError`` for a database that is
not there or is not of this version, ``db.FilterError`` for a filter that a view does not have.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Boolean, Connection, Date, Double, Integer, select

from db import reading, series_order, views
from db.engine import DatabaseError, database_url, engine, shown_url
from db.migrations import current, head
from db.models import Extraction, Verdict
from db.reading import Filters

if TYPE_CHECKING:
    import pandas as pd


def facts(*, url: str | URL | None = None, limit: int | None = None, **filters: Any) -> pd.DataFrame:
    """Each figure of each article as it stands; rejected and withdrawn ones only by ``status``."""
    return _frame("facts", url, limit, filters)


def figures(*, url: str | URL | None = None, limit: int | None = None, **filters: Any) -> pd.DataFrame:
    """One row for each figure in the world, with the value chosen among all articles that tell it."""
    return _frame("figures", url, limit, filters)


def documents(*, url: str | URL | None = None, limit: int | None = None, **filters: Any) -> pd.DataFrame:
    """Each document that is cited: which it is, how often, since when."""
    return _frame("documents", url, limit, filters)


def articles(
    query: str | None = None, *, url: str | URL | None = None, limit: int | None = None, **filters: Any
) -> pd.DataFrame:
    """Articles with their newest text; with ``query``, those that the full-text search finds.

    Found with all accents as typed first, then without; of each the one stored last first.
    """
    if query is None:
        return _frame("articles", url, limit, filters)
    with _reading(url) as connection:
        told = list(islice(reading.found(connection, query, _filters(filters)), limit))
        return _as_frame("articles", told, connection, {"query": query} | filters)


def series(*, follow: bool = False, url: str | URL | None = None, **filters: Any) -> pd.DataFrame:
    """Figures in the order of time, with warnings where two of them must not be compared.

    ``follow`` joins the units that one unit of today came from (``place``, its full name) into one chain. Beside the
    view's columns: ``falls``, ``warning``, ``warning_vi`` (see ``db.series_order``). Nothing is ever added up here:
    figures of merged units stand one by one.
    """
    with _reading(url) as connection:
        points = series_order.in_order(reading.rows(connection, "series", _filters(filters)), by_place=follow)
        frame = _as_frame("series", points, connection, filters)
        for name in ("falls", "warning", "warning_vi"):
            frame[name] = [point[name] for point in points]
        return frame


def _frame(view: str, url: str | URL | None, limit: int | None, filters: dict[str, Any]) -> pd.DataFrame:
    with _reading(url) as connection:
        return _as_frame(
            view, list(reading.rows(connection, view, _filters(filters), limit=limit)), connection, filters
        )


def _filters(given: dict[str, Any]) -> Filters:
    """Filters by name; ``from`` may be written ``from_``, a day as text."""
    known = _days(given)
    unknown = sorted(set(known) - set(Filters.__slots__))
    if unknown:
        raise reading.FilterError(f"there is no filter {unknown[0]!r}; there are {', '.join(Filters.__slots__)}")
    return Filters(**known)


def _days(given: dict[str, Any]) -> dict[str, Any]:
    """What is asked for, days written as text read."""
    known = {field: value for field, value in given.items() if value is not None}
    for name in ("from_", "to"):
        if isinstance(known.get(name), str):
            try:
                known[name] = date.fromisoformat(known[name])
            except ValueError:
                raise reading.FilterError(f"{name.rstrip('_')}: {known[name]!r} is no day; write 2024-07-15") from None
    return known


def _as_frame(view: str, rows: list[dict[str, Any]], connection: Connection, filters: dict[str, Any]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(rows, columns=list(reading.columns(view)))
    for column in views.view_metadata.tables[view].columns:
        cells = frame[column.name]
        if isinstance(column.type, Date) or column.name.endswith("_at"):
            frame[column.name] = pd.to_datetime(cells)
        elif column.name in ("qualifiers", "flags"):
            frame[column.name] = ["|".join(codes) for codes in cells]
        elif isinstance(column.type, Boolean):
            frame[column.name] = cells.astype("boolean")
        elif isinstance(column.type, Integer):
            frame[column.name] = cells.astype("Int64")
        elif isinstance(column.type, Double):
            frame[column.name] = cells.astype("Float64")
    frame.attrs = {"as_of": as_of(connection), "filters": {name: str(value) for name, value in filters.items()}}
    return frame


def as_of(connection: Connection) -> str | None:
    """The instant of the newest extraction or verdict (ISO 8601, UTC): what the store knew then, it tells now."""
    newest = [  # what was stored last, found by its key: neither time has an index
        connection.scalar(select(Extraction.extracted_at).order_by(Extraction.id.desc()).limit(1)),
        connection.scalar(select(Verdict.stored_at).order_by(Verdict.id.desc()).limit(1)),
    ]
    known = [instant for instant in newest if instant is not None]
    return max(known).isoformat() if known else None


@contextmanager
def _reading(url: str | URL | None) -> Iterator[Connection]:
    """A connection that only reads; the database must be there, and of this version."""
    target = database_url(url)
    file = target.database if target.get_backend_name() == "sqlite" else None
    if file and not file.startswith("file:") and not Path(file).exists():
        raise DatabaseError(f"{shown_url(target)}: there is no such database; `chibo nightly` makes one")
    on = engine(target)
    try:
        with on.connect() as connection:
            if current(connection) != head():
                raise DatabaseError(f"{shown_url(target)} is of another version of Chibo; run `chibo doctor --mend`")
            yield connection
    finally:
        on.dispose()
