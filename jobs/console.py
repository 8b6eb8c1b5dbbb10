"""Lines on a terminal that may hold what an article says."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text


class Output(Console):
    """Standard output; a reader that goes away is left to the command to deal with."""

    def on_broken_pipe(self) -> None:
        """Raise BrokenPipeError; rich itself would end the command with status 1."""
        raise BrokenPipeError


def print_line(console: Console, line: Text) -> None:
    """One line, however long; a control character of an article does nothing to the terminal."""
    line.plain = "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in line.plain)
    console.print(line, soft_wrap=True)
