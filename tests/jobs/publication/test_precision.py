"""Measured precision: counts by hand, from verdicts as editors give them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from sqlalchemy import Engine

import db
from db.agreement import precision
from db.repository.quality import Measured
from jobs.publication.edition import publish
from jobs.publication.precision import precision_rows
from tests.jobs.publication.stand_in import add_nights, fill, invented
from tests.jobs.publication.verdicts import give


@pytest.mark.parametrize(
    ("right", "judged", "percent"),
    [
        # Wilson with z = 1.959964, by hand: (p + z²/2n ± z√(p(1 - p)/n + z²/4n²)) / (1 + z²/n)
        (8, 10, (80.0, 49.02, 94.33)),
        (184, 200, (92.0, 87.4, 95.02)),
        (10, 10, (100.0, 72.25, 100.0)),
        (0, 1, (0.0, 0.0, 79.35)),
    ],
)
def test_shares_are_percent_with_wilsons_interval(right: int, judged: int, percent: tuple[float, ...]) -> None:
    told = precision([True] * right + [False] * (judged - right))
    assert told is not None
    assert list(precision_rows([Measured("all", "all", "sample", told)])) == [
        ("sample", "all", "all", judged, right, *percent)
    ]


def test_the_table_is_empty_where_no_one_has_judged(engine: Engine, tmp_path: Path) -> None:
    version = publish(engine, tmp_path / "out").version
    assert (version / "precision.csv").read_text(encoding="utf-8") == (
        "served_as,scope,code,judged,right,precision,low,high\n"
    )


def test_verdicts_are_counted_by_hand(database: Engine, tmp_path: Path) -> None:
    """Nine facts of a sample: seven right, one corrected, one rejected; two of the queue; one that was looked for."""
    decisions = ["accept"] * 7 + ["correct", "reject"]
    with db.writing(database) as connection:
        for number, decision in enumerate(decisions):
            give(connection, number, decision, "sample")
        give(connection, 20, "accept", "flagged")
        give(connection, 21, "reject", "flagged", rule="total.noun")
        give(connection, 22, "reject", "chosen")
    add_nights(database)
    fill(database, invented())
    with (publish(database, tmp_path / "out").version / "precision.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["served_as"], row["scope"], row["code"]): row for row in csv.DictReader(file)}
    counts = {key: (row["judged"], row["right"]) for key, row in rows.items()}
    assert counts == {
        ("flagged", "all", "all"): ("2", "1"),
        ("flagged", "indicator", "members_admitted"): ("2", "1"),
        ("flagged", "rule", "admitted.verb"): ("1", "1"),
        ("flagged", "rule", "total.noun"): ("1", "0"),
        ("sample", "all", "all"): ("9", "7"),
        ("sample", "indicator", "members_admitted"): ("9", "7"),
        ("sample", "rule", "admitted.verb"): ("9", "7"),
    }
    # 7/9: (0.77778 + 0.21341 ± 1.959964 √(0.019204 + 0.011855)) / 1.426829
    assert {rows["sample", "all", "all"][name] for name in ("precision", "low", "high")} == {"77.78", "45.26", "93.68"}
