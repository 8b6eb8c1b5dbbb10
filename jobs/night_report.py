"""What a night came to: for people a table, for machines a JSON file beside it."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler.items import CrawlFailure
from jobs.extracting import ExtractionFailure

ALL_WELL, SOMETHING_FAILED = 0, 1


@dataclass(slots=True)
class SourceNight:
    """One source's night. ``pages`` = new + changed + unchanged + those that gave no article.

    ``ended`` is "finished", or how the crawl broke off ("shutdown", "store", "crash"), ``error`` what
    broke it. ``failures`` are the pages (and feeds, sitemaps, listings) that gave nothing. ``extracted``
    counts revisions read tonight; ``facts`` and ``flags`` are what is present after it.
    """

    name: str
    title: str
    ended: str | None = None
    error: str | None = None
    listed: int = 0
    pages: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    left: int = 0
    robots_disallowed: int = 0
    failures: list[CrawlFailure] = field(default_factory=list)
    extracted: int = 0
    facts: int = 0
    flags: dict[str, int] = field(default_factory=dict)

    @property
    def reasons(self) -> dict[str, int]:
        """Failures by reason, the most frequent first."""
        return dict(Counter(failure.reason for failure in self.failures).most_common())


@dataclass(slots=True)
class NightReport:
    """The whole night. ``faults`` are source files that cannot be used, ``findings`` what the checks say.

    ``interrupted`` counts runs of sources that an earlier, killed night had left open. ``stopped`` is
    true where a signal ended the crawl; extraction then waits for the next night.
    """

    started_at: datetime
    extractor_version: str
    database: str
    finished_at: datetime | None = None
    sources: list[SourceNight] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    extraction_failures: list[ExtractionFailure] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    interrupted: int = 0
    stopped: bool = False

    @property
    def stored(self) -> int:
        """New and changed articles, and revisions read tonight: 0 means that the night changed no fact."""
        return sum(source.new + source.changed + source.extracted for source in self.sources)

    @property
    def exit_status(self) -> int:
        """0 if all is well, 1 if anything failed (the rest is done)."""
        failed = self.stopped or self.faults or self.extraction_failures or self.findings
        broken = any(source.failures or source.ended != "finished" for source in self.sources)
        return SOMETHING_FAILED if failed or broken else ALL_WELL

    def to_json(self) -> str:
        """The report as indented JSON."""
        return json.dumps(self._as_dict(), ensure_ascii=False, indent=1) + "\n"

    def write(self, folder: Path) -> Path:
        """Write ``night-<start>.json`` into ``folder``, whole or not at all; returns its path."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"night-{self.started_at.astimezone(UTC):%Y%m%dT%H%M%S.%f}Z.json"
        draft = path.with_suffix(".tmp")
        with draft.open("w", encoding="utf-8") as file:
            file.write(self.to_json())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        return path

    def problems(self) -> Iterator[str]:
        """Everything that went wrong, a line each."""
        yield from self.faults
        for source in self.sources:
            if source.ended != "finished":
                yield f"{source.name}: the crawl broke off ({source.error or source.ended})"
            yield from (str(failure) for failure in source.failures)
        for failure in self.extraction_failures:
            yield f"{failure.source}: {failure.article}: not extracted: {failure.detail}"
        yield from self.findings

    def _as_dict(self) -> dict[str, Any]:
        return {
            "started_at": self.started_at.isoformat(),
            "finished_at": self.finished_at.isoformat() if self.finished_at else None,
            "exit_status": self.exit_status,
            "stopped": self.stopped,
            "database": self.database,
            "extractor_version": self.extractor_version,
            "interrupted_runs": self.interrupted,
            "stored": self.stored,
            "sources": [_source(source) for source in self.sources],
            "source_file_faults": self.faults,
            "extraction_failures": [
                {"source": failure.source, "article": failure.article, "detail": failure.detail}
                for failure in self.extraction_failures
            ],
            "findings": self.findings,
        }


_COUNTS = ("listed", "pages", "new", "changed", "unchanged", "left", "robots_disallowed")


def _source(source: SourceNight) -> dict[str, Any]:
    return {
        "name": source.name,
        "title": source.title,
        "ended": source.ended,
        "error": source.error,
        **{name: getattr(source, name) for name in _COUNTS},
        "failed": len(source.failures),
        "reasons": source.reasons,
        "failures": [
            {"url": failure.url, "reason": failure.reason, "status": failure.status, "detail": failure.detail}
            for failure in source.failures
        ],
        "extracted": source.extracted,
        "facts": source.facts,
        "flags": source.flags,
    }
