"""Days: every form of a day, with and without its year, and days tied to a span."""

from __future__ import annotations

import regex

from extract.dates.form import (
    DAY,
    END,
    MONTH,
    MONTH_NAMES,
    RECURS,
    WORD_END,
    YEAR,
    Form,
    full_year,
    number_of,
    pair_kind,
    year_tail,
)
from extract.day_or_fraction import NAMED_AFTER_DAY, is_day
from extract.text import Text
from extract.vocabulary import REACH

_SEP = r"(?: ?[/.\-] ?)"
_DAY_FULL = regex.compile(
    rf"({DAY}){_SEP}({MONTH}){_SEP}({YEAR}){END}|({DAY})([/.\-])({MONTH})\5(\d\d)(?![\d/\-]|[.,]\d)"
)
_ROUND_BEFORE = regex.compile(r"(?r)(?<!\p{L})đợt +(?:ngày +)?")
_DAY_ISO = regex.compile(rf"({YEAR})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)")
_DAY_WORDS = regex.compile(
    rf"(?:(?:ngày +)?(?:mùng|mồng) +|ngày +)?({DAY})(?: *,)? +tháng +({MONTH})(?![\d])(?!{RECURS.pattern}| +ngày)"
)
_DAY_NUMERALS = regex.compile(
    rf"(?:ngày +)?(?:mùng|mồng|ngày) +(hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) +tháng +({MONTH_NAMES}){WORD_END}"
)
_DAYS_TO = regex.compile(
    rf"({DAY})(?: *(-|đến|tới|,|và|;) *)(?:ngày +)?({DAY})"
    rf"(?:([/.\-])({MONTH})| +tháng +({MONTH}))(?!\d)(?:\4({YEAR}){END})?"
)
_DAY_PAIR = regex.compile(rf"({DAY})([/.\-])({MONTH})(?:\2({YEAR}))? *- *({DAY})([/.\-])({MONTH})(?:\6({YEAR}))?{END}")
_OCCASION = regex.compile(r"(?r)(?<!\p{L})dịp +")  # "dịp 3/2 năm nay": with its year, a day
_DAY_MONTH = regex.compile(rf"({DAY})([/.\-])({MONTH})(?![\d/\-]|[.,]\d)")


def day_pair(text: Text, at: int) -> Form | None:
    """ "3/2/1930 - 3/2/2024", "30/4-1/5", "28/8 - 2/9/2025"."""
    found = _DAY_PAIR.match(text.folded, at, at + REACH)
    if found is None or not (is_day(found[1], found[3]) and is_day(found[5], found[7])):
        return None
    if not found[4] and not found[8]:
        kind = pair_kind(text, at, found[1], found[2], found[3], found.end())
        if kind != "day":
            return Form(at, found.end(), "not:named_after_day") if kind == "name" else None
    year, relation, end = (int(found[8]), None, found.end()) if found[8] else year_tail(text.folded, found.end())
    numbers = (int(found[1]), int(found[3]), int(found[4] or 0), int(found[5]), int(found[7]))
    return Form(at, end, "day_pair", numbers, year, relation)


def days_to(text: Text, at: int) -> Form | None:
    """ "13 - 14/4", "26 và 27/9/2024", "ngày 4 đến 10-5": days of one month."""
    found = _DAYS_TO.match(text.folded, at, at + REACH)
    if found is None:
        return None
    first, last, month = int(found[1]), int(found[3]), int(found[5] or found[6])
    if first >= last or not is_day(found[3], str(month)):
        return None
    if found[2] in (",", "và", ";") and last - first > 1:
        return None
    if not found[7] and found[4] and pair_kind(text, at, found[3], found[4], found[5], found.end()) != "day":
        return None
    year, relation, end = (int(found[7]), None, found.end()) if found[7] else year_tail(text.folded, found.end())
    return Form(at, end, "days_of_month", (first, last, month), year, relation)


def day_full(text: Text, at: int) -> Form | None:
    """ "16/6/2022", "07-6-2021", "4.10.2023", "16/6/22"."""
    found = _DAY_FULL.match(text.folded, at, at + REACH)
    if found is not None:
        if _ROUND_BEFORE.match(text.folded, max(0, at - 12), at):
            return Form(at, found.end(), "not:named_after_day")
        number, month, year = (found[1], found[2], found[3]) if found[3] else (found[4], found[6], found[7])
        return Form(at, found.end(), "day_full", (int(number), int(month)), full_year(year))
    found = _DAY_ISO.match(text.folded, at, at + REACH)
    return Form(at, found.end(), "day_iso", (int(found[3]), int(found[2])), int(found[1])) if found else None


def day_words(text: Text, at: int) -> Form | None:
    """ "ngày 7 tháng 5 năm 2024", "mồng 3 tháng 2", "7 tháng 5"."""
    found = _DAY_WORDS.match(text.folded, at, at + REACH) or _DAY_NUMERALS.match(text.folded, at, at + REACH)
    if found is None:
        return None
    if NAMED_AFTER_DAY.match(text.folded, max(0, at - 40), at):
        return Form(at, found.end(), "not:named_after_day")  # "đường 10 tháng 3"
    year, relation, end = year_tail(text.folded, found.end())
    return Form(at, end, "day_words", (number_of(found[1]), number_of(found[2])), year, relation)


def day_month(text: Text, at: int) -> Form | None:
    """ "25/12", "28-8", "30.6": a day without its year."""
    found = _DAY_MONTH.match(text.folded, at, at + REACH)
    if found is None:
        return None
    kind = pair_kind(text, at, found[1], found[2], found[3], found.end())
    year, relation, end = year_tail(text.folded, found.end())
    if kind == "name" and not (end > found.end() and _OCCASION.match(text.folded, max(0, at - 8), at)):
        return Form(at, found.end(), "not:named_after_day")
    if kind not in ("day", "name"):
        return None
    if end < len(text.folded) and text.folded[found.end() : end].isspace():
        year, relation, end = None, None, found.end()
    return Form(at, end, "day_month", (int(found[1]), int(found[3])), year, relation)
