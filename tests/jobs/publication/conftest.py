"""Databases with a small invented store, and a package published from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from jobs.publication.edition import publish
from tests.databases import new_store
from tests.jobs.publication.stand_in import add_nights, fill, invented


def store(path: Path, **how: int) -> Engine:
    """A SQLite database in a file, with nights and the invented rows."""
    made = new_store(f"sqlite:///{path}")
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
