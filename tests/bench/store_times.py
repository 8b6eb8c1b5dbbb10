"""How long the stated queries take on a filled database: ``python -m tests.bench.store_times URL``."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from math import inf
from random import Random
from statistics import mean, median, quantiles
from time import perf_counter

from sqlalchemy import Connection, Engine

import db
from tests.bench.store_queries import QUERIES, StatedQuery

_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of many times asked, and how many rows came on average: a query that gives more costs more."""

    median: float
    p95: float
    rows: float


def times(engine: Engine, seed: int = 1) -> dict[str, Times]:
    """Each query with all its subjects."""
    found = {}
    with engine.connect() as connection:
        for query in QUERIES:
            found[query.name] = _times(connection, query, seed)
            connection.rollback()
    return found


def _times(connection: Connection, query: StatedQuery, seed: int) -> Times:
    """Of three rounds over the subjects the quickest counts for each: what else the machine does only makes it slower."""
    subjects = query.subjects(connection, Random(seed))
    quickest = [inf] * len(subjects)
    came = [0] * len(subjects)
    for _ in range(_ROUNDS):
        for place, subject in enumerate(subjects):
            begun = perf_counter()
            rows = query.ask(connection, *subject)
            quickest[place] = min(quickest[place], (perf_counter() - begun) * 1000)
            came[place] = len(rows)
    return Times(median(quickest), quantiles(quickest, n=20)[-1], mean(came))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", nargs="+")
    given = parser.parse_args()
    for url in given.url:
        engine = db.engine(url)
        print(f"{engine.dialect.name}: milliseconds, median and 95th of 100; rows on average")
        for name, time in times(engine).items():
            print(f"  {name:22s}{time.median:9.1f}{time.p95:9.1f}{time.rows:7.0f}")
        engine.dispose()


if __name__ == "__main__":
    main()
