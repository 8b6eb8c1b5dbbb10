"""A dump of a PostgreSQL database: pg_dump's custom format, which pg_restore reads."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import URL

from jobs.backup.contents import COUNTED, VERSION_TABLE, BackupError, BackupRefused, Contents

_MAGIC = b"PGDMP"


def dump(database: URL, target: Path) -> None:
    """Write all of ``database`` as of one moment into ``target``; raises BackupError.

    The password goes to pg_dump by its environment, for a command line is seen by everyone on the machine.
    """
    program = _program("pg_dump")
    password = database.password or database.query.get("password")
    plain = database.difference_update_query(["password"])
    where = plain.set(drivername="postgresql", password=None).render_as_string()
    environment = os.environ | ({"PGPASSWORD": str(password)} if password else {})
    command = [program, "--format=custom", "--no-password", f"--file={target}", f"--dbname={where}"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise BackupError(f"pg_dump failed: {_last_line(ended.stderr)}")


def is_dump(file: Path) -> bool:
    """Whether a file is a dump in the custom format."""
    with file.open("rb") as opened:
        return opened.read(len(_MAGIC)) == _MAGIC


def contents(file: Path) -> Contents:
    """What is in a dump, read to its end; raises BackupError, which names the file."""
    rows = {table: _rows(file, table) for table in COUNTED}
    version = _rows_of(file, VERSION_TABLE)
    return Contents({table: None if found is None else found[0] for table, found in rows.items()}, version)


def _rows(file: Path, table: str) -> tuple[int, str | None] | None:
    """How many rows of a table a dump has, and the last of them; None if the table is not in it."""
    command = [_program("pg_restore"), "--data-only", f"--table={table}", "--file=-", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as restored:
        assert restored.stdout is not None and restored.stderr is not None
        count, last, inside, found = 0, None, False, False
        for line in restored.stdout:
            if inside and line == b"\\.\n":
                inside = False
            elif inside:
                count, last = count + 1, line.decode().rstrip("\n")
            elif line.startswith(b"COPY "):
                inside = found = True
        said = restored.stderr.read().decode(errors="replace")
    if restored.returncode:
        raise BackupError(f"{file} is damaged: {_last_line(said)}")
    return (count, last) if found else None


def _rows_of(file: Path, table: str) -> str | None:
    found = _rows(file, table)
    return found[1] if found else None


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise BackupRefused(
            f"{name} is not installed, and a PostgreSQL database needs it; it comes with PostgreSQL's client"
        )
    return found


def _last_line(said: str) -> str:
    lines = said.strip().splitlines()
    return lines[-1] if lines else "it did not say why"
