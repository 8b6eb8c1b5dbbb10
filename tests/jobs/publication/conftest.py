"""Databases with a small invented store, and a package published from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Engine, Table

import db
from db.views import view_metadata
from jobs.publication.edition import publish
from schema.dictionary import dictionary
from tests.db.conftest import database, empty, fresh_url  # noqa: F401  (fixtures, used by name)
from tests.jobs.publication.stand_in import TYPES, VIEWS, add_nights, fill, invented


@pytest.fixture(scope="package", autouse=True)
def _views_to_come() -> Iterator[None]:
    """Views that stand in the dictionary, and in the database perhaps not yet."""
    made = [
        Table(name, view_metadata, *(Column(c.name, TYPES[c.type]) for c in dictionary()[name].columns))
        for name in VIEWS
        if name not in view_metadata.tables
    ]
    yield
    for table in made:
        view_metadata.remove(table)


def store(path: Path, **how: int) -> Engine:
    """A SQLite database in a file, with nights and the invented rows."""
    made = db.engine(f"sqlite:///{path}")
    db.migrate(made)
    add_nights(made)
    fill(made, invented(), **how)
    return made


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return store(tmp_path / "chibo.sqlite3")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published version, for tests that only read it."""
    folder = tmp_path_factory.mktemp("package")
    return publish(store(folder / "chibo.sqlite3"), folder / "out").version
