"""Whether "7/11", "30.6" or "3-4" is a day, a month of a year, a range, or a fraction.

One rule for the number reader and the date reader, so that no figure is both and none is neither.
"""

from __future__ import annotations

from typing import Literal

import regex

from extract.data import load
from extract.vocabulary import REACH, any_of

Kind = Literal["day", "month", "fraction", "range", "name"]

_NUMBERS = load("numbers")
COUNTED = any_of(_NUMBERS["counted"]) + r"(?![\p{L}\d])"
# The same behind a month or a day, where "năm" begins the year.
COUNTED_NO_YEAR = rf"(?!năm(?!\p{{L}})){COUNTED}"
_NAMED = any_of(load("dates")["excluded"]["named_after_day"])
NAMED_AFTER_DAY = regex.compile(rf"(?r)(?<![\p{{L}}\d])(?<!thành +){_NAMED} *(?:ngày +)?[\"'(]?")
# "Dịp 3/2, có 27 đảng viên được trao Huy hiệu": told as the day; but "trao Huy hiệu Đảng dịp 2/9" names the round
_OCCASION = regex.compile(r"(?r)(?:^|[.;!?:] )(?:nhân |vào )?dịp (?:ngày )?", regex.MULTILINE)
_OCCASION_ENDS = regex.compile(r"(?: (?:năm )?nay| vừa qua)?, (?!\d{1,2}[/-])")
_AGAINST_PLANS = regex.compile(
    r"(?<!\p{L})(?:(?:vượt|đạt|hoàn thành)(?: và vượt)? (?:chỉ tiêu|kế hoạch|nghị quyết)"
    r"|(?:kết nạp|kết quả) (?:còn )?(?:thấp|chậm|khá))(?!\p{L})[^.;:\d\n]{0,40}:"
    r"(?:[^.:\n]*\d,)? (?:riêng )?\p{L}[^,;.:\d\n]{2,50} $"
)
_BEFORE = load("dates")["day_or_fraction"]
_DAY_BEFORE = regex.compile(rf"(?r)(?<![\p{{L}}\d]){any_of(_BEFORE['day'])} *[,(]? *")
_DAY_LIKELY_BEFORE = regex.compile(rf"(?r)(?<![\p{{L}}\d]){any_of(_BEFORE['day_likely'])} *\(? *")
_FRACTION_BEFORE = regex.compile(rf"(?r)(?<![\p{{L}}\d]){any_of(_BEFORE['fraction'])} *[(:]? *")
_COUNTED_AFTER = regex.compile(rf" *\)? *(?:(?:số|tổng|trong|các|toàn|kế +hoạch|chỉ +tiêu) |{COUNTED_NO_YEAR})")
WHO_AFTER = regex.compile(r" là (?:người|nữ|nam|con em|đảng viên|lao động|công nhân|cán bộ|học sinh|phụ nữ)(?!\p{L})")
_YEARS_AFTER = regex.compile(r" *năm(?!\p{L})(?! *\d)")
_PERCENT_AFTER = regex.compile(r"[^%.;:\d\n]{0,20}\d[\d,.]* ?%")
_PERCENT_NEXT = regex.compile(r" ?(?:%|phần +trăm)")
_NAME_BEFORE = regex.compile(r"(?r)(?<!\p{L})\p{Lu}[\p{L}'’.]* *")
_CLEAR_FRACTION = regex.compile(
    rf"\d/(?:(?:[2-9]\d|1[3-9]|\d\d\d|\d[\d.]*\.\d{{3}})(?![\d/])|\d{{1,2}} (?:(?:số|tổng) )?{COUNTED_NO_YEAR})"
    r"|\((?:chỉ tiêu|kế hoạch)(?: \p{L}+)?:? \d"  # "Trung Hiếu 17 đảng viên (chỉ tiêu 10), Hiếu Thành 15/9"
)


def is_day(day: str, month: str) -> bool:
    """Whether the two can be a day and a month (30/2 can not)."""
    if len(day) > 2 or len(month) > 2 or not (day.isdigit() and month.isdigit()):
        return False
    d, m = int(day), int(month)
    return 1 <= m <= 12 and 1 <= d <= (29 if m == 2 else 30 if m in (4, 6, 9, 11) else 31)


def is_year(figure: str) -> bool:
    """Whether four digits can be a year that news of this kind speaks of."""
    return len(figure) == 4 and figure.isdigit() and 1925 <= int(figure) <= 2050


def kind_of_pair(
    folded: str,
    raw: str,
    start: int,
    first: str,
    mark: str,
    second: str,
    end: int,
    *,
    floor: int = 0,
) -> Kind:
    """What ``first`` ``mark`` ``second`` at ``start`` .. ``end`` is; ``floor`` is the start of its line.

    A pair that cannot be a day is a fraction (or a range, by its mark). Then, in this order: the
    name of a street or of a round of badges; a word that only days follow; a counted noun or a
    percent sign behind; a word that days often follow; a word that fractions follow; a fraction
    earlier in the list, with a name before this one; else a day.
    """
    floor = max(floor, start - REACH)
    other: Kind = "fraction" if mark == "/" else "range"
    if mark != "." and is_year(second) and first.isdigit() and 1 <= int(first) <= 12 and len(first) <= 2:
        return (
            other
            if _COUNTED_AFTER.match(folded, end, end + REACH) and not _month_before(folded, start, floor)
            else "month"
        )
    if not is_day(first, second):
        return other
    if NAMED_AFTER_DAY.match(folded, floor, start):
        opens = _OCCASION.match(folded, floor, start) is not None and _OCCASION_ENDS.match(folded, end, end + REACH)
        return "day" if opens else "name"
    if _DAY_BEFORE.match(folded, floor, start):
        return "day"
    named_next = raw[end : end + 2].strip()[:1].isupper()
    more_than_all = first.isdigit() and second.isdigit() and int(first) > int(second)
    if mark == "/" and named_next and more_than_all and _DAY_LIKELY_BEFORE.match(folded, floor, start):
        return "day"  # "đến 31/12 Đảng bộ còn 96 TCCSĐ"
    if _PERCENT_NEXT.match(folded, end, end + REACH) or _COUNTED_AFTER.match(folded, end, end + REACH):
        return other
    if mark != "/" and _YEARS_AFTER.match(folded, end, end + REACH):
        return other  # "2-3 năm"
    if mark == "/" and WHO_AFTER.match(folded, end, end + REACH):
        return other  # "640 công nhân, 9/10 là người ngoài tỉnh"
    if mark == "/" and _AGAINST_PLANS.search(folded, floor, start):
        return other  # "vượt chỉ tiêu khá như: Công an huyện 9/6, xã Hòa Hiệp 10/7"
    if _DAY_LIKELY_BEFORE.match(folded, floor, start):
        return "day"
    if mark == ".":
        return other
    if _FRACTION_BEFORE.match(folded, floor, start):
        return other
    if mark == "/":
        if _PERCENT_AFTER.match(folded, end, end + REACH):
            return other
        if _NAME_BEFORE.match(raw, floor, start) and _CLEAR_FRACTION.search(folded, max(floor, start - 160), start):
            return other
    return "day"


def _month_before(folded: str, start: int, floor: int) -> bool:
    return folded[max(floor, start - 6) : start].rstrip().endswith(("tháng", "quý"))
