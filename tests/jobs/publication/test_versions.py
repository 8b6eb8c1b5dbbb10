"""Versions: when there is a new one, what it says has changed, what is refused, and what a kill leaves behind."""

from __future__ import annotations

import copy
import json
import os
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from filelock import FileLock
from sqlalchemy import Engine

import db
from jobs.publication.edition import publish
from jobs.publication.refusals import AlreadyPublishing, PublicationRefused
from jobs.publication.versions import checksums, sha256
from tests.databases import new_store
from tests.jobs.publication.conftest import store
from tests.jobs.publication.stand_in import NIGHT, Rows, fill, invented


def _state(folder: Path) -> dict[str, bytes]:
    """Every file that a reader of the folder sees."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".")
    }


def _whole(version: Path) -> bool:
    stated = checksums(version)
    return stated == {path.name: sha256(path) for path in version.iterdir() if path.name != "CHECKSUMS.sha256"}


def _changed(rows: Rows) -> Rows:
    """The next day: a fact gained, one rejected, one corrected, one read by a newer extractor."""
    rows = copy.deepcopy(rows)
    facts = {fact["fact_id"]: fact for fact in rows["facts"]}
    facts["f-02-1"] |= {"status": "rejected", "figure_id": None, "verified_at": NIGHT + timedelta(days=3)}
    facts["f-03-0"] |= {"value": 99.0, "status": "corrected", "verified_at": NIGHT + timedelta(days=3)}
    facts["f-04-0"] |= {"extractor_version": "0.1.0+ffffffffffff", "confidence": 0.99, "rule": "admitted.noun"}
    rows["facts"].append(facts["f-01-1"] | {"fact_id": "f-99-0", "text": "34,5% là nữ"})
    rows["facts"] = [fact for fact in rows["facts"] if fact["fact_id"] != "f-05-1"]
    next(figure for figure in rows["figures"] if figure["figure_id"] == "g-02")["value"] = 99.0
    return rows


def test_the_same_data_are_no_new_version(engine: Engine, tmp_path: Path) -> None:
    first = publish(engine, tmp_path / "out")
    before = _state(tmp_path / "out")
    again = publish(engine, tmp_path / "out")
    assert first.new and not again.new and again.version == first.version
    assert _state(tmp_path / "out") == before
    assert json.loads(before["latest.json"]) == {
        "version": "2025-01-08",
        "path": "2025-01-08/",
        "created": "2025-01-08T07:15:30Z",
    }


def test_the_same_data_are_published_when_forced_with_a_counter(engine: Engine, tmp_path: Path) -> None:
    names = [publish(engine, tmp_path / "out", force=True).version.name for _ in range(11)]
    assert names[0] == "2025-01-08" and names[1] == "2025-01-08.2" and names[10] == "2025-01-08.11"
    last = publish(engine, tmp_path / "out", force=True)
    assert last.version.name == "2025-01-08.12"
    assert last.changes is not None and last.changes.since == "2025-01-08.11"
    assert json.loads((tmp_path / "out" / "latest.json").read_text())["version"] == "2025-01-08.12"
    assert "| facts | 0 | 0 | 0 |" in (last.version / "CHANGES.md").read_text(encoding="utf-8")


def test_the_first_version_says_so(engine: Engine, tmp_path: Path) -> None:
    version = publish(engine, tmp_path / "out").version
    assert json.loads((version / "changes.json").read_text()) == {"version": "2025-01-08", "since": None}
    assert "first version" in (version / "CHANGES.md").read_text(encoding="utf-8")


def test_what_has_changed_is_told_by_id(engine: Engine, tmp_path: Path) -> None:
    first = publish(engine, tmp_path / "out").version
    untouched = _state(first)
    fill(engine, _changed(invented()))
    second = publish(engine, tmp_path / "out")
    assert second.version.name == "2025-01-09"
    assert json.loads((second.version / "changes.json").read_text(encoding="utf-8")) == {
        "version": "2025-01-09",
        "since": "2025-01-08",
        "facts": [
            {"id": "f-99-0", "change": "gained"},
            {"id": "f-02-1", "change": "lost", "status": "rejected"},
            {"id": "f-05-1", "change": "lost"},
            {
                "id": "f-03-0",
                "change": "changed",
                "fields": {
                    "value": [90.0, 99.0],
                    "status": ["unverified", "corrected"],
                    "verified_at": [None, "2025-01-09T20:15:30Z"],
                },
            },
        ],
        "figures": [{"id": "g-02", "change": "changed", "fields": {"value": [90.0, 99.0]}}],
    }
    told = (second.version / "CHANGES.md").read_text(encoding="utf-8")
    assert "| facts | 1 | 2 | 1 |" in told and "- `f-02-1` (rejected)" in told
    assert "- `f-03-0` (value, status, verified_at)" in told
    assert _state(first) == untouched
    assert _whole(first) and _whole(second.version)


def test_withdrawn_and_rejected_facts_stand_apart(engine: Engine, tmp_path: Path) -> None:
    rows = _changed(invented())
    rows["facts"][1] |= {"status": "withdrawn", "verified_at": None, "rule": None}
    fill(engine, rows)
    version = publish(engine, tmp_path / "out").version
    assert (version / "withdrawn.csv").read_text(encoding="utf-8") == (
        'fact_id,status,reason,since\n"f-01-1","withdrawn",,\n"f-02-1","rejected",,"2025-01-09T20:15:30Z"\n'
    )
    facts = (version / "facts.csv").read_text(encoding="utf-8")
    assert '\n"f-02-0"' in facts and '\n"f-02-1"' not in facts and '\n"f-01-1"' not in facts


def test_changes_can_be_told_since_an_earlier_version(engine: Engine, tmp_path: Path) -> None:
    first = publish(engine, tmp_path / "out").version
    fill(engine, _changed(invented()))
    publish(engine, tmp_path / "out")
    by_name = publish(engine, tmp_path / "out", since="2025-01-08", force=True)
    elsewhere = publish(engine, tmp_path / "elsewhere", since=str(first))
    for published in (by_name, elsewhere):
        assert published.changes is not None and published.changes.since == "2025-01-08"
        assert published.changes.counts["facts"] == {"gained": 1, "lost": 2, "changed": 1}
    with pytest.raises(PublicationRefused, match="--since 2024-01-01"):
        publish(engine, tmp_path / "out", since="2024-01-01")


def test_many_changes_are_shortened_in_words_only(engine: Engine, tmp_path: Path) -> None:
    publish(engine, tmp_path / "out")
    rows = invented()
    rows["facts"] += [rows["facts"][0] | {"fact_id": f"n-{number:03}"} for number in range(130)]
    rows["articles"][0]["last_seen_at"] = NIGHT + timedelta(days=9)
    fill(engine, rows)
    version = publish(engine, tmp_path / "out").version
    assert "- … and 30 more" in (version / "CHANGES.md").read_text(encoding="utf-8")
    assert len(json.loads((version / "changes.json").read_text(encoding="utf-8"))["facts"]) == 130


def _without(table: str, keep: int) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        rows[table] = rows[table][:keep]

    return change


def _set(table: str, **values: object) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        rows[table][1] |= values

    return change


def _no_facts(rows: Rows) -> None:
    rows["facts"], rows["figures"] = [], []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_no_facts, "there is not one fact to publish"),
        (_without("citations", 5), "more than half is gone since version 2025-01-08: citations has 5 rows, 12 before"),
        (_set("facts", fact_id="f-01-0"), "two rows of facts have the same key"),
        (_set("facts", indicator="members_of_parliament"), "facts.indicator: members_of_parliament is not in the list"),
        (_set("facts", qualifiers=["tall"]), "facts.qualifiers: tall is not in the list 'qualifiers'"),
        (_set("facts", evidence=None), "facts.evidence is empty in 1 rows"),
        (_set("facts", figure_id="g-99"), "facts f-01-1 refers to a row of figures"),
        (_set("figures", fact_id="f-99-9"), "figures g-02 refers to a row of facts"),
        (_set("citations", document_id="d-9"), "refers to a row of documents"),
    ],
)
def test_what_is_not_fit_is_refused_and_nothing_is_touched(
    engine: Engine, tmp_path: Path, change: Callable[[Rows], None], told: str
) -> None:
    publish(engine, tmp_path / "out")
    before = _state(tmp_path / "out")
    rows = invented()
    change(rows)
    fill(engine, rows)
    with pytest.raises(PublicationRefused, match=told.replace(".", r"\.")):
        publish(engine, tmp_path / "out")
    assert _state(tmp_path / "out") == before
    assert list((tmp_path / "out").glob(".unfinished*")) == []


def test_half_of_a_table_may_go_and_more_when_allowed(engine: Engine, tmp_path: Path) -> None:
    publish(engine, tmp_path / "out")
    rows = invented()
    rows["citations"] = rows["citations"][:6]
    fill(engine, rows)
    assert publish(engine, tmp_path / "out").version.name == "2025-01-08.2"
    _no_facts(rows)
    rows["articles"][0]["last_seen_at"] = NIGHT + timedelta(days=9)
    fill(engine, rows)
    with pytest.raises(PublicationRefused):
        publish(engine, tmp_path / "out")
    assert publish(engine, tmp_path / "out", allow_loss=True).counts["facts"] == 0


def test_an_empty_database_is_refused(tmp_path: Path) -> None:
    made = new_store(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    fill(made, {name: [] for name in invented()})
    with pytest.raises(PublicationRefused, match="the database is empty"):
        publish(made, tmp_path / "out", allow_loss=True)


def test_older_data_do_not_follow_newer_ones(engine: Engine, tmp_path: Path) -> None:
    later = invented()
    later["articles"][0]["last_seen_at"] = NIGHT + timedelta(days=30)
    fill(engine, later)
    publish(engine, tmp_path / "out")
    fill(engine, invented())
    with pytest.raises(PublicationRefused, match=r"as of 2025-01-08, but version 2025-02-05 is published"):
        publish(engine, tmp_path / "out")


@pytest.mark.parametrize("name", ["chibo.sqlite", "facts.csv", "datapackage.json", "CHECKSUMS.sha256"])
def test_a_damaged_version_is_named(engine: Engine, tmp_path: Path, name: str) -> None:
    version = publish(engine, tmp_path / "out").version
    (version / name).unlink()
    with pytest.raises(PublicationRefused, match=f"version 2025-01-08 has lost {name}"):
        publish(engine, tmp_path / "out", force=True)


def test_two_publications_into_one_folder_do_not_meet(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with FileLock(tmp_path / "out" / ".publishing.lock"), pytest.raises(AlreadyPublishing):
        publish(engine, tmp_path / "out")
    assert publish(engine, tmp_path / "out").new


_CHANGES = {"os.mkdir", "os.rename", "os.chmod", "os.remove", "os.rmdir", "shutil.rmtree", "sqlite3.connect"}


def _writes(event: str, arguments: tuple[object, ...]) -> bool:
    if event == "open":
        return isinstance(arguments[2], int) and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return event in _CHANGES


def _killed_at(step: int, database: Path, folder: Path) -> bool:
    """Publish in a process that is killed before its ``step``-th write into the folder; False if it ended before."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            engine = db.engine(f"sqlite:///{database}")
            left = [step]

            def count(event: str, arguments: tuple[object, ...]) -> None:
                if _writes(event, arguments) and str(folder) in str(arguments[0]):
                    left[0] -= 1
                    if left[0] < 0:
                        os._exit(9)

            sys.addaudithook(count)
            publish(engine, folder)
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, 9)
    return code == 9


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork to be killed and looked at")
def test_killed_between_any_two_writes_it_leaves_the_last_version_and_no_half_one(tmp_path: Path) -> None:
    engine = store(tmp_path / "chibo.sqlite3")
    first = publish(engine, tmp_path / "out").version
    before = _state(tmp_path / "out")
    wanted = tmp_path / "wanted"
    fill(engine, _changed(invented()))
    publish(engine, wanted, since=str(first))
    engine.dispose()
    folder, step = tmp_path / "out", 0
    while _killed_at(step, tmp_path / "chibo.sqlite3", folder):  # each finds what the last one left
        state = _state(folder)
        if (folder / "2025-01-09").exists():  # the version has its name; only the pointer was not written
            assert _state(folder / "2025-01-09") == _state(wanted / "2025-01-09")
            assert {name: state[name] for name in before} == before
            break
        assert state == before, f"killed before write {step}"
        step += 1
    assert step > 40
    engine = db.engine(f"sqlite:///{tmp_path / 'chibo.sqlite3'}")
    assert not publish(engine, folder).new  # the next one makes it good
    assert json.loads((folder / "latest.json").read_text())["version"] == "2025-01-09"
    assert list(folder.glob(".unfinished*")) == []
    assert _whole(first) and _whole(folder / "2025-01-09")


def test_days_are_those_of_the_data(engine: Engine, tmp_path: Path) -> None:
    assert publish(engine, tmp_path / "out").version.name == str(date(2025, 1, 8))
