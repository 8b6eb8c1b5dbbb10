"""Answers that are worked out from the whole store and asked for often: kept until the store has something new."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from sqlalchemy import Connection

from db.repository import coverage

_Answer = TypeVar("_Answer")
_AT_MOST_EVERY: Final = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class _Kept:
    state: tuple[int, int]
    looked: datetime
    answer: Any


class Remembered:
    """One desk's answers by name. An answer is made again when the store has changed, but not twice in a minute."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._making: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(
        self, name: str, connection: Connection, now: datetime, work_out: Callable[[Connection], list[_Answer]]
    ) -> list[_Answer]:
        """The answer of that name. Who asks while it is being made waits for it; an empty one is not kept."""
        with self._lock:
            making = self._making.setdefault(name, threading.Lock())
        with making:
            kept = self._kept.get(name)
            if kept is None or not kept.answer or abs(now - kept.looked) >= _AT_MOST_EVERY:
                state = coverage.newest(connection)
                stale = kept is None or not kept.answer or kept.state != state
                kept = _Kept(state, now, work_out(connection) if kept is None or stale else kept.answer)
                self._kept[name] = kept
            answer: list[_Answer] = kept.answer
            return answer
