"""``chibo evaluate`` in a home of its own, and the small gold set in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from jobs.cli import app
from tests.jobs.evaluation.small_gold import ARTICLES, Chibo, gold_set, use_extractor
from tests.jobs.fake_extractor import extract as fake_extract


@pytest.fixture
def chibo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chibo:
    """Runs `chibo evaluate` with the fake extractor, in a home of its own, on a terminal of 80 columns."""
    monkeypatch.setenv("CHIBO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    use_extractor(monkeypatch, fake_extract, "0.1.0+aaaa1111")
    return lambda *arguments: CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold set of three articles."""
    return gold_set(tmp_path / "gold", ARTICLES)
