"""The archive of raw pages: one WARC file a run and source, each record a gzip member of its own.

A page is in the archive before the article is saved, flushed to the disk. A process that is killed
leaves at most a torn last member; reading yields every page before it and tells of the tear.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

Headers = Sequence[tuple[str, str]]
_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 16
_UNREADABLE = (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, zlib.error)
"""What warcio raises on a broken record (AttributeError: it looks into headers that are not there)."""
_DECODED = frozenset({"content-encoding", "transfer-encoding", "content-length"})
"""Headers that are no longer true of a body that was decompressed on arrival."""


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """One page from an archive; ``offset`` is where its response record begins (bytes of the file)."""

    url: str
    fetched_at: datetime
    status: int
    headers: Headers
    body: bytes
    offset: int

    @property
    def content_type(self) -> str | None:
        """The Content-Type header."""
        return next((value for name, value in self.headers if name.lower() == "content-type"), None)


class Archive:
    """A WARC file being written; a context manager. The file comes into being with its first page."""

    def __init__(self, path: Path, software: str) -> None:
        self.path = path
        self._software = software
        self._file: Any = None
        self._writer: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def write(
        self,
        url: str,
        fetched_at: datetime,
        *,
        request: Headers,
        status: int,
        headers: Headers,
        body: bytes,
    ) -> int:
        """Append one page with the request that fetched it; on the disk when the call returns.

        Returns the offset of the response record. Raises ``OSError`` where the disk does.
        """
        if self._file is None:
            self._open()
        day = fetched_at.strftime("%Y-%m-%dT%H:%M:%SZ")
        offset: int = self._file.tell()
        kept = [(name, value) for name, value in headers if name.lower() not in _DECODED]
        kept.append(("Content-Length", str(len(body))))
        response = self._writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(body),
            http_headers=StatusAndHeaders(str(status), kept, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": day},
        )
        self._writer.write_record(response)
        asked = self._writer.create_warc_record(
            url,
            "request",
            payload=BytesIO(b""),
            http_headers=StatusAndHeaders(f"GET {_path(url)} HTTP/1.1", list(request), is_http_request=True),
            warc_headers_dict={
                "WARC-Date": day,
                "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
            },
        )
        self._writer.write_record(asked)
        self._file.flush()
        os.fsync(self._file.fileno())
        return offset

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = self._writer = None

    def _open(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self.path.open("xb")
        self._writer = WARCWriter(self._file, gzip=True)
        information = {"software": self._software, "format": "WARC File Format 1.0"}
        self._writer.write_record(self._writer.create_warcinfo_record(self.path.name, information))


class WarcReader:
    """Read the pages of a WARC file (``.warc`` or ``.warc.gz``), tolerant of a torn end.

    Iterate to get ``ArchivedPage``; afterwards ``torn`` tells where and why reading had to stop, or is
    ``None``. A record that is no page of the web is passed over.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.torn: str | None = None

    def __iter__(self) -> Iterator[ArchivedPage]:
        self.torn = None
        with self.path.open("rb") as file:
            packed = file.read(2) == _GZIP
            file.seek(0)
            if not packed:
                yield from self._pages(file, None)
                return
            try:
                for offset, record in _members(file):
                    yield from self._pages(BytesIO(record), offset)
            except _TornError as error:
                self.torn = self.torn or f"{self.path.name}: torn at byte {error.offset}: {error}"

    def _pages(self, file: BinaryIO, member: int | None) -> Iterator[ArchivedPage]:
        """The pages of a stretch of plain WARC; ``member`` is where it stands in the file, if packed."""
        records = _QuietIterator(file)
        offset = 0
        while True:
            try:
                record = next(records, None)
                if record is None:
                    return
                page = _page(record)
                offset = records.get_record_offset()
            except _UNREADABLE as error:
                self.torn = f"{self.path.name}: torn at byte {offset if member is None else member}: {error}"
                return
            if page is not None:
                yield replace(page, offset=offset if member is None else member)


class _QuietIterator(ArchiveIterator):  # type: ignore[misc,unused-ignore]
    INC_RECORD = ""
    """The library's warning of trailing bytes quotes them on standard error."""


class _TornError(Exception):
    def __init__(self, offset: int, message: str) -> None:
        super().__init__(message)
        self.offset = offset


def _members(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The gzip members of a file, unpacked, with their offsets; raises ``_TornError`` at an incomplete one."""
    offset, rest = 0, b""
    while True:
        unpacker, start, parts = zlib.decompressobj(wbits=31), offset, []
        while not unpacker.eof:
            rest = rest or file.read(_CHUNK)
            if not rest:
                if offset == start:
                    return
                raise _TornError(start, "the last record is incomplete")
            try:
                parts.append(unpacker.decompress(rest))
            except zlib.error as error:
                raise _TornError(start, str(error)) from error
            offset += len(rest) - len(unpacker.unused_data)
            rest = unpacker.unused_data
        yield start, b"".join(parts)


def read_warc(path: Path | str) -> WarcReader:
    """The pages of an archive, and after the last one in ``.torn`` whether its end is torn off."""
    return WarcReader(Path(path))


def read_page_at(path: Path | str, offset: int) -> ArchivedPage:
    """The one page whose response record begins at ``offset``; raises ``ValueError`` where none does."""
    with Path(path).open("rb") as file:
        file.seek(offset)
        try:
            record = next(iter(ArchiveIterator(file)), None)
            page = _page(record) if record is not None else None
        except _UNREADABLE as error:
            raise ValueError(f"{path}: no page at byte {offset}: {error}") from error
    if page is None:
        raise ValueError(f"{path}: no page at byte {offset}")
    return replace(page, offset=offset)


def _page(record: Any) -> ArchivedPage | None:
    """The page of a response record (its offset not filled in), ``None`` for other records."""
    url = record.rec_headers.get_header("WARC-Target-URI")
    day = record.rec_headers.get_header("WARC-Date")
    if record.rec_type != "response" or not url or not day or record.http_headers is None:
        return None
    body: bytes = record.content_stream().read()
    headers = record.http_headers
    length = headers.get_header("Content-Length")
    if length and length.isdecimal() and not headers.get_header("Content-Encoding") and len(body) < int(length):
        raise EOFError(f"{len(body)} of {length} bytes")
    return ArchivedPage(
        url=url,
        fetched_at=datetime.fromisoformat(day),
        status=int(headers.get_statuscode() or 0),
        headers=tuple(headers.headers),
        body=body,
        offset=0,
    )


def _path(url: str) -> str:
    rest = url.split("://", 1)[-1]
    slash = rest.find("/")
    return rest[slash:] if slash >= 0 else "/"
