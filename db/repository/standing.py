"""How much there is, in a few numbers, for the front page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from db.models import Article, CrawlRun, PresentFact, Source, Verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """Numbers of what is kept; ``newest_night`` is when the last nightly run of any source ended, if one has.

    ``facts`` are those that were neither rejected nor withdrawn, ``doubtful`` those that wait for an editor.
    """

    sources: int
    articles: int
    facts: int
    doubtful: int
    newest_night: datetime | None


def standing(connection: Connection) -> Standing:
    """The numbers as they are now, each counted on an index: the start page asks for them every time."""
    gone = (  # without a verdict nothing is rejected or withdrawn, and verdicts are few
        select(func.count())
        .select_from(PresentFact)
        .where(PresentFact.claim.in_(select(Verdict.claim)), PresentFact.status.in_(("rejected", "withdrawn")))
    )
    everything = connection.execute(select(func.count()).select_from(PresentFact)).scalar_one()
    waiting = select(func.count()).select_from(PresentFact).where(PresentFact.priority.is_not(None))
    return Standing(
        sources=connection.execute(select(func.count(Source.id))).scalar_one(),
        articles=connection.execute(select(func.count(Article.id))).scalar_one(),
        facts=everything - connection.execute(gone).scalar_one(),
        doubtful=connection.execute(waiting).scalar_one(),
        newest_night=connection.execute(select(func.max(CrawlRun.finished_at))).scalar_one(),
    )
