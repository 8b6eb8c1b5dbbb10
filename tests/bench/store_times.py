"""How long the stated queries take on a filled database: ``python -m tests.bench.store_times URL``."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from random import Random
from statistics import median, quantiles
from time import perf_counter

from sqlalchemy import Connection, Engine

import db
from tests.bench.store_queries import QUERIES, StatedQuery


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of many times asked, and the greatest number of rows that came."""

    median: float
    p95: float
    rows: int


def times(engine: Engine, asked: int = 60, seed: int = 1) -> dict[str, Times]:
    """Each query asked so often, with one subject after the other, after each has been asked a few times before."""
    found = {}
    with engine.connect() as connection:
        for query in QUERIES:
            found[query.name] = _times(connection, query, asked, seed)
            connection.rollback()
    return found


def _times(connection: Connection, query: StatedQuery, asked: int, seed: int) -> Times:
    subjects = query.subjects(connection, Random(seed))
    taken, most = [], 0
    for round_ in range(-5, asked):
        subject = subjects[round_ % len(subjects)]
        begun = perf_counter()
        rows = query.ask(connection, *subject)
        if round_ >= 0:
            taken.append((perf_counter() - begun) * 1000)
            most = max(most, len(rows))
    return Times(median(taken), quantiles(taken, n=20)[-1], most)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", nargs="+")
    given = parser.parse_args()
    for url in given.url:
        engine = db.engine(url)
        print(f"{engine.dialect.name}: milliseconds, median and 95th of 100; rows at most")
        for name, time in times(engine).items():
            print(f"  {name:22s}{time.median:9.1f}{time.p95:9.1f}{time.rows:7d}")
        engine.dispose()


if __name__ == "__main__":
    main()
