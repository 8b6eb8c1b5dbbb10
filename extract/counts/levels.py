"""A level before and after a change: "từ 36 chi bộ còn 30", "sắp xếp 212 tổ chức đảng còn 141", "giữ nguyên 29"."""

from __future__ import annotations

import regex

from extract.counts.building import consume, keep_count, new_count, organisation_kind, put_number
from extract.counts.model import Count
from extract.counts.nouns import behind
from extract.counts.scan import Scan, latest_count
from extract.frames import Class, frames, noun_class
from extract.mentions import Number
from extract.tokens import Token

_FROM = regex.compile(r"(?<!\p{L})(?P<word>từ|sắp xếp|tinh gọn)(?: lại)?(?: (?:hơn|gần|trên|chỗ có))? $")
_TO = regex.compile(
    r"(?: trực thuộc| cấp dưới)?,? (?:(?:nay|hiện nay|đến nay|hiện|đã|giảm|tăng|rút|chỉ) )*"
    r"(?:xuống còn|xuống|lên|còn|thành)(?: (?:hơn|gần|trên|chỉ))? "
)
_KEPT = regex.compile(r"(?<!\p{L})(?:giữ nguyên|vẫn giữ|vẫn là|không đổi,? vẫn)(?: (?:ở|số|mức|là|con số))* $")
_REACH = 40  # code points before a number
_FRAMES = (None, "total", "raise", "other_work", "dissolve")


def read_level(
    scan: Scan, position: int, token: Token, number: Number, noun: str | None, noun_end: int, labels: list[str]
) -> bool:
    """Read a number that is one end of a change of level; ``False`` where it is none, or of nothing known."""
    folded = scan.text.folded
    if number.percent or scan.story.foreign or scan.state.cue("negation"):
        return False
    near = max(scan.sentence.start, token.start - _REACH)
    before = folded[near : token.start]
    last = scan.counts[-1] if scan.counts else None
    if last is not None and last.earlier and _TO.fullmatch(folded, last.end, token.start):
        told = any(c.value == number.value and c.indicator == last.indicator for c in scan.counts[:-1])
        if not told:  # "có 39 TCCSĐ (giảm từ 44 xuống còn 39)"
            keep_count(scan, _again(scan, last, token, number, noun, noun_end))
    elif (
        noun is None
        and not labels
        and ("giữ" in before or "vẫn" in before)
        and _KEPT.search(before)
        and (kept := latest_count(scan)) is not None
        and kept.stock
        and kept.sentence == scan.index
    ):
        keep_count(scan, _again(scan, kept, token, number, noun, noun_end))
    elif (opened := _FROM.search(before)) is not None and _follows(scan, position, noun_end):
        if opened["word"] != "từ" and noun_class(noun) not in ("organisations", "members"):
            return False  # "sắp xếp 546 xóm còn 371"
        kind = _counted(scan, position, noun)
        if kind is None or (scan.state.frame_own and scan.state.frame not in _FRAMES):
            return False
        count = new_count(scan, token, noun_end, *kind, "total", "count.level")
        if kind[1] == "organisations":
            count.qualifiers |= organisation_kind(scan, noun or _noun_behind(scan, position) or scan.state.noun)
        count.qualifiers |= set(labels)
        put_number(scan, count, number)
        count.earlier, count.date = True, None
        keep_count(scan, count)
    else:
        return False
    consume(scan)
    return True


def _follows(scan: Scan, position: int, end: int) -> bool:
    """Whether the other end of the change follows a number and its noun."""
    opened = _TO.match(scan.text.folded, end)
    return opened is not None and any(
        t.kind == "number" and t.start == opened.end() for t in scan.row[position + 1 : position + 6]
    )


def _again(scan: Scan, before: Count, token: Token, number: Number, noun: str | None, noun_end: int) -> Count:
    """The level after the change, of what the one before counted."""
    count = new_count(scan, token, max(token.end, noun_end), before.indicator, before.klass, before.verb, "count.level")
    count.qualifiers |= organisation_kind(scan, noun) or before.qualifiers - {"approx", "rate_approx"}
    if not count.units:
        count.units, count.unit_scope = list(before.units), before.unit_scope
    put_number(scan, count, number)
    return count


def _counted(scan: Scan, position: int, noun: str | None) -> tuple[str, Class] | None:
    """The indicator and class of a level: of its noun, of the one behind the other end, of what was told before."""
    klass = noun_class(noun) or noun_class(_noun_behind(scan, position)) or noun_class(scan.state.noun)
    if klass is None and (told := latest_count(scan)) is not None and told.stock and told.sentence == scan.index:
        klass = told.klass
    if klass not in ("organisations", "members"):
        return None
    indicator = frames()["total"].indicator(klass, None)
    return None if indicator is None else (indicator, klass)


def _noun_behind(scan: Scan, position: int) -> str | None:
    """The noun behind the other end of a change ("từ 36 còn 30 chi bộ")."""
    for at, token in enumerate(scan.row[position + 1 : position + 6], position + 1):
        if token.kind == "number":
            return behind(scan, at, token)[0]
        if token.kind == "mark" and token.mark in tuple(".;("):
            return None
    return None
