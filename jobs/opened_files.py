"""Files as bytes, whatever they are packed in: `.gz` and `.zst` are read through as a stream."""

from __future__ import annotations

import gzip
import io
import shutil
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import zstandard

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STANDARD_INPUT = "-"
PACKED = (".gz", ".zst")

_ZSTD_STEP = 512  # bytes: a block of four may unpack to 128 KB, and all blocks of one step are held at once


class UnreadableError(Exception):
    """A file, or one article in it, that cannot be read; the message says why, in words for a person."""


def unpacked_name(name: str) -> tuple[str, str]:
    """A file's name without its known suffixes, and the suffix of its kind: ``a.txt.gz`` is ``a`` and ``.txt``."""
    for packed in PACKED:
        if name.lower().endswith(packed):
            name = name[: -len(packed)]
            break
    path = Path(name)
    return path.stem, path.suffix.lower()


@contextmanager
def opened(path: str) -> Iterator[io.BufferedReader]:
    """The bytes of a file, unpacked; ``-`` is standard input.

    Raises ``UnreadableError`` where the file cannot be opened, and later from the block where it breaks off.
    """
    try:
        with _opened(path) as file:
            yield file
    except (gzip.BadGzipFile, EOFError, zlib.error, zstandard.ZstdError) as error:
        raise UnreadableError(f"broken {Path(path).suffix.lower().lstrip('.')} file: {error}") from error
    except OSError as error:
        raise UnreadableError(error.strerror or str(error)) from error


@contextmanager
def _opened(path: str) -> Iterator[io.BufferedReader]:
    if path == STANDARD_INPUT:
        if sys.stdin is None:
            raise UnreadableError("standard input is closed")
        yield sys.stdin.buffer  # type: ignore[misc]  # a BufferedReader, or what a test puts there
        return
    with Path(path).open("rb") as file:
        if path.lower().endswith(".gz"):
            yield io.BufferedReader(gzip.GzipFile(fileobj=file))
        elif path.lower().endswith(".zst"):
            yield io.BufferedReader(_Zstandard(file))
        else:
            yield file


@contextmanager
def plain_path(path: str, packed: tuple[str, ...] = PACKED) -> Iterator[Path]:
    """A path for readers that need one; what ends in ``packed`` is unpacked to a temporary file."""
    if not path.lower().endswith(packed):
        yield Path(path)
        return
    with tempfile.TemporaryDirectory(prefix="chibo-") as folder:
        plain = Path(folder) / "unpacked"
        with opened(path) as source, plain.open("wb") as target:
            shutil.copyfileobj(source, target)
        yield plain


class _Zstandard(io.RawIOBase):
    """A zstd file as a stream. That of the library takes a file that is cut short for a whole one."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._begun = False
        self._packed = b""
        self._plain = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        target = memoryview(buffer).cast("B")
        while not self._plain:
            if self._frame.eof:
                self._packed = self._frame.unused_data
                self._frame = zstandard.ZstdDecompressor().decompressobj()
                self._begun = False
            step, self._packed = self._packed or self._file.read(_ZSTD_STEP), b""
            if not step:
                if self._begun:
                    raise EOFError("it is cut short")
                return 0
            self._begun = True
            self._plain = memoryview(self._frame.decompress(step))
        size = min(len(target), len(self._plain))
        target[:size], self._plain = self._plain[:size], self._plain[size:]
        return size
