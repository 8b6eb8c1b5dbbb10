"""The command ``chibo extract``: articles from files to records, on standard output or in one file."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from jobs.parallel import in_order, process_count
from jobs.record_formats import OutputError, RecordFormat, RecordWriter, forget_output, record_writer

if TYPE_CHECKING:
    from jobs.inputs import FoundArticle, Problem

ALL_WELL = 0
SOME_FAILED = 1
BAD_OPTIONS = 2
STOPPED = 130
READER_GONE = 141
"""What a shell says of a program that SIGINT or SIGPIPE ended."""

_MOST_PROBLEMS = 20  # a file of another kind has one in every line


def extract_command(
    paths: Sequence[str],
    *,
    published: date | None = None,
    url: str | None = None,
    province: str | None = None,
    jobs: int = 1,
    second_opinion: bool = False,
    format: RecordFormat = RecordFormat.jsonl,
    output: Path | None = None,
) -> int:
    """Write the records of all articles under ``paths`` to ``output`` or standard output; returns the exit status.

    In ``format`` (one JSON object a line, UTF-8) and the order of the input. What cannot be read is named on
    standard error, and the rest is still done. ``published``, ``url`` and ``province`` are true of every article,
    save what a row of JSON Lines or Parquet tells of its own. ``jobs`` processes extract, 0 is one for
    each processor. ``second_opinion`` is that of ``extract.extract``.
    """
    if jobs < 0:
        print(f"chibo: --jobs {jobs}: it must be 0 (all processors) or more", file=sys.stderr)
        return BAD_OPTIONS
    try:
        from jobs.inputs import Given, read_paths

        if output is not None:
            _spare_inputs(paths, output)
        given = Given(published, _trimmed(url), _trimmed(province))
        with record_writer(format, output) as writer, _Teller(quiet=output is None and sys.stdout.isatty()) as teller:
            articles = _told(read_paths(paths, given), teller)
            read = partial(read_article, second_opinion=second_opinion)
            with in_order(
                read, articles, jobs=process_count(jobs), size=lambda found: found.size, died=_died
            ) as outcomes:
                written = _write(outcomes, writer, teller)
            if format is RecordFormat.html and not written:
                raise _NothingToShow
        return SOME_FAILED if teller.problems else ALL_WELL
    except OutputError as error:
        print(f"chibo: {error}", file=sys.stderr)
        return BAD_OPTIONS
    except _NothingToShow:
        print("chibo: no article was read, so no page is written", file=sys.stderr)
        return SOME_FAILED
    except BrokenPipeError:
        forget_output()
        return READER_GONE
    except OSError as error:  # what a file has against being read is a problem of its own: this is a full disk
        forget_output()
        print(f"chibo: cannot go on: {error.strerror or error}", file=sys.stderr)
        return SOME_FAILED
    except KeyboardInterrupt:
        print("chibo: stopped", file=sys.stderr)
        return STOPPED


class _NothingToShow(Exception):
    """No input gave a record: a page of nothing would replace what may be there."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: its record as a line, or what is wrong; neither for a page that is no article."""

    path: str
    line: str | None = None
    problem: Problem | None = None


def read_article(found: FoundArticle, *, second_opinion: bool = False) -> Outcome:
    """Read and extract one article, here or in a process of its own; never raises."""
    from crawler.page import PageError
    from extract import extract
    from jobs.inputs import to_input
    from jobs.opened_files import UnreadableError

    try:
        article = to_input(found)
        return Outcome(
            found.path, None if article is None else extract(article, second_opinion=second_opinion).to_json()
        )
    except (PageError, UnreadableError) as error:
        return Outcome(found.path, problem=found.problem(str(error)))
    except Exception as error:  # whatever an article does to a rule, the others are still read
        return Outcome(found.path, problem=found.problem(f"extraction failed: {type(error).__name__}: {error}"))


def _died(found: FoundArticle) -> Outcome:
    return Outcome(found.path, problem=found.problem("the process that read it died (out of memory?)"))


def _told(stream: Iterable[FoundArticle | Problem], teller: _Teller) -> Iterator[FoundArticle]:
    from jobs.inputs import Problem

    for found in stream:
        if isinstance(found, Problem):
            teller.tell(found)
        else:
            yield found


def _write(outcomes: Iterator[Outcome], writer: RecordWriter, teller: _Teller) -> int:
    """Write the records and tell of the rest; returns how many were written."""
    written = 0
    for outcome in outcomes:
        if outcome.problem is not None:
            teller.tell(outcome.problem)
        elif outcome.line is None:
            teller.passed_over[outcome.path] += 1
        else:
            writer.add(outcome.line)
            teller.written()
            written += 1
    return written


class _Teller:
    """What is said on standard error: problems, and on a terminal how many records there are so far."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet  # records on the terminal, and no bar among them
        self.problems: Counter[str] = Counter()
        self.passed_over: Counter[str] = Counter()
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and not self._quiet:
            from rich.console import Console
            from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

            columns = (SpinnerColumn(), TextColumn("{task.completed} records"), TimeElapsedColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task("")
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()
        if kind is None or kind is _NothingToShow:
            self._sum_up()

    def written(self) -> None:
        """One record more."""
        if self._bar is not None:
            self._bar.advance(self._task)

    def tell(self, problem: Problem) -> None:
        """Name what cannot be read; of one file only the first problems, their number at the end."""
        self.problems[problem.path] += 1
        if self.problems[problem.path] <= _MOST_PROBLEMS:
            self._say(str(problem))

    def _sum_up(self) -> None:
        for path, count in self.problems.items():
            if count > _MOST_PROBLEMS:
                self._say(f"{path}: and {count - _MOST_PROBLEMS} more that cannot be read")
        for path, count in self.passed_over.items():
            self._say(f"{path}: {count} pages are no articles (lists, forms), passed over")

    def _say(self, message: str) -> None:
        if self._bar is None:
            print(f"chibo: {message}", file=sys.stderr)
        else:
            self._bar.console.print(f"chibo: {message}", markup=False, highlight=False, soft_wrap=True)


def _trimmed(option: str | None) -> str | None:
    return unicodedata.normalize("NFC", option.strip()) or None if option else None


def _spare_inputs(paths: Iterable[str], output: Path) -> None:
    """Raise ``OutputError`` where the output would replace an input, or be one of a folder's the next time."""
    from jobs.opened_files import STANDARD_INPUT

    for path in paths:
        if path == STANDARD_INPUT and output.is_file() and os.path.samestat(output.stat(), os.fstat(0)):
            raise OutputError(f"--output {output} is what standard input reads; name another file")
        if path in ("", STANDARD_INPUT):
            continue
        try:
            same, folder = output.is_file() and output.samefile(path), Path(path).is_dir()
        except OSError:  # reading it will say why
            continue
        if same:
            raise OutputError(f"--output {output} is one of the inputs; name another file")
        if folder and _would_be_read(output.resolve(), Path(path).resolve()):
            raise OutputError(f"--output {output} is in {path}, and would be read as one of its articles")


def _would_be_read(file: Path, folder: Path) -> bool:
    from jobs.inputs import KINDS
    from jobs.opened_files import unpacked_name

    if not file.is_relative_to(folder):
        return False
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not hidden and unpacked_name(file.name)[1] in KINDS
