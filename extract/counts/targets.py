"""Targets held against a figure: "(kế hoạch là 1.500)", "so với chỉ tiêu 270", "được giao 30 nhưng mới kết nạp 2"."""

from __future__ import annotations

import regex

from extract.counts.brackets import behind_bracket
from extract.counts.building import put_number
from extract.counts.model import Count
from extract.counts.patterns.percents import RATE_BEFORE
from extract.counts.patterns.plans import HELD, HELD_AGAINST, HELD_BEHIND, OWED
from extract.counts.scan import Scan, latest_count
from extract.frames import frames, noun_class
from extract.mentions import Number
from extract.tokens import Token

# "nhưng mới kết nạp 2", ", Đảng bộ xã X kết nạp được 9", "mà chỉ thực hiện 191", "nhưng 8 tháng qua mới có 4"
RESULT_NEXT = regex.compile(
    r"[^;.\d]{0,24}?(?:nhưng|song|, |mới|đã|thì|mà) ?(?:trong )?(?:(?:hết )?(?:\d{1,2}|\p{L}+) tháng(?: \p{L}+){0,3} )?"
    r"(?:(?:đã|mới|chỉ|xã|huyện|phường|chi bộ|đảng bộ)(?: [\p{L}]+){0,6} )??(?:đã |mới |chỉ |lại )*"
    r"(?:kết nạp|phát triển|thực hiện|làm|đạt|có thêm|mới có|chỉ có|được|kết quả(?: cuối cùng)?(?: là| đạt)?)"
    r"(?: lên tới| được| thêm)? (?:gần |hơn )?\d+(?![\d.,]*%)"
)
# "thì 3.482 quần chúng ưu tú đã được đứng vào hàng ngũ của Đảng"
RESULT_TOLD_FIRST = regex.compile(
    r" thì \d[\d.]* (?:\p{L}+ ){1,4}(?:đã )?(?:được |vinh dự )*(?:kết nạp|đứng|vào|gia nhập)"
)
# A plan that was given, with its verb: "giao xã kết nạp |20, thực hiện được 22"
CARRIED_OUT_NEXT = regex.compile(
    r"[^;.\d]{0,24}?(?:, |nhưng |song |mà |thì )(?:đã |mới |chỉ )*thực hiện(?: được)? \d+(?![\d.,]*%)"
)

_PLAN = regex.compile(r"(?<!\p{L})(?:chỉ tiêu|kế hoạch|mục tiêu|nghị quyết)(?!\p{L})")
_ROUNDING = 0.06  # percentage points


def is_target_of_next(scan: Scan, position: int, token: Token) -> bool:
    """ "được giao 30 nhưng mới kết nạp 2": the first figure is the target of the second."""
    state = scan.state
    if OWED.match(scan.text.folded, scan.noun_end):
        return True  # "trên tổng số 900 đảng viên phải kết nạp trong năm, đã kết nạp 468"
    following = scan.text.folded[token.end : scan.sentence.end]
    if state.cue("assigned", "target", "plan") and CARRIED_OUT_NEXT.match(following):
        return True
    if not state.cue("assigned", "target") or (
        state.frame in frames() and state.frame_at > (state.cues[-1][1] if state.cues else 0)
    ):
        return False
    return RESULT_NEXT.match(following) is not None or RESULT_TOLD_FIRST.match(following) is not None


def targets_in_turn(scan: Scan, token: Token) -> Count | None:
    """ "(kế hoạch cả năm lần lượt là 66 và 350)": the count whose plan the figure is, of those told last in order."""
    if not (scan.outer and scan.state.cue("target", "assigned") and scan.state.cue("respectively")):
        return None
    opened = scan.text.folded.rfind("(", scan.sentence.start, token.start)
    closed = scan.text.folded.find(")", token.end, scan.sentence.end)
    inside = [t for t in scan.row if opened < t.start < (closed if closed > 0 else scan.sentence.end) and t.number]
    if len(inside) < 2:
        return None
    before = [c for c in scan.counts if c.end <= opened and c.whole is None][-len(inside) :]
    return next((c for c in before if c.target is None), None) if len(before) == len(inside) else None


def held_against(scan: Scan, token: Token) -> Count | None:
    """The count that a plan told at a number is of: the latest, but "kết nạp 31 (nữ 26), so với chỉ tiêu |28": 31."""
    last = scan.measured or latest_count(scan)
    if last is not None and scan.outer and last.whole is not None and last.rate is None:
        rated = last.whole.sentence == scan.index and last.whole.rate is not None and last.whole.target is None
        return last.whole if rated else last  # "kết nạp 22, có 12 nữ, đạt 16,92% chỉ tiêu (|130)": of the 22
    if last is None or scan.outer:
        return last
    if behind_bracket(scan, last, token):
        return last.whole
    return last


def is_target_of_last(
    scan: Scan, position: int, token: Token, number: Number, noun: str | None, labels: list[str]
) -> bool:
    """ "(kế hoạch là 1.500)", "so với chỉ tiêu 270", "đạt 90% so với chỉ tiêu 30", "109% chỉ tiêu (300)"."""
    last = held_against(scan, token)
    if (
        last is None
        or (number.denominator is not None and last.rule == "count.rate_only")
        or (last.sentence != scan.index and last is not scan.measured)
        or labels
        or last.value is None
        or noun_class(noun) not in (None, last.klass, "people")
    ):
        return False
    if scan.outer and _makes_rate(scan, last, token, number):
        return True
    if scan.outer and scan.state.cue("target", "assigned"):
        fits = last.rate is None or abs(last.value / number.value * 100 - last.rate) < 1 if number.value else False
        if last.target is None and fits:
            return True
        scan.state.cues = [c for c in scan.state.cues if c[0] not in ("target", "assigned")]
        return False
    if last.target is not None:
        return False
    opens = max(last.end, scan.sentence.start)
    told_behind = HELD.search(scan.text.folded, opens, token.start) and HELD_BEHIND.match(scan.text.folded, token.end)
    return told_behind is not None or HELD_AGAINST.search(scan.text.folded, opens, token.start) is not None


def _makes_rate(scan: Scan, last: Count, token: Token, number: Number) -> bool:
    """ "đạt 85,8% chỉ tiêu nhiệm kỳ 2010 - 2015 (|550 đảng viên)": the plan in brackets of which the rate was told."""
    if last.target is not None or last.rate is None or last.value is None or number.percent or not number.value:
        return False
    agrees = abs(last.value / number.value * 100 - last.rate) < _ROUNDING
    return agrees and _PLAN.search(scan.text.folded, last.end, token.start) is not None


def count_of_rate(scan: Scan, token: Token, number: Number) -> bool:
    """ "đạt 41,7% (25 đồng chí)": the count behind its rate."""
    last = scan.counts[-1] if scan.counts else None
    if last is not None and last.rule == "count.rated_share" and last.value is None:
        return count_of_share(scan, last, token, number)
    if (
        last is None
        or last.value is not None
        or last.rule != "count.rate_only"
        or (token.start - last.end > 3 and not RATE_BEFORE.search(scan.text.folded, last.end, token.start))
    ):
        return False
    last.start, last.end, last.number = token.start, max(token.end, scan.noun_end), number
    put_number(scan, last, number, frames().get(last.verb))
    last.evidence_end = max(last.evidence_end, last.end)
    return True


def count_of_share(scan: Scan, rated: Count, token: Token, number: Number) -> bool:
    """ "96,3% TCCSĐ (26/27) được xếp loại …": how many of how many the share before it is."""
    whole = number.denominator
    if not whole or rated.share is None or abs(number.value / whole * 100 - rated.share) > 0.6:
        return False
    rated.start, rated.end, rated.number = token.start, max(token.end, scan.noun_end), number
    put_number(scan, rated, number, frames().get(rated.verb))
    rated.evidence_end = max(rated.evidence_end, rated.end)
    return True


def fraction_of_last(scan: Scan, token: Token, number: Number) -> bool:
    """ "kết nạp 41 công nhân, đạt 102,5% (41/40)": the fraction behind the figure it repeats."""
    last = latest_count(scan)
    if last is None or last.value != number.value:
        return False
    if last.target is None and frames()[last.verb].targets:
        last.target = number.denominator
    elif last.target is None:
        last.denominator = number.denominator
    last.evidence_end = max(last.evidence_end, token.end)
    return True
