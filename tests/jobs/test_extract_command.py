"""``chibo extract`` as a process: the order of its records, its options, articles of one name."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest
import zstandard
from typer.testing import CliRunner

import extract
from jobs.cli import app
from schema import ArticleInput
from tests.jobs.extract_process import TEXT, read_records, rows_of, run_extract, said_by
from tests.jobs.nights import ROOT

SHARED = Path(os.environ.get("CHIBO_SHARED", ROOT.parent / "shared"))
PAGE = (
    "<html><head><meta charset='utf-8'></head><body><article><h1>Bắc Mê kết nạp đảng viên</h1>"
    "<p>Trong quý I năm 2024, Đảng bộ huyện Bắc Mê kết nạp 31 đảng viên, trong đó 12 đảng viên là người dân tộc"
    " thiểu số và 9 đảng viên nữ.</p><p>Ban Thường vụ Huyện ủy yêu cầu các chi bộ bồi dưỡng quần chúng.</p>"
    "</article></body></html>"
)


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with a file of each kind."""
    folder = tmp_path / "mixed"
    (folder / "d").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.jsonl").write_text(rows_of(30), encoding="utf-8")
    (folder / "c.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (folder / "d" / "e.txt.zst").write_bytes(zstandard.ZstdCompressor().compress(TEXT.encode("utf-16")))
    (folder / "z.pdf").write_bytes(b"%PDF")
    return folder


def test_records_in_the_order_of_the_input_whatever_jobs_is(mixed: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    runs = [run_extract("b.jsonl", ".", "--jobs", jobs, cwd=mixed, CHIBO_HOME=str(home)) for jobs in ("1", "3")]
    assert [(run.returncode, run.stderr) for run in runs] == [(0, b""), (0, b"")]
    assert runs[0].stdout == runs[1].stdout
    records = read_records(runs[0].stdout)
    rows = [f"r{n}" for n in range(30)]
    assert [record.article.id for record in records] == [*rows, "a", *rows, "c", "d/e"]
    assert [record.article.path for record in records[-2:]] == ["./c.html.gz", "./d/e.txt.zst"]
    assert {fact.indicator for fact in records[30].facts} == {"members_admitted"}
    assert not list(home.iterdir()), "extract keeps nothing"


def test_standard_input_and_the_options() -> None:
    options = ("--published", "2024-07-02", "--url", "https://bao.example/1", "--province", "Hà Giang")
    ended = run_extract("-", *options, given=TEXT.encode())
    assert (ended.returncode, ended.stderr) == (0, b"")
    (record,) = read_records(ended.stdout)
    article = record.article
    assert (article.id, article.path, str(article.published)) == ("stdin", None, "2024-07-02")
    assert (article.url, article.title) == ("https://bao.example/1", TEXT.split("\n")[0])
    assert record.documents[0].canonical == "21-NQ/TW"


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("a.txt", "--published", "2024-02-30"),
        ("a.txt", "--published", "2/7/2024"),
        ("a.txt", "--jobs", "-1"),
        ("a.txt", "--jobs", "many"),
        ("a.txt", "--colour"),
        ("a.txt", "--province"),
    ],
)
def test_a_bad_option_ends_with_2(options: tuple[str, ...]) -> None:
    ended = run_extract(*options)
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert said_by(ended)


def test_two_files_of_one_name_give_facts_with_ids_of_their_own(tmp_path: Path) -> None:
    for folder in ("q1", "q2"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(TEXT, encoding="utf-8")
    runs = [run_extract("q1/x.txt", "q2/x.txt", "--jobs", jobs, cwd=tmp_path) for jobs in ("1", "2")]
    assert runs[0].stdout == runs[1].stdout
    records = read_records(runs[0].stdout)
    assert [record.article.id for record in records] == ["q1/x", "q2/x"]
    assert not {fact.id for fact in records[0].facts} & {fact.id for fact in records[1].facts}


@pytest.mark.parametrize("command", ["extract", "explain"])
def test_a_province_that_is_none_is_refused(tmp_path: Path, command: str) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    ended = {
        name: CliRunner().invoke(app, [command, str(article), "--province", name], catch_exceptions=False)
        for name in ("Narnia", "Ha Gaing", "tinh ha giang", "Thành phố Huế", "Bình Phước")
    }
    assert [run.exit_code for run in ended.values()] == [2, 2, 0, 0, 0]
    assert ended["Ha Gaing"].stderr.splitlines() == [
        "chibo: --province: no province is called 'Ha Gaing'; nearest: Hà Giang, Hậu Giang, An Giang"
    ]
    assert ended["Narnia"].stdout_bytes == b""


def test_a_province_of_a_row_stays_as_given(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT, "province": "Narnia"}), encoding="utf-8")
    assert run_extract("a.jsonl", cwd=tmp_path).returncode == 0


def test_a_second_opinion_may_be_asked_in_any_number_of_processes(tmp_path: Path) -> None:
    pytest.importorskip("underthesea")
    text = "Trong quý I năm 2024, Đảng ủy Công ty Xổ số kiến thiết Lai Châu kết nạp 12 đảng viên mới.\n"
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    plain, *asked = (
        run_extract("a.txt", "b.txt", *options, cwd=tmp_path)
        for options in ((), ("--second-opinion",), ("--second-opinion", "--jobs", "2"))
    )
    assert [run.returncode for run in (plain, *asked)] == [0, 0, 0]
    assert asked[0].stdout == asked[1].stdout
    wanted = [extract.extract(_input(name, text), second_opinion=True).to_json() for name in ("a", "b")]
    assert asked[0].stdout.decode().splitlines() == wanted


def _input(name: str, text: str) -> ArticleInput:
    return ArticleInput(id=name, text=text, path=f"{name}.txt")


@pytest.mark.skipif(
    not (SHARED / "eval" / "dev").is_dir(),
    reason="no development articles: set CHIBO_SHARED to the folder with eval/dev",
)
def test_the_development_articles() -> None:
    folder = SHARED / "eval" / "dev"
    articles = sorted(folder.glob("*.txt"))
    runs = [run_extract(folder, "--jobs", jobs) for jobs in ("1", "3")]
    assert [(run.returncode, run.stderr) for run in runs] == [(0, b""), (0, b"")]
    assert runs[0].stdout == runs[1].stdout
    records = read_records(runs[0].stdout)  # reading a record checks every offset
    assert {path.stem for path in articles} <= {record.article.id for record in records}
    assert sum(len(record.facts) for record in records) > len(articles)
