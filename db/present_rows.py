"""What an article's figures come to: rows of ``present_fact``, from the machine's readings and the verdicts. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log10
from typing import Any, Final

from db.anchoring import Read, SeenTexts, anchored, claims
from db.figure_choice import figure_id
from db.standing import REVIEW, Standing, standing
from db.unit_identity import unit_key
from db.wording import differences_told
from schema import Fact, Reading, Verdict

CONFLICT: Final = "conflicts_with_other_source"
CHANGED: Final = "reading_changed"
READING: Final = tuple(Reading.model_fields)

_WEIGHT: Final = {
    "central": 5.0,
    "province": 4.0,
    "block": 2.5,
    "district": 3.0,
    "commune": 2.0,
    "cell": 1.0,
    None: 1.5,
}
_DOUBT: Final = {"changed": 0.7, "unread": 0.6, "conflict": 0.6, "unsure": 0.4, "flagged": 0.05}
"""The least doubt of an item of the queue, by why it waits; the machine's own doubt may be greater."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ArticleState:
    """An article as it was read last: its newest revision that has an extraction.

    ``published`` and ``province`` are what the extraction or the site say. ``text`` is the text that was read.
    """

    article_id: int
    source_id: int
    revision_id: int
    extraction_id: int
    published: date | None
    province: str | None
    text: str


def unverified_rows(article: ArticleState, facts: Sequence[Fact]) -> list[Row]:
    """The rows of an article that nobody has decided anything about, which is nearly every article."""
    rows = []
    for position, fact in enumerate(facts):
        reading = reading_values(fact)
        row = _row(article, fact.id, fact.id, position, reading, fact.confidence, fact.flags)
        row["status"], row["counted"] = "unverified", True
        row.update(queue_values(row, "unverified", fact.flags))
        rows.append(row)
    return rows


def decided_rows(
    article: ArticleState, facts: Sequence[Fact], verdicts: Iterable[Verdict], seen: SeenTexts
) -> list[Row]:
    """The rows of an article with verdicts on some of its figures, those of figures that are gone among them."""
    read = [_read(position, fact) for position, fact in enumerate(facts)]
    decided = claims(verdicts)
    anchors = anchored(decided, read, article.text, seen)
    taken = {figure.row for figure in anchors.figures.values()}
    rows = [row for row in unverified_rows(article, facts) if row["position"] not in taken]
    _name(rows, {claim.name for claim in decided})
    for claim in decided:
        figure = anchors.figures.get(claim.name)
        held = standing(claim, figure, claim.name in anchors.standing)
        if held is not None:
            rows.append(_decided(article, claim.name, figure, held, facts))
    return rows


def _name(rows: Iterable[Row], given: Collection[str]) -> None:
    """Give a figure that goes by the name of another, decided one a name of its own.

    Ids of equal words are told apart by their order, so that one which is gone leaves its id to the next.
    """
    for row in rows:
        names = (row["fact_id"], *(f"{row['fact_id']}-{number}" for number in range(2, len(given) + 3)))
        row["claim"] = next(name for name in names if name not in given)


def reading_values(fact: Fact) -> Row:
    """A fact's fields under the names of ``schema.Reading``."""
    unit, period = fact.unit, fact.period
    return {
        "indicator": fact.indicator,
        "value": fact.value,
        "value_max": fact.value_max,
        "approximation": fact.approximation,
        "target": fact.target,
        "rate": fact.rate,
        "share": fact.share,
        "share_max": fact.share_max,
        "denominator": fact.denominator,
        "modality": fact.modality,
        "qualifiers": fact.qualifiers,
        "unit_name": unit.name if unit else None,
        "unit_level": unit.level if unit else None,
        "unit_province": unit.province if unit else None,
        "unit_place_code": unit.place_code if unit else None,
        "unit_place_today": unit.place_today if unit else None,
        "period_from": period.from_ if period else None,
        "period_to": period.to if period else None,
    }


def queue_values(row: Mapping[str, Any], status: str, flags: Collection[str]) -> Row:
    """Why a figure waits for an editor, if it does, and how soon it should be seen.

    The most valuable first: what a wrong value would distort (the level of the unit, the size of the number) times
    how doubtful it is.
    """
    doubtful = "conflict" if CONFLICT in flags else "flagged" if REVIEW in flags else None
    return waiting(row, doubtful if status == "unverified" else None)


def waiting(row: Mapping[str, Any], reason: str | None) -> Row:
    """The same for a known reason; None: it does not wait."""
    if reason is None:
        return {"queue_reason": None, "priority": None}
    doubt = max(_DOUBT[reason], 1.0 - row["confidence"])
    size = 1.0 + log10(1.0 + abs(row["value"])) / 4 if row["value"] is not None else 1.0
    return {"queue_reason": reason, "priority": round(_WEIGHT[row["unit_level"]] * size * doubt, 4)}


def _row(
    article: ArticleState,
    claim: str,
    fact_id: str,
    position: int | None,
    reading: Row,
    confidence: float,
    flags: Collection[str],
) -> Row:
    key = None
    if reading["unit_name"] is not None:
        key = unit_key(
            reading["unit_name"], reading["unit_level"], reading["unit_province"], reading["unit_place_code"]
        )
    known = key is not None and (reading["period_to"] is not None or reading["period_from"] is not None)
    return reading | {
        "qualifiers": list(reading["qualifiers"]),
        "article_id": article.article_id,
        "claim": claim,
        "fact_id": fact_id,
        "extraction_id": article.extraction_id if position is not None else None,
        "position": position,
        "revision_id": article.revision_id,
        "source_id": article.source_id,
        "published": article.published,
        "province": reading["unit_province"] or article.province,
        "unit_key": key,
        "figure_id": figure_id(key, reading) if known and key is not None else None,
        "confidence": confidence,
        "flags": list(flags),
        "verdict_uid": None,
        "verified_at": None,
        "explanations": None,
        "explanations_vi": None,
    }


def _decided(article: ArticleState, claim: str, figure: Read | None, held: Standing, facts: Sequence[Fact]) -> Row:
    verdict = held.verdict
    confidence = figure.confidence if figure is not None else 0.0
    flags = figure.flags if figure is not None else ()
    fact_id = figure.fact_id if figure is not None else verdict.fact_id if verdict is not None else claim
    position = figure.row if figure is not None else None
    changed = held.queue == "changed" and figure is not None and verdict is not None
    if changed:
        flags = (*flags, CHANGED)
    row = _row(article, claim, fact_id, position, dict(held.reading), confidence, flags)
    if not held.counted:
        row["figure_id"] = None
    if changed and figure is not None and verdict is not None:
        told_en, told_vi = differences_told(verdict.corrected or verdict.seen, figure.reading)
        machine = facts[figure.row]
        row["explanations"] = machine.explanations | {CHANGED: told_en}
        row["explanations_vi"] = machine.explanations_vi | {CHANGED: told_vi}
    return (
        row
        | {
            "status": held.status,
            "counted": held.counted,
            "verdict_uid": verdict.uid if verdict is not None else None,
            "verified_at": verdict.decided_at if verdict is not None else None,
        }
        | (waiting(row, held.queue) if verdict is not None else queue_values(row, held.status, flags))
    )


def _read(position: int, fact: Fact) -> Read:
    reading = Reading.model_validate(reading_values(fact))
    return Read(
        position, fact.id, fact.start, fact.end, fact.text, fact.evidence.text, reading, fact.confidence, fact.flags
    )
