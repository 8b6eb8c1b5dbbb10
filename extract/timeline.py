"""The line of a page that says when an article was published.

Such a line holds one full day and nothing else but what pages put beside it: a clock, a weekday, words of publishing,
counters and buttons, the name of a section, the name of the author or the paper. What these look like is data
(``timeline`` in ``boilerplate.toml``). A page's clock ("Hôm nay, ngày …") is no such line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import regex

from extract.data import load
from extract.text import fold
from extract.vocabulary import any_of

_WORDS = load("boilerplate")["timeline"]
_MONTHS: dict[str, int] = {fold(name): place for place, names in enumerate(_WORDS["months"], 1) for name in names}
_MONTH = any_of(_MONTHS)
_YEAR = r"(?:19|20)\d\d"
_DAY = regex.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}}) ?(?:[/.\-]|tháng|thg) ?(?P<m>\d{{1,2}}) ?(?:[/.\-,]|,? năm|) ?(?P<y>{_YEAR})(?!\d)"
    rf"|(?<!\d)(?P<y>20\d\d)[-/](?P<m>\d\d)[-/](?P<d>\d\d)(?!\d)"
    rf"|(?<![\d\p{{L}}])(?P<d>\d{{1,2}}) (?P<month>{_MONTH}),? (?:năm )?(?P<y>{_YEAR})(?!\d)"
    rf"|(?<!\p{{L}})(?:(?P<month>{_MONTH})|(?:tháng|thg) (?P<m>\d{{1,2}})) (?P<d>\d{{1,2}}),? (?P<y>{_YEAR})(?!\d)"
)
# "12/03/21": only beside a clock
_SHORT_DAY = regex.compile(r"(?<![\d/])(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d\d)(?![\d/])")
_CLOCK = regex.compile(
    r"(?<!\d)\d{1,2} ?(?:[:h]|giờ) ?\d{1,2}(?: ?(?:phút|p(?!\p{L})|:) ?\d{0,2})?(?!\d)(?:\.\d+)?(?: ?(?:[ap]m|sa|ch|[ap]\.m\.)(?!\p{L}))?z?"
    r"(?: ?[+-]\d\d:?\d\d)?"
)
_ZONE = regex.compile(r"gmt ?\+? ?\d{0,2}:?\d{0,2}|utc ?\+? ?\d{0,2}|múi giờ")
_WEEKDAY = regex.compile(
    rf"(?<!\p{{L}})(?:{any_of(_WORDS['weekdays'])}|thứ [2-7]|t[2-7]|{any_of(_WORDS['weekdays_short'])}(?=,))(?![\p{{L}}\d])"
)
_PUBLISHED = regex.compile(rf"(?<!\p{{L}}){any_of(_WORDS['published'])}(?!\p{{L}})")
_BESIDE = regex.compile(rf"(?<!\p{{L}}){any_of(_WORDS['beside'])}(?!\p{{L}})")
_COUNTER = regex.compile(
    rf"(?<!\p{{L}}){any_of(_WORDS['counted'])} ?:? ?\(?[\d.,]+(?: ?{any_of(_WORDS['counted'])})*\)?|(?<!\d)[\d.,]+ ?{any_of(_WORDS['counted'])}"
    r"(?!\p{L})|(?<!\d)\d{1,2} (?:giờ|phút|ngày)(?: trước)?(?!\p{L})|:? ?(?<![\d.])\d+ ?$|(?<!\p{L})a ?- ?a a ?\+|(?<!\p{L})a a(?:\+{1,2}(?: a\+{2})?)?(?!\p{L})|(?<=\|)t(?=\|)"
)
_MARKS = r"|•·–—\-,;:()\[\]/>»›\t\"'"
_PARTS = regex.compile(rf"[^{_MARKS}]+")
_PIECES = regex.compile(rf"[^{_MARKS}]+|[{_MARKS}]+")
_SECTION = regex.compile(rf"{any_of(_WORDS['sections'])}(?:(?: ?[-|>»›,/&•] ?| và | ){any_of(_WORDS['sections'])})*")
_SECTION_BEGINS = regex.compile(rf"{any_of(_WORDS['sections'])}(?!\p{{L}})")
_LED = regex.compile(
    rf"^ *(?:{any_of(_WORDS['sections'])} *[-|>»›,/&•]* *)+(?=\d|t(?:hứ )?[2-7]|{any_of(_WORDS['weekdays'])}|{any_of(_WORDS['published'])})"
)
_NAME = regex.compile(r"(?:\p{Lu}[\p{L}.]*)(?: \p{Lu}[\p{L}.]*){0,4}")
_YEAR_SHOWN = regex.compile(r"(?:19|20)\d\d|\d/\d\d(?!\d)")
_LONGEST = 160
_WORDS_OF_A_PART = 6


@dataclass(frozen=True, slots=True)
class Timeline:
    """The day of publication, and the author where the line names one.

    ``sure``: the line has a word of publishing ("đăng", "cập nhật"), so that it need not stand at the head.
    """

    published: date
    author: str | None
    sure: bool = False


def read_timeline(line: str) -> Timeline | None:
    """Read a line as a time line; ``None`` where it is anything else."""
    if len(line) > _LONGEST or _YEAR_SHOWN.search(line) is None:
        return None
    folded = fold(line)
    if folded.startswith(("hôm nay", "bây giờ")):
        return None
    clock = _CLOCK.search(folded) is not None
    found = _DAY.search(folded) or (_SHORT_DAY.search(folded) if clock else None)
    if found is None or (day := _day(found)) is None:
        return None
    rest = folded[: found.start()] + "|" * len(found[0]) + folded[found.end() :]
    sure = _PUBLISHED.search(rest) is not None
    told = sure or clock or _WEEKDAY.search(rest) is not None
    for furniture in (_CLOCK, _ZONE, _WEEKDAY, _COUNTER, _PUBLISHED):
        rest = _blanked(furniture, rest)
    # A section's name may hold a small word ("học tập và làm theo Bác"), so sections go before these.
    rest = "".join(
        "|" * len(part) if _is_section(part.strip(" .+"), told=told) else part for part in _PIECES.findall(rest)
    )
    rest = _blanked(_BESIDE, rest)
    names = []
    for part in _PARTS.finditer(rest):
        words = part[0].strip(" .+")
        if not any(c.isalnum() for c in words):
            continue
        start = part.start() + part[0].index(words[0])
        names.append(line[start : start + len(words)])
        if not _NAME.fullmatch(names[-1]):
            return None
    return Timeline(day, names[0] if names else None, sure)


def _blanked(furniture: regex.Pattern[str], rest: str) -> str:
    return furniture.sub(lambda m: "|" * len(m[0]), rest)


def _is_section(words: str, *, told: bool) -> bool:
    """Whether words are the name of a section; beside a clock or a weekday one that begins like one will do."""
    if any(c.isdigit() for c in words):
        return False
    if _SECTION.fullmatch(words):
        return True
    return told and len(words.split()) <= _WORDS_OF_A_PART and _SECTION_BEGINS.match(words) is not None


def led_by_section(line: str) -> bool:
    """Whether the name of a section stands at the head of a line, before its time."""
    return _LED.match(fold(line)) is not None


def _day(found: regex.Match[str]) -> date | None:
    parts = found.groupdict()
    month = _MONTHS.get(" ".join((parts.get("month") or "").split())) or parts.get("m")
    year = int(found["y"])
    try:
        return date(year if year > 99 else 2000 + year, int(month or 0), int(found["d"]))
    except ValueError:
        return None
