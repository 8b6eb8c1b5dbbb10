"""Articles as pages show them: one with all that was read in it, and lists of them, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Connection, func, select

from db import views
from db.models import Article, DateMention, Document, Extraction, Fact, PresentFact, Revision, Source, UnitMention
from db.models.documents import Citation
from db.models.search import ArticleIndexed

MarkKind = Literal["document", "date", "unit", "figure", "sentence"]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the article's text (code points) and what it is; ``name`` says which one.

    That is a document's id (None where the registry does not have it), a fact's id (of a figure and of its sentence),
    a unit's name, and nothing for a date.
    """

    kind: MarkKind
    start: int
    end: int
    name: str | None


@dataclass(frozen=True, slots=True)
class RevisionMark:
    """A revision of an article: its number, when it was first seen, and what the article was called."""

    number: int
    first_fetched_at: datetime
    title: str | None


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """An article as it stands; ``facts`` are rows of the view ``facts``, in the order of the text."""

    article_id: int
    url: str
    source: str
    source_title: str
    title: str | None
    published: date | None
    author: str | None
    syndicated_from: str | None
    province: str | None
    text: str
    revisions: tuple[RevisionMark, ...]
    marks: tuple[Mark, ...]
    facts: tuple[Row, ...]


def shown(connection: Connection, article_id: int) -> ShownArticle | None:
    """An article with its newest text and what the newest extraction read there; None if there is none."""
    row = connection.execute(
        select(Article.id, Article.url, Source.name, Source.title)
        .join(Source, Source.id == Article.source_id)
        .where(Article.id == article_id)
    ).one_or_none()
    if row is None:
        return None
    revisions = connection.execute(
        select(Revision.id, Revision.number, Revision.first_fetched_at, Revision.title)
        .where(Revision.article_id == article_id)
        .order_by(Revision.number)
    ).all()
    newest = revisions[-1].id
    text = connection.execute(select(Revision.__table__).where(Revision.id == newest)).mappings().one()
    read = connection.execute(
        select(Extraction.__table__).where(Extraction.revision_id == newest).order_by(Extraction.id.desc()).limit(1)
    )
    extraction = read.mappings().one_or_none()
    known = {**text, **{name: value for name, value in (extraction or {}).items() if value is not None}}
    return ShownArticle(
        article_id=article_id,
        url=row.url,
        source=row.name,
        source_title=row[3],
        title=known["title"],
        published=known["published"],
        author=known["author"],
        syndicated_from=known["syndicated_from"],
        province=text["province"],
        text=known["text"],
        revisions=tuple(RevisionMark(number, at, title) for _, number, at, title in revisions),
        marks=() if extraction is None else tuple(_marks(connection, article_id, extraction["id"])),
        facts=tuple(facts(connection, article_id)),
    )


def revision_texts(connection: Connection, article_id: int, numbers: Sequence[int]) -> dict[int, str]:
    """The texts of some revisions of an article, by number."""
    query = select(Revision.number, Revision.text).where(
        Revision.article_id == article_id, Revision.number.in_(list(numbers))
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def newest(
    connection: Connection,
    *,
    limit: int,
    before: int | None = None,
    source: str | None = None,
    province: str | None = None,
    from_: date | None = None,
    to: date | None = None,
) -> tuple[list[Row], int | None]:
    """Articles that came last into the store, and the key ``before`` which to go on (None where nothing is left).

    Rows have article_id, url, source, title, published, province, begins (how the text does) and facts. The filters
    mean what they mean in ``search.find``.
    """
    query = (
        select(
            Article.id.label("article_id"),
            Article.url,
            Source.name.label("source"),
            Revision.title,
            ArticleIndexed.published,
            Revision.province,
            Revision.text,
        )
        .join(Source, Source.id == Article.source_id)
        .join(ArticleIndexed, ArticleIndexed.article_id == Article.id)
        .join(Revision, Revision.id == ArticleIndexed.revision_id)
        .order_by(Article.id.desc())
    )
    if before is not None:
        query = query.where(Article.id < before)
    if source is not None:
        query = query.where(Source.name == source)
    if province is not None:
        query = query.where(Revision.province == province)
    if from_ is not None:
        query = query.where(ArticleIndexed.published >= from_)
    if to is not None:
        query = query.where(ArticleIndexed.published <= to)
    found = [dict(row) for row in connection.execute(query.limit(limit + 1)).mappings()]
    listed = found[:limit]
    for row in listed:
        title, _, rest = row.pop("text").strip().partition("\n")
        row["title"] = row["title"] or title[:200]
        row["begins"] = (rest or title)[:240]
    return listed, listed[-1]["article_id"] if len(found) > limit and listed else None


def fact_counts(connection: Connection, article_ids: Sequence[int]) -> dict[int, int]:
    """How many counted facts some articles have."""
    query = (
        select(PresentFact.article_id, func.count())
        .where(PresentFact.article_id.in_(list(article_ids)), PresentFact.counted)
        .group_by(PresentFact.article_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def facts(connection: Connection, article_id: int) -> list[Row]:
    """What an article tells: rows of the view ``facts``, in the order of the text."""
    column = views.facts.c
    order = (column.evidence_start.is_(None), column.evidence_start, column.fact_id)
    query = select(views.facts).where(column.article_id == article_id).order_by(*order)
    return [dict(row) for row in connection.execute(query).mappings()]


def _marks(connection: Connection, article_id: int, extraction_id: int) -> list[Mark]:
    cited = (
        select(Document.start, Document.end, Citation.cited_document_id)
        .outerjoin(Citation, Citation.document_row == Document.id)
        .where(Document.extraction_id == extraction_id)
    )
    dates = select(DateMention.start, DateMention.end).where(DateMention.extraction_id == extraction_id)
    units = select(UnitMention.start, UnitMention.end, UnitMention.name).where(
        UnitMention.extraction_id == extraction_id
    )
    told = (
        select(Fact.start, Fact.end, Fact.evidence_start, Fact.evidence_end, PresentFact.claim)
        .join(
            PresentFact,
            (PresentFact.extraction_id == Fact.extraction_id) & (PresentFact.position == Fact.position),
        )
        .where(Fact.extraction_id == extraction_id, PresentFact.article_id == article_id)
    )
    marks = [Mark("document", start, end, name) for start, end, name in connection.execute(cited)]
    marks += [Mark("date", start, end, None) for start, end in connection.execute(dates)]
    marks += [Mark("unit", start, end, name) for start, end, name in connection.execute(units)]
    for start, end, evidence_start, evidence_end, claim in connection.execute(told):
        marks.append(Mark("figure", start, end, claim))
        marks.append(Mark("sentence", evidence_start, evidence_end, claim))
    return sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind))
