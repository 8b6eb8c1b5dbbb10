"""One walk over the text that tries, at each word or digit that can open an expression, its forms.

The order of the forms at one place is the order of trust: the longer and more explicit first. What
is read is not read again; what a pattern of its own excludes is stepped over.
"""

from __future__ import annotations

from collections.abc import Callable

import regex

from extract.dates import days, months, roles, years
from extract.dates.form import COUNT_WORDS, WORD_END, Form, year_tail
from extract.text import Text
from extract.timeline import read_timeline
from extract.vocabulary import REACH

Reader = Callable[[Text, int], Form | None]

_WORDS_OPEN = r"tháng|năm|quý|ngày|nửa|nhiệm +kỳ|nk(?= *2)|niên +học|t(?=\.?\d{1,2}[/.\-]2)|mùng|mồng"
_OPENS = regex.compile(
    rf"(?<![\p{{L}}\d])(?:\d|(?:(?P<word>{_WORDS_OPEN})"
    rf"|(?P<whole>trong|cả|suốt)(?= +năm)"
    rf"|(?P<count>{COUNT_WORDS})(?= +(?:tháng|quý|năm +(?:qua|vừa|gần)))"
    rf"|(?P<now>đến|tới)(?= +(?:nay|thời|giờ|lúc|hiện|(?:cuối|hết) +năm))"
    rf"|(?P<from>từ)(?= +(?:nay|đó|đầu))"
    rf"|(?P<same>cùng)(?= +(?:kỳ|thời|quý|tháng))){WORD_END})"
)
_GLUED_BEFORE = regex.compile(r"(?r)\d[.,:/\-]|[\p{L}_@/#]|\p{L}[-_]")
_DOCUMENT_NEXT = regex.compile(r" ?/ ?\p{L}{2}")
_COUNTER_LINE = regex.compile(r" *(?:tháng|năm|tuần|hôm)[\p{L} \d]{0,20} : *[\d.,]+ *$")
_NOW = regex.compile(
    rf"(?:đến|tới) +(?:nay|hiện +nay|giờ|lúc +này|thời +điểm +(?:này|hiện +(?:nay|tại)))(?:{WORD_END})"
)
_END_OF_YEAR = regex.compile(
    r"(?:đến|tới) +(?:cuối|hết) +năm(?: +nay)?(?!\p{L})(?! +(?:\d|trước|ngoái|qua|học|sau|tới|này|thứ))"
)
_NOT_NOW_BEFORE = regex.compile(r"(?r)(?<!\p{L})(?:từ +(?:trước|xưa|lâu)|xưa|trước|lâu) +")
_FROM_NOW = regex.compile(rf"từ +nay{WORD_END}")
_FROM_THEN = regex.compile(rf"từ +đó{WORD_END}")
_FROM_START = regex.compile(
    rf"từ +đầu +(năm|tháng|quý)(?: +(nay))?{WORD_END}(?! +(?:\d{{1,2}}(?!\d)|[xvi]+(?!\p{{L}})))"
)
_BARE_YEAR = regex.compile(r" +((?:19|20)\d\d)(?!\d|[.,]\d)")
_SAME_PERIOD = regex.compile(
    r"cùng +(kỳ|thời +(?:điểm|gian|kỳ)|quý|tháng)(?: +(?:này|của|đó))*(?: +nhiệm +kỳ +(?P<term>trước|qua|này))?"
)
_DIGITS_ON = regex.compile(r"\d+(?:[.,/\-]\d+)*+")
_YEAR_LISTED = regex.compile(r" *[,;]? *(?:và +)?")
_YEAR_COLON = regex.compile(r" *:")


def scan(text: Text, free: Callable[[int, int], bool] = lambda start, end: True) -> list[Form]:
    """The forms of a text in order, without overlaps, those excluded by a pattern (rule "not:…") among them.

    ``free`` tells whether a stretch is open to be read.
    """
    folded, forms, position = text.folded, [], 0
    last_year_end = -1
    while (opens := _OPENS.search(folded, position)) is not None:
        at = opens.start()
        form = _read(text, at, opens, last_year_end)
        if form is None or not free(form.start, form.end):
            position = opens.end() if opens.lastgroup else _digits_end(folded, at)
            continue
        forms.append(form)
        position = max(form.end, at + 1)
        if form.rule in ("year", "year_bare", "year_list"):
            last_year_end = form.end
    return forms


def _digits_end(folded: str, at: int) -> int:
    found = _DIGITS_ON.match(folded, at, at + REACH)
    return found.end() if found else at + 1


_WORDS: dict[str, tuple[Reader, ...]] = {
    "tháng": (months.month,),
    "t": (months.month_short,),
    "quý": (months.quarter, months.edge_quarter),
    "nửa": (months.half,),
    "ngày": (days.day_words,),
    "mùng": (days.day_words,),
    "mồng": (days.day_words,),
    "năm": (years.school_year, years.year_named, years.year_relative),
    "niên": (years.school_year,),
    "nhiệm": (years.term,),
    "nk": (years.term,),
}
_DIGITS: tuple[Reader, ...] = (
    days.day_pair,
    months.month_span,
    days.day_full,
    days.days_to,
    days.day_words,
    months.n_months,
    months.n_quarters,
    months.month_year,
    years.years,
    days.day_month,
    years.n_years,
    years.year_bare,
)
_COUNT: tuple[Reader, ...] = (months.n_months, months.n_quarters, years.n_years)


def _read(text: Text, at: int, opens: regex.Match[str], last_year_end: int) -> Form | None:
    folded = text.folded
    if (word := opens["word"]) is not None:
        return _first(_WORDS[word.split()[0]], text, at)
    if opens["whole"]:
        return years.year_whole(text, at)
    if opens["count"]:
        return _first(_COUNT, text, at)
    if opens["now"]:
        return now(text, at)
    if opens["from"]:
        return since(text, at)
    if opens["same"]:
        return same_period(text, at)
    if _GLUED_BEFORE.match(folded, max(0, at - 3), at):
        return None
    form = _first(_DIGITS, text, at)
    if form is None or form.rule.startswith("not:"):
        return form
    if _DOCUMENT_NEXT.match(folded, form.end, form.end + REACH) and not form.rule.startswith("day_full"):
        return None
    if form.rule == "year_bare":
        return form if _is_year(text, form, last_year_end) else None
    if form.rule in ("month_year", "years") and roles.DOCUMENT_BEFORE.match(folded, max(0, at - 16), at):
        return None
    return form


def _first(readers: tuple[Reader, ...], text: Text, at: int) -> Form | None:
    for reader in readers:
        form = reader(text, at)
        if form is not None:
            return form
    return None


def _is_year(text: Text, form: Form, last_year_end: int) -> bool:
    """ "kế hoạch 2019", "năm 2016: 108, 2017: 121"; not "1950 đồng"."""
    folded = text.folded
    if not 1925 <= form.numbers[0] <= 2050:
        return False
    floor = max(text.line_at(form.start).start, form.start - 90)
    if roles.YEAR_BEFORE.match(folded, floor, form.start):
        return True
    if last_year_end >= 0 and _YEAR_LISTED.fullmatch(folded, last_year_end, form.start):
        return True
    listed = floor <= last_year_end <= form.start and roles.same_sentence(folded, last_year_end, form.start)
    return (
        listed
        and folded[floor : form.start].rstrip()[-1:] in (",", ";", "(")
        and bool(_YEAR_COLON.match(folded, form.end, form.end + REACH))
    )


def now(text: Text, at: int) -> Form | None:
    """ "đến nay", "đến thời điểm này": the day of publication."""
    if (end := _END_OF_YEAR.match(text.folded, at, at + REACH)) is not None:
        return Form(at, end.end(), "end_of_year", (), None, "this")
    found = _NOW.match(text.folded, at, at + REACH)
    if found is None or _NOT_NOW_BEFORE.match(text.folded, max(0, at - 12), at):
        return None
    return Form(at, found.end(), "now", (), None, "this")


def since(text: Text, at: int) -> Form | None:
    """ "từ nay", "từ đó", "từ đầu năm (2024)": the open end of a span that "đến …" closes."""
    folded = text.folded
    if (found := _FROM_NOW.match(folded, at, at + REACH)) is not None:
        return Form(at, found.end(), "from_now")
    if (found := _FROM_THEN.match(folded, at, at + REACH)) is not None:
        return Form(at, found.end(), "from_then")
    found = _FROM_START.match(folded, at, at + REACH)
    if found is None:
        return None
    if found[1] == "năm":
        bare = _BARE_YEAR.match(folded, found.end(), found.end() + REACH)
        return Form(
            at, bare.end() if bare else found.end(), "from_start_of_year", (), int(bare[1]) if bare else None, "this"
        )
    return Form(
        at, found.end(), "from_start_of_month" if found[1] == "tháng" else "from_start_of_quarter", (), None, "this"
    )


def same_period(text: Text, at: int) -> Form | None:
    """ "cùng kỳ năm trước", "cùng kỳ 2023", "cùng thời điểm năm 2019"; alone it says no date."""
    found = _SAME_PERIOD.match(text.folded, at, at + REACH)
    if found is None:
        return None
    rule = "same_day" if found[1].split()[0] == "thời" and found[1].split()[-1] != "kỳ" else "same_period"
    if found["term"]:
        return Form(at, found.end(), "same_term", (), None, "before")
    year, relation, end = year_tail(text.folded, found.end())
    if year is None and relation is None:
        return Form(at, found.end(), "not:same_period_unnamed")
    return Form(at, end, rule, (), year, relation)


def page_clocks(text: Text) -> list[tuple[int, int]]:
    """Lines that are a time line, a clock or a visitor counter of the page."""
    spans = []
    for line in text.lines:
        if line.end - line.start > 120:
            continue
        written = text.folded[line.start : line.end]
        if not any(c.isdigit() for c in written):
            continue
        if (
            written.lstrip().startswith(("hôm nay,", "bây giờ"))
            or _COUNTER_LINE.match(written)
            or read_timeline(text.raw[line.start : line.end])
        ):
            spans.append((line.start, line.end))
    return spans
