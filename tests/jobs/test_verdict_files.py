"""`chibo verdicts export` and `import`: the log from one database to another, and what is wrong with a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner, Result

import db
from jobs.cli import app
from tests.databases import new_store
from tests.db.verdicts import SEN, SON, crawl, decide, rows, seen, undo

Chibo = Callable[..., Result]


@pytest.fixture
def chibo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chibo:
    """Runs `chibo` in a home of its own."""
    monkeypatch.setenv("CHIBO_HOME", str(tmp_path))
    monkeypatch.delenv("CHIBO_DATABASE_URL", raising=False)
    return lambda *arguments: CliRunner().invoke(app, arguments)


@pytest.fixture
def decided(chibo: Chibo) -> Engine:
    """A database with five verdicts on one article."""
    engine = new_store()
    crawl(engine, f"{SEN} {SON}")
    undo(engine, decide(engine, "accept"))
    decide(engine, "correct", corrected=seen(value=6.0), note="dòng một\u2028dòng hai")
    decide(engine, "reject", which=1, editor="bình")
    decide(engine, "note", which=1)
    return engine


def test_what_is_exported_is_imported_once_and_comes_to_the_same(
    chibo: Chibo, decided: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "verdicts.jsonl"
    assert chibo("verdicts", "export", str(file)).exit_code == 0
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["decision"] for line in lines] == ["accept", "undo", "correct", "reject", "note"]
    assert chibo("verdicts", "export").stdout == file.read_text(encoding="utf-8")
    again = chibo("verdicts", "import", str(file))
    assert (again.exit_code, again.stdout) == (0, "verdicts: 0 new, 5 known, 0 waiting for their article\n")

    monkeypatch.setenv("CHIBO_HOME", str(tmp_path / "other"))
    first = chibo("verdicts", "import", str(file))
    assert first.stdout == "verdicts: 5 new, 0 known, 5 waiting for their article\n", first.output
    other = db.engine()
    crawl(other, f"{SEN} {SON}")
    assert [(row.status, row.value) for row in rows(other)] == [("corrected", 6), ("rejected", 12)]
    copy = tmp_path / "copy.jsonl"
    assert chibo("verdicts", "export", str(copy)).exit_code == 0
    assert copy.read_bytes() == file.read_bytes()


def test_a_line_that_is_wrong_is_named_with_its_field_and_nothing_is_kept(
    chibo: Chibo, decided: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [json.loads(line) for line in chibo("verdicts", "export").stdout.splitlines()]
    lines[0]["seen"]["value"] = "năm"  # and the undo of it cannot be kept either
    lines[3]["reason"] = "vì thế"
    file = tmp_path / "wrong.jsonl"
    file.write_text("\n".join([*map(json.dumps, lines), "{", ""]), encoding="utf-8")
    monkeypatch.setenv("CHIBO_HOME", str(tmp_path / "other"))

    told = chibo("verdicts", "import", str(file))
    assert told.exit_code == 1
    assert "line 1: seen.value: " in told.stderr
    assert "line 2: " in told.stderr and "is not there" in told.stderr
    assert "line 4: " in told.stderr and "reason: none is called 'vì thế'" in told.stderr
    assert "line 6: Invalid JSON" in told.stderr
    assert "nothing was kept" in told.stderr and chibo("verdicts", "export").stdout == ""

    kept = chibo("verdicts", "import", str(file), "--keep-going")
    assert (kept.exit_code, kept.stdout) == (1, "verdicts: 2 new, 0 known, 2 waiting for their article\n")
    exported = chibo("verdicts", "export").stdout.splitlines()
    assert [json.loads(line)["decision"] for line in exported] == ["correct", "note"]


def test_a_file_that_is_not_there_is_named(chibo: Chibo, tmp_path: Path) -> None:
    told = chibo("verdicts", "import", str(tmp_path / "none.jsonl"))
    assert told.exit_code == 2 and "none.jsonl: No such file" in told.stderr
