"""``chibo demo`` and ``chibo demo-site``, with the real extraction: what ``make run`` shows."""

from __future__ import annotations

import csv
import io
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

from jobs.demo_site import articles
from tests.jobs.nights import ROOT


def _chibo(home: Path, *arguments: str, url: str = "") -> list[str]:
    ended = subprocess.run(
        [sys.executable, "-m", "jobs.cli", *arguments],
        cwd=ROOT,
        env=os.environ | {"CHIBO_HOME": str(home), "CHIBO_DATABASE_URL": url, "COLUMNS": "120"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout.splitlines()


def test_the_demo_goes_the_whole_way(tmp_path: Path) -> None:
    left_over = tmp_path / "var" / "demo" / "chibo.sqlite3"
    left_over.parent.mkdir(parents=True)
    left_over.write_text("of an earlier time")
    printed = _chibo(tmp_path, "demo")
    pages = [int(line.split()[1]) for line in printed if line.startswith(" demo-")]
    assert sum(pages) >= len(articles()) - 1
    assert any("Đảng viên mới kết nạp" in line for line in printed)
    assert any(re.search(r"rate_mismatch: \d+/\d+ = ", line) for line in printed), "a flagged fact is explained"
    assert printed[printed.index("What next:") + 1].startswith("  export CHIBO_DATABASE_URL=sqlite:///")

    url = f"sqlite:///{left_over}"
    rows = list(csv.DictReader(io.StringIO("\n".join(_chibo(tmp_path, "facts", "--format", "csv", url=url)))))
    assert len(rows) > 100
    assert all(row["evidence"] and row["url"].startswith("http://127.0.0.") for row in rows)


def test_the_site_is_served_until_it_is_interrupted() -> None:
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "jobs.cli", "demo-site", "--port", "0"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    addresses = [process.stdout.readline().split(": ")[1].strip() for _ in range(3)]
    for address in addresses:
        with urllib.request.urlopen(address, timeout=10) as answer:
            assert answer.status == 200
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (0, "stopped\n")
