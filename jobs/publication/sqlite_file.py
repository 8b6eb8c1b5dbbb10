"""``chibo.sqlite``: all tables of a package in one file that is only read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from jobs.publication.refusals import PublicationRefused
from jobs.publication.shapes import sqlite_indexes
from schema.dictionary import Table

NAME = "chibo.sqlite"
FORMAT = 1
"""``PRAGMA user_version``: raised when a table or a column is renamed or dropped."""

_SHOWN = 5


@contextmanager
def new_file(folder: Path, tables: Iterable[Table]) -> Iterator[sqlite3.Connection]:
    """A connection that fills the file; at the end keys are checked, indexes made and the pages laid out anew.

    Raises PublicationRefused where a row refers to a row that is not there.
    """
    path = folder / NAME
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        database.execute(f"PRAGMA user_version = {FORMAT}")
        database.execute("BEGIN")
        yield database
        database.execute("COMMIT")
        _check_references(database)
        for table in tables:
            for index in sqlite_indexes(table):
                database.execute(index)
        database.execute("ANALYZE")
        database.execute("VACUUM")
    path.chmod(0o444)


@contextmanager
def existing_file(folder: Path) -> Iterator[sqlite3.Connection]:
    """A connection that reads the file of a version and cannot change it."""
    path = (folder / NAME).resolve()
    with closing(sqlite3.connect(read_only_uri(path), uri=True)) as database:
        yield database


def read_only_uri(path: Path) -> str:
    """The address by which SQLite opens a file that no one changes; nothing is made beside it."""
    return f"{path.resolve().as_uri()}?mode=ro&immutable=1"


def _check_references(database: sqlite3.Connection) -> None:
    broken = database.execute("PRAGMA foreign_key_check").fetchmany(_SHOWN)
    if broken:
        table, rowid, target, _ = broken[0]
        key = database.execute(f'SELECT * FROM "{table}" WHERE rowid = ?', (rowid,)).fetchone()[0]
        raise PublicationRefused(
            f"{table} {key} refers to a row of {target} that is not published;"
            " `chibo doctor` may mend the derived tables"
        )
