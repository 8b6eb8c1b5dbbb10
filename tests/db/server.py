"""A private PostgreSQL server on a Unix socket, for as long as it is wanted."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ROOM = 1 << 30  # bytes: a hundred times what the tests have there at once
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


def _in_memory() -> Path | None:
    """A folder that is kept in memory, if there is one with room: a database is made there ten times as fast."""
    folder = Path("/dev/shm")
    if folder.is_dir() and os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > _ROOM:
        return folder
    return None


class NoServer(Exception):
    """PostgreSQL cannot be started here; the message says why."""


@contextmanager
def running() -> Iterator[str]:
    """The URL of a running server's database; raises NoServer where there is none to start."""
    binaries, prefix = _binaries(), _unprivileged()
    if binaries is None:
        raise NoServer("PostgreSQL (initdb, pg_ctl) is not installed")
    if prefix is None:
        raise NoServer("PostgreSQL does not run as root, and there is no setpriv or runuser to leave it")
    # Not below pytest's own folder, which only root may enter; the name is short for the socket's sake.
    folder = Path(tempfile.mkdtemp(prefix="chibo-pg-", dir=_in_memory()))
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
