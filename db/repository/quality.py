"""What verdicts say of the rules and of each other: precision by rule and indicator, agreement of editors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Final

from sqlalchemy import Connection, func, select

from db.agreement import Precision, kappa, precision
from db.models import Article, Extraction, Fact, Revision, Source
from db.models import Verdict as VerdictRow
from db.repository import verdicts
from db.standing import undone
from schema import Verdict

_AT_ONCE: Final = 1000
_JUDGED: Final = ("accept", "correct", "reject")


@dataclass(frozen=True, slots=True)
class Measured:
    """The precision of one rule or indicator, in the queue (``flagged``) or in the random share (``sample``)."""

    kind: str
    code: str
    served_as: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class Pair:
    """How far two editors agree on the items that both were given."""

    first: str
    second: str
    items: int
    kappa: float


@dataclass(frozen=True, slots=True)
class Work:
    """What an editor has decided; ``seconds`` is the median time of an item."""

    editor: str
    decisions: int
    seconds: float | None
    last_at: datetime


def measured(connection: Connection) -> list[Measured]:
    """Precision by indicator and by rule, from each editor's first decision on an item that was not looked for.

    Right is what was accepted. Items that an editor chose to look at say nothing of the rest and are left out.
    """
    rules = _rules(connection)
    outcomes: dict[tuple[str, str, str], list[bool]] = {}
    for verdict in _first_decisions(connection):
        if verdict.served_as not in ("flagged", "sample"):
            continue
        right = verdict.decision == "accept"
        keys = [("indicator", verdict.seen.indicator), ("all", "all")]
        rule = rules.get((verdict.fact_id, verdict.seen_version))
        if rule is not None:
            keys.append(("rule", rule))
        for kind, code in keys:
            outcomes.setdefault((kind, code, verdict.served_as), []).append(right)
    found = []
    for (kind, code, served_as), told in sorted(outcomes.items()):
        value = precision(told)
        if value is not None:
            found.append(Measured(kind, code, served_as, value))
    return found


def agreement(connection: Connection) -> list[Pair]:
    """Cohen's kappa of each two editors, over the items that both have decided on, seeing the same."""
    by_claim: dict[tuple[str, str], dict[str, str]] = {}
    for verdict in _first_decisions(connection):
        seen = (verdict.claim, verdict.seen.model_dump_json())
        by_claim.setdefault(seen, {}).setdefault(verdict.editor, verdict.decision)
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for decisions in by_claim.values():
        editors = sorted(decisions)
        for place, first in enumerate(editors):
            for second in editors[place + 1 :]:
                pairs.setdefault((first, second), []).append((decisions[first], decisions[second]))
    found = []
    for (first, second), told in sorted(pairs.items()):
        value = kappa(told)
        if value is not None:
            found.append(Pair(first, second, len(told), value))
    return found


def work(connection: Connection) -> list[Work]:
    """What each editor has done, the busiest first."""
    seconds: dict[str, list[float]] = {}
    for editor, spent in connection.execute(
        select(VerdictRow.editor, VerdictRow.seconds).where(
            VerdictRow.seconds.is_not(None), VerdictRow.decision.in_((*_JUDGED, "unsure"))
        )
    ):
        seconds.setdefault(editor, []).append(spent or 0.0)
    counts = (
        select(VerdictRow.editor, func.count(), func.max(VerdictRow.decided_at))
        .where(VerdictRow.decision.in_((*_JUDGED, "unsure")))
        .group_by(VerdictRow.editor)
        .order_by(func.count().desc(), VerdictRow.editor)
    )
    found = []
    for editor, times, last in connection.execute(counts):
        times_spent = seconds.get(editor)
        found.append(Work(editor, times, median(times_spent) if times_spent else None, last))
    return found


def _first_decisions(connection: Connection) -> Iterator[Verdict]:
    """Each editor's first decision on each figure as it was read then, those taken back left out."""
    given = list(verdicts.every(connection))
    taken_back = undone(given)
    met: set[tuple[str, str, str]] = set()
    for verdict in given:
        key = (verdict.claim, verdict.editor, verdict.seen.model_dump_json())
        if verdict.decision in _JUDGED and verdict.uid not in taken_back and key not in met:
            met.add(key)
            yield verdict


def _rules(connection: Connection) -> dict[tuple[str, str], str]:
    """The rule that read a figure, by fact id and extractor version, for the figures that were decided on."""
    decided = select(VerdictRow.source, VerdictRow.url, VerdictRow.fact_id)
    named: dict[str, dict[str, set[str]]] = {}
    for source, url, fact_id in connection.execute(decided):
        named.setdefault(source, {}).setdefault(url, set()).add(fact_id)
    found: dict[tuple[str, str], str] = {}
    for source, wanted in named.items():  # by their articles: facts stand in no order of their ids
        urls = sorted(wanted)
        for start in range(0, len(urls), _AT_ONCE):
            in_articles = (
                select(Extraction.id)
                .join(Revision, Revision.id == Extraction.revision_id)
                .join(Article, Article.id == Revision.article_id)
                .join(Source, Source.id == Article.source_id)
                .where(Source.name == source, Article.url.in_(urls[start : start + _AT_ONCE]))
            )
            keys = list(connection.scalars(in_articles))
            facts = (
                select(Fact.fact_id, Extraction.extractor_version, Fact.rule)
                .join(Extraction, Extraction.id == Fact.extraction_id)
                .where(Fact.extraction_id.in_(keys))
            )
            ids = set().union(*(wanted[url] for url in urls[start : start + _AT_ONCE]))
            found |= {(key, version): rule for key, version, rule in connection.execute(facts) if key in ids}
    return found
