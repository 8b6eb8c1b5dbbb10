"""How fast the store takes articles and answers, beside what the databases' own drivers do in the same run.

CHIBO_BENCH_ARTICLES says how many articles (20,000 if not given, about 100,000 facts; 200,000 for a million). Times vary
with whatever else the machine does: the ratios are what to watch. What was measured: docs/scale.md.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time

import pytest
from sqlalchemy import Engine

import db
from tests.bench.store_copy import copy_into
from tests.bench.store_maker import Load, fill, told
from tests.bench.store_times import Times, times
from tests.db.server import NoServer, running

_ARTICLES = int(os.environ.get("CHIBO_BENCH_ARTICLES", "20000"))
_TABLES = ("article", "revision", "extraction", "document", "date_mention", "unit_mention", "fact", "flag")
_DERIVED = ("present_fact", "figure")
_AT_ONCE = 10_000


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Load]]:
    engine = db.engine(f"sqlite:///{tmp_path_factory.mktemp('store') / 'chibo.sqlite3'}")
    db.migrate(engine)
    yield engine, fill(engine, _ARTICLES)
    engine.dispose()


def bench_load(filled: tuple[Engine, Load], tmp_path: Path) -> None:
    engine, loaded = filled
    print(f"\nload into SQLite: {told(loaded)}")
    bare, worked = _bare(engine, tmp_path / "bare.sqlite3")
    taken = loaded.seconds
    print(
        f"  the same rows by executemany of sqlite3, with the same indexes and checks: {bare:.1f} s ({worked:.1f} s of "
        f"processor time), {loaded.facts / bare:,.0f} facts/s; the store takes {taken / bare:.1f} times as long"
    )


def bench_queries(filled: tuple[Engine, Load]) -> None:
    engine, loaded = filled
    of_sqlite = times(engine)
    try:
        with running() as url:
            postgres = db.engine(url)
            db.migrate(postgres)
            copy_into(engine, postgres)
            of_postgres = times(postgres)
            postgres.dispose()
    except NoServer as reason:
        print(f"\nPostgreSQL: {reason}")
        of_postgres = {}
    print(f"\nstated queries over {loaded.facts:,} facts: milliseconds, median and 95th of 100 (goal: 100)")
    print(f"  {'':20s}{'SQLite':>18s}{'PostgreSQL':>18s}   rows on average")
    for name, time in of_sqlite.items():
        print(f"  {name:20s}{_shown(time)}{_shown(of_postgres.get(name))}{time.rows:8.0f}")


def _bare(engine: Engine, file: Path) -> tuple[float, float]:
    """Seconds, and seconds of processor time, that the driver takes for the rows of the same tables, one after another."""
    assert engine.url.database is not None
    source = sqlite3.connect(engine.url.database)
    target = sqlite3.connect(file, isolation_level=None)
    target.execute("PRAGMA journal_mode = WAL")
    target.execute("PRAGMA synchronous = FULL")
    target.execute("PRAGMA cache_size = -65536")
    tables = (*_TABLES, *_DERIVED)
    for (statement,) in source.execute(
        f"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index') AND tbl_name IN {tables} "
        "ORDER BY type DESC"
    ):
        target.execute(statement)
    seconds = worked = 0.0
    for table in tables:
        rows = source.execute(f"SELECT * FROM {table}")
        marks = ", ".join("?" * len(rows.description))
        while some := rows.fetchmany(_AT_ONCE):
            begun, work = perf_counter(), process_time()
            target.execute("BEGIN IMMEDIATE")
            target.executemany(f"INSERT INTO {table} VALUES ({marks})", some)
            target.execute("COMMIT")
            seconds += perf_counter() - begun
            worked += process_time() - work
    source.close()
    target.close()
    return seconds, worked


def _shown(time: Times | None) -> str:
    return f"{'':>18s}" if time is None else f"{time.median:9.1f}{time.p95:9.1f}"
