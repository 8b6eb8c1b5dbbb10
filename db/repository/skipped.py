"""What an editor has put aside: not given to that editor again for a while, to everybody else as before."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from db.models import Skipped

LASTS: Final = timedelta(hours=12)


def skip(connection: Connection, claim: str, editor: str, at: datetime, lasts: timedelta = LASTS) -> None:
    """Put an item aside; what was put aside long ago is forgotten."""
    connection.execute(delete(Skipped).where(Skipped.editor == editor, Skipped.until <= at))
    connection.execute(delete(Skipped).where(Skipped.editor == editor, Skipped.claim == claim))
    connection.execute(insert(Skipped).values(editor=editor, claim=claim, until=at + lasts))


def of_editor(connection: Connection, editor: str, at: datetime) -> list[str]:
    """The claims that an editor has put aside."""
    query = select(Skipped.claim).where(Skipped.editor == editor, Skipped.until > at)
    return list(connection.scalars(query.order_by(Skipped.claim)))


def forget(connection: Connection, editor: str) -> None:
    """Take everything back that an editor has put aside."""
    connection.execute(delete(Skipped).where(Skipped.editor == editor))
