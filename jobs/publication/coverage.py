"""What each source has given, and when: counted while articles and facts go by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from db.repository.freshness import Freshness
from jobs.publication.reading import Row

UNKNOWN_MONTH = "unknown"


class Coverage:
    """Counts by source and month of publication; what is held grows with sources and months only."""

    def __init__(self) -> None:
        self._articles: Counter[tuple[str, str]] = Counter()
        self._facts: Counter[tuple[str, str]] = Counter()
        self._newest: dict[str, date] = {}

    def add_article(self, source: str, published: date | None) -> None:
        """Count an article."""
        self._articles[source, _month(published)] += 1
        if published is not None and published > self._newest.get(source, date.min):
            self._newest[source] = published

    def add_fact(self, source: str, published: date | None) -> None:
        """Count a fact that stands."""
        self._facts[source, _month(published)] += 1

    def coverage_rows(self) -> Iterator[Row]:
        """The rows of the table ``coverage``."""
        for source, month in sorted(self._articles.keys() | self._facts.keys()):
            yield source, month, self._articles[source, month], self._facts[source, month]

    def freshness_rows(self, sources: list[Freshness]) -> Iterator[Row]:
        """The rows of the table ``freshness``."""
        for known in sources:
            yield (
                known.source,
                known.title,
                known.homepage,
                known.last_night,
                known.last_night_state,
                known.last_success,
                self._newest.get(known.source),
                _of_source(self._articles, known.source),
                _of_source(self._facts, known.source),
                known.failures,
            )


def _month(day: date | None) -> str:
    return UNKNOWN_MONTH if day is None else day.isoformat()[:7]


def _of_source(counts: Counter[tuple[str, str]], source: str) -> int:
    return sum(times for (name, _), times in counts.items() if name == source)
