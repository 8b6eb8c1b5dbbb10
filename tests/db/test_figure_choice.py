"""Several articles, one figure: who agrees, who told it later, whose value is taken and why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from db.figure_choice import Member, agree, choose, figure_id
from tests.db.verdicts import seen


def _member(name: str, day: int | None = 10, *, source: str | None = None, **fields: Any) -> Member:
    published = None if day is None else date(2025, 1, day)
    if "month" in fields:
        published = date(2025, fields.pop("month"), day or 1)
    verified, doubtful = fields.pop("verified", False), fields.pop("doubtful", False)
    source = source or name
    return Member(ord(name), name, source, source.title(), published, seen(**fields), verified, doubtful)


AGREE = [
    ({"value": 5.0}, {"value": 5.0}, True),
    ({"value": 5.0}, {"value": 6.0}, False),
    ({"value": 5.0, "target": 9.0}, {"value": 5.0}, True),
    ({"value": 5.0, "target": 9.0}, {"value": 5.0, "target": 8.0}, False),
    ({"value": 1000.0, "approximation": "over"}, {"value": 1090.0}, True),
    ({"value": 1000.0, "approximation": "over"}, {"value": 990.0}, False),
    ({"value": 1000.0, "approximation": "under"}, {"value": 960.0}, True),
    ({"value": 1000.0, "approximation": "about"}, {"value": 960.0}, True),
    ({"value": 1000.0, "approximation": "about"}, {"value": 900.0}, False),
    ({"value": 10.0, "value_max": 12.0}, {"value": 11.0}, True),
    ({"value": 10.0, "value_max": 12.0}, {"value": 13.0}, False),
    ({"value": None, "rate": 52.5}, {"value": None, "rate": 52.53}, True),
    ({"value": None, "rate": 52.5}, {"value": None, "rate": 52.6}, False),
    ({"value": None, "share": 40.0}, {"value": None, "share": 40.4}, True),
    ({"value": None, "share": 40.0, "share_max": 45.0}, {"value": None, "share": 44.0}, True),
]


@pytest.mark.parametrize(("one", "other", "same"), AGREE)
def test_whether_two_say_the_same(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    assert agree(seen(**one), seen(**other)) is agree(seen(**other), seen(**one)) is same


# members -> chosen, by what, state, how many agree, differ, are superseded
CHOICES: dict[str, tuple[list[Member], tuple[str, str, str, int, int, int]]] = {
    "one alone": ([_member("a")], ("a", "only", "single", 1, 0, 0)),
    "two that agree": ([_member("a", 9), _member("b", 10)], ("b", "recency", "agreed", 2, 0, 0)),
    "two that differ": ([_member("a"), _member("b", value=6.0)], ("b", "recency", "conflict", 1, 1, 0)),
    "a verdict before recency": (
        [_member("a", 9, verified=True), _member("b", 10, value=6.0)],
        ("a", "verdict", "conflict", 1, 1, 0),
    ),
    "exact before rounded": (
        [_member("a", 9), _member("b", 10, approximation="over")],
        ("a", "evidence", "agreed", 2, 0, 0),
    ),
    "certain before doubtful": (
        [_member("a", 9), _member("b", 10, doubtful=True)],
        ("a", "evidence", "agreed", 2, 0, 0),
    ),
    "a doubt that a person has looked at is none": (
        [_member("a", 9, verified=True), _member("b", 10, verified=True, doubtful=True)],
        ("b", "recency", "agreed", 2, 0, 0),
    ),
    "a correction by the same paper": (
        [_member("a", 9, source="bao"), _member("b", 10, source="bao", value=6.0)],
        ("b", "recency", "superseded", 1, 0, 1),
    ),
    "of the same day neither is the later": (
        [_member("a", 9, source="bao"), _member("b", 9, source="bao", value=6.0)],
        ("b", "recency", "conflict", 1, 1, 0),
    ),
    "told before the period had ended, and after": (
        [
            _member("a", 9, period_to=date(2025, 1, 31)),
            _member("b", 3, month=2, value=6.0, period_to=date(2025, 1, 31)),
        ],
        ("b", "recency", "superseded", 1, 0, 1),
    ),
    "of two verdicts of one paper the later": (
        [_member("a", 9, source="bao", verified=True), _member("b", 10, source="bao", value=6.0, verified=True)],
        ("b", "recency", "superseded", 1, 0, 1),
    ),
    "a later one that nobody has seen does not take the place of a verdict": (
        [_member("a", 9, source="bao", verified=True), _member("b", 10, source="bao", value=6.0)],
        ("a", "verdict", "conflict", 1, 1, 0),
    ),
    "without a day it is the oldest": (
        [_member("a", None), _member("b", 1, value=6.0)],
        ("b", "recency", "conflict", 1, 1, 0),
    ),
}


@pytest.mark.parametrize("case", CHOICES)
def test_whose_value_is_taken(case: str) -> None:
    members, told = CHOICES[case]
    for given in (members, members[::-1]):
        choice = choose(given)
        numbers = (len(choice.agreeing), len(choice.differing), len(choice.superseded))
        assert (choice.chosen.claim, choice.chosen_by, choice.state, *numbers) == told
        assert {*choice.agreeing, *choice.differing, *choice.superseded} == set(members)


def test_a_figure_is_of_one_unit_one_period_and_one_measure() -> None:
    reading = seen().model_dump()
    others = ({"period_to": None}, {"modality": "target"}, {"qualifiers": ("female",)}, {"value": None, "rate": 5.0})
    ids = {figure_id("unit", reading), *(figure_id("unit", reading | other) for other in others)}
    assert len({*ids, figure_id("another", reading)}) == 6
    assert figure_id("unit", reading | {"value": 6.0, "target": 9.0, "unit_place_today": "x"}) in ids
