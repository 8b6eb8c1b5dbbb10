"""What the templates of an item are given, for real items and for practice alike."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from review.i18n import msgid
from review.verify import fields, keys
from review.verify.fields import BY_NAME, FIELDS
from review.verify.part import REASONS
from review.verify.view import ItemView
from schema import indicators, qualifiers, reasons

STATUSES = {
    "unverified": (msgid("not checked"), "plain"),
    "accepted": (msgid("accepted"), "good"),
    "corrected": (msgid("corrected"), "good"),
    "rejected": (msgid("rejected"), "bad"),
    "unsure": (msgid("unsure"), "warn"),
    "changed": (msgid("read otherwise now"), "warn"),
    "unread": (msgid("no longer read"), "warn"),
    "withdrawn": (msgid("gone from the article"), "plain"),
}
"""How a figure stands, in words, with the kind of its badge."""

MARK_NAMES = {
    "figure": msgid("Figure"),
    "unit": msgid("Organisation"),
    "period": msgid("Period"),
    "document": msgid("Document"),
}

DECISIONS = {
    "accept": msgid("accepted"),
    "correct": msgid("corrected"),
    "reject": msgid("rejected"),
    "unsure": msgid("unsure"),
    "note": msgid("note"),
    "undo": msgid("taken back"),
}


def page_parts(view: ItemView, path: str) -> dict[str, Any]:
    """The context of ``item.html`` and its parts; ``path`` is where the forms of the item are sent below."""
    vietnamese = view.speech.code == "vi"

    def name(entry: Any) -> str:
        told: str = entry.vi if vietnamese else entry.en
        return told

    order = list(fields.QUALIFIER_GROUPS)
    ordered = sorted(qualifiers().values(), key=lambda entry: order.index(entry.group))
    return {
        "view": view,
        "item": view.item,
        "path": path,
        "fields": FIELDS,
        "by_name": BY_NAME,
        "groups": fields.GROUPS,
        "choices": {
            "indicator": [(code, name(entry)) for code, entry in indicators().items()],
            "approximation": [("", "–"), *fields.APPROXIMATIONS.items()],
            "modality": list(fields.MODALITIES.items()),
            "unit_level": [("", "–"), *fields.LEVELS.items()],
        },
        "qualifier_groups": [
            (fields.QUALIFIER_GROUPS[group], [(entry.code, name(entry)) for entry in entries])
            for group, entries in groupby(ordered, key=lambda entry: entry.group)
        ],
        "qualifier_names": {code: name(entry) for code, entry in qualifiers().items()},
        "reasons": [(code, name(entry)) for code, entry in reasons().items()],
        "queue_reasons": REASONS,
        "statuses": STATUSES,
        "decisions": DECISIONS,
        "keys": keys,
        "mark_names": MARK_NAMES,
    }
