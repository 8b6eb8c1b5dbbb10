"""A backup that is there whole or not at all, and never in the place of another."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL

import db
from db.engine import shown_url
from jobs.backup import postgres_dump, sqlite_copy
from jobs.backup.contents import BackupError, BackupRefused, Contents

_SUFFIX = {"sqlite": ".sqlite3", "postgresql": ".dump"}
_NAME = re.compile(r"chibo-\d{8}T\d{6}Z")
_MEGABYTE = 1_000_000


def back_up(
    database: URL, target: Path | None = None, *, keep: int | None = None, now: datetime | None = None
) -> tuple[Path, Contents]:
    """Write a backup of ``database`` as of now, check it, and return where it is and what is in it.

    ``target`` None is `var/backups/chibo-<UTC time>` with the suffix of its kind; there ``keep`` leaves only the newest
    backups of that kind, this one included. Raises BackupError, and then nothing has been changed.
    """
    sqlite = database.get_backend_name() == "sqlite"
    suffix = _SUFFIX[database.get_backend_name()]
    if sqlite and not Path(database.database or "").is_file():
        raise BackupRefused(f"{shown_url(database)}: there is no such database, so there is nothing to back up")
    stamp = f"{now or datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    folder = db.var_folder() / "backups"
    file = folder / f"chibo-{stamp}{suffix}" if target is None else target
    with _written(file) as part:
        if sqlite:
            sqlite_copy.copy(Path(database.database or ""), part)
        else:
            postgres_dump.dump(database, part)
        held = contents(part)
    if keep is not None:
        _forget(folder, suffix, keep)
    return file, held


def contents(file: Path) -> Contents:
    """What is in a backup of either kind, after it was found whole; raises BackupError, which names it."""
    try:
        if file.is_dir():
            raise BackupError(f"{file} is a folder, no backup")
        dumped = postgres_dump.is_dump(file)
    except OSError as error:
        raise BackupError(f"{file} cannot be read: {error.strerror}") from error
    return postgres_dump.contents(file) if dumped else sqlite_copy.contents(file)


@contextmanager
def _written(file: Path) -> Iterator[Path]:
    """A file beside ``file`` to write to, which takes its name when the block ends well and it is on the disk.

    Only its owner may read it: it holds the accounts too.
    """
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(file):
            raise BackupRefused(f"{file} is there already; a backup never replaces a file")
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise BackupRefused(f"{file} cannot be written: {error.strerror}") from error
    try:
        yield part
        _to_disk(part)
        try:
            os.link(part, file)  # unlike a rename it fails where a file has come to be meanwhile
        except FileExistsError:
            raise BackupRefused(f"{file} is there already; a backup never replaces a file") from None
        except OSError:  # a file system without links
            part.rename(file)
        _to_disk(file.parent)
    except OSError as error:
        raise BackupError(f"{file} cannot be written: {error.strerror}") from error
    finally:
        for left in (part, part.with_name(f"{part.name}-journal")):
            left.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _forget(folder: Path, suffix: str, keep: int) -> None:
    """Delete all but the newest backups of a kind; files with names of their own are none of ours."""
    ours = sorted(path for path in folder.glob(f"chibo-*{suffix}") if _NAME.fullmatch(path.stem))
    for path in ours[:-keep]:
        path.unlink(missing_ok=True)


def size(file: Path) -> str:
    """The size of a file as a person reads it."""
    return f"{file.stat().st_size / _MEGABYTE:.1f} MB"
