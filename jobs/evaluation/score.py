"""The figures of a gold set."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from jobs.evaluation.gold import GoldArticle, Json
from jobs.evaluation.outcomes import Outcome, compare
from schema import ArticleInput

KINDS = ("documents", "document_dates", "dates", "units", "facts", "complete_facts")
ATTRIBUTES = ("target", "rate", "unit", "to", "from")


@dataclass(slots=True)
class Counts:
    """Found and right, found and wrong, missed."""

    hit: int = 0
    false: int = 0
    missed: int = 0

    @property
    def gold(self) -> int:
        """How many there are to find."""
        return self.hit + self.missed

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.hit / (self.hit + self.false) if self.hit + self.false else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Score:
    """The outcomes of a gold set, by article, and what is counted from them."""

    articles: int = 0
    offsets_wrong: int = 0
    published_right: int = 0
    published_known: int = 0
    outcomes: list[Outcome] = field(default_factory=list)

    def counts(self, kind: str, indicator: str | None = None) -> Counts:
        """Right, false and missed of a kind of ``KINDS``; of facts also of one indicator."""
        return counted(self.outcomes, kind, indicator)

    @property
    def facts(self) -> list[Outcome]:
        """The facts that were found, right or not."""
        return [outcome for outcome in self.outcomes if outcome.kind == "facts" and outcome.status != "missed"]

    def attribute(self, name: str) -> float:
        """The share of the matched facts whose attribute is right."""
        matched = [fact for fact in self.facts if fact.status == "right"]
        return sum(name not in fact.wrong for fact in matched) / len(matched) if matched else 0.0

    @property
    def flagged_share(self) -> float:
        """The share of the facts found that asks for a person."""
        found = self.facts
        return sum(fact.flagged for fact in found) / len(found) if found else 0.0

    @property
    def unflagged_right(self) -> float:
        """Of the facts that ask for nobody, the share that is complete and right."""
        unflagged = [fact for fact in self.facts if not fact.flagged]
        return sum(fact.complete for fact in unflagged) / len(unflagged) if unflagged else 1.0

    @property
    def wrong_flagged(self) -> float:
        """Of the facts that are wrong, the share that asks for a person."""
        wrong = [fact for fact in self.facts if not fact.complete]
        return sum(fact.flagged for fact in wrong) / len(wrong) if wrong else 1.0

    @property
    def errors(self) -> list[str]:
        """Every miss, false alarm and wrong binding, in words."""
        return [str(outcome) for outcome in self.outcomes if outcome.status != "right" or outcome.wrong]

    def figures(self) -> Json:
        """All figures, rounded to four places."""
        result: Json = {"articles": self.articles, "offsets_wrong": self.offsets_wrong}
        if self.published_known:
            result["published_right"] = round(self.published_right / self.published_known, 4)
        for kind in KINDS:
            counts = self.counts(kind)
            result[kind] = {name: round(getattr(counts, name), 4) for name in ("precision", "recall", "f1")}
            result[kind]["gold"] = counts.gold
        result["attributes"] = {name: round(self.attribute(name), 4) for name in ATTRIBUTES}
        result["review"] = {
            name: round(getattr(self, name), 4) for name in ("flagged_share", "unflagged_right", "wrong_flagged")
        }
        return result


def counted(outcomes: Iterable[Outcome], kind: str, indicator: str | None = None) -> Counts:
    """Right, false and missed: a fact that is found but not complete is, as a complete fact, both false and missed."""
    complete = kind == "complete_facts"
    wanted = "facts" if complete else kind
    told: Counter[str] = Counter()
    for outcome in outcomes:
        if outcome.kind != wanted or (indicator is not None and outcome.group != indicator):
            continue
        if complete and outcome.status == "right" and not outcome.complete:
            told.update(("false", "missed"))
        else:
            told[outcome.status] += 1
    return Counts(told["right"], told["false"], told["missed"])


def score(articles: Iterable[tuple[Json, Json]]) -> Score:
    """Score pairs of gold and record (both as JSON objects)."""
    result = Score()
    for gold, record in articles:
        result.articles += 1
        text = record["article"]["text"]
        result.offsets_wrong += sum(
            text[mention["start"] : mention["end"]] != mention["text"]
            for kind in ("documents", "dates", "units", "facts")
            for mention in record[kind]
        )
        if gold.get("published"):
            result.published_known += 1
            result.published_right += (record["article"]["published"] or "")[:10] == gold["published"]
        result.outcomes += compare(gold, record)
    return result


def extracted(articles: Iterable[GoldArticle], extract: Callable[[ArticleInput], Any]) -> Iterator[tuple[Json, Json]]:
    """Gold and record of each article, the record as a reader of its JSON has it."""
    for article in articles:
        yield article.gold, json.loads(extract(article.given).to_json())
