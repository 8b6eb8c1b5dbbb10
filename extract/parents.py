"""Which organisation or place stands above a unit, where the text says so ("Chi bộ thôn X, xã Y, huyện Z")."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import regex

from extract.mentions import UnitSpan
from extract.text import Text

HEIGHT = {"cell": 0, "commune": 1, "block": 1, "district": 2, "province": 3}
# "Đây là đảng bộ cơ sở trực thuộc |Đảng bộ Công ty X, hiện có 4 chi bộ": said of the one told before
THIS_IS_ONE_UNDER = regex.compile(
    r"\s*(?:đây|đó) (?:cũng )?là (?:một |1 )?(?:trong (?:những|các|số các|số) )?(?:đảng bộ|chi bộ|đơn vị|tổ chức|cơ sở)"
    r"(?: (?:bộ phận|cơ sở|đảng))*(?: \p{L}+){0,3}? (?:trực thuộc|thuộc) (?:các )?"
)
_ABOVE = regex.compile(r" ?(?:,|\(|-)? ?(?:(?:trực )?thuộc |của )?")
_REACH = 20  # code points between a unit and the one above it


def with_parents(text: Text, units: list[UnitSpan]) -> list[UnitSpan]:
    """The units, each with the name of the one above it where that stands right behind it."""
    named = list(units)
    for index, (unit, above) in enumerate(pairwise(units)):
        if lies_in(text, unit, above):
            named[index] = replace(unit, parent=above.name)
    return named


def lies_in(text: Text, unit: UnitSpan, above: UnitSpan) -> bool:
    """Whether a unit right behind another is the one above it ("Chi bộ ấp X, |xã Y")."""
    gap = text.folded[unit.end : above.start]
    if not 0 < len(gap) <= _REACH or not gap.strip() or not _ABOVE.fullmatch(gap) or above.organ or above.generic:
        return False
    return HEIGHT.get(unit.level or "cell", 9) < HEIGHT.get(above.level or "", 0)
