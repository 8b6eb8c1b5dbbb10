"""What was read: offsets that point at other words, flags that stand on nothing, texts that nobody has read yet."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, delete, func, or_, select

import db
from db.models import Article, Document, Extraction, Fact, Flag, Revision, UnitMention
from jobs.doctor.findings import Finding, Patient, named

_BATCH = 200
_SUBJECTS = ((Flag.document_position, Document), (Flag.unit_position, UnitMention), (Flag.fact_position, Fact))


def offsets(patient: Patient) -> list[Finding]:
    """Facts and evidence whose words do not stand at their offsets."""
    with patient.engine.connect() as connection:
        wrong = [f"{url} (fact {fact_id}, {version})" for url, fact_id, version in _misplaced(connection)]
    if not wrong:
        return []
    return [
        Finding(
            f"{len(wrong)} facts do not stand where they say: {named(wrong)}", "restore a backup; records never change"
        )
    ]


def flags(patient: Patient) -> list[Finding]:
    """Flags on a document, a unit or a fact that the record does not have."""
    with patient.engine.connect() as connection:
        loose = list(connection.scalars(select(Flag.id).where(_nowhere()).order_by(Flag.id)))
    if not loose:
        return []

    def mend() -> str:
        with db.writing(patient.engine) as connection:
            gone = connection.execute(delete(Flag).where(_nowhere())).rowcount
        return f"{gone} flags that stood on nothing are removed"

    told = f"{len(loose)} flags stand on nothing: rows {named([str(key) for key in loose])}"
    return [Finding(told, "chibo doctor --mend removes them", mend)]


def waiting(patient: Patient) -> list[Finding]:
    """Texts that the rules of today have not read, and verdicts whose article is not here."""
    found = []
    with patient.engine.connect() as connection:
        revisions = db.repository.articles.count_pending(connection, patient.extractor_version)
        articles = [f"{url} ({source})" for source, url in db.repository.verdicts.unplaced(connection)]
    if revisions:
        told = f"{revisions} revisions wait for extraction by these rules"
        found.append(Finding(told, "chibo nightly or chibo reextract reads them", wrong=False))
    if articles:
        told = f"verdicts wait for {len(articles)} articles that are not here: {named(articles)}"
        found.append(Finding(told, "they find them when chibo nightly or chibo ingest brings them", wrong=False))
    return found


def _misplaced(connection: Connection) -> Iterator[tuple[str, str, str]]:
    after = 0
    while True:
        query = (
            select(
                Extraction.id, Extraction.extractor_version, Article.url, func.coalesce(Extraction.text, Revision.text)
            )
            .join(Revision, Revision.id == Extraction.revision_id)
            .join(Article, Article.id == Revision.article_id)
            .where(Extraction.id > after)
            .order_by(Extraction.id)
            .limit(_BATCH)
        )
        read = {key: (version, url, text) for key, version, url, text in connection.execute(query)}
        if not read:
            return
        after = max(read)
        columns = (Fact.extraction_id, Fact.fact_id, Fact.start, Fact.end, Fact.text)
        evidence = (Fact.evidence_start, Fact.evidence_end, Fact.evidence_text)
        facts = (
            select(*columns, *evidence).where(Fact.extraction_id.in_(read)).order_by(Fact.extraction_id, Fact.position)
        )
        for key, fact_id, start, end, words, first, last, quote in connection.execute(facts):
            version, url, text = read[key]
            if text[start:end] != words or text[first:last] != quote:
                yield url, fact_id, version


def _nowhere() -> object:
    missing = [
        column.is_not(None)
        & ~select(table.id).where(table.extraction_id == Flag.extraction_id, table.position == column).exists()
        for column, table in _SUBJECTS
    ]
    return or_(*missing)
