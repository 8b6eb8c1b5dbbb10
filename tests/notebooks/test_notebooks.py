"""Each notebook runs from top to bottom on a small database, and shows what it says it shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pandas import DataFrame

import db
from tests.databases import new_store
from tests.db.records import add_revision, simple_record

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'chibo.sqlite3'}"
    monkeypatch.setenv("CHIBO_DATABASE_URL", url)
    engine = new_store()
    with db.writing(engine) as connection:
        for number in range(4):
            text = f"Năm 2024, huyện Suối Đá kết nạp đảng viên mới, bài {number}."
            revision = add_revision(connection, text, f"https://bao.example/{number}")
            kind = "members_admitted" if number else "members_total"
            fields = {"id": f"f{number}", "flags": (), "value": 100 + number, "indicator": kind}
            record = simple_record(text, f"https://bao.example/{number}", **fields)
            db.repository.extractions.store_extraction(connection, revision, record, "1")
    engine.dispose()


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
@pytest.mark.usefixtures("filled")
def test_it_runs_and_was_saved_without_output(notebook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cells = [cell for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells)
    names: dict[str, object] = {}
    for cell in cells:
        exec("".join(cell["source"]), names)
    assert "Đảng bộ huyện Suối Đá: 100" in capsys.readouterr().out
    figures, conflicts = names["figures"], names["conflicts"]
    assert isinstance(figures, DataFrame) and isinstance(conflicts, DataFrame)
    assert (len(figures), len(conflicts)) == (2, 1)
