"""An evaluation for people: on a terminal, and as one page of HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from jobs.evaluation.difference import Change
from jobs.evaluation.outcomes import Outcome
from jobs.evaluation.score import Score
from jobs.evaluation.tables import Figure, FoundLine, ShareLine, Tables, tables


@dataclass(frozen=True, slots=True)
class Side:
    """One version's records of the gold set: what it is called, its figures and where they come from."""

    name: str
    score: Score
    tables: Tables

    @classmethod
    def of(cls, name: str, score: Score) -> Side:
        """A side with the tables of its score."""
        return cls(name, score, tables(score))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A gold set, the version evaluated, and where there is one what it is held against."""

    gold: str
    now: Side
    against: Side | None = None
    changes: Sequence[Change] = ()

    @property
    def errors(self) -> list[Outcome]:
        """What is wrong now."""
        return [one for one in self.now.score.outcomes if one.status != "right" or one.wrong]

    def as_json(self) -> dict[str, Any]:
        """All of it, for machines."""
        from dataclasses import asdict

        sides = [self.now, *([self.against] if self.against else [])]
        return {
            "gold": self.gold,
            "versions": [
                {"name": side.name, "figures": side.score.figures(), "tables": asdict(side.tables)} for side in sides
            ],
            "changes": [asdict(change) for change in self.changes],
            "errors": [asdict(outcome) for outcome in self.errors],
        }


def shown(figure: Figure) -> str:
    """`0.936 (0.912–0.957)`: the figure, and within what it lies with 95 %."""
    low, high = figure.interval
    return f"{figure.value:.3f} ({low:.3f}–{high:.3f})"


def print_evaluation(evaluation: Evaluation, console: Console, *, errors: bool = False) -> None:
    """Tables of figures, with `errors` each error and its text, and the changes against the other side."""
    now, against = evaluation.now, evaluation.against
    _print(console, Text(f"{evaluation.gold}: {now.tables.articles} articles, {now.name}", style="bold"))
    if now.score.offsets_wrong:
        _print(console, Text(f"{now.score.offsets_wrong} offsets are wrong", style="red"))
    _found_table("found", now.tables.kinds, against and against.tables.kinds, console)
    _found_table("facts by indicator", now.tables.indicators, against and against.tables.indicators, console)
    _found_table("complete facts by indicator", now.tables.complete, against and against.tables.complete, console)
    _share_table("attributes of matched facts", now.tables.attributes, against and against.tables.attributes, console)
    _share_table("review", now.tables.review, against and against.tables.review, console)
    reliability = _table("confidence", "facts", "said", "right")
    for line in now.tables.reliability:
        reliability.add_row(
            f"{line.low:.2f}–{line.high:.2f}", str(line.facts), f"{line.confidence:.3f}", shown(line.right)
        )
    console.print(reliability)
    if now.tables.brier is not None:
        _print(console, Text(f"Brier score of confidence: {now.tables.brier:.4f}"))
    if against is not None:
        _print_changes(evaluation, console)
    if errors:
        for outcome in evaluation.errors:
            _print(console, Text(str(outcome)))


def _print_changes(evaluation: Evaluation, console: Console) -> None:
    changes = evaluation.changes
    count = {what: sum(change.what == what for change in changes) for what in ("gained", "lost", "changed")}
    mended, broken = (sum(change.verdict == verdict for change in changes) for verdict in ("mended", "broken"))
    told = ", ".join(f"{number} {what}" for what, number in count.items())
    name = evaluation.against.name if evaluation.against else ""
    _print(console, Text(f"\nagainst {name}: {told}; {mended} mended, {broken} broken", style="bold"))
    article = None
    for change in changes:
        if change.article != article:
            article = change.article
            _print(console, Text(article, style="bold"))
        verdict = f" [{change.verdict}]" if change.verdict else ""
        fields = "; ".join(f"{field}: {old} → {new}" for field, (old, new) in change.fields.items())
        _print(console, Text(f"  {change.what}{verdict} {change.shown}{': ' if fields else ''}{fields}"))
        _print(console, Text(f"    “{' '.join(change.evidence.split())}”", style="dim"))


def _found_table(title: str, lines: Sequence[FoundLine], other: Sequence[FoundLine] | None, console: Console) -> None:
    before = {line.name: line for line in other or ()}
    table = _table(title, "gold", "precision", "recall", "F1 (95 %)", *(["F1 before"] if other is not None else []))
    for line in lines:
        was = [f"{before[line.name].f1.value:.3f}" if line.name in before else "–"] if other is not None else []
        figures = f"{line.precision.value:.3f}", f"{line.recall.value:.3f}", shown(line.f1)
        table.add_row(line.name, str(line.gold), *figures, *was)
    console.print(table)


def _share_table(title: str, lines: Sequence[ShareLine], other: Sequence[ShareLine] | None, console: Console) -> None:
    table = _table(title, "of", "share (95 %)", *(["before"] if other is not None else []))
    for place, line in enumerate(lines):
        was = [f"{other[place].share.value:.3f}"] if other is not None else []
        table.add_row(line.name, str(line.of), shown(line.share), *was)
    console.print(table)


def _table(first: str, *others: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(first)
    for name in others:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _print(console: Console, text: Text) -> None:
    console.print(text, soft_wrap=True)


def render_page(evaluation: Evaluation) -> str:
    """The evaluation as one page of HTML that asks nothing of a network."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parents[1] / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["shown"] = shown
    return templates.get_template("evaluation.html").render(evaluation=evaluation)
