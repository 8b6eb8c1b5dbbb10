"""Words round a number: approximators, bounds, labels that make it a name, slogans, units.

Each cue is one pattern tried at one place, before or behind a number; none is searched for.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import regex

from extract.data import load
from extract.text import fold
from extract.vocabulary import REACH, any_of
from schema.record import Approximation

_DATA = load("numbers")
_HEAD = r"(?<![\p{L}\d])"


Bound = Literal["at_least", "at_most"]


class Approximator(NamedTuple):
    """What stands before a number: "gần 300", "không dưới 40"; ``start`` is where it begins."""

    start: int
    approximation: Approximation | None
    bound: Bound | None


_APPROXIMATIONS: dict[str, Approximation] = {
    fold(word): kind for kind in ("over", "under", "about") for word in _DATA["approximators"][kind]
}
_BOUNDS: dict[str, Bound] = {fold(word): bound for bound in ("at_least", "at_most") for word in _DATA["bounds"][bound]}
_JOINTS = ("từ", "là", "đạt", "khoảng")
_APPROXIMATOR_ENDS = frozenset((*(word.split()[-1] for word in (*_APPROXIMATIONS, *_BOUNDS)), *_JOINTS))
_BEFORE = regex.compile(
    rf"(?r)(?<![\p{{L}}\d])({any_of((*_APPROXIMATIONS, *_BOUNDS))}) *(?:từ +|là +|đạt +|khoảng +)?\+? ?"
)
_WORD_BEFORE = regex.compile(r"(?r)(?<!\p{L})(\p{L}+) +")
_NOT_OVER = frozenset(map(fold, _DATA["approximators"]["not_over_after"]))
_NOT_ABOUT = frozenset(map(fold, _DATA["approximators"]["not_about_after"]))
# "từ 12 đảng viên trở lên"; without "từ" only close by: "90% trở lên", not "hoàn thành tốt nhiệm vụ trở lên"
_FROM_BEFORE = regex.compile(r"(?r)(?<!\p{L})từ +(?:\p{L}+ +)?")
_UPWARDS_AFTER_FROM = regex.compile(r"(?: ?%| +phần trăm)?(?: +[\p{L}%]+){0,6}? +trở +(lên|xuống)(?!\p{L})")
_UPWARDS = regex.compile(
    r"(?: ?%| +phần trăm)?(?: +(?!khá|tốt|trung|hoàn|nhiệm)\p{L}+){0,2}? +trở +(lên|xuống)(?!\p{L})"
)


def approximator_before(folded: str, start: int, floor: int, value: float) -> Approximator | None:
    """The approximator or bound that ends at ``start``, "hơn" of a comparison left aside."""
    near = folded[max(floor, start - 24) : start].rstrip(" +")
    if (word := near[near.rfind(" ") + 1 :]) not in _APPROXIMATOR_ENDS and word.isalpha():
        return None
    found = _BEFORE.match(folded, floor, start)
    if found is None:
        return None
    words = " ".join(found[1].split())
    before = _WORD_BEFORE.match(folded, floor, found.start(1))
    previous = before[1] if before else ""
    if words in ("hơn", "quá") and previous in _NOT_OVER:
        return None
    if words in ("độ", "tầm", "cỡ") and previous in _NOT_ABOUT:
        return None
    if words in ("trên", "dưới") and value < 10 and not folded.startswith(("%", " %", ","), start + 1):
        return None  # "trên 2 địa bàn": a place, not an amount
    return Approximator(found.start(1), _APPROXIMATIONS.get(words), _BOUNDS.get(words))


def bound_behind(folded: str, start: int, end: int, floor: int) -> Bound | None:
    """The bound of "(từ) … trở lên", "… trở xuống"."""
    if folded.find("trở", end, end + 80) < 0:
        return None
    after_from = _FROM_BEFORE.match(folded, floor, start)
    found = (_UPWARDS_AFTER_FROM if after_from else _UPWARDS).match(folded, end, end + REACH)
    if found is None:
        return None
    return "at_least" if found[1] == "lên" else "at_most"


_LABEL_OF_WORD: dict[str, str] = {}
for _name, _label in _DATA["labels"].items():
    for _word in _label["words"]:
        _LABEL_OF_WORD.setdefault(fold(_word), _name)
LABEL_ENDS = frozenset(word.split()[-1] for word in _LABEL_OF_WORD)
_LABEL = regex.compile(rf"(?r){_HEAD}({any_of(_LABEL_OF_WORD)})[ ]*[\"']?")
LABELS = frozenset(_DATA["labels"])
ALWAYS = frozenset(name for name, label in _DATA["labels"].items() if label["when"] == "always")
_NAMES = frozenset(("place", "unit_name", "road"))
_NOT_AFTER = {name: frozenset(map(fold, label.get("not_after", ()))) for name, label in _DATA["labels"].items()}


def label_before(folded: str, raw: str, start: int, floor: int, *, counted: bool) -> str | None:
    """The rule of the label word before a number ("Phường 10", "Điều 14", "lần thứ 17").

    ``counted`` tells that a counted noun follows: then "chi bộ 3 đảng viên" has three members, but
    "Phường 10 tổ chức lễ", with a capital in the middle of a sentence, is a name all the same.
    """
    found = _LABEL.match(folded, floor, start)
    if found is None:
        return None
    rule = _LABEL_OF_WORD[" ".join(found[1].split())]
    before = _WORD_BEFORE.match(folded, floor, found.start(1))
    if before is not None and before[1] in _NOT_AFTER[rule]:
        return None
    if before is not None and rule == "caption" and raw[found.start(1)].isupper() and raw[before.start(1)].isupper():
        return None  # "Kim Bảng 221": the last syllable of a name
    if not counted or rule in ALWAYS:
        return rule
    return rule if before is not None and rule in _NAMES and raw[found.start(1)].isupper() else None


_SLOGAN = regex.compile(rf" +(?:{any_of(_DATA['slogans']['sure'])})(?!\p{{L}})")
_SLOGAN_QUOTED = regex.compile(rf" +(?:{any_of(_DATA['slogans']['quoted'])})(?!\p{{L}})")
_TIER = regex.compile(r" +cấp(?![\p{L}]| +(?:ủy|uỷ|giấy|thẻ|phát))")


def slogan_behind(folded: str, start: int, end: int, value: float, floor: int) -> bool:
    """Whether a small number belongs to a slogan: "4 tốt", "chống 4 nguy cơ", "2 cấp", "3 không"."""
    if value > 19:
        return False
    if _SLOGAN.match(folded, end, end + REACH):
        return folded[floor:start].rstrip()[-1:] != ","
    if value <= 3 and _TIER.match(folded, end, end + REACH):
        return True
    return (
        value <= 9
        and in_short_quotes(folded, start, end, floor)
        and bool(_SLOGAN_QUOTED.match(folded, end, end + REACH))
    )


_QUOTE_OPEN = regex.compile(r"(?r)\"[^\"\n]{0,30}")
_QUOTE_CLOSE = regex.compile(r"[^\"\n]{0,40}\"")


def in_short_quotes(folded: str, start: int, end: int, floor: int) -> bool:
    """Whether a short quotation holds the number, as the name of a model does."""
    return bool(_QUOTE_OPEN.match(folded, floor, start) and _QUOTE_CLOSE.match(folded, end, end + REACH))


SCALE = regex.compile(r" ?(trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|chục)(?!\p{L})(?! +(?:lệ|trọng|phú|số|sự))")
SCALES: dict[str, int] = _DATA["scales"]
HALF = regex.compile(r" +rưỡi(?!\p{L})")
PERCENT = regex.compile(r" ?%| +phần +trăm(?!\p{L})")
_MINUTES = r"(?: +[0-5]?\d(?!\d|[.,/]\d)(?: +phút)?)?"
CLOCK = regex.compile(rf"[:hg][0-5]\d(?!\d)| ?giờ(?!\p{{L}}){_MINUTES}| ?h(?!\p{{L}})| ?[ap]m(?!\p{{L}})")
