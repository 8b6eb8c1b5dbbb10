"""How likely a fact is complete and right, and whether a person should look at it before it is quoted.

A fact is right where its figure (indicator, value, target, rate, modality), its unit and the end of its period are.
Each of the three has a logistic model over `fact_features`; their product is calibrated. The numbers stand in
``data/confidence.toml``; `scripts/fit_confidence.py` fits them on gold, first runs on unseen articles among it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from extract.classifier import Opinion
from extract.data import load
from extract.fact_features import features
from schema import Article, Date, Document, Fact, Unit
from schema import flags as flag_registry

PARTS = ("figure", "unit", "period")
_LEAST = 0.25  # a weight times its feature that is worth telling, in log-odds


@dataclass(frozen=True, slots=True)
class Factor:
    """One part of a fact, how likely it is right, and what speaks against it most, the strongest first."""

    about: str
    factor: float
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Model:
    """Intercept and weights of each part; the calibration as points of a line that rises; the mark's threshold."""

    parts: Mapping[str, tuple[float, Mapping[str, float]]]
    weights: Mapping[str, tuple[float, ...]]
    """Of each feature, its weights in the parts, in their order."""
    product: Sequence[float]
    right: Sequence[float]
    review_below: float


@cache
def _model() -> _Model:
    data = load("confidence")
    parts = {part: (float(data[part]["intercept"]), data[part]["weights"]) for part in PARTS}
    calibration = data["calibration"]
    named = {name for _, weights in parts.values() for name in weights}
    joint = {name: tuple(weights.get(name, 0.0) for _, weights in parts.values()) for name in named}
    return _Model(parts, joint, calibration["product"], calibration["right"], float(data["review_below"]))


def review_below() -> float:
    """The confidence below which a fact carries ``needs_review``."""
    return _model().review_below


def factors(found: Mapping[str, float]) -> list[Factor]:
    """How likely figure, unit and period of a fact with these features are right."""
    told = []
    for part, (intercept, weights) in _model().parts.items():
        pulls = {name: weights[name] * value for name, value in found.items() if name in weights}
        against = sorted((name for name, pull in pulls.items() if pull <= -_LEAST), key=pulls.__getitem__)
        told.append(Factor(part, _logistic(intercept + sum(pulls.values())), tuple(against[:3])))
    return told


def score(found: Mapping[str, float]) -> float:
    """The confidence in a fact with these features: a probability, two decimals."""
    model = _model()
    figure, unit, period = (intercept for intercept, _ in model.parts.values())
    for name, value in found.items():
        if name in model.weights:
            of_figure, of_unit, of_period = model.weights[name]
            figure += of_figure * value
            unit += of_unit * value
            period += of_period * value
    return calibrated(_logistic(figure) * _logistic(unit) * _logistic(period))


def calibrated(product: float) -> float:
    """The share of facts with such a product that were right, two decimals."""
    xs, ys = _model().product, _model().right
    place = bisect_right(xs, product)
    if place == 0:
        return round(ys[0], 2)
    if place == len(xs):
        return round(ys[-1], 2)
    low, high = xs[place - 1], xs[place]
    share = (product - low) / (high - low)
    return round(ys[place - 1] + share * (ys[place] - ys[place - 1]), 2)


def judged(
    article: Article,
    documents: Sequence[Document],
    dates: Sequence[Date],
    units: Sequence[Unit],
    facts: Sequence[Fact],
    opinions: Mapping[int, Opinion],
) -> tuple[Fact, ...]:
    """The facts with their confidence and, where a person should look, with ``needs_review`` and why."""
    found = features(article, documents, dates, units, facts, opinions) if facts else []
    return tuple(_judged(fact, score(of_fact)) for fact, of_fact in zip(facts, found, strict=True))


def _judged(fact: Fact, confidence: float) -> Fact:
    told: dict[str, object] = {"confidence": confidence}
    asked = [flag for flag in fact.flags if flag in flag_registry() and flag_registry()[flag].review]
    below = review_below()
    if asked:
        why = f"flagged: {', '.join(asked)}", f"có cờ: {', '.join(asked)}"
    elif confidence < below:
        why = (
            f"confidence {confidence:.2f} is below {below:.2f}",
            f"độ tin cậy {confidence:.2f} dưới {below:.2f}",
        )
    else:
        return fact.model_copy(update=told)
    flags = tuple(sorted((*fact.flags, "needs_review")))
    return fact.model_copy(
        update=told
        | {
            "flags": flags,
            "explanations": _in_order(flags, {**fact.explanations, "needs_review": why[0]}),
            "explanations_vi": _in_order(flags, {**fact.explanations_vi, "needs_review": why[1]}),
        }
    )


def _in_order(flags: Sequence[str], told: Mapping[str, str]) -> dict[str, str]:
    return {flag: told[flag] for flag in flags}


def _logistic(log_odds: float) -> float:
    if log_odds >= 0:
        return 1 / (1 + exp(-log_odds))
    grown = exp(log_odds)
    return grown / (1 + grown)
