"""Checks of passwords for many at once: in threads, two at a time, because one takes 64 MiB and a quarter second."""

from __future__ import annotations

from anyio import CapacityLimiter, to_thread
from litestar.exceptions import ServiceUnavailableException

from db.passwords import check_password, hash_password

AT_A_TIME = 2
LONGEST_QUEUE = 20


class PasswordChecks:
    """The one place where passwords are checked and hashed while requests wait."""

    def __init__(self) -> None:
        self._limiter = CapacityLimiter(AT_A_TIME)

    async def check(self, password: str, kept: str) -> tuple[bool, str | None]:
        """As ``db.passwords.check_password``. Raises ServiceUnavailableException if too many are waiting."""
        self._refuse_a_crowd()
        return await to_thread.run_sync(check_password, password, kept, limiter=self._limiter)

    async def hash(self, password: str) -> str:
        """As ``db.passwords.hash_password``. Raises ServiceUnavailableException if too many are waiting."""
        self._refuse_a_crowd()
        return await to_thread.run_sync(hash_password, password, limiter=self._limiter)

    def _refuse_a_crowd(self) -> None:
        if self._limiter.statistics().tasks_waiting >= LONGEST_QUEUE:
            raise ServiceUnavailableException("too many passwords are being checked")
