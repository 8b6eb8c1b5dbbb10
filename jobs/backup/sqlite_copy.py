"""A copy of a SQLite database in use: the online backup of SQLite, all pages in one reading transaction.

In WAL mode that transaction sees one moment and holds no writer up, so the copy is what was committed until then.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from jobs.backup.contents import COUNTED, VERSION_TABLE, BackupError, Contents

_WAIT_S = 30.0


def copy(database: Path, target: Path) -> None:
    """Copy ``database`` into the empty file ``target``, one file without a log beside it; raises BackupError."""
    try:
        with (
            closing(sqlite3.connect(_uri(database, "rw"), uri=True, timeout=_WAIT_S)) as source,
            closing(sqlite3.connect(_uri(target, "rw"), uri=True)) as copied,
        ):
            source.backup(copied)
            copied.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise BackupError(f"{database} cannot be copied: {error}") from error


def contents(file: Path) -> Contents:
    """What is in a copy, after SQLite has found it whole; raises BackupError, which names the file."""
    try:
        # immutable: a backup on a disk that is read-only, or of another owner, is read too
        with closing(sqlite3.connect(_uri(file, "ro") + "&immutable=1", uri=True)) as copied:
            faults = [row[0] for row in copied.execute("PRAGMA integrity_check")]
            if faults != ["ok"]:
                raise BackupError(f"{file} is damaged: {faults[0]}")
            there = {row[0] for row in copied.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            rows = {
                table: copied.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] if table in there else None
                for table in COUNTED
            }
            found = (
                copied.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()
                if VERSION_TABLE in there
                else None
            )
            return Contents(rows, found[0] if found else None)
    except sqlite3.Error as error:
        raise BackupError(f"{file} is no SQLite database that can be read: {error}") from error


def _uri(path: Path, mode: str) -> str:
    return f"{path.absolute().as_uri()}?mode={mode}"
