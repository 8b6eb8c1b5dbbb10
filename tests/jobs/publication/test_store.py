"""Published from the store as it is: real views over articles that were read and verdicts that were given."""

from __future__ import annotations

import csv
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from frictionless import Package
from sqlalchemy import Engine

import db
from db.models import present
from db.views import view_metadata
from jobs.publication.command import publish_command
from jobs.publication.edition import publish
from schema.dictionary import dictionary, own_lists
from tests.db.records import add_revision, simple_record
from tests.jobs.publication.stand_in import NIGHT, invented
from tests.jobs.publication.verdicts import decide, give, keep


def _read(version: Path, name: str) -> list[dict[str, str]]:
    with (version / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _filled(database: Engine) -> None:
    """Facts of each kind: untouched, accepted, corrected, rejected, and one whose sentence is gone."""
    with db.writing(database) as connection:
        keep(connection, 1)
        give(connection, 2, "accept", "sample")
        give(connection, 3, "correct", "sample")
        give(connection, 4, "reject", "flagged")
        give(connection, 5, "accept", "flagged")
        revision = add_revision(connection, "Bài đã viết lại.", "https://bao.example/quyet-dinh-5.html")
        record = simple_record("Bài đã viết lại.", "https://bao.example/quyet-dinh-5.html").model_copy(
            update={"facts": ()}
        )
        db.repository.extractions.store_extraction(connection, revision, record, "1")


def test_the_store_is_published_with_verdicts_laid_over_it(database: Engine, tmp_path: Path) -> None:
    _filled(database)
    version = publish(database, tmp_path / "out").version
    report = Package(str(version / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "rowNumber", "fieldName", "note"])
    facts = {row["fact_id"]: row for row in _read(version, "facts")}
    assert {key: row["status"] for key, row in facts.items()} == {
        "v-01": "unverified",
        "v-02": "accepted",
        "v-03": "corrected",
    }
    assert (facts["v-01"]["value"], facts["v-03"]["value"]) == ("142", "143")
    decided = (NIGHT + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert _read(version, "withdrawn") == [
        {"fact_id": "v-04", "status": "rejected", "reason": "not_a_fact", "since": decided},
        {"fact_id": "v-05", "status": "withdrawn", "reason": "", "since": decided},
    ]
    assert [row["facts"] for row in _read(version, "freshness")] == ["3"]
    figures = _read(version, "figures")
    assert {row["fact_id"] for row in figures} <= facts.keys() and figures


def test_undoing_brings_a_fact_back(database: Engine, tmp_path: Path) -> None:
    _filled(database)
    publish(database, tmp_path / "out")
    with db.writing(database) as connection:
        verdict = db.repository.verdicts.of_claim(connection, "v-04")[-1]
        db.repository.decisions.undo(connection, verdict.uid, editor="lan", at=NIGHT + timedelta(days=2))
        decide(connection, "v-01", "reject", "flagged", at=NIGHT + timedelta(days=2))
    second = publish(database, tmp_path / "out")
    assert {row["fact_id"] for row in _read(second.version, "facts")} == {"v-02", "v-03", "v-04"}
    assert second.changes is not None
    assert second.changes.told["facts"] == {"gained": ["`v-04`"], "lost": ["`v-01` (rejected)"], "changed": []}


def test_the_dictionary_has_the_columns_of_the_views_in_their_order() -> None:
    for name, table in dictionary().items():
        if "database" in table.found_in:
            assert [column.name for column in table.columns] == list(view_metadata.tables[name].c.keys()), name


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("status", present.STATUSES),
        ("state", present.FIGURE_STATES),
        ("chosen_by", present.CHOSEN_BY),
        ("measure", present.MEASURES),
        ("night_state", ("running", "done", "failed", "interrupted")),
    ],
)
def test_lists_have_the_codes_of_the_store(name: str, codes: tuple[str, ...]) -> None:
    assert set(own_lists()[name]) == set(codes)


def test_the_command_says_what_it_did(
    engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = engine.url.render_as_string(hide_password=False)
    assert publish_command(tmp_path / "out", url=url) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"Version 2025-01-08: {tmp_path / 'out' / '2025-01-08'}\n")
    assert "  facts                 24\n" in told and "Cite as: The Chibo developers (2025)." in told
    assert publish_command(tmp_path / "out", url=url) == 0
    assert "Nothing new: version 2025-01-08 has the same data" in capsys.readouterr().out
    assert publish_command(tmp_path / "out", url=url, since="1999-01-01") == 1
    assert "chibo: nothing was published: --since 1999-01-01" in capsys.readouterr().err
    assert publish_command(tmp_path / "out", url="mysql://localhost/x") == 2
    (tmp_path / "file").write_text("")
    assert publish_command(tmp_path / "file" / "out", url=url) == 1
    assert "nothing was published" in capsys.readouterr().err


def test_the_command_line_makes_no_database(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "jobs.cli", "publish", str(tmp_path / "out")]
    environment = {"CHIBO_HOME": str(tmp_path), "PATH": ""}
    ended = subprocess.run(
        command, cwd=Path(__file__).parents[3], env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "there is no database yet" in ended.stderr and "chibo nightly" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_codebook_is_printed_or_written(tmp_path: Path) -> None:
    def run(*options: str) -> str:
        command = [sys.executable, "-m", "jobs.cli", "codebook", *options]
        told = subprocess.run(command, cwd=Path(__file__).parents[3], capture_output=True, text=True, check=True)
        return told.stdout

    assert run().startswith("# Từ điển dữ liệu của Chibo\n")
    assert run("--language", "en", "--format", "html", "--output", str(tmp_path / "book.html")) == ""
    assert "<h1>Codebook of Chibo&#39;s data</h1>" in (tmp_path / "book.html").read_text(encoding="utf-8")


def test_invented_rows_are_whole() -> None:
    for name, rows in invented().items():
        wanted = [column.name for column in dictionary()[name].columns]
        assert all(set(row) == set(wanted) for row in rows), name
