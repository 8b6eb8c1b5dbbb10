"""The tables: what was crawled (``crawl``), read from it (``record``) and decided (``verdict``), and what holds now."""

from db.models.base import Base
from db.models.crawl import Article, CrawlRun, Fetch, Revision, Source
from db.models.documents import Citation, CitedDocument
from db.models.places import Place, PlaceSuccession
from db.models.present import Derivation, Figure, PresentFact
from db.models.record import DateMention, Document, Extraction, Fact, Flag, UnitMention
from db.models.search import ArticleIndexed
from db.models.verdict import Lease, Verdict

__all__ = [
    "Article",
    "ArticleIndexed",
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
    "Place",
    "PlaceSuccession",
    "PresentFact",
    "Revision",
    "Source",
    "UnitMention",
    "Verdict",
]
