"""Months, quarters, halves and the first or last months of a year."""

from __future__ import annotations

import regex

from extract.dates.form import (
    COUNT_WORDS,
    END,
    MONTH,
    MONTH_NAMES,
    RECURS,
    RELATIONS,
    ROMAN,
    TO,
    WORD_END,
    YEAR,
    Form,
    Part,
    number_of,
    pair_kind,
    year_tail,
)
from extract.dates.roles import MANY_BEFORE
from extract.day_or_fraction import COUNTED_NO_YEAR
from extract.text import Text
from extract.vocabulary import REACH

_THIS_MONTH = regex.compile(rf" +này{WORD_END}")
_MONTH_YEAR = regex.compile(rf"({MONTH})([/\-])({YEAR}){END}")
_MONTH = regex.compile(
    rf"tháng +(?:({MONTH})(?!\d|[.,]\d{{3}}(?!\d)| *%)|({MONTH_NAMES}){WORD_END})(?!{RECURS.pattern})"
)
_MAY = regex.compile(r"[Tt]háng +()(Năm)(?!\p{L}| +(?:nay|qua|này|trước))")  # "tháng năm" in lower case is not May
_MONTH_SPAN = regex.compile(rf"({MONTH})[/\-]({YEAR}) *- *({MONTH})[/\-]({YEAR}){END}")
_MONTH_SHORT = regex.compile(rf"t\.?({MONTH})[/.\-]({YEAR}){END}")
_MONTHS_MORE = regex.compile(
    rf"(?P<mark>{TO}|,? +và +|, *)(?:tháng +)?({MONTH})(?![\d]|[.,]\d| *%| *{COUNTED_NO_YEAR}|[/\-]{MONTH}[/\-])"
)
_MONTH_RELATIVE = regex.compile(rf"tháng +(vừa +qua|vừa +rồi|trước|sau|tới|này|qua){WORD_END}")
# a capital before "Quý" that opens no sentence: a syllable of the same name ("Ninh Quý 1", not "xây dựng Đảng Quý I")
_SYLLABLE_BEFORE = regex.compile(
    r"(?<![.!?:\n\"“]\s*)(?<!^)(?<!\p{L})"
    r"(?!(?:Trong|Hết|Đến|Riêng|Qua|Cuối|Đầu|Tính|Ngay|Sang|Từ|Kết|Sau|Đảng)\b)\p{Lu}\p{Ll}+ $"
)
_N_MONTHS = regex.compile(
    rf"(\d{{1,2}}|{COUNT_WORDS}) +tháng"
    rf"(?: +(đầu|cuối|còn +lại|qua|vừa +qua|đã +qua|sau|tới)(?: +(?:của +)?(?=năm))?)?{WORD_END}(?! *{MONTH}[/\-])"
)
# "Năm tháng đầu năm": five, where "năm" can be no year
_FIVE_MONTHS = regex.compile(rf"(năm) +tháng +(đầu|cuối|qua|vừa +qua|đã +qua)(?: +(?:của +)?(?=năm))?{WORD_END}")
_OF_YEAR = regex.compile(rf" +(?:của +)?năm(?: +(nay|này|ngoái|trước|qua|sau|tới|học))?{WORD_END}")
_QUARTER_NAME = r"(?:iv|iii|ii|i|[1-4]|một|hai|ba|tư)"
_QUARTER = regex.compile(rf"quý +({_QUARTER_NAME})(?![\p{{L}}\d]|[.,]\d)|quý +([1-4])(?=\.{YEAR}{END})")
_QUARTERS_MORE = regex.compile(
    rf"(?:{TO}|,? +và +|, *|/)(?:quý +)?({_QUARTER_NAME})(?![\p{{L}}\d]|[.,]\d| *%)(?! *{COUNTED_NO_YEAR})"
)
_QUARTER_RELATIVE = regex.compile(
    rf"(?<=trong +|hết +|cuối +)quý(?: +(này|trước|sau|tới|vừa +qua))?{WORD_END}(?! +\p{{L}})"
)
_EDGE_QUARTER = regex.compile(rf"quý +(đầu|cuối) +(?:của +)?năm{WORD_END}")
_YEAR_BEHIND = regex.compile(rf" +(?:({YEAR}){END}|(nay|ngoái|trước|sau|tới){WORD_END})")
_YEAR_NEXT = regex.compile(rf" +({YEAR}){END}")
_N_QUARTERS = regex.compile(rf"(2|3|hai|ba) +quý(?: +(đầu|cuối|còn +lại|qua|vừa +qua|tới))?(?: +của +năm)?{WORD_END}")
_HALF = regex.compile(
    rf"nửa(?: +(đầu|cuối|sau|năm +đầu|năm +cuối))?(?: +của)? +năm"
    rf"(?: +(qua|vừa +qua|đầu|cuối|còn +lại|sau|đầu +năm|cuối +năm))?{WORD_END}"
)


def month(text: Text, at: int) -> Form | None:
    """ "tháng 7-2024", "tháng 6 năm nay", "tháng 7, 8 và 9/2024", "tháng 1 đến tháng 6"."""
    folded = text.folded
    found = _MONTH_RELATIVE.match(folded, at, at + REACH)
    if found is not None:
        if MANY_BEFORE.match(folded, max(0, at - 12), at):
            return None
        return Form(at, found.end(), "month_relative", (), None, RELATIONS[" ".join(found[1].split())])
    found = _MONTH.match(folded, at, at + REACH) or _MAY.match(text.raw, at, at + REACH)
    if found is None or folded[max(0, at - 10) : at].endswith("cách mạng "):
        return None
    first = last = number_of(found[1] or found[2].lower())
    year, relation, end = year_tail(folded, found.end())
    if year is None and relation is None and (this := _THIS_MONTH.match(folded, end, end + REACH)) is not None:
        relation, end = "this", this.end()  # "đến cuối tháng 10 này"
    if year is None and relation is None:
        while (more := _MONTHS_MORE.match(folded, end, end + REACH)) is not None and int(more[2]) > last:
            range_mark = more["mark"].strip() in ("-", "đến", "tới")
            if not range_mark and int(more[2]) != last + 1:
                break
            last, end = int(more[2]), more.end()
        year, relation, end = year_tail(folded, end)
    return Form(at, end, "month" if first == last else "months_named", (first, last), year, relation)


def month_span(text: Text, at: int) -> Form | None:
    """ "1/2024-6/2024", "10/2023 - 3/2024"."""
    found = _MONTH_SPAN.match(text.folded, at, at + REACH)
    if found is None:
        return None
    first, first_year, last, last_year = (int(found[n]) for n in range(1, 5))
    return (
        Form(at, found.end(), "month_span", (first, first_year, last, last_year))
        if (first_year, first) < (last_year, last)
        else None
    )


def month_short(text: Text, at: int) -> Form | None:
    """ "T7/2024"."""
    found = _MONTH_SHORT.match(text.folded, at, at + REACH)
    return Form(at, found.end(), "month_short", (int(found[1]), int(found[1])), int(found[2])) if found else None


def month_year(text: Text, at: int) -> Form | None:
    """ "7/2024", "7-2024" without the word."""
    found = _MONTH_YEAR.match(text.folded, at, at + REACH)
    if found is None or pair_kind(text, at, found[1], found[2], found[3], found.end()) != "month":
        return None
    return Form(at, found.end(), "month_year", (int(found[1]), int(found[1])), int(found[3]))


def n_months(text: Text, at: int) -> Form | None:
    """ "6 tháng đầu năm 2024", "9 tháng qua", "8 tháng năm nay", "6 tháng còn lại", "9 tháng"."""
    found = _N_MONTHS.match(text.folded, at, at + REACH) or _FIVE_MONTHS.match(text.folded, at, at + REACH)
    if found is None or not 1 <= (count := number_of(found[1])) <= 12:
        return None
    word = " ".join((found[2] or "").split())
    part: Part = {"đầu": "first", "cuối": "last", "còn lại": "rest"}.get(word, "past" if word else "all")  # type: ignore[assignment]
    if word in ("sau", "tới"):
        return None
    end, year, relation = found.end(), None, None
    year, relation, end = year_tail(text.folded, end)
    if year is None and relation is None and (of_year := _OF_YEAR.match(text.folded, end, end + REACH)) is not None:
        if of_year[1] == "học":
            return None
        relation, end = RELATIONS.get(of_year[1] or ""), of_year.end()
        if part == "all":
            part = "first"
    elif (year or relation) and part == "all":
        part = "first"
    return Form(at, end, "n_months", (count,), year, relation, part)


def quarter(text: Text, at: int) -> Form | None:
    """ "quý I/2026", "quý 2-2018", "quý I và II", "quý III năm 2024", "trong quý"."""
    folded = text.folded
    found = _QUARTER.match(folded, at, at + REACH)
    of_a_name = text.raw[at].isupper() and _SYLLABLE_BEFORE.search(text.raw, max(0, at - 16), at) is not None
    if of_a_name and not (found and (not found[0][-1].isdigit() or year_tail(folded, found.end())[0] is not None)):
        return None  # "thôn Ninh Quý 1", but "Thanh Chương Quý I/2022"
    if found is None:
        relative = _QUARTER_RELATIVE.match(folded, at, at + REACH)
        return (
            Form(at, relative.end(), "quarter_relative", (), None, RELATIONS[" ".join((relative[1] or "này").split())])
            if relative
            else None
        )
    first = last = ROMAN[found[1] or found[2]]
    year, relation, end = year_tail(folded, found.end())
    if year is None and relation is None:
        while (more := _QUARTERS_MORE.match(folded, end, end + REACH)) is not None and ROMAN[more[1]] > last:
            last, end = ROMAN[more[1]], more.end()
        year, relation, end = year_tail(folded, end)
    return Form(at, end, "quarter" if first == last else "quarters", (first, last), year, relation)


def n_quarters(text: Text, at: int) -> Form | None:
    """ "hai quý đầu năm", "cả hai quý", "3 quý đầu năm 2024"."""
    found = _N_QUARTERS.match(text.folded, at, at + REACH)
    if found is None:
        return None
    end = found.end()
    year, relation, end = year_tail(text.folded, end)
    if year is None and relation is None and (of_year := _OF_YEAR.match(text.folded, end, end + REACH)) is not None:
        relation, end = RELATIONS.get(of_year[1] or ""), of_year.end()
    word = " ".join((found[2] or "").split())
    part: Part = "last" if word in ("cuối", "tới") else "rest" if word == "còn lại" else "first"
    return Form(at, end, "n_months", (3 * number_of(found[1]),), year, relation, part)


def edge_quarter(text: Text, at: int) -> Form | None:
    """ "quý đầu năm", "quý cuối năm 2023"."""
    found = _EDGE_QUARTER.match(text.folded, at, at + REACH)
    if found is None:
        return None
    number = 1 if found[1] == "đầu" else 4
    bare = _YEAR_NEXT.match(text.folded, found.end(), found.end() + REACH)
    year, relation, end = (int(bare[1]), None, bare.end()) if bare else year_tail(text.folded, found.end())
    return Form(at, end, "quarter", (number, number), year, relation)


def half(text: Text, at: int) -> Form | None:
    """ "nửa đầu năm 2024", "nửa cuối năm", "nửa năm qua", "nửa năm"."""
    found = _HALF.match(text.folded, at, at + REACH)
    if found is None:
        return None
    words = f"{found[1] or ''} {found[2] or ''}".split()
    part: Part = (
        "first" if "đầu" in words else "last" if {"cuối", "sau"} & set(words) else "rest" if "còn" in words else "past"
    )
    year, relation, end = year_tail(text.folded, found.end())
    if (
        behind := _YEAR_BEHIND.match(text.folded, found.end(), found.end() + REACH)
    ) is not None:  # "nửa cuối năm" has the word already
        year, relation = (int(behind[1]), None) if behind[1] else (None, RELATIONS[behind[2]])
        end = behind.end()
    return Form(at, end, "half", (6,), year, relation, part)
