"""Answers that are worked out from the whole store and asked for often: kept until the store has something new."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from sqlalchemy import Connection

from db.repository import coverage

_Answer = TypeVar("_Answer")
_AT_MOST_EVERY: Final = timedelta(seconds=60)
_AT_LEAST_EVERY: Final = timedelta(minutes=10)
_FORGOTTEN_AFTER: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Kept:
    state: tuple[int, int]
    looked: datetime
    made: datetime
    answer: Any


class Remembered:
    """One desk's answers by name.

    An answer is made again when something new was read, but not twice in a minute; where editors decide one figure
    after another, every ten minutes.
    """

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._making: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(
        self, name: str, connection: Connection, now: datetime, work_out: Callable[[Connection], list[_Answer]]
    ) -> list[_Answer]:
        """The answer of that name. Who asks while it is being made waits for it; an empty one is not kept."""
        with self._lock:
            for old in [one for one, kept in self._kept.items() if abs(now - kept.looked) > _FORGOTTEN_AFTER]:
                del self._kept[old]
                self._making.pop(old, None)
            making = self._making.setdefault(name, threading.Lock())
        with making:
            kept = self._kept.get(name)
            if kept is None or not kept.answer or abs(now - kept.looked) >= _AT_MOST_EVERY:
                state = coverage.newest(connection)
                if kept is None or self._is_stale(kept, state, now):
                    kept = _Kept(state, now, now, work_out(connection))
                self._kept[name] = kept = replace(kept, looked=now)
            answer: list[_Answer] = kept.answer
            return answer

    @staticmethod
    def _is_stale(kept: _Kept, state: tuple[int, int], now: datetime) -> bool:
        if not kept.answer or kept.state[0] != state[0]:
            return True
        return kept.state != state and abs(now - kept.made) >= _AT_LEAST_EVERY
