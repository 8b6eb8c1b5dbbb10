"""What is in a backup, in the words of ``chibo backup --verify``."""

from __future__ import annotations

from dataclasses import dataclass

COUNTED = {"article": "articles", "revision": "texts", "fact": "extracted facts", "verdict": "verdicts"}
"""The tables whose rows are counted, and what they are called."""

VERSION_TABLE = "alembic_version"


class BackupError(Exception):
    """A backup cannot be made, or one that is there is no good; the message names the file."""


class BackupRefused(BackupError):
    """A backup that was not begun: there is nothing to copy, nothing to copy it with, or no place for it."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The rows of a backup by table, None for a table that it does not have, and the migration it stands at."""

    rows: dict[str, int | None]
    revision: str | None

    def __str__(self) -> str:
        counted = [f"{rows} {COUNTED[table]}" for table, rows in self.rows.items() if rows is not None]
        return f"{', '.join(counted) or 'no table of Chibo'}; migration {self.revision or 'none'}"
