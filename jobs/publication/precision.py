"""How right the rules are, as editors have judged: for all facts, by indicator, by rule.

Right is what was accepted as it stood; corrected and rejected are wrong; unsure is neither. Facts that asked for a
person and facts that did not are counted apart: the first come from a queue, the second were drawn at random. The
interval is Wilson's, 95 %.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from db.repository.judgements import Judgement
from jobs.evaluation.intervals import wilson
from jobs.publication.reading import Row

_PLACES = 2


def precision_rows(judgements: Iterable[Judgement]) -> Iterator[Row]:
    """The rows of the table ``precision``; what is held grows with rules and indicators only."""
    found: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for judgement in judgements:
        drawn = "flagged" if judgement.flagged else "unflagged"
        found[drawn, "all", "all"][judgement.outcome] += 1
        found[drawn, "indicator", judgement.indicator][judgement.outcome] += 1
        if judgement.rule is not None:
            found[drawn, "rule", judgement.rule][judgement.outcome] += 1
    for key, counts in sorted(found.items()):
        right, wrong = counts["accepted"], counts["corrected"] + counts["rejected"]
        measured: tuple[float | None, ...] = (None, None, None)
        if judged := right + wrong:
            measured = tuple(_percent(share) for share in (right / judged, *wilson(right, judged)))
        yield *key, judged, right, counts["corrected"], counts["rejected"], counts["unsure"], *measured


def _percent(share: float) -> float:
    return round(100 * share, _PLACES)
