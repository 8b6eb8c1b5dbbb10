"""The way to the database: one SQLite file by default, PostgreSQL by ``CHIBO_DATABASE_URL``.

SQLite is set up for one nightly writer beside many readers:

- WAL, so that readers never wait for the nightly run, nor it for them;
- ``synchronous=FULL``, not the usual NORMAL: in WAL mode NORMAL may forget the last commits when the
  power fails. A crawl could be made again, an editor's verdict could not, and both live in this file.
  The price is one fsync a commit, which is nothing beside the politeness delay between two pages;
- transactions are begun by us, because Python's driver would run DDL outside of any: a migration
  that is killed half way must leave nothing behind.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy import URL, Connection, Engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

VARIABLE = "CHIBO_DATABASE_URL"
HOME_VARIABLE = "CHIBO_HOME"
BUSY_TIMEOUT_MS = 30_000
CONNECT_TIMEOUT_S = 10
CACHE_KIB = 65_536
"""Pages that one connection keeps: with SQLite's own 2 MiB a night's batch does not fit, and is written twice."""
CHECKPOINT_PAGES = 8_000
"""Pages of the log after which they are put in their places: one that several commits changed is put there once."""

_BEGIN = "chibo_sqlite_begin"
_IN_URL = re.compile(r"(://[^\s:/@]*:)[^\s/]*@")  # a password may hold an @: up to the last one
_IN_OPTIONS = re.compile(r"(\bpassword=)[^\s&]+")


class DatabaseError(Exception):
    """The database is not usable; the message names ``CHIBO_DATABASE_URL`` and never a password."""


def var_folder() -> Path:
    """Where Chibo keeps what it makes: ``var/`` under ``CHIBO_HOME``, or else under the current folder."""
    return Path(os.environ.get(HOME_VARIABLE) or Path.cwd()) / "var"


def database_url(url: str | URL | None = None) -> URL:
    """The URL that is meant: the argument, or ``CHIBO_DATABASE_URL``, or ``var/chibo.sqlite3``.

    Raises DatabaseError for a URL that cannot be read or a database other than SQLite and PostgreSQL.
    """
    given = url or os.environ.get(VARIABLE)
    if not given:
        return URL.create("sqlite", database=str(var_folder() / "chibo.sqlite3"))
    try:
        parsed = make_url(given)
    except (ArgumentError, ValueError) as error:
        raise DatabaseError(
            f"{VARIABLE} is not a database URL; use sqlite:///path/to/file.sqlite3 or postgresql://user@host/name"
        ) from error
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise DatabaseError(f"{VARIABLE}: {parsed.drivername}:// is not supported; use sqlite:/// or postgresql://")
    if "@" in (parsed.host or ""):
        raise DatabaseError(f"{VARIABLE}: the host name has an @; write one that belongs to a password as %40")
    if parsed.get_backend_name() == "sqlite" and not parsed.database:
        raise DatabaseError(f"{VARIABLE}: {parsed.drivername}:// names no file; use sqlite:///path/to/file.sqlite3")
    return parsed


def engine(url: str | URL | None = None) -> Engine:
    """An engine whose database has been reached once; the folder of a SQLite file is made if need be.

    Raises DatabaseError if the URL is bad, the driver is missing or the database does not answer.
    """
    target = database_url(url)
    sqlite = target.get_backend_name() == "sqlite"
    try:
        if sqlite and target.database:
            Path(target.database).parent.mkdir(parents=True, exist_ok=True)
        options = {} if sqlite else {"connect_timeout": CONNECT_TIMEOUT_S}
        made = sqlalchemy.create_engine(target, connect_args=options, json_serializer=_json)
        if sqlite:
            event.listen(made, "connect", _set_up_sqlite)
            event.listen(made, "begin", _begin_sqlite)
        with made.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
    except (OSError, ImportError, NoSuchModuleError, DBAPIError) as error:
        raise DatabaseError(f"{VARIABLE}: {shown_url(target)} cannot be used: {_reason(error)}") from None
    return made


@contextmanager
def writing(on: Engine) -> Iterator[Connection]:
    """One writing transaction, committed at the end, undone by an exception.

    On SQLite the write lock is taken at once: a transaction that starts by reading and then writes
    fails without waiting where another writer came between.
    """
    with on.connect().execution_options(**{_BEGIN: "BEGIN IMMEDIATE"}) as connection, connection.begin():
        yield connection


def shown_url(url: URL) -> str:
    """The URL for people: no password, neither in its place nor among the options."""
    return url.set(query={}).render_as_string(hide_password=True)


def _reason(error: Exception) -> str:
    """Why, in one line; a password is hidden in a URL or an option, where alone a driver would tell it."""
    if isinstance(error, ImportError):
        return f"the driver is not installed ({error}); install chibo[postgres]"
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    told = _IN_URL.sub(r"\1***@", _IN_OPTIONS.sub(r"\1***", str(cause)))
    lines = (" ".join(line.split()).rstrip(";") for line in told.splitlines())
    return "; ".join(line for line in lines if line) or type(cause).__name__


def _json(value: Any) -> str:
    """JSON in the letters of the text: an escape for each letter with an accent makes Vietnamese twice as long."""
    return json.dumps(value, ensure_ascii=False)


def _set_up_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    cursor.execute("PRAGMA temp_store = MEMORY")
    cursor.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))
