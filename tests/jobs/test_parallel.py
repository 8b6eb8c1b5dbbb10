"""One function over many items in several processes: order, bounds, a process that dies."""

from __future__ import annotations

import os
from typing import Any

from jobs.parallel import in_order, process_count


def _halved(number: int) -> int:
    if number == 13:
        os._exit(9)
    return number // 2


def test_a_process_that_dies_costs_its_own_item_only() -> None:
    with in_order(_halved, range(60), jobs=3, size=lambda _: 1, died=lambda number: -number) as results:
        assert list(results) == [-13 if number == 13 else number // 2 for number in range(60)]


def test_items_are_read_ahead_within_bounds() -> None:
    read: list[int] = []

    def items() -> Any:
        for number in range(200):
            read.append(number)
            yield number

    with in_order(abs, items(), jobs=2, size=lambda _: 1, died=abs) as results:
        for result in results:
            assert len(read) - result <= 20
    read.clear()
    with in_order(abs, items(), jobs=2, size=lambda _: 1 << 30, died=abs) as results:
        for result in results:
            assert len(read) - result <= 4


def test_no_jobs_means_every_processor() -> None:
    assert process_count(0) >= 1
    assert process_count(3) == 3
