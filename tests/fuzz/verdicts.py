"""`python -m tests.fuzz.verdicts`: random lives of a store, on SQLite and PostgreSQL in turn (SQLite alone without a server).

Prints the first life in which something was not true, without the steps that it does not need, and how to see it again.
The exit status is 1 if there was one.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.db.lifetimes import Stage
from tests.db.sequences import Life, Step, lives
from tests.db.server import NoServer, running

_SHARE = 250  # lives at most that a process takes at a time, on a server of its own


def main() -> int:
    """Live as many lives as the options say."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.verdicts", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="lives (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="of the first life (default: %(default)s)")
    parser.add_argument("--steps", type=int, default=14, help="of a life (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: %(default)s)")
    options = parser.parse_args()
    seeds = range(options.seed, options.seed + options.count)
    share = max(1, min(_SHARE, len(seeds) // options.jobs))
    shares = [seeds[start : start + share] for start in range(0, len(seeds), share)]
    done, failures = 0, list[str]()
    if options.jobs == 1 or len(shares) == 1:
        outcomes: Iterable[tuple[int, list[str]]] = (_live(share, options.steps) for share in shares)
        done, failures = _told(outcomes, len(seeds))
    else:
        with ProcessPoolExecutor(options.jobs, multiprocessing.get_context("spawn")) as pool:
            done, failures = _told(pool.map(_live, shares, [options.steps] * len(shares)), len(seeds))
            pool.shutdown(cancel_futures=True)
    print(f"{done:,} lives of {options.steps} steps: {len(failures)} in which something was not true")
    for failure in failures:
        print(failure)
    return 1 if failures else 0


def _told(outcomes: Iterable[tuple[int, list[str]]], wanted: int) -> tuple[int, list[str]]:
    """Lives and failures, until the first share that has one."""
    done = 0
    for count, failures in outcomes:
        done += count
        print(f"{done:,} of {wanted:,} lives", file=sys.stderr, flush=True)
        if failures:
            return done, failures
    return done, []


def _live(seeds: range, length: int) -> tuple[int, list[str]]:
    """How many lives were lived, and what was not true in those that failed."""
    with _stages() as stages:
        for number, seed in enumerate(seeds):
            stage = stages[seed % len(stages)]
            steps = lives(seed, length)
            if _broken(stage, steps) is not None:
                short = _shortest(stage, steps)
                return number + 1, [_told_failure(stage, seed, length, short)]
    return len(seeds), []


@contextmanager
def _stages() -> Iterator[list[Stage]]:
    """Where lives take place: on SQLite, and on PostgreSQL where it is installed."""
    memory = Path("/dev/shm")
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None))
        try:
            urls = [None, stack.enter_context(running())]
        except NoServer:
            urls = [None]
        folders = [Path(folder) / str(number) for number in range(len(urls))]
        for path in folders:
            path.mkdir()
        yield [stack.enter_context(Stage(path, url)) for path, url in zip(folders, urls, strict=True)]


def _broken(stage: Stage, steps: list[Step]) -> Exception | None:
    try:
        Life(stage.empty(), stage.another).live(steps)
    except Exception as error:
        return error
    return None


def _shortest(stage: Stage, steps: list[Step]) -> list[Step]:
    """The life without the steps that its failure does not need."""
    place = len(steps) - 1
    while place >= 0:
        shorter = steps[:place] + steps[place + 1 :]
        if shorter and _broken(stage, shorter) is not None:
            steps = shorter
        place = min(place, len(steps)) - 1
    return steps


def _told_failure(stage: Stage, seed: int, length: int, steps: list[Step]) -> str:
    error = _broken(stage, steps)
    notes = getattr(error, "__notes__", [])
    again = f"python -m tests.fuzz.verdicts --seed {seed} --count 1 --steps {length}"
    return "\n".join((f"{again}\n  {type(error).__name__}: {error}", *notes, f"  steps: {steps}"))


if __name__ == "__main__":
    sys.exit(main())
