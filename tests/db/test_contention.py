"""Two writers beside eight readers: no write is lost, no reader sees an error. Sixty seconds of it: `make bench`."""

from __future__ import annotations

from sqlalchemy import Engine

from tests.db.contention import WRITERS, contend, lost

_WRITES = 6


def test_two_writers_and_eight_readers(database: Engine) -> None:
    met = contend(database.url, lambda number: number < _WRITES)
    assert met.errors == []
    assert len(met.verdicts) == WRITERS * _WRITES and met.reads > 0
    assert lost(database, met) == []
