"""One item for an editor: everything that a decision needs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from db.models import Article, Extraction, Fact, PresentFact, Revision, Source
from db.present_rows import READING
from db.repository import verdicts
from schema import CONTEXT_LENGTH, Reading, Verdict


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the article's text, in code points, and what it shows: figure, evidence, unit or period."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Telling:
    """The same figure in another article, or elsewhere in this one."""

    article_id: int
    claim: str
    source_title: str
    url: str
    published: date | None
    reading: Reading
    status: str
    evidence: str


@dataclass(frozen=True, slots=True)
class EarlierReading:
    """What an earlier version of the rules made of this figure."""

    extractor_version: str
    extracted_at: datetime
    reading: Reading


@dataclass(frozen=True, slots=True)
class Item:
    """A figure of an article, as an editor needs it.

    ``shown`` is the reading in effect, ``machine`` what the machine reads now (None where it reads nothing). ``seen``
    is a token of what this is: ``decisions.decide`` refuses one on something else. ``places`` point into ``text``.
    """

    claim: str
    fact_id: str
    article_id: int
    source: str
    source_title: str
    url: str
    title: str | None
    published: date | None
    revision: int
    text: str
    text_hash: str
    places: tuple[Place, ...]
    figure: str
    evidence: str
    before: str
    after: str
    shown: Reading
    machine: Reading | None
    status: str
    flags: tuple[str, ...]
    explanations: dict[str, str]
    explanations_vi: dict[str, str]
    rule: str | None
    confidence: float
    extractor_version: str | None
    figure_id: str | None
    queue_reason: str | None
    history: tuple[Verdict, ...]
    tellings: tuple[Telling, ...]
    earlier: tuple[EarlierReading, ...]
    seen: str


def load(connection: Connection, claim: str) -> Item | None:
    """The item of a claim, or of any fact id that its figure has now; None if there is none."""
    by_claim = PresentFact.claim == claim
    renamed = (PresentFact.fact_id == claim) & (PresentFact.fact_id != PresentFact.claim)  # the few that are indexed
    for where in (by_claim, renamed):
        row = connection.execute(_present().where(where).order_by(PresentFact.id).limit(1)).mappings().first()
        if row is not None:
            return _item(connection, row)
    return None


def tellings(connection: Connection, figure_id: str) -> list[Telling]:
    """Everybody who tells a figure, oldest first."""
    found = connection.execute(
        _present().where(PresentFact.figure_id == figure_id).order_by(PresentFact.published, PresentFact.article_id)
    ).mappings()
    return [
        Telling(
            article_id=row["article_id"],
            claim=row["claim"],
            source_title=row["source_title"],
            url=row["url"],
            published=row["published"],
            reading=_reading(row),
            status=row["status"],
            evidence=row["evidence"] or "",
        )
        for row in found
    ]


def _present() -> Any:
    on_fact = (Fact.extraction_id == PresentFact.extraction_id) & (Fact.position == PresentFact.position)
    return (
        select(
            PresentFact.__table__,
            Source.name.label("source"),
            Source.title.label("source_title"),
            Article.url,
            Revision.number,
            Revision.content_hash,
            Revision.text.label("revision_text"),
            Revision.title.label("revision_title"),
            Extraction.title.label("extraction_title"),
            Extraction.text.label("extraction_text"),
            Extraction.extractor_version,
            Fact.text.label("figure"),
            Fact.evidence_text.label("evidence"),
            Fact.start,
            Fact.end,
            Fact.evidence_start,
            Fact.evidence_end,
            Fact.unit_start,
            Fact.unit_end,
            Fact.period_start,
            Fact.period_end,
            Fact.rule,
            Fact.explanations.label("machine_explanations"),
            Fact.explanations_vi.label("machine_explanations_vi"),
            *(getattr(Fact, name).label(f"machine_{name}") for name in READING),
        )
        .select_from(PresentFact)
        .join(Article, Article.id == PresentFact.article_id)
        .join(Source, Source.id == PresentFact.source_id)
        .join(Revision, Revision.id == PresentFact.revision_id)
        .outerjoin(Fact, on_fact)
        .outerjoin(Extraction, Extraction.id == Fact.extraction_id)
    )


def _item(connection: Connection, row: RowMapping) -> Item:
    text = row["extraction_text"] if row["extraction_text"] is not None else row["revision_text"]
    history = tuple(verdicts.of_claim(connection, row["claim"]))
    shown = _reading(row)
    machine = _reading(row, "machine_") if row["figure"] is not None else None
    last = history[-1] if history else None
    told = [t for t in tellings(connection, row["figure_id"]) if t.claim != row["claim"]] if row["figure_id"] else []
    start, end = row["evidence_start"], row["evidence_end"]
    return Item(
        claim=row["claim"],
        fact_id=row["fact_id"],
        article_id=row["article_id"],
        source=row["source"],
        source_title=row["source_title"],
        url=row["url"],
        title=row["extraction_title"] or row["revision_title"],
        published=row["published"],
        revision=row["number"],
        text=text,
        text_hash=row["content_hash"],
        places=_places(row),
        figure=row["figure"] if last is None or row["figure"] is not None else last.figure,
        evidence=row["evidence"] if last is None or row["evidence"] is not None else last.evidence,
        before=text[max(0, start - CONTEXT_LENGTH) : start] if start is not None else "",
        after=text[end : end + CONTEXT_LENGTH] if end is not None else "",
        shown=shown,
        machine=machine,
        status=row["status"],
        flags=tuple(row["flags"]),
        explanations=row["explanations"] or row["machine_explanations"] or {},
        explanations_vi=row["explanations_vi"] or row["machine_explanations_vi"] or {},
        rule=row["rule"],
        confidence=row["confidence"],
        extractor_version=row["extractor_version"],
        figure_id=row["figure_id"],
        queue_reason=row["queue_reason"],
        history=history,
        tellings=tuple(told),
        earlier=tuple(_earlier(connection, row["article_id"], row["fact_id"], machine)),
        seen=_token(row, shown, machine, history),
    )


def _reading(row: RowMapping, prefix: str = "") -> Reading:
    values = {name: row[prefix + name] for name in READING}
    return Reading.model_validate(values | {"qualifiers": tuple(values["qualifiers"] or ())})


def _places(row: RowMapping) -> tuple[Place, ...]:
    kinds = (("figure", ""), ("evidence", "evidence_"), ("unit", "unit_"), ("period", "period_"))
    found = [(row[f"{name}start"], row[f"{name}end"], kind) for kind, name in kinds]
    return tuple(Place(start, end, kind) for start, end, kind in found if start is not None and end is not None)


def _earlier(
    connection: Connection, article_id: int, fact_id: str, machine: Reading | None
) -> Sequence[EarlierReading]:
    """Readings by other versions that differ from the present one, newest first."""
    query = (
        select(
            Extraction.extractor_version,
            Extraction.extracted_at,
            *(getattr(Fact, name) for name in READING),
        )
        .select_from(Fact)
        .join(Extraction, Extraction.id == Fact.extraction_id)
        .join(Revision, Revision.id == Extraction.revision_id)
        .where(Fact.fact_id == fact_id, Revision.article_id == article_id)
        .order_by(Extraction.id.desc())
    )
    found: list[EarlierReading] = []
    for row in connection.execute(query).mappings():
        reading = _reading(row)
        known = [machine, *(earlier.reading for earlier in found)]
        if not any(other is not None and not other.differences(reading) for other in known):
            found.append(EarlierReading(row["extractor_version"], row["extracted_at"], reading))
    return found


def _token(row: RowMapping, shown: Reading, machine: Reading | None, history: Sequence[Verdict]) -> str:
    """What an editor decides on: the readings, the words and everything decided before, as one short hash."""
    parts = (
        row["claim"],
        row["content_hash"],
        row["figure"],
        shown.model_dump_json(),
        machine.model_dump_json() if machine is not None else "",
        *(verdict.uid for verdict in history if verdict.decision != "note"),
    )
    return hashlib.blake2b("\n".join(map(str, parts)).encode(), digest_size=12).hexdigest()
