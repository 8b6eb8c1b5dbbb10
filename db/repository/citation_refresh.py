"""Citations worked out from mentions, and the counts of each document kept true to them.

An article's citations are made anew as a whole. A document that only gained some has its counts raised; one that
lost any is counted again, so that loading many articles does not count the much cited ones over and over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, func, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from db.citation_groups import Mention
from db.document_identity import DocumentIdentity, identify, search_key
from db.models import Article, Citation, CitedDocument, Document, Extraction, Revision, UnitMention
from db.repository.citation_counts import COUNTS, Change, Values, drop_uncited, settle

_BATCH = 1000  # articles, or keys in a statement
_LOCK = 0x43484344
"""Key of the PostgreSQL advisory lock under which counts are read and written again."""

_MENTION = ("id", "start", "canonical", "type", "number", "symbol", "date", "issuer", "issuer_level", "antecedent")


@dataclass(frozen=True, slots=True)
class _Reading:
    """The newest extraction of an article's newest revision."""

    article_id: int
    extraction_id: int
    published: date | None
    province: str | None


def refresh(connection: Connection, article_ids: Iterable[int]) -> int:
    """Work out the citations of these articles anew; how many they have now.

    A document that nobody cites any longer goes, unless another table refers to it. About ten statements for each
    1,000 articles. Doing it twice changes nothing.
    """
    wanted = list(dict.fromkeys(article_ids))
    if wanted and connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    return sum(_refresh(connection, wanted[start : start + _BATCH]) for start in range(0, len(wanted), _BATCH))


def rebuild(connection: Connection) -> int:
    """Work out all citations and counts anew; how many citations there are."""
    connection.execute(delete(Citation))
    connection.execute(update(CitedDocument).values(dict.fromkeys(COUNTS) | {"citations": 0, "articles": 0}))
    done, last = 0, 0
    while True:
        query = select(Article.id).where(Article.id > last).order_by(Article.id).limit(_BATCH)
        article_ids = list(connection.execute(query).scalars())
        if not article_ids:
            break
        done += refresh(connection, article_ids)
        last = article_ids[-1]
    drop_uncited(connection, select(CitedDocument.id).where(CitedDocument.citations == 0))
    return done


def _refresh(connection: Connection, article_ids: Sequence[int]) -> int:
    before = _stored(connection, article_ids)
    identities: dict[str, DocumentIdentity] = {}
    after: dict[int, Values] = {}
    readings = _readings(connection, article_ids)
    for reading, mentions in _with_mentions(connection, readings):
        for row, identity in identify(mentions, reading.published, reading.province).items():
            identities.setdefault(identity.id, identity)
            after[row] = {
                "document_row": row,
                "cited_document_id": identity.id,
                "article_id": reading.article_id,
                "published": reading.published,
                "province": reading.province,
            }
    gone = [row for row, values in before.items() if after.get(row) != values]
    for start in range(0, len(gone), _BATCH):
        connection.execute(delete(Citation).where(Citation.document_row.in_(gone[start : start + _BATCH])))
    _add_documents(connection, identities)
    new = [values for row, values in after.items() if before.get(row) != values]
    if new:
        connection.execute(insert(Citation), new)
    settle(connection, _changes(before.values(), after.values()), identities)
    return len(after)


def _stored(connection: Connection, article_ids: Sequence[int]) -> dict[int, Values]:
    rows = connection.execute(select(Citation.__table__).where(Citation.article_id.in_(article_ids))).mappings()
    return {row["document_row"]: dict(row) for row in rows}


def _readings(connection: Connection, article_ids: Sequence[int]) -> list[_Reading]:
    """The newest extraction of each newest revision that was read.

    The province is that of the site, or else that of most units in the article.
    """
    newer, later, read = aliased(Revision), aliased(Extraction), aliased(Extraction)
    newer_read = (
        select(newer.id)
        .join(read, read.revision_id == newer.id)
        .where(newer.article_id == Revision.article_id, newer.number > Revision.number)
    )
    query = (
        select(
            Revision.article_id,
            Extraction.id,
            func.coalesce(Extraction.published, Revision.published),
            Revision.province,
        )
        .join(Extraction, Extraction.revision_id == Revision.id)
        .where(
            Revision.article_id.in_(article_ids),
            ~newer_read.exists(),
            ~select(later.id).where(later.revision_id == Revision.id, later.id > Extraction.id).exists(),
        )
    )
    readings = [_Reading(*row) for row in connection.execute(query)]
    nowhere = [reading.extraction_id for reading in readings if reading.province is None]
    if not nowhere:
        return readings
    times = func.count()
    units = (
        select(UnitMention.extraction_id, UnitMention.province)
        .where(UnitMention.extraction_id.in_(nowhere), UnitMention.province.is_not(None))
        .group_by(UnitMention.extraction_id, UnitMention.province)
        .order_by(times, UnitMention.province.desc())  # the last one is kept: the most, the first by name
    )
    most = {row.extraction_id: row.province for row in connection.execute(units)}
    return [
        _Reading(r.article_id, r.extraction_id, r.published, r.province or most.get(r.extraction_id)) for r in readings
    ]


def _with_mentions(connection: Connection, readings: Sequence[_Reading]) -> Iterable[tuple[_Reading, list[Mention]]]:
    by_extraction = {reading.extraction_id: reading for reading in readings}
    columns = [getattr(Document, name) for name in _MENTION]
    query = (
        select(Document.extraction_id, *columns)
        .where(Document.extraction_id.in_(by_extraction))
        .order_by(Document.extraction_id, Document.position)
    )
    mentions: defaultdict[int, list[Mention]] = defaultdict(list)
    for extraction_id, *fields in connection.execute(query):
        mentions[extraction_id].append(Mention(*fields))
    return ((by_extraction[extraction_id], found) for extraction_id, found in mentions.items())


def _changes(before: Iterable[Values], after: Iterable[Values]) -> dict[str, Change]:
    """What changes for each document whose mentions are not all the same rows as before."""
    changes: defaultdict[str, Change] = defaultdict(Change)
    articles: dict[bool, defaultdict[str, set[tuple[int, date | None]]]] = {}
    for is_new, rows in ((False, before), (True, after)):
        articles[is_new] = defaultdict(set)
        for row in rows:
            document = row["cited_document_id"]
            changes[document].citations += 1 if is_new else -1
            articles[is_new][document].add((row["article_id"], row["published"]))
    for document, change in changes.items():
        change.gained = articles[True][document] - articles[False][document]
        change.lost = not articles[False][document] <= articles[True][document]
    return changes


def _add_documents(connection: Connection, identities: dict[str, DocumentIdentity]) -> None:
    """Rows for the documents that are cited for the first time."""
    if not identities:
        return
    add = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    rows = [
        {
            "id": key,
            "key": identity.key,
            "search_key": search_key(identity.canonical),
            "canonical": identity.canonical,
            "number": identity.number,
            "symbol": identity.symbol,
            "issuer_level": identity.issuer_level,
            "province": identity.province,
            "term": identity.term,
            "local": identity.local,
            "resolved": identity.resolved,
            "registered": False,
            "citations": 0,
            "articles": 0,
        }
        for key, identity in sorted(identities.items())
    ]
    connection.execute(add(CitedDocument).on_conflict_do_nothing(), rows)
