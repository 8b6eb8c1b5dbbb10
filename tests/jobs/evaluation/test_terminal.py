"""``chibo evaluate`` on a terminal: errors with their text, tables that fit, and how it ends early."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.jobs.evaluation.small_gold import ARTICLES, Chibo, gold_set, record_of, write_records
from tests.jobs.nights import ROOT


def test_errors_are_told_with_their_text(chibo: Chibo, gold: Path) -> None:
    assert "missed" not in chibo(gold).stdout
    lines = chibo(gold, "--errors").stdout.splitlines()
    assert lines[lines.index("4 errors") + 1 :] == [
        "a: documents missed: 21-NQ/TW",
        "a: facts missed: orgs_dissolved_or_merged 99 actual «chín mươi chín»",
        "a: members_admitted 30 actual wrong unit: gold huyện Bắc Mê, …..2024-07-15;"
        " found Đảng bộ tỉnh Hà Giang, …..2024-07-15 «kết nạp 30 đảng viên»",
        "b: facts false: members_admitted 7 actual «Trường có 7 lớp»",
    ]


def test_large_figures_keep_all_their_digits(chibo: Chibo, tmp_path: Path) -> None:
    marked = {"facts": [{"indicator": "members_total", "value": 5_600_123, "quote": "5.600.123"}]}
    folder = gold_set(tmp_path / "gold", {"a": ("Tin", marked)})
    assert "members_total 5600123 actual" in chibo(folder, "--errors").stdout


@pytest.mark.parametrize("columns", [80, 60])
def test_names_are_never_cut_and_eighty_columns_are_enough(
    chibo: Chibo, gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    other = write_records(tmp_path / "other.jsonl", {name: record_of(name) for name in ARTICLES})
    shown = chibo(gold, "--against", other).stdout.split("\nagainst ")[0]
    assert max(map(len, shown.splitlines())) <= columns
    name = "orgs_dissolved_or_merged"
    assert (f"\n{name} " in shown) == (columns == 80)
    assert name in "".join(line.split()[0] for line in shown.splitlines() if line.strip())


def test_control_characters_of_an_article_do_nothing_to_the_terminal(chibo: Chibo, tmp_path: Path) -> None:
    folder = gold_set(tmp_path / "gold", {"a": ("Tin\nkết nạp 12 \x1b]0;evil\x07 đảng viên\n", {})})
    shown = chibo(folder, "--errors").stdout
    assert "\x1b" not in shown and "\x07" not in shown and "evil" in shown


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_and_a_closed_pipe(gold: Path, tmp_path: Path) -> None:
    def run(stdout: Any) -> tuple[int, str]:
        command = [sys.executable, "-m", "jobs.cli", "evaluate", str(gold)]
        home = os.environ | {"CHIBO_HOME": str(tmp_path / "home")}
        ended = subprocess.run(
            command, cwd=ROOT, env=home, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False
        )
        return ended.returncode, ended.stderr

    with Path("/dev/full").open("wb") as full:
        assert run(full) == (1, "chibo: cannot go on: No space left on device\n")
    reading, writing = os.pipe()
    os.close(reading)
    assert run(writing) == (0, "")
    os.close(writing)
