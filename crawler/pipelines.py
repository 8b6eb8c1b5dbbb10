"""From a page that was read to an article that is kept: first the archive, then the store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Self

from crawler.items import CrawledArticle
from crawler.spider import FetchedArticle, SourceSpider

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class _Pipeline:
    def __init__(self, spider: SourceSpider) -> None:
        self._spider = spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pipeline of the crawler's spider."""
        assert isinstance(crawler.spider, SourceSpider)
        return cls(crawler.spider)


class ArchivePipeline(_Pipeline):
    """Writes the page to the WARC file; the article leaves with the place where it stands."""

    async def process_item(self, item: FetchedArticle) -> CrawledArticle:
        """Archive one page."""
        return replace(item.article, warc_offset=self._spider.keep(item.page))

    def close_spider(self) -> None:
        """Close the WARC file."""
        self._spider.archive.close()


class StorePipeline(_Pipeline):
    """Hands the article to the store and counts what became of it."""

    async def process_item(self, item: CrawledArticle) -> CrawledArticle:
        """Save one article."""
        self._spider.report.count(self._spider.store.save(item))
        self._spider.tell()
        return item
