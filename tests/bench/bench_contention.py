"""Two writers and eight readers for a minute on each database: nothing lost, no error; how long a write takes."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles
from time import monotonic

import db
from tests.db.contention import contend, lost
from tests.db.server import NoServer, running

_SECONDS = 60


def bench_contention() -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        urls = [f"sqlite:///{folder / 'chibo.sqlite3'}"]
        try:
            urls.append(stack.enter_context(running()))
        except NoServer as error:
            print(error)
        for url in urls:
            _one(url)


def _one(url: str) -> None:
    engine = db.engine(url)
    db.migrate(engine)
    end = monotonic() + _SECONDS
    met = contend(engine.url, lambda _: monotonic() < end)
    gone = lost(engine, met)
    p95 = quantiles(met.seconds, n=20)[-1]
    print(
        f"\n{engine.dialect.name}: {len(met.verdicts)} writes (a text, its facts, a verdict) in {_SECONDS} s, "
        f"median {median(met.seconds) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms; {met.reads} reads beside them; "
        f"{len(gone)} lost, {len(met.errors)} errors"
    )
    engine.dispose()
    assert (gone, met.errors) == ([], [])
