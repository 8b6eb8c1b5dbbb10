"""The sample sites, running, and a home for nights over them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jobs.demo_site import DemoServer, serve, sources
from tests.jobs.nights import Home


@pytest.fixture
def site() -> Iterator[DemoServer]:
    """The sample sites as they are on the first night."""
    with serve() as running:
        yield running


@pytest.fixture
def home(site: DemoServer, tmp_path: Path) -> Home:
    """An empty home whose sources are the sample sites."""
    return Home(tmp_path, sources(site.port, tmp_path / "sources"))
