"""What machines read of a package: ``datapackage.json`` (Data Package 2) and Datasette's ``metadata.json``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from db.repository.freshness import Freshness
from jobs.publication.shapes import json_text, table_schema
from jobs.publication.versions import sha256
from schema.codebook import shown
from schema.dictionary import Table

TITLE = "Chibo: figures on party building in Vietnam's provincial newspapers"
TITLE_VI = "Chibo: số liệu xây dựng Đảng trên báo Đảng địa phương"
CREATOR = "The Chibo developers"
DESCRIPTION = (
    "Each figure about party building that provincial newspapers and party portals have published, with whose it is, "
    "when it holds, the sentence that states it and the address of the article."
)
LICENSE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


@dataclass(frozen=True, slots=True)
class Edition:
    """A version: its name and the instant of its data, in UTC."""

    version: str
    as_of: datetime

    @property
    def created(self) -> str:
        """The instant of the data in ISO 8601."""
        return shown(self.as_of)

    @property
    def day(self) -> str:
        """The day of the data in ISO 8601."""
        return self.as_of.date().isoformat()


def write_descriptor(
    folder: Path, edition: Edition, tables: list[Table], counts: Mapping[str, int], sources: list[Freshness]
) -> None:
    """Write ``datapackage.json`` for the CSV files that stand in the folder; ``counts`` are their rows."""
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "chibo",
        "title": TITLE,
        "title_vi": TITLE_VI,
        "description": DESCRIPTION,
        "version": edition.version,
        "created": edition.created,
        "licenses": [LICENSE],
        "contributors": [{"title": CREATOR, "roles": ["creator"]}],
        "keywords": ["Vietnam", "Communist Party of Vietnam", "party building", "provincial newspapers"],
        "resources": [_resource(folder, table, counts[table.name]) for table in tables],
    }
    if sources:  # the specification wants at least one in the list
        package["sources"] = [{"title": source.title, "path": source.homepage} for source in sources]
    (folder / "datapackage.json").write_text(json_text(package), encoding="utf-8", newline="\n")


def counted_rows(package: Mapping[str, Any]) -> dict[str, int]:
    """Rows by table, as the descriptor of a version states them."""
    return {resource["name"]: resource["rows"] for resource in package["resources"]}


def write_datasette_metadata(folder: Path, edition: Edition, tables: list[Table]) -> None:
    """Write ``metadata.json``, by which Datasette says what each table and column means."""
    metadata = {
        "title": f"{TITLE}, version {edition.version}",
        "description": DESCRIPTION,
        "license": LICENSE["title"],
        "license_url": LICENSE["path"],
        "databases": {
            "chibo": {
                "tables": {
                    table.name: {
                        "description": table.en,
                        "columns": {column.name: column.en for column in table.published},
                        "facets": _facets(table),
                    }
                    for table in tables
                }
            }
        },
    }
    (folder / "metadata.json").write_text(json_text(metadata), encoding="utf-8", newline="\n")


def _resource(folder: Path, table: Table, count: int) -> dict[str, Any]:
    path = folder / f"{table.name}.csv"
    return {
        "name": table.name,
        "type": "table",
        "title": table.en,
        "title_vi": table.vi,
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256(path)}",
        "rows": count,
        "schema": table_schema(table),
    }


def _facets(table: Table) -> list[str]:
    """Columns by which a reader narrows a table down: closed lists of few words."""
    return [column.name for column in table.published if column.list and column.type == "string"][:4]
