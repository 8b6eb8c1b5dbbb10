"""How far a figure of a gold set can be trusted: 95 % intervals.

The facts of one article stand or fall together, so articles are drawn, not facts (a cluster bootstrap, percentile
method). Where nothing or everything is right every draw is alike; there Wilson's interval says what so few prove.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import sqrt
from typing import TypeVar

Interval95 = tuple[float, float]
Item = TypeVar("Item")

_DRAWS = 1000
_Z = 1.959964  # of the normal distribution: 95 % lie within


def wilson(hits: int, total: int) -> Interval95:
    """The interval of a proportion; of nothing it is (0, 1)."""
    if not total:
        return 0.0, 1.0
    share, spread = hits / total, _Z * _Z / total
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def bootstrapped(
    by_article: Mapping[str, Sequence[float]], figure: Callable[[Sequence[float]], float], seed: int = 2026
) -> Interval95:
    """The interval of ``figure``, a function of sums: ``by_article`` has the addends of each article.

    The same articles give the same interval.
    """
    rows = [by_article[name] for name in sorted(by_article)]
    if not rows:
        return 0.0, 1.0
    draw = random.Random(seed)
    drawn = sorted(
        figure([sum(column) for column in zip(*draw.choices(rows, k=len(rows)), strict=True)]) for _ in range(_DRAWS)
    )
    return drawn[int(_DRAWS * 0.025)], drawn[int(_DRAWS * 0.975)]


def proportion(outcomes: Iterable[tuple[str, bool]]) -> tuple[float, Interval95, int]:
    """The share that is true of pairs (article, whether), its interval, and of how many."""
    by_article: dict[str, list[float]] = {}
    for article, true in outcomes:
        sums = by_article.setdefault(article, [0, 0])
        sums[0] += true
        sums[1] += 1
    hits = int(sum(sums[0] for sums in by_article.values()))
    total = int(sum(sums[1] for sums in by_article.values()))
    share = hits / total if total else 1.0
    if hits in (0, total):
        return share, wilson(hits, total), total
    return share, bootstrapped(by_article, lambda sums: sums[0] / sums[1] if sums[1] else 1.0), total
