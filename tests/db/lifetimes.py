"""Empty databases for one life after the other: a migrated file is copied, a server's tables are emptied."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, event

import db

_FILLED = ("article", "crawl_run", "source", "verdict", "lease")
"""What a life fills; tables that point at these are emptied with them."""


class Stage:
    """Where lives take place: files in ``folder``, or a server's database at ``url``."""

    def __init__(self, folder: Path, url: str | None = None) -> None:
        self._folder = folder
        self._url = url
        self._engine: Engine | None = None
        self._files: dict[str, Engine] = {}

    def __enter__(self) -> Self:
        template = db.engine(f"sqlite:///{self._folder / 'template.sqlite3'}")
        db.migrate(template)
        with template.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        template.dispose()
        if self._url is not None:
            self._engine = db.engine(self._url)
            with db.writing(self._engine) as connection:
                connection.exec_driver_sql("DROP SCHEMA public CASCADE")
                connection.exec_driver_sql("CREATE SCHEMA public")
            db.migrate(self._engine)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        for made in (*self._files.values(), *([self._engine] if self._engine is not None else [])):
            made.dispose()

    def empty(self) -> Engine:
        """The database of the next life; that of the one before is gone."""
        if self._url is None:
            return self._copy("life")
        assert self._engine is not None
        listed = ", ".join(f'"{table}"' for table in _FILLED)
        with db.writing(self._engine) as connection:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")  # verdicts are not to be emptied
            connection.exec_driver_sql(f"TRUNCATE {listed} RESTART IDENTITY CASCADE")
        return self._engine

    def another(self) -> Engine:
        """Another one beside it, to carry verdicts to; always a file."""
        return self._copy("other")

    def _copy(self, name: str) -> Engine:
        """An engine on a new file in place of the last one of this name; the engine stays, with what it has compiled."""
        if name in self._files:
            self._files[name].dispose()
        file = self._folder / f"{name}.sqlite3"
        for old in self._folder.glob(f"{file.name}*"):  # the log beside it, too
            old.unlink()
        shutil.copy(self._folder / "template.sqlite3", file)
        if name not in self._files:
            made = db.engine(f"sqlite:///{file}")
            made.dispose()  # its connection waits for the disk, which nobody needs to survive here
            event.listen(made, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
            self._files[name] = made
        return self._files[name]
