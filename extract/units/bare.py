"""A unit named by its kind alone, as the subject of what follows: "huyện đã kết nạp được 146"."""

from __future__ import annotations

import regex

from extract.mentions import UnitSpan
from extract.text import Text
from extract.units.grammar import Match, bares, grammar
from extract.units.plurals import PLURAL
from extract.units.span import span

_HERE = regex.compile(r" (?:này|ở đây|tại đây|nơi đây|(?:của )?(?:ông|bà|anh|chị|mình|tôi|chúng tôi))(?!\p{L})")
OF_HOUSE = frozenset(("chi bộ", "đảng bộ", "đảng ủy"))
HOUSE = regex.compile(r" (?:nhà trường|trường|công ty|bệnh viện|nhà máy)(?! \p{Lu})(?!\p{L})")
SO_MANY = regex.compile(r" \d{1,4} (?:đảng viên|đồng chí|người)(?!\p{L})")


def bare(text: Text, found: Match, end: int) -> UnitSpan | None:
    """A unit named by its kind alone, where a predicate follows: "huyện đã kết nạp được 146"."""
    surface = text.folded[found.start() : found.end()]
    stop = found.end()
    if surface not in bares() or PLURAL.search(text.folded, max(0, found.start() - 20), found.start()):
        return None
    if here := _HERE.match(text.folded, stop):
        stop = here.end()
    elif surface in OF_HOUSE and (house := HOUSE.match(text.raw, stop)):
        stop = house.end()  # "Chi bộ nhà trường hiện có 52 đảng viên"
    counted = here is not None and SO_MANY.match(text.folded, stop, end)  # "Chi bộ tôi 41 đảng viên"
    if not (counted or grammar().bare_subject.match(text.folded, stop, end)):
        return None
    kind = {"chi bộ": "chi_bo", "đảng ủy": "dang_uy"}.get(surface, "dang_bo")
    return span(text, found.start(), stop, kind, bares()[surface], generic=True, rule="unit.bare")
