"""Measured precision: counts by hand."""

from __future__ import annotations

import pytest

from db.repository.judgements import Judgement
from jobs.publication.precision import precision_rows

_RULE, _OTHER = "admitted.verb", "total.noun"


def _given(accepted: int, corrected: int = 0, rejected: int = 0, unsure: int = 0, **of: object) -> list[Judgement]:
    fields = {"indicator": "members_admitted", "rule": _RULE, "flagged": False} | of
    counts = {"accepted": accepted, "corrected": corrected, "rejected": rejected, "unsure": unsure}
    return [Judgement(outcome=outcome, **fields) for outcome, times in counts.items() for _ in range(times)]  # type: ignore[arg-type]


def test_nothing_judged_is_no_row() -> None:
    assert list(precision_rows([])) == []


@pytest.mark.parametrize(
    ("judgements", "numbers"),
    [
        # Wilson, z = 1.959964, worked out by hand: 8/10 → (0.8 + z²/20 ± z√(0.016 + z²/400)) / (1 + z²/10)
        (_given(8, 1, 1), (10, 8, 1, 1, 0, 80.0, 49.02, 94.33)),
        (_given(184, 11, 5, 3), (200, 184, 11, 5, 3, 92.0, 87.4, 95.02)),
        (_given(10), (10, 10, 0, 0, 0, 100.0, 72.25, 100.0)),
        (_given(0, 0, 1), (1, 0, 0, 1, 0, 0.0, 0.0, 79.35)),
        (_given(0, 0, 0, 4), (0, 0, 0, 0, 4, None, None, None)),
    ],
)
def test_one_rule(judgements: list[Judgement], numbers: tuple[object, ...]) -> None:
    rows = list(precision_rows(judgements))
    assert rows == [
        ("unflagged", "all", "all", *numbers),
        ("unflagged", "indicator", "members_admitted", *numbers),
        ("unflagged", "rule", _RULE, *numbers),
    ]


def test_rules_indicators_and_ways_of_drawing_are_counted_apart() -> None:
    judgements = [
        *_given(3, 1),
        *_given(1, 0, 1, indicator="members_total", rule=_OTHER),
        *_given(0, 2, flagged=True),
        *_given(1, rule=None),
    ]
    counted = {row[:3]: row[3:5] for row in precision_rows(judgements)}
    assert counted == {
        ("flagged", "all", "all"): (2, 0),
        ("flagged", "indicator", "members_admitted"): (2, 0),
        ("flagged", "rule", _RULE): (2, 0),
        ("unflagged", "all", "all"): (7, 5),
        ("unflagged", "indicator", "members_admitted"): (5, 4),
        ("unflagged", "indicator", "members_total"): (2, 1),
        ("unflagged", "rule", _RULE): (4, 3),
        ("unflagged", "rule", _OTHER): (2, 1),
    }
