"""What the tests of the readers share."""

from __future__ import annotations

import pytest

from extract.gazetteer import Gazetteer, gazetteer


@pytest.fixture(scope="session")
def units() -> Gazetteer:
    return gazetteer()
