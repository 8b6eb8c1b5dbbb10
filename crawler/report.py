"""What a crawl came to, per source."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

from crawler.items import CrawlFailure, SaveResult


@dataclass(slots=True)
class SourceReport:
    """One source's night. ``pages`` are answers for article addresses, all it got, 304 ones too.

    ``listed``: articles found by discovery; ``left``: articles left for the next night by the page
    limit; ``robots_disallowed``: addresses that robots.txt forbids, not asked for. ``ended`` is
    "finished", "shutdown" (a signal), "store" (saving failed) or "crash" (``error`` tells), ``None`` while it runs.
    """

    source: str
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    finished_at: datetime | None = None
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

    @property
    def failed(self) -> int:
        """How many pages gave nothing."""
        return len(self.failures)

    @property
    def reasons(self) -> Counter[str]:
        """The failures by reason."""
        return Counter(failure.reason for failure in self.failures)

    def count(self, result: SaveResult) -> None:
        """Count one saved article."""
        if result == "new":
            self.new += 1
        elif result == "changed":
            self.changed += 1
        else:
            self.unchanged += 1


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """A whole night, one ``SourceReport`` a source, in the order the sources were given."""

    sources: tuple[SourceReport, ...]

    @property
    def complete(self) -> bool:
        """Whether every source came to its end undisturbed (pages of it may have failed)."""
        return all(source.ended == "finished" for source in self.sources)

    @property
    def failures(self) -> list[CrawlFailure]:
        """All failures of all sources."""
        return [failure for source in self.sources for failure in source.failures]
