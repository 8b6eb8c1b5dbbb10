"""Rates told in other ways than one percent: several in a row ("đạt 85% và 81,1% chỉ tiêu"), and as "gấp đôi"."""

from __future__ import annotations

import regex

from extract.counts.model import Count
from extract.counts.patterns.percents import OF_TARGET
from extract.counts.scan import Scan
from extract.mentions import Number
from extract.tokens import Token

_REACHED = regex.compile(r"(?<!\p{L})(?:đạt|bằng|hoàn thành|thực hiện)(?: (?:lần lượt|được|tương ứng|tới|gần|hơn))* $")
_IN_TURN = regex.compile(r"(?<!\p{L})(?:lần lượt|tương ứng)(?!\p{L})")
_NEXT = regex.compile(r"(?:,| và|, và) (?:(?:gần|hơn|trên) )?")
_TIMES = {"đôi": 200.0, "rưỡi": 150.0, "hai lần": 200.0, "ba": 300.0, "ba lần": 300.0, "bốn lần": 400.0}
_TIMES_OF_PLAN = regex.compile(
    rf"(?:,? \(?|, )(?:(?:bằng|tức là|tức|đạt) )?gấp (?P<times>{'|'.join(sorted(_TIMES, key=len, reverse=True))}"
    r"|(?P<number>\d(?:,\d)?) lần) (?:so với |mức )?(?:chỉ tiêu|kế hoạch|nghị quyết)(?!\p{L})"
)


def times_of_plan(scan: Scan, count: Count, end: int) -> None:
    """ "kết nạp 4 đảng viên, gấp đôi chỉ tiêu": twice the plan is a rate of 200%."""
    told = _TIMES_OF_PLAN.match(scan.text.folded, end) if count.rate is None and not count.stock else None
    if told is None:
        return
    number = told["number"]
    count.rate = _TIMES[told["times"]] if number is None else float(number.replace(",", ".")) * 100
    count.evidence_end = max(count.evidence_end, told.end())


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
