"""The desk over each database, with a clock that stands until a test moves it; a browser for each file of tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from playwright.sync_api import Browser
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import Engine

from db import passwords
from db.repository.login_attempts import Limits
from review.app import create_app
from review.settings import Settings
from tests.review.browser import running_browser
from tests.review.visiting import HOST, Clock, Visit

_ON_BOTH = (
    "test_account",
    "test_api",
    "test_signing_in",
    "test_verify_copies",
    "test_verify_items",
    "test_verify_leases",
    "test_verify_practice",
    "test_verify_queue",
)
"""Where the database matters: who holds what, what is counted, which rows come next."""
_EVERYWHERE = "CHIBO_TEST_DESK_ON_BOTH"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Pages that only show what the store gives are tried on SQLite; on both, where the variable asks for it.

    What they are given is tested on both databases in tests/db.
    """
    if os.environ.get(_EVERYWHERE):
        return
    here = Path(__file__).parent

    def twice(item: pytest.Item) -> bool:
        database = getattr(item, "callspec", None)
        on_postgresql = database is not None and database.params.get("backend") == "postgresql"
        return on_postgresql and item.path.parent == here and item.path.stem not in _ON_BOTH

    left = [item for item in items if twice(item)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if not twice(item)]


_CHEAP = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as running:
        yield running


@pytest.fixture
def costly_hashes() -> None:
    """Asked for by a test that hashes and checks passwords as the desk does it for people."""


@pytest.fixture(autouse=True)
def _cheap_hashes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check of a password takes a quarter second on purpose, which is no matter of the pages around it."""
    if "costly_hashes" not in request.fixturenames:
        monkeypatch.setattr(passwords, "_hasher", lambda: _CHEAP)


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
