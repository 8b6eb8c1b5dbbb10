"""One item for an editor: everything that a decision needs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from db.models import Article, DateMention, Document, Extraction, Fact, PresentFact, Revision, Source, UnitMention
from db.present_rows import READING
from db.repository import verdicts
from schema import CONTEXT_LENGTH, Reading, Verdict


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the article's text, in code points, and what it shows: figure, evidence, unit, period, document."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Telling:
    """The same figure in another article, or elsewhere in this one.

    ``waiting``: it is in the queue, too. ``seen`` is a token of what is told here.
    """

    article_id: int
    claim: str
    source_title: str
    url: str
    published: date | None
    reading: Reading
    status: str
    evidence: str
    waiting: bool
    seen: str


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
    ``extraction_id`` is the machine's newest extraction of this figure, None where it reads nothing.
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
    extraction_id: int | None
    figure_id: str | None
    queue_reason: str | None
    history: tuple[Verdict, ...]
    tellings: tuple[Telling, ...]
    earlier: tuple[EarlierReading, ...]
    seen: str

    @property
    def proposed(self) -> Reading:
        """The reading that accepting confirms: the machine's, or what holds where the machine reads nothing."""
        return self.machine or self.shown

    def copies(self) -> list[Telling]:
        """The same figure, read the same, that waits in other articles, too."""
        return [
            telling
            for telling in self.tellings
            if telling.waiting
            and telling.article_id != self.article_id
            and telling.status == "unverified"
            and not telling.reading.differences(self.proposed)
        ]


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
    return [_telling(row) for row in found]


def unit_at(connection: Connection, extraction_id: int, start: int, end: int) -> RowMapping | None:
    """The organisation or place that the machine has read in a stretch of an article, the longest if several."""
    return _mention_at(connection, UnitMention, extraction_id, start, end)


def place_today(connection: Connection, extraction_id: int, name: str | None, place_code: str | None) -> str | None:
    """What holds a place today that an article names so, as the machine knows it; None where it does not."""
    query = select(UnitMention.place_today).where(UnitMention.extraction_id == extraction_id, UnitMention.name == name)
    return connection.scalar(query.where(UnitMention.place_code == place_code).order_by(UnitMention.start).limit(1))


def period_at(connection: Connection, extraction_id: int, start: int, end: int) -> RowMapping | None:
    """The calendar expression that the machine has read in a stretch of an article, the longest if several."""
    return _mention_at(connection, DateMention, extraction_id, start, end)


def _mention_at(connection: Connection, model: Any, extraction_id: int, start: int, end: int) -> RowMapping | None:
    query = select(model.__table__).where(model.extraction_id == extraction_id, model.start < end, model.end > start)
    return connection.execute(query.order_by((model.end - model.start).desc(), model.start).limit(1)).mappings().first()


def _telling(row: RowMapping) -> Telling:
    reading, evidence = _reading(row), row["evidence"] or ""
    parts = (row["claim"], row["content_hash"], row["figure"], evidence, row["status"], reading.model_dump_json())
    return Telling(
        article_id=row["article_id"],
        claim=row["claim"],
        source_title=row["source_title"],
        url=row["url"],
        published=row["published"],
        reading=reading,
        status=row["status"],
        evidence=evidence,
        waiting=row["queue_reason"] is not None,
        seen=_hash(*parts),
    )


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
        places=_places(connection, row, text, last),
        figure=row["figure"] if last is None or row["figure"] is not None else last.figure,
        evidence=row["evidence"] if last is None or row["evidence"] is not None else last.evidence,
        before=text[max(0, start - CONTEXT_LENGTH) : start] if start is not None else last.before if last else "",
        after=text[end : end + CONTEXT_LENGTH] if end is not None else last.after if last else "",
        shown=shown,
        machine=machine,
        status=row["status"],
        flags=tuple(row["flags"]),
        explanations=row["explanations"] or row["machine_explanations"] or {},
        explanations_vi=row["explanations_vi"] or row["machine_explanations_vi"] or {},
        rule=row["rule"],
        confidence=row["confidence"],
        extractor_version=row["extractor_version"],
        extraction_id=row["extraction_id"],
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


def _places(connection: Connection, row: RowMapping, text: str, last: Verdict | None) -> tuple[Place, ...]:
    if row["figure"] is None:
        return _places_of_words(text, last)
    kinds = (("figure", ""), ("evidence", "evidence_"), ("unit", "unit_"), ("period", "period_"))
    stretches = [(row[f"{name}start"], row[f"{name}end"], kind) for kind, name in kinds]
    found = [Place(start, end, kind) for start, end, kind in stretches if start is not None and end is not None]
    cited = select(Document.start, Document.end).where(Document.extraction_id == row["extraction_id"])
    documents = connection.execute(cited.order_by(Document.start))
    return (*found, *(Place(start, end, "document") for start, end in documents))


def _places_of_words(text: str, last: Verdict | None) -> tuple[Place, ...]:
    """Where the words of a verdict stand in a text that the machine reads nothing in, if they do as they were."""
    start = text.find(last.evidence) if last is not None and last.evidence else -1
    if last is None or start < 0:
        return ()
    found = [Place(start, start + len(last.evidence), "evidence")]
    inside = last.evidence.find(last.figure)
    if last.figure and inside >= 0:
        found.append(Place(start + inside, start + inside + len(last.figure), "figure"))
    return tuple(found)


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
    return _hash(*parts)


def _hash(*parts: object) -> str:
    return hashlib.blake2b("\n".join(map(str, parts)).encode(), digest_size=12).hexdigest()
