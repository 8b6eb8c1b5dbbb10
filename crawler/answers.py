"""From a site's answer to an article, and when a known article is asked for again; no state, no network."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

from scrapy.http import Headers, Response

from crawler.items import CrawledArticle, Known
from crawler.page import Page, PageError, read_page
from crawler.source import Listing, Source
from crawler.timestamps import read_http_or_iso
from crawler.urls import article_key, canonical_url

logger = logging.getLogger(__name__)

_PAGE_TYPES = ("text/", "application/xhtml", "application/xml", "application/octet-stream")


def may_have_changed(known: Known, stated: datetime | None, now: datetime, revisit_days: int) -> bool:
    """Whether a known article is worth asking for again.

    It is when a feed or sitemap states a time later than what the page said of itself when it was
    fetched (its Last-Modified, else our clock), or while it is so young that papers still correct it.
    """
    before = min(read_http_or_iso(known.last_modified) or known.last_fetched, known.last_fetched)
    if stated is not None and stated > before:
        return True
    return known.published is not None and now - known.published < timedelta(days=revisit_days)


def conditions(known: Known) -> dict[str, str]:
    """The headers that ask for a page only if it is another than the one known."""
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in headers.items() if value}


def read_answer(response: Response, source: Source, asked: str, listing: Listing | None) -> Page:
    """The article of an answer; raises ``PageError`` with a ``FailureReason`` where there is none."""
    kind = header(response, "Content-Type")
    if kind and not kind.strip().lower().startswith(_PAGE_TYPES):
        raise PageError("not_html", f"Content-Type {kind}")
    landed = canonical_url(response.url) or response.url
    if landed != asked and not source.discovery.is_article(landed, listing):
        raise PageError("not_an_article", f"leads to {landed}")
    try:
        page = read_page(response.body, url=response.url, overrides=source.article, content_type=kind)
    except PageError:
        raise
    except Exception as error:  # a page must not end the night, whatever it does to the reader
        logger.exception("%s: %s", source.name, asked)
        raise PageError("crash", f"{type(error).__name__}: {error}") from error
    if not page.is_article:
        raise PageError("not_an_article", "no title with running text under it")
    return page


def crawled_article(
    source: Source, page: Page, url: str, asked: str, response: Response, warc_file: str
) -> CrawledArticle:
    """The article as the store gets it, but for its place in the archive (-1 until it is written)."""
    day = page.published.isoformat() if page.published else None
    article = page.to_input(article_key(source.name, url), province=source.province_on(page.published))
    return CrawledArticle(
        source=source.name,
        url=url,
        fetched_as=asked,
        fetched_at=datetime.now(UTC),
        article=article.model_copy(update={"url": url}),
        content_hash=page.content_hash,
        published=page.published_at or read_http_or_iso(day),
        warc_file=warc_file,
        warc_offset=-1,
        etag=header(response, "ETag"),
        last_modified=header(response, "Last-Modified"),
    )


def header(response: Response, name: str) -> str | None:
    """One header of an answer."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def pairs(headers: Headers) -> list[tuple[str, str]]:
    """Headers as Scrapy holds them to pairs of text, a header told twice being two pairs."""
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values]
