"""Fresh databases of both kinds. PostgreSQL is a private cluster on a Unix socket, made once a session."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Engine, make_url

import db
from jobs.places import load_places
from tests.db.server import NoServer, running

_names = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a running server; skips where PostgreSQL is not installed."""
    with ExitStack() as stack:
        try:
            url = stack.enter_context(running())
        except NoServer as error:
            pytest.skip(str(error))
        yield url


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """The URL of an empty database of its own."""
    with own_database(postgres_server) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """Each kind of database that Chibo runs on."""
    name: str = request.param
    return name


@pytest.fixture
def fresh_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, once of each kind."""
    if backend == "sqlite":
        return f"sqlite:///{tmp_path / 'chibo.sqlite3'}"
    url: str = request.getfixturevalue("postgres")
    return url


@pytest.fixture
def empty(fresh_url: str) -> Iterator[Engine]:
    """An engine on an empty database of each kind."""
    made = db.engine(fresh_url)
    yield made
    made.dispose()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and nothing in them, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "chibo.sqlite3"
    file.write_bytes(_migrated(places=False))
    return file


@pytest.fixture(scope="session")
def migrated_name(postgres_server: str) -> str:
    """The same on PostgreSQL: the name of a database that others are made from."""
    name = "migrated"
    _on_server(postgres_server, f"CREATE DATABASE {name}")
    engine = db.engine(_named(postgres_server, name))
    db.migrate(engine)
    engine.dispose()
    return name


@pytest.fixture
def database(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine on a migrated database of each kind."""
    with ExitStack() as stack:
        if backend == "sqlite":
            file = tmp_path / "chibo.sqlite3"
            copy_database(request.getfixturevalue("migrated_file"), file)
            url = f"sqlite:///{file}"
        else:
            server, template = request.getfixturevalue("postgres_server"), request.getfixturevalue("migrated_name")
            url = stack.enter_context(own_database(server, template))
        made = db.engine(url)
        stack.callback(made.dispose)
        yield made


@contextmanager
def own_database(server: str, template: str = "template1") -> Iterator[str]:
    """A database on the server like another, empty if none is named, and gone afterwards."""
    name = f"test_{next(_names)}"
    _on_server(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield _named(server, name)
    finally:
        _on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


def new_store(url: str | None = None, *, places: bool = False) -> Engine:
    """An engine on a new SQLite file with all tables, and on request the places; ``url`` as in ``db.engine``.

    What `db.migrate` makes, without waiting for it: a copy takes a hundredth of the time.
    """
    file = db.database_url(url).database
    assert file is not None
    Path(file).parent.mkdir(parents=True, exist_ok=True)
    Path(file).write_bytes(_migrated(places=places))
    return db.engine(url)


@cache
def _migrated(*, places: bool) -> bytes:
    """A SQLite file with all tables and nothing in them but the places, if they are wanted."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "chibo.sqlite3"
        engine = db.engine(f"sqlite:///{file}")
        db.migrate(engine)
        if places:
            load_places(engine)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()
        return file.read_bytes()


def copy_database(file: Path, to: Path) -> None:
    """Put a copy of a SQLite file that nobody has open in place of another."""
    for part in to.parent.glob(f"{to.name}-*"):
        part.unlink()
    shutil.copy(file, to)


def _on_server(server: str, statement: str) -> None:
    engine = db.engine(server).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def _named(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)
