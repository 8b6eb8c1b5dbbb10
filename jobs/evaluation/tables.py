"""The tables of an evaluation: figures with their intervals, and how confidence keeps its word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from jobs.evaluation.intervals import Interval95, bootstrapped, proportion, wilson, wilson_f1
from jobs.evaluation.outcomes import Outcome
from jobs.evaluation.score import ATTRIBUTES, KINDS, Score

_BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)


@dataclass(frozen=True, slots=True)
class Figure:
    """A share between 0 and 1 with its 95 % interval; ``value`` is None where there is nothing to take a share of."""

    value: float | None
    interval: Interval95


@dataclass(frozen=True, slots=True)
class FoundLine:
    """How a kind of mention, or the facts of an indicator, were found; ``gold`` is how many there are."""

    name: str
    gold: int
    found: int
    precision: Figure
    recall: Figure
    f1: Figure


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A share of ``of`` things."""

    name: str
    of: int
    share: Figure


@dataclass(frozen=True, slots=True)
class ReliabilityLine:
    """Facts whose confidence lies between ``low`` and ``high``: what was said, and what came true."""

    low: float
    high: float
    facts: int
    confidence: float
    right: Figure


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of one gold set and one set of records."""

    articles: int
    kinds: list[FoundLine]
    indicators: list[FoundLine]
    complete: list[FoundLine]
    attributes: list[ShareLine]
    review: list[ShareLine]
    reliability: list[ReliabilityLine]
    brier: float | None
    """The mean squared distance of confidence from what came true (0 right or 1); None without facts."""


def tables(score: Score) -> Tables:
    """The tables of a score."""
    facts = score.facts
    matched = [fact for fact in facts if fact.status == "right"]
    named = sorted({outcome.group for outcome in score.outcomes if outcome.kind == "facts"})
    sure = [fact for fact in facts if fact.confidence is not None]
    return Tables(
        score.articles,
        [_found(kind, score.outcomes, kind) for kind in KINDS],
        [_found(name, score.outcomes, "facts", name) for name in named],
        [_found(name, score.outcomes, "complete_facts", name) for name in named],
        [_share(name, matched, [name not in fact.wrong for fact in matched]) for name in ATTRIBUTES],
        _review(facts),
        _reliability(sure),
        fmean((fact.confidence - fact.complete) ** 2 for fact in sure if fact.confidence is not None) if sure else None,
    )


def _found(name: str, outcomes: Iterable[Outcome], kind: str, indicator: str | None = None) -> FoundLine:
    complete, wanted = kind == "complete_facts", "facts" if kind == "complete_facts" else kind
    by_article: dict[str, list[float]] = {}
    for outcome in outcomes:
        if outcome.kind != wanted or (indicator is not None and outcome.group != indicator):
            continue
        hit = outcome.complete if complete else outcome.status == "right"
        sums = by_article.setdefault(outcome.article, [0, 0, 0])
        sums[0] += hit
        sums[1] += outcome.status != "missed" and not hit  # false
        sums[2] += outcome.status != "false" and not hit  # missed
    hits, false, missed = (int(sum(sums[place] for sums in by_article.values())) for place in range(3))
    return FoundLine(
        name,
        hits + missed,
        hits + false,
        _figure(by_article, _precision, wilson(hits, hits + false)),
        _figure(by_article, _recall, wilson(hits, hits + missed)),
        _figure(by_article, _f1, wilson_f1(hits, false, missed)),
    )


def _precision(sums: Sequence[float]) -> float | None:
    return _ratio(sums[0], sums[0] + sums[1])


def _recall(sums: Sequence[float]) -> float | None:
    return _ratio(sums[0], sums[0] + sums[2])


def _f1(sums: Sequence[float]) -> float | None:
    return _ratio(2 * sums[0], 2 * sums[0] + sums[1] + sums[2])


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _figure(
    by_article: Mapping[str, Sequence[float]], figure: Callable[[Sequence[float]], float | None], exact: Interval95
) -> Figure:
    """A figure of sums, with the ``exact`` interval where drawing articles tells nothing."""
    value = figure([sum(sums[place] for sums in by_article.values()) for place in range(3)])
    telling = sum(figure(sums) is not None for sums in by_article.values())
    if value in (None, 0.0, 1.0) or telling < 2:
        return Figure(value, exact)
    return Figure(value, bootstrapped(by_article, figure))


def _share(name: str, facts: Sequence[Outcome], true: Sequence[bool]) -> ShareLine:
    hits, of, interval = proportion((fact.article, whether) for fact, whether in zip(facts, true, strict=True))
    return ShareLine(name, of, Figure(_ratio(hits, of), interval))


def _review(facts: Sequence[Outcome]) -> list[ShareLine]:
    unflagged = [fact for fact in facts if not fact.flagged]
    wrong = [fact for fact in facts if not fact.complete]
    return [
        _share("flagged_share", facts, [fact.flagged for fact in facts]),
        _share("unflagged_right", unflagged, [fact.complete for fact in unflagged]),
        _share("wrong_flagged", wrong, [fact.flagged for fact in wrong]),
    ]


def _reliability(facts: Sequence[Outcome]) -> list[ReliabilityLine]:
    lines = []
    for low, high in pairwise(_BINS):
        within = [
            fact
            for fact in facts
            if fact.confidence is not None and (low <= fact.confidence < high or fact.confidence == high == 1.0)
        ]
        if within:
            right = _share("", within, [fact.complete for fact in within])
            said = fmean(fact.confidence or 0.0 for fact in within)
            lines.append(ReliabilityLine(low, high, len(within), said, right.share))
    return lines
