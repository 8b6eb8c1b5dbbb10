"""Draft a migration: ``python -m db.migrations "what changes"``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command

from db.engine import engine, writing
from db.migrations import configuration, migrate


def main(message: str) -> None:
    """Compare a fresh SQLite database at head with the models and write the difference as a draft."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = engine(f"sqlite:///{Path(folder, 'scratch.sqlite3')}")
        migrate(scratch)
        with writing(scratch) as connection:
            command.revision(configuration(connection), message, autogenerate=True)
        scratch.dispose()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit('usage: python -m db.migrations "what changes"')
    main(sys.argv[1])
