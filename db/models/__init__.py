"""The tables: what was crawled, read and decided, what holds now, who works with it."""

from db.models.base import Base
from db.models.crawl import Article, CrawlRun, Fetch, Revision, Source
from db.models.documents import Citation, CitedDocument
from db.models.people import ApiToken, Audit, LoginAttempt, PracticeAnswer, PracticeWaiver, User, WebSession
from db.models.places import Place, PlaceSuccession
from db.models.present import Derivation, Figure, PresentFact
from db.models.record import DateMention, Document, Extraction, Fact, Flag, UnitMention
from db.models.search import ArticleIndexed
from db.models.verdict import Lease, Skipped, Verdict

__all__ = [
    "ApiToken",
    "Article",
    "ArticleIndexed",
    "Audit",
    "Base",
    "Citation",
    "CitedDocument",
    "CrawlRun",
    "DateMention",
    "Derivation",
    "Document",
    "Extraction",
    "Fact",
    "Fetch",
    "Figure",
    "Flag",
    "Lease",
    "LoginAttempt",
    "Place",
    "PlaceSuccession",
    "PracticeAnswer",
    "PracticeWaiver",
    "PresentFact",
    "Revision",
    "Skipped",
    "Source",
    "UnitMention",
    "User",
    "Verdict",
    "WebSession",
]
