"""A folder of its own for a test's nights: start ``chibo`` in it, and look at the tables afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

import db
from jobs.demo_site import DemoServer, sources

ROOT = Path(__file__).parents[2]
_TABLES = {
    "article": "article",
    "revision": "revision JOIN article ON article.id = revision.article_id",
    **{
        table: f"{table} {'' if table == 'extraction' else f'JOIN extraction ON extraction.id = {table}.extraction_id '}"
        "JOIN revision ON revision.id = extraction.revision_id JOIN article ON article.id = revision.article_id"
        for table in ("extraction", "document", "date_mention", "unit_mention", "fact", "flag")
    },
}
_PASSING = ("id", "source_id", "article_id", "revision_id", "extraction_id")


@dataclass(slots=True)
class Home:
    """``CHIBO_HOME`` of a test; ``url`` None is its own SQLite file."""

    folder: Path
    sources: Path
    url: str | None = None
    extractor: str = "extract"
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def database_url(self) -> str:
        """The database that ``chibo`` uses here."""
        return self.url or f"sqlite:///{self.folder / 'var' / 'chibo.sqlite3'}"

    @property
    def lock(self) -> Path:
        """The lock file of the nightly run."""
        return self.folder / "var" / "nightly.lock"

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start ``chibo`` with the fake extractor."""
        return subprocess.Popen(
            [sys.executable, "-m", "tests.jobs.chibo_with_fake", *arguments],
            cwd=ROOT,
            env=os.environ
            | {"CHIBO_HOME": str(self.folder), "CHIBO_DATABASE_URL": self.database_url, "FAKE": self.extractor}
            | {"COLUMNS": "160"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Run ``chibo`` to its end: exit status, standard output, standard error."""
        process = self.start(*arguments)
        out, err = process.communicate(timeout=300)
        return process.returncode, out, err

    def night(self, *arguments: str, status: int = 0) -> str:
        """Run a night that must end with ``status``; returns what it printed."""
        ended, out, err = self.run("nightly", "--sources", str(self.sources), *arguments)
        assert ended == status, out + err
        assert "Traceback" not in err
        return out

    def report(self) -> dict[str, Any]:
        """The newest report."""
        newest = max((self.folder / "var" / "reports").glob("*.json"))
        report: dict[str, Any] = json.loads(newest.read_text(encoding="utf-8"))
        return report

    def counts(self, column: str) -> dict[str, Any]:
        """One column of the newest report by source."""
        return {source["name"]: source[column] for source in self.report()["sources"]}

    def tables(self) -> dict[str, list[str]]:
        """What is kept, without keys and instants; see ``tables``."""
        engine = db.engine(self.database_url)
        try:
            return tables(engine)
        finally:
            engine.dispose()


def tables(engine: Engine) -> dict[str, list[str]]:
    """The rows of articles, revisions and records as sorted text, without surrogate keys and instants."""
    found = {}
    with engine.connect() as connection:
        for table, joined in _TABLES.items():
            number = "0" if table == "article" else "revision.number"
            query = text(f"SELECT article.url AS _url, {number} AS _number, {table}.* FROM {joined}")
            found[table] = sorted(
                json.dumps(
                    {name: value for name, value in row.items() if name not in _PASSING and not name.endswith("_at")},
                    default=str,
                    ensure_ascii=False,
                )
                for row in connection.execute(query).mappings()
            )
    return found


def sources_of(site: DemoServer, home: Home, *, faults: bool) -> None:
    """Write the sample sites' source files into the home again, on request with the faulty one."""
    sources(site.port, home.sources, faults=faults)
