"""``chibo extract`` where something cannot be read: it is named, and the rest is done."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import extract
from jobs.extract import read_article
from jobs.inputs import FoundArticle
from tests.jobs.extract_process import (
    TEXT,
    extract_command,
    process_environment,
    read_records,
    rows_of,
    run_extract,
    said_by,
)
from tests.jobs.nights import ROOT


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
    lines.write_text('{"text": 1}\n{"text": \n{"title": "a"}\n{"text": "a", "published": "x"}\n' + rows_of(1))
    (tmp_path / "bare").mkdir()
    paths = [*files, "rows.jsonl", "bare", "missing.txt", "-"]
    for jobs in ("1", "3"):
        ended = run_extract(good, *paths, good, "--jobs", jobs, cwd=tmp_path)
        assert ended.returncode == 1
        assert [record.article.id for record in read_records(ended.stdout)] == ["good", "r0", "good"]
        said = said_by(ended)
        expected = {f"chibo: {name}: {told}" for name, (_, told) in files.items()}
        expected |= {f"chibo: rows.jsonl:{number}: " for number in range(1, 5)}
        expected |= {"chibo: bare: no article in this folder", "chibo: standard input: it is empty"}
        expected |= {"chibo: missing.txt: No such file or directory"}
        assert len(said) == len(expected)
        assert [start for start in expected if not any(line.startswith(start) for line in said)] == []


def test_of_a_file_full_of_faults_the_first_are_named_and_the_others_counted(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("a;b;c\n" * 1000 + rows_of(1))
    ended = run_extract("a.jsonl", cwd=tmp_path)
    assert (ended.returncode, len(read_records(ended.stdout))) == (1, 1)
    said = said_by(ended)
    assert len(said) == 21
    assert said[-1] == "chibo: a.jsonl: and 980 more that cannot be read"


def test_files_of_no_kind_are_named_in_words(tmp_path: Path) -> None:
    noise = bytes(range(255, 0, -1)) * 20
    for name in ("fake.warc", "fake.gz"):
        (tmp_path / name).write_bytes(noise)
    (tmp_path / "text.warc").write_bytes(b"one line\n" + noise)
    ended = run_extract("fake.warc", "text.warc", "fake.gz", cwd=tmp_path)
    first, second, third = ended.stderr.decode().splitlines()
    assert (first, second) == ("chibo: fake.warc: no WARC file", "chibo: text.warc: no WARC file")
    assert third.startswith("chibo: fake.gz: its name does not tell the kind: .txt, ") and third.endswith("before .gz")


def test_parquet_without_pyarrow_says_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "pyarrow.py").write_text("raise ImportError('not here')\n")
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    ended = run_extract("a.parquet", cwd=tmp_path, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert said_by(ended) == ["chibo: a.parquet: Parquet needs the package pyarrow: pip install 'chibo[parquet]'"]


def test_a_line_of_400_megabytes_takes_no_memory(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "a.jsonl.gz", "wb", compresslevel=1) as file:
        file.write(b'{"text": "')
        for _ in range(400):
            file.write(b"a" * (1024 * 1024))
        file.write(b'"}\n' + rows_of(1).encode())
    # Its memory is measured by a small process between: one that this large one starts counts as large itself.
    measured = "import resource, subprocess, sys; ended = subprocess.run(sys.argv[1:]).returncode\n"
    measured += "open('peak', 'w').write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)); sys.exit(ended)"
    command = [sys.executable, "-c", measured, *extract_command("a.jsonl.gz")]
    ended = subprocess.run(command, cwd=tmp_path, env=process_environment(), capture_output=True, timeout=300)
    assert ended.returncode == 1
    assert said_by(ended) == ["chibo: a.jsonl.gz:1: the line is longer than 20 MB, the limit for an article"]
    assert len(read_records(ended.stdout)) == 1
    peak = int((tmp_path / "peak").read_text()) * (1 if sys.platform == "darwin" else 1024)
    assert peak < 400 * 1024 * 1024


def test_an_article_on_which_a_rule_fails_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Any, **__: Any) -> None:
        raise ValueError("a rule without an answer")

    monkeypatch.setattr(extract, "extract", fail)
    outcome = read_article(FoundArticle("a.jsonl", "3", "x", text=TEXT))
    assert outcome.line is None
    assert str(outcome.problem) == "a.jsonl:3: extraction failed: ValueError: a rule without an answer"
