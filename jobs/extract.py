"""The command ``chibo extract``: articles from files to records, on standard output or in one file."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jobs.parallel import in_order, process_count
from jobs.record_formats import OutputError, RecordFormat, RecordWriter, forget_output, record_writer
from jobs.teller import Teller, told

if TYPE_CHECKING:
    from jobs.inputs import FoundArticle, Problem

ALL_WELL = 0
SOME_FAILED = 1
BAD_OPTIONS = 2
STOPPED = 130
READER_GONE = 141
"""What a shell says of a program that SIGINT or SIGPIPE ended."""


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
        read = partial(read_article, second_opinion=second_opinion)
        with record_writer(format, output) as writer:
            with Teller("records", quiet=output is None and sys.stdout.isatty()) as teller:
                articles = told(read_paths(paths, given), teller)
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


def _write(outcomes: Iterator[Outcome], writer: RecordWriter, teller: Teller) -> int:
    """Write the records and tell of the rest; returns how many were written."""
    written = 0
    for outcome in outcomes:
        if outcome.problem is not None:
            teller.tell(outcome.problem)
        elif outcome.line is None:
            teller.passed_over[outcome.path] += 1
        else:
            writer.add(outcome.line)
            teller.count()
            written += 1
    return written


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
