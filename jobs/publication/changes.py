"""What is different since an earlier version: facts and figures gained, lost, changed, each by its key.

Both versions are read from their SQLite files, row by row in the order of the keys. A row has changed where it says
something else; how it was made (``bookkeeping`` in the data dictionary) does not count.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jobs.publication.sqlite_file import existing_file, read_only_uri
from schema.dictionary import Table, dictionary

COMPARED = ("facts", "figures")
KINDS = ("gained", "lost", "changed")
_TOLD = 100
"""How many keys of a kind CHANGES.md tells; changes.json has all."""


@dataclass(slots=True)
class Changes:
    """How many rows of each table are different in which way, and the first of them in words."""

    since: str | None
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    told: dict[str, dict[str, list[str]]] = field(default_factory=dict)


def write_changes(folder: Path, version: str, since: Path | None) -> Changes:
    """Write ``changes.json`` and ``CHANGES.md`` into the new version's folder; ``since`` is that of the earlier one."""
    changes = Changes(since.name if since else None)
    with (folder / "changes.json").open("w", encoding="utf-8", newline="\n") as out:
        out.write(f'{{"version": {json.dumps(version)}, "since": {json.dumps(changes.since)}')
        if since is not None:
            for table in COMPARED:
                _write_table(out, dictionary()[table], folder, since, changes)
        out.write("}\n")
    (folder / "CHANGES.md").write_text(_in_words(version, changes), encoding="utf-8", newline="\n")
    return changes


def _write_table(out: Any, table: Table, folder: Path, since: Path, changes: Changes) -> None:
    """One member of the JSON object: an entry a line, so that a large file can be read line by line."""
    counts = changes.counts[table.name] = dict.fromkeys(KINDS, 0)
    told: dict[str, list[str]] = {kind: [] for kind in KINDS}
    changes.told[table.name] = told
    out.write(f',\n"{table.name}": [')
    between = "\n"
    with existing_file(folder) as database:
        database.execute("ATTACH ? AS before", (read_only_uri(since / "chibo.sqlite"),))
        for entry in _entries(database, table):
            out.write(between + json.dumps(entry, ensure_ascii=False))
            between = ",\n"
            kind = entry["change"]
            counts[kind] += 1
            if counts[kind] <= _TOLD:
                told[kind].append(_line(entry))
    out.write("\n]")


def _entries(database: sqlite3.Connection, table: Table) -> Iterator[dict[str, Any]]:
    """The differences of a table: gained, then lost, then changed, each in the order of the key."""
    key, name = table.key[0], table.name
    for (found,) in database.execute(
        f"SELECT {key} FROM main.{name} WHERE {key} NOT IN (SELECT {key} FROM before.{name}) ORDER BY {key}"
    ):
        yield {"id": found, "change": "gained"}
    for found, status in database.execute(
        f"SELECT {key}, {'w.status' if name == 'facts' else 'NULL'} FROM before.{name}"
        + (" LEFT JOIN main.withdrawn w USING (fact_id)" if name == "facts" else "")
        + f" WHERE {key} NOT IN (SELECT {key} FROM main.{name}) ORDER BY {key}"
    ):
        yield {"id": found, "change": "lost"} | ({"status": status} if status else {})
    earlier = {row[1] for row in database.execute(f"PRAGMA before.table_info({name})")}
    said = [
        column.name
        for column in table.published
        if column.name not in table.key and not column.bookkeeping and column.name in earlier
    ]
    both = ", ".join(f'n."{column}", b."{column}"' for column in said)
    differs = " OR ".join(f'n."{column}" IS NOT b."{column}"' for column in said)
    joined = f"main.{name} n JOIN before.{name} b USING ({key})"
    for row in database.execute(f"SELECT {key}, {both} FROM {joined} WHERE {differs} ORDER BY {key}"):
        pairs = {column: [row[1 + 2 * at], row[2 + 2 * at]] for at, column in enumerate(said)}
        fields = {column: [was, now] for column, (now, was) in pairs.items() if now != was}
        yield {"id": row[0], "change": "changed", "fields": fields}


def _line(entry: dict[str, Any]) -> str:
    told = f"`{entry['id']}`"
    if "status" in entry:
        told += f" ({entry['status']})"
    if "fields" in entry:
        told += f" ({', '.join(entry['fields'])})"
    return told


def _in_words(version: str, changes: Changes) -> str:
    lines = [f"# Changes in version {version}", ""]
    if changes.since is None:
        return "\n".join([*lines, "This is the first version: there is nothing to compare it with.", ""])
    lines += [f"Since version {changes.since}. All keys, with old and new values: `changes.json`.", ""]
    lines += ["| table | gained | lost | changed |", "|---|---:|---:|---:|"]
    lines += [
        f"| {table} | " + " | ".join(str(counts[kind]) for kind in KINDS) + " |"
        for table, counts in changes.counts.items()
    ]
    for table, kinds in changes.told.items():
        for kind, told in kinds.items():
            if told:
                lines += ["", f"## {table} {kind}", "", *(f"- {line}" for line in told)]
                if (more := changes.counts[table][kind] - len(told)) > 0:
                    lines.append(f"- … and {more} more")
    return "\n".join([*lines, ""])
