"""What is kept: articles with all their revisions, and the records read from each of them.

``db.repository`` has one module per thing kept, on SQLite or PostgreSQL; nothing is overwritten. This room
imports ``schema`` only.
"""

from db import repository
from db.engine import DatabaseError, database_url, engine, var_folder, writing
from db.migrations import migrate

__all__ = [
    "DatabaseError",
    "database_url",
    "engine",
    "migrate",
    "repository",
    "var_folder",
    "writing",
]
