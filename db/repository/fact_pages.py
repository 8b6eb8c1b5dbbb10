"""Facts page by page, the newest first, as the desk and the API show them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from db import views
from db.models import PresentFact, Source
from db.paging import newest_first

Row = dict[str, Any]


def newest_of_source(
    connection: Connection, source: str, *, limit: int = 100, after: str | None = None
) -> tuple[list[Row], str | None]:
    """What a source (by name) tells, the article published last first: rows of the view ``facts``, and where to go on.

    Facts that were rejected or withdrawn are there too, with their status. ``after`` is the second of what was given
    for the page before. Raises FilterError for one that is none.
    """
    source_id = connection.scalar(select(Source.id).where(Source.name == source))
    table = PresentFact.__table__
    keys, further = newest_first(
        connection, table.c.published, table.c.id, table.c.source_id == source_id, limit=limit, after=after
    )
    named = select(PresentFact.id, PresentFact.article_id, PresentFact.claim).where(PresentFact.id.in_(keys))
    places = {(article_id, claim): key for key, article_id, claim in connection.execute(named)}
    column = views.facts.c
    articles = {article_id for article_id, _ in places}
    query = select(views.facts).where(column.article_id.in_(articles), column.fact_id.in_({c for _, c in places}))
    found = {
        places[row["article_id"], row["fact_id"]]: dict(row)
        for row in connection.execute(query).mappings()
        if (row["article_id"], row["fact_id"]) in places
    }
    return [found[key] for key in keys], further
