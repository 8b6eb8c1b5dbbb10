"""What an editor's form does to the store: one transaction, which ends with the next item in the editor's hands."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, cast

from pydantic import ValidationError
from sqlalchemy import Connection

from db.repository import assignments, audit, decisions, items, leases, skipped, verdicts
from db.repository.assignments import Assignment
from db.repository.items import Item
from db.repository.leases import Held
from review.i18n import msgid
from review.security.sessions import Visitor
from review.verify.part import Part
from review.verify.record_form import FilledForm, read_form
from schema import Decision, Reading, ServedAs, Verdict, reasons

LONGEST_HOLD: Final = timedelta(hours=2)
"""How long an open page may go on renewing its hold on an item."""

LONGEST_NOTE: Final = 2000
MOST_SECONDS: Final = 3600.0

UNCHANGED: Final = msgid("Nothing was changed. To confirm the record as it is, accept it.")
CHANGED: Final = msgid("Fields were changed. Save the correction, or take the changes back before accepting.")
NO_REASON: Final = msgid("A rejection needs a reason.")
NO_NOTE: Final = msgid("The note is empty.")
NO_DECISION: Final = msgid("The form does not say what was decided.")

_UID: Final = re.compile(r"[0-9a-f]{32}")
_REJECT: Final = "reject:"


class HeldByAnother(Exception):
    """Another editor has the item; ``held`` says who and until when."""

    def __init__(self, held: Held) -> None:
        super().__init__(f"{held.editor} holds {held.claim}")
        self.held = held


class Refused(Exception):
    """The form cannot be taken as it is; ``message`` is a msgid, ``form`` what was sent."""

    def __init__(self, message: str | None, form: FilledForm) -> None:
        super().__init__(message or "fields")
        self.message = message
        self.form = form


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it came: fields, ticked qualifiers (None where the form had none) and ticked copies."""

    fields: Mapping[str, str]
    qualifiers: Sequence[str] | None
    copies: Sequence[str]

    def text(self, name: str, longest: int = 100) -> str:
        """A field without white space around it, cut."""
        return self.fields.get(name, "").strip()[:longest]


@dataclass(slots=True)
class Outcome:
    """What was done: a notice's code, and the item that comes next (None where nothing waits).

    ``stay`` is the claim to show again instead.
    """

    notice: str
    following: Assignment | None = None
    stay: str | None = None
    left_out: int = 0
    copies: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Editor:
    """Who decides, when and from where."""

    visitor: Visitor
    at: datetime
    address: str

    @property
    def name(self) -> str:
        """The account's name, as verdicts and leases carry it."""
        return self.visitor.name


def take_next(connection: Connection, editor: Editor, part: Part) -> Assignment | None:
    """Put the next item of a part of the queue into an editor's hands."""
    aside = skipped.of_editor(connection, editor.name, editor.at)
    return assignments.following(connection, editor.name, editor.at, part.wanted(editor.at), skipped=aside)


def hold(connection: Connection, editor: Editor, claim: str) -> None:
    """Put an item that the editor has chosen into the editor's hands. Raises HeldByAnother."""
    mine = leases.of(connection, claim, editor.name)
    if mine is not None and mine.until > editor.at:
        return
    served_as: ServedAs = mine.served_as if mine else "chosen"
    slot = mine.slot if mine else 0
    until = leases.take(connection, claim, editor.name, editor.at, assignments.LEASE, slot=slot, served_as=served_as)
    if until is None:
        _refuse_if_held(connection, editor, claim)


def carry_out(connection: Connection, editor: Editor, item: Item, sent: Sent, part: Part) -> Outcome:
    """Do what a form of an item says.

    Raises HeldByAnother, Refused, decisions.StaleItem where the item is no longer what the editor saw.
    """
    wanted = sent.text("decision")
    if wanted == "undo":
        return take_back(connection, editor)
    mine = leases.of(connection, item.claim, editor.name)
    if mine is None and not _was_kept(connection, sent):
        _refuse_if_held(connection, editor, item.claim)
    if wanted == "skip":
        skipped.skip(connection, item.claim, editor.name, editor.at)
        leases.release(connection, item.claim, editor.name)
        return Outcome("item-skipped", take_next(connection, editor, part))
    return _decide(connection, editor, item, sent, part, wanted, mine)


def take_back(connection: Connection, editor: Editor) -> Outcome:
    """Undo the editor's last decision, with those on its copies, and give the editor that item again."""
    given = decisions.last_of(connection, editor.name)
    if not given:
        return Outcome("nothing-to-undo", stay="")
    for verdict in given:
        decisions.undo(connection, verdict.uid, editor=editor.name, at=editor.at)
    main = given[0]
    leases.take(
        connection, main.claim, editor.name, editor.at, assignments.LEASE, served_as=main.served_as
    )  # where somebody else has it by now, the page says so
    _note(connection, editor, "undo_decision", main, {"undone": main.decision, "copies": len(given) - 1})
    return Outcome("item-undone", stay=main.claim)


def _decide(
    connection: Connection, editor: Editor, item: Item, sent: Sent, part: Part, wanted: str, mine: Held | None
) -> Outcome:
    if _was_kept(connection, sent):  # the button was pressed twice
        return Outcome("item-kept", take_next(connection, editor, part))
    if sent.text("seen") != item.seen:
        raise decisions.StaleItem(item)
    form = read_form(sent.fields, sent.qualifiers, item.proposed, len(item.text))
    values = _decision(item, wanted, sent, form)
    if values.get("corrected") is not None:
        values["corrected"] = _on_todays_map(connection, item, values["corrected"])
    uid = _uid(sent)
    served_as: ServedAs = mine.served_as if mine else "chosen"
    try:
        verdict = decisions.decide(
            connection,
            item.claim,
            seen=sent.text("seen"),
            editor=editor.name,
            at=editor.at,
            seconds=_seconds(sent, editor.at, mine),
            served_as=served_as,
            uid=uid,
            **values,
        )
    except (ValidationError, verdicts.VerdictError) as error:
        raise Refused(NO_DECISION, form) from error
    outcome = Outcome(f"item-{verdict.decision}")
    if verdict.decision in ("accept", "reject"):
        _decide_copies(connection, editor, item, verdict, sent, outcome)
    _note(connection, editor, "decide", verdict, {"served_as": served_as, "copies": len(outcome.copies)})
    if verdict.decision == "note":
        outcome.stay = item.claim
        return outcome
    leases.release(connection, item.claim, editor.name)
    outcome.following = take_next(connection, editor, part)
    return outcome


def _decision(item: Item, wanted: str, sent: Sent, form: FilledForm) -> dict[str, Any]:
    """The parts of the verdict that the form gives. Raises Refused."""
    note = _note_text(sent)
    values: dict[str, Any] = {"note": note or None}
    if wanted.startswith(_REJECT):
        reason = wanted.removeprefix(_REJECT)
        if reason not in reasons():
            raise Refused(NO_REASON, form)
        return values | {"decision": "reject", "reason": reason}
    if wanted == "correct":
        if form.reading is None:
            raise Refused(None, form)
        if not item.proposed.differences(form.reading):
            raise Refused(UNCHANGED, form)
        changed = item.proposed.differences(form.reading)
        spans = {name: span for name, span in form.spans.items() if name in changed}
        return values | {"decision": "correct", "corrected": form.reading, "spans": spans or None}
    if wanted == "keep" and item.proposed.differences(item.shown):  # what was decided before holds against the machine
        return values | {"decision": "correct", "corrected": item.shown}
    if wanted == "accept":
        if form.reading is None or item.proposed.differences(form.reading):
            raise Refused(CHANGED, form)
        return values | {"decision": "accept"}
    if wanted == "note" and not note:
        raise Refused(NO_NOTE, form)
    if wanted in ("unsure", "note"):
        return values | {"decision": cast(Decision, wanted)}
    raise Refused(NO_REASON if wanted == "reject" else NO_DECISION, form)


def _decide_copies(
    connection: Connection, editor: Editor, item: Item, verdict: Verdict, sent: Sent, outcome: Outcome
) -> None:
    """The same decision on each ticked copy that still is what was shown; each is a verdict on its own words."""
    shown = {copy.claim: copy for copy in item.copies()}
    for place, ticked in enumerate(dict.fromkeys(sent.copies), 1):
        claim, _, seen = ticked.rpartition(":")
        copy = shown.get(claim)
        others = [held for held in leases.holding(connection, claim, editor.at) if held.editor != editor.name]
        now = items.load(connection, claim) if copy is not None and copy.seen == seen and not others else None
        if now is None or now.proposed.differences(item.proposed):
            outcome.left_out += 1
            continue
        decisions.decide(
            connection,
            claim,
            verdict.decision,
            seen=now.seen,
            editor=editor.name,
            at=editor.at,
            reason=verdict.reason,
            note=verdict.note,
            served_as="chosen",
            uid=f"{verdict.uid}{decisions.COPY_MARK}{place}",
        )
        outcome.copies.append(claim)
    if outcome.left_out:
        outcome.notice = "item-copies-left"
    elif outcome.copies:
        outcome.notice = f"item-{verdict.decision}-copies"


def _refuse_if_held(connection: Connection, editor: Editor, claim: str) -> None:
    for held in leases.holding(connection, claim, editor.at):
        if held.editor != editor.name:
            raise HeldByAnother(held)


def _on_todays_map(connection: Connection, item: Item, reading: Reading) -> Reading:
    if reading.unit_place_today is not None or item.extraction_id is None:
        return reading
    today = items.place_today(connection, item.extraction_id, reading.unit_name, reading.unit_place_code)
    return reading.model_copy(update={"unit_place_today": today})


def _was_kept(connection: Connection, sent: Sent) -> bool:
    uid = sent.text("uid")
    return _UID.fullmatch(uid) is not None and bool(verdicts.with_uid(connection, uid))


def _uid(sent: Sent) -> str:
    given = sent.text("uid")
    return given if _UID.fullmatch(given) else secrets.token_hex(16)


def _note_text(sent: Sent) -> str:
    told = "".join(c for c in sent.text("note", LONGEST_NOTE) if c.isprintable() or c == "\n")
    return told.strip()


def _seconds(sent: Sent, at: datetime, mine: Held | None) -> float | None:
    """The time spent: by the page's own watch, or since the item was taken, never more than that or than an hour."""
    held = min((at - mine.taken_at).total_seconds(), MOST_SECONDS) if mine else None
    try:
        told = float(sent.text("seconds"))
    except ValueError:
        return held
    if not 0 <= told <= MOST_SECONDS:
        return held
    return round(told if held is None else min(told, held), 1)


def _note(connection: Connection, editor: Editor, action: str, verdict: Verdict, details: dict[str, Any]) -> None:
    audit.note(
        connection,
        action,
        verdict.claim,
        editor.at,
        user_id=editor.visitor.user_id,
        address=editor.address,
        details={"uid": verdict.uid, "decision": verdict.decision} | details,
    )
