"""What an editor does with an item: decides, takes back."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import Connection

from db.repository import verdicts
from db.repository.items import Item, load
from schema import Decision, Reading, ServedAs, Verdict


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
    uid: str | None = None,
) -> Verdict:
    """Keep an editor's decision on what was shown; ``seen`` is the token of the ``Item``.

    A decision sent twice under one ``uid`` is kept once. Raises StaleItem if the figure is no longer what was shown,
    VerdictError for a code that is none, pydantic.ValidationError for a decision that lacks its part.
    """
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
        seen_version=item.extractor_version or "none",
        decision=decision,
        corrected=corrected,
        reason=reason,
        note=note,
        editor=editor,
        decided_at=at,
        seconds=seconds,
        served_as=served_as,
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
    }
    undone = Verdict.model_validate(values)
    verdicts.add(connection, undone, at=at)
    return undone
