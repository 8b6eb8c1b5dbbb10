"""Fresh databases of both kinds. PostgreSQL is a private cluster on a Unix socket, made once a session."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

import db

_ACCOUNTS = ("postgres", "nobody")  # whom the server runs as where we are root, which it refuses


def _binaries() -> Path | None:
    """The folder of initdb and pg_ctl, the newest version first."""
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True
    )
    on_path = shutil.which("pg_ctl")
    candidates = installed + ([Path(on_path).resolve().parent] if on_path else [])
    return next((path for path in candidates if (path / "initdb").exists() and (path / "pg_ctl").exists()), None)


def _unprivileged() -> list[str] | None:
    """What to put before a command so that it does not run as root; None if there is no way."""
    if os.geteuid() != 0:
        return []
    for account in _ACCOUNTS:
        try:
            user = pwd.getpwnam(account)
        except KeyError:
            continue
        if shutil.which("setpriv"):
            return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
        if shutil.which("runuser"):
            return ["runuser", "-u", account, "--"]
    return None


def _owner(command: list[str], account_folder: Path) -> None:
    """Give the folder to the account that the command prefix changes to."""
    if command:
        uid = subprocess.run([*command, "id", "-u"], check=True, capture_output=True, text=True).stdout
        os.chown(account_folder, int(uid), -1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a running server's database; skips where PostgreSQL is not installed."""
    binaries, prefix = _binaries(), _unprivileged()
    if binaries is None:
        pytest.skip("PostgreSQL (initdb, pg_ctl) is not installed")
    if prefix is None:
        pytest.skip("PostgreSQL does not run as root, and there is no setpriv or runuser to leave it")
    # Not below pytest's own folder, which only root may enter; the name is short for the socket's sake.
    folder = Path(tempfile.mkdtemp(prefix="chibo-pg-"))
    try:
        _owner(prefix, folder)
        data = folder / "data"
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        initdb = [str(binaries / "initdb"), "-D", str(data), "-U", "chibo", "-A", "trust", "-E", "UTF8", "--no-locale"]
        start = [str(binaries / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start"]
        subprocess.run([*prefix, *initdb], check=True, capture_output=True, cwd=folder)
        subprocess.run([*prefix, *start], check=True, stdout=subprocess.DEVNULL, cwd=folder)
        try:
            yield f"postgresql://chibo@/postgres?host={folder}"
        finally:
            stop = [str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop"]
            subprocess.run([*prefix, *stop], check=True, stdout=subprocess.DEVNULL, cwd=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'chibo.sqlite3'}"
        return
    server: str = request.getfixturevalue("postgres")
    engine = db.engine(server)
    with db.writing(engine) as connection:  # cheaper than a database for each test
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    yield server


@pytest.fixture
def empty(fresh_url: str) -> Iterator[Engine]:
    """An engine on an empty database of each kind."""
    made = db.engine(fresh_url)
    yield made
    made.dispose()


@pytest.fixture
def database(empty: Engine) -> Engine:
    """An engine on a migrated database of each kind."""
    db.migrate(empty)
    return empty


@pytest.fixture
def add_revision(database: Engine) -> Callable[..., int]:
    """Keeps a text as an article's newest revision and gives the revision's key."""
    from tests.db.records import add_revision as add

    def keep(text: str, url: str = "https://bao.example/bai-1.html", **outside: object) -> int:
        with db.writing(database) as connection:
            return add(connection, text, url, **outside)

    return keep
