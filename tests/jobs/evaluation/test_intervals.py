"""How far a figure can be trusted: intervals against published values, and what must hold of any."""

from __future__ import annotations

from typing import Any

import pytest

from jobs.evaluation.intervals import bootstrapped, proportion, wilson, wilson_f1


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (50, 100, 0.4038, 0.5962), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (0, 0, 0.0, 1.0)],
)
def test_wilson_against_published_values(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(hits, total) == pytest.approx((low, high), abs=5e-5)


def test_the_interval_of_an_f1_holds_it() -> None:
    for hits, false, missed in [(60, 10, 10), (6, 1, 1), (1, 0, 9), (3, 0, 0), (0, 2, 2)]:
        low, high = wilson_f1(hits, false, missed)
        assert low <= 2 * hits / (2 * hits + false + missed) <= high
    assert wilson_f1(1, 0, 0) == pytest.approx((0.3424, 1.0), abs=5e-5)


def _share(sums: Any) -> float | None:
    return sums[0] / sums[1] if sums[1] else None


def test_the_bootstrap_gives_the_same_whenever_and_in_whatever_order() -> None:
    by_article = {f"{n:02}": [n % 4, 5 + n] for n in range(20)}
    first = bootstrapped(by_article, _share)
    assert first == bootstrapped(by_article, _share) == bootstrapped(dict(reversed(by_article.items())), _share)
    low, high = first
    assert low < 30 / 290 < high


def test_articles_are_drawn_not_facts() -> None:
    together = {"a": [50, 50], "b": [0, 50]}
    apart = {str(n): [n % 2, 1] for n in range(100)}
    assert bootstrapped(together, _share) == (0.0, 1.0)
    low, high = bootstrapped(apart, _share)
    assert 0.35 < low < high < 0.65


def test_draws_that_say_nothing_are_passed_over() -> None:
    assert bootstrapped({"a": [1, 1], "b": [0, 0]}, _share) == (1.0, 1.0)
    assert bootstrapped({"a": [0, 0]}, _share) == bootstrapped({}, _share) == (0.0, 1.0)


def test_one_article_proves_no_more_than_its_number_of_facts() -> None:
    assert proportion([("a", True)] * 6 + [("a", False)] * 2) == (6, 8, wilson(6, 8))
    assert proportion([("a", True), ("b", True)]) == (2, 2, wilson(2, 2))
    assert proportion([]) == (0, 0, (0.0, 1.0))
    hits, total, interval = proportion([("a", True), ("b", False)])
    assert (hits, total, interval) == (1, 2, (0.0, 1.0))
