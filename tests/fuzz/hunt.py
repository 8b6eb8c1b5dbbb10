"""`python -m tests.fuzz.hunt`: random and mutated inputs for a time, then the texts made to be slow, each of 1 MB.

Prints every input that broke a promise, shortened as far as it still breaks it, and every family of texts that took
more than three times the time per character of ordinary articles. The exit status is 1 if there was one.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import date
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter

from extract import extract
from schema import ArticleInput
from tests.fuzz.adversarial import FAMILIES, text_of
from tests.fuzz.inputs import Mutator, gold_texts
from tests.fuzz.promises import kept

_ALLOWED = 3.0
_SIZES = (20_000, 100_000, 1_000_000)


def main() -> int:
    """Run as long as the options say."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.hunt", description=__doc__)
    parser.add_argument(
        "--seconds", type=float, default=60, help="for random and mutated inputs (default: %(default)s)"
    )
    parser.add_argument("--seed", type=int, default=0, help="where the inputs begin (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: %(default)s)")
    parser.add_argument("--size", type=int, default=_SIZES[-1], help="characters of a slow text; 0: none")
    parser.add_argument("--family", action="append", choices=FAMILIES, help="only these families of slow texts")
    options = parser.parse_args()
    with ProcessPoolExecutor(options.jobs, multiprocessing.get_context("spawn")) as pool:
        broken = mutated(pool, options.seconds, options.seed, options.jobs) if options.seconds else 0
        slow = slow_families(pool, options.family or list(FAMILIES), options.size) if options.size else 0
    return 1 if broken or slow else 0


# -- random and mutated inputs ----------------------------------------------------------------------------------------


def mutated(pool: ProcessPoolExecutor, seconds: float, seed: int, jobs: int) -> int:
    """How many kinds of failure were found; they are printed."""
    futures = [pool.submit(_hunt, seed * 1000 + job, seconds) for job in range(jobs)]
    read, failures = 0, dict[str, ArticleInput]()
    for future in as_completed(futures):
        count, found = future.result()
        read += count
        for what, given in found.items():
            if what not in failures or len(given.text or "") < len(failures[what].text or ""):
                failures[what] = given
    print(f"{read:,} random and mutated inputs: {len(failures)} kinds of failure")
    for what, given in failures.items():
        print(f"  {what}\n    {given.text!r} title {given.title!r} published {given.published} in {given.province!r}")
    sys.stdout.flush()
    return len(failures)


def _hunt(seed: int, seconds: float) -> tuple[int, dict[str, ArticleInput]]:
    end = monotonic() + seconds
    mutator = Mutator(seed, gold_texts())
    failures: dict[str, ArticleInput] = {}
    count = 0
    while monotonic() < end:
        given = mutator.next()
        count += 1
        what = broken(given)
        if what is not None and what not in failures:
            failures[what] = _shortest(given, what)
    return count, failures


def broken(given: ArticleInput) -> str | None:
    """What went wrong with an input, by kind and place; None if nothing did."""
    try:
        kept(given)
    except Exception as error:
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        code = trace.tb_frame.f_code if trace is not None else None
        place = f"{Path(code.co_filename).name}:{trace.tb_lineno}" if code is not None and trace else "?"
        detail = str(error).split("\n")[0][:80] if isinstance(error, AssertionError) else ""
        return f"{type(error).__name__} at {place} {detail}".strip()
    return None


def _shortest(given: ArticleInput, what: str) -> ArticleInput:
    """The input without all that the failure does not need: ever smaller stretches of it are left out."""
    for change in ({"title": None}, {"province": None}, {"published": None}):
        smaller = given.model_copy(update=change)
        if broken(smaller) == what:
            given = smaller
    text = given.text or ""
    step = max(1, len(text) // 2)
    while step:
        position = 0
        while position < len(text):
            shorter = given.model_copy(update={"text": text[:position] + text[position + step :]})
            if broken(shorter) == what:
                given, text = shorter, shorter.text or ""
            else:
                position += step
        step //= 2
    return given


# -- texts made to be slow --------------------------------------------------------------------------------------------


def slow_families(pool: ProcessPoolExecutor, families: list[str], size: int) -> int:
    """How many families take more than three times the time per character of ordinary articles; they are printed."""
    usual = pool.submit(_usual).result()
    print(f"ordinary articles: {usual:.2f} µs a character; allowed {_ALLOWED:g} times that, at {size:,} characters")
    futures = {pool.submit(_cost, family, size, usual): family for family in families}
    costs = {futures[future]: future.result() for future in as_completed(futures)}
    slow = 0
    for family in sorted(costs, key=lambda name: -costs[name][1]):
        reached, cost = costs[family]
        if cost > _ALLOWED * usual:
            slow += 1
            print(f"  SLOW {family}: {cost:.2f} µs a character at {reached:,} ({cost / usual:.1f} times)")
    worst = max(costs, key=lambda name: costs[name][1])
    print(f"{len(families)} families, {slow} too slow; the slowest is “{worst}”: {costs[worst][1] / usual:.1f} times")
    return slow


def _usual() -> float:
    """Microseconds a character of ordinary articles, the median of some rounds over all of them."""
    texts = gold_texts()
    characters = sum(map(len, texts))
    rounds = [sum(map(_seconds, texts)) for _ in range(6)][1:]
    return median(rounds) / characters * 1e6


def _cost(family: str, size: int, usual: float) -> tuple[int, float]:
    """Code points reached and microseconds for each; a text that is far too slow when it is short is not made longer."""
    _seconds("Năm 2021, xã Tân Lập, huyện Lạc Dương, người Ca Dong kết nạp 12 đảng viên.")
    reached, cost = 0, 0.0
    for length in (*(short for short in _SIZES if short < size), size):
        reached, cost = length, _seconds(text_of(FAMILIES[family], length)) / length * 1e6
        if cost > 10 * _ALLOWED * usual:
            break
    return reached, cost


def _seconds(text: str) -> float:
    given = ArticleInput(id="a", text=text, published=date(2022, 3, 1), province="Lâm Đồng")
    start = perf_counter()
    extract(given)
    return perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
