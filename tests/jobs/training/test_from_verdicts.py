"""``chibo export --verified``: what editors confirmed, where it stands, and nothing that nobody looked at."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

import db
from db.repository import decisions, items
from jobs.cli import app
from schema import Evidence, FactUnit, Reading
from tests.databases import new_store
from tests.db.records import NIGHT, add_revision, simple_record

TEXT = "Xã Suối Đá tổng kết\nNăm 2024, Đảng bộ huyện Suối Đá kết nạp 142/270 đảng viên, đạt 52,59%."
FIGURE = "142/270 đảng viên"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setenv("CHIBO_DATABASE_URL", f"sqlite:///{tmp_path / 'chibo.sqlite3'}")
    engine = new_store()
    sentence = TEXT.split("\n")[1]
    start = TEXT.index(FIGURE)
    evidence = Evidence(start=TEXT.index(sentence), end=len(TEXT), text=sentence)
    with db.writing(engine) as connection:
        for name in "abcd":
            revision = add_revision(connection, TEXT, name, province="Hà Giang")
            fields: dict[str, Any] = {"id": f"fact-{name}", "evidence": evidence, "rate": 52.59}
            record = simple_record(TEXT, name, **fields)
            at_figure = {"start": start, "end": start + len(FIGURE), "text": FIGURE}
            fact = record.facts[0].model_copy(update=at_figure)
            record = record.model_copy(update={"facts": (fact,)})
            db.repository.extractions.store_extraction(connection, revision, record, "1")
    yield engine
    engine.dispose()


def _decide(engine: Engine, name: str, decision: Any, **more: Any) -> None:
    with db.writing(engine) as connection:
        item = items.load(connection, f"fact-{name}")
        assert item is not None
        at = NIGHT + timedelta(minutes=ord(name))
        decisions.decide(connection, item.claim, decision, seen=item.seen, editor="lan", at=at, **more)


def test_only_what_was_accepted_or_corrected_is_marked_as_it_was_decided(database: Engine) -> None:
    _decide(database, "a", "accept")
    unit = FactUnit(name="Đảng bộ xã Suối Đá", level="commune")
    changed = Reading(indicator="members_admitted", value=142, target=270, unit_name=unit.name, unit_level=unit.level)
    _decide(database, "b", "correct", corrected=changed)
    _decide(database, "c", "reject", reason="not_a_fact")
    result = CliRunner().invoke(app, ["export", "--verified"])
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in result.output.splitlines()]
    assert [line["id"] for line in lines] == ["a", "b"]
    for line, unit_name, last in zip(lines, ("Đảng bộ huyện Suối Đá", unit.name), ("2024-12-31", None), strict=True):
        (fact,) = line["facts"]
        assert line["text"][fact["start"] : fact["end"]] == fact["text"] == FIGURE
        assert fact["evidence"]["text"] == TEXT.split("\n")[1]
        assert (fact["unit"], fact["to"], fact["value"]) == (unit_name, last, 142)
        assert line["documents"] == line["dates"] == line["units"] == []


@pytest.mark.parametrize("arguments", [[], ["--verified", "tests/gold/dev"]])
def test_one_source_is_named(database: Engine, arguments: list[str]) -> None:
    result = CliRunner().invoke(app, ["export", *arguments])
    assert result.exit_code == 2
    assert "one of them" in result.output
