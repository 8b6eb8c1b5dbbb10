"""What a night looks like on a terminal: progress while it runs, a table at its end."""

from __future__ import annotations

from typing import Self

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from crawler.report import SourceReport
from jobs.night_report import NightReport
from jobs.nightly import Watcher

_SHOWN_PROBLEMS = 20


class ProgressBars(Watcher):
    """Bars on standard error, a source each and one for extraction; nothing where that is no terminal."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def crawling(self, report: SourceReport) -> None:
        """See ``Watcher.crawling``."""
        done = report.new + report.changed + report.unchanged + report.failed
        self._show(report.source, done, max(report.listed, done))

    def extracting(self, done: int, total: int) -> None:
        """See ``Watcher.extracting``."""
        self._show("extraction", done, total)

    def _show(self, name: str, done: int, total: int) -> None:
        if name not in self._tasks:
            self._tasks[name] = self._progress.add_task(escape(name))
        self._progress.update(self._tasks[name], completed=done, total=total)


def print_report(report: NightReport, written_to: str, console: Console) -> None:
    """The table of sources, what went wrong, and whether anything was new."""
    table = Table(
        title=f"Night of {report.started_at:%Y-%m-%d %H:%M} UTC",
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
    )
    table.add_column("source", overflow="fold")
    for heading in ("pages", "new", "changed", "same", "failed", "read", "facts", "flags"):
        table.add_column(heading, justify="right")
    for source in report.sources:
        failed = str(len(source.failures)) if source.ended == "finished" else f"{len(source.failures)} ({source.ended})"
        counts = (source.pages, source.new, source.changed, source.unchanged)
        ends = (source.extracted, source.facts, sum(source.flags.values()))
        table.add_row(source.name, *map(str, counts), failed, *map(str, ends))
    console.print(table)
    for source in report.sources:
        if source.reasons:
            reasons = ", ".join(f"{reason} ×{times}" for reason, times in source.reasons.items())
            console.print(f"{source.name}: failed: {reasons}", markup=False, highlight=False, soft_wrap=True)
    problems = list(report.problems())
    for problem in problems[:_SHOWN_PROBLEMS]:
        console.print(f"! {problem}", markup=False, highlight=False, soft_wrap=True)
    if len(problems) > _SHOWN_PROBLEMS:
        console.print(f"! … and {len(problems) - _SHOWN_PROBLEMS} more, all in the report")
    if report.interrupted:
        console.print("An earlier run had been killed; what it left undone is done now.")
    if report.stopped:
        console.print("Stopped by a signal; what was fetched is kept, the next run goes on from here.")
    elif report.stored == 0:
        console.print("Nothing new: no article was added or changed, nothing was stored.")
    console.print(f"Report: {written_to}", markup=False, highlight=False, soft_wrap=True)
