"""What an editor is shown of a figure: the part of a verdict that is not the decision."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, func, select

from db.models import Article, Extraction, Fact, PresentFact, Revision, Source
from db.models import Verdict as VerdictRow
from schema import CONTEXT_LENGTH, Reading, content_hash

_READING: Final = tuple(Reading.model_fields)
_WORDS: Final = ("figure", "evidence", "before", "after")


def shown(connection: Connection, article_id: int, claim: str) -> dict[str, Any]:
    """The fields of a ``schema.Verdict`` that say what was decided on, for a figure as it stands now.

    ``seen`` is what the machine reads now; where it reads nothing, what held until now. So an ``accept`` of a changed
    figure takes the machine's new reading, and one who wants the old back corrects to it. Raises LookupError where
    the article has no such figure.
    """
    query = (
        select(
            PresentFact.__table__,
            Source.name.label("source"),
            Article.url,
            Revision.content_hash,
            Revision.text.label("whole"),
        )
        .join(Article, Article.id == PresentFact.article_id)
        .join(Source, Source.id == Article.source_id)
        .join(Revision, Revision.id == PresentFact.revision_id)
        .where(PresentFact.article_id == article_id, PresentFact.claim == claim)
    )
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise LookupError(f"article {article_id} has no figure called {claim}")
    newest = select(func.max(Extraction.id)).where(Extraction.revision_id == row["revision_id"]).scalar_subquery()
    version, own = connection.execute(
        select(Extraction.extractor_version, Extraction.text).where(Extraction.id == newest)
    ).one()
    text = row["whole"] if own is None else own
    fields: dict[str, Any] = {
        "source": row["source"],
        "url": row["url"],
        "claim": claim,
        "fact_id": row["fact_id"],
        "seen_flags": tuple(row["flags"]),
        "seen_hash": row["content_hash"] if own is None else content_hash(own),
        "seen_version": version,
    }
    if row["position"] is None:
        held = connection.execute(
            select(*(getattr(VerdictRow, name) for name in _WORDS)).where(VerdictRow.uid == row["verdict_uid"])
        ).one()
        return {**fields, **held._mapping, "seen": Reading(**{name: row[name] for name in _READING})}
    fact = connection.execute(
        select(Fact.__table__).where(Fact.extraction_id == row["extraction_id"], Fact.position == row["position"])
    ).one()
    start, end = fact.evidence_start, fact.evidence_end
    return fields | {
        "figure": fact.text,
        "evidence": fact.evidence_text,
        "before": text[max(0, start - CONTEXT_LENGTH) : start],
        "after": text[end : end + CONTEXT_LENGTH],
        "seen": Reading(**{name: getattr(fact, name) for name in _READING}),
    }
