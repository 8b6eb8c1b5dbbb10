"""`chibo facts`, `figures` and `articles` over a small database: filters, formats, files, what is wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest
from typer.testing import CliRunner, Result

import db
from db import views
from db.row_formats.names import RowFormat
from jobs.cli import app
from schema import Document, FactUnit, Period
from tests.databases import new_store
from tests.db.records import SENTENCE, add_revision, simple_record
from tests.jobs.nights import ROOT

Chibo = Callable[..., Result]


def _of_year(year: int) -> Period:
    return Period.model_validate({"from": date(year, 1, 1), "to": date(year, 12, 31)})


@pytest.fixture
def chibo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chibo:
    """Runs `chibo` over four articles with a fact each."""
    monkeypatch.setenv("CHIBO_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("CHIBO_DATABASE_URL", raising=False)
    engine = new_store()
    plain = {"flags": (), "explanations": {}, "explanations_vi": {}}
    other = FactUnit(name="Đảng bộ thị xã Cầu Đất", level="district", province="Đắk Lắk")
    facts: list[tuple[str, str, date, dict[str, Any]]] = [
        ("1", "Hà Giang", date(2025, 1, 5), {}),
        ("2", "Hà Giang", date(2025, 2, 5), plain | {"indicator": "members_total", "period": _of_year(2023)}),
        ("3", "Đắk Lắk", date(2025, 3, 5), {"unit": other, "value": 9.0, "flags": ("unit_inferred",)}),
        ("4", "Đắk Lắk", date(2025, 4, 5), plain | {"unit": other, "value": 1234.5, "period": _of_year(2022)}),
    ]
    with db.writing(engine) as connection:
        for number, province, published, fields in facts:
            url = f"https://bao.example/{number}"
            text = f"{SENTENCE}\n=Bài số {number} của tỉnh {province}"
            revision = add_revision(
                connection, text, url, province=province, published=published, title=f"=Bài {number}"
            )
            record = simple_record(text, url, **fields)
            told = {"title": f"=Bài {number}", "published": published}
            cited = tuple(
                Document(
                    start=0,
                    end=9,
                    text=text[:9],
                    type="nghi_quyet",
                    number=symbol[:2],
                    symbol="NQ/TW",
                    canonical=symbol,
                )
                for symbol in ("05-NQ/TW", "21-NQ/TW")[: int(number)]
            )
            article = record.article.model_copy(update=told)
            record = record.model_copy(update={"article": article, "documents": cited})
            db.repository.extractions.store_extraction(connection, revision, record, "1")
    engine.dispose()
    return lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])


def _rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    rows: list[dict[str, Any]] = [json.loads(line) for line in result.stdout.splitlines()]
    return rows


@pytest.mark.parametrize(
    ("command", "options", "found"),
    [
        ("facts", (), "1234"),
        ("facts", ("--province", "ha giang", "--indicator", "members_total"), "2"),
        ("facts", ("--unit", "Cầu Đất"), "34"),
        ("facts", ("--source", "bao-mau"), "1234"),
        ("facts", ("--status", "accepted"), ""),
        ("facts", ("--status", "unverified", "--flag", "unit_inferred"), "3"),
        ("facts", ("--flagged",), "13"),
        ("facts", ("--from", "2023-06-01", "--to", "2023-12-31"), "2"),
        ("figures", (), "1234"),
        ("figures", ("--province", "Đắk Lắk", "--from", "2023-01-01"), "3"),
        ("figures", ("--indicator", "members_total"), "2"),
        ("figures", ("--unit", "Suối Đá"), "12"),
        ("articles", (), "1234"),
        ("articles", ("--province", "dak lak"), "34"),
        ("articles", ("--from", "2025-02-05", "--to", "2025-03-05"), "23"),
        ("articles", ("--search", "dak lak"), "34"),
        ("articles", ("--search", "Đắk Lắk", "--to", "2025-03-31"), "3"),
        ("articles", ("--search", "khongcotunay"), ""),
    ],
)
def test_filters(chibo: Chibo, command: str, options: tuple[str, ...], found: str) -> None:
    rows = _rows(chibo(command, "--format", "jsonl", *options))
    assert "".join(sorted(row["url"][-1] for row in rows)) == found


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), {"05-NQ/TW": 4, "21-NQ/TW": 3}),
        (("--number", "5-nq/tw"), {"05-NQ/TW": 4}),
        (("--number", "Nghị quyết số 21"), {"21-NQ/TW": 3}),
        (("--number", "99-NQ/TW"), {}),
        (("--limit", "1"), {"05-NQ/TW": 4}),
    ],
)
def test_documents(chibo: Chibo, options: tuple[str, ...], found: dict[str, int]) -> None:
    rows = _rows(chibo("documents", "--format", "jsonl", *options))
    assert {row["canonical"]: row["citations"] for row in rows} == found


@pytest.mark.parametrize("format", RowFormat)
def test_the_help_names_every_format_without_loading_the_store(format: RowFormat) -> None:
    assert format in CliRunner(env={"COLUMNS": "200"}).invoke(app, ["figures", "--help"]).output


def test_a_search_has_the_best_first_and_goes_beyond_a_page(chibo: Chibo) -> None:
    engine = db.engine()
    with db.writing(engine) as connection:
        for number in range(230):
            add_revision(connection, f"Họp chi bộ lần {number}", f"https://bao.example/hop/{number}")
    engine.dispose()
    rows = _rows(chibo("articles", "--search", "hop chi bo", "--format", "jsonl"))
    assert len({row["url"] for row in rows}) == len(rows) == 230
    assert len(_rows(chibo("articles", "--search", "hop chi bo", "--format", "jsonl", "--limit", "215"))) == 215
    result = chibo("articles", "--search", "Họp chi bộ", "--limit", "3")
    assert "3 articles found" in result.stdout


@pytest.mark.parametrize("command", ["facts", "figures", "articles", "documents"])
def test_a_file_in_each_format_has_the_same_rows(chibo: Chibo, tmp_path: Path, command: str) -> None:
    wanted = _rows(chibo(command, "--format", "jsonl"))
    assert list(wanted[0]) == list(views.view_metadata.tables[command].c.keys())
    files = {kind: tmp_path / f"a.{kind}" for kind in ("csv", "json", "jsonl", "xlsx", "parquet")}
    for file in files.values():
        result = chibo(command, "--output", file)
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    key = next(iter(wanted[0]))
    keys = [row[key] for row in wanted]
    assert json.loads(files["json"].read_text("utf-8")) == wanted
    assert [json.loads(line) for line in files["jsonl"].read_text("utf-8").splitlines()] == wanted
    with files["csv"].open(encoding="utf-8", newline="") as opened:
        assert [row[key] for row in csv.DictReader(opened)] == list(map(str, keys))
    assert pyarrow.parquet.read_table(files["parquet"]).column(key).to_pylist() == keys
    header, *lines = openpyxl.load_workbook(files["xlsx"])[command].iter_rows(values_only=True)
    assert [dict(zip(header, line, strict=True))[key] for line in lines] == keys


def test_a_table_tells_how_many_of_all_there_are(chibo: Chibo, tmp_path: Path) -> None:
    result = chibo("figures", "--limit", "3")
    assert "Đảng bộ huyện Suối Đá" in result.stdout and "3 of 4 figures" in result.stdout
    assert "=Bài 4" in chibo("articles").stdout and "4 articles" in chibo("articles").stdout
    assert "No figures match; the database has 4" in chibo("figures", "--province", "Lai Châu").stdout
    written = chibo("facts", "--format", "table", "--output", tmp_path / "facts.txt")
    assert (written.exit_code, written.stdout) == (0, "")
    assert "rate_mismatch: 142/270" in (tmp_path / "facts.txt").read_text("utf-8")


def test_csv_for_excel(chibo: Chibo, tmp_path: Path) -> None:
    assert chibo("articles", "--output", tmp_path / "a.csv", "--bom").exit_code == 0
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    titles = [row["title"] for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))]
    assert titles == ["'=Bài 1", "'=Bài 2", "'=Bài 3", "'=Bài 4"]
    assert ",=Bài 1," in chibo("articles", "--format", "csv").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("facts", "--format", "xlsx"), "--format xlsx writes a binary file: name it with --output FILE"),
        (("figures", "--format", "parquet"), "--format parquet writes a binary file"),
        (("articles", "--format", "json", "--bom"), "--bom is of csv, not of json"),
        (("facts", "--flag", "rate_mismach"), "no flag is called 'rate_mismach'; nearest: rate_mismatch"),
        (("facts", "--status", "acepted"), "no status is called 'acepted'; nearest: accepted"),
        (("figures", "--source", "bao-mao"), "no source is called 'bao-mao'; nearest: bao-mau"),
        (("articles", "--search", " , "), "chibo: "),
        (("figures", "--from", "2024-02-01", "--to", "2024-01-01"), "--from 2024-02-01 is after --to 2024-01-01"),
        (("facts", "--format", "csv", "--output", "{folder}"), "is a folder: name a file"),
        (("facts", "--output", "{folder}/none/facts.csv"), "facts.csv: No such file or directory"),
        (("articles", "--indicator", "members_total"), "No such option"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(
    chibo: Chibo, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    before = sorted(tmp_path.iterdir())
    result = chibo(*(argument.replace("{folder}", str(tmp_path)) for argument in arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr and "Traceback" not in result.stderr
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", [("figures", "table"), ("articles", "jsonl"), ("facts", "jsonl")])
def test_on_a_full_disk_and_into_a_closed_pipe(chibo: Chibo, command: tuple[str, str]) -> None:
    line = [sys.executable, "-m", "jobs.cli", command[0], "--format", command[1]]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(line, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (1, "chibo: cannot go on: No space left on device\n")
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(line, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("format", ["xlsx", "parquet", "csv"])
def test_an_output_on_a_full_disk_is_told(chibo: Chibo, format: str) -> None:
    result = chibo("facts", "--format", format, "--output", "/dev/full")
    assert result.exit_code == 1
    assert result.stderr == "chibo: cannot go on: No space left on device\n"


def test_a_file_that_is_there_stays_until_the_new_one_is_whole(chibo: Chibo, tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text("mine")
    assert chibo("facts", "--output", file, "--source", "nobody").exit_code == 2
    assert file.read_text() == "mine"
    assert chibo("facts", "--output", file).exit_code == 0
    assert file.read_text("utf-8").startswith("fact_id,")


def test_a_database_that_is_not_there_gives_empty_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIBO_HOME", str(tmp_path))
    monkeypatch.delenv("CHIBO_DATABASE_URL", raising=False)
    result = CliRunner().invoke(app, ["figures", "--output", str(tmp_path / "f.parquet")])
    assert result.exit_code == 0 and "The database is empty" in result.stderr
    assert pyarrow.parquet.read_table(tmp_path / "f.parquet").num_rows == 0
    assert not (tmp_path / "var").exists()
