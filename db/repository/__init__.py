"""One module per thing kept: what is written and read of it, on a connection that the caller gives.

The caller says where a transaction ends (``db.writing``); researchers' functions stand in ``db.research``.
"""

from db.repository import (
    article_batches,
    articles,
    assignments,
    crawls,
    decisions,
    documents,
    extractions,
    facts,
    items,
    leases,
    places,
    quality,
    search,
    sources,
    verdicts,
)

__all__ = [
    "article_batches",
    "articles",
    "assignments",
    "crawls",
    "decisions",
    "documents",
    "extractions",
    "facts",
    "items",
    "leases",
    "places",
    "quality",
    "search",
    "sources",
    "verdicts",
]
