"""How ``chibo extract`` writes records: JSON Lines, a DocBin of spaCy, a page of HTML; to standard output or a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Protocol


class RecordFormat(StrEnum):
    """How records are written."""

    jsonl = "jsonl"
    spacy = "spacy"
    html = "html"


class OutputError(ValueError):
    """Records cannot be written as it was asked for; nothing has been read yet."""


class RecordWriter(Protocol):
    """Takes records, each as its line of JSON, in their order."""

    def add(self, line: str) -> None:
        """One record more."""

    def finish(self) -> None:
        """Write what is not yet written."""


@contextmanager
def record_writer(format: RecordFormat, output: Path | None) -> Iterator[RecordWriter]:
    """A writer of records to ``output``, or to standard output.

    A file appears, or is replaced, when the block ends well; until then, and if it does not, what was there
    stays. Raises ``OutputError`` before the block for an output that cannot be, ``OSError`` for a full disk.
    """
    if format is RecordFormat.spacy and output is None:
        raise OutputError("--format spacy writes a binary file: name it with --output FILE")
    with opened_output(output) as file:
        writer = _WRITERS[format](file)
        yield writer
        writer.finish()
        file.flush()


class _JsonLines:
    """One object a line, as soon as it is there."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def add(self, line: str) -> None:
        self._file.write(line.encode("utf-8") + b"\n")
        self._file.flush()

    def finish(self) -> None:
        pass


class _SpacyFile:
    """A DocBin: an article's text, its mentions as spans, and the record in its user data. Held in memory."""

    def __init__(self, file: BinaryIO) -> None:
        from spacy.tokens import DocBin

        from extract.spacy_components import blank

        self._file = file
        self._nlp = blank()
        self._docs = DocBin(store_user_data=True)

    def add(self, line: str) -> None:
        from extract.spacy_components import doc_of
        from schema import Record

        self._docs.add(doc_of(Record.model_validate_json(line), self._nlp))

    def finish(self) -> None:
        self._file.write(self._docs.to_bytes())


class _Page:
    """One page of HTML with all articles. Held in memory: a page is for people, and they read few."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._lines: list[str] = []

    def add(self, line: str) -> None:
        self._lines.append(line)

    def finish(self) -> None:
        from jobs.record_page import render_page
        from schema import Record

        for piece in render_page(Record.model_validate_json(line) for line in self._lines):
            self._file.write(piece.encode("utf-8"))


_WRITERS: dict[RecordFormat, Callable[[BinaryIO], RecordWriter]] = {
    RecordFormat.jsonl: _JsonLines,
    RecordFormat.spacy: _SpacyFile,
    RecordFormat.html: _Page,
}


@contextmanager
def opened_output(output: Path | None) -> Iterator[BinaryIO]:
    """A `written_file`, or standard output."""
    if output is None:
        yield sys.stdout.buffer
        return
    with written_file(output) as file:
        yield file


@contextmanager
def written_file(output: Path, option: str = "--output") -> Iterator[BinaryIO]:
    """A file that appears, or is replaced, when the block ends well.

    Raises ``OutputError``, which names the ``option``, where it cannot be.
    """
    if output.is_dir():
        raise OutputError(f"{option} {output} is a folder: name a file")
    if output.exists() and not output.is_file():  # a device or a pipe: nothing to replace
        with _to_file(f"{option} {output}", lambda: output.open("wb")) as file:
            yield file
        return
    target = output.resolve()  # a link stays one
    written = target.with_name(f".{target.name}.{os.getpid()}.part")
    with _to_file(f"{option} {output}", lambda: written.open("xb")) as file:
        try:
            yield file
            file.close()
            if target.exists():
                written.chmod(target.stat().st_mode & 0o777)
            written.replace(target)
        except BaseException:
            with suppress(OSError):
                file.close()
            written.unlink(missing_ok=True)
            raise


@contextmanager
def _to_file(named: str, opened: Callable[[], BinaryIO]) -> Iterator[BinaryIO]:
    try:
        file = opened()
    except OSError as error:
        raise OutputError(f"{named}: {error.strerror}") from error
    with file:
        yield file


def forget_output() -> None:
    """Let what is still buffered go nowhere, or Python complains of it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
