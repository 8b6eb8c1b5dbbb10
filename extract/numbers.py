"""The number reader: figures and numerals in words, with what belongs to them.

`read` gives the numbers, `read_all` also the stretches that look like numbers and are none, each
with the rule that set it aside. What a date or a document owns is left to the one place where
overlaps are settled.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extract import number_cues as cues
from extract.data import load
from extract.mentions import Number
from extract.number_exclusions import COUNTED_NEXT, Figure, excluded, figure_at
from extract.number_marks import value_of_figure
from extract.number_words import read_words
from extract.text import Text
from extract.vocabulary import REACH, any_of

_FIGURE = regex.compile(r"\d+(?:[.,]\d+)*+")
_ENUMERATOR = regex.compile(r"[ \"(]*(?:\d{1,2}\.){0,3}\d{1,2}(?:[.)/]|- )(?!\d) *(?=\p{L})")
_SPACED_THOUSANDS = regex.compile(r"(?: \d{3}){1,3}(?![\d.,]?\d)")
_RANGE = regex.compile(r"( ?%)? *- *(\d+(?:[.,]\d+)*+)")
_TO = regex.compile(r"( ?%)? +(?:đến|tới) +(\d+(?:[.,]\d+)*+)")
_COUNTED_OR_PERCENT = regex.compile(rf" ?%|{COUNTED_NEXT.pattern}")
_FROM_BEFORE = regex.compile(r"(?r)(?<!\p{L})từ +")
_RISES = regex.compile(r"(?r)(?<!\p{L})(?:tăng|giảm|nâng|hạ|rút|lên|chuyển|sắp +xếp|đổi)(?: +\p{L}+){0,6} +")
_FRACTION = regex.compile(r"( ?%)?( ?)/( ?)(\d+(?:[.,]\d+)*+)( ?%)?")
_PLAN = rf"{any_of(load('numbers')['plan_labels'])}(?: +(?:là|giao|được +giao|năm|đề +ra)){{0,2}}"
_LABELLED = regex.compile(
    rf" +(?P<noun>(?:\p{{L}}+ +){{0,4}}?\p{{L}}+) ?/ ?(?P<plan>{_PLAN} +)?(?P<figure>\d+(?:[.,]\d+)*+)"
)
_PLAN_NEXT = regex.compile(r" *(?:kế +hoạch|chỉ +tiêu|tổng +số|nghị +quyết)")
_SCALE_MARKS = frozenset(word[0] for word in cues.SCALES)


@dataclass(frozen=True, slots=True)
class NotANumber:
    """A stretch with digits that is no number, and the rule that says so."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number without the words round it."""

    end: int
    value: float
    confidence: float
    rule: str
    value_max: float | None = None
    denominator: float | None = None
    percent_end: int | None = None


def read(text: Text) -> list[Number]:
    """The numbers of a text, in order, without overlaps."""
    return read_all(text)[0]


def read_all(text: Text) -> tuple[list[Number], list[NotANumber]]:
    """The numbers, and the figures set aside."""
    numbers: list[Number] = []
    aside: list[NotANumber] = []
    for line in text.lines:
        _read_line(text, line.start, line.end, numbers, aside)
    return _merged(numbers, read_words(text)), aside


def _merged(figures: list[Number], words: list[Number]) -> list[Number]:
    """Both kinds in order; a word inside a figure's stretch ("11 đảng viên/kế hoạch 10") is the figure's."""
    free, at = [], 0
    for word in words:
        while at < len(figures) and figures[at].end <= word.start:
            at += 1
        if at == len(figures) or figures[at].start >= word.end:
            free.append(word)
    return sorted(figures + free, key=lambda n: n.start) if free else figures


def _read_line(text: Text, floor: int, ceiling: int, numbers: list[Number], aside: list[NotANumber]) -> None:
    folded, position = text.folded, floor
    enumerator = _ENUMERATOR.match(folded, floor, ceiling)
    if enumerator is not None and not COUNTED_NEXT.match(folded, enumerator.end(), enumerator.end() + REACH):
        aside.append(NotANumber(floor, enumerator.end(), "enumerator"))
        position = enumerator.end()
    previous_end, previous_rule = floor, ""
    while (found := _FIGURE.search(folded, position, ceiling)) is not None:
        figure = figure_at(
            text, found.start(), found.end(), floor, ceiling, previous_end=previous_end, previous_rule=previous_rule
        )
        out = excluded(figure)
        if out is None:
            amount = _amount(figure)
            if amount is not None:
                numbers.append(_number(figure, amount))
                position = max(amount.end, amount.percent_end or 0)
                continue
            out = figure.end, "no_figure"
        position, previous_end, previous_rule = out[0], out[0], out[1]
        aside.append(NotANumber(figure.start, *out))


def _amount(figure: Figure) -> _Amount | None:
    """The value at a figure: a fraction, a range, or one number."""
    amount: _Amount | None = None
    if figure.mark in ("/", "%"):
        amount = _fraction(figure)
    if amount is None and figure.counted and "/" in figure.folded[figure.end : figure.end + 60]:
        amount = _labelled_fraction(figure)
    if amount is None and figure.mark in ("-", "%"):
        amount = _range(figure, _RANGE.match(figure.folded, figure.end, figure.ceiling), "range")
    if amount is None and figure.mark in ("đ", "t", "%"):
        amount = _rising_to(figure)
    return amount or _single(figure)


def _fraction(figure: Figure) -> _Amount | None:
    """ "142/270", "41/4,974", "83,2%/50%"."""
    found = _FRACTION.match(figure.folded, figure.end, figure.ceiling)
    if found is None or found[2] != found[3]:
        return None
    percent = bool(found[1] or found[5])
    above = value_of_figure(figure.text, counts=True, percent=percent)
    below = value_of_figure(found[4], counts=True, percent=percent)
    if above is None or below is None or below[0] <= 0 or bool(found[1]) != bool(found[5]):
        return None
    scale, end = _scaled(figure, found.end())
    return _Amount(
        end,
        above[0] * scale,
        min(above[1], below[1]),
        "fraction",
        denominator=below[0] * scale,
        percent_end=end if percent else None,
    )


def _labelled_fraction(figure: Figure) -> _Amount | None:
    """ "11 đảng viên/kế hoạch 10", "6.873 đảng viên/NQ 6.000", "12 đảng viên/15 chỉ tiêu"."""
    if not figure.counted:
        return None
    found = _LABELLED.match(figure.folded, figure.end, figure.ceiling)
    if found is None:
        return None
    after = COUNTED_NEXT.match(figure.folded, found.end(), found.end() + REACH)
    same_noun = figure.folded.startswith(found["noun"], found.end() + 1)
    if (
        not found["plan"]
        and after is not None
        and not same_noun
        and not _PLAN_NEXT.match(figure.folded, found.end(), found.end() + REACH)
    ):
        return None  # "12 tổ chức/45 đảng viên": two things
    above, below = (
        value_of_figure(figure.text, counts=True),
        value_of_figure(found["figure"], counts=True),
    )
    if above is None or below is None or below[0] <= 0 or figure.folded[found.end() : found.end() + 1] == "%":
        return None
    return _Amount(
        found.end(),
        above[0],
        min(above[1], below[1]),
        "labelled_fraction",
        denominator=below[0],
    )


def _rising_to(figure: Figure) -> _Amount | None:
    """ "từ 50 đến 60 đảng viên" is a range, "tăng từ 50 đến 60" is a change."""
    found = _TO.match(figure.folded, figure.end, figure.ceiling)
    if found is None:
        return None
    before = _FROM_BEFORE.match(figure.folded, figure.floor, figure.start)
    if _RISES.match(figure.folded, figure.floor, before.start() if before else figure.start):
        return None
    if before is None and not _COUNTED_OR_PERCENT.match(figure.folded, found.end(), found.end() + REACH):
        return None
    return _range(figure, found, "range_words")


def _range(figure: Figure, found: regex.Match[str] | None, rule: str) -> _Amount | None:
    """ "90 - 100", "3-4%", "2,5% - 3%"; the lower end must be the smaller."""
    if found is None:
        return None
    percent = cues.PERCENT.match(figure.folded, found.end(), figure.ceiling)
    counted = COUNTED_NEXT.match(figure.folded, found.end(), found.end() + REACH) is not None
    low = value_of_figure(figure.text, counts=counted, percent=percent is not None)
    high = value_of_figure(found[2], counts=counted, percent=percent is not None)
    if low is None or high is None or not low[0] < high[0] or (found[1] and not percent):
        return None
    scale, end = _scaled(figure, found.end())
    if found.end() < figure.ceiling and figure.folded[found.end()] == "/":
        return None
    low_scale = scale if low[0] * scale < high[0] * scale else 1
    return _Amount(
        end,
        low[0] * low_scale,
        min(low[1], high[1]),
        rule,
        value_max=high[0] * scale,
        percent_end=percent.end() if percent else None,
    )


def _single(figure: Figure) -> _Amount | None:
    """One number, its scale and its percent sign."""
    folded, end, text = figure.folded, figure.end, figure.text
    spaced = (
        _SPACED_THOUSANDS.match(folded, end, figure.ceiling)
        if figure.mark.isdecimal() and len(text) <= 3 and text.isdecimal()
        else None
    )
    if spaced is not None and COUNTED_NEXT.match(folded, spaced.end(), spaced.end() + REACH) and text[0] != "0":
        return _Amount(
            spaced.end(),
            float(folded[figure.start : spaced.end()].replace(" ", "")),
            0.7,
            "spaced_thousands",
        )
    percent = cues.PERCENT.match(folded, end, figure.ceiling) if figure.mark in ("%", "p") else None
    read_figure = value_of_figure(text, counts=figure.counted, percent=percent is not None)
    if read_figure is None:
        return None
    value, confidence, rule = read_figure
    if percent is not None:
        return _Amount(end, value, confidence, rule, percent_end=percent.end())
    scale, scaled_end = _scaled(figure, end) if figure.mark in _SCALE_MARKS else (1.0, end)
    if scaled_end == end:
        return _Amount(end, value, confidence, rule)
    value, scaled_end = _with_lower_scales(figure, value * scale, scale, scaled_end)
    return _Amount(scaled_end, value, max(confidence, 0.9), "scale")


def _scaled(figure: Figure, end: int) -> tuple[float, int]:
    """The factor of a scale word behind ``end``, and where that word ends (1 and ``end``: none)."""
    found = cues.SCALE.match(figure.folded, end, figure.ceiling)
    if found is None or (
        figure.raw[found.start(1)].isupper() and not figure.raw[found.start(1) : found.end(1)].isupper()
    ):
        return 1.0, end
    return float(cues.SCALES[found[1]]), found.end()


def _with_lower_scales(figure: Figure, value: float, scale: float, end: int) -> tuple[float, int]:
    """ "2 nghìn rưỡi", "1 triệu 200 nghìn"."""
    if (half := cues.HALF.match(figure.folded, end, figure.ceiling)) is not None:
        return value + scale / 2, half.end()
    found = _NEXT_SCALED.match(figure.folded, end, figure.ceiling)
    if found is not None and (lower := cues.SCALES[found[2]]) < scale:
        return value + int(found[1]) * lower, found.end()
    return value, end


_NEXT_SCALED = regex.compile(r" (\d{1,3}) (trăm|nghìn|ngàn|vạn|triệu)(?!\p{L})")


def _number(figure: Figure, amount: _Amount) -> Number:
    """The amount with its approximator and its bound."""
    folded, floor = figure.folded, figure.floor
    before = cues.approximator_before(folded, figure.start, floor, amount.value)
    unit_end = amount.percent_end or amount.end
    return Number(
        figure.start,
        amount.end,
        amount.value,
        value_max=amount.value_max,
        denominator=amount.denominator,
        percent=amount.percent_end is not None,
        unit_end=unit_end,
        approximation=before.approximation if before else None,
        approximator_start=before.start if before else None,
        bound=(before.bound if before else None) or cues.bound_behind(folded, figure.start, amount.end, floor),
        confidence=amount.confidence,
        rule=amount.rule,
    )
