"""The time line of an article page: what Vietnamese sites write beside a title, and what machines write in metadata.

Forms: `Thứ ba, 13/09/2022 16:32` · `08:11, Thứ Tư, 08/04/2015 [GMT+7]` · `08:00 | 26/06/2025` ·
`16:30 10-04-2018 | :974` (views behind) · `09/10/2019 | 11:39 AM` · `23.11.2017 - 8:20` ·
`Ngày 5 tháng 6 năm 2023, 8h30`. Day first, always.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))

_DAY = re.compile(
    r"""(?<![\d./-])(?:
        (?P<d>\d{1,2})\s?(?P<sep>[/.\-\u2013])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<y>(?:19|20)\d\d)
      | (?:ngày\s+)?(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})(?:\s*[,/-]\s*|\s+)(?:năm\s+)?(?P<y2>(?:19|20)\d\d)
      | (?P<y3>(?:19|20)\d\d)-(?P<m3>\d{1,2})-(?P<d3>\d{1,2})
    )(?![\d])""",
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![\d:.,/])(?P<h>[01]?\d|2[0-3])\s?(?::|h|giờ\s)\s?(?P<min>[0-5]\d)(?:\s?(?::|')\s?(?P<s>[0-5]\d))?"
    r"(?:\s?(?P<half>AM|PM|SA|CH)\b)?(?![\d:])",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"""(?<!\w)(?:
        (?:(?:(?:ngày|thời\s+gian|đã|được)\s+|(?:\A|(?<=[\n|(]))\s*)(?:đăng|tạo|viết)(?!\w)|đăng\s+(?:lúc|ngày|tin|bài)
            |(?:ngày\s+)?(?:xuất\s+bản|phát\s+hành|cập\s+nhật))(?:\s+(?:tin|bài|tải|lần\s+cuối|lúc|ngày))*\s*(?=[\n:,]|$)
        | (?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s*nhật|t[2-7]|cn|ngày|lúc|hồi|giờ)(?!\w)
        | [\[(]?\s*(?:gmt|utc)\s*[+-]?\s*\d{0,2}(?::?00)?\s*[\])]?
        | post(?:ed)?(?:\s+on)?\s*: | published\s*: | date\s*:)""",
    re.VERBOSE | re.IGNORECASE,
)
_VIEWS = re.compile(
    r"(?:[|•·\-–]\s*)?(?:(?:số\s+)?(?:lượt|lần)\s*(?:xem|đọc|truy\s+cập)\s*:?|(?:đã\s+)?xem\s*:|views?\s*:?)\s*[\d.,]+"
    r"(?:\s*(?:lượt|lần)(?:\s*(?:xem|đọc))?)?|[\d.,]+\s*(?:lượt|lần)\s*(?:xem|đọc)|[\d.,]+\s*(?:bình\s+luận|ý\s+kiến|phản\s+hồi)|\|\s*:?\s*[\d.,]+\s*$",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"cập\s*nhật|chỉnh\s*sửa|updated?", re.IGNORECASE)
_NO_POST = re.compile(
    r"hôm\s+nay|bây\s+giờ|giờ\s+hệ\s+thống|in\s+ngày|ngày\s+in\b|thời\s+gian\s+hiện\s+tại", re.IGNORECASE
)
_EARLIEST = 1990


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A day, with the time of the day where it is told (then ``at`` is aware, +07:00).

    ``rest`` is what the line says besides (an author, mostly); ``updated``: the time of a correction;
    ``seconds``: told to the second, as running clocks do.
    """

    day: date
    at: datetime | None
    rest: str = ""
    updated: bool = False
    seconds: bool = False


def read_timestamp(line: str) -> Timestamp | None:
    """The timestamp that ``line`` is, or ``None`` where the line holds none, or is a clock or a print date."""
    if len(line) > 200 or _NO_POST.search(line):
        return None
    found = _DAY.search(line)
    if found is None:
        return None
    day = _day(found)
    if day is None:
        return None
    without_day = line[: found.start()] + "\n" + line[found.end() :]
    clock = _CLOCK.search(without_day)
    at = None
    if clock is not None:
        hour, minute = int(clock["h"]), int(clock["min"])
        half = (clock["half"] or "").upper()
        hour += 12 if half in ("PM", "CH") and hour < 12 else 0
        hour -= 12 if half in ("AM", "SA") and hour == 12 else 0
        at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM)
        without_day = without_day[: clock.start()] + "\n" + without_day[clock.end() :]
    updated = bool(_UPDATED.search(line))
    rest = _AROUND.sub("\n", _VIEWS.sub("\n", without_day))
    rest = " ".join(re.sub(r"[\n|•·\[\]()]+", " ", rest).split()).strip(" ,;:.-–—/")
    return Timestamp(day, at, rest, updated, bool(clock and clock["s"]))


def read_iso(value: str) -> Timestamp | None:
    """A timestamp of metadata (ISO 8601, or the forms of ``read_timestamp``); without a zone it is Vietnam's."""
    value = value.strip()
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return read_timestamp(value)
    if not _EARLIEST <= moment.year <= 2100:
        return None
    if len(value) <= len("2024-01-01"):
        return Timestamp(moment.date(), None)
    moment = moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else moment.astimezone(VIETNAM)
    return Timestamp(moment.date(), moment)


def read_http_or_iso(value: str | None) -> datetime | None:
    """A moment of a feed or a sitemap (RFC 822 or ISO 8601), aware, in UTC; ``None`` where it is neither."""
    from email.utils import parsedate_to_datetime

    if not value or not value.strip():
        return None
    stamp = read_iso(value)
    if stamp is not None:
        midnight = datetime(stamp.day.year, stamp.day.month, stamp.day.day, tzinfo=VIETNAM)
        return (stamp.at or midnight).astimezone(UTC)
    try:
        moment = parsedate_to_datetime(value.strip())
    except (ValueError, IndexError, TypeError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)).astimezone(UTC)


def is_time_line(line: str) -> bool:
    """Whether a line is only about when (and by whom) an article was put up, and no sentence with a date in it."""
    stamp = read_timestamp(line) if len(line) <= 140 else None
    if stamp is None:
        return False
    return not stamp.rest or (stamp.at is not None and len(stamp.rest) <= 60 and line[-1] not in ".;!?…")


def _day(found: re.Match[str]) -> date | None:
    for suffix in ("", "2", "3"):
        if found["d" + suffix]:
            try:
                day = date(int(found["y" + suffix]), int(found["m" + suffix]), int(found["d" + suffix]))
            except ValueError:
                return None
            return day if day.year >= _EARLIEST else None
    return None
