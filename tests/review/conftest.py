"""The desk over each database, with a clock that stands until a test moves it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import Engine

from db.repository.login_attempts import Limits
from review.app import create_app
from review.settings import Settings
from tests.db.conftest import database, empty, fresh_url, postgres
from tests.review.visiting import HOST, Clock, Visit

__all__ = ["database", "empty", "fresh_url", "postgres"]


@pytest.fixture
def settings() -> Settings:
    """A desk behind TLS, with few attempts to sign in, so that tests need few of them."""
    few = Limits(per_account=3, per_address=5, within=timedelta(minutes=15))
    return Settings(secret="s" * 64, hosts=(HOST,), logins=few)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(database: Engine, settings: Settings, clock: Clock) -> Litestar:
    return create_app(database, settings, now=clock)


@pytest.fixture
def visit(desk: Litestar, database: Engine, clock: Clock) -> Iterator[Visit]:
    """A browser that nobody is signed in with."""
    with TestClient(desk, base_url=f"https://{HOST}", raise_server_exceptions=False) as client:
        yield Visit(client, database, clock)
