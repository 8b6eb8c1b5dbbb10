"""What a page says after a form was sent and the browser was led on: one of these, by its code in a cookie."""

from __future__ import annotations

from review.i18n import msgid

NOTICES = {
    "signed-out": msgid("You have signed out."),
    "signed-out-everywhere": msgid("You have signed out everywhere."),
    "session-ended": msgid("The session has been ended."),
    "token-revoked": msgid("The token has been revoked."),
    "password-changed": msgid("The password has been changed. All other sessions have been ended."),
    "item-accept": msgid("Accepted. This is the next one."),
    "item-correct": msgid("The correction is saved. This is the next one."),
    "item-reject": msgid("Rejected. This is the next one."),
    "item-unsure": msgid("Noted as unsure. This is the next one."),
    "item-note": msgid("The note is saved."),
    "item-skipped": msgid("Skipped. It comes back to you tomorrow."),
    "item-kept": msgid("This was saved already."),
    "item-accept-copies": msgid("Accepted, with its ticked copies. This is the next one."),
    "item-reject-copies": msgid("Rejected, with its ticked copies. This is the next one."),
    "item-copies-left": msgid("Saved. Some copies have changed or are held by others and were left as they are."),
    "item-undone": msgid("Taken back. The item is yours again."),
    "nothing-to-undo": msgid("There is no decision of yours to take back."),
    "queue-empty": msgid("Nothing waits here any more."),
    "practice-first": msgid("Practice comes first: then the queue opens."),
    "practice-waived": msgid("This editor may work without practice."),
    "skipped-back": msgid("What you had skipped is in the queue again."),
}
"""Texts (msgids) by code. A cookie holds the code only, so that nobody can make a page say anything else."""
