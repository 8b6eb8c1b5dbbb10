"""What changed between two versions of the extractor, and whether for the better."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jobs.evaluation.difference import difference
from tests.jobs.evaluation.small_gold import ARTICLES, Chibo, Json, earlier_records, json_of, record_of, write_records


def test_what_changed_and_whether_for_the_better(chibo: Chibo, gold: Path, tmp_path: Path) -> None:
    other = write_records(tmp_path / "other.jsonl", earlier_records())
    told = json_of(chibo(gold, "--against", other, "--format", "json"))
    assert [(one["article"], one["what"], one["verdict"], one["shown"]) for one in told["changes"]] == [
        ("a", "changed", "mended", "members_admitted 12 actual"),
        ("a", "changed", "broken", "members_admitted 30 actual"),
        ("a", "lost", "broken", "orgs_dissolved_or_merged 99 actual"),
        ("a", "lost", "mended", "members_admitted 41 actual"),
        ("b", "gained", "broken", "members_admitted 7 actual"),
        ("c", "gained", "mended", "members_admitted 5 actual"),
    ]
    assert told["changes"][0]["fields"] == {"unit": ["tỉnh Lào Cai", "Đảng bộ tỉnh Hà Giang"]}
    assert [side["name"] for side in told["versions"]] == ["extractor 0.1.0+aaaa1111", "other"]
    assert [side["figures"]["facts"]["f1"] for side in told["versions"]] == [0.75, 0.75]
    shown = chibo(gold, "--against", other).stdout
    assert "against other: 2 gained, 2 lost, 2 changed; 3 mended, 3 broken" in shown
    assert "changed [mended] members_admitted 12 actual: unit: tỉnh Lào Cai → Đảng bộ tỉnh Hà Giang" in shown
    assert "  “Trường có 7 lớp”" in shown


def test_an_indicator_of_one_side_only_is_shown(chibo: Chibo, gold: Path, tmp_path: Path) -> None:
    before = {name: record_of(name) for name in ARTICLES}
    before["b"]["facts"][0]["indicator"] = "orgs_total"
    shown = chibo(gold, "--against", write_records(tmp_path / "other.jsonl", before)).stdout
    rows = [line.split() for line in shown.splitlines() if line.startswith("orgs_total ")]
    assert rows == [["orgs_total", *"––––", "0.000"]] * 2


def test_a_file_with_some_of_the_articles_says_so(chibo: Chibo, gold: Path, tmp_path: Path) -> None:
    stranger = {"article": {"id": "x", "text": ""}}
    some = write_records(tmp_path / "some.jsonl", {"a": record_of("a"), "x": stranger})
    result = chibo(gold, "--against", some)
    assert result.exit_code == 0 and "some has only 1 of them: “before” is of those" in result.stdout
    assert "0 gained, 0 lost, 0 changed" in result.stdout


def _fact(**fields: Any) -> Json:
    (fact,) = record_of("c")["facts"]
    return {**fact, **fields}


@pytest.mark.parametrize(
    ("before", "after", "fields"),
    [
        ({}, {}, None),
        ({"confidence": 0.4}, {"confidence": 0.9}, None),
        ({"flags": []}, {"flags": ["rate_mismatch"]}, None),
        ({"flags": []}, {"flags": ["needs_review"]}, {"flags": ("–", "needs_review")}),
        ({"start": 3}, {"start": 4}, None),
        ({"value": 5_600_123.0}, {"value": 5_600_124.0}, {"value": ("5600123", "5600124")}),
        ({"target": None}, {"target": 150.0}, {"target": ("–", "150")}),
        ({"unit": None}, {}, {"unit": ("–", "Đảng bộ tỉnh Hà Giang")}),
        ({"qualifiers": ["female"]}, {"qualifiers": []}, {"qualifiers": ("female", "–")}),
        (
            {"period": {"from": None, "to": "2024-06-30"}},
            {"period": {"from": "2024-01-01", "to": "2024-06-30"}},
            {"period": ("…..2024-06-30", "2024-01-01..2024-06-30")},
        ),
    ],
)
def test_what_counts_as_a_change(before: Json, after: Json, fields: dict[str, tuple[str, str]] | None) -> None:
    sides = [{"a": {"facts": [_fact(**side)]}} for side in (before, after)]
    changes = difference(*sides)
    assert [change.fields for change in changes] == ([] if fields is None else [fields])
    assert all((change.what, change.verdict) == ("changed", "") for change in changes), "no gold, no verdict"
