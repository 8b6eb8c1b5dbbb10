"""How far a fact can be trusted, and whether a person should look at it before it is quoted.

The score is a product of what is known to go wrong: each way of reading a figure, of finding its
unit and its period, and each doubt that a check raised, lowers it by a stated factor.
"""

from __future__ import annotations

from extract.facts import Found
from schema import flags as flag_registry

REVIEW_BELOW = 0.6

_READING = {
    "left": 0.98,
    "right": 0.97,
    "have": 0.95,
    "raised": 0.95,
    "noun": 0.93,
    "topic": 0.85,
    "part": 0.93,
    "same": 0.75,
}
_OTHER_READING = 0.8
_UNIT = {"own": 0.98, "sentence": 0.95, "whole": 0.97, "focus": 0.88, "main": 0.85}
_PERIOD = {"own": 0.98, "whole": 0.97, "carried": 0.87, "published": 0.88}
_NONE = 0.75


def score(fact: Found) -> float:
    """The confidence in a fact, between 0 and 1, two decimals."""
    count = fact.count
    value = _READING.get(count.rule.split(".")[1], _OTHER_READING)
    if count.number is not None:
        value *= count.number.confidence
    value *= _UNIT.get(fact.owner.how, _NONE) if fact.owner is not None else _NONE
    if fact.when.how == "none" and count.modality == "target":
        value *= 0.95
    else:
        value *= _PERIOD.get(fact.when.how, _NONE)
    if fact.zone in ("title", "caption"):
        value *= 0.85
    for flag in fact.flags & {"rate_mismatch", "sum_mismatch", "implausible_value"}:
        value *= 0.5 if flag == "implausible_value" else 0.7
    return round(value, 2)


def judge(facts: list[Found]) -> None:
    """Give each fact its confidence and, where a person should look, the flag ``needs_review``."""
    for fact in facts:
        fact.confidence = score(fact)
        asked = sorted(flag for flag in fact.flags if flag in flag_registry() and flag_registry()[flag].review)
        if asked:
            fact.doubt("needs_review", f"flagged: {', '.join(asked)}", f"có cờ: {', '.join(asked)}")
        elif fact.confidence < REVIEW_BELOW:
            fact.doubt(
                "needs_review",
                f"confidence {fact.confidence:.2f} is below {REVIEW_BELOW:.2f}",
                f"độ tin cậy {fact.confidence:.2f} dưới {REVIEW_BELOW:.2f}",
            )
