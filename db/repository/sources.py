"""The sites that articles come from."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from db.models import Source


def remember(connection: Connection, name: str, title: str, homepage: str, at: datetime) -> int:
    """The key of the source called ``name``, made at its first call; its labels follow the newest call."""
    found = connection.execute(select(Source.id).where(Source.name == name)).scalar_one_or_none()
    labels = {"title": title, "homepage": homepage}
    if found is not None:
        connection.execute(update(Source).where(Source.id == found).values(labels))
        return found
    made = connection.execute(insert(Source).values(name=name, first_seen_at=at, **labels).returning(Source.id))
    return made.scalar_one()
