"""The command line over a small database: facts in three formats, sources, schema, options that are wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import filelock
import pytest
from typer.testing import CliRunner, Result

import db
from jobs.cli import app
from jobs.demo_site.articles import _read_all
from jobs.show_view import Asked, show_view
from schema import Period, record_schema
from tests.databases import new_store
from tests.db.records import SENTENCE, add_revision, simple_record
from tests.jobs.nights import ROOT

SOURCE = """
name = "a"
title = "Báo A"
homepage = "https://a.example/"
province = "Hà Giang"
[discovery]
feeds = ["https://a.example/rss"]
"""

Chibo = Callable[..., Result]


@pytest.fixture
def chibo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chibo:
    """Runs `chibo` in a home of its own, on a wide terminal."""
    monkeypatch.setenv("CHIBO_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.delenv("CHIBO_DATABASE_URL", raising=False)
    return lambda *arguments: CliRunner().invoke(app, arguments)


@pytest.fixture
def filled(chibo: Chibo) -> Chibo:
    """The same with three facts: two of Hà Giang, one of them without a flag, one of Đắk Lắk."""
    engine = new_store()
    stock = {"indicator": "members_total", "period": Period.model_validate({"from": None, "to": date(2023, 6, 30)})}
    for url, province, fields in (
        ("https://bao.example/1", "Hà Giang", {}),
        ("https://bao.example/2", "Hà Giang", {"flags": (), "explanations": {}, "explanations_vi": {}, **stock}),
        ("https://bao.example/3", "Đắk Lắk", {"unit": None, "value": 1234.5, "qualifiers": ("female", "youth")}),
    ):
        _keep(engine, url, province, fields)
    engine.dispose()
    return chibo


def _keep(engine: Any, url: str, province: str, fields: dict[str, Any]) -> None:
    with db.writing(engine) as connection:
        revision = add_revision(connection, SENTENCE, url, province=province)
        db.repository.extractions.store_extraction(connection, revision, simple_record(SENTENCE, url, **fields), "1")


def _rows(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def _urls(result: Result) -> str:
    return "".join(sorted(row["url"][-1] for row in _rows(result)))


def test_csv_opens_with_the_csv_module(filled: Chibo) -> None:
    rows = {row["url"][-1]: row for row in _rows(filled("facts", "--format", "csv"))}
    assert rows["1"]["value"] == "142" and rows["3"]["value"] == "1234.5"
    assert rows["1"]["evidence"] == SENTENCE
    assert rows["1"]["period_from"] == "2024-01-01" and rows["2"]["period_from"] == ""
    assert rows["3"]["qualifiers"] == "female|youth" and rows["3"]["province"] == "Đắk Lắk"
    assert rows["1"]["flags"] == "rate_mismatch" and rows["2"]["flags"] == ""
    assert json.loads(rows["1"]["explanations"]) == simple_record().facts[0].explanations


def test_json_is_valid(filled: Chibo) -> None:
    result = filled("facts", "--format", "json")
    rows = json.loads(result.stdout)
    assert len(rows) == 3
    assert {row["province"] for row in rows} == {"Hà Giang", "Đắk Lắk"}
    assert [row["flags"] for row in rows if row["url"].endswith("1")] == [["rate_mismatch"]]


def test_the_table_explains_what_is_doubtful(filled: Chibo) -> None:
    result = filled("facts")
    assert result.exit_code == 0
    assert "Đảng viên mới kết nạp" in result.stdout and "142/270 52,53%" in result.stdout
    assert "1.234,5" in result.stdout
    assert "rate_mismatch: 142/270 = 52.59 %, the text states 52.53 %" in result.stdout
    assert SENTENCE in result.stdout
    assert "3 facts" in result.stdout


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), "123"),
        (("--province", "Hà Giang"), "12"),
        (("--province", "dak lak"), "3"),
        (("--province", "tỉnh Đắk Lắk"), "3"),
        (("--indicator", "members_total"), "2"),
        (("--from", "2024-01-01"), "13"),
        (("--to", "2023-12-31"), "2"),
        (("--from", "2023-01-01", "--to", "2023-06-30", "--province", "ha giang"), "2"),
        (("--flagged",), "13"),
        (("--flagged", "--province", "Hà Giang"), "1"),
    ],
)
def test_filters(filled: Chibo, options: tuple[str, ...], found: str) -> None:
    assert _urls(filled("facts", "--format", "csv", *options)) == found


def test_a_limit_is_told_in_the_table(filled: Chibo) -> None:
    assert len(_rows(filled("facts", "--format", "csv", "--limit", "2"))) == 2
    assert "2 of 3 facts" in filled("facts", "--limit", "2").stdout


def test_no_facts_are_still_valid_output(chibo: Chibo) -> None:
    told = {format: chibo("facts", "--format", format) for format in ("csv", "json")}
    assert [result.exit_code for result in told.values()] == [0, 0]
    assert json.loads(told["json"].stdout) == []
    (header,) = told["csv"].stdout.splitlines()
    assert header.startswith("fact_id,article_id,url,source,")


def test_a_province_without_facts_names_those_with(filled: Chibo) -> None:
    result = filled("facts", "--province", "Lai Châu")
    assert result.exit_code == 0
    assert "No facts match; the database has 3 (provinces: Hà Giang, Đắk Lắk)" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("facts", "--indicator", "members"),
        ("facts", "--from", "2024-02-30"),
        ("facts", "--from", "2024-02-01", "--to", "2024-01-01"),
        ("facts", "--format", "xml"),
        ("facts", "--limit", "0"),
        ("facts", "--colour", "red"),
        ("nightly", "--jobs", "0"),
        ("sources", "--sources", "nowhere"),
        ("extract",),
        ("evaluate",),
        ("evaluate", "tests/gold/dev", "--format", "xml"),
        ("export",),
        ("export", "tests/gold/dev", "--format", "json"),
        ("demo-site", "--night", "3"),
        ("nonsense",),
    ],
)
def test_bad_options_end_with_2(chibo: Chibo, arguments: tuple[str, ...]) -> None:
    result = chibo(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


def test_a_bad_database_url_ends_with_2(chibo: Chibo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIBO_DATABASE_URL", "postgresql://bob:hush@127.0.0.1:1/chibo")
    result = chibo("facts")
    assert result.exit_code == 2
    assert "CHIBO_DATABASE_URL" in result.stderr and "hush" not in result.stderr


def test_a_second_night_is_refused_while_the_first_is_at_work(chibo: Chibo, tmp_path: Path) -> None:
    lock = tmp_path / "var" / "nightly.lock"
    lock.parent.mkdir()
    with filelock.FileLock(lock):
        result = chibo("nightly")
    assert (result.exit_code, result.stdout) == (75, "")
    assert "another nightly run is at work" in result.stderr and str(lock) in result.stderr
    assert not (tmp_path / "var" / "chibo.sqlite3").exists()


@pytest.mark.parametrize(
    ("folder", "more", "url", "said"),
    [
        ("nowhere", (), "", "no such folder"),
        ("empty", (), "", "no source file"),
        ("good", ("--only", "nobody"), "", "no source is called 'nobody' (there: a)"),
        ("good", (), "mysql://bob:hush@db.example/x", "CHIBO_DATABASE_URL"),
    ],
)
def test_a_night_with_bad_settings_does_nothing(
    chibo: Chibo,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    folder: str,
    more: tuple[str, ...],
    url: str,
    said: str,
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "good").mkdir()
    (tmp_path / "good" / "a.toml").write_text(SOURCE, encoding="utf-8")
    monkeypatch.setenv("CHIBO_DATABASE_URL", url)
    result = chibo("nightly", "--sources", str(tmp_path / folder), *more)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr and "hush" not in result.stderr
    assert not (tmp_path / "var" / "archive").exists()


@pytest.mark.parametrize("command", [("nightly",), ("demo",)])
def test_a_folder_that_cannot_be_written_to_is_named(
    chibo: Chibo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    home = tmp_path / "file"
    home.write_text("no folder")
    monkeypatch.setenv("CHIBO_HOME", str(home))
    result = chibo(*command)
    assert result.exit_code == 2
    assert f"chibo: cannot write to {home}" in result.stderr and "Traceback" not in result.stderr


def test_a_demo_that_cannot_empty_its_folder_says_so(chibo: Chibo, tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "demo").write_text("no folder")
    result = chibo("demo")
    assert result.exit_code == 2
    assert f"chibo: cannot write to {tmp_path / 'var' / 'demo'}" in result.stderr


@pytest.mark.parametrize("command", ["demo", "demo-site"])
def test_the_sample_sites_need_a_checkout(
    chibo: Chibo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(sys.modules["jobs.demo_site.articles"], "SITES_FOLDER", tmp_path / "no-checkout")
    _read_all.cache_clear()
    result = chibo(command)
    assert result.exit_code == 2 and result.stdout == ""
    assert "the sample site needs a checkout of Chibo" in result.stderr
    assert not (tmp_path / "var").exists()


def test_sources_are_listed_and_faults_named(chibo: Chibo, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(SOURCE, encoding="utf-8")
    result = chibo("sources", "--sources", str(tmp_path))
    assert result.exit_code == 0
    assert "Báo A" in result.stdout and "1 feed" in result.stdout
    (tmp_path / "b.toml").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "c.toml").write_text(SOURCE.replace('"a"', '"c"').replace("title", "titel"), encoding="utf-8")
    result = chibo("sources", "--sources", str(tmp_path))
    assert result.exit_code == 1
    assert "b.toml: name: 'a' is already the name of a.toml" in result.stdout and "titel: unknown key" in result.stdout


def test_the_sources_that_come_with_chibo_are_good(chibo: Chibo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    result = chibo("sources")
    assert result.exit_code == 0
    states = {line.split()[0]: line.split()[-1] for line in result.stdout.splitlines() if line.strip()}
    assert {"tuyen-quang", "tap-chi-xay-dung-dang", "tuyen-giao-ha-giang", "vung-tau"} <= set(states)
    assert states["vung-tau"] == "off", "no new articles are to be expected of it"


def test_the_schema_is_printed(chibo: Chibo) -> None:
    assert json.loads(chibo("schema").stdout) == record_schema()


_SLOW = "{'scrapy', 'twisted', 'sqlalchemy', 'pandas', 'pyarrow', 'xlsxwriter', 'spacy', 'underthesea', 'schema', 'db'}"


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["facts", "--help"], ["nightly", "--help"]])
def test_help_and_version_do_not_load_what_they_do_not_need(arguments: list[str]) -> None:
    code = (
        f"import sys; sys.argv = ['chibo', *{arguments}]\n"
        f"import atexit; atexit.register(lambda: print('loaded:', *sorted({_SLOW} & set(sys.modules))))\n"
        "from jobs.cli import main; main()"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "chibo" in ended.stdout
    assert ended.stdout.splitlines()[-1] == "loaded:"


def test_facts_of_another_database(filled: Chibo, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.sqlite3"
    assert show_view("facts", Asked(), url=f"sqlite:///{other}") == 0
    said = f"The database is empty: run `chibo nightly` or `make run` ({other})."
    assert capsys.readouterr().out.splitlines() == [said]
    assert not other.exists(), "a question makes no database"


def test_a_database_without_facts_says_so_beside_the_data(chibo: Chibo) -> None:
    engine = new_store()
    engine.dispose()
    result = chibo("facts", "--format", "csv")
    assert len(result.stdout.splitlines()) == 1 and "The database is empty: run `chibo nightly`" in result.stderr
    assert "The database is empty" in chibo("facts").stdout


def test_unknown_names_get_the_nearest(filled: Chibo) -> None:
    result = filled("facts", "--indicator", "members_admited")
    assert result.exit_code == 2 and "nearest: members_admitted, " in result.stderr
    result = filled("facts", "--province", "Ha Gaing")
    assert result.exit_code == 2
    assert result.stderr == "chibo: no province is called 'Ha Gaing'; nearest: Hà Giang, Hậu Giang, An Giang\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("format", ["table", "csv", "json"])
def test_facts_on_a_full_disk_and_into_a_closed_pipe(filled: Chibo, format: str) -> None:
    command = [sys.executable, "-m", "jobs.cli", "facts", "--format", format]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (1, "chibo: cannot go on: No space left on device\n")
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(command, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_the_database_of_another_program_is_refused(chibo: Chibo, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.sqlite3")) as other:
        other.execute("CREATE TABLE fact (a)")
    result = CliRunner().invoke(app, ["facts"], env={"CHIBO_DATABASE_URL": f"sqlite:///{tmp_path}/other.sqlite3"})
    assert (result.exit_code, result.stdout) == (2, "")
    assert "other.sqlite3: this database is not Chibo's" in result.stderr and result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("extract", "-", "--published", "15/7/2024"), "15/7/2024 is no day; write 2024-07-15"),
        (("extract", "-", "--published", "2024-02-31"), "2024-02-31 is no day; write 2024-07-15"),
        (("extract", "-", "--format", "xml"), "xml is none of jsonl, spacy, html"),
        (("facts", "--format", "xml"), "xml is none of table, csv, xlsx, json, jsonl, parquet"),
    ],
)
def test_a_value_that_is_none_is_told_in_plain_words(chibo: Chibo, arguments: tuple[str, ...], said: str) -> None:
    result = chibo(*arguments)
    assert result.exit_code == 2 and said in result.stderr and "Value error" not in result.stderr
