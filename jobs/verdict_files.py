"""The commands ``chibo verdicts export`` and ``import``: the log of verdicts as JSON Lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import URL
from sqlalchemy.exc import OperationalError

import db
from jobs.opened_files import UnreadableError, opened
from schema import Verdict

ALL_WELL = 0
SOME_FAILED = 1
BAD_OPTIONS = 2


def export_verdicts(file: Path | None, database: str | URL | None = None) -> int:
    """Write all verdicts, one JSON object a line in the order of deciding, to a file or standard output.

    The same log gives the same bytes. Raises db.DatabaseError and OSError.
    """
    engine = db.engine(database)
    try:
        db.migrate(engine)
        with engine.connect() as connection:
            lines = map(_line, db.repository.verdicts.every(connection))
            if file is None:
                sys.stdout.writelines(lines)
                sys.stdout.flush()
            else:
                with file.open("w", encoding="utf-8", newline="\n") as target:
                    target.writelines(lines)
        return ALL_WELL
    finally:
        engine.dispose()


def import_verdicts(file: str, *, keep_going: bool = False, database: str | URL | None = None) -> int:
    """Keep the verdicts of a file (``-``: standard input) and say how many were new; returns the exit status.

    What is wrong is named by line and field; then nothing is kept, or with ``keep_going`` all the rest.
    Raises db.DatabaseError.
    """
    engine = db.engine(database)
    try:
        db.migrate(engine)
        verdicts: dict[int, Verdict] = {}
        faults: dict[int, str] = {}
        for number, line in _lines(file):
            try:
                verdicts[number] = Verdict.model_validate_json(line)
            except ValidationError as error:
                faults[number] = "; ".join(_fault(place, what) for place, what in _problems(error))
        with db.writing(engine) as connection:
            numbers = list(verdicts)
            refused = db.repository.verdicts.faults(connection, list(verdicts.values()))
            faults |= {numbers[place]: message for place, message in refused.items()}
            for number, message in sorted(faults.items()):
                print(f"chibo: {file}: line {number}: {message}", file=sys.stderr)
            if faults and not keep_going:
                print("chibo: nothing was kept; --keep-going keeps the rest", file=sys.stderr)
                return SOME_FAILED
            good = [verdict for number, verdict in verdicts.items() if number not in faults]
            new = db.repository.verdicts.add_all(connection, good)
            waiting = set(db.repository.verdicts.unplaced(connection))
        waits = sum((verdict.source, verdict.url) in waiting for verdict in good)
        print(f"verdicts: {new} new, {len(good) - new} known, {waits} waiting for their article")
        return SOME_FAILED if faults else ALL_WELL
    except UnreadableError as error:
        print(f"chibo: {file}: {error}", file=sys.stderr)
        return BAD_OPTIONS
    except OperationalError as error:
        print(f"chibo: {error.orig}; nothing was kept", file=sys.stderr)
        return SOME_FAILED
    finally:
        engine.dispose()


def _line(verdict: Verdict) -> str:
    line = verdict.model_dump_json()
    for mark in ("\u2028", "\u2029", "\x85"):  # ends of lines for some readers
        line = line.replace(mark, f"\\u{ord(mark):04x}")
    return line + "\n"


def _lines(file: str) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, counted from 1; raises UnreadableError."""
    with opened(file) as source:
        for number, line in enumerate(source, 1):
            if line.strip():
                yield number, line


def _problems(error: ValidationError) -> list[tuple[str, str]]:
    return [(".".join(map(str, problem["loc"])), problem["msg"]) for problem in error.errors(include_url=False)]


def _fault(place: str, what: str) -> str:
    return f"{place}: {what}" if place else what
