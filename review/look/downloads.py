"""Rows as a file: all pages of what is shown, in the same order, with nothing that a spreadsheet would run."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import IO, Any, Final, cast

from anyio import to_thread
from litestar import Request
from litestar.exceptions import ServiceUnavailableException
from litestar.response import Stream
from sqlalchemy import Connection

from db.row_formats.columns import Column
from db.row_formats.names import RowFormat
from db.row_formats.writing import write_rows
from review.desk import desk_of

FORMATS: Final = ("csv", "xlsx", "json", "parquet")
_MEDIA: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
_AT_ONCE: Final = threading.BoundedSemaphore(2)
_IN_MEMORY: Final = 4_000_000
_PIECE: Final = 65_536

Rows = Callable[[Connection], Iterable[dict[str, Any]]]


def paths(path: str) -> list[str]:
    """The addresses of a page's files: its own with the name of each format behind it."""
    return [f"{path}.{format}" for format in FORMATS]


async def download(request: Request, name: str, columns: Iterable[Column], rows: Rows) -> Stream:
    """A file ``chibo-<name>-<day>.<format>`` of all rows, in the format that the address ends with.

    It is written whole before the first byte leaves, so that no file ends in the middle without a word; two are made
    at a time. ``rows`` is called in a thread. Raises ServiceUnavailableException where too many wait.
    """
    return await to_thread.run_sync(_written, request, name, list(columns), rows)


def _written(request: Request, name: str, columns: list[Column], rows: Rows) -> Stream:
    desk, format = desk_of(request), request.scope["path"].rpartition(".")[2]
    if not _AT_ONCE.acquire(timeout=20):
        raise ServiceUnavailableException("too many downloads", headers={"Retry-After": "30"})
    made = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  (closed when the last byte has left)
    try:
        with desk.engine.connect() as connection:
            write_rows(
                rows(connection),
                columns,
                RowFormat(format),
                cast(Any, made),
                name="chibo",
                bom=True,
                spreadsheet_safe=True,
            )
    except BaseException:
        made.close()
        raise
    finally:
        _AT_ONCE.release()
    size = made.tell()
    made.seek(0)
    return Stream(
        _pieces(made),
        media_type=_MEDIA[format],
        headers={
            "Content-Disposition": f'attachment; filename="{file_name(name, format, desk.now())}"',
            "Content-Length": str(size),
        },
    )


def file_name(name: str, format: str, now: datetime) -> str:
    """What the file is called, with its day."""
    return f"chibo-{name}-{now:%Y-%m-%d}.{format}"


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece
