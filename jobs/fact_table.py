"""Facts and figures for people: a table, and below it what is doubtful about each, or who says what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from db.row_formats.columns import Row
from schema import flags as flag_registry
from schema import indicators, qualifiers

_BOUND = {"about": "~", "over": ">", "under": "<"}


def print_facts(facts: Iterable[Row], console: Console) -> int:
    """A table, and below it what is doubtful about each flagged fact. Returns how many facts there are."""
    facts = list(facts)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("#", justify="right")
    table.add_column("unit", overflow="fold", ratio=2)
    table.add_column("indicator", overflow="fold", ratio=2)
    table.add_column("figure", justify="right", no_wrap=True)
    table.add_column("period", overflow="fold", min_width=10)
    table.add_column("flags", no_wrap=True)
    for number, fact in enumerate(facts, 1):
        table.add_row(
            str(number),
            Text(fact["unit"] or f"({fact['province']})" if fact["unit"] or fact["province"] else "?"),
            Text(label(fact)),
            Text(figure(fact)),
            Text(period(fact)),
            Text("review" if "needs_review" in fact["flags"] else f"({len(fact['flags'])})" if fact["flags"] else ""),
        )
    console.print(table)
    for number, fact in enumerate(facts, 1):
        if fact["flags"]:
            _explain(number, fact, console)
    return len(facts)


def print_figures(figures: Iterable[Row], console: Console) -> int:
    """A table of figures, and below it who says what where they differ. Returns how many there are."""
    figures = list(figures)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("#", justify="right")
    table.add_column("unit", overflow="fold", ratio=2)
    table.add_column("indicator", overflow="fold", ratio=2)
    table.add_column("figure", justify="right", no_wrap=True)
    table.add_column("period", overflow="fold", min_width=10)
    table.add_column("told by", justify="right", no_wrap=True)
    table.add_column("state", no_wrap=True)
    for number, told in enumerate(figures, 1):
        state = f"{told['state']}, verified" if told["verified"] else told["state"]
        row = (told["unit"], label(told), figure(told), period(told), str(told["facts"]), state)
        table.add_row(str(number), *(Text(cell) for cell in row))
    console.print(table)
    for number, told in enumerate(figures, 1):
        if told["explanation"]:
            console.print(Text(f"{number}. {told['explanation']}"), soft_wrap=True)
    return len(figures)


def label(fact: Row) -> str:
    """The indicator in Vietnamese, with its qualifiers, and whether it is a plan."""
    known = indicators().get(fact["indicator"])
    named = (qualifiers().get(code) for code in fact["qualifiers"])
    parts = [known.vi if known else fact["indicator"], *(entry.vi for entry in named if entry is not None)]
    if fact["modality"] == "target":
        parts.append("chỉ tiêu")
    return "; ".join(parts)


def figure(fact: Row) -> str:
    """The figure as a person writes it: `>1.200`, `142/270`, `52,53%`."""
    parts = []
    if fact["value"] is not None:
        text = _BOUND.get(fact["approximation"] or "", "") + _number(fact["value"])
        text += f"–{_number(fact['value_max'])}" if fact["value_max"] is not None else ""
        parts.append(text + (f"/{_number(fact['target'])}" if fact["target"] is not None else ""))
    if fact["rate"] is not None:
        parts.append(f"{_number(fact['rate'])}%")
    if fact["share"] is not None:
        upper = f"–{_number(fact['share_max'])}" if fact["share_max"] is not None else ""
        parts.append(f"{_number(fact['share'])}{upper}%")
    return " ".join(parts)


def period(fact: Row) -> str:
    """The period, short where it is a year or a month; a stock's is the one day it is stated for."""
    first, last = fact["period_from"], fact["period_to"]
    if first is None or last is None:
        return f"{first} – ?" if first else str(last or "?")
    whole_months = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole_months and (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if whole_months and first.year == last.year:
        return f"{first:%m/%Y}" if first.month == last.month else f"{first:%m}–{last:%m/%Y}"
    return str(first) if first == last else f"{first} – {last}"


def explanation(fact: Row, flag: str) -> str:
    """What is doubtful: said of this fact, or else what the flag means at all."""
    said = fact["explanations"].get(flag)
    known = flag_registry().get(flag)
    return said or (known.en if known else flag)


def _explain(number: int, fact: Row, console: Console) -> None:
    evidence = " ".join(fact["evidence"].split())
    console.print(Text(f"{number}. “{evidence}”"), soft_wrap=True)
    for flag in fact["flags"]:
        console.print(Text(f"   {flag}: {explanation(fact, flag)}"), soft_wrap=True)
    console.print(Text(f"   {fact['url']}", style="dim"), soft_wrap=True)


def _number(value: float) -> str:
    """With Vietnamese marks: a dot between thousands, a comma before decimals."""
    text = f"{value:,.0f}" if value == int(value) else f"{value:,.4f}".rstrip("0")
    return text.translate(str.maketrans(",.", ".,"))
