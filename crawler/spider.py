"""The one spider: finds a source's articles, asks for those that are new or may have changed, reads them.

All discovery pages come first (higher priority), so that what a sitemap says of an article is known
when the article is considered for a second visit.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from lxml.html import HtmlElement
from scrapy import Request, Spider, signals
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.answers import conditions, crawled_article, header, may_have_changed, pairs, read_answer
from crawler.archive import Archive
from crawler.charset import decode_page
from crawler.discovery import DiscoveryError, read_links, read_listing
from crawler.failures import ROBOTS, reason_of
from crawler.items import CrawledArticle, CrawlFailure, Known
from crawler.page import PageError
from crawler.report import SourceReport
from crawler.settings import ROBOTS_NAME
from crawler.source import Listing, Source
from crawler.store import CrawlStore
from crawler.tree import parse_page
from crawler.urls import article_url, canonical_url, same_site

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.robotstxt import RobotParser

logger = logging.getLogger(__name__)

_FIRST = 100
_LARGEST_CRAWL_DELAY = 60.0

Progress = Callable[[SourceReport], None]


@dataclass(frozen=True, slots=True)
class FetchedArticle:
    """An article on its way to the archive, with the answer it was read from."""

    article: CrawledArticle
    page: Response


class SourceSpider(Spider):
    """Crawls one source. All it needs comes with it; it is made by ``crawler.run.crawl``."""

    name = "source"

    def __init__(
        self,
        *,
        source: Source,
        store: CrawlStore,
        archive: Archive,
        warc_file: str,
        report: SourceReport,
        progress: Progress | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(name=source.name, **kwargs)
        self.source = source
        self.store = store
        self.archive = archive
        self.warc_file = warc_file
        self.report = report
        self._progress = progress
        self._asked: set[str] = set()
        self._listed: set[str] = set()
        self._pages_listed: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Made by Scrapy; connects what the spider wants to hear of."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.request_scheduled, signals.request_scheduled)
        crawler.signals.connect(spider.robots_parsed, signals.robots_parsed)
        crawler.signals.connect(spider.broken, signals.spider_error)
        crawler.signals.connect(spider.broken, signals.item_error)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Every feed, sitemap and first listing page, every night."""
        discovery = self.source.discovery
        pages = (*discovery.feeds, *discovery.sitemaps, *(listing.url for listing in discovery.listings))
        self._pages_listed.update(canonical_url(url) or url for url in pages)
        for url in (*discovery.feeds, *discovery.sitemaps):
            yield self._request(url, self.parse_links)
        for listing in discovery.listings:
            yield self._request(listing.url, self.parse_listing, listing=listing, number=1)

    # -- discovery

    def parse_links(self, response: Response) -> Iterator[Request]:
        """A feed or a sitemap: its articles, and the sitemaps it leads to."""
        try:
            links = read_links(response.body)
        except DiscoveryError as error:
            self.fail(response.url, "unreadable", str(error), response.status)
            return
        for link in links:
            if link.is_sitemap:
                url = canonical_url(link.url, response.url)
                if url and same_site(url, self.source.hosts) and self._once(url):
                    yield self._request(url, self.parse_links)
            else:
                yield from self._consider(link.url, response.url, link.stated, None)

    def parse_listing(self, response: Response, listing: Listing, number: int) -> Iterator[Request]:
        """A listing page: its articles, and its next page."""
        try:
            root = parse_page(decode_page(response.body, header(response, "Content-Type")))
        except PageError as error:
            self.fail(response.url, error.reason, str(error), response.status)
            return
        following = self._next_page(root, response.url, listing) if number < listing.max_pages else None
        for href in read_listing(root):
            yield from self._consider(href, response.url, None, listing)
        if following:
            yield self._request(following, self.parse_listing, listing=listing, number=number + 1)

    def _next_page(self, root: HtmlElement, base: str, listing: Listing) -> str | None:
        for anchor in root.cssselect(listing.next)[:1] if listing.next else []:
            url = canonical_url(anchor.get("href") or "", base)
            if url and same_site(url, self.source.hosts) and self._once(url):
                return url
        return None

    def _once(self, url: str) -> bool:
        if url in self._pages_listed:
            return False
        self._pages_listed.add(url)
        return True

    def _consider(self, href: str, base: str, stated: datetime | None, listing: Listing | None) -> Iterator[Request]:
        """Ask for an article if it is new, or said to have changed, or young enough to be corrected."""
        url = canonical_url(href, base)
        if url is None or url in self._asked or url in self._pages_listed or not same_site(url, self.source.hosts):
            return
        if not self.source.discovery.is_article(url, listing):
            return
        if url not in self._listed:
            self._listed.add(url)
            self.report.listed += 1
        known = self.store.known(self.source.name, url)
        if known and not may_have_changed(known, stated, datetime.now(UTC), self.source.polite.revisit_days):
            return
        self._asked.add(url)
        if len(self._asked) > self.source.polite.max_pages_a_night:
            self.report.left += 1
            return
        yield self._article_request(url, known, listing)

    # -- articles

    def _article_request(self, url: str, known: Known | None, listing: Listing | None) -> Request:
        return Request(
            url,
            callback=self.parse_article,
            errback=self.article_failed,
            headers=conditions(known) if known else {},
            cb_kwargs={"asked": url, "listing": listing},
            meta={"handle_httpstatus_list": [304]},
        )

    def parse_article(self, response: Response, asked: str, listing: Listing | None) -> Iterator[FetchedArticle]:
        """An article page: read, compared with what is known, handed to the pipelines where it is new."""
        self.report.pages += 1
        known = self.store.known(self.source.name, asked)
        if response.status == 304:
            self._seen(asked, response, known)
            return
        try:
            page = read_answer(response, self.source, asked, listing)
        except PageError as error:
            worth_keeping = error.reason in ("not_an_article", "crash")
            self.fail(asked, error.reason, str(error), response.status, response if worth_keeping else None)
            return
        url = article_url(response.url, page.canonical)
        newest = self.store.known(self.source.name, url)
        if known and newest and newest.content_hash == page.content_hash:
            self._seen(url, response, known)
        else:  # also where only the address is new: saving makes it known
            yield FetchedArticle(crawled_article(self.source, page, url, asked, response, self.warc_file), response)

    def _seen(self, url: str, response: Response, known: Known | None) -> None:
        """Note an unchanged article; a 304 that repeats no header keeps the ones known."""
        self.store.seen(
            self.source.name,
            url,
            datetime.now(UTC),
            etag=header(response, "ETag") or (known.etag if known else None),
            last_modified=header(response, "Last-Modified") or (known.last_modified if known else None),
        )
        self.report.count("unchanged")
        self.tell()

    def keep(self, response: Response) -> int:
        """Write an answer to the archive; returns its offset."""
        request = response.request
        return self.archive.write(
            response.url,
            datetime.now(UTC),
            request=pairs(request.headers) if request else (),
            status=response.status,
            headers=pairs(response.headers),
            body=response.body,
        )

    # -- what went wrong

    def article_failed(self, failure: Failure) -> None:
        """An article's page could not be had."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self._failed(request.cb_kwargs.get("asked", request.url), failure)

    def listing_failed(self, failure: Failure) -> None:
        """A feed, sitemap or listing page could not be had."""
        request: Request = failure.request  # type: ignore[attr-defined]
        self._failed(request.url, failure)

    def _failed(self, url: str, failure: Failure) -> None:
        reason, detail, status = reason_of(failure.value or RuntimeError("no reason given"))
        if reason == ROBOTS:
            self.report.robots_disallowed += 1
        else:
            self.fail(url, reason, detail, status)

    def request_scheduled(self, request: Request) -> None:
        """Keep to the source's own hosts: only a redirect can lead away from them."""
        if not same_site(request.url, self.source.hosts):
            asked = request.cb_kwargs.get("asked") or request.meta.get("redirect_urls", [request.url])[0]
            self.fail(asked, "offsite_redirect", f"leads to {request.url}", None)
            raise IgnoreRequest("another site")

    def fail(self, url: str, reason: str, detail: str, status: int | None, keep: Response | None = None) -> None:
        """Note a page that gave nothing, with the page itself in the archive where there is one to keep."""
        offset = self.keep(keep) if keep is not None else None
        failure = CrawlFailure(
            source=self.source.name,
            url=url,
            reason=reason,
            detail=detail,
            failed_at=datetime.now(UTC),
            status=status,
            warc_file=None if offset is None else self.warc_file,
            warc_offset=offset,
        )
        self.report.failures.append(failure)
        logger.warning("%s", failure)
        self.store.failed(failure)
        self.tell()

    def broken(self, failure: Failure, response: Response | None = None, item: Any = None) -> None:
        """End this source (not the others) where store or archive fail: no page after it could be kept."""
        url = response.url if response is not None else self.source.homepage
        detail = f"{type(failure.value).__name__}: {failure.value}"
        logger.error("%s: %s: cannot be kept: %s", self.source.name, url, detail)
        self.report.failures.append(CrawlFailure(self.source.name, url, "store", detail, failed_at=datetime.now(UTC)))
        if self.report.ended is None:
            self.report.ended = "store"
            self._ending = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="store"))

    def closed(self, reason: str) -> None:
        """Called by Scrapy at the end of the source."""
        self.report.ended = self.report.ended or reason
        self.report.finished_at = datetime.now(UTC)
        self.tell()

    def tell(self) -> None:
        """Let the caller know how far the source is."""
        if self._progress is not None:
            self._progress(self.report)

    def robots_parsed(self, robotparser: RobotParser) -> None:
        """Wait as long between requests as robots.txt asks for, where that is longer than our own delay."""
        asked = robotparser.crawl_delay(ROBOTS_NAME)
        throttle = self.crawler.get_extension(AutoThrottle)
        if not asked or throttle is None or asked <= throttle.mindelay:
            return
        throttle.mindelay = min(asked, _LARGEST_CRAWL_DELAY)
        throttle.maxdelay = max(throttle.maxdelay, throttle.mindelay)
        for slot in self.crawler.engine.downloader.slots.values():
            slot.delay = max(slot.delay, throttle.mindelay)

    def _request(self, url: str, callback: Callable[..., Any], **cb_kwargs: Any) -> Request:
        return Request(url, callback=callback, errback=self.listing_failed, priority=_FIRST, cb_kwargs=cb_kwargs)
