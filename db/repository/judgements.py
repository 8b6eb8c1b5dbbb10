"""What editors' verdicts say of the rules: for each figure the decision that measures how right its reading was.

A verdict measures only where the figure was given to the editor, by the queue, by the random share of unflagged facts,
or for a second opinion. What an editor has chosen to look at is no sample of anything. A verdict that was taken back
measures nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final, Literal

from sqlalchemy import Connection, func, select

from db.anchoring import Claim
from db.models import Extraction, Fact, PresentFact
from db.models import Verdict as VerdictRow
from db.standing import REVIEW, in_effect
from schema import Verdict

Outcome = Literal["accepted", "corrected", "rejected", "unsure"]

_OUTCOMES: Final[dict[str, Outcome]] = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "unsure": "unsure",
}
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class Judgement:
    """The last decision on one figure that measures it.

    ``indicator`` and ``rule`` are those of the reading that the editor saw; ``rule`` is None where this database does
    not have that reading. ``flagged`` tells whether the reading asked for a person.
    """

    outcome: Outcome
    indicator: str
    rule: str | None
    flagged: bool


def judgements(connection: Connection) -> Iterator[Judgement]:
    """One judgement for each figure that has one; verdicts are read as they are taken."""
    held: list[Verdict] = []
    for _, given in groupby(_verdicts(connection), key=lambda verdict: (verdict.source, verdict.url, verdict.claim)):
        verdicts = tuple(given)
        given_to = tuple(verdict for verdict in verdicts if verdict.served_as != "chosen" or verdict.decision == "undo")
        decided = in_effect(Claim(verdicts[0].claim, given_to))
        if decided is not None:
            held.append(decided)
        if len(held) == _CHUNK:
            yield from _with_rules(connection, held)
            held.clear()
    yield from _with_rules(connection, held)


def rejection_reasons(connection: Connection) -> dict[str, str | None]:
    """Why each figure that stands as rejected was, by its claim (the ``fact_id`` of the view ``facts``)."""
    query = (
        select(PresentFact.claim, VerdictRow.reason)
        .join(VerdictRow, VerdictRow.uid == PresentFact.verdict_uid)
        .where(PresentFact.status == "rejected")
    )
    return {row.claim: row.reason for row in connection.execute(query)}


def last_decided_at(connection: Connection) -> datetime | None:
    """When the last verdict was given."""
    return connection.scalar(select(func.max(VerdictRow.decided_at)))


def _verdicts(connection: Connection) -> Iterator[Verdict]:
    names = tuple(Verdict.model_fields)
    row = VerdictRow
    query = select(*(getattr(row, name) for name in names))
    query = query.order_by(row.source, row.url, row.claim, row.decided_at, row.uid)
    for values in connection.execution_options(yield_per=_CHUNK).execute(query).mappings():
        yield Verdict.model_validate(dict(values))


def _with_rules(connection: Connection, decided: list[Verdict]) -> Iterator[Judgement]:
    query = (
        select(Fact.fact_id, Extraction.extractor_version, Fact.rule)
        .join(Extraction, Extraction.id == Fact.extraction_id)
        .where(Fact.fact_id.in_([verdict.fact_id for verdict in decided]))
    )
    rules = {(fact, version): rule for fact, version, rule in connection.execute(query)} if decided else {}
    for verdict in decided:
        yield Judgement(
            outcome=_OUTCOMES[verdict.decision],
            indicator=verdict.seen.indicator,
            rule=rules.get((verdict.fact_id, verdict.seen_version)),
            flagged=REVIEW in verdict.seen_flags,
        )
