"""How right the rules are, as editors have judged: for all facts, by indicator, by rule.

Only independent judgements count, and of several about one fact the last. Right is what was accepted as it stood;
corrected and rejected are wrong; unsure is neither. The interval is Wilson's, 95 %.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from jobs.evaluation.intervals import wilson
from jobs.publication.reading import Judgement, Row

_DECISIONS = ("accepted", "corrected", "rejected", "unsure")
_PLACES = 2


class Precision:
    """What the judgements come to; what is held grows with rules, indicators and rejected facts only."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self.reasons: dict[str, str | None] = {}
        self.last_at: datetime | None = None
        self._counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        last: Judgement | None = None
        for judgement in judgements:
            if self.last_at is None or judgement.decided_at > self.last_at:
                self.last_at = judgement.decided_at
            if judgement.decision == "rejected":
                self.reasons[judgement.fact_id] = judgement.reason
            if judgement.independent:
                if last is not None and last.fact_id != judgement.fact_id:
                    self._count(last)
                last = judgement
        if last is not None:
            self._count(last)

    def rows(self) -> Iterator[Row]:
        """The rows of the table ``precision``."""
        for (scope, code), counts in sorted(self._counts.items()):
            accepted, corrected, rejected, unsure = (counts[decision] for decision in _DECISIONS)
            judged = accepted + corrected + rejected
            measured: tuple[float | None, float | None, float | None] = (None, None, None)
            if judged:
                low, high = wilson(accepted, judged)
                measured = (_percent(accepted / judged), _percent(low), _percent(high))
            yield scope, code, judged, accepted, corrected, rejected, unsure, *measured

    def _count(self, judgement: Judgement) -> None:
        for key in (("all", "all"), ("indicator", judgement.indicator), ("rule", judgement.rule)):
            self._counts[key][judgement.decision] += 1


def _percent(share: float) -> float:
    return round(100 * share, _PLACES)
