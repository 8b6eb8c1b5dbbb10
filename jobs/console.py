"""Lines on a terminal that may hold what an article says."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from rich.console import Console
from rich.text import Text


class Output(Console):
    """Standard output; a reader that goes away is left to the command to deal with."""

    def on_broken_pipe(self) -> None:
        """Raise BrokenPipeError; rich itself would end the command with status 1."""
        raise BrokenPipeError


_FILE_WIDTH = 160


@contextmanager
def printing_to(file: BinaryIO | None) -> Iterator[Output]:
    """Standard output, or a file as text of a fixed width, which stays open."""
    if file is None:
        yield Output()
        return
    text = io.TextIOWrapper(file, encoding="utf-8")
    try:
        yield Output(file=text, width=_FILE_WIDTH)
    finally:
        text.detach()


def print_line(console: Console, line: Text) -> None:
    """One line, however long; a control character of an article does nothing to the terminal."""
    line.plain = "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in line.plain)
    console.print(line, soft_wrap=True)
