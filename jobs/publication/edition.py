"""One publication from beginning to end: read, write, check, describe, release."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import merge
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from db.repository.freshness import Freshness, freshness
from db.repository.quality import measured
from db.repository.rejections import last_decided_at, reasons_by_fact
from jobs.publication.changes import Changes, write_changes
from jobs.publication.coverage import Coverage
from jobs.publication.descriptor import Edition, counted_rows, write_datasette_metadata, write_descriptor
from jobs.publication.precision import precision_rows
from jobs.publication.reading import Row, rows, snapshot
from jobs.publication.refusals import PublicationRefused
from jobs.publication.sqlite_file import new_file
from jobs.publication.table_files import TableFiles
from jobs.publication.texts import citation, write_texts
from jobs.publication.versions import (
    checksums,
    draft,
    last_version,
    named_version,
    next_name,
    point_to,
    publishing_into,
    release,
    require_whole,
    sha256,
    write_checksums,
)
from schema.dictionary import Table, dictionary

_KEPT = ("facts", "figures", "articles", "documents", "citations")
"""Tables that may not shrink to less than half unnoticed."""
_NO_LONGER_STANDING = ("rejected", "withdrawn")


@dataclass(frozen=True, slots=True)
class Published:
    """What came of a publication. ``new`` is False where the last version has the same data already."""

    version: Path
    new: bool
    counts: dict[str, int]
    changes: Changes | None
    citation: str | None


@dataclass(slots=True)
class _Content:
    """What the tables turned out to hold: rows by table, the sources, the instant of the newest thing in it."""

    counts: dict[str, int]
    sources: list[Freshness]
    as_of: datetime | None = None

    def has(self, *instants: datetime | None) -> None:
        """Something of these instants is in the data."""
        self.as_of = max((at for at in (self.as_of, *instants) if at is not None), default=None)


def publish(
    engine: Engine, folder: Path, *, since: str | None = None, allow_loss: bool = False, force: bool = False
) -> Published:
    """Publish the database into ``folder`` as a new version, unless the last one has the same data.

    ``since`` names the version to tell changes from, the last one if None. ``allow_loss`` publishes even where there
    is no fact or a table has lost more than half of its rows; ``force`` even where nothing is new.
    Raises PublicationRefused, AlreadyPublishing, OSError; then no version has been added and none has changed.
    """
    tables = [table for table in dictionary().values() if "package" in table.found_in]
    with publishing_into(folder):
        last = last_version(folder)
        earlier = named_version(folder, since) if since is not None else last
        for compared in (last, earlier):
            if compared is not None:
                require_whole(compared)
        with draft(folder) as made:
            with snapshot(engine) as connection:
                content = _write_tables(connection, made, tables)
            if last is not None and not force and _same_data(made, last, tables):
                point_to(last, _descriptor(last)["created"])
                return Published(last, False, content.counts, None, None)
            as_of = _fit(content, earlier, allow_loss)
            edition = Edition(next_name(folder, as_of.date()), as_of)
            changes = write_changes(made, edition.version, earlier)
            write_descriptor(made, edition, tables, content.counts, content.sources)
            write_datasette_metadata(made, edition, tables)
            write_texts(made, edition, tables, content.counts, changes)
            write_checksums(made)
            version = release(made, folder, edition.version)
        point_to(version, edition.created)
        return Published(version, True, content.counts, changes, citation(edition))


def _write_tables(connection: Connection, folder: Path, tables: list[Table]) -> _Content:
    """Every table in all its forms. Articles and facts are counted by source and month as they go by."""
    content = _Content({}, freshness(connection))
    coverage = Coverage()
    content.has(last_decided_at(connection))
    content.has(*(at for source in content.sources for at in (source.last_night, source.last_success)))
    with new_file(folder, tables) as database:
        _write_articles(connection, folder, database, coverage, content)
        _write_facts(connection, folder, database, coverage, content)
        for name in ("figures", "documents", "citations"):
            _write(folder, database, content, name, rows(connection, dictionary()[name]))
        _write(folder, database, content, "freshness", coverage.freshness_rows(content.sources))
        _write(folder, database, content, "coverage", coverage.coverage_rows())
        _write(folder, database, content, "precision", precision_rows(measured(connection)))
        _write(folder, database, content, "codes", _codes(tables))
    return content


def _write(folder: Path, database: sqlite3.Connection, content: _Content, name: str, found: Iterable[Row]) -> None:
    with TableFiles(folder, dictionary()[name], database) as files:
        for row in found:
            files.add(row)
    content.counts[name] = files.count


def _write_articles(
    connection: Connection, folder: Path, database: sqlite3.Connection, coverage: Coverage, content: _Content
) -> None:
    table = dictionary()["articles"]
    source, published, first, last = _places(table, "source", "published", "first_seen_at", "last_seen_at")
    with TableFiles(folder, table, database) as files:
        for row in rows(connection, table):
            coverage.add_article(row[source], row[published])
            content.has(row[first], row[last])
            files.add(row)
    content.counts[table.name] = files.count


def _write_facts(
    connection: Connection,
    folder: Path,
    database: sqlite3.Connection,
    coverage: Coverage,
    content: _Content,
) -> None:
    """Facts that stand, and beside them those that do not any more."""
    table, withdrawn = dictionary()["facts"], dictionary()["withdrawn"]
    key, status, source, published, verified = _places(table, "fact_id", "status", "source", "published", "verified_at")
    reasons = reasons_by_fact(connection)
    with TableFiles(folder, table, database) as standing:
        for row in rows(connection, table):
            content.has(row[verified])
            coverage.add_fact(row[source], row[published])
            standing.add(row)
    with TableFiles(folder, withdrawn, database) as gone:
        found = (rows(connection, table, status=one) for one in _NO_LONGER_STANDING)
        for row in merge(*found, key=itemgetter(key)):
            content.has(row[verified])
            gone.add((row[key], row[status], reasons.get(row[key]), row[verified]))
    content.counts |= {table.name: standing.count, withdrawn.name: gone.count}


def _codes(tables: list[Table]) -> list[Row]:
    """The rows of the table ``codes``: every code that a column may hold."""
    lists = {
        column.list: column.codes for table in tables for column in table.published if column.list and column.codes
    }
    return sorted((name, code, words.vi, words.en) for name, codes in lists.items() for code, words in codes)


def _fit(content: _Content, earlier: Path | None, allow_loss: bool) -> datetime:
    """The instant of the data, if they are fit to be published; raises PublicationRefused."""
    if content.as_of is None:
        raise PublicationRefused("the database is empty: run `chibo nightly` first")
    if allow_loss:
        return content.as_of.astimezone(UTC)
    if not content.counts["facts"]:
        raise PublicationRefused("there is not one fact to publish; --allow-loss publishes all the same")
    before = counted_rows(_descriptor(earlier)) if earlier is not None else {}
    lost = [
        f"{name} has {content.counts[name]} rows, {before[name]} before"
        for name in _KEPT
        if content.counts[name] * 2 < before.get(name, 0)
    ]
    if lost:
        raise PublicationRefused(
            f"more than half is gone since version {earlier.name if earlier else ''}: {'; '.join(lost)};"
            " --allow-loss publishes all the same"
        )
    return content.as_of.astimezone(UTC)


def _same_data(made: Path, last: Path, tables: list[Table]) -> bool:
    """Whether every table is what it was in the last version, to the byte."""
    before = checksums(last)
    return all(before.get(name) == sha256(made / name) for name in (f"{table.name}.csv" for table in tables))


def _descriptor(version: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((version / "datapackage.json").read_text(encoding="utf-8"))
    return read


def _places(table: Table, *names: str) -> list[int]:
    """Where the columns of these names stand in a row."""
    published = [column.name for column in table.published]
    return [published.index(name) for name in names]
