"""An evaluation for people: on a terminal, and as one page of HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from jobs.console import print_line
from jobs.evaluation.difference import Change
from jobs.evaluation.outcomes import Outcome
from jobs.evaluation.score import Score
from jobs.evaluation.tables import Figure, FoundLine, ShareLine, Tables, tables
from jobs.page_templates import page_templates

_PLAIN = {
    "document_dates": "document dates",
    "complete_facts": "complete facts",
    "to": "end of period",
    "from": "start of period",
    "flagged_share": "facts that carry it",
    "unflagged_right": "right, of those without it",
    "wrong_flagged": "carry it, of those wrong",
}
Line = TypeVar("Line", bound=FoundLine | ShareLine)


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
    def only_shared(self) -> bool:
        """Whether the other side has not all articles, so that its figures are of fewer."""
        return self.against is not None and self.against.tables.articles < self.now.tables.articles

    @property
    def errors(self) -> list[Outcome]:
        """What is wrong now."""
        return [one for one in self.now.score.outcomes if one.status != "right" or one.wrong]

    def as_json(self) -> dict[str, Any]:
        """All of it, for machines."""
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
    """`0.936 (0.912–0.957)`: the figure, and within what it lies with 95 %; `–` where there is none."""
    low, high = figure.interval
    return "–" if figure.value is None else f"{figure.value:.3f} ({low:.3f}–{high:.3f})"


def plain(name: str) -> str:
    """What a line of a table is called, for people."""
    return _PLAIN.get(name, name)


def print_evaluation(evaluation: Evaluation, console: Console, *, errors: bool = False) -> None:
    """Tables of figures, with `errors` each error and its text, and the changes against the other side."""
    now, against = evaluation.now, evaluation.against
    before = against.tables if against else None
    print_line(console, Text(f"{evaluation.gold}: {now.tables.articles} articles, {now.name}", style="bold"))
    if against is not None and evaluation.only_shared:
        told = f"{against.name} has only {against.tables.articles} of them: “before” is of those"
        print_line(console, Text(told, style="yellow"))
    if now.score.offsets_wrong:
        print_line(console, Text(f"{now.score.offsets_wrong} offsets are wrong", style="red"))
    _found_table("found", now.tables.kinds, before.kinds if before else None, console)
    _found_table("facts by indicator", now.tables.indicators, before.indicators if before else None, console)
    _found_table("complete, by indicator", now.tables.complete, before.complete if before else None, console)
    _share_table("attributes of matched facts", now.tables.attributes, before.attributes if before else None, console)
    _share_table("the mark needs_review", now.tables.review, before.review if before else None, console)
    reliability = _table("confidence", "facts", "said", "right (95 %)")
    for line in now.tables.reliability:
        reliability.add_row(
            f"{line.low:.2f}–{line.high:.2f}", str(line.facts), f"{line.confidence:.3f}", shown(line.right)
        )
    console.print()
    console.print(reliability)
    if now.tables.brier is not None:
        print_line(console, Text(f"\nBrier score of confidence: {now.tables.brier:.4f}"))
    if against is not None:
        _print_changes(against.name, evaluation.changes, console)
    if errors:
        print_line(console, Text(f"\n{len(evaluation.errors)} errors", style="bold"))
        for outcome in evaluation.errors:
            print_line(console, Text(str(outcome)))


def _print_changes(name: str, changes: Sequence[Change], console: Console) -> None:
    count = {what: sum(change.what == what for change in changes) for what in ("gained", "lost", "changed")}
    mended, broken = (sum(change.verdict == verdict for change in changes) for verdict in ("mended", "broken"))
    told = ", ".join(f"{number} {what}" for what, number in count.items())
    print_line(console, Text(f"\nagainst {name}: {told}; {mended} mended, {broken} broken", style="bold"))
    article = None
    for change in changes:
        if change.article != article:
            article = change.article
            print_line(console, Text(article, style="bold"))
        verdict = f" [{change.verdict}]" if change.verdict else ""
        fields = "; ".join(f"{field}: {old} → {new}" for field, (old, new) in change.fields.items())
        print_line(console, Text(f"  {change.what}{verdict} {change.shown}{': ' if fields else ''}{fields}"))
        print_line(console, Text(f"    “{' '.join(change.evidence.split())}”", style="dim"))


def _found_table(title: str, lines: Sequence[FoundLine], before: Sequence[FoundLine] | None, console: Console) -> None:
    table = _table(title, "gold", "precision", "recall", "F1 (95 %)", *_before(before))
    for name, line, was in side_by_side(lines, before):
        figures = [str(line.gold), _value(line.precision), _value(line.recall), shown(line.f1)] if line else ["–"] * 4
        table.add_row(plain(name), *figures, *([] if before is None else [_value(was.f1) if was else "–"]))
    console.print()
    console.print(table)


def _share_table(title: str, lines: Sequence[ShareLine], before: Sequence[ShareLine] | None, console: Console) -> None:
    table = _table(title, "of", "share (95 %)", *_before(before))
    for name, line, was in side_by_side(lines, before):
        figures = [str(line.of), shown(line.share)] if line else ["–"] * 2
        table.add_row(plain(name), *figures, *([] if before is None else [_value(was.share) if was else "–"]))
    console.print()
    console.print(table)


def _before(lines: Sequence[Line] | None) -> list[str]:
    return [] if lines is None else ["before"]


def side_by_side(lines: Sequence[Line], before: Sequence[Line] | None) -> list[tuple[str, Line | None, Line | None]]:
    """Lines of both sides by name: an indicator may have facts on one side only."""
    now = {line.name: line for line in lines}
    then = {line.name: line for line in before or ()}
    return [(name, now.get(name), then.get(name)) for name in [*now, *(name for name in then if name not in now)]]


def _value(figure: Figure) -> str:
    return "–" if figure.value is None else f"{figure.value:.3f}"


def _table(first: str, *others: str) -> Table:
    """A table that fits 80 columns; on fewer the names are folded, never cut."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, collapse_padding=True)
    table.add_column(first, overflow="fold")
    for name in others:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def render_page(evaluation: Evaluation) -> str:
    """The evaluation as one page of HTML that asks nothing of a network."""
    templates = page_templates(shown=shown, plain=plain)
    return templates.get_template("evaluation.html").render(evaluation=evaluation, side_by_side=side_by_side)
