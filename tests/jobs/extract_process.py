"""``chibo extract`` as a process: an article for it, how it is started, and what it wrote and said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from schema import Record
from tests.jobs.nights import ROOT

TEXT = (
    "Đảng bộ huyện Bắc Mê kết nạp đảng viên mới\n"
    "Trong 6 tháng đầu năm 2024, Đảng bộ huyện Bắc Mê kết nạp 85/150 đảng viên, đạt 56,67% kế hoạch theo"
    " Nghị quyết số 21-NQ/TW ngày 16/6/2022.\n"
)
_KEYS = ["version", "article", "documents", "dates", "units", "facts", "flags"]


def extract_command(*arguments: str | Path) -> list[str]:
    """What starts ``chibo extract`` with these arguments."""
    return [sys.executable, "-m", "jobs.cli", "extract", *map(str, arguments)]


def process_environment(**more: str) -> dict[str, str]:
    """The environment it is started in: this tree's modules, and nothing written beside them."""
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"} | more


def run_extract(
    *arguments: str | Path, cwd: Path = ROOT, given: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run it to its end."""
    return subprocess.run(
        extract_command(*arguments),
        cwd=cwd,
        env=process_environment(**environment),
        input=given,
        capture_output=True,
        timeout=300,
    )


def read_records(output: bytes) -> list[Record]:
    """The records of an output; each line is read by the schema and keeps the contract's order of keys."""
    lines = output.decode("utf-8").split("\n")
    assert lines.pop() == ""
    for line in lines:
        assert list(json.loads(line)) == _KEYS
        assert Record.model_validate_json(line).to_json() == line
    return [Record.model_validate_json(line) for line in lines]


def said_by(ended: subprocess.CompletedProcess[bytes]) -> list[str]:
    """The lines on standard error, none of them from a trace."""
    said = ended.stderr.decode()
    assert "Traceback" not in said
    return said.splitlines()


def rows_of(count: int, text: str = TEXT) -> str:
    """So many articles as JSON Lines, each with another figure."""
    return "".join(json.dumps({"text": text.replace("85", str(80 + n)), "id": f"r{n}"}) + "\n" for n in range(count))
