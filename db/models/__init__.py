"""The tables: what was crawled (``crawl``) and what was read from it (``record``)."""

from db.models.base import Base
from db.models.crawl import Article, CrawlRun, Fetch, Revision, Source
from db.models.documents import Citation, CitedDocument
from db.models.record import DateMention, Document, Extraction, Fact, Flag, UnitMention
from db.models.search import ArticleIndexed

__all__ = [
    "Article",
    "ArticleIndexed",
    "Base",
    "Citation",
    "CitedDocument",
    "CrawlRun",
    "DateMention",
    "Document",
    "Extraction",
    "Fact",
    "Fetch",
    "Flag",
    "Revision",
    "Source",
    "UnitMention",
]
