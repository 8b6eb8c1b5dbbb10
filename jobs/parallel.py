"""One function over a stream of items in several processes: results in the order of the items, bounded memory."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import closing, contextmanager
from itertools import chain, islice
from multiprocessing import connection as pipes
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 8  # items a process that are read before their turn
_LARGEST_AHEAD = 64 * 1024 * 1024  # and their size in all, where it is more than one item


def process_count(jobs: int) -> int:
    """How many processes ``--jobs`` means: 0 is one for each processor this program may use."""
    if jobs > 0:
        return jobs
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def in_order(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    jobs: int,
    size: Callable[[Item], int],
    died: Callable[[Item], Result],
) -> Iterator[Iterator[Result]]:
    """Apply ``function`` to each item, and give the results in the items' order while they come.

    With more than one of ``jobs`` (and of items) ``function`` runs in processes of its own and must be one
    of a module. ``size`` tells how much memory an item takes; ``died`` makes the result of an item whose
    process was killed. Leaving the block early ends the processes.
    """
    stream = iter(items)
    first = list(islice(stream, jobs)) if jobs > 1 else []
    stream = chain(first, stream)
    if len(first) < 2:
        yield map(function, stream)
        return
    processes = _Processes(function, len(first))
    try:
        with closing(_results(processes, stream, len(first) * _AHEAD, size, died)) as results:
            yield results
    except BaseException:
        processes.kill()
        raise
    processes.close()


class _Processes(Generic[Item, Result]):
    """A pool of fresh processes, made anew when one of them has died."""

    def __init__(self, function: Callable[[Item], Result], count: int) -> None:
        self._function = function
        self._count = count
        self._others = set(multiprocessing.active_children())
        self._pool = self._made()

    def submit(self, item: Item) -> Future[Result] | None:
        """The result to come; ``None`` where the pool is already broken."""
        try:
            with _interrupts_held():  # it may start a process
                return self._pool.submit(self._function, item)
        except BrokenExecutor:
            return None

    def alone(self, item: Item, died: Callable[[Item], Result]) -> Result:
        """The result of an item that had the bad luck, or the blame, when a process died."""
        for _ in range(2):  # the first may find the broken pool, with what else was at work
            future = self.submit(item)
            if future is None:
                self._renew()
                continue
            try:
                return future.result()
            except BrokenExecutor:
                self._renew()
                break
        return died(item)

    def close(self) -> None:
        self._pool.shutdown()

    def kill(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in set(multiprocessing.active_children()) - self._others:
            process.terminate()

    def _renew(self) -> None:
        self._pool.shutdown()
        self._pool = self._made()

    def _made(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._count, multiprocessing.get_context("spawn"), initializer=_end_with_parent)


def _results(
    processes: _Processes[Item, Result],
    stream: Iterator[Item],
    most: int,
    size: Callable[[Item], int],
    died: Callable[[Item], Result],
) -> Generator[Result, None, None]:
    ahead: deque[tuple[Item, Future[Result] | None]] = deque()
    held = 0

    def take() -> Iterator[Result]:
        """The next result; all that are under way when a process has died, one by one to find out whose fault it is."""
        nonlocal held
        broken = False
        while ahead:
            item, future = ahead.popleft()
            held -= size(item)
            if future is not None and not isinstance(future.exception(), BrokenExecutor):
                yield future.result()
            else:
                broken = True
                yield processes.alone(item, died)
            if not broken:
                return

    for item in stream:
        while ahead and (len(ahead) >= most or held + size(item) > _LARGEST_AHEAD or _is_done(ahead[0][1])):
            yield from take()
        ahead.append((item, processes.submit(item)))
        held += size(item)
    while ahead:
        yield from take()


def _is_done(future: Future[Result] | None) -> bool:
    return future is None or future.done()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back. A process started meanwhile never hears it: the parent alone does, and ends the process."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """Let this process end when its parent was killed, instead of waiting for work forever."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        pipes.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
