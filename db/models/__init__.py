"""The tables: what was crawled (``crawl``), what was read from it (``record``), who works with it (``people``)."""

from db.models.base import Base
from db.models.crawl import Article, CrawlRun, Fetch, Revision, Source
from db.models.people import ApiToken, Audit, LoginAttempt, User, WebSession
from db.models.record import DateMention, Document, Extraction, Fact, Flag, UnitMention

__all__ = [
    "ApiToken",
    "Article",
    "Audit",
    "Base",
    "CrawlRun",
    "DateMention",
    "Document",
    "Extraction",
    "Fact",
    "Fetch",
    "Flag",
    "LoginAttempt",
    "Revision",
    "Source",
    "UnitMention",
    "User",
    "WebSession",
]
