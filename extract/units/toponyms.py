"""Administrative units by level word and name: "huyện Vị Xuyên", "TP.Tam Kỳ", "Phường 4"."""

from __future__ import annotations

import regex

from extract.day_or_fraction import COUNTED
from extract.gazetteer import gazetteer
from extract.mentions import UnitSpan
from extract.names import place_name
from extract.text import Text
from extract.units.bare import bare
from extract.units.grammar import Match, grammar, levels
from extract.units.plurals import PLURAL
from extract.units.span import span

_COUNTED_NEXT = regex.compile(rf" +(?:chỉ tiêu|{COUNTED})")
_SHORT_WORDS = frozenset(("p.", "x.", "h.", "q.", "tt.", "tx.", "t.x", "t.x."))


def place(text: Text, found: Match, end: int) -> UnitSpan | None:
    """ "huyện Vị Xuyên", "TP.Tam Kỳ", and the bare subject "huyện kết nạp …"."""
    word = text.folded[found.start() : found.end()]
    after = found.end() + (text.raw[found.end() : found.end() + 1] == " ")
    step = levels()[word.removeprefix("các ")]
    if adjective := grammar().adjective.match(text.folded, after, end):
        after = adjective.end()
    if word in ("tỉnh", "thành", "huyện", "thị", "quận") and text.folded.startswith("đoàn ", after):
        return None  # "Tỉnh Đoàn Vĩnh Long": the Youth Union of a province
    if stop := place_name(text, after, end):
        start = found.start() + (4 if word.startswith("các ") else 0)
        each = PLURAL.search(text.folded, max(0, found.start() - 14), found.start())
        capital = text.raw[found.start()].isupper()
        if each is not None and each[0] == "và " and capital:
            each = None  # "Phường 4 và Phường 9"
        if text.raw[after].isdigit() and not capital and text.raw[stop : stop + 1] == ",":
            return None  # "trong đó phường 21, xã 19"
        if text.raw[after].isdigit() and _COUNTED_NEXT.match(text.folded, stop, end):
            return None  # "giao phường 70 chỉ tiêu"
        if word in _SHORT_WORDS and _is_person(text.raw[after:stop]):
            return None  # "P.V": a reporter; "P.THẢO": who wrote it
        if text.raw[after].isdigit() and (each or not word.startswith(("phường", "p.", "quận", "q."))):
            return None  # "mỗi xã 48": a figure for each, no Xã 48
        return span(text, start, stop, "place", step, place=text.raw[after:stop], rule="unit.place")
    return None if word.startswith("các ") else bare(text, found, end)


def _is_person(name: str) -> bool:
    """Whether a person's initial or signature stands behind "P.", "Q.": no number, and no place of that name."""
    if name.isdigit() or not (len(name) == 1 or name.isupper()):
        return False
    return len(name) == 1 or gazetteer().resolve(name).how == "unknown"
