"""What is kept: articles with all their revisions, the records read from each, and what people decided about them.

``db.repository`` has one module per thing kept, on SQLite or PostgreSQL; nothing is overwritten. ``db.facts()``,
``db.figures()``, ``db.articles()``, ``db.documents()``, ``db.series()`` are for researchers. Imports ``schema`` only.
"""

from db import repository
from db.engine import DatabaseError, database_url, engine, var_folder, writing
from db.migrations import migrate
from db.reading import FilterError, Filters
from db.research import articles, documents, facts, figures, series

__all__ = [
    "DatabaseError",
    "FilterError",
    "Filters",
    "articles",
    "database_url",
    "documents",
    "engine",
    "facts",
    "figures",
    "migrate",
    "repository",
    "series",
    "var_folder",
    "writing",
]
