"""`chibo explain` on a file, an offset, standard input, and what it says when it cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from jobs.cli import app

TEXT = "Huyện Bình An kết nạp đảng viên\nNăm 2023, Đảng bộ huyện Bình An kết nạp 142 đảng viên. Không có gì thêm.\n"


def _chibo(*arguments: object, input: str | None = None) -> Result:
    return CliRunner().invoke(app, ["explain", *map(str, arguments)], input=input)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bài.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_each_sentence_with_a_figure(article: Path) -> None:
    result = _chibo(article, "--published", "2024-01-10", "--province", "Lâm Đồng")
    assert result.exit_code == 0, result.output
    assert "published 2024-01-10" in result.stdout
    assert "“142 đảng viên”  count.left.admit  = members_admitted: 142, actual" in result.stdout
    assert "rule        A figure behind the verb that counts it: admission to the Party (“kết nạp”)." in result.stdout
    assert "Đảng bộ huyện Bình An (named beside the figure, at " in result.stdout
    assert "no number: a year" in result.stdout
    assert "Không có gì thêm" not in result.stdout
    assert "\x1b" not in result.stdout


def test_one_sentence_by_its_offset(article: Path) -> None:
    result = _chibo(article, "--at", TEXT.index("Không"))
    assert result.exit_code == 0
    assert "Không có gì thêm." in result.stdout and "142" not in result.stdout


def test_standard_input() -> None:
    result = _chibo("-", input=TEXT)
    assert result.exit_code == 0 and "142 đảng viên" in result.stdout


def test_an_offset_outside_the_text(article: Path) -> None:
    result = _chibo(article, "--at", 5000)
    assert result.exit_code == 2
    assert "offset 5000 is outside the text (0 to " in result.stderr
    assert _chibo(article, "--at", -1).exit_code == 2


def test_a_missing_file(tmp_path: Path) -> None:
    result = _chibo(tmp_path / "none.txt")
    assert result.exit_code == 1
    assert "none.txt: No such file or directory" in result.stderr


def test_an_offset_needs_one_article(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": TEXT}) + "\n" for n in range(2)), encoding="utf-8")
    assert _chibo(path).exit_code == 0
    result = _chibo(path, "--at", 3)
    assert result.exit_code == 2 and "holds 2 articles" in result.stderr


def test_control_characters_do_nothing_to_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT.replace("142", "\x1b[31m142"), encoding="utf-8")
    result = _chibo(path)
    assert result.exit_code == 0 and "\x1b" not in result.stdout
