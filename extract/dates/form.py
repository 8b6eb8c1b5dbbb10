"""A calendar expression as written, and the pieces that all patterns of expressions share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import regex

from extract.day_or_fraction import COUNTED, kind_of_pair
from extract.text import Text
from extract.vocabulary import REACH

Relation = Literal["this", "past", "before", "next"]
Part = Literal["first", "last", "past", "rest", "all"]
# The rules whose numbers are days, and those that name a stretch of one year.
DAYS = frozenset(("day_full", "day_iso", "day_words", "day_month", "days_of_month", "day_pair"))
PERIODS = frozenset(("month", "months_named", "month_short", "month_year", "quarter", "quarters", "n_months", "half"))


@dataclass(frozen=True, slots=True)
class Form:
    """An expression as written. ``rule`` names the form; what is not said is ``None``.

    ``count`` is the number of months or quarters or years; ``relation`` replaces a year ("năm nay");
    ``numbers`` holds days, months, quarters or years as the form needs them.
    """

    start: int
    end: int
    rule: str
    numbers: tuple[int, ...] = ()
    year: int | None = None
    relation: Relation | None = None
    part: Part | None = None


DAY = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:1[89]\d\d|20\d\d)"
END = r"(?![\d]|[.,]\d|/\d)"
WORD_END = r"(?!\p{L})"
COUNTS = {
    word: number
    for number, word in enumerate(
        ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"), start=1
    )
}
COUNT_WORDS = "|".join(sorted((w.replace(" ", " +") for w in COUNTS if w not in ("một", "năm")), key=lambda w: -len(w)))
MONTH_WORDS = {**COUNTS, "tư": 4}
MONTH_NAMES = "|".join(
    sorted((w.replace(" ", " +") for w in MONTH_WORDS if w not in ("một", "năm", "bốn")), key=lambda w: -len(w))
)
ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "nhất": 1,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
}
_WORDS_OF_RELATION: dict[Relation, tuple[str, ...]] = {
    "this": ("nay", "này", "hiện nay"),
    "past": ("qua", "vừa qua", "vừa rồi", "rồi"),
    "before": ("ngoái", "trước", "cũ", "liền trước", "trước đó"),
    "next": ("sau", "tới", "tiếp theo", "mới"),
}
RELATIONS = {word: relation for relation, words in _WORDS_OF_RELATION.items() for word in words}
TO = r" *(?:-|đến|tới) *"

_YEAR_JOINT = rf"[/.\-]| *[/\-] *| *,? *(?:của +)?năm +| +(?=\d+(?! *\d| *{COUNTED}))"
_TAIL = regex.compile(
    rf"(?:{_YEAR_JOINT})({YEAR}){END}|(?: +của)?,? +năm +(nay|này|ngoái|trước|sau|tới|qua|vừa +qua){WORD_END}"
)
RECURS = regex.compile(r" +(?:lần|buổi|kỳ|cuộc|lượt)(?!\p{L})|/lần")


def year_tail(folded: str, at: int) -> tuple[int | None, Relation | None, int]:
    """The year behind an expression, or the word for one, and where it ends."""
    found = _TAIL.match(folded, at, at + REACH)
    if found is None:
        return None, None, at
    if found[1]:
        return int(found[1]), None, found.end()
    return None, RELATIONS[" ".join(found[2].split())], found.end()


def number_of(word: str) -> int:
    """The number that a numeral of the date vocabulary says."""
    word = " ".join(word.split())
    return int(word) if word.isdigit() else MONTH_WORDS[word]


def full_year(year: str) -> int:
    """A year of two or four digits as four."""
    return int(year) if len(year) == 4 else 2000 + int(year) if int(year) <= 49 else 1900 + int(year)


def pair_kind(text: Text, start: int, first: str, mark: str, second: str, end: int) -> str:
    """What "a-b" or "a/b" is: a day, a month of a year, or neither."""
    floor = text.line_at(start).start
    return kind_of_pair(text.folded, text.raw, start, first, mark, second, end, floor=floor)
