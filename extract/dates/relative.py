"""Expressions that lean on the day of publication or on what was named before."""

from __future__ import annotations

import regex

from extract.dates.form import WORD_END, Form, year_tail
from extract.text import Text
from extract.vocabulary import REACH

_NOW = regex.compile(
    rf"(?:đến|tới) +(?:nay|hiện +nay|giờ|lúc +này|thời +điểm +(?:này|hiện +(?:nay|tại)))(?:{WORD_END})"
)
_END_OF_YEAR = regex.compile(
    r"(?:đến|tới) +(?:cuối|hết) +năm(?: +nay)?(?!\p{L})(?! +(?:\d|trước|ngoái|qua|học|sau|tới|này|thứ))"
)
_YEAR_OVER = regex.compile(r"hết +năm(?= *,)")  # "Hết năm, toàn Đảng bộ có …"
_CLAUSE_BEFORE = regex.compile(r"(?r)(?:^|\n|[.;:!?”\"]) *")
_TODAY = regex.compile(r"(?:sáng|trưa|chiều|tối|đêm) +(nay|qua)(?!\p{L})")
_NOT_NOW_BEFORE = regex.compile(r"(?r)(?<!\p{L})(?:từ +(?:trước|xưa|lâu)|xưa|trước|lâu) +")
_FROM_NOW = regex.compile(rf"từ +nay{WORD_END}")
_REST_OF_TERM = regex.compile(
    rf"từ +nay +(?:cho +)?(?:đến|tới) +(?:cuối|hết)(?: +cả)? +nhiệm +kỳ(?: +này)?{WORD_END}(?! +(?:\d|đại +hội))"
)
_FROM_THEN = regex.compile(rf"từ +đó{WORD_END}")
_FROM_START = regex.compile(
    rf"từ +đầu +(năm +học|năm|tháng|quý)(?: +(nay|này))?{WORD_END}(?! +(?:\d{{1,2}}(?!\d)|[xvi]+(?!\p{{L}})))"
)
_SCHOOL_YEARS = regex.compile(r" +((?:19|20)\d\d) *[-–/] *((?:19|20)\d\d)(?!\d)")
_UP_TO_HERE = regex.compile(rf"trở +lại +đây{WORD_END}")
_SINCE_BEFORE = regex.compile(r"(?r)từ +(?:(?:đầu|cuối|giữa) +)?(?:năm|tháng|quý|ngày) +[\d/.\-]+ +")
_BARE_YEAR = regex.compile(r" +((?:19|20)\d\d)(?!\d|[.,]\d)")
_THIS_TIME = regex.compile(r"(?:quãng|tầm|giờ|dịp|kỳ|thời +(?:gian|điểm)) +này")
_FIGURE_NEXT = regex.compile(
    r" *\((?:là |có |chỉ |được )?\d[\d.]*(?! ?%)(?: \p{L}+){0,3}\)| +\d[\d.]*(?: \p{L}+){0,2}\)"
    r"|,? +(?:chỉ |mới )?(?:là|có|được) +\d[\d.]*(?! ?%)"
)
_SAME_PERIOD = regex.compile(
    r"cùng +(kỳ|thời +(?:điểm|gian|kỳ)|quý|tháng)(?: +(?:này|của|đó))*(?: +nhiệm +kỳ +(?P<term>trước|qua|này))?"
)


def now(text: Text, at: int) -> Form | None:
    """ "đến nay", "đến thời điểm này": the day of publication."""
    if (end := _YEAR_OVER.match(text.folded, at, at + REACH)) is not None and _CLAUSE_BEFORE.match(
        text.folded, max(0, at - 3), at
    ):
        return Form(at, end.end(), "end_of_year", (), None, "this")
    if (end := _END_OF_YEAR.match(text.folded, at, at + REACH)) is not None:
        return Form(at, end.end(), "end_of_year", (), None, "this")
    found = _NOW.match(text.folded, at, at + REACH)
    if found is None or _NOT_NOW_BEFORE.match(text.folded, max(0, at - 12), at):
        return None
    return Form(at, found.end(), "now", (), None, "this")


def today(text: Text, at: int) -> Form | None:
    """ "sáng nay", "chiều qua": the day of publication, the day before."""
    found = _TODAY.match(text.folded, at, at + REACH)
    if found is None:
        return None
    return Form(at, found.end(), "today", (), None, "this" if found[1] == "nay" else "before")


def up_to_here(text: Text, at: int) -> Form | None:
    """ "từ năm 2020 trở lại đây": the day of publication closes the span."""
    found = _UP_TO_HERE.match(text.folded, at, at + REACH)
    if found is None or not _SINCE_BEFORE.match(text.folded, max(0, at - 32), at):
        return None
    return Form(at, found.end(), "now", (), None, "this")


def since(text: Text, at: int) -> Form | None:
    """ "từ nay", "từ đó", "từ đầu năm (2024)": the open end of a span that "đến …" closes, or "đến hết nhiệm kỳ"."""
    folded = text.folded
    if (found := _REST_OF_TERM.match(folded, at, at + REACH)) is not None:
        return Form(at, found.end(), "rest_of_term")
    if (found := _FROM_NOW.match(folded, at, at + REACH)) is not None:
        return Form(at, found.end(), "from_now")
    if (found := _FROM_THEN.match(folded, at, at + REACH)) is not None:
        return Form(at, found.end(), "from_then")
    found = _FROM_START.match(folded, at, at + REACH)
    if found is None:
        return None
    if found[1].endswith("học"):
        named = _SCHOOL_YEARS.match(folded, found.end(), found.end() + REACH)
        if named is not None and int(named[2]) == int(named[1]) + 1:
            return Form(at, named.end(), "from_start_of_school_year", (int(named[1]),))
        return Form(at, found.end(), "from_start_of_school_year")
    if found[1] == "năm":
        bare = _BARE_YEAR.match(folded, found.end(), found.end() + REACH)
        return Form(
            at, bare.end() if bare else found.end(), "from_start_of_year", (), int(bare[1]) if bare else None, "this"
        )
    return Form(
        at, found.end(), "from_start_of_month" if found[1] == "tháng" else "from_start_of_quarter", (), None, "this"
    )


def this_time(text: Text, at: int) -> Form | None:
    """ "quãng này năm 2012", "tầm này năm ngoái": the stretch told last, in another year."""
    found = _THIS_TIME.match(text.folded, at, at + REACH)
    if found is None:
        return None
    year, relation, end = year_tail(text.folded, found.end())
    return None if year is None and relation is None else Form(at, end, "same_period", (), year, relation)


def same_period(text: Text, at: int) -> Form | None:
    """ "cùng kỳ năm trước", "cùng kỳ 2023", "cùng thời điểm năm 2019"; alone it says no date."""
    found = _SAME_PERIOD.match(text.folded, at, at + REACH)
    if found is None:
        return None
    rule = "same_day" if found[1].endswith("điểm") else "same_period"
    if found["term"]:
        return Form(at, found.end(), "same_term", (), None, "before")
    year, relation, end = year_tail(text.folded, found.end())
    if year is None and relation is None:
        if found[0].endswith("kỳ") and _FIGURE_NEXT.match(text.folded, found.end(), found.end() + REACH):
            return Form(at, found.end(), rule, (), None, "before")  # "so với cùng kỳ (40 đảng viên)"
        return Form(at, found.end(), "not:same_period_unnamed")
    return Form(at, end, rule, (), year, relation)
