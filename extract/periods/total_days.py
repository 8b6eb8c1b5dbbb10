"""The day a total holds for: what the words round it say of a founding long ago, of a day told before, of today."""

from __future__ import annotations

import regex

from extract.data import load
from extract.dates.roles import FROM_BEFORE
from extract.mentions import DateSpan, Sentence
from extract.text import Text
from extract.vocabulary import any_of

_WORDS = load("periods")
_NOW = regex.compile(
    rf"(?<!\p{{L}})(?<!{any_of(_WORDS['now']['not_before'])} +){any_of(_WORDS['now']['lead'])}(?!\p{{L}})"
    rf"(?! +{any_of(_WORDS['now']['not_behind'])}(?!\p{{L}}))"
)
# "khi thành lập năm 2019", "ngày đầu …, 12-3-2019": the total is one of that day
_AT_THAT_TIME_BEFORE = regex.compile(rf"(?<!\p{{L}}){any_of(_WORDS['at_that_time'])}(?!\p{{L}})[^.;]{{0,24}}$")
_AT_THAT_TIME_BEHIND = regex.compile(rf" *\)?,? *{any_of(_WORDS['at_that_time_behind'])}(?!\p{{L}})")
_BEFORE_THAT = regex.compile(rf"(?<!\p{{L}}){any_of(_WORDS['before_that'])}(?!\p{{L}})[^;]*$")
_THEN = regex.compile(rf"(?<!\p{{L}}){any_of(_WORDS['then'])}(?!\p{{L}})")
# "ngày 1-7 ra đời với 43 chi bộ, 1.021 đảng viên"
_FOUNDED_WITH = regex.compile(
    rf"(?<!\p{{L}}){any_of(_WORDS['founded'])}(?!\p{{L}})[^.;]{{0,80}}"
    r"(?<!\p{L})(?:với|gồm|có|tiếp nhận)(?!\p{L})[^.;]{0,60}$"
)
# "Đi vào hoạt động từ ngày 1-7, Đảng bộ xã tiếp nhận 32 chi bộ": what a unit began with
_FOUNDED_ON = regex.compile(rf"(?<!\p{{L}}){any_of(_WORDS['founded'])}(?!\p{{L}})[^,.;]{{0,16}}$")
_TOOK_OVER = regex.compile(r"(?<!\p{L})tiếp nhận(?!\p{L})[^.;]{0,60}$")
_BEGAN_WITH = regex.compile(r",? (?:chỉ )?(?:với|có|gồm)(?!\p{L})[^,;.]{0,60}")
_STATED = regex.compile(r",? +(?:thì +)?(?:tổng +)?số(?!\p{L})")
_AFTER_CEREMONY = regex.compile(r"(?<!\p{L})(?:sau|với|qua) (?:buổi )?(?:lễ|đợt|lần)(?: kết nạp)? này(?!\p{L})")
_EVE = regex.compile(r"(?<!\p{L})trước(?: (?:ngày|thời điểm|mốc))? $")
_AT_FIRST = regex.compile(rf"(?<!\p{{L}}){any_of(_WORDS['then_at_first'])}(?!\p{{L}})")
_START_OF_YEAR_BEFORE = regex.compile(r"(?r)(?<!\p{L})(?<!(?:tháng|quý|nửa) +)đầu +")
_END_OF_YEAR = regex.compile(r"(?<!\p{L})(?:cuối|hết) +năm(?!\p{L})")


def told_now(text: Text, sentence: Sentence, own: DateSpan | None, at: int) -> bool:
    """Whether a word like "hiện" or "nay" stands before a total, behind the date that would be its own."""
    start = max(own.end if own is not None and own.start < at else sentence.start, at - 300)
    return _NOW.search(text.folded, start, at) is not None


def after_ceremony(text: Text, sentence: Sentence, own: DateSpan | None, at: int) -> bool:
    """ "sau lễ kết nạp này chi bộ có |17 đảng viên": of the day of the ceremony, unless "nay" or a date follows."""
    said = _AFTER_CEREMONY.search(text.folded, sentence.start, at)
    if said is None or (own is not None and own.start > said.start()):
        return False
    return _NOW.search(text.folded, said.end(), at) is None


def told_then(text: Text, start: int, at: int, *, founded: bool) -> bool:
    """Whether "lúc ấy", "ngày đó" stands before a total, so that it is one of the day told.

    Where that is the day on which something was ``founded``, "chỉ có" says so too.
    """
    if _THEN.search(text.folded, start, at) is not None:
        return True
    return founded and _AT_FIRST.search(text.folded, start, at) is not None


def told_before(text: Text, start: int, at: int) -> bool:
    """Whether "trước khi sáp nhập" stands before a total: it held on a day that is not told."""
    return _BEFORE_THAT.search(text.folded, max(start, at - 120), at) is not None


def of_that_time(text: Text, sentence: Sentence, own: DateSpan, at: int) -> bool:
    """Whether the day of an event is the day of the total told with it ("Ngày 1-4-1997, khi huyện được tái lập")."""
    folded = text.folded
    if _TOOK_OVER.search(folded, own.end, min(at, own.end + 160)) and _FOUNDED_ON.search(
        folded, max(0, own.start - 40), own.start
    ):
        return True
    if own.end < at and _STATED.match(folded, own.end, own.end + 20) is not None:
        return True  # "Ngày 30-6, số chi bộ của … là 487"
    since = FROM_BEFORE.match(folded, max(sentence.start, own.start - 24), own.start)
    if (
        since
        and _BEGAN_WITH.match(folded, own.end, at)
        and _FOUNDED_ON.search(folded, max(0, since.start() - 40), since.start())
    ):
        return True  # "Phường X vận hành từ ngày 1/7 với 1.486 đảng viên sinh hoạt ở 47 chi bộ"
    if since:
        return False
    if _AT_THAT_TIME_BEHIND.match(folded, own.end, own.end + 20) or told_then(text, own.end, at, founded=True):
        return True
    if _FOUNDED_WITH.search(folded, own.end, min(at, own.end + 160)) is not None:
        return True
    return _AT_THAT_TIME_BEFORE.search(folded, max(0, own.start - 40), own.start) is not None


def eve_of(text: Text, own: DateSpan) -> bool:
    """Whether a day is told as what came after: "Trước ngày 1/7, số chi bộ là …" holds for the day before."""
    return _EVE.search(text.folded, max(0, own.start - 16), own.start) is not None


def starts_year(text: Text, own: DateSpan, at: int) -> bool:
    """Whether a year is named for its beginning: "đầu năm 2016 có 6 đảng viên", but not "…; cuối năm là 9"."""
    if own.rule not in ("year", "year_this", "year_last") or own.start > at:
        return False
    if _END_OF_YEAR.search(text.folded, own.end, at) is not None:
        return False
    return _START_OF_YEAR_BEFORE.match(text.folded, max(0, own.start - 12), own.start) is not None
