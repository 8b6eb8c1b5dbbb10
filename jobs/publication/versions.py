"""Versions in a folder: their names, which is the last, and how one appears: whole, or not at all.

A version is written into a hidden folder beside the others and renamed when it is complete, so that a folder with
the name of a version is a complete version. ``latest.json`` follows; where it was not written any more, the next
publication mends it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from jobs.publication.refusals import AlreadyPublishing, PublicationRefused
from jobs.publication.shapes import json_text

CHECKSUMS = "CHECKSUMS.sha256"
LATEST = "latest.json"
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.([1-9]\d*))?")
_DRAFT = ".unfinished-"
_LOCK = ".publishing.lock"


@contextmanager
def publishing_into(folder: Path) -> Iterator[None]:
    """Hold the folder, making it if need be, and clear away what a killed publication left.

    Raises AlreadyPublishing where another holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise AlreadyPublishing(f"another publication into {folder} is at work") from None
    try:
        for left in folder.glob(f"{_DRAFT}*"):
            shutil.rmtree(left)
        yield
    finally:
        lock.release()


@contextmanager
def draft(folder: Path) -> Iterator[Path]:
    """A hidden folder for a version in the making; it is gone afterwards unless it was released."""
    made = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=folder))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def release(made: Path, folder: Path, name: str) -> Path:
    """Give a complete draft its name for good; raises FileExistsError rather than touch a version."""
    target = folder / name
    if target.exists():
        raise FileExistsError(f"{target} is there already")
    for path in made.iterdir():
        _sync(path)
    _sync(made)
    made.chmod(0o755)  # readable for all, as mkdtemp's folders are not
    made.rename(target)
    _sync(folder)
    return target


def point_to(version: Path, as_of: str) -> None:
    """Let ``latest.json`` name this version; nothing is written where it does already."""
    latest = version.parent / LATEST
    said = json_text({"version": version.name, "path": f"{version.name}/", "created": as_of})
    if latest.is_file() and latest.read_text(encoding="utf-8") == said:
        return
    with tempfile.TemporaryDirectory(prefix=_DRAFT, dir=version.parent) as room:
        beside = Path(room) / LATEST
        beside.write_text(said, encoding="utf-8", newline="\n")
        _sync(beside)
        beside.replace(latest)


def last_version(folder: Path) -> Path | None:
    """The newest version in the folder, or None."""
    found = [path for path in folder.iterdir() if _NAME.fullmatch(path.name) and path.is_dir()]
    return max(found, key=lambda path: _order(path.name), default=None)


def named_version(folder: Path, given: str) -> Path:
    """The version that ``--since`` means: a name in the folder, or the path of one; raises PublicationRefused."""
    for path in (folder / given, Path(given)):
        if _NAME.fullmatch(path.resolve().name) and (path / CHECKSUMS).is_file():
            return path.resolve()
    raise PublicationRefused(f"--since {given}: no version is called so in {folder}, and it is no folder of one")


def require_whole(version: Path) -> None:
    """Raise PublicationRefused where a file that the version once had is gone: nothing can be compared with it."""
    listed = checksums(version) if (version / CHECKSUMS).is_file() else {CHECKSUMS: ""}
    if lost := [name for name in listed if not (version / name).is_file()]:
        raise PublicationRefused(
            f"version {version.name} has lost {', '.join(lost)}: put the files back, or move its folder away"
        )


def next_name(folder: Path, day: date) -> str:
    """The name of a version of this day that is still free; raises PublicationRefused if a newer day is published."""
    last = last_version(folder)
    if last is None or _order(last.name)[0] < day.isoformat():
        return day.isoformat()
    newest, count = _order(last.name)
    if newest > day.isoformat():
        raise PublicationRefused(
            f"the data are as of {day}, but version {last.name} is published already;"
            " older data need a folder of their own"
        )
    return f"{newest}.{count + 1}"


def write_checksums(folder: Path) -> None:
    """Write the SHA-256 of every other file of a version, in the form that ``sha256sum --check`` reads."""
    paths = sorted(path for path in folder.iterdir() if path.name != CHECKSUMS)
    lines = [f"{sha256(path)}  {path.name}\n" for path in paths]
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def checksums(version: Path) -> dict[str, str]:
    """The checksums that a version states, by file name."""
    lines = (version / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def sha256(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _order(name: str) -> tuple[str, int]:
    match = _NAME.fullmatch(name)
    assert match is not None
    return match[1], int(match[2] or 1)


def _sync(path: Path) -> None:
    """Have the disk keep what was written, before a name says that it is there."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
