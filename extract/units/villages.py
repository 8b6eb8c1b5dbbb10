"""Villages and their like: "thôn Nà Lũng", "Tổ 2", "khu phố 3", and what only looks like one."""

from __future__ import annotations

from datetime import date

import regex

from extract.gazetteer import gazetteer
from extract.mentions import UnitSpan
from extract.names import place_name
from extract.text import Text
from extract.units.grammar import Match

_BEFORE_MERGERS = date(2020, 1, 1)
_OF_TEACHERS = regex.compile(
    r"(?:ngoại ngữ|tiếng anh|toán|ngữ văn|văn|vật lý|lý|hóa|sinh|sử|lịch sử|địa|tin|thể dục"
    r"|(?:khoa học )?(?:xã hội|tự nhiên)|năng khiếu|văn phòng|hành chính|chuyên môn)(?!\p{L})"
)
_SHORT_FORM = regex.compile(r" \(\p{Lu}{2,5}\)(?= )")
_NUMBER_OF_VILLAGE = regex.compile(r" (?:\d|1[0-2])(?=\.?(?:\n|$)| ?\()")
# a figure is told with its noun or ends its item: what a verb follows is part of the name
_NUMBER_BEFORE_VERB = regex.compile(
    r" (?:\d|1[0-2])(?= (?:(?:hiện|nay|hiện nay|đã|chỉ) )?"
    r"(?:có(?!\p{L})|kết nạp(?: được| thêm| mới)* (?:\d|một|hai|ba|bốn|năm|sáu)))"
)
# "Chi bộ thôn Liêng Krắc 2, xã Đạ M'Rông có …": its commune follows, with no figure of its own
_NUMBER_BEFORE_COMMUNE = regex.compile(
    r" (?:\d|1[0-2])(?=(?:, | \()(?:xã|phường|thị trấn) (?>\p{Lu}[\p{L}\p{M}'’]*(?: \p{Lu}[\p{L}\p{M}'’]*)*)"
    r"(?! ?[(:]? ?\d| mỗi |(?: chỉ)? (?:có|được) \d+(?=[.,;\n]|$)))"
)


def village(text: Text, found: Match, end: int) -> UnitSpan | None:
    """ "thôn Nà Lũng", "Tổ 2", "Tổ dân phố (TDP) Tân Mỹ"."""
    short = _SHORT_FORM.match(text.raw, found.end(), end)
    opens = (short.end() if short is not None else found.end()) + 1
    stop = place_name(text, opens, end)
    if stop is not None and text.folded.startswith("khối ", found.start()) and _is_short(text.raw[opens:stop]):
        return None  # "khối FDI", "khối DN": kinds of firms
    if stop is not None and text.raw[found.start()].isupper() and _is_upper_place(text.raw[found.start() : stop]):
        return None  # "Sóc Trăng"
    if stop is None or (text.raw[opens].isdigit() and not text.raw[found.start()].isupper()):
        return None
    if text.folded.startswith("tổ ", found.start()) and _OF_TEACHERS.match(text.folded, opens):
        return None  # "giáo viên của tổ Ngoại ngữ"
    stop = with_number(text, found.start(), stop)
    name = text.raw[opens:stop]
    return UnitSpan(
        found.start(), stop, text.raw[found.start() : stop], "place", "cell", place=name, rule="unit.village"
    )


def with_number(text: Text, start: int, stop: int) -> int:
    """The end of a village's name with its number: "tại Chi bộ ấp Ngọc Lâm |3" ends a line, "bản Cà Roòng |1 có …"."""
    if before_verb := _NUMBER_BEFORE_VERB.match(text.raw, stop):
        return before_verb.end()
    if before_commune := _NUMBER_BEFORE_COMMUNE.match(text.raw, stop):
        return before_commune.end()
    numbered = _NUMBER_OF_VILLAGE.match(text.raw, stop)
    at = text.folded.endswith(("tại ", "ở ", "xuống "), 0, start)
    return numbered.end() if numbered is not None and at else stop


def _is_short(name: str) -> bool:
    """Whether a name is an abbreviation and no number."""
    return name.isupper() and name.isalpha()


def _is_upper_place(name: str) -> bool:
    if gazetteer().province_at(name, _BEFORE_MERGERS) is not None:
        return True
    place = gazetteer().resolve(name).place
    return place is not None and place.level in ("province", "district")
