"""Years, spans of years, school years, terms, and the words that stand for them."""

from __future__ import annotations

import regex

from extract.data import load
from extract.dates.form import END, RELATIONS, TO, WORD_END, YEAR, Form, Part, Relation, full_year
from extract.dates.roles import MANY_BEFORE, SPAN_BEFORE
from extract.day_or_fraction import COUNTED, COUNTED_NO_YEAR
from extract.text import Text
from extract.vocabulary import REACH, any_of

_YEAR_NAMED = regex.compile(rf"năm +({YEAR}){END}")
_YEAR_MORE = regex.compile(rf"(?: *[,;] *(?:và +|năm +)*| +và +(?:năm +)?)({YEAR}){END}(?!(?: *-)? *{YEAR})")
_COUNTS = regex.compile(rf" *({COUNTED_NO_YEAR})")
_YEAR_TO = regex.compile(rf"(?: *[-–] *|{TO})(?:hết +)?(?:năm +)?({YEAR}){END}")
_YEARS = regex.compile(rf"({YEAR})(?: *[-/] *|{TO}(?:hết +)?(?:năm +)?)({YEAR}|\d\d)(?!\d|[.,/\-]\d)")
_YEAR = regex.compile(rf"{YEAR}{END}(?! *- *\d)")
_COUNTED_NEXT = regex.compile(rf" *{COUNTED}")
_RELATIVE = regex.compile(
    r"năm +(nay|này|qua|vừa +qua|ngoái|rồi|trước|tới|tiếp +theo|cũ|đó|ấy"
    rf"|sau(?! +(?:(?:đó|ấy|này|khi){WORD_END}|(?:luôn +|đều +)?(?:cao|nhiều|tốt|đông) +hơn +năm +trước))){WORD_END}"
)
_NEXT_YEAR = regex.compile(rf"sang +năm{WORD_END}(?! +(?:\d|nay|này|mới|học|sau|tới|thứ|cuối|đầu|ngoái|rồi|qua))")
_SAME_YEAR = regex.compile(rf"cùng +năm{WORD_END}(?! *(?:\d|{COUNTED})| +(?:với|học|trước|ngoái|sau))")
_N_YEARS = regex.compile(rf"(\d{{1,2}}|hai|ba|bốn|năm|mười) +năm +(?:qua|vừa +qua|gần +đây|trở +lại +đây){WORD_END}")
_NEW_YEAR = regex.compile(rf"(?:sang|trong) +năm +mới{WORD_END}")
_HOW_MANY = regex.compile(r"(?r)(?<![\p{L}\d])(\d|một|hai|ba) +")
_YEARS_BEFORE = regex.compile(rf"năm +trước +(?:đó|ấy){WORD_END}(?! +cộng)")
_YEARS_AFTER = regex.compile(rf"năm +sau +(?:đó|ấy){WORD_END}")
_SCHOOL = regex.compile(
    r"(?:năm +học(?! +(?:sinh|viên|trò)(?!\p{L}))|niên +học)"
    rf"(?: +({YEAR}) *[-/] *({YEAR}|\d\d){END}| +(này|qua|vừa +qua|trước|tới|mới){WORD_END})?"
)
_WHOLE_NOT_BEHIND = any_of(load("dates")["whole_year_not_behind"])
_WHOLE = regex.compile(
    rf"(?:cả|trong|suốt|kết +thúc|khép +lại) +năm{WORD_END}(?! +(?:\d{{4}}|{_WHOLE_NOT_BEHIND}){WORD_END})"
)
_PEOPLE_NEXT = regex.compile(
    r" +(?:đảng +viên|đồng +chí|người|chi +bộ|quần +chúng|em|cụ|đảng +bộ +(?:này|đó|trên|đều))(?!\p{L})"
)
_TERM_JOINT = r"(?: +(?:từ|đại +hội|khóa +[xvi]+|[xvi]+|lần +thứ +[xvi\d]+|năm))*[ ,(]*"
_TERM = regex.compile(rf"(?:nhiệm +kỳ|nk){_TERM_JOINT}({YEAR})(?: *[-/] *|{TO})({YEAR}|\d\d){END}")
# not "cả nhiệm kỳ mới phát triển 212 đảng viên", "nhiệm kỳ mới phát triển được 212 đảng viên"
_ACTS = r"(?:phát +triển|kết +nạp|thành +lập|giới +thiệu|lập)"
_NEW = (
    rf"mới(?! +{_ACTS} +được(?!\p{{L}}))"
    rf"(?:(?<!(?<!\p{{L}})cả +nhiệm +kỳ +mới)|(?! +(?:{_ACTS}|có|chỉ|đạt|được)(?!\p{{L}})))"
)
_TERM_RELATIVE = regex.compile(
    r"(?:nhiệm +kỳ|(?<!(?:chấp +hành|thường +vụ|cấp +ủy|ủy +viên|lớp|các|mỗi) +)khóa(?= +(?:này|tới)))"
    rf" +(qua|vừa +qua|vừa +rồi|trước +đó|trước|liền +trước|này|hiện +nay|tới|{_NEW}|sau|tiếp +theo){WORD_END}"
)
_TERM_BARE = regex.compile(r"nhiệm +kỳ(?!\p{L})(?! *(?:\d|[xvi]+(?!\p{L})|đại +hội|thứ|lần|của|đầu +tiên))")
_HALF_TERM_BEFORE = regex.compile(r"(?r)(?<!\p{L})nửa +đầu +")
_TERM_BEFORE = regex.compile(r"(?r)(?<!\p{L})(cả|trong|suốt|toàn|hết|từ +đầu|nửa +đầu|đầu|nửa) +")
_TO_NEXT = regex.compile(r" *(?:cho +)?(?:đến|tới)(?!\p{L})")


def year_named(text: Text, at: int) -> Form | None:
    """ "năm 2023", "năm 2021 và 2022", "năm 2016 đến năm 2020", "NĂM 2017"."""
    found = _YEAR_NAMED.match(text.folded, at, at + REACH)
    if found is None:
        return None
    first = last = int(found[1])
    end = found.end()
    to = _YEAR_TO.match(text.folded, end, end + REACH)
    if to is not None and int(to[1]) > first:
        return Form(at, to.end(), "years", (first, int(to[1])))
    while (more := _YEAR_MORE.match(text.folded, end, end + REACH)) is not None and int(more[1]) == last + 1:
        counted = _COUNTS.match(text.folded, more.end(), more.end() + REACH)
        if counted is not None and not text.raw[counted.start(1)].isupper():
            break  # "năm 2019, 2020 đảng viên"; not "năm 2019, 2020 Chi bộ kết nạp …"
        last, end = last + 1, more.end()
    if last > first:
        return Form(at, end, "year_list", tuple(range(first, last + 1)))
    return Form(at, end, "year", (first,), first)


def years(text: Text, at: int) -> Form | None:
    """ "2021-2025", "2016 - 2020", "2021-25", "2016 đến 2020" where no counted noun follows."""
    found = _YEARS.match(text.folded, at, at + REACH)
    if found is None:
        return None
    first, last = int(found[1]), full_year(found[2]) if len(found[2]) == 4 else int(found[1][:2] + found[2])
    if not first < last <= first + 60:
        return None
    if _COUNTED_NEXT.match(text.folded, found.end(), found.end() + REACH) and not SPAN_BEFORE.match(
        text.folded, max(0, at - 16), at
    ):
        return None  # "từ 2000 - 2050 đảng viên"
    return Form(at, found.end(), "years", (first, last))


def years_listed(text: Text, at: int) -> Form | None:
    """ "(2021, 2022, 2023)": years in a row that open a bracket."""
    if not text.folded.startswith("(", max(0, at - 1)):
        return None
    found = _YEAR.match(text.folded, at, at + REACH)
    if found is None:
        return None
    first = last = int(found[0])
    end = found.end()
    while (more := _YEAR_MORE.match(text.folded, end, end + REACH)) is not None and int(more[1]) == last + 1:
        last, end = last + 1, more.end()
    return Form(at, end, "year_list", tuple(range(first, last + 1))) if last > first else None


def year_bare(text: Text, at: int) -> Form | None:
    """A year without "năm"; whether it is one depends on what stands round it (see scan)."""
    found = _YEAR.match(text.folded, at, at + REACH)
    if found is None or _COUNTED_NEXT.match(text.folded, found.end(), found.end() + REACH):
        return None
    return Form(at, found.end(), "year_bare", (int(found[0]),), int(found[0]))


_ALSO_IN = regex.compile(r"(?<!\p{L})(?:cũng trong|cũng) $")


def year_relative(text: Text, at: int) -> Form | None:
    """ "năm nay", "năm qua", "năm ngoái", "năm trước", "năm tới"."""
    found = _RELATIVE.match(text.folded, at, at + REACH)
    if found is None or MANY_BEFORE.match(text.folded, max(0, at - 12), at):
        return None
    if found[1] in ("đó", "ấy") or (found[1] == "này" and _ALSO_IN.search(text.folded, max(0, at - 12), at)):
        return Form(at, found.end(), "year_again")  # "Riêng năm 2019, …. Cũng trong |năm này, …"
    relation: Relation = RELATIONS[" ".join(found[1].split())]
    rule = {"ngoái": "year_last", "rồi": "year_last", "nay": "year_this", "này": "year_this"}
    return Form(at, found.end(), rule.get(found[1], "year_relative"), (), None, relation)


def year_next(text: Text, at: int) -> Form | None:
    """ "sang năm": the year to come."""
    found = _NEXT_YEAR.match(text.folded, at, at + REACH)
    if found is None or text.folded.endswith("bước ", 0, at):
        return None
    return Form(at, found.end(), "year_relative", (), None, "next")


def year_same(text: Text, at: int) -> Form | None:
    """ "cùng năm": the year of the day or month told before."""
    found = _SAME_YEAR.match(text.folded, at, at + REACH)
    return Form(at, found.end(), "year_again") if found else None


def n_years(text: Text, at: int) -> Form | None:
    """ "5 năm qua": the years up to publication."""
    found = _N_YEARS.match(text.folded, at, at + REACH)
    if found is None:
        return None
    count = int(found[1]) if found[1].isdigit() else {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "mười": 10}[found[1]]
    return Form(at, found.end(), "n_years", (count,), None, "past")


def year_new(text: Text, at: int) -> Form | None:
    """ "bước sang năm mới", "trong năm mới": the year that begins."""
    found = _NEW_YEAR.match(text.folded, at, at + REACH)
    return Form(at, found.end(), "year_new", (), None, "next") if found else None


def years_before(text: Text, at: int) -> Form | None:
    """ "một năm trước đó", "hai năm trước đó": one year, counted back from the one told."""
    behind = _YEARS_BEFORE.match(text.folded, at, at + REACH)
    found = _HOW_MANY.match(text.folded, max(0, at - 8), at) if behind is not None else None
    if behind is None or found is None:
        return None
    return Form(found.start(), behind.end(), "years_before", (_how_many(found[1]),), None, "before")


def years_after(text: Text, at: int) -> Form | None:
    """ "năm sau đó", "hai năm sau đó": one year, counted on from the one told last."""
    behind = _YEARS_AFTER.match(text.folded, at, at + REACH)
    if behind is None:
        return None
    found = _HOW_MANY.match(text.folded, max(0, at - 8), at)
    if found is not None:
        return Form(found.start(), behind.end(), "years_after", (_how_many(found[1]),))
    if MANY_BEFORE.match(text.folded, max(0, at - 12), at):
        return None  # "những năm sau đó"
    return Form(at, behind.end(), "years_after", (1,))


def _how_many(word: str) -> int:
    return int(word) if word.isdigit() else {"một": 1, "hai": 2, "ba": 3}[word]


def year_whole(text: Text, at: int) -> Form | None:
    """ "trong năm", "cả năm": the year the text reports on."""
    found = _WHOLE.match(text.folded, at, at + REACH)
    if found is None or (
        found[0].startswith("cả") and _PEOPLE_NEXT.match(text.folded, found.end(), found.end() + REACH)
    ):
        return None
    return Form(at, found.end(), "year_whole", (), None, "this")


def school_year(text: Text, at: int) -> Form | None:
    """ "năm học 2023-2024", "năm học này", "năm học trước"; "năm học" alone is no date."""
    found = _SCHOOL.match(text.folded, at, at + REACH)
    if found is None:
        return None
    if found[3] and not MANY_BEFORE.match(text.folded, max(0, at - 12), at):
        return Form(at, found.end(), "school_year_relative", (), None, RELATIONS[" ".join(found[3].split())])
    if not found[1]:
        return Form(at, found.end(), "not:school_year_unnamed")
    last = int(found[2]) if len(found[2]) == 4 else int(found[1][:2] + found[2])
    return Form(at, found.end(), "school_year", (int(found[1]),)) if last == int(found[1]) + 1 else None


def term(text: Text, at: int) -> Form | None:
    """ "nhiệm kỳ 2020 - 2025", "nhiệm kỳ qua", "cả nhiệm kỳ", "từ đầu nhiệm kỳ"."""
    folded = text.folded
    found = _TERM.match(folded, at, at + REACH)
    if found is not None:
        first = int(found[1])
        last = int(found[2]) if len(found[2]) == 4 else int(found[1][:2] + found[2])
        if not first < last <= first + 7:
            return None
        half = _HALF_TERM_BEFORE.match(folded, max(0, at - 12), at)
        return Form(
            half.start() if half else at, found.end(), "term", (first, last), None, None, "first" if half else None
        )
    found = _TERM_RELATIVE.match(folded, at, at + REACH)
    if found is not None:
        return Form(at, found.end(), "term_relative", (), None, RELATIONS[" ".join(found[1].split())])
    found = _TERM_BARE.match(folded, at, at + REACH)
    before = _TERM_BEFORE.match(folded, max(0, at - 12), at) if found else None
    if found is None or before is None:
        return None
    word = " ".join(before[1].split())
    if word == "đầu" and not _TO_NEXT.match(folded, found.end(), found.end() + REACH):
        return None  # "hồi đầu nhiệm kỳ": nobody says on which day
    part: Part = "first" if word.startswith("nửa") else "rest" if word.endswith("đầu") else "all"
    return Form(before.start(), found.end(), "term_whole", (), None, "this", part)
