"""A peer: what a good programmer writes in one afternoon, `re` and no data files. Documents, dates, units.

It knows the usual forms and reads them well; it has no registry, no gazetteer, no context but the publication day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

_TYPE = (
    r"(?:Nghị quyết|Chỉ thị|Quy định|Quyết định|Kế hoạch|Kết luận|Hướng dẫn|Đề án|Công văn|Thông tri|Báo cáo|"
    r"Chương trình|Nghị định|Thông tư|Luật|Quy chế|Thông báo)"
)
_SYMBOL = r"(?:/\d{4})?\s?[-–/]\s?[A-ZĐ]+[a-z]?[A-ZĐ]*\d{0,2}(?:\s?[/\-–]\s?(?:T\.?[ƯU]|[A-ZĐ]{2,}g?))*"
_NUMBERED = re.compile(rf"(?<![\d/])(\d{{1,5}})({_SYMBOL})")
_LIST = re.compile(rf"(?i:{_TYPE})\s+(?:số\s*:?\s*)?((?:\d{{1,5}}(?:,\s|\s+và\s+(?:số\s+)?))+)(\d{{1,5}})({_SYMBOL})")
_BARE = re.compile(
    r"(?<![Kk]ỷ )((?i:Nghị quyết|Chỉ thị|Quy định|Hướng dẫn|Kết luận))\s+(?:số\s*:?\s*)?"
    r"(\d{1,4})(?![\d%/.,-]*\d|\s?[-–/]\s?[A-ZĐ])"
)

_DAY = re.compile(
    r"(?<![\d/.,-])(\d{1,2})\s?([/.\-])\s?(\d{1,2})\s?\2\s?(\d{4})(?![\d/])|ngày\s+(\d{1,2})[/.\-](\d{1,2})(?![\d/.\-])|"
    r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?<!đầu )tháng\s+(\d{1,2})(?:\s?[/\-]\s?|\s+năm\s+|,\s*)(\d{4})", re.IGNORECASE)
_MONTH_ALONE = re.compile(r"tháng\s+(\d{1,2})(?![\d/\-]|\s?[/\-]|\s+năm)", re.IGNORECASE)
_QUARTER = re.compile(r"quý\s+(I{1,3}|IV|[1-4])(?:\s?[/\-]\s?|\s+năm\s+)(\d{4})", re.IGNORECASE)
_MONTHS = re.compile(r"(\d{1,2}|sáu|chín|ba)\s+tháng\s+(đầu|cuối)\s+năm(?:\s+(\d{4}))?", re.IGNORECASE)
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-–]\s?((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"năm\s+((?:19|20)\d\d)(?!\d|\s?[-–]\s?\d{4})", re.IGNORECASE)
_NOW = re.compile(r"\bđến nay\b|\bhiện nay\b", re.IGNORECASE)
_SINCE_NEW_YEAR = re.compile(r"\btừ đầu năm(?: \d{4})? đến nay\b", re.IGNORECASE)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_CLOCK = re.compile(r"\b\d{1,2}(?::|h)\d\d\b.*\d{4}|\d{4}.*\b\d{1,2}(?::|h)\d\d\b|^\s*[Tt]hứ \w+,")
_WORDS = {"sáu": 6, "chín": 9, "ba": 3}

_NAME = r"[A-ZÀ-ỸĐ][\wÀ-ỹ’']*(?:(?: |\s-\s|-)[A-ZÀ-ỸĐ][\wÀ-ỹ’']*){0,4}"
_PLACE = r"(?i:tỉnh|huyện|quận|thị xã|thị trấn|thành phố|tp\.?|tx\.?|xã|phường|thôn|buôn|bản|ấp|khu phố)"
_UNIT = re.compile(
    rf"(?:(?i:đảng bộ|chi bộ|đảng ủy|đảng uỷ)\s+)?(?:{_PLACE})\s*(?:{_NAME}|\d{{1,2}}\b)|"
    rf"(?i:đảng bộ|chi bộ|đảng ủy|đảng uỷ)\s+(?:{_NAME})|(?:Tỉnh|Huyện|Thành|Thị|Quận)\s(?:ủy|uỷ)(?:\s{_NAME})?|"
    r"Bộ Chính trị|Ban Bí thư|Ban Chấp hành Trung ương|"
    r"Ban Tổ chức (?:Tỉnh|Huyện|Thành) ủy|Ban Thường vụ (?:Tỉnh|Huyện|Thành) ủy|"
    rf"Ủy ban Kiểm tra(?: (?:Tỉnh|Huyện|Thành) ủy)?|Đảng bộ (?:tỉnh|huyện|thành phố)"
)


def documents(text: str) -> set[str]:
    """The numbers of the documents cited, each once."""
    found: set[str] = set()
    full: set[str] = set()
    for match in _LIST.finditer(text):
        for number in [*re.findall(r"\d+", match[1]), match[2]]:
            found.add(number + _symbol(match[3]))
            full.add(number.lstrip("0"))
    for match in _NUMBERED.finditer(text):
        found.add(match[1] + _symbol(match[2]))
        full.add(match[1].lstrip("0"))
    for match in _BARE.finditer(text):
        if match[2].lstrip("0") not in full:
            found.add(f"{match[1]} {match[2]}")
    return found


def _symbol(symbol: str) -> str:
    return symbol.replace("T.Ư", "TW").replace("TƯ", "TW").replace("T.U", "TU")


def dates(text: str, published: date | None) -> set[tuple[str, str]]:
    """Closed intervals of ISO days; a missing year is the publication's."""
    found: set[tuple[str, str]] = set()
    text = "\n".join(line for line in text.split("\n") if not _CLOCK.search(line))
    for start, end in _intervals(text, published):
        found.add((start.isoformat(), end.isoformat()))
    return found


def _intervals(text: str, published: date | None) -> Iterator[tuple[date, date]]:
    this = published.year if published else None
    for match in _DAY.finditer(text):
        groups = [group for i, group in enumerate(match.groups()) if group and i != 1]
        day, month, year = int(groups[0]), int(groups[1]), int(groups[2]) if len(groups) > 2 else this
        if year and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            yield date(year, month, day), date(year, month, day)
    for match in _MONTH.finditer(text):
        yield from _months(int(match[2]), int(match[1]), int(match[1]))
    for match in _MONTH_ALONE.finditer(text):
        if this:
            yield from _months(this, int(match[1]), int(match[1]))
    for match in _QUARTER.finditer(text):
        quarter = _ROMAN.get(match[1].upper()) or int(match[1])
        yield from _months(int(match[2]), 3 * quarter - 2, 3 * quarter)
    for match in _MONTHS.finditer(text):
        count = _WORDS.get(match[1].lower()) or int(match[1])
        year = int(match[3]) if match[3] else this
        if year and 1 <= count <= 12:
            yield from _months(year, 1, count) if match[2].lower() == "đầu" else _months(year, 13 - count, 12)
    for match in _YEARS.finditer(text):
        if int(match[1]) < int(match[2]):
            yield date(int(match[1]), 1, 1), date(int(match[2]), 12, 31)
    for match in _YEAR.finditer(text):
        before = text[max(0, match.start() - 16) : match.start()].lower()
        if not re.search(r"tháng\s+\d+\s+$|quý\s+\w+\s+$|(?:đầu|cuối)\s+$", before):
            yield date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)
        elif before.endswith("cuối "):
            yield date(int(match[1]), 12, 31), date(int(match[1]), 12, 31)
    if published:
        if _SINCE_NEW_YEAR.search(text):
            yield date(published.year, 1, 1), published
        if _NOW.search(_SINCE_NEW_YEAR.sub("", text)):
            yield published, published


def _months(year: int, first: int, last: int) -> Iterator[tuple[date, date]]:
    if 1 <= first <= last <= 12:
        yield date(year, first, 1), date(year, last, monthrange(year, last)[1])


def units(text: str) -> set[str]:
    """Names of party organisations and places, as they stand in the text."""
    return {re.sub(r"\s+", " ", match[0]) for match in _UNIT.finditer(text)}
