"""Figures that are no numbers: one small rule for each kind, tried in the order of `RULES`.

A rule gets a `Figure` and answers with the end of the stretch to set aside, or ``None``. Its name
is the name of the function.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import regex

from extract import number_cues as cues
from extract.day_or_fraction import COUNTED, is_day, is_year, kind_of_pair
from extract.text import Text
from extract.vocabulary import REACH

COUNTED_NEXT = regex.compile(rf" *(?:và +)?{COUNTED}")
_GLUED_BEFORE = regex.compile(r"(?r)[\p{L}_@#/]|\p{L}[-_.+]|\d[:hg]")
_PHONE = regex.compile(
    r"0[1-9]\d{0,2}(?:[ .\-]?\d){6,9}(?![\d.,]?\d)|84[ .]?[1-9]\d(?:[ .\-]?\d){7}(?!\d)|1[89]00[ .]?\d{4,6}(?!\d)"
)
_PLAN_IN_BRACKETS = regex.compile(r"(?r)(?<=\d (?:đảng viên|đồng chí|người|quần chúng)(?: mới)? )\(nghị quyết ")
_DOCUMENT_NEXT = regex.compile(r" ?[-/] ?(?:\d{4} ?/ ?)?(\p{L})\p{L}{0,7}\d{0,2}(?: ?[-/] ?(?=\p{L})|(?!\p{L}))")
_DAY_WITH_YEAR = regex.compile(r" ?[/.\-] ?(\d{1,2}) ?[/.\-] ?(?:1[89]\d\d|20\d\d|\d\d)(?!\d|[,/\-]\d|\.\d)")
_DAY_IN_FIGURE = regex.compile(r"(\d{1,2})\.(\d{1,2})(?:\.((?:19|20)\d\d|\d\d))?")
_ISO_DAY = regex.compile(r"(?:19|20)\d\d-\d\d-\d\d(?!\d)")
_SLASHES = regex.compile(r"(?: ?[/\-] ?[\d.,]*\d){2,}")
_PAIR = regex.compile(r"(?: ?- ?(?P<to>\d{1,2}))?(?P<gap> ?)(?P<mark>[/\-])(?P<gap2> ?)(?P<second>\d+)(?![.,/\-]?\d)")
_YEAR_BEFORE = regex.compile(
    r"(?r)(?<!\p{L})(?:năm|nhiệm +kỳ|giai +đoạn|thời +kỳ|khóa|năm +học|niên +khóa|từ +năm|xuân|tết)(?: +từ)? *\(?"
)
_EACH_BEFORE = regex.compile(r"(?r)(?<!\p{L})(?:mỗi|hằng|hàng|từng|một|bình +quân) +(?:năm|tháng|quý|ngày) +")
_AMOUNT_BEFORE = regex.compile(
    r"(?r)(?<!\p{L})(?:kết +nạp|kết +nạp +được|được|có|tổng +số|lên|đạt|là|hơn|gần|khoảng|trên) +"
)
_CALENDAR_BEFORE = regex.compile(r"(?r)(?<!\p{L})(ngày|mùng|mồng|tháng|quý) *")
# The signs behind a figure that a rule waits for.
_PAIR_MARKS = frozenset("/-")
_DAY_MARKS = frozenset("/.-")
_CLOCK_MARKS = frozenset(":hgap")
_CALENDAR_LIMIT = {"ngày": 31, "mùng": 10, "mồng": 10, "tháng": 12, "quý": 4}
_CHAIN = regex.compile(r" *(?:,|và|;|-) *")
_YEAR_NEXT = regex.compile(r" *- *((?:19|20)\d\d|\d\d)(?![\d.,]?\d)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A run of digits and marks at ``start`` .. ``end`` in the line ``floor`` .. ``ceiling``.

    ``mark`` is the first sign behind it, ``word`` the word before it; they spare most patterns a try.
    ``counted`` tells whether a counted noun follows; ``previous_end`` and ``previous_rule`` say what
    was last set aside in the line ("Điều 14, 15").
    """

    raw: str
    folded: str
    start: int
    end: int
    floor: int
    ceiling: int
    text: str
    mark: str
    word: str
    counted: bool
    previous_end: int
    previous_rule: str

    @property
    def integer(self) -> int | None:
        """Its value, where it is digits alone."""
        return int(self.text) if len(self.text) <= 12 and self.text.isdecimal() else None


def figure_at(
    text: Text, start: int, end: int, floor: int, ceiling: int, *, previous_end: int, previous_rule: str
) -> Figure:
    """The figure at a place, with what stands round it up to `REACH` away in its line."""
    folded = text.folded
    floor, ceiling = max(floor, start - REACH), min(ceiling, end + REACH)
    behind = folded[end : end + 3].lstrip(" ")
    before = folded[max(floor, start - 24) : start].rstrip(" \"'(")
    counted = COUNTED_NEXT.match(folded, end, ceiling) is not None
    word = before[before.rfind(" ") + 1 :].lstrip("(\"'")
    around = folded[start:end], behind[:1], word, counted
    return Figure(text.raw, folded, start, end, floor, ceiling, *around, previous_end, previous_rule)


def phone(figure: Figure) -> int | None:
    """A telephone number: "0222.3.821.330", "+84 912 345 678", "1900 1234"."""
    if figure.text[0] not in "081":
        return None
    found = _PHONE.match(figure.folded, figure.start, figure.ceiling)
    if found is None or (found[0][0] == "8" and figure.folded[figure.start - 1 : figure.start] != "+"):
        return None
    return found.end()


def glued(figure: Figure) -> int | None:
    """Digits inside a word, an address or a code: "Covid-19", "TW4", "dang-vien-21223"."""
    folded, end = figure.folded, figure.end
    if folded[figure.start - 1 : figure.start] not in (" ", "(", "") and figure.start > figure.floor:
        before = _GLUED_BEFORE.match(folded, figure.floor, figure.start)
        if before is not None:
            return None if before[0] == "/" and figure.counted else end
    if not (folded[end : end + 1].isalpha() or folded[end : end + 1] in ("_", "@", "#")) or figure.counted:
        return None
    return (
        None if cues.SCALE.match(folded, end, figure.ceiling) or cues.CLOCK.match(folded, end, figure.ceiling) else end
    )


def day(figure: Figure) -> int | None:
    """A day with its year: "16/6/2022", "15.5.2016", "2025-08-07"."""
    folded = figure.folded
    if "." in figure.text and (dotted := _DAY_IN_FIGURE.fullmatch(folded, figure.start, figure.end)) is not None:
        if dotted[3]:
            return figure.end if is_day(dotted[1], dotted[2]) else None
        kind = kind_of_pair(
            folded,
            figure.raw,
            figure.start,
            dotted[1],
            ".",
            dotted[2],
            figure.end,
            floor=figure.floor,
        )
        return figure.end if kind in ("day", "name") else None
    if figure.mark not in _DAY_MARKS:
        return None
    if figure.end - figure.start <= 2:
        found = _DAY_WITH_YEAR.match(folded, figure.end, figure.ceiling)
        if found is not None and is_day(figure.text, found[1]):
            return found.end()
    elif (iso := _ISO_DAY.match(folded, figure.start, figure.ceiling)) is not None:
        return iso.end()
    return None


def clock(figure: Figure) -> int | None:
    """A time of day: "16:32", "7h30", "8 giờ"."""
    if figure.mark not in _CLOCK_MARKS or figure.end - figure.start > 2 or int(figure.text) > 24:
        return None
    found = cues.CLOCK.match(figure.folded, figure.end, figure.ceiling)
    return found.end() if found else None


def document(figure: Figure) -> int | None:
    """The number of a document before its symbol: "21- NQ/TW", "35/2023/UBTVQH15", "80/2022"."""
    if figure.mark not in _PAIR_MARKS:
        return None
    found = _DOCUMENT_NEXT.match(figure.folded, figure.end, figure.ceiling)
    if found is None or not figure.raw[found.start(1)].isupper() or figure.counted:
        return None
    # "6.873 đảng viên/NQ 6.000" and "21/NQ-TW": a symbol has a second part or all capitals
    symbol = figure.raw[found.start(1) : found.end()].rstrip(" -/")
    return found.end() if len(symbol) > 1 and (found[0][-1] in " -/" or symbol.isupper()) else None


def yearless_day(figure: Figure) -> int | None:
    """A day without year, a month with it, or a street or a round named after a day: "7/11", "7/2024"."""
    if figure.mark not in _PAIR_MARKS or figure.end - figure.start > 2:
        return None
    found = _PAIR.match(figure.folded, figure.end, figure.ceiling)
    if found is None or found["gap"] != found["gap2"] or (found["gap"] and found["mark"] == "-"):
        return None
    first = found["to"] or figure.text
    kind = kind_of_pair(
        figure.folded,
        figure.raw,
        figure.start,
        first,
        found["mark"],
        found["second"],
        found.end(),
        floor=figure.floor,
    )
    return found.end() if kind in ("day", "month", "name") else None


def slashes(figure: Figure) -> int | None:
    """Three or more figures tied by slashes or hyphens, no day: a code."""
    if figure.mark not in _PAIR_MARKS:
        return None
    found = _SLASHES.match(figure.folded, figure.end, figure.ceiling)
    return found.end() if found else None


def year(figure: Figure) -> int | None:
    """A year or a pair of years: "2019", "2020 - 2025"."""
    if not is_year(figure.text):
        return None
    named = _YEAR_BEFORE.match(figure.folded, figure.floor, figure.start) and not _EACH_BEFORE.match(
        figure.folded, figure.floor, figure.start
    )
    pair = _YEAR_NEXT.match(figure.folded, figure.end, figure.ceiling)
    if (
        pair is not None
        and (named or not COUNTED_NEXT.match(figure.folded, pair.end(), pair.end() + REACH))
        and figure.text[2:] < pair[1][-2:]
    ):
        return pair.end()
    if named:
        return figure.end
    return None if figure.counted or _AMOUNT_BEFORE.match(figure.folded, figure.floor, figure.start) else _alone(figure)


def calendar(figure: Figure) -> int | None:
    """The number of a day, a month or a quarter: "ngày 5", "tháng 6", "quý 2"."""
    if figure.word not in _CALENDAR_LIMIT:
        return None
    found = _CALENDAR_BEFORE.match(figure.folded, figure.floor, figure.start)
    value = figure.integer
    if found is None or value is None or not 1 <= value <= _CALENDAR_LIMIT[found[1]]:
        return None
    return None if _EACH_BEFORE.match(figure.folded, figure.floor, figure.start) else _alone(figure)


def _alone(figure: Figure) -> int | None:
    """The end of the figure, unless a percent sign or a fraction follows."""
    return (
        None
        if cues.PERCENT.match(figure.folded, figure.end, figure.end + REACH)
        or figure.folded[figure.end : figure.end + 1] == "/"
        else figure.end
    )


def label(figure: Figure) -> tuple[int, str] | None:
    """A name, a rank or a reference: "Phường 10", "lần thứ 17", "Điều 14"; the rule is the label's."""
    found = None
    if figure.word in cues.LABEL_ENDS or not figure.word.isalpha():
        found = cues.label_before(figure.folded, figure.raw, figure.start, figure.floor, counted=figure.counted)
    if _PLAN_IN_BRACKETS.match(figure.raw, figure.floor, figure.start) and figure.raw.startswith(")", figure.end):
        return None  # "kết nạp được 35 đảng viên (nghị quyết |30)"
    if found is not None and found in cues.ALWAYS:
        more = _MORE[found].match(figure.folded, figure.end, figure.ceiling) if found in _MORE else None
        return (more.end() if more else figure.end), found
    if (
        figure.integer is None
        or _alone(figure) is None
        or cues.SCALE.match(figure.folded, figure.end, figure.end + REACH)
    ):
        return None
    if found is not None:
        return figure.end, found
    chained = figure.previous_rule in CHAINED and not figure.counted and figure.start - figure.previous_end <= 4
    if chained and _CHAIN.fullmatch(figure.folded, figure.previous_end, figure.start):
        return figure.end, figure.previous_rule
    return None


def slogan(figure: Figure) -> int | None:
    """A slogan or the name of a rule: "chi bộ 4 tốt", "19 điều đảng viên không được làm", "2 cấp"."""
    value = figure.integer
    if value is not None and cues.slogan_behind(figure.folded, figure.start, figure.end, value, figure.floor):
        return figure.end
    return None


# "xếp thứ 2/40", "độ tuổi từ 18 đến 30": the second figure is part of it.
_MORE = {"ordinal": _PAIR, "age": regex.compile(r" *(?:-|đến|tới) *\d{1,2}(?!\d)")}
# "Điều 14, 15", "các tháng 7, 8": what holds for the first holds for the next.
CHAINED = frozenset((*cues.LABELS, "calendar", "document"))
Rule = Callable[[Figure], int | None]
RULES: tuple[tuple[str, Rule], ...] = tuple(
    (rule.__name__, rule)
    for rule in (
        phone,
        day,
        glued,
        clock,
        document,
        yearless_day,
        slashes,
        year,
        calendar,
        slogan,
    )
)


def excluded(figure: Figure) -> tuple[int, str] | None:
    """Where the stretch to set aside ends, and by which rule; ``None`` for a number."""
    for name, rule in RULES:
        if (end := rule(figure)) is not None:
            return max(end, figure.end), name
    return label(figure)
