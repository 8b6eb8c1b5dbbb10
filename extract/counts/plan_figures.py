"""The plan that a figure is measured by, found by arithmetic: "đề ra 1.800; … mới có 1.014, đạt 56,3%"."""

from __future__ import annotations

import regex

from extract.counts.model import Count
from extract.counts.verbs import PLANNED
from extract.mentions import Sentence
from extract.text import Text
from extract.tokens import Token

_NEAR = 48  # code points from a word of planning to its figure
_OF_PLAN = regex.compile(
    r"(?<!\p{L})(?:chỉ tiêu|kế hoạch|giao|đề ra|đặt ra|nghị quyết|mục tiêu|phấn đấu|đăng ký|ấn định|cái đích|kh|nq)"
    r"(?!\p{L})[^;.]*$"
)


_WHOLE, _TENTHS = 0.5, 0.06  # percentage points between a rate as told and as worked out


def find_plans(text: Text, sentences: list[Sentence], tokens: list[list[Token]], counts: list[Count]) -> None:
    """Give a count that has a rate and no target the figure of a plan that the two come to, if there is just one.

    The figure stands in the same sentence, with a word of planning, and is no result itself.
    """
    told = {count.start for count in counts if count.modality == "actual"}
    for count in counts:
        if count.target is not None or count.verb not in PLANNED or count.whole is not None:
            continue
        if not count.value or not count.rate or "rate_approx" in count.qualifiers or count.modality == "target":
            continue
        start = sentences[count.sentence].start
        figures = {
            token.number.value
            for token in tokens[count.sentence]
            if token.number is not None
            and not token.number.percent
            and token.start not in told
            and _OF_PLAN.search(text.folded, max(start, token.start - _NEAR), token.start)
        }
        tolerance = _WHOLE if count.rate % 1 == 0 else _TENTHS
        fitting = [f for f in figures if f and abs(count.value / f * 100 - count.rate) <= tolerance]
        if len(fitting) == 1:
            count.target = fitting[0]
