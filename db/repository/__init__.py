"""One module per thing kept: what is written and read of it, on a connection that the caller gives.

The caller says where a transaction ends (``db.writing``); researchers' functions stand in ``db.research``.
"""

from db.repository import articles, crawls, documents, extractions, facts, search, sources

__all__ = ["articles", "crawls", "documents", "extractions", "facts", "search", "sources"]
