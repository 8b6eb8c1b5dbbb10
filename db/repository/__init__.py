"""One module per thing kept: what is written and read of it, on a connection that the caller gives.

The caller says where a transaction ends (``db.writing``); researchers' functions stand in ``db.research``.
"""

from db.repository import articles, crawls, extractions, facts, leases, shown, sources, verdicts

__all__ = ["articles", "crawls", "extractions", "facts", "leases", "shown", "sources", "verdicts"]
