"""How a figure stands: what the log of verdicts makes of the machine's present reading. Pure; no database, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from db.anchoring import Claim, Read
from schema import Reading, Verdict

Status = Literal["unverified", "accepted", "corrected", "rejected", "unsure", "changed", "unread", "withdrawn"]
QueueReason = Literal["flagged", "changed", "unread", "unsure"]

REVIEW: Final = "needs_review"
NOT_READ: Final = "none"
"""The extractor version of a verdict on a figure that the machine did not read when it was given."""

_DECIDED: Final[dict[str, Status]] = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "unsure": "unsure",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of one figure.

    ``reading`` is the one in effect. ``counted``: it may be quoted and takes part in its figure. ``queue``: why it
    waits for an editor.
    ``verdict`` is the one in effect, None where nobody has decided.
    """

    status: Status
    reading: Reading
    counted: bool
    queue: QueueReason | None
    verdict: Verdict | None


def in_effect(claim: Claim) -> Verdict | None:
    """The newest decision that was not taken back; notes decide nothing.

    An undo may itself be undone. Only the one who decided takes back, whatever a log brought from elsewhere says.
    """
    taken_back = undone(claim.verdicts)
    decisions = [v for v in claim.verdicts if v.decision in _DECIDED and v.uid not in taken_back]
    return decisions[-1] if decisions else None


def undone(verdicts: Sequence[Verdict]) -> set[str]:
    """The uids of what was taken back, of all verdicts on some figures."""
    by_uid = {verdict.uid: verdict for verdict in verdicts}
    taken_back: set[str] = set()
    for verdict in sorted(verdicts, key=lambda v: -_depth(v, by_uid)):
        target = by_uid.get(verdict.undoes or "")
        if target is not None and verdict.uid not in taken_back and target.editor == verdict.editor:
            taken_back.add(target.uid)
    return taken_back


def _depth(verdict: Verdict, by_uid: Mapping[str, Verdict]) -> int:
    """How many verdicts it takes back, one through the other: an undo of an undo is looked at before that undo."""
    depth = 0
    while (target := by_uid.get(verdict.undoes or "")) is not None and depth < len(by_uid):
        verdict, depth = target, depth + 1
    return depth


def unverified(read: Read) -> Standing:
    """A figure that nobody has decided on."""
    queue: QueueReason | None = "flagged" if REVIEW in read.flags else None
    return Standing("unverified", read.reading, True, queue, None)


def standing(claim: Claim, read: Read | None, stands: bool) -> Standing | None:
    """How a decided figure stands; ``read`` is what the machine reads of it now.

    ``stands``: the article still has the words that it was decided on.

    - The machine reads what the editor saw, or what the editor made of it: the verdict stands, silently.
    - It reads something else: ``changed``, back to the queue; until then the verdict's reading holds.
    - It reads nothing where the words still stand: ``unread``, back to the queue, unless it was rejected or the
      editor decided knowing that nothing is read there.
    - The words are gone: ``withdrawn``, kept and shown, not counted.

    None where all is taken back and nothing is read: nothing is left to tell.
    """
    verdict = in_effect(claim)
    if verdict is None:
        return None if read is None else unverified(read)
    decided = _DECIDED[verdict.decision]
    holds = verdict.corrected or verdict.seen
    if read is None:
        if stands and decided == "rejected":
            return Standing("rejected", holds, False, None, verdict)
        if not stands or decided == "unsure":  # neither a person nor the machine says it
            return Standing("withdrawn", holds, False, None, verdict)
        if verdict.seen_version == NOT_READ:
            return Standing(decided, holds, True, None, verdict)
        return Standing("unread", holds, True, "unread", verdict)
    known = [verdict.seen] if verdict.corrected is None else [verdict.seen, verdict.corrected]
    as_known = any(not read.reading.differences(reading) for reading in known)
    if decided == "unsure":
        return Standing("unsure", read.reading, True, "unsure" if as_known else "changed", verdict)
    if not as_known:
        return Standing("changed", holds, decided != "rejected", "changed", verdict)
    if decided == "rejected":
        return Standing("rejected", read.reading, False, None, verdict)
    if holds.unit_place_today != read.reading.unit_place_today and not holds.differences(read.reading):
        holds = read.reading  # the same reading, on a newer map
    return Standing(decided, holds, True, None, verdict)
