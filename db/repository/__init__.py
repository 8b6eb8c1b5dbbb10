"""One module per thing kept: what is written and read of it, on a connection that the caller gives.

The caller says where a transaction ends (``db.writing``); researchers' functions stand in ``db.research``.
"""

from db.repository import (
    api_tokens,
    article_batches,
    articles,
    assignments,
    audit,
    crawls,
    decisions,
    extractions,
    facts,
    items,
    leases,
    login_attempts,
    quality,
    search,
    sources,
    standing,
    users,
    verdicts,
    web_sessions,
)

__all__ = [
    "api_tokens",
    "article_batches",
    "articles",
    "assignments",
    "audit",
    "crawls",
    "decisions",
    "extractions",
    "facts",
    "items",
    "leases",
    "login_attempts",
    "quality",
    "search",
    "sources",
    "standing",
    "users",
    "verdicts",
    "web_sessions",
]
