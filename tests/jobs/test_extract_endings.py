"""How ``chibo extract`` ends early: a reader that leaves, Ctrl-C, a full disk."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.jobs.extract_process import TEXT, extract_command, process_environment, rows_of


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_that_leaves_ends_it_quietly(tmp_path: Path, jobs: str) -> None:
    process = _at_work(tmp_path, jobs)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.wait(60) == 141
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_it_and_its_processes(tmp_path: Path, jobs: str) -> None:
    process = _at_work(tmp_path, jobs)
    os.killpg(process.pid, signal.SIGINT)
    output, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, b"chibo: stopped\n")
    assert output.endswith(b"\n") or not output
    assert _is_empty(process.pid)


def _at_work(folder: Path, jobs: str) -> subprocess.Popen[bytes]:
    """The command in the midst of many articles, as a shell starts it: a process group of its own."""
    (folder / "a.jsonl").write_text(rows_of(3000))
    process = subprocess.Popen(
        extract_command("a.jsonl", "--jobs", jobs),
        cwd=folder,
        env=process_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    return process


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
            extract_command("a.txt"),
            cwd=tmp_path,
            env=process_environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    assert (ended.returncode, ended.stderr) == (1, b"chibo: cannot go on: No space left on device\n")
