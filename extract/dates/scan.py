"""One walk over the text that tries, at each word or digit that can open an expression, its forms.

The order of the forms at one place is the order of trust: the longer and more explicit first. What
is read is not read again; what a pattern of its own excludes is stepped over.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import regex

from extract.dates import days, months, relative, roles, years
from extract.dates.form import COUNT_WORDS, COUNTS, DAYS, WORD_END, Form
from extract.openings import Openings
from extract.text import Text
from extract.timeline import read_timeline
from extract.vocabulary import REACH

Reader = Callable[[Text, int], Form | None]

_BEFORE_COUNTED = r"(?= +(?:tháng|quý|năm +(?:qua|vừa|gần|trở)))"
_NOW_BEHIND = r"(?= +(?:nay|thời|giờ|lúc|hiện|(?:cuối|hết) +năm))"
_COUNT: tuple[Reader, ...] = (months.n_months, months.n_quarters, years.n_years)
_WORDS_OF_COUNT = tuple(word for word in COUNTS if word not in ("một", "năm"))
# The words that open an expression, the pattern of all that opens it, and the forms tried there.
_OPENINGS: tuple[tuple[tuple[str, ...], str, tuple[Reader, ...]], ...] = (
    (("tháng",), rf"tháng{WORD_END}", (months.month,)),
    (("t.", *(f"t{digit}" for digit in range(10))), r"t(?=\.?\d{1,2}[/.\-]2)", (months.month_short,)),
    (("quý",), rf"quý{WORD_END}", (months.quarter, months.edge_quarter)),
    (("nửa",), rf"nửa{WORD_END}", (months.half,)),
    (("ngày", "mùng", "mồng"), rf"(?:ngày|mùng|mồng){WORD_END}", (days.day_words,)),
    (
        ("năm",),
        rf"năm{WORD_END}",
        (
            years.school_year,
            years.year_named,
            years.years_before,
            years.years_after,
            years.year_relative,
            months.n_months,
        ),
    ),
    (("niên",), r"niên +học", (years.school_year,)),
    (("nhiệm",), rf"nhiệm +kỳ{WORD_END}", (years.term,)),
    (("nk",), r"nk(?= *2)", (years.term,)),
    (("trong",), r"trong(?= +năm)", (years.year_new, years.year_whole)),
    (
        ("cả", "suốt", "kết", "khép"),
        r"(?:cả|suốt|kết +thúc|khép +lại)(?= +năm)",
        (years.year_whole,),
    ),
    (("đến", "tới"), rf"(?:đến|tới){_NOW_BEHIND}", (relative.now,)),
    (("từ",), r"từ(?= +(?:nay|đó|đầu))", (relative.since,)),
    (("cùng",), r"cùng(?= +(?:kỳ|thời|quý|tháng))", (relative.same_period,)),
    (
        ("quãng", "tầm", "giờ", "dịp", "kỳ", "thời"),
        r"(?:quãng|tầm|giờ|dịp|kỳ|thời)(?= +(?:gian +|điểm +)?này +(?:của +)?năm)",
        (relative.this_time,),
    ),
    (("sáng", "chiều", "tối"), r"(?:sáng|chiều|tối)(?= +(?:nay|qua))", (relative.today,)),
    (("hết",), r"hết(?= +năm *,)", (relative.now,)),
    (("cùng",), r"cùng(?= +năm)", (years.year_same,)),
    (("sang",), r"sang(?= +năm)", (years.year_new, years.year_next)),
    (("trở",), r"trở(?= +lại +đây)", (relative.up_to_here,)),
    (
        tuple(sorted({word.split(" ")[0] for word in _WORDS_OF_COUNT})),
        rf"(?:{COUNT_WORDS}){_BEFORE_COUNTED}",
        _COUNT,
    ),
)
_PATTERNS = [(word, regex.compile(opening), readers) for words, opening, readers in _OPENINGS for word in words]
_WORDS = Openings(word for word, _, _ in _PATTERNS)
# The standard library finds a digit twice as quickly; what stands before it is looked at behind it.
_DIGITS = re.compile(r"\d(?<![^\W_]\d)")
_DIGITS_ON = regex.compile(r"\d+(?:[.,/\-]\d+)*+")
# What can begin with digits, by the sign behind them.
_DIGITS_TIED: tuple[Reader, ...] = (
    days.day_pair,
    months.month_span,
    days.day_full,
    days.days_to,
    months.n_months,
    months.month_year,
    years.years,
    days.day_month,
    years.year_bare,
)
_DIGITS_SPACED: tuple[Reader, ...] = (
    days.day_full,
    days.days_to,
    days.day_words,
    months.n_months,
    months.n_quarters,
    years.n_years,
)
_DIGITS_OF_YEAR: tuple[Reader, ...] = (days.day_full, years.years, years.years_listed, years.year_bare)
# Of the words behind digits only these go on: tháng, quý, năm, đến, tới, và.
_GOES_ON = frozenset("tqnđv/-.")
_GLUED_BEFORE = regex.compile(r"(?r)\d[.,:/\-]|[\p{L}_@/#]|\p{L}[-_]")
_DOCUMENT_NEXT = regex.compile(r" ?/ ?\p{L}{2}")
_YEAR_OR_COUNT = regex.compile(r"(?:19|20)\d\d| : *\d")
_COUNTER_LINE = regex.compile(r" *(?:tháng|năm|tuần|hôm)[\p{L} \d]{0,20} : *[\d.,]+ *$")
_YEAR_LISTED = regex.compile(r" *[,;]? *(?:và +)?")
_YEAR_TOLD = regex.compile(
    r" (?:(?:chỉ|mới|đã|là|có|được|kết +nạp|kết +nạp +được|phát +triển|phát +triển +được) +){1,3}"
    r"(?!19\d\d|20\d\d)\d{1,3}(?:\.\d{3})?(?![\d%/]|\.\d)"
)
_YEAR_BY_YEAR = regex.compile(r"(?:19|20)\d\d *: *\d[\d.]* *[,;] *(?:19|20)\d\d *: *\d")
_AND_SO_ON = regex.compile(r" *(?:,|,? *và) *")
_YEAR_COLON_NUMBER = regex.compile(r" *: *\d")
_YEAR_COLON = regex.compile(r" *:")


def scan(text: Text, free: Callable[[int, int], bool] = lambda start, end: True) -> list[Form]:
    """The forms of a text in order, without overlaps, those excluded by a pattern (rule "not:…") among them.

    ``free`` tells whether a stretch is open to be read.
    """
    folded, position = text.folded, 0
    forms: list[Form] = []
    last_year_end = -1
    for at, readers in _openings(folded):
        if at < position:
            continue
        form = _first(readers, text, at) if readers else _from_digits(text, at, last_year_end)
        if form is None or not free(form.start, form.end):
            if not readers and (digits := _DIGITS_ON.match(folded, at, at + REACH)) is not None:
                position = digits.end()  # "1.1.1.1": no second try inside a figure
            continue
        if forms and _names_on(folded, forms[-1], form):
            form = replace(form, rule=forms[-1].rule)
        forms.append(form)
        position = max(form.end, at + 1)
        if form.rule in ("year", "year_bare", "year_list"):
            last_year_end = form.end
    return forms


def _names_on(folded: str, named: Form, form: Form) -> bool:
    """ "trong bốn đợt 3-2, 19-5, 2-9 và 7-11": days that are names, one after another."""
    if named.rule != "not:named_after_day" or form.rule not in DAYS or form.year is not None:
        return False
    return _AND_SO_ON.fullmatch(folded, named.end, form.start) is not None


def _openings(folded: str) -> list[tuple[int, tuple[Reader, ...]]]:
    """Where an expression can begin, in order, with the forms to try (none: digits)."""
    openings: list[tuple[int, tuple[Reader, ...]]] = []
    for at, word in _WORDS.places(folded):
        _, pattern, readers = _PATTERNS[word]
        if pattern.match(folded, at) is not None:
            openings.append((at, readers))
    openings += [(found.start(), ()) for found in _DIGITS.finditer(folded)]
    openings.sort(key=_start)
    return openings


def _start(opening: tuple[int, tuple[Reader, ...]]) -> int:
    return opening[0]


def _from_digits(text: Text, at: int, last_year_end: int) -> Form | None:
    """The form that digits open, unless they belong to a word, a figure or a document."""
    folded = text.folded
    if at and folded[at - 1] not in " (\n" and _GLUED_BEFORE.match(folded, max(0, at - 3), at):
        return None
    form = _first(_digit_forms(folded, at), text, at)
    if form is None or form.rule.startswith("not:"):
        return form
    if _DOCUMENT_NEXT.match(folded, form.end, form.end + REACH) and not form.rule.startswith("day_full"):
        return None
    if form.rule == "year_bare":
        return form if _is_year(text, form, last_year_end) else None
    if form.rule in ("month_year", "years") and roles.DOCUMENT_BEFORE.match(folded, max(0, at - 16), at):
        return None
    return form


def _digit_forms(folded: str, at: int) -> tuple[Reader, ...]:
    """The forms that digits at a place can begin, by how many they are and what stands behind."""
    end = at + 1
    while end < at + 5 and folded[end : end + 1].isdigit():
        end += 1
    if end - at == 4:
        return _DIGITS_OF_YEAR
    behind = folded[end : end + 3]
    if end - at > 2 or not behind:
        return ()
    if behind[0] in "/.-":
        return _DIGITS_TIED
    if behind[0] in " ,;":
        return _DIGITS_SPACED if behind[0] != " " or behind.lstrip(" ")[:1] in _GOES_ON else ()
    return ()


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
    opens = folded[floor : form.start].rstrip()
    if opens[-1:] == "(" and _YEAR_COLON_NUMBER.match(folded, form.end, form.end + REACH):
        return True  # "(2015: 41; 2016: 52)"
    if opens[-1:] == ":" and _YEAR_BY_YEAR.match(folded, form.start, form.start + 2 * REACH):
        return True  # "chia ra: 2014: 5; 2015: 7"
    if (opens[-1:] in (",", ";", ":", "(") or opens.endswith(" thì")) and _YEAR_TOLD.match(
        folded, form.end, form.end + REACH
    ):
        return True  # "Nhìn từng năm thì 2011 kết nạp 158, 2012: 171"
    if last_year_end >= 0 and _YEAR_LISTED.fullmatch(folded, last_year_end, form.start):
        return True
    listed = floor <= last_year_end <= form.start and roles.same_sentence(folded, last_year_end, form.start)
    return (
        listed
        and folded[floor : form.start].rstrip()[-1:] in (",", ";", "(")
        and bool(_YEAR_COLON.match(folded, form.end, form.end + REACH))
    )


def page_clocks(text: Text) -> list[tuple[int, int]]:
    """Lines that are a time line, a clock or a visitor counter of the page."""
    spans = []
    for line in text.lines:
        if line.end - line.start > 120:
            continue
        written = text.folded[line.start : line.end]
        if _YEAR_OR_COUNT.search(written) is None:
            continue
        if (
            written.lstrip().startswith(("hôm nay,", "bây giờ"))
            or _COUNTER_LINE.match(written)
            or read_timeline(text.raw[line.start : line.end])
        ):
            spans.append((line.start, line.end))
    return spans
