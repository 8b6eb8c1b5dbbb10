"""Which count a figure behind a bracket or a part goes back to: "kết nạp 31 (nữ 26), so với chỉ tiêu 28"."""

from __future__ import annotations

import regex

from extract.counts.model import Count
from extract.counts.scan import Scan
from extract.counts.verbs import PLANNED
from extract.tokens import Token

# "có 40 học sinh, đạt |80% chỉ tiêu kết nạp đảng viên trong học sinh"
_PLAN_OF_PART = regex.compile(
    r"[^,;.()]{0,24}(?:chỉ tiêu|kế hoạch)[^,;.()]{0,40} (?:trong|đối với) (?!\d|năm|quý|tháng|kỳ|nhiệm kỳ|toàn)"
)
_NOUN_REACH = 30  # code points of a noun and its labels between a figure and a bracket


def behind_bracket(scan: Scan, part: Count, token: Token) -> bool:
    """Whether a part stands in a bracket behind its whole, closed before a percent."""
    if part.whole is None or part.whole.sentence != scan.index:
        return False
    return in_bracket(scan, part, token)


def of_the_whole(scan: Scan, part: Count, token: Token) -> bool:
    """Whether a rate goes back over a part to its whole: "kết nạp 22 đảng viên, có 12 nữ, đạt |16,92% chỉ tiêu"."""
    if _PLAN_OF_PART.match(scan.text.folded, token.end):
        return False
    whole = part.whole
    if behind_bracket(scan, part, token):
        return True
    told = whole is not None and whole.sentence == scan.index and whole.verb in PLANNED and whole.rate is None
    return told and not scan.outer and part.unit_scope == "whole" and bool(part.qualifiers)


def before_listed(scan: Scan, last: Count, token: Token) -> Count | None:
    """ "ba địa phương kết nạp 19.846 (A 8.015, B 6.420), đạt |108,2%": the count before a bracket that lists units."""
    if last.whole is not None or not in_bracket(scan, last, token):
        return None
    opened = scan.text.folded.rfind("(", scan.sentence.start, last.start)
    before = next((c for c in reversed(scan.counts) if c.end <= opened), None)
    if before is None or before.verb != last.verb or before.rate is not None or before.stock:
        return None
    alone = opened - before.end <= _NOUN_REACH and (before.value or 0) > (last.value or 0)
    return before if alone else None


def in_bracket(scan: Scan, inner: Token | Count, token: Token) -> bool:
    """Whether a token or count stands in a bracket that is closed before another one."""
    opened = scan.text.folded.rfind("(", scan.sentence.start, inner.start)
    closed = scan.text.folded.find(")", inner.end, token.start)
    return opened >= 0 and closed >= 0 and ")" not in scan.text.folded[opened : inner.start]
