"""Numbers as Vietnamese newspapers and editors write them: "1.092" is a thousand and ninety-two, "48,4" a decimal.

This reads what one person has selected or typed. What an article says is read by ``extract``, which this room does
not know.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from schema.record import Approximation

_OVER: Final = ("hơn", "trên", "quá", "vượt")
_UNDER: Final = ("gần", "dưới", "ngót", "chưa đầy", "chưa tới", "chưa đến", "non", "suýt")
_ABOUT: Final = ("trên dưới", "khoảng", "chừng", "xấp xỉ", "ước", "độ", "tầm", "cỡ", "~", "≈")
_SCALES: Final = {"nghìn": 1e3, "ngàn": 1e3, "vạn": 1e4, "triệu": 1e6, "tỷ": 1e9, "tỉ": 1e9}

_NUMBER = r"\d+(?:[.,]\d+|[ \u00a0\u202f]\d{3}(?!\d))*"
_SCALED = re.compile(rf"({_NUMBER})(?:\s*({'|'.join(_SCALES)})(?!\w))?")
_JOINED_BY_RANGE = re.compile(r"\s*(?:-|–|—|đến|tới)\s*")
_JOINED_BY_TARGET = re.compile(r"\s*(?:/|trên)\s*")
_PERCENT = re.compile(r"\s*(?:%|phần trăm)")
_LARGEST: Final = 1e12


@dataclass(frozen=True, slots=True)
class WrittenFigure:
    """A figure as a stretch of text gives it: "142/270", "hơn 300", "48,4%", "từ 300 đến 350"."""

    value: float
    value_max: float | None = None
    approximation: Approximation | None = None
    target: float | None = None
    percent: bool = False


def read_number(written: str) -> float | None:
    """One number alone, as it may be written; None for anything else.

    A mark before exactly three digits divides thousands if it is a point ("1.092"), and decimals if it is a comma
    ("1,092"), as the language has it; a point before other than three digits can only be a decimal one ("48.4").
    """
    text = _plain(written).removesuffix("%").strip()
    found = _SCALED.fullmatch(text)
    return _value(found) if found else None


def read_figure(written: str) -> WrittenFigure | None:
    """The first figure of a stretch of text with what belongs to it; None where there is no number."""
    text = _plain(written)
    first = _SCALED.search(text)
    value = _value(first) if first else None
    if first is None or value is None:
        return None
    approximation = _approximation(text[: first.start()])
    after, percent = _past_percent(text, first.end())
    for pattern, kind in ((_JOINED_BY_RANGE, "range"), (_JOINED_BY_TARGET, "target")):
        joint = pattern.match(text, after)
        second = _SCALED.match(text, joint.end()) if joint else None
        other = _value(second) if second else None
        if second is None or other is None:
            continue
        _, percent_too = _past_percent(text, second.end())
        if kind == "range":
            low, high = _of_one_scale(value, first, other, second)
            if low < high:
                return WrittenFigure(low, high, approximation, None, percent or percent_too)
        else:
            return WrittenFigure(value, None, approximation, other, percent)
    return WrittenFigure(value, None, approximation, None, percent)


def write_number(value: float | None) -> str:
    """A number for a field of a form, as ``read_number`` takes it: no thousands mark, a comma for decimals."""
    if value is None:
        return ""
    if value == int(value) and abs(value) < _LARGEST:
        return str(int(value))
    return repr(value).replace(".", ",")


def _plain(written: str) -> str:
    return unicodedata.normalize("NFC", written).strip().lower()


def _value(found: re.Match[str]) -> float | None:
    number = _unscaled(re.sub(r"\s", "", found[1]))
    if number is None:
        return None
    value = round(number * _SCALES.get(found[2] or "", 1.0), 6)
    return value if value <= _LARGEST else None


def _unscaled(digits: str) -> float | None:
    if len(digits) > 24:
        return None
    marks = {mark for mark in digits if mark in ".,"}
    if len(marks) == 2:
        decimal = digits[max(digits.rfind("."), digits.rfind(","))]
        whole, _, rest = digits.rpartition(decimal)
        thousands = "," if decimal == "." else "."
        return float(f"{whole.replace(thousands, '')}.{rest}") if _is_grouped(whole, thousands) else None
    if not marks:
        return float(digits)
    (mark,) = marks
    if _is_grouped(digits, mark) and (mark == "." or digits.count(mark) > 1):
        return float(digits.replace(mark, ""))
    return float(digits.replace(mark, ".")) if digits.count(mark) == 1 else None


def _is_grouped(digits: str, mark: str) -> bool:
    head, *groups = digits.split(mark)
    return 1 <= len(head) <= 3 and head[0] != "0" and all(len(group) == 3 for group in groups)


def _approximation(before: str) -> Approximation | None:
    words = before.rstrip()
    kinds: tuple[tuple[Approximation, tuple[str, ...]], ...] = (("about", _ABOUT), ("over", _OVER), ("under", _UNDER))
    for kind, cues in kinds:
        for cue in cues:
            if words.endswith(cue) and not words[: -len(cue)][-1:].isalpha():
                return kind
    return None


def _past_percent(text: str, at: int) -> tuple[int, bool]:
    found = _PERCENT.match(text, at)
    return (found.end(), True) if found else (at, False)


def _of_one_scale(low: float, first: re.Match[str], high: float, second: re.Match[str]) -> tuple[float, float]:
    """ "5 - 6 triệu": the word after the upper end is meant for both."""
    if first[2] is None and second[2] is not None and low < _SCALES[second[2]]:
        low = low * _SCALES[second[2]]
    return low, high
