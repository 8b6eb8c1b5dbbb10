"""Lists of units whose head stands once: "các xã Đất Mũi, U Minh, Gành Hào mỗi nơi 8"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from extract.mentions import UnitSpan
from extract.names import proper_name
from extract.text import Text
from extract.units.grammar import grammar

_LIST_JOIN = regex.compile(r" ?, | và |; ")
LIST_TAIL = regex.compile(
    r"\s*(?:\(\d|:? ?\d|mỗi |cùng |đều |,|;|và |kết nạp|đạt|được|có |chỉ |\)|\.|là |mới |thêm |đã "
    r"|lần lượt |tương ứng |theo thứ tự )"
)


def listed(text: Text, first: UnitSpan, end: int) -> Iterator[UnitSpan]:
    """The names that go on a list whose level stands once: "các xã Đất Mũi, U Minh, Gành Hào mỗi nơi 8"."""
    if first.place is None or first.organ or first.rule in ("unit.cell", "unit.body", "unit.committee"):
        return
    previous, position = first, first.end
    while join := _LIST_JOIN.match(text.raw, position, end):
        if grammar().level.match(text.folded, join.end(), end):
            return  # "Phường 1, Phường 9 mỗi phường 8": a level of its own
        stop = proper_name(text, join.end(), end)
        if stop is None or not LIST_TAIL.match(text.folded, stop, end):
            return
        previous = replace(
            previous,
            start=join.end(),
            end=stop,
            name=text.raw[join.end() : stop],
            place=text.raw[join.end() : stop],
            rule="unit.listed",
        )
        yield previous
        position = stop
