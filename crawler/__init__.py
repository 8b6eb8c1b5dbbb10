"""The web to articles: sources as TOML files, one Scrapy spider driven by them, pages read into paragraphs.

A page becomes a ``schema.ArticleInput``; what keeps it is behind ``CrawlStore``, so that this room needs
no database. Raw pages are archived as WARC. This room imports ``schema`` only.
"""

from crawler.items import CrawledArticle, CrawlFailure, Known, SaveResult
from crawler.page import Page, PageError, read_page
from crawler.report import CrawlReport, SourceReport
from crawler.rules import PageRules
from crawler.source import BUNDLED_SOURCES, Source, SourceError, load_source
from crawler.store import CrawlStore, MemoryStore

__all__ = [
    "BUNDLED_SOURCES",
    "CrawlFailure",
    "CrawlReport",
    "CrawlStore",
    "CrawledArticle",
    "Known",
    "MemoryStore",
    "Page",
    "PageError",
    "PageRules",
    "SaveResult",
    "Source",
    "SourceError",
    "SourceReport",
    "load_source",
    "read_page",
]
