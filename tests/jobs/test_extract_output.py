"""Where ``chibo extract`` writes: never over what it reads, and progress to a terminal only."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path

from tests.jobs.extract_process import TEXT, extract_command, process_environment, read_records, run_extract


def test_an_output_that_standard_input_reads_is_refused(tmp_path: Path) -> None:
    article = tmp_path / "good.txt"
    article.write_text(TEXT, encoding="utf-8")
    with article.open("rb") as given:
        ended = subprocess.run(
            extract_command("-", "--output", str(article)),
            cwd=tmp_path,
            env=process_environment(),
            stdin=given,
            capture_output=True,
        )
    assert ended.returncode == 2 and b"is what standard input reads" in ended.stderr
    assert article.read_text(encoding="utf-8") == TEXT


def test_an_output_that_is_an_input_is_refused(tmp_path: Path) -> None:
    article = tmp_path / "good.txt"
    article.write_text(TEXT, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(article)
    for output in (article, tmp_path / "link.txt"):
        ended = run_extract(article, "--output", output)
        assert ended.returncode == 2 and b"is one of the inputs" in ended.stderr
    ended = run_extract(tmp_path, "--output", tmp_path / "records.jsonl")
    assert ended.returncode == 2 and b"would be read as one of its articles" in ended.stderr
    assert article.read_text(encoding="utf-8") == TEXT and not (tmp_path / "records.jsonl").exists()
    assert run_extract(tmp_path, "--format", "spacy", "--output", tmp_path / "records.spacy").returncode == 0


def test_no_page_is_written_where_no_article_was_read(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("old", encoding="utf-8")
    ended = run_extract(tmp_path / "none.txt", "--format", "html", "--output", page)
    assert ended.returncode == 1 and b"no page is written" in ended.stderr
    assert page.read_text(encoding="utf-8") == "old"


def test_progress_goes_to_a_terminal_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    terminal, end = pty.openpty()
    try:
        process = subprocess.Popen(
            extract_command("a.txt", "missing.txt"),
            cwd=tmp_path,
            env=process_environment(TERM="xterm", COLUMNS="120"),
            stdout=subprocess.PIPE,
            stderr=end,
        )
        output, _ = process.communicate(timeout=60)
        shown = os.read(terminal, 1 << 16).decode()
    finally:
        os.close(end)
        os.close(terminal)
    assert process.returncode == 1
    assert len(read_records(output)) == 1
    assert re.search(r"\d records", shown)
    assert "chibo: missing.txt: No such file or directory" in shown
