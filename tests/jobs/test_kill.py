"""A night killed at any moment and started again ends with the tables of an undisturbed one."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.jobs.nights import Home

TRIALS = 10
AT_ONCE = 2
SEED = 20_250_106


def _killed(home: Home, delay: float) -> bool:
    """Start a night and kill it ``delay`` seconds after it took its lock; False if it was faster than that."""
    process = home.start("nightly", "--sources", str(home.sources))
    while not home.lock.exists() and process.poll() is None:
        time.sleep(0.01)
    time.sleep(delay)
    early = process.poll() is None
    process.kill()
    process.communicate()
    return early


def _length(home: Home) -> float:
    """Seconds from the lock to the end of an undisturbed night."""
    process = home.start("nightly", "--sources", str(home.sources))
    while not home.lock.exists() and process.poll() is None:
        time.sleep(0.01)
    began = time.monotonic()
    out, err = process.communicate()
    assert process.returncode == 0, out + err
    return time.monotonic() - began


def test_killed_at_ten_random_moments(home: Home, tmp_path: Path) -> None:
    length = _length(home)
    undisturbed = home.tables()
    assert all(undisturbed[table] for table in ("article", "revision", "extraction", "fact", "flag"))
    chance = random.Random(SEED)
    # Trials beside each other are slower than the night that was measured: a little beyond its end is within theirs.
    delays = [chance.uniform(0, 1.1 * length) for _ in range(TRIALS)]

    def trial(number: int) -> tuple[bool, dict[str, list[str]]]:
        other = Home(tmp_path / f"trial-{number}", home.sources)
        early = _killed(other, delays[number])
        other.night()
        return early, other.tables()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        trials = list(threads.map(trial, range(TRIALS)))
    for number, (early, after) in enumerate(trials):
        told = f"trial {number}, killed {delays[number]:.2f} s after the lock (before its end: {early})"
        assert after == undisturbed, told
