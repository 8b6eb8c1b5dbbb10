"""The line of a page that says when an article was published.

Seen: "Thứ ba, 13/09/2022 16:32"; "08:11, Thứ Tư, 08/04/2015 [GMT+7]"; "Cập nhật lúc 22:38, Thứ Hai,
08/10/2018 (GMT+7)"; "16:30 10-04-2018 | :974"; "04/01/2024 09:35 Số lượt xem: 41"; "NGUYÊN ĐĂNG |
18/12/2023 09:41"; "Xây dựng Đảng 07/05/2021 10:12"; "09/10/2019 | 11:39 AM". A page's clock ("Hôm nay, ngày …") is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import regex

from extract.text import fold

_DAY = regex.compile(
    r"(?<!\d)(?P<d>\d{1,2}) ?(?:[/.\-]|tháng) ?(?P<m>\d{1,2}) ?(?:[/.\-]|,? năm) ?(?P<y>(?:19|20)\d\d)(?!\d)"
    r"|(?<!\d)(?P<y2>20\d\d)-(?P<m2>\d\d)-(?P<d2>\d\d)(?!\d)"
)
_FURNITURE = regex.compile(
    r"(?<!\d)\d{1,2} ?(?:[:h]|giờ) ?\d{1,2}(?: ?[:p] ?\d{0,2})?(?!\d)|\b[ap]m\b|\bthứ (?:hai|ba|tư|bốn|năm|sáu|bảy|[2-7])\b"
    r"|\bchủ nhật\b|\bcn\b|[\[(]? ?gmt ?\+? ?\d?:?\d{0,2} ?[\])]?|\b(?:cập nhật|xuất bản|đăng tải|ngày đăng|đăng (?:lúc|ngày)|lúc|hồi|ngày|giờ|thời gian|utc|phút)\b"
    r"|(?:số )?(?:lượt|lần) (?:xem|đọc|truy cập) ?:? ?[\d.,]+|[\d.,]+ (?:lượt|lần) (?:xem|đọc|truy cập)|:? ?\d+ ?$|[|,:;()\[\]\-/+.•·'\"]"
)
_SECTION = regex.compile(
    r"^ *(?:(?:chính trị|xây dựng đảng|thời sự|tin tức|xã hội|đảng(?: trong cuộc sống| và cuộc sống)?|tin địa phương|sự kiện|đoàn thể|chính quyền)"
    r" *[-|>»›,/&]* *)+(?=\d|thứ |chủ nhật|ngày |cập nhật|đăng )"
)
_NAME = regex.compile(r"(?:\p{Lu}[\p{L}.]*)(?: \p{Lu}[\p{L}.]*){0,4}")


@dataclass(frozen=True, slots=True)
class Timeline:
    """The day of publication, and the author where the line names one."""

    published: date
    author: str | None


def read_timeline(line: str) -> Timeline | None:
    """Read a line as a time line; ``None`` where it is anything else."""
    if len(line) > 120 or not any(c.isdigit() for c in line):
        return None
    folded = fold(line)
    if folded.startswith(("hôm nay", "bây giờ")) or (found := _DAY.search(folded)) is None:
        return None
    day = _day(found)
    rest = folded[: found.start()] + " " * len(found[0]) + folded[found.end() :]
    if (section := _SECTION.match(folded)) is not None:
        rest = " " * section.end() + rest[section.end() :]
    rest = _FURNITURE.sub(lambda m: " " * len(m[0]), rest)
    left = [(m.start(), m.end()) for m in regex.finditer(r"\S+(?: \S+)*", rest)]
    if day is None or len(left) > 1:
        return None
    name = line[left[0][0] : left[0][1]] if left else None
    if name is not None and (not _NAME.fullmatch(name) or len(name.split()) > 5):
        return None
    return Timeline(day, name)


def led_by_section(line: str) -> bool:
    """Whether the name of a section stands at the head of a line, before its time."""
    return _SECTION.match(fold(line)) is not None


def _day(found: regex.Match[str]) -> date | None:
    try:
        return date(int(found["y"] or found["y2"]), int(found["m"] or found["m2"]), int(found["d"] or found["d2"]))
    except ValueError:
        return None
