"""What the tests of the store are given beside a database (tests/databases.py)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

import db


@pytest.fixture
def add_revision(database: Engine) -> Callable[..., int]:
    """Keeps a text as an article's newest revision and gives the revision's key."""
    from tests.db.records import add_revision as add

    def keep(text: str, url: str = "https://bao.example/bai-1.html", **outside: object) -> int:
        with db.writing(database) as connection:
            return add(connection, text, url, **outside)

    return keep
