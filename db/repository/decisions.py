"""What an editor does with an item: decides, takes back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Select, select
from sqlalchemy.orm import aliased

from db import present
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
    present.lock(connection)  # so that the later of two decisions on one figure sees the earlier
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


def last_uid(connection: Connection, editor: str) -> str | None:
    """An editor's newest decision that was not taken back, by its uid."""
    newest = _standing(editor).order_by(VerdictRow.decided_at.desc(), VerdictRow.id.desc()).limit(1)
    return connection.scalar(newest)


def last_of(connection: Connection, editor: str) -> Sequence[Verdict]:
    """The same with those on its copies, which were made at the same instant. Empty if there is none.

    Decisions on copies carry the uid of the one that they were made with before a colon.
    """
    uid = last_uid(connection, editor)
    if uid is None:
        return []
    main = uid.partition(COPY_MARK)[0]
    at = select(VerdictRow.decided_at).where(VerdictRow.uid == uid).scalar_subquery()
    together = (VerdictRow.uid == main) | VerdictRow.uid.startswith(main + COPY_MARK, autoescape=True)
    uids = connection.scalars(_standing(editor).where(VerdictRow.decided_at == at, together).order_by(VerdictRow.id))
    return [verdict for each in list(uids) for verdict in verdicts.with_uid(connection, each)]


def _standing(editor: str) -> Select[str]:
    """The uids of an editor's decisions that were not taken back."""
    undo_row = aliased(VerdictRow)
    taken_back = select(undo_row.id).where(undo_row.undoes == VerdictRow.uid)
    mine = (VerdictRow.editor == editor, VerdictRow.decision.in_(DECISIONS))
    return select(VerdictRow.uid).where(*mine, ~taken_back.exists())
