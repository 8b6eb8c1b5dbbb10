"""How far a figure of a gold set can be trusted: 95 % intervals.

The facts of one article stand or fall together, so articles are drawn, not facts (a cluster bootstrap, percentile
method). Where nothing or everything is right, or all stands in one article, every draw is alike; there Wilson's
interval says what so few prove.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import sqrt
from typing import TypeVar

Interval95 = tuple[float, float]
Item = TypeVar("Item")

_DRAWS = 1000
_SEED = 2026
_Z = 1.959964  # of the normal distribution: 95 % lie within


def wilson(hits: int, total: int) -> Interval95:
    """The interval of a proportion; of nothing it is (0, 1)."""
    if not total:
        return 0.0, 1.0
    share, spread = hits / total, _Z * _Z / total
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def wilson_f1(hits: int, false: int, missed: int) -> Interval95:
    """The interval of an F1: that of the share of hits among all three, of which F1 is a rising function."""
    low, high = (2 * share / (1 + share) for share in wilson(hits, hits + false + missed))
    return low, high


def bootstrapped(
    by_article: Mapping[str, Sequence[float]], figure: Callable[[Sequence[float]], float | None]
) -> Interval95:
    """The interval of ``figure``, a function of sums: ``by_article`` has the addends of each article.

    The same articles give the same interval, in whatever order they come. A draw of which ``figure`` has nothing to
    say (None) is passed over; where all are, it is (0, 1).
    """
    rows = [by_article[name] for name in sorted(by_article)]
    draw = random.Random(_SEED)
    told = []
    for _ in range(_DRAWS if rows else 0):
        value = figure([sum(column) for column in zip(*draw.choices(rows, k=len(rows)), strict=True)])
        if value is not None:
            told.append(value)
    if not told:
        return 0.0, 1.0
    told.sort()
    return told[int(len(told) * 0.025)], told[int(len(told) * 0.975)]


def proportion(outcomes: Iterable[tuple[str, bool]]) -> tuple[int, int, Interval95]:
    """Of pairs (article, whether): how many are true, of how many, and the interval of that share."""
    by_article: dict[str, list[float]] = {}
    for article, true in outcomes:
        sums = by_article.setdefault(article, [0, 0])
        sums[0] += true
        sums[1] += 1
    hits, total = (int(sum(sums[place] for sums in by_article.values())) for place in range(2))
    if hits in (0, total) or len(by_article) == 1:
        return hits, total, wilson(hits, total)
    return hits, total, bootstrapped(by_article, lambda sums: sums[0] / sums[1])
