"""Bringing what holds now up to date after an extraction or a verdict, in the same transaction.

``present_fact`` and ``figure`` are worked out from extractions and verdicts alone; `refresh` does so for some articles,
`rebuild` for all, and both come to the same rows as `after_extraction` does on the way.

On PostgreSQL one transaction at a time does this (SQLite has one writer anyway): two that each add an article to the
same figure would not see each other's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Select, delete, func, insert, select
from sqlalchemy import text as sql
from sqlalchemy.orm import aliased

from db import figure_rows
from db.anchoring import Seen
from db.bulk import insert_rows
from db.models import Article, Derivation, Extraction, Fact, Figure, PresentFact, Revision, Source
from db.models import Verdict as VerdictRow
from db.present_rows import ArticleState, Row, decided_rows, unverified_rows
from db.record_rows import load_facts
from schema import Fact as FactRead
from schema import Record, Verdict, content_hash

VERSION: Final = "2"
"""To be raised with every change of what these rows come to: `bring_up_to_date` then works all of them out anew."""

_LOCK: Final = 0x43484246
_CHUNK: Final = 500
_VERDICT: Final = tuple(Verdict.model_fields)


def after_extraction(connection: Connection, made: Sequence[tuple[int, int, Record]]) -> None:
    """Take in new extractions, each with its revision's key: the quick way for articles that nobody has decided on."""
    if not made:
        return
    lock(connection)
    states = _states(connection, Article.id.in_(_articles_of([revision for _, revision, _ in made])))
    decided = _with_verdicts(connection, [state.article_id for state in states])
    records = {extraction: record for extraction, _, record in made}
    plain: list[tuple[ArticleState, Sequence[FactRead]]] = []
    slow: list[int] = []
    for state in states:
        record = records.get(state.extraction_id)
        if record is None or state.article_id in decided:
            slow.append(state.article_id)
        else:
            plain.append((state, record.facts))
    _replace(connection, [state.article_id for state, _ in plain], [r for s, f in plain for r in unverified_rows(s, f)])
    if slow:
        _refresh(connection, slow)


def refresh(connection: Connection, article_ids: Iterable[int]) -> None:
    """Work out anew what these articles say; an article without an extraction says nothing."""
    lock(connection)
    for some in _chunks(sorted(set(article_ids))):
        _refresh(connection, some)


def rebuild(connection: Connection) -> None:
    """Work out everything anew, from extractions and verdicts alone."""
    lock(connection)
    connection.execute(delete(Figure))
    connection.execute(delete(PresentFact))
    after = 0
    while some := list(
        connection.scalars(select(Article.id).where(Article.id > after).order_by(Article.id).limit(_CHUNK))
    ):
        _refresh(connection, some)
        after = some[-1]


def is_up_to_date(connection: Connection) -> bool:
    """Whether this version of the code worked out what is there."""
    return connection.scalar(select(Derivation.version).where(Derivation.name == "present")) == VERSION


def bring_up_to_date(connection: Connection) -> bool:
    """Rebuild if another version of the code worked out what is there; False if nothing was to do."""
    if is_up_to_date(connection):
        return False
    rebuild(connection)
    connection.execute(delete(Derivation).where(Derivation.name == "present"))
    connection.execute(insert(Derivation).values(name="present", version=VERSION))
    return True


def worked_out(connection: Connection, article_ids: Sequence[int]) -> dict[int, list[Row]]:
    """What the rows of some articles should be (without what other articles make of them: conflicts)."""
    states = _states(connection, Article.id.in_(article_ids))
    verdicts = _verdicts(connection, [state.article_id for state in states])
    facts = load_facts(connection, [state.extraction_id for state in states])
    found: dict[int, list[Row]] = {article_id: [] for article_id in article_ids}
    for state in states:
        given = verdicts.get(state.article_id)
        if given:
            seen = _seen(connection, state.article_id, {(v.seen_hash, v.seen_version) for v in given})
            rows = decided_rows(state, facts[state.extraction_id], given, seen)
        else:
            rows = unverified_rows(state, facts[state.extraction_id])
        found[state.article_id] = rows
    return found


def _refresh(connection: Connection, article_ids: Sequence[int]) -> None:
    rows = worked_out(connection, article_ids)
    _replace(connection, article_ids, [row for some in rows.values() for row in some])


def _replace(connection: Connection, article_ids: Sequence[int], rows: list[Row]) -> None:
    """Put rows in place of what these articles had, and bring the figures of both up to date."""
    here = PresentFact.article_id.in_(article_ids)
    told = connection.scalars(select(PresentFact.figure_id).where(here))
    before = {key for key in told if key is not None}
    connection.execute(delete(PresentFact).where(here))
    insert_rows(connection, PresentFact, rows)
    figure_rows.refresh(connection, before, rows)


def _states(connection: Connection, which: Any) -> list[ArticleState]:
    """Articles by their newest revision that was read, in its newest extraction."""
    return [ArticleState(*row) for row in connection.execute(_read_last().where(which))]


@cache
def _read_last() -> Select[int, int, int, int, date | None, str | None, str]:
    older, read_then = aliased(Revision), aliased(Extraction)
    read = (
        select(func.max(older.number))
        .join(read_then, read_then.revision_id == older.id)
        .where(older.article_id == Article.id)
        .correlate(Article)
        .scalar_subquery()
    )
    other = aliased(Extraction)
    newest = select(func.max(other.id)).where(other.revision_id == Revision.id).correlate(Revision).scalar_subquery()
    return (
        select(
            Article.id,
            Article.source_id,
            Revision.id,
            Extraction.id,
            func.coalesce(Extraction.published, Revision.published),
            Revision.province,
            func.coalesce(Extraction.text, Revision.text),
        )
        .select_from(Article)
        .join(Revision, (Revision.article_id == Article.id) & (Revision.number == read))
        .join(Extraction, Extraction.id == newest)
        .order_by(Article.id)
    )


def _articles_of(revision_ids: Sequence[int]) -> Any:
    return select(Revision.article_id).where(Revision.id.in_(revision_ids))


def _here(article_ids: Sequence[int]) -> Any:
    return (
        select(Article.id, VerdictRow)
        .join(Source, Source.id == Article.source_id)
        .join(VerdictRow, (VerdictRow.source == Source.name) & (VerdictRow.url == Article.url))
        .where(Article.id.in_(article_ids))
    )


def _with_verdicts(connection: Connection, article_ids: Sequence[int]) -> set[int]:
    return set(connection.scalars(_here(article_ids).with_only_columns(Article.id).distinct()))


def _verdicts(connection: Connection, article_ids: Sequence[int]) -> dict[int, list[Verdict]]:
    found: dict[int, list[Verdict]] = {}
    columns = [getattr(VerdictRow, name) for name in _VERDICT]
    for row in connection.execute(_here(article_ids).with_only_columns(Article.id.label("article_id"), *columns)):
        values = row._mapping
        found.setdefault(values["article_id"], []).append(
            Verdict.model_validate({name: values[name] for name in _VERDICT})
        )
    return found


def _seen(connection: Connection, article_id: int, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], Seen]:
    """The texts of an article that editors saw, each with the ids of the facts that their version read in it."""
    texts: dict[str, str] = {}
    read: dict[tuple[str, str], tuple[int, str]] = {}
    query = (
        select(Revision.content_hash, Revision.text, Extraction.id, Extraction.extractor_version, Extraction.text)
        .outerjoin(Extraction, Extraction.revision_id == Revision.id)
        .where(Revision.article_id == article_id)
        .order_by(Revision.number.desc(), Extraction.id.desc())
    )
    for text_hash, whole, extraction, version, own in connection.execute(query):
        hashes = {text_hash} if own is None else {text_hash, content_hash(own)}  # or the text without its boilerplate
        for known in hashes:
            texts.setdefault(known, whole if own is None else own)
            if extraction is not None:
                read.setdefault((known, version), (extraction, whole if own is None else own))
    facts: dict[int, set[str]] = {}
    needed = {read[key][0] for key in wanted if key in read}
    for extraction, fact_id in connection.execute(
        select(Fact.extraction_id, Fact.fact_id).where(Fact.extraction_id.in_(needed))
    ):
        facts.setdefault(extraction, set()).add(fact_id)
    found = {}
    for key in wanted:
        extraction, text = read.get(key, (0, texts.get(key[0])))
        found[key] = Seen(text, facts.get(extraction, ()))
    return found


def lock(connection: Connection) -> None:
    """Wait for the turn to work things out; who also adds extractions or verdicts takes it before they do.

    Two that had each added something, and then waited for one another, would wait for ever.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(sql("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]
