"""What an editor does with an item: decides, takes back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, func, select, text
from sqlalchemy.orm import aliased

from db.models import Verdict as VerdictRow
from db.repository import verdicts
from db.repository.items import Item, load
from db.standing import NOT_READ
from schema import Decision, Reading, ServedAs, Verdict

DECISIONS: Final = ("accept", "correct", "reject", "unsure")
COPY_MARK: Final = ":"


class StaleItem(Exception):
    """The figure has changed since the editor saw it; ``now`` is the item as it is."""

    def __init__(self, now: Item | None) -> None:
        super().__init__("the figure has changed since it was shown")
        self.now = now


def decide(
    connection: Connection,
    claim: str,
    decision: Decision,
    *,
    seen: str,
    editor: str,
    at: datetime,
    corrected: Reading | None = None,
    reason: str | None = None,
    note: str | None = None,
    seconds: float | None = None,
    served_as: ServedAs = "flagged",
    spans: dict[str, tuple[int, int]] | None = None,
    uid: str | None = None,
) -> Verdict:
    """Keep an editor's decision on what was shown; ``seen`` is the token of the ``Item``.

    ``spans`` are the stretches of the item's text that fields of ``corrected`` were taken from.

    A decision sent twice under one ``uid`` is kept once. Raises StaleItem if the figure is no longer what was shown,
    VerdictError for a code that is none, pydantic.ValidationError for a decision that lacks its part.
    """
    _one_at_a_time(connection, claim)
    item = load(connection, claim)
    if uid is not None and item is not None and any(verdict.uid == uid for verdict in item.history):
        return next(verdict for verdict in item.history if verdict.uid == uid)
    if item is None or item.seen != seen:
        raise StaleItem(item)
    verdict = Verdict(
        uid=uid or uuid.uuid4().hex,
        source=item.source,
        url=item.url,
        claim=item.claim,
        fact_id=item.fact_id,
        figure=item.figure,
        evidence=item.evidence,
        before=item.before,
        after=item.after,
        seen=item.machine or item.shown,
        seen_flags=item.flags,
        seen_hash=item.text_hash,
        seen_version=item.extractor_version or NOT_READ,
        decision=decision,
        corrected=corrected,
        reason=reason,
        note=note,
        editor=editor,
        decided_at=at,
        seconds=seconds,
        served_as=served_as,
        spans=spans,
    )
    verdicts.add(connection, verdict, at=at)
    return verdict


def undo(connection: Connection, uid: str, *, editor: str, at: datetime) -> Verdict:
    """Take back one's own decision. Raises VerdictError for one that is not there or is somebody else's."""
    given = next(iter(verdicts.with_uid(connection, uid)), None)
    if given is None:
        raise verdicts.VerdictError(f"verdict {uid} is not there")
    values = given.model_dump() | {
        "uid": uuid.uuid4().hex,
        "decision": "undo",
        "corrected": None,
        "reason": None,
        "note": None,
        "undoes": uid,
        "editor": editor,
        "decided_at": at,
        "seconds": None,
        "spans": None,
    }
    undone = Verdict.model_validate(values)
    verdicts.add(connection, undone, at=at)
    return undone


def last_of(connection: Connection, editor: str) -> Sequence[Verdict]:
    """An editor's newest decision that was not taken back; with it those on its copies. Empty if there is none.

    Decisions on copies carry the uid of the one that they were made with before a colon.
    """
    undo_row = aliased(VerdictRow)
    taken_back = select(undo_row.id).where(undo_row.undoes == VerdictRow.uid, undo_row.editor == editor)
    own = select(VerdictRow.uid).where(
        VerdictRow.editor == editor, VerdictRow.decision.in_(DECISIONS), ~taken_back.exists()
    )
    uid = connection.scalar(own.order_by(VerdictRow.decided_at.desc(), VerdictRow.id.desc()).limit(1))
    if uid is None:
        return []
    main = uid.partition(COPY_MARK)[0]
    copies = func.substr(VerdictRow.uid, 1, len(main) + 1) == main + COPY_MARK
    uids = list(connection.scalars(own.where((VerdictRow.uid == main) | copies).order_by(VerdictRow.id)))
    return [verdict for each in uids for verdict in verdicts.with_uid(connection, each)]


def _one_at_a_time(connection: Connection, claim: str) -> None:
    """Let two decisions on one figure follow each other, so that the later sees the earlier; SQLite does it anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:claim, 0))"), {"claim": claim})
