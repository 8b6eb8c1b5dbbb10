"""Where the crawler keeps what it found: the few calls it makes, and a store in memory.

The crawler does not know the database; jobs hand it a ``CrawlStore`` over it. Every call stands for
itself: a process killed between two calls has lost only the page it was working on.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from crawler.items import CrawledArticle, CrawlFailure, Known, SaveResult


class CrawlStore(Protocol):
    """What keeps articles. Calls come from one thread, one at a time."""

    def known(self, source: str, url: str) -> Known | None:
        """What is kept of an article: its newest revision's hash and headers, or ``None``.

        ``url`` is canonical and is either the ``url`` or the ``fetched_as`` of an article saved before.
        """

    def save(self, article: CrawledArticle) -> SaveResult:
        """Keep an article, durably when the call returns; its page is in the archive by then.

        Returns "new" (first seen), "changed" (another text: a new revision beside the old) or
        "unchanged" (the newest revision has this hash: only headers and last fetch are noted).
        """

    def seen(self, source: str, url: str, fetched_at: datetime, *, etag: str | None, last_modified: str | None) -> None:
        """Note that a known article was asked for and has not changed (304, or the same text)."""

    def failed(self, failure: CrawlFailure) -> None:
        """Note that a page gave no article."""


class MemoryStore:
    """A ``CrawlStore`` in memory, for dry runs and tests.

    ``revisions`` holds all saved revisions of an article by (source, canonical URL), oldest first.
    """

    def __init__(self) -> None:
        self.revisions: dict[tuple[str, str], list[CrawledArticle]] = {}
        self.failures: list[CrawlFailure] = []
        self._known: dict[tuple[str, str], Known] = {}
        self._url_of: dict[tuple[str, str], str] = {}

    def known(self, source: str, url: str) -> Known | None:
        """See ``CrawlStore.known``."""
        return self._known.get(self._key(source, url))

    def save(self, article: CrawledArticle) -> SaveResult:
        """See ``CrawlStore.save``."""
        key = (article.source, article.url)
        self._url_of[article.source, article.fetched_as] = article.url
        before = self._known.get(key)
        self._known[key] = Known(
            content_hash=article.content_hash,
            last_fetched=article.fetched_at,
            published=article.published,
            etag=article.etag,
            last_modified=article.last_modified,
        )
        if before is not None and before.content_hash == article.content_hash:
            return "unchanged"
        self.revisions.setdefault(key, []).append(article)
        return "new" if before is None else "changed"

    def seen(self, source: str, url: str, fetched_at: datetime, *, etag: str | None, last_modified: str | None) -> None:
        """See ``CrawlStore.seen``."""
        key = self._key(source, url)
        self._known[key] = replace(self._known[key], last_fetched=fetched_at, etag=etag, last_modified=last_modified)

    def failed(self, failure: CrawlFailure) -> None:
        """See ``CrawlStore.failed``."""
        self.failures.append(failure)

    def _key(self, source: str, url: str) -> tuple[str, str]:
        return (source, self._url_of.get((source, url), url))
