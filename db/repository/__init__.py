"""One module per thing kept: what is written and read of it, on a connection that the caller gives.

The caller says where a transaction ends (``db.writing``); researchers' functions stand in ``db.research``.
"""

from db.repository import (
    api_tokens,
    articles,
    audit,
    crawls,
    extractions,
    facts,
    login_attempts,
    sources,
    standing,
    users,
    web_sessions,
)

__all__ = [
    "api_tokens",
    "articles",
    "audit",
    "crawls",
    "extractions",
    "facts",
    "login_attempts",
    "sources",
    "standing",
    "users",
    "web_sessions",
]
