"""The keys of the editors' page, in the order of the map that ``?`` opens. A page's buttons name theirs themselves."""

from __future__ import annotations

from typing import Final

from review.i18n import msgid
from review.verify.fields import FIELDS

DECIDING: Final = (
    ("Enter, a", msgid("accept the record as it is")),
    ("c", msgid("correct: go to the first field")),
    ("Ctrl + Enter", msgid("save the correction, from anywhere")),
    ("r", msgid("reject: open the reasons, then 1 to 8")),
    ("u", msgid("unsure")),
    ("s", msgid("skip for now")),
    ("z", msgid("undo the last decision")),
    ("n", msgid("write a note")),
)
MOVING: Final = (
    ("j, →", msgid("next mark in the text")),
    ("k, ←", msgid("previous mark in the text")),
    ("↑ ↓", msgid("scroll the text")),
    ("Esc", msgid("leave a field, close what is open")),
    ("?", msgid("this map")),
)
TAKING: Final = tuple((field.key, field.label) for field in FIELDS if field.key is not None)
"""Keys that, while something is selected in the text, take it into a field."""
