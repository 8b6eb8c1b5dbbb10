"""A package is what the tools of the field expect: each opens it and finds the same numbers."""

from __future__ import annotations

import asyncio
import csv
import json
import re
import shutil
import sqlite3
import subprocess
import tomllib
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
from frictionless import Package
from lxml import html

from jobs.publication.sqlite_file import read_only_uri
from schema.dictionary import dictionary
from tests.jobs.publication.stand_in import invented

EMPTY = ("withdrawn", "precision")
TABLES = [table for table in dictionary().values() if "package" in table.found_in]


def _json(package: Path, name: str) -> dict:
    return json.loads((package / name).read_text(encoding="utf-8"))


def test_the_data_package_is_valid_for_frictionless(package: Path) -> None:
    report = Package(str(package / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "title", "rowNumber", "fieldName", "note"])
    assert {task.name for task in report.tasks} == {table.name for table in TABLES}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"accepted"', '"blessed"', "constraint-error"),
        ('"g-01"', '"g-99"', "foreign-key"),
        ("2024-06-30", "30/6/2024", "type-error"),
    ],
)
def test_frictionless_sees_what_has_been_tampered_with(
    package: Path, tmp_path: Path, old: str, new: str, fault: str
) -> None:
    copy = shutil.copytree(package, tmp_path / "copy")
    facts = (copy / "facts.csv").read_bytes()
    (copy / "facts.csv").write_bytes(facts.replace(old.encode(), new.encode(), 1))
    found = Package(str(copy / "datapackage.json")).validate().flatten(["type"])
    assert [fault] in found and ["hash-count"] in found


def test_the_descriptor_has_the_rows_the_instant_and_the_licence(package: Path) -> None:
    described = _json(package, "datapackage.json")
    assert described["version"] == package.name == "2025-01-08"
    assert described["created"] == "2025-01-08T07:15:30Z"  # the last verdict, after the last night
    assert described["licenses"][0]["name"] == "CC-BY-4.0"
    assert [source["title"] for source in described["sources"]] == ["Báo Mẫu", "Cổng Suối Đá"]
    for resource in described["resources"]:
        with (package / resource["path"]).open(encoding="utf-8", newline="") as file:
            assert sum(1 for _ in csv.reader(file)) - 1 == resource["rows"]
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert names == [column.name for column in dictionary()[resource["name"]].published]


def test_csv_parquet_and_sqlite_agree_in_duckdb(package: Path) -> None:
    base = sqlite3.connect(read_only_uri(package / "chibo.sqlite"), uri=True)
    for table in TABLES:
        numbers = [f'"{c.name}"' for c in table.published if c.type in ("number", "integer", "boolean")]
        sums = "".join(f", round(sum(CAST({name} AS DOUBLE)), 6), count({name})" for name in numbers)
        texts = "".join(
            f', count("{c.name}")' for c in table.published if c.type not in ("number", "integer", "boolean")
        )
        ask = f"SELECT count(*){sums}{texts} FROM "
        found = [
            duckdb.sql(ask + f"'{package / table.name}.parquet'").fetchall(),
            duckdb.sql(
                ask
                + f"read_csv('{package / table.name}.csv', allow_quoted_nulls = false, all_varchar = {table.name in EMPTY})"
            ).fetchall(),
            base.execute(ask + f'"{table.name}"').fetchall(),
        ]
        assert found[0] == found[1] == found[2], table.name


def test_a_text_that_is_empty_and_one_that_is_missing_stay_apart(package: Path) -> None:
    ask = "SELECT count(*) FILTER (author = ''), count(*) FILTER (title IS NULL) FROM "
    for name in ("read_csv('{}/articles.csv', allow_quoted_nulls = false)", "'{}/articles.parquet'"):
        assert duckdb.sql(ask + name.format(package)).fetchall() == [(4, 1)]


def test_parquet_has_types(package: Path) -> None:
    facts = pq.read_table(package / "facts.parquet")
    kinds = {field.name: str(field.type) for field in facts.schema}
    assert kinds["qualifiers"] == "list<element: string>"
    assert (kinds["period_to"], kinds["verified_at"]) == ("date32[day]", "timestamp[us, tz=UTC]")
    assert (kinds["value"], kinds["in_queue"], kinds["place_code"]) == ("double", "bool", "string")
    assert facts.schema.field("rate").metadata[b"description"].startswith(b"Percent of the target")
    first = facts.to_pylist()[1]
    assert first["qualifiers"] == ["female", "youth_union"] and first["fact_id"] == "f-01-1"


def test_csv_is_plain_and_reads_back_exactly(package: Path) -> None:
    raw = (package / "facts.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\r") == 24  # only those within evidence
    with (package / "facts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted = invented()["facts"]
    assert [row["fact_id"] for row in rows] == sorted(fact["fact_id"] for fact in wanted)
    for row, fact in zip(rows, sorted(wanted, key=lambda fact: fact["fact_id"]), strict=True):
        assert row["evidence"] == fact["evidence"]
        assert (float(row["value"]) if row["value"] else None) == fact["value"]
        assert json.loads(row["qualifiers"]) == fact["qualifiers"]
        assert json.loads(row["explanations"]) == fact["explanations"]
        assert row["in_queue"] == str(fact["in_queue"]).lower()


def test_sqlite_has_keys_indexes_and_is_only_read(package: Path) -> None:
    path = package / "chibo.sqlite"
    assert path.stat().st_mode & 0o222 == 0
    base = sqlite3.connect(read_only_uri(path), uri=True)
    assert base.execute("PRAGMA user_version").fetchone() == (1,)
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    plan = base.execute("EXPLAIN QUERY PLAN SELECT * FROM facts WHERE figure_id = 'g-01'").fetchall()
    assert "USING INDEX facts_figure_id" in plan[0][3]
    joined = "SELECT c.vi FROM facts f JOIN codes c ON c.list = 'indicators' AND c.code = f.indicator WHERE fact_id = ?"
    assert base.execute(joined, ("f-01-0",)).fetchall() == [("Đảng viên mới kết nạp",)]
    assert base.execute(
        "SELECT value ->> 0 FROM (SELECT qualifiers AS value FROM facts WHERE fact_id = 'f-01-1')"
    ).fetchone() == ("female",)
    with pytest.raises(sqlite3.OperationalError):
        base.execute("DELETE FROM facts")
    assert [path.name for path in package.iterdir() if path.name.startswith("chibo.sqlite-")] == []


def test_pandas_reads_what_the_readme_says(
    package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(package)
    readme = (package / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    names: dict[str, object] = {}
    exec(code, names)
    facts, figures = names["facts"], names["figures"]
    assert isinstance(facts, pd.DataFrame) and isinstance(figures, pd.DataFrame)
    assert len(facts) == 24 and facts["place_code"].unique().tolist() == ["024"]
    assert facts["period_to"].dt.year.unique().tolist() == [2024]
    assert "members_admitted" in capsys.readouterr().out
    in_parquet = pd.read_parquet("facts.parquet")
    assert facts["value"].sum() == in_parquet["value"].sum()


def test_the_sql_of_the_readme_runs(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(package)
    readme = (package / "README.md").read_text(encoding="utf-8")
    for_duckdb, for_sqlite = re.findall(r"```sql\n(.*?)```", readme, re.DOTALL)
    assert sum(row[1] for row in duckdb.sql(for_duckdb).fetchall()) == 24
    base = sqlite3.connect(read_only_uri(package / "chibo.sqlite"), uri=True)
    assert base.execute(for_sqlite).fetchall()[0][3] == "Party members admitted"


def test_datasette_serves_it_with_what_each_column_means(package: Path) -> None:
    from datasette.app import Datasette

    metadata = _json(package, "metadata.json")

    async def ask() -> tuple[dict, str]:
        served = Datasette(immutables=[str(package / "chibo.sqlite")], metadata=metadata)
        await served.invoke_startup()
        rows = await served.client.get("/chibo/figures.json?_shape=objects&_sort=figure_id")
        page = await served.client.get("/chibo/figures")
        return rows.json(), page.text

    found, page = asyncio.run(ask())
    assert [row["figure_id"] for row in found["rows"]] == [f"g-{number:02}" for number in range(1, 7)]
    assert found["rows"][0]["value"] == pytest.approx(0.3)
    assert "Percent of the target or plan, as the article states it." in page


def test_libreoffice_opens_the_csv(package: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed: that it opens the CSV is not tested here")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir"]
    subprocess.run(
        [*command, str(tmp_path), str(package / "figures.csv")], check=True, capture_output=True, timeout=180
    )
    with (tmp_path / "figures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["figure_id"] for row in rows] == [f"g-{number:02}" for number in range(1, 7)]
    assert rows[0]["unit"] == "Đảng bộ huyện Suối Đá 1"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_codebook_names_every_column_of_every_file(package: Path, language: str) -> None:
    page = html.parse(str(package / f"codebook.{language}.html"))
    plain = (package / f"codebook.{language}.md").read_text(encoding="utf-8")
    assert "2025-01-08" in page.findtext(".//header/p") and "2025-01-08" in plain
    for table in TABLES:
        with (package / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        rows = page.xpath(f'//h3[@id="table-{table.name}"]/following::table[1]/tbody/tr')
        assert [
            name for name in (row[0].text_content() for row in rows) if name != "text" or table.name != "articles"
        ] == header
        section = plain.split(f'<a id="table-{table.name}"></a>')[1].split("<a id=")[0]
        assert [name for name in header if f"| `{name}` |" not in section] == []


def test_every_file_has_its_checksum(package: Path) -> None:
    if shutil.which("sha256sum"):
        checked = subprocess.run(
            ["sha256sum", "--check", "--strict", "CHECKSUMS.sha256"],
            cwd=package,
            capture_output=True,
            text=True,
            check=False,
        )
        assert checked.returncode == 0, checked.stdout + checked.stderr
    named = {line.split("  ")[1] for line in (package / "CHECKSUMS.sha256").read_text(encoding="utf-8").splitlines()}
    assert named == {path.name for path in package.iterdir()} - {"CHECKSUMS.sha256"}


def test_the_citation_names_version_and_day(package: Path) -> None:
    cff = (package / "CITATION.cff").read_text(encoding="utf-8")
    assert 'version: "2025-01-08"' in cff and 'date-released: "2025-01-08"' in cff and "type: dataset" in cff
    told = "Version 2025-01-08 [data set], data as of 2025-01-08."
    assert (package / "README.md").read_text(encoding="utf-8").count(told) == 2


def test_templates_are_installed_with_the_command() -> None:
    root = Path(__file__).parents[3]
    patterns = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"][
        "package-data"
    ]["*"]
    suffixes = {path.suffix for path in (root / "jobs" / "publication" / "templates").iterdir()}
    assert suffixes <= {pattern.removeprefix("*") for pattern in patterns}
