"""Percents of several plans in a row: "lập 34 tổ chức đảng, kết nạp 1.054 đảng viên, đạt 85% và 81,1% chỉ tiêu"."""

from __future__ import annotations

import regex

from extract.counts.patterns.percents import OF_TARGET
from extract.counts.scan import Scan
from extract.mentions import Number
from extract.tokens import Token

_REACHED = regex.compile(r"(?<!\p{L})(?:đạt|bằng|hoàn thành|thực hiện)(?: (?:lần lượt|được|tương ứng|tới|gần|hơn))* $")
_IN_TURN = regex.compile(r"(?<!\p{L})(?:lần lượt|tương ứng)(?!\p{L})")
_NEXT = regex.compile(r"(?:,| và|, và) (?:(?:gần|hơn|trên) )?")


def rate_in_turn(scan: Scan, position: int, number: Number) -> bool:
    """Give a percent of a row to the count whose place in the sentence is its own; whether it was one of a row."""
    row, folded = scan.row, scan.text.folded
    first = last = position
    while first > 0 and _beside(folded, row[first - 1], row[first]):
        first -= 1
    while last + 1 < len(row) and _beside(folded, row[last], row[last + 1]):
        last += 1
    several = last - first + 1
    if several == 1 or scan.outer:
        return False
    before = folded[max(scan.sentence.start, row[first].start - 40) : row[first].start]
    after = folded[row[last].end : row[last].end + 70].lstrip(" /")
    in_turn = _IN_TURN.search(before) is not None
    if not _REACHED.search(before) or not (in_turn or OF_TARGET.match(after)):
        return False
    counts = [count for count in scan.counts if count.whole is None and not count.stock and count.value is not None]
    if len(counts) < several or counts[-several].end > row[first].start:
        return False
    count = counts[position - first - several]
    if count.rate is not None or count.share is not None:
        return False
    count.rate = number.value
    if number.approximation:
        count.qualifiers.add("rate_approx")
    count.evidence_end = max(count.evidence_end, row[last].end)
    return True


def _beside(folded: str, token: Token, following: Token) -> bool:
    """Whether two percents stand side by side in a row."""
    percents = (t.number is not None and t.number.percent for t in (token, following))
    return all(percents) and _NEXT.fullmatch(folded, token.end, following.start) is not None
