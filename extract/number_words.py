"""Numerals in words where they count something: "hai mươi đảng viên", "cả ba", "chỉ còn một".

Vietnamese numerals are also names, verbs and half of other words ("Ba Vì", "mới", "năm qua", "một
cách"): a numeral is read only in lower case or at the head of a sentence, with a counted noun, a
bracket or the end of its clause behind it.
"""

from __future__ import annotations

from typing import Literal

import regex

from extract import number_cues as cues
from extract.data import load
from extract.day_or_fraction import COUNTED
from extract.mentions import Number
from extract.numerals import DIGITS, HEADS, WORDS, read_numeral
from extract.openings import Openings
from extract.text import Text
from extract.vocabulary import REACH, any_of

_DATA = load("numbers")
_OPENINGS = Openings(HEADS)
_NUMERAL = regex.compile(rf"(?<![\p{{L}}\d\-]){any_of(HEADS)}(?: +{any_of(WORDS)}(?!\p{{L}}))*+(?!\p{{L}})")
_TO_NUMERAL = regex.compile(
    rf" +(?:đến|tới) +(?P<high>{any_of(HEADS)}(?: +{any_of(WORDS)}(?!\p{{L}})){{0,4}}+)(?!\p{{L}})"
)
_COUNTED_NEXT = regex.compile(rf" +{COUNTED}")
_COUNTED_AFTER_NAM = regex.compile(rf" +{any_of(_DATA['counted_after_nam'])}(?!\p{{L}})")
_BEFORE_FIVE = regex.compile(rf"(?r)(?:(?<!\p{{L}}){any_of(_DATA['before_five'])} +|[(,:;] *)")
_NO_NUMBER_BEFORE = regex.compile(rf"(?r)(?<!\p{{L}}){any_of(_DATA['no_numeral_after'])} +")
_CLAUSE_END = regex.compile(r" *(?:[.,;:()!?]|$|\n)")
_HAVING_BEFORE = regex.compile(rf"(?r)(?<!\p{{L}}){any_of(_DATA['numeral_alone_after'])} +")
_FIVE_BEFORE = regex.compile(rf"(?r)(?<!\p{{L}}){any_of(_DATA['five_alone_after'])} +")
_YEAR_BEFORE = regex.compile(r"(?r)(?<!\p{L})năm +(?:19|20)\d\d +")  # "năm 2015 hai, năm 2016 bốn"
# "Chi bộ Sinh viên 1: năm, Chi bộ Phòng Đào tạo: hai"
_NAME_COLON_BEFORE = regex.compile(r"(?r)(?:Chi|Đảng) bộ [^.:;]{2,40}: ")
_NAME_BEFORE = regex.compile(r"(?r)\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+ ")  # "xã Trung Thành Đông ba"
_OUT_OF = regex.compile(r" +trong +(?:tổng +)?số(?! +(?:những|các|ít)(?!\p{L}))")
_ONE_WAS = regex.compile(r" (?:bị|phải) (?:khai trừ|cảnh cáo|khiển trách|cách chức|xóa tên|kỷ luật)(?!\p{L})")
_ARE = regex.compile(
    r" +(?:là|đều|vừa|cùng) +\p{L}"
    r"| +(?:chỉ +|được +xếp +loại +)?(?:(?:chưa|không) +)?hoàn +thành(?: +(?:tốt|xuất +sắc))? +nhiệm +vụ"
)
_ALL_BEFORE = regex.compile(r"(?r)(?<!\p{L})(cả) +")
_PART = regex.compile(r" +phần +(?!trăm|lớn|nhỏ|nào|thưởng|việc|đông)(\p{L}+)(?!\p{L})")
_PARTITIVE = {**DIGITS, "tư": 4, "mười": 10}


def read_words(text: Text) -> list[Number]:
    """The numerals in words of a text, in order."""
    numbers: list[Number] = []
    position = 0
    for start, _ in _OPENINGS.places(text.folded):
        if start < position or (found := _NUMERAL.match(text.folded, start)) is None:
            continue
        position = found.end()
        if numbers and start < numbers[-1].end:
            continue  # the upper end of a range
        number = _read(text, found.start(), found[0])
        if number is not None:
            numbers.append(number)
    return numbers


def _read(text: Text, start: int, words: str) -> Number | None:
    folded, raw = text.folded, text.raw
    split = words.split()
    found = read_numeral(split)
    if found is None:
        return None
    value, length = found
    if length == 1 and len(split) == 2 and DIGITS.get(split[1]) == value + 1 and split[1] != "năm":
        return _either(text, start, words, value)
    if length == len(split) and (rising := _rising(text, start, words, value)) is not None:
        return rising
    end = start + len(words) if length == len(split) else start + _length_of(words, length)
    floor = max(text.line_at(start).start, start - REACH)
    head_of_sentence = _heads_sentence(raw, start, floor)
    if not _written_as_numeral(raw, start, end, head_of_sentence):
        return None
    rule = _context(text, start, end, split[:length], floor, head_of_sentence, value)
    if rule is None:
        return None
    percent = cues.PERCENT.match(folded, end, end + REACH)
    denominator, number_end = None, end
    if (
        (part := _PART.match(folded, end, end + REACH)) is not None
        and part[1] in _PARTITIVE
        and value < _PARTITIVE[part[1]]
    ):
        denominator, number_end, rule = (
            float(_PARTITIVE[part[1]]),
            part.end(),
            "words_fraction",
        )
    return _number(folded, start, number_end, floor, float(value), rule, percent, denominator)


def _either(text: Text, start: int, words: str, low: int) -> Number | None:
    """ "năm sáu đảng viên": five or six."""
    end = start + len(words)
    if not (words.islower() and text.raw[start:end] == words and _COUNTED_NEXT.match(text.folded, end, end + REACH)):
        return None
    return Number(
        start, end, float(low), value_max=low + 1.0, unit_end=end, approximation="about", in_words=True, confidence=0.8,
        rule="words_either",
    )  # fmt: skip


def _rising(text: Text, start: int, words: str, low: int) -> Number | None:
    """ "hai đến ba đảng viên": from two to three."""
    end = start + len(words)
    joined = _TO_NUMERAL.match(text.folded, end, end + REACH)
    if joined is None or not (words.islower() and text.raw[start:end] == words):
        return None
    split = joined["high"].split()
    found = read_numeral(split)
    if found is None or found[1] != len(split) or found[0] <= low:
        return None
    if not _COUNTED_NEXT.match(text.folded, joined.end(), joined.end() + REACH):
        return None
    return Number(
        start, joined.end(), float(low), value_max=float(found[0]), unit_end=joined.end(), in_words=True,
        confidence=0.8, rule="words_range",
    )  # fmt: skip


def _number(
    folded: str,
    start: int,
    end: int,
    floor: int,
    value: float,
    rule: str,
    percent: regex.Match[str] | None,
    denominator: float | None,
) -> Number:
    approximator = cues.approximator_before(folded, start, floor, value)
    bound: Literal["at_least", "at_most"] | None = cues.bound_behind(folded, start, end, floor)
    return Number(
        start, end, value,
        denominator=denominator,
        percent=percent is not None and denominator is None,
        unit_end=percent.end() if percent and denominator is None else end,
        approximation=approximator.approximation if approximator else None,
        approximator_start=approximator.start if approximator else None,
        bound=(approximator.bound if approximator else None) or bound,
        in_words=True,
        confidence=0.8 if value == 1 else 0.9,
        rule=rule,
    )  # fmt: skip


def _length_of(words: str, count: int) -> int:
    """How many characters the first ``count`` words take."""
    position = 0
    for word in words.split()[:count]:
        position = words.index(word, position) + len(word)
    return position


def _heads_sentence(raw: str, start: int, floor: int) -> bool:
    before = raw[max(floor, start - 40) : start].rstrip(" \"“'(-–•*+\u00a0")
    return not before or before[-1] in ".!?…:;" or before.strip().isdigit()


def _written_as_numeral(raw: str, start: int, end: int, head_of_sentence: bool) -> bool:
    written = raw[start:end]
    if written.islower():
        return True
    if head_of_sentence and written[0].isupper() and written[1:].islower():
        return True
    return written.isupper() and raw[end : end + 12].upper() == raw[end : end + 12]


def _context(
    text: Text,
    start: int,
    end: int,
    words: list[str],
    floor: int,
    head_of_sentence: bool,
    value: int,
) -> str | None:
    """The rule by which the numeral counts, ``None`` where it does not."""
    folded, raw = text.folded, text.raw
    all_before = _ALL_BEFORE.match(folded, floor, start)
    if all_before is not None and value < 10 and words != ["năm"] and words != ["một"]:
        return "words_all"
    if _NO_NUMBER_BEFORE.match(folded, floor, start) and not folded[max(floor, start - 4) : start].strip().endswith(
        ("số", "là")
    ):
        return None
    if cues.slogan_behind(folded, start, end, value, floor):
        return None
    abbreviated = folded.startswith((" đv ", " đ/c ", " tccsđ ", " tcđ "), end)  # "; ba ĐV bị kiểm tra"
    lower_next = (
        not head_of_sentence or abbreviated or raw[end : end + 2].strip()[:1].islower() or raw[start:end].isupper()
    )
    if words == ["năm"]:
        return _five(text, start, end, floor, head_of_sentence)
    counted = _COUNTED_NEXT.match(folded, end, end + REACH)
    if counted is not None and lower_next:
        return "words"
    if len(words) > 1 and (
        counted
        or cues.PERCENT.match(folded, end, end + REACH)
        or _CLAUSE_END.match(folded, end, end + REACH)
        or value >= 1000
    ):
        return "words"
    if _OUT_OF.match(folded, end, end + REACH) and value > 1:
        return "words_out_of"
    if _CLAUSE_END.match(folded, end, end + REACH) and (
        _HAVING_BEFORE.match(folded, floor, start) or _YEAR_BEFORE.match(folded, floor, start)
    ):
        return "words_elided"
    if _NAME_COLON_BEFORE.match(raw, floor, start) and _CLAUSE_END.match(folded, end, end + REACH):
        return "words_of_item"
    if (
        value > 1
        and _NAME_BEFORE.match(raw, floor, start)
        and _CLAUSE_END.match(folded, end, end + REACH)
        and not head_of_sentence
    ):
        return "words_of_item"
    if (
        value > 1
        and _ARE.match(folded, end, end + REACH)
        and not head_of_sentence
        and folded[floor:start].rstrip()[-1:] in (",", ";")
    ):
        return "words_elided"
    if value == 1 and _ONE_WAS.match(folded, end, end + REACH) and not head_of_sentence:
        return "words_elided"  # "hai đảng viên bị xóa tên, một bị khai trừ"
    if (part := _PART.match(folded, end, end + REACH)) is not None and part[1] in _PARTITIVE:
        return "words"
    return "words" if cues.PERCENT.match(folded, end, end + REACH) else None


def _five(text: Text, start: int, end: int, floor: int, head_of_sentence: bool) -> str | None:
    """ "năm" as five: a person or an organisation in lower case behind, a verb of having before."""
    if _NAME_COLON_BEFORE.match(text.raw, floor, start) and _CLAUSE_END.match(text.folded, end, end + REACH):
        return "words_of_item"
    if _FIVE_BEFORE.match(text.folded, floor, start) and _CLAUSE_END.match(text.folded, end, end + REACH):
        return "words_elided"
    if not _COUNTED_AFTER_NAM.match(text.folded, end, end + REACH) or not text.raw[end : end + 2].strip()[:1].islower():
        return None
    if head_of_sentence:
        return "words_five" if text.raw[start].isupper() else None
    before = _BEFORE_FIVE.match(text.folded, floor, start) or _YEAR_BEFORE.match(text.folded, floor, start)
    return "words_five" if before else None  # "năm 2020 ba em, năm 2021 |năm em"
