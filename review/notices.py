"""What a page says after a form was sent and the browser was led on: one of these, by its code in a cookie."""

from __future__ import annotations

from review.i18n import msgid

NOTICES = {
    "signed-out": msgid("You have signed out."),
    "signed-out-everywhere": msgid("You have signed out everywhere."),
    "session-ended": msgid("The session has been ended."),
    "token-revoked": msgid("The token has been revoked."),
    "password-changed": msgid("The password has been changed. All other sessions have been ended."),
}
"""Texts (msgids) by code. A cookie holds the code only, so that nobody can make a page say anything else."""
