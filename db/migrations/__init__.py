"""The schema through time: Alembic migrations, run from Python so that nothing but the package is needed.

To add one after a change of the models: ``python -m db.migrations "what changes"`` writes a draft
into ``versions/`` from the difference between a database at head and the models.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import URL, Connection, Engine, inspect, text

from db import present
from db.engine import DatabaseError, engine, shown_url, writing
from db.models import Base
from db.repository import citation_refresh, search_index
from db.views import view_metadata

_MIGRATION_LOCK = 0x43484942
"""Key of the PostgreSQL advisory lock that lets one process migrate at a time."""


def migrate(target: str | URL | Engine | None = None, revision: str = "head") -> bool:
    """Bring the database to ``revision`` in one transaction; True if anything was to do.

    At head, what is worked out from extractions and verdicts is worked out anew where the code for it has changed.

    ``target`` is a URL, an engine, or None for the database of ``CHIBO_DATABASE_URL``. A process
    killed meanwhile leaves the database as it was. Raises DatabaseError if the database is of a newer
    Chibo than this one, of another program, or not reachable.
    """
    on = target if isinstance(target, Engine) else engine(target)
    try:
        with on.connect() as connection:  # without the write lock, which every reader would wait for
            if revision == "head" and current(connection) == head() and present.is_up_to_date(connection):
                return False
        with writing(on) as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
            before = current(connection)
            if before == (head() if revision == "head" else revision):
                return revision == "head" and present.bring_up_to_date(connection)
            if before is not None and not _is_known(before):
                raise DatabaseError(f"the database is at {before}, which this Chibo does not know; install a newer one")
            if before is None:
                _refuse_foreign(connection)
            command.upgrade(configuration(connection), revision)
            if revision == "head":
                present.bring_up_to_date(connection)
                search_index.index_stale(connection)
                citation_refresh.rebuild(connection)
            return True
    finally:
        if on is not target:
            on.dispose()


def downgrade(on: Engine, revision: str) -> None:
    """Take the database back to ``revision`` (``base`` is empty). What only newer tables hold is lost."""
    with writing(on) as connection:
        command.downgrade(configuration(connection), revision)


def current(connection: Connection) -> str | None:
    """The revision that the database is at; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def configuration(connection: Connection) -> Config:
    """Alembic's configuration for a connection whose transaction the caller holds."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _refuse_foreign(connection: Connection) -> None:
    """Raise DatabaseError for a database without a revision of ours that has tables with the names of ours."""
    inspector = inspect(connection)
    names = {*inspector.get_table_names(), *inspector.get_view_names()}
    taken = sorted(names & {*Base.metadata.tables, *view_metadata.tables, "current_facts"})
    if taken:
        shown = shown_url(connection.engine.url)
        raise DatabaseError(f"{shown}: this database is not Chibo's; another program's is in it: {', '.join(taken)}")


def _script() -> ScriptDirectory:
    return ScriptDirectory(str(Path(__file__).parent))


def head() -> str | None:
    """The newest revision that this Chibo knows."""
    return _script().get_current_head()


def _is_known(revision: str) -> bool:
    try:
        return _script().get_revision(revision) is not None
    except CommandError:
        return False
