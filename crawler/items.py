"""What the crawler hands over: an article with where its page is kept, a failure, what is known of a URL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from schema import ArticleInput

SaveResult = Literal["new", "changed", "unchanged"]

FailureReason = Literal[
    "dns",
    "connection",
    "timeout",
    "too_large",
    "redirect_loop",
    "offsite_redirect",
    "not_html",
    "empty",
    "not_an_article",
    "unreadable",
    "store",
    "crash",
]
"""Why a page gave no article. An answer that is no success is `http_404`, `http_500` … instead."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of an article: validators for a conditional request, text identity, days.

    ``published`` and ``last_fetched`` are aware datetimes; ``etag`` and ``last_modified`` are the
    headers as the server sent them.
    """

    content_hash: str
    last_fetched: datetime
    published: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class CrawledArticle:
    """One article as read from one page, complete in itself.

    ``url`` is the canonical URL and, with ``source``, the article's identity; ``fetched_as`` is the
    canonical form of the URL that was asked for, which differs where the page names another address as
    its own. ``content_hash`` is the identity of the revision. The page stands in the archive at
    ``warc_offset`` bytes of ``warc_file`` (a path relative to the archive's folder).
    """

    source: str
    url: str
    fetched_as: str
    fetched_at: datetime
    article: ArticleInput
    content_hash: str
    published: datetime | None
    warc_file: str
    warc_offset: int
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class CrawlFailure:
    """A page that gave nothing. ``reason`` is a ``FailureReason`` or `http_<status>`, ``detail`` is for people.

    A page that was read but is no article is kept in the archive all the same, for better rules.
    """

    source: str
    url: str
    reason: str
    detail: str
    failed_at: datetime
    status: int | None = None
    warc_file: str | None = None
    warc_offset: int | None = None

    def __str__(self) -> str:
        return f"{self.source}: {self.url}: {self.reason}: {self.detail}"
