"""Why figures were rejected, and when anything was last decided."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from db.models import PresentFact
from db.models import Verdict as VerdictRow


def reasons_by_fact(connection: Connection) -> dict[str, str | None]:
    """Why each figure that stands as rejected was, by its ``fact_id`` in the view ``facts``."""
    query = (
        select(PresentFact.claim, VerdictRow.reason)
        .join(VerdictRow, VerdictRow.uid == PresentFact.verdict_uid)
        .where(PresentFact.status == "rejected")
    )
    return {row.claim: row.reason for row in connection.execute(query)}


def last_decided_at(connection: Connection) -> datetime | None:
    """The instant of the newest verdict, None where there is none."""
    return connection.scalar(select(func.max(VerdictRow.decided_at)))
