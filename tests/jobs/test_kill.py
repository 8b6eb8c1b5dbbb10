"""A night killed at any moment and started again ends with the tables of an undisturbed one."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.jobs import warm
from tests.jobs.nights import Home

TRIALS = 10
AT_ONCE = 2
SEED = 20_250_106


def _start(home: Home) -> BaseProcess:
    """Start a night and return when it has taken its lock."""
    home.folder.mkdir(exist_ok=True)
    process = warm.start(home.folder, home.folder / "printed", "nightly", "--sources", str(home.sources))
    while not home.lock.exists() and process.is_alive():
        time.sleep(0.005)
    return process


def _whole_night(home: Home) -> float:
    """Run a night to its end; returns the seconds from its lock to its end."""
    process = _start(home)
    began = time.monotonic()
    process.join()
    assert process.exitcode == 0, (home.folder / "printed").read_text(encoding="utf-8")
    return time.monotonic() - began


def _killed_night(home: Home, delay: float) -> bool:
    """Start a night and kill it ``delay`` seconds after its lock; False if it was faster than that."""
    process = _start(home)
    process.join(delay)
    process.kill()
    process.join()
    return process.exitcode != 0


def test_killed_at_ten_random_moments(home: Home, tmp_path: Path) -> None:
    (home.sources / "demo-bao.toml").unlink()  # two sites at once are enough, and all three are crawled elsewhere
    _whole_night(Home(tmp_path / "warming", home.sources))
    length = _whole_night(home)
    undisturbed = home.tables()
    assert all(undisturbed[table] for table in ("article", "revision", "extraction", "fact", "flag"))
    chance = random.Random(SEED)
    delays = [length * (number + chance.random()) / TRIALS for number in range(TRIALS)]  # each tenth of the night

    def trial(number: int) -> tuple[bool, dict[str, list[str]]]:
        other = Home(tmp_path / f"trial-{number}", home.sources)
        early = _killed_night(other, delays[number])
        _whole_night(other)
        return early, other.tables()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        trials = list(threads.map(trial, range(TRIALS)))
    for number, (early, after) in enumerate(trials):
        told = f"trial {number}, killed {delays[number]:.2f} s after its lock (before its end: {early})"
        assert after == undisturbed, told
