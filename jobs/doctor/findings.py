"""What a check is given, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Patient:
    """What is looked at: a database at head, and the folder of the archive, the reports and the lock."""

    engine: Engine
    var: Path
    extractor_version: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What is found and what will mend it.

    ``mend`` does so and says what it did; None where a person must. Not ``wrong`` is what only waits for something.
    """

    found: str
    remedy: str
    mend: Callable[[], str] | None = None
    wrong: bool = True


Check = Callable[[Patient], list[Finding]]


def named(things: Sequence[str]) -> str:
    """The first of some things, and how many more there are."""
    more = len(things) - _NAMED
    return ", ".join(things[:_NAMED]) + (f" and {more} more" if more > 0 else "")
