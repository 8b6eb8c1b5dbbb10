"""``chibo extract`` as a process: order, exit statuses, what it says and to whom, and how it ends early."""

from __future__ import annotations

import gzip
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import zstandard
from typer.testing import CliRunner

import extract
from jobs.cli import app
from jobs.extract import read_article
from jobs.inputs import FoundArticle
from jobs.parallel import in_order, process_count
from schema import ArticleInput, Record

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("CHIBO_SHARED", ROOT.parent / "shared"))
TEXT = (
    "Đảng bộ huyện Bắc Mê kết nạp đảng viên mới\n"
    "Trong 6 tháng đầu năm 2024, Đảng bộ huyện Bắc Mê kết nạp 85/150 đảng viên, đạt 56,67% kế hoạch theo"
    " Nghị quyết số 21-NQ/TW ngày 16/6/2022.\n"
)
PAGE = (
    "<html><head><meta charset='utf-8'></head><body><article><h1>Bắc Mê kết nạp đảng viên</h1>"
    "<p>Trong quý I năm 2024, Đảng bộ huyện Bắc Mê kết nạp 31 đảng viên, trong đó 12 đảng viên là người dân tộc"
    " thiểu số và 9 đảng viên nữ.</p><p>Ban Thường vụ Huyện ủy yêu cầu các chi bộ bồi dưỡng quần chúng.</p>"
    "</article></body></html>"
)
KEYS = ["version", "article", "documents", "dates", "units", "facts", "flags"]


def _command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "jobs.cli", "extract", *map(str, arguments)]


def _environment(**more: str) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"} | more


def _run(
    *arguments: str | Path, cwd: Path = ROOT, given: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        _command(*arguments), cwd=cwd, env=_environment(**environment), input=given, capture_output=True, timeout=300
    )


def _records(output: bytes) -> list[Record]:
    """The records of an output; each line is read by the schema and keeps the contract's order of keys."""
    lines = output.decode("utf-8").split("\n")
    assert lines.pop() == ""
    for line in lines:
        assert list(json.loads(line)) == KEYS
        assert Record.model_validate_json(line).to_json() == line
    return [Record.model_validate_json(line) for line in lines]


def _said(ended: subprocess.CompletedProcess[bytes]) -> list[str]:
    said = ended.stderr.decode()
    assert "Traceback" not in said
    return said.splitlines()


def _rows(count: int, text: str = TEXT) -> str:
    return "".join(json.dumps({"text": text.replace("85", str(80 + n)), "id": f"r{n}"}) + "\n" for n in range(count))


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with a file of each kind."""
    folder = tmp_path / "mixed"
    (folder / "d").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.jsonl").write_text(_rows(30), encoding="utf-8")
    (folder / "c.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (folder / "d" / "e.txt.zst").write_bytes(zstandard.ZstdCompressor().compress(TEXT.encode("utf-16")))
    (folder / "z.pdf").write_bytes(b"%PDF")
    return folder


def test_records_in_the_order_of_the_input_whatever_jobs_is(mixed: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    runs = [_run("b.jsonl", ".", "--jobs", jobs, cwd=mixed, CHIBO_HOME=str(home)) for jobs in ("1", "3")]
    assert [(run.returncode, run.stderr) for run in runs] == [(0, b""), (0, b"")]
    assert runs[0].stdout == runs[1].stdout
    records = _records(runs[0].stdout)
    rows = [f"r{n}" for n in range(30)]
    assert [record.article.id for record in records] == [*rows, "a", *rows, "c", "d/e"]
    assert [record.article.path for record in records[-2:]] == ["./c.html.gz", "./d/e.txt.zst"]
    assert {fact.indicator for fact in records[30].facts} == {"members_admitted"}
    assert not list(home.iterdir()), "extract keeps nothing"


def test_standard_input_and_the_options() -> None:
    options = ("--published", "2024-07-02", "--url", "https://bao.example/1", "--province", "Hà Giang")
    ended = _run("-", *options, given=TEXT.encode())
    assert (ended.returncode, ended.stderr) == (0, b"")
    (record,) = _records(ended.stdout)
    article = record.article
    assert (article.id, article.path, str(article.published)) == ("stdin", None, "2024-07-02")
    assert (article.url, article.title) == ("https://bao.example/1", TEXT.split("\n")[0])
    assert record.documents[0].canonical == "21-NQ/TW"


def test_what_cannot_be_read_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(TEXT, encoding="utf-8")
    files = {
        "empty.txt": (b"", "it is empty"),
        "binary.txt": (b"\x89PNG\r\n\x1a\n" + bytes(300), "a binary file, no text"),
        "western.txt": ("Été à Orléans".encode("cp1252"), "no UTF-8 (byte 0)"),
        "broken.txt.gz": (gzip.compress(TEXT.encode())[:-9], "broken gz file"),
        "what.doc": (b"a", "unknown kind of file .doc"),
        "page.html": (b"<html></html>", "no article found in the page"),
        "no.parquet": (b"PAR0", "no readable Parquet file"),
        "no.warc": (b"hello there\n", "no WARC file"),
    }
    for name, (content, _) in files.items():
        (tmp_path / name).write_bytes(content)
    lines = tmp_path / "rows.jsonl"
    lines.write_text('{"text": 1}\n{"text": \n{"title": "a"}\n{"text": "a", "published": "x"}\n' + _rows(1))
    (tmp_path / "bare").mkdir()
    paths = [*files, "rows.jsonl", "bare", "missing.txt", "-"]
    for jobs in ("1", "3"):
        ended = _run(good, *paths, good, "--jobs", jobs, cwd=tmp_path)
        assert ended.returncode == 1
        assert [record.article.id for record in _records(ended.stdout)] == ["good", "r0", "good"]
        said = _said(ended)
        expected = {f"chibo: {name}: {told}" for name, (_, told) in files.items()}
        expected |= {f"chibo: rows.jsonl:{number}: " for number in range(1, 5)}
        expected |= {"chibo: bare: no article in this folder", "chibo: standard input: it is empty"}
        expected |= {"chibo: missing.txt: No such file or directory"}
        assert len(said) == len(expected)
        assert [start for start in expected if not any(line.startswith(start) for line in said)] == []


def test_of_a_file_full_of_faults_the_first_are_named_and_the_others_counted(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("a;b;c\n" * 1000 + _rows(1))
    ended = _run("a.jsonl", cwd=tmp_path)
    assert (ended.returncode, len(_records(ended.stdout))) == (1, 1)
    said = _said(ended)
    assert len(said) == 21
    assert said[-1] == "chibo: a.jsonl: and 980 more that cannot be read"


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
    ended = _run(*options)
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert _said(ended)


def test_parquet_without_pyarrow_says_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "pyarrow.py").write_text("raise ImportError('not here')\n")
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    ended = _run("a.parquet", cwd=tmp_path, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert _said(ended) == ["chibo: a.parquet: Parquet needs the package pyarrow: pip install 'chibo[parquet]'"]


def test_a_line_of_400_megabytes_takes_no_memory(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "a.jsonl.gz", "wb", compresslevel=1) as file:
        file.write(b'{"text": "')
        for _ in range(400):
            file.write(b"a" * (1024 * 1024))
        file.write(b'"}\n' + _rows(1).encode())
    # Its memory is measured by a small process between: one that this large one starts counts as large itself.
    measured = "import resource, subprocess, sys; ended = subprocess.run(sys.argv[1:]).returncode\n"
    measured += "open('peak', 'w').write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)); sys.exit(ended)"
    command = [sys.executable, "-c", measured, *_command("a.jsonl.gz")]
    ended = subprocess.run(command, cwd=tmp_path, env=_environment(), capture_output=True, timeout=300)
    assert ended.returncode == 1
    assert _said(ended) == ["chibo: a.jsonl.gz:1: the line is longer than 20 MB, the limit for an article"]
    assert len(_records(ended.stdout)) == 1
    peak = int((tmp_path / "peak").read_text()) * (1 if sys.platform == "darwin" else 1024)
    assert peak < 400 * 1024 * 1024


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_that_leaves_ends_it_quietly(tmp_path: Path, jobs: str) -> None:
    (tmp_path / "a.jsonl").write_text(_rows(3000))
    process = _started("a.jsonl", "--jobs", jobs, cwd=tmp_path)
    assert process.stdout is not None
    assert process.stdout.readline()
    process.stdout.close()
    assert process.wait(60) == 141
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_it_and_its_processes(tmp_path: Path, jobs: str) -> None:
    (tmp_path / "a.jsonl").write_text(_rows(3000))
    process = _started("a.jsonl", "--jobs", jobs, cwd=tmp_path)
    assert process.stdout is not None
    assert process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    output, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, b"chibo: stopped\n")
    assert output.endswith(b"\n") or not output
    assert _is_empty(process.pid)


def _started(*arguments: str, cwd: Path) -> subprocess.Popen[bytes]:
    """The command as a shell starts it: a process group of its own."""
    return subprocess.Popen(
        _command(*arguments),
        cwd=cwd,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def _is_empty(group: int) -> bool:
    """Whether all processes of a group end within a few seconds."""
    for _ in range(50):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            _command("a.txt"), cwd=tmp_path, env=_environment(), stdout=full, stderr=subprocess.PIPE, timeout=60
        )
    assert (ended.returncode, ended.stderr) == (1, b"chibo: cannot go on: No space left on device\n")


def test_progress_goes_to_a_terminal_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    terminal, end = pty.openpty()
    try:
        process = subprocess.Popen(
            _command("a.txt", "missing.txt"),
            cwd=tmp_path,
            env=_environment(TERM="xterm", COLUMNS="120"),
            stdout=subprocess.PIPE,
            stderr=end,
        )
        output, _ = process.communicate(timeout=60)
        shown = os.read(terminal, 1 << 16).decode()
    finally:
        os.close(end)
        os.close(terminal)
    assert process.returncode == 1
    assert len(_records(output)) == 1
    assert re.search(r"\d records", shown)
    assert "chibo: missing.txt: No such file or directory" in shown


def test_an_article_on_which_a_rule_fails_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Any, **__: Any) -> None:
        raise ValueError("a rule without an answer")

    monkeypatch.setattr(extract, "extract", fail)
    outcome = read_article(FoundArticle("a.jsonl", "3", "x", text=TEXT))
    assert outcome.line is None
    assert str(outcome.problem) == "a.jsonl:3: extraction failed: ValueError: a rule without an answer"


def _halved(number: int) -> int:
    if number == 13:
        os._exit(9)
    return number // 2


def test_a_process_that_dies_costs_its_own_item_only() -> None:
    with in_order(_halved, range(60), jobs=3, size=lambda _: 1, died=lambda number: -number) as results:
        assert list(results) == [-13 if number == 13 else number // 2 for number in range(60)]


def test_items_are_read_ahead_within_bounds() -> None:
    read: list[int] = []

    def items() -> Any:
        for number in range(200):
            read.append(number)
            yield number

    with in_order(abs, items(), jobs=2, size=lambda _: 1, died=abs) as results:
        for result in results:
            assert len(read) - result <= 20
    read.clear()
    with in_order(abs, items(), jobs=2, size=lambda _: 1 << 30, died=abs) as results:
        for result in results:
            assert len(read) - result <= 4


def test_two_files_of_one_name_give_facts_with_ids_of_their_own(tmp_path: Path) -> None:
    for folder in ("q1", "q2"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(TEXT, encoding="utf-8")
    runs = [_run("q1/x.txt", "q2/x.txt", "--jobs", jobs, cwd=tmp_path) for jobs in ("1", "2")]
    assert runs[0].stdout == runs[1].stdout
    records = _records(runs[0].stdout)
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
    assert _run("a.jsonl", cwd=tmp_path).returncode == 0


def test_a_second_opinion_may_be_asked_in_any_number_of_processes(tmp_path: Path) -> None:
    pytest.importorskip("underthesea")
    text = "Trong quý I năm 2024, Đảng ủy Công ty Xổ số kiến thiết Lai Châu kết nạp 12 đảng viên mới.\n"
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    plain, *asked = (
        _run("a.txt", "b.txt", *options, cwd=tmp_path)
        for options in ((), ("--second-opinion",), ("--second-opinion", "--jobs", "2"))
    )
    assert [run.returncode for run in (plain, *asked)] == [0, 0, 0]
    assert asked[0].stdout == asked[1].stdout
    wanted = [extract.extract(record_input(name, text), second_opinion=True).to_json() for name in ("a", "b")]
    assert asked[0].stdout.decode().splitlines() == wanted


def record_input(name: str, text: str) -> ArticleInput:
    return ArticleInput(id=name, text=text, path=f"{name}.txt")


def test_no_jobs_means_every_processor() -> None:
    assert process_count(0) >= 1
    assert process_count(3) == 3


@pytest.mark.skipif(
    not (SHARED / "eval" / "dev").is_dir(),
    reason="no development articles: set CHIBO_SHARED to the folder with eval/dev",
)
def test_the_development_articles() -> None:
    folder = SHARED / "eval" / "dev"
    articles = sorted(folder.glob("*.txt"))
    runs = [_run(folder, "--jobs", jobs) for jobs in ("1", "3")]
    assert [(run.returncode, run.stderr) for run in runs] == [(0, b""), (0, b"")]
    assert runs[0].stdout == runs[1].stdout
    records = _records(runs[0].stdout)  # reading a record checks every offset
    assert {path.stem for path in articles} <= {record.article.id for record in records}
    assert sum(len(record.facts) for record in records) > len(articles)


def test_an_output_that_standard_input_reads_is_refused(tmp_path: Path) -> None:
    article = tmp_path / "good.txt"
    article.write_text(TEXT, encoding="utf-8")
    with article.open("rb") as given:
        ended = subprocess.run(
            _command("-", "--output", str(article)), cwd=tmp_path, env=_environment(), stdin=given, capture_output=True
        )
    assert ended.returncode == 2 and b"is what standard input reads" in ended.stderr
    assert article.read_text(encoding="utf-8") == TEXT


def test_an_output_that_is_an_input_is_refused(tmp_path: Path) -> None:
    article = tmp_path / "good.txt"
    article.write_text(TEXT, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(article)
    for output in (article, tmp_path / "link.txt"):
        ended = _run(article, "--output", output)
        assert ended.returncode == 2 and b"is one of the inputs" in ended.stderr
    ended = _run(tmp_path, "--output", tmp_path / "records.jsonl")
    assert ended.returncode == 2 and b"would be read as one of its articles" in ended.stderr
    assert article.read_text(encoding="utf-8") == TEXT and not (tmp_path / "records.jsonl").exists()
    assert _run(tmp_path, "--format", "spacy", "--output", tmp_path / "records.spacy").returncode == 0


def test_no_page_is_written_where_no_article_was_read(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("old", encoding="utf-8")
    ended = _run(tmp_path / "none.txt", "--format", "html", "--output", page)
    assert ended.returncode == 1 and b"no page is written" in ended.stderr
    assert page.read_text(encoding="utf-8") == "old"


def test_files_of_no_kind_are_named_in_words(tmp_path: Path) -> None:
    noise = bytes(range(255, 0, -1)) * 20
    for name in ("fake.warc", "fake.gz"):
        (tmp_path / name).write_bytes(noise)
    (tmp_path / "text.warc").write_bytes(b"one line\n" + noise)
    ended = _run("fake.warc", "text.warc", "fake.gz", cwd=tmp_path)
    first, second, third = ended.stderr.decode().splitlines()
    assert (first, second) == ("chibo: fake.warc: no WARC file", "chibo: text.warc: no WARC file")
    assert third.startswith("chibo: fake.gz: its name does not tell the kind: .txt, ") and third.endswith("before .gz")
