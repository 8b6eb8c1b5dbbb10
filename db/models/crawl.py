"""Sources, nightly runs, articles, their revisions, and every time a page was asked for.

Nothing of an article is overwritten: a changed text is a new revision, a page asked for again is a
new fetch. Only the state of a run and the labels of a source follow the present.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, UtcDateTime, one_of

RUN_STATES = ("running", "done", "failed", "interrupted")
FETCH_OUTCOMES = ("new", "changed", "unchanged", "failed")


class Source(Base):
    """A site. ``name`` is the key, the one in its TOML file; the labels are those of the newest run."""

    __tablename__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    homepage: Mapped[str]
    first_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CrawlRun(Base):
    """One night of one source, with the source's settings as they were.

    The counts are null until the run has ended. A run found ``running`` by a later one was killed and
    becomes ``interrupted``; what it fetched is kept and counted by its fetches.
    """

    __tablename__ = "crawl_run"
    __table_args__ = (one_of("state", RUN_STATES), Index(None, "source_id", "started_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    state: Mapped[str]
    pages: Mapped[int | None]
    new: Mapped[int | None]
    changed: Mapped[int | None]
    unchanged: Mapped[int | None]
    failed: Mapped[int | None]


class Article(Base):
    """An article of a source; its identity is its canonical URL."""

    __tablename__ = "article"
    __table_args__ = (UniqueConstraint("source_id", "url"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    url: Mapped[str]
    first_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Revision(Base):
    """An article's text as it once stood; immutable, counted from 1 within its article.

    Its identity is ``content_hash``, compared with the revision before it: a text that returns to an
    earlier wording is a revision again. ``text`` has one paragraph a line, NFC; ``paragraphs`` is the
    same with zones (``[{"text": …, "zone": …}]``), or null where only plain text was given. The other
    columns are what was known from outside, so that extraction can be repeated from here alone.
    """

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("article_id", "number"), CheckConstraint("number >= 1", name="number"))

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    number: Mapped[int]
    content_hash: Mapped[str]
    first_fetched_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    text: Mapped[str]
    paragraphs: Mapped[list[dict[str, str]] | None] = mapped_column(JSON(none_as_null=True))
    key: Mapped[str]
    path: Mapped[str | None]
    url: Mapped[str | None]
    title: Mapped[str | None]
    published: Mapped[date | None]
    author: Mapped[str | None]
    syndicated_from: Mapped[str | None]
    site: Mapped[str | None]
    province: Mapped[str | None]


class Fetch(Base):
    """One time a page was asked for, and what came of it.

    ``url`` is the canonical form of the address asked for, which may differ from the article's own.
    ``revision_id`` is the revision that the page showed, null where it gave no article; ``reason`` and
    ``detail`` then say why. The raw page stands at ``warc_offset`` bytes of ``warc_file`` (a path
    within the archive folder). ``etag`` and ``last_modified`` are the answer's headers.
    """

    __tablename__ = "fetch"
    __table_args__ = (
        one_of("outcome", FETCH_OUTCOMES),
        CheckConstraint("(outcome = 'failed') = (revision_id IS NULL)", name="revision"),
        CheckConstraint("(outcome = 'failed') = (reason IS NOT NULL)", name="reason"),
        Index(None, "source_id", "url"),
        Index(None, "revision_id"),
        Index(None, "crawl_run_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    crawl_run_id: Mapped[int] = mapped_column(ForeignKey("crawl_run.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    url: Mapped[str]
    fetched_at: Mapped[datetime] = mapped_column(UtcDateTime)
    outcome: Mapped[str]
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    warc_file: Mapped[str | None]
    warc_offset: Mapped[int | None]
    status: Mapped[int | None]
    reason: Mapped[str | None]
    detail: Mapped[str | None]
