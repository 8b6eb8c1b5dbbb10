"""What is kept: articles with all their revisions, and the records read from each of them.

One repository module per thing kept (``articles``, ``crawls``, ``extractions``, ``facts``, ``sources``),
on SQLite or PostgreSQL; nothing is overwritten. This room imports ``schema`` only.
"""

from db import articles, crawls, extractions, facts, sources
from db.engine import DatabaseError, database_url, engine, var_folder, writing
from db.migrations import migrate

__all__ = [
    "DatabaseError",
    "articles",
    "crawls",
    "database_url",
    "engine",
    "extractions",
    "facts",
    "migrate",
    "sources",
    "var_folder",
    "writing",
]
