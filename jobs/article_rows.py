"""Rows of JSON Lines and Parquet files to articles: an object with ``text`` or ``html`` and what is known of it."""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from jobs.opened_files import UnreadableError

COLUMNS = ("text", "html", "id", "url", "title", "published", "province")

_VIETNAM = timezone(timedelta(hours=7))
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MEGABYTE = 1024 * 1024
_SKIP = 1 << 16  # bytes of a line too long that are dropped at once
_BATCH = 16  # rows of a Parquet file held at once


@dataclass(frozen=True, slots=True)
class Row:
    """One row as given; a field that is empty or missing is ``None``."""

    text: str | None
    html: str | bytes | None
    id: str | None
    url: str | None
    title: str | None
    published: date | None
    province: str | None


def read_lines(file: io.BufferedReader, limit: int) -> Iterator[tuple[int, Row | UnreadableError]]:
    """The rows of a JSON Lines file with their line numbers (from 1); empty lines are passed over.

    A line over ``limit`` bytes is dropped while it is read, and told of. Raises ``UnreadableError`` where
    the file's encoding breaks.
    """
    readline = _readline(file)
    number = 0
    while line := readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := readline(_SKIP)) and not rest.endswith(b"\n"):
                pass
            yield number, UnreadableError(f"the line is longer than {limit // _MEGABYTE} MB, the limit for an article")
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield number, _caught(_parsed, line)


def _readline(file: io.BufferedReader) -> Callable[[int], bytes]:
    """Reads up to so many bytes of the next line; UTF-16 with its mark comes out as UTF-8."""
    if not file.peek(2).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return file.readline
    text = io.TextIOWrapper(file, encoding="utf-16", newline="\n")

    def readline(size: int) -> bytes:
        try:
            return text.readline(size).encode("utf-8")
        except UnicodeError as error:
            raise UnreadableError(f"broken UTF-16: {error}") from error

    return readline


def read_parquet(path: Path) -> Iterator[tuple[int, Row | UnreadableError]]:
    """The rows of a Parquet file with their numbers (from 1).

    Raises ``UnreadableError`` where pyarrow is missing, or the file is no Parquet or has no text.
    """
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise UnreadableError("Parquet needs the package pyarrow: pip install 'chibo[parquet]'") from error
    number = 0
    try:
        with parquet.ParquetFile(path) as file:
            columns = [name for name in file.schema_arrow.names if name in COLUMNS]
            if not {"text", "html"} & set(columns):
                raise UnreadableError("it has neither a column text nor a column html")
            for batch in file.iter_batches(batch_size=_BATCH, columns=columns):
                for values in batch.to_pylist():
                    number += 1
                    yield number, _caught(_row, values)
    except (pyarrow.ArrowException, UnicodeDecodeError) as error:
        raise UnreadableError(f"no readable Parquet file: {error}") from error


def _caught(read: Callable[[Any], Row], value: object) -> Row | UnreadableError:
    try:
        return read(value)
    except UnreadableError as error:
        return error


def _parsed(line: bytes) -> Row:
    try:
        value = json.loads(line.decode("utf-8-sig").rstrip())
    except UnicodeDecodeError as error:
        raise UnreadableError(f"no UTF-8 (byte {error.start} of the line)") from error
    except json.JSONDecodeError as error:
        raise UnreadableError(f"no JSON: {error.msg} (character {error.pos + 1})") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"no JSON that can be read: {error}") from error
    if not isinstance(value, dict):
        raise UnreadableError(f"a JSON {_kind(value)}, no object")
    return _row(value)


def _row(values: Mapping[str, Any]) -> Row:
    text, html = _string(values, "text"), _html(values)
    if text is None and html is None:
        raise UnreadableError("neither text nor html")
    return Row(
        text=text,
        html=html,
        id=_id(values.get("id")),
        url=_string(values, "url"),
        title=_string(values, "title"),
        published=_published(values.get("published")),
        province=_string(values, "province"),
    )


def _string(values: Mapping[str, Any], key: str) -> str | None:
    value = values.get(key)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if not isinstance(value, str):
        raise UnreadableError(f"{key} is a {_kind(value)}, no string")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableError(f"{key} has half a character (a lone surrogate) at {error.start}") from error
    return value


def _html(values: Mapping[str, Any]) -> str | bytes | None:
    value = values.get("html")
    if isinstance(value, bytes):  # a column of Parquet may hold the page as it came
        return value if value.strip() else None
    return _string(values, "html")


def _id(value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string({"id": value}, "id")


def _published(value: object) -> date | None:
    """A day, or a moment as its day in Vietnam."""
    if isinstance(value, str):
        value = _day_or_moment(value.strip()) if value.strip() else None
    if isinstance(value, datetime):
        return (value.astimezone(_VIETNAM) if value.tzinfo else value).date()
    if value is None or isinstance(value, date):
        return value
    raise UnreadableError(f"published is a {_kind(value)}, no day (YYYY-MM-DD)")


def _day_or_moment(text: str) -> date:
    if _DAY.match(text):
        try:
            return date.fromisoformat(text) if len(text) == len("YYYY-MM-DD") else datetime.fromisoformat(text)
        except ValueError:
            pass
    raise UnreadableError(f"published is {text[:40]!r}, no day (YYYY-MM-DD)")


def _kind(value: object) -> str:
    kinds = {dict: "object", list: "list", str: "string", bool: "truth value", type(None): "null"}
    return kinds.get(type(value), "number" if isinstance(value, int | float) else type(value).__name__)
