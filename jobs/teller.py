"""What a command that reads articles says on standard error: what cannot be read, and how far it is."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from jobs.inputs import FoundArticle, Problem

_MOST_PROBLEMS = 20  # a file of another kind has one in every line


class Teller:
    """Names problems as they come, and on a terminal shows how many of ``counted`` there are so far."""

    def __init__(self, counted: str, *, quiet: bool = False) -> None:
        self._counted = counted
        self._quiet = quiet  # results on the terminal, and no bar among them
        self.problems: Counter[str] = Counter()
        self.passed_over: Counter[str] = Counter()
        self._bar: Any = None
        self._task: Any = None
        self._second: Any = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and not self._quiet:
            from rich.console import Console
            from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

            columns = (SpinnerColumn(), TextColumn("{task.fields[so_far]} {task.description}"), TimeElapsedColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task(self._counted, so_far=0)
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()
        if kind is None:
            self._sum_up()

    def count(self, number: int = 1) -> None:
        """So many more."""
        if self._bar is not None:
            self._bar.advance(self._task, number)
            self._bar.update(self._task, so_far=int(self._bar.tasks[0].completed))

    def extracting(self, done: int, total: int) -> None:
        """So many of so many articles that waited for extraction are read."""
        if self._bar is not None:
            if self._second is None:
                self._second = self._bar.add_task("extracted", so_far=0)
            self._bar.update(self._second, so_far=f"{done} of {total}")

    def tell(self, problem: Problem) -> None:
        """Name what cannot be read; of one file only the first problems, their number at the end."""
        self.problems[problem.path] += 1
        if self.problems[problem.path] <= _MOST_PROBLEMS:
            self.say(str(problem))

    def say(self, message: str) -> None:
        """A line of its own."""
        if self._bar is None:
            print(f"chibo: {message}", file=sys.stderr)
        else:
            self._bar.console.print(f"chibo: {message}", markup=False, highlight=False, soft_wrap=True)

    def _sum_up(self) -> None:
        for path, count in self.problems.items():
            if count > _MOST_PROBLEMS:
                self.say(f"{path}: and {count - _MOST_PROBLEMS} more that cannot be read")
        for path, count in self.passed_over.items():
            self.say(f"{path}: {count} pages are no articles (lists, forms), passed over")


def told(stream: Iterable[FoundArticle | Problem], teller: Teller) -> Iterator[FoundArticle]:
    """The articles of a stream; its problems are told as they come."""
    from jobs.inputs import Problem

    for found in stream:
        if isinstance(found, Problem):
            teller.tell(found)
        else:
            yield found
