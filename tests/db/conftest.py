"""Fresh databases of both kinds. PostgreSQL is a private cluster on a Unix socket, made once a session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine

import db
from tests.db.server import NoServer, running


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a running server's database; skips where PostgreSQL is not installed."""
    with ExitStack() as stack:
        try:
            url = stack.enter_context(running())
        except NoServer as error:
            pytest.skip(str(error))
        yield url


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
