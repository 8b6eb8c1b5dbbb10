"""How far a fact can be trusted, and whether a person should look at it before it is quoted.

The score is a product of what is known to go wrong: each way of reading a figure, of finding its
unit and its period, and each doubt that a check raised, lowers it by a stated factor.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from extract.facts import Found
from schema import flags as flag_registry

REVIEW_BELOW = 0.7

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
_OPEN_PLAN = 0.95  # a plan may well name no period
_AWAY_FROM_BODY: dict[str, float] = {"title": 0.85, "caption": 0.85}
_DOUBT = {"rate_mismatch": 0.7, "sum_mismatch": 0.7, "implausible_value": 0.5}


@dataclass(frozen=True, slots=True)
class Factor:
    """One reason for a score: what it is about, and what the score is multiplied with for it."""

    about: str
    factor: float


def factors(fact: Found) -> list[Factor]:
    """All that the confidence in a fact is a product of."""
    count = fact.count
    how = count.rule.split(".")[1]
    found = [Factor(f"figure read by {count.rule}", _READING.get(how, _OTHER_READING))]
    if count.number is not None:
        found.append(Factor("number as written", count.number.confidence))
    if fact.owner is not None:
        found.append(Factor(f"unit: {fact.owner.how}", _UNIT.get(fact.owner.how, _NONE)))
    else:
        found.append(Factor("no unit", _NONE))
    open_plan = fact.when.how == "none" and count.modality == "target"
    found.append(Factor(f"period: {fact.when.how}", _OPEN_PLAN if open_plan else _PERIOD.get(fact.when.how, _NONE)))
    if fact.zone in _AWAY_FROM_BODY:
        found.append(Factor(f"stands in the {fact.zone}", _AWAY_FROM_BODY[fact.zone]))
    found += [Factor(f"flag {flag}", _DOUBT[flag]) for flag in sorted(fact.flags & _DOUBT.keys())]
    return found


def score(fact: Found) -> float:
    """The confidence in a fact, between 0 and 1, two decimals."""
    return round(prod(factor.factor for factor in factors(fact)), 2)


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
