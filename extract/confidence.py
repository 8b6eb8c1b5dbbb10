"""How likely a fact is complete and right, and whether a person should look at it before it is quoted.

A fact is right where its figure (indicator, value, target, rate, modality), its unit and the end of its period are:
three `PARTS`, that fail for reasons of their own. Boosted trees over `fact_features` give the log-odds of each, flags
take off what they are known to be worth, and a curve calibrates the product. The numbers stand in
``data/confidence.toml`` and ``data/confidence.trees.gz``; `scripts/fit_confidence.py` fits them on gold, first runs on
unseen articles among it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, expm1, log, log1p

from extract.classifier import Opinion
from extract.data import DataError, load
from extract.fact_features import features
from extract.trees import Trees, load_trees
from schema import Article, Date, Document, Fact, Unit
from schema import flags as flag_registry

TREES_FILE = "confidence.trees.gz"
PARTS = {"figure": ("the figure", "con số"), "unit": ("whose it is", "đơn vị"), "period": ("its time", "thời gian")}
"""What must be right of a fact, in the order of the trees: the figure, and of a right figure its unit and period."""
_SUREST = 30.0  # log-odds: beyond it a probability is 0 or 1 to the last bit, and has no logarithm
_LEAST = 0.1  # log-odds that are worth telling
_MOST_TOLD = 4


@dataclass(frozen=True, slots=True)
class _Model:
    """Trees, what each flag takes off, the calibration as points of a line that rises, and the mark's threshold."""

    trees: Trees
    doubts: Mapping[str, Mapping[str, float]]
    """Of each part, by flag."""
    usual: Mapping[str, float]
    """Of each feature the value that it has in the middle of all facts, where that is not 0."""
    log_odds: Sequence[float]
    right: Sequence[float]
    review_below: float


@cache
def _model() -> _Model:
    data = load("confidence")
    calibration = data["calibration"]
    trees = load_trees(TREES_FILE)
    if len(trees.intercepts) != len(PARTS):
        raise DataError(f"{TREES_FILE}: trees for {len(trees.intercepts)} questions, expected {len(PARTS)}")
    return _Model(
        trees,
        data["doubts"],
        data["usual"],
        calibration["log_odds"],
        calibration["right"],
        float(data["review_below"]),
    )


def review_below() -> float:
    """The confidence below which a fact carries ``needs_review``."""
    return _model().review_below


def doubted(
    log_odds: Sequence[Sequence[float]],
    rows: Sequence[Mapping[str, float]],
    doubts: Mapping[str, Mapping[str, float]],
) -> list[tuple[float, ...]]:
    """The log-odds of the parts of rows of features, less what their flags take off."""
    return [
        tuple(
            told + sum(taken for flag, taken in doubts[part].items() if flag in row)
            for part, told in zip(PARTS, of_parts, strict=True)
        )
        for of_parts, row in zip(log_odds, rows, strict=True)
    ]


def together(parts: Sequence[float]) -> float:
    """The log-odds that all parts are right, from those of each."""
    all_right = -sum(log1p(exp(-min(max(told, -_SUREST), _SUREST))) for told in parts)  # a logarithm, below 0
    return all_right - log(-expm1(all_right))


def against(found: Mapping[str, float]) -> tuple[str, ...]:
    """What speaks most against a fact with these features: those that, were they as usual, would raise its log-odds."""
    usual = _model().usual
    names = [name for name in {**usual, **found} if found.get(name, 0.0) != usual.get(name, 0.0)]
    changed = [{**found, name: usual.get(name, 0.0)} for name in names]
    rows = [found, *({n: v for n, v in row.items() if v} for row in changed)]
    as_it_is, *were_usual = map(together, log_odds_of(rows))
    gains = {name: told - as_it_is for name, told in zip(names, were_usual, strict=True)}
    worst = sorted((name for name in names if gains[name] >= _LEAST), key=lambda name: (-gains[name], name))
    return tuple(worst[:_MOST_TOLD])


def log_odds_of(rows: Sequence[Mapping[str, float]]) -> list[tuple[float, ...]]:
    """The log-odds of each part of facts with these features, in the order of `PARTS`."""
    model = _model()
    return doubted(model.trees.log_odds(rows), rows, model.doubts)


def of_parts(found: Mapping[str, float]) -> dict[str, float]:
    """How likely each part of a fact with these features is right, not calibrated: probabilities, two decimals."""
    (told,) = log_odds_of([found])
    return {part: round(1 / (1 + exp(-log_odds)), 2) for part, log_odds in zip(PARTS, told, strict=True)}


def calibrated(log_odds: float) -> float:
    """The share of facts with such log-odds that were right, two decimals."""
    xs, ys = _model().log_odds, _model().right
    place = bisect_right(xs, log_odds)
    if place == 0:
        return round(ys[0], 2)
    if place == len(xs):
        return round(ys[-1], 2)
    low, high = xs[place - 1], xs[place]
    share = (log_odds - low) / (high - low)
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
    found = log_odds_of(features(article, documents, dates, units, facts, opinions)) if facts else []
    return tuple(_judged(fact, told) for fact, told in zip(facts, found, strict=True))


def _judged(fact: Fact, log_odds: Sequence[float]) -> Fact:
    confidence = calibrated(together(log_odds))
    told: dict[str, object] = {"confidence": confidence}
    asked = [flag for flag in fact.flags if flag in flag_registry() and flag_registry()[flag].review]
    below = review_below()
    if asked:
        why = f"flagged: {', '.join(asked)}", f"có cờ: {', '.join(asked)}"
    elif confidence < below:
        least, least_vi = min(zip(log_odds, PARTS.values(), strict=True))[1]
        why = (
            f"confidence {confidence:.2f} is below {below:.2f}; least sure: {least}",
            f"độ tin cậy {confidence:.2f} dưới {below:.2f}".replace(".", ",") + f"; kém chắc nhất: {least_vi}",
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
