"""Rows as a table on a terminal, in pieces whose columns are as wide as those of the first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from db.row_formats.columns import Column, Row, as_text

_ROWS_AT_ONCE = 200
_NUMBERS = ("integer", "number")
_NARROWEST = 6


def print_rows(rows: Iterable[Row], columns: Sequence[Column], console: Console) -> int:
    """A table with a header; long cells are folded. Returns how many rows there are."""
    stream = iter(rows)
    widths: list[int] | None = None
    count = 0
    while piece := list(islice(stream, _ROWS_AT_ONCE)):
        cells = [[_cell(row[column.name]) for column in columns] for row in piece]
        widths = widths or _widths(cells, columns, console.width)
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_header=not count)
        for column, width in zip(columns, widths, strict=True):
            right = column.type in _NUMBERS
            table.add_column(column.name, overflow="fold", width=width, justify="right" if right else "left")
        for line in cells:
            table.add_row(*map(Text, line))
        console.print(table)
        count += len(piece)
    return count


def _cell(value: Any) -> str:
    """A value in one line; a control character of an article does nothing to the terminal."""
    text = "" if value is None else " ".join(str(as_text(value)).split())
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def _widths(cells: list[list[str]], columns: Sequence[Column], room: int) -> list[int]:
    """What each column needs, the widest ones made narrower until all have room."""
    needed = [max(len(column.name), *(len(line[place]) for line in cells)) for place, column in enumerate(columns)]
    room = max(room - 3 * len(columns), _NARROWEST * len(columns))
    while sum(needed) > room:
        widest = max(range(len(needed)), key=lambda place: needed[place])
        second = max((needed[place] for place in range(len(needed)) if needed[place] < needed[widest]), default=0)
        same = needed.count(needed[widest])
        fewer = max(1, min(needed[widest] - max(second, _NARROWEST), -(-(sum(needed) - room) // same)))
        needed[widest] -= fewer
    return needed
