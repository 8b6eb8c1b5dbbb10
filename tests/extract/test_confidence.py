"""Confidence: a probability from what the record holds, and the mark that asks for a person."""

from __future__ import annotations

import gzip
import json
import math
from datetime import date
from pathlib import Path

import pytest

from extract import extract
from extract.confidence import PARTS, against, calibrated, judged, log_odds_of, of_parts, review_below, together
from extract.fact_features import features
from extract.reading import read
from extract.record import record_of
from jobs.evaluation import read_gold
from jobs.evaluation.score import score as scored
from schema import ArticleInput, Record
from schema import flags as flag_registry

GOLD = Path(__file__).parents[1] / "gold"
DOCUMENT = Path(__file__).parents[2] / "docs" / "accuracy.md"
FIRST_RUNS = sorted(path.parent.name for path in GOLD.glob("*/first-run.jsonl.gz"))


def _record(*lines: str) -> Record:
    text = "\n".join(("Công tác xây dựng Đảng ở huyện Mai Sơn", *lines))
    return extract(_source(text))


def _source(text: str) -> ArticleInput:
    return ArticleInput(id="a", text=text, published=date(2021, 1, 15), province="Sơn La")


def _features(record: Record) -> list[dict[str, float]]:
    opinions = read(_source(record.article.text)).opinions
    return features(record.article, record.documents, record.dates, record.units, record.facts, opinions)


def test_the_confidence_of_a_record_is_that_of_what_it_holds() -> None:
    record = _record("Năm 2020, Đảng bộ huyện kết nạp 210/200 đảng viên, đạt 105%; kỷ luật 4 đảng viên.")
    read_again = Record.model_validate_json(record.to_json())
    assert len(record.facts) == 2
    assert [fact.confidence for fact in record.facts] == [
        calibrated(together(parts)) for parts in log_odds_of(_features(read_again))
    ]


def test_judging_a_judged_record_changes_no_confidence() -> None:
    record = _record(
        "Năm 2020, Đảng bộ huyện kết nạp 210 đảng viên.", "Hiện nay, Chi bộ bản Nà Lũng có 4.000 đảng viên."
    )
    bare = [fact.model_copy(update={"confidence": 0.0, "flags": tuple(f for f in fact.flags if f != "needs_review")})
            for fact in record.facts]  # fmt: skip
    opinions = read(_source(record.article.text)).opinions
    again = judged(record.article, record.documents, record.dates, record.units, bare, opinions)
    assert [(fact.confidence, fact.flags) for fact in again] == [(fact.confidence, fact.flags) for fact in record.facts]


def test_below_the_threshold_a_person_is_asked_and_told_why() -> None:
    facts = [fact for path in ("round-5", "round-6") for article in read_gold(GOLD / path)
             for fact in extract(article.given).facts]  # fmt: skip
    low = [fact for fact in facts if fact.confidence < review_below()]
    assert low and len(low) < len(facts)
    assert all("needs_review" in fact.flags and fact.explanations_vi["needs_review"] for fact in low)
    asking = {name for name, flag in flag_registry().items() if flag.review}
    for fact in facts:
        if fact.confidence >= review_below() and not asking & {*fact.flags} - {"needs_review"}:
            assert "needs_review" not in fact.flags


@pytest.mark.parametrize(
    "flag", ["rate_mismatch", "sum_mismatch", "implausible_value", "unit_inferred", "period_unknown"]
)
def test_a_doubt_never_raises_confidence(flag: str) -> None:
    (fact,) = _features(_record("Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 210 đảng viên."))
    certain, doubted = map(together, log_odds_of([fact, {**fact, f"flag {flag}": 1.0}]))
    assert doubted <= certain


def test_calibration_rises_and_stays_a_probability() -> None:
    told = [calibrated(step / 10) for step in range(-100, 100)]
    assert told == sorted(told)
    assert 0 < told[0] < told[-1] < 1


def test_what_speaks_against_a_fact_is_named() -> None:
    sure = _features(_record("Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 210 đảng viên."))[0]
    assert against({**sure, "flag unit_unknown": 1.0})[0] == "flag unit_unknown"
    assert "flag unit_unknown" not in against(sure)


@pytest.mark.parametrize(
    ("flag", "part", "told", "told_vi"),
    [
        ("flag sum_mismatch", "figure", "the figure", "con số"),
        ("flag unit_unknown", "unit", "whose it is", "đơn vị"),
        ("flag period_unknown", "period", "its time", "thời gian"),
    ],
)
def test_a_doubt_is_one_of_the_part_that_it_concerns(flag: str, part: str, told: str, told_vi: str) -> None:
    sure = _features(_record("Năm 2020, Đảng bộ huyện Mai Sơn kết nạp 210 đảng viên."))[0]
    before, after = of_parts(sure), of_parts({**sure, flag: 1.0})
    assert after[part] < before[part]
    assert {name: after[name] for name in after if name != part} == {
        name: before[name] for name in before if name != part
    }
    assert PARTS[part] == (told, told_vi)


def test_a_fact_is_no_likelier_than_its_parts() -> None:
    assert together([0.0, 0.0]) == pytest.approx(math.log(0.25 / 0.75))
    assert together([50.0, 50.0, 50.0]) > 20
    assert together([-800.0, 3.0]) == pytest.approx(-30.0, abs=0.1)


def test_the_explanation_of_the_mark_names_the_part_that_is_least_sure() -> None:
    named = set()
    for article in read_gold(GOLD / "round-5"):
        found = read(article.given)
        record = record_of(article.given, found)
        held = record.article, record.documents, record.dates, record.units, record.facts
        for fact, row in zip(record.facts, features(*held, found.opinions) if record.facts else [], strict=True):
            told = fact.explanations.get("needs_review", "")
            if told.startswith("confidence"):
                parts = of_parts(row)
                least = {PARTS[part][0] for part in parts if parts[part] == min(parts.values())}
                assert told.partition("; least sure: ")[2] in least
                named |= least
    assert named == {told for told, _ in PARTS.values()}


@pytest.mark.parametrize("name", FIRST_RUNS)
def test_the_first_run_in_the_document_is_the_one_that_was_kept(name: str) -> None:
    gold = {article.given.id: article.gold for article in read_gold(GOLD / name)}
    with gzip.open(GOLD / name / "first-run.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    first = scored((gold[record["article"]["id"]], record) for record in records)
    told = next(line for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {name} |"))
    cells = [cell.strip() for cell in told.strip("|").split("|")][1:]
    kinds = ("documents", "document_dates", "dates", "units", "facts", "complete_facts")
    shares = [first.attribute(attribute) for attribute in ("target", "rate", "unit", "to")]
    expected = [f"{figure:.3f}" for figure in [*(first.counts(kind).f1 for kind in kinds), *shares]]
    assert cells[: len(expected)] == expected
    assert cells[len(expected)] == f"{first.unflagged_right:.2f}"
