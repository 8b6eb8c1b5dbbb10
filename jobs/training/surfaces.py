"""Where the words that a reader marked stand in an article's text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import regex

from extract.text import clean
from jobs.training.articles import Stretch

_NOT_WITHIN = r"(?<![\p{L}\p{N}])", r"(?![\p{L}\p{N}])"
# "10/7" is no mention within "10/7/2018", "Nghị quyết số 21" none within "Nghị quyết số 21-NQ/TW".
_NOT_BEFORE_FIGURE = r"(?<!\p{N}[/.,\-–])"
_NOT_AFTER_FIGURE = r"(?![/.,\-–]\p{N}|[/\-–]\p{L})"


def occurrences(text: str, surface: str) -> list[Stretch]:
    """Where ``surface`` stands in a cleaned text, whatever spaces part its words; in order.

    A part of a longer word, number or symbol is no occurrence, unless there is no other.
    """
    words = clean(surface).split()
    if not words:
        return []
    pattern = r"\s+".join(map(regex.escape, words))
    before = _NOT_WITHIN[0] + (_NOT_BEFORE_FIGURE if words[0][0].isdigit() else "")
    after = _NOT_WITHIN[1] + (_NOT_AFTER_FIGURE if words[-1][-1].isdigit() else "")
    whole = [found.span() for found in regex.finditer(f"{before}{pattern}{after}", text)]
    return whole or [found.span() for found in regex.finditer(pattern, text)]


def mentions(text: str, surfaces: Iterable[str]) -> dict[str, list[Stretch]]:
    """The occurrences of each surface that are mentions of their own; none where it does not stand in the text.

    Of two that overlap the longer is the mention ("năm 2021" within "cuối năm 2021"), and of two that cross the one
    that goes on ("trong năm" in "trong năm 2022"), but each surface that stands in the text is a mention somewhere.
    """
    found = {surface: occurrences(text, surface) for surface in surfaces}
    free = {
        surface: [stretch for stretch in stretches if not _outdone(stretch, surface, found)]
        for surface, stretches in found.items()
    }
    return {surface: free[surface] or stretches for surface, stretches in found.items()}


def _outdone(stretch: Stretch, surface: str, found: Mapping[str, list[Stretch]]) -> bool:
    start, end = stretch
    return any(
        (first <= start and end <= last and (first, last) != stretch) or start < first < end < last
        for other, stretches in found.items()
        if other != surface
        for first, last in stretches
    )
