"""Percents that are told as shares alone: of all members, of a part, of those rated, of those to be checked."""

from __future__ import annotations

from dataclasses import replace

import regex

from extract.counts.building import approximate, consume, keep_count, new_count, organisation_kind, read_manner
from extract.counts.model import Count
from extract.counts.parts import whole_for
from extract.counts.patterns.percents import (
    ADMITS_SHARE,
    CHECKED_SHARE,
    CHECKS_SHARE,
    DISCIPLINED_SHARE,
    OF_ALL_MEMBERS,
)
from extract.counts.right_verbs import right_verb
from extract.counts.scan import Scan
from extract.frames import ORGANISATION_NOUNS, Class, frames, noun_class
from extract.mentions import Number
from extract.tokens import Token

_WORK_OF_NEW = regex.compile(
    r"(?<!\p{L})(?:được (?:phân công|bồi dưỡng|giao|tập huấn|giúp đỡ|theo dõi)"
    r"|hoàn thành|tham gia|dự|chấp hành|viết|đăng ký)(?!\p{L})"
)
_ROUNDING = 0.06  # percentage points
_MOST_ADMITTED = 30  # percent: no organisation admits more of its members in a year
# a share of the grade told before: nothing of their own is told of those who are named behind it
_NOUN_ENDS = regex.compile(
    r"(?: (?:trở lên|cơ sở|trực thuộc|(?:được|thuộc diện) (?:đánh giá|xếp loại|phân loại)"
    r"|toàn đảng bộ(?: \p{L}+)?|toàn \p{L}+|của \p{L}+(?: \p{L}+)?|trong \p{L}+(?: \p{L}+)?))* ?"
    r"(?:$|[,;.:)(]|(?:và|còn|là|tương|đạt)(?!\p{L}))"
)
_ELIDED_NEXT = regex.compile(
    r" ?(?:$|[,;.:)(/]|(?:trở lên|và|còn|hoàn thành|xuất sắc|đạt|là|được|xếp|tổng|số|khá|tốt|trong sạch|trung bình"
    r"|yếu|kém|không|chưa|mức|ở|loại|năm|quý|lên|xuống|nay|so|thì|cao|thấp)(?!\p{L}))"
)
_AND_MEMBERS = regex.compile(r"(?: và|,) (?:số )?đảng viên(?! \d)")


def by_share(scan: Scan, number: Number, of_target: bool) -> bool:
    """Whether a percent without "chỉ tiêu" is of all members, as its paragraph reckons."""
    if scan.text.folded.endswith(("đạt ", "đạt được "), 0, number.start):
        return False  # "mới đạt 25%": of the plan
    return scan.story.by_share == scan.sentence.line and number.value < _MOST_ADMITTED and not of_target


def share_to_come(scan: Scan, token: Token, number: Number, after: str) -> bool:
    """ "phát triển mới từ 3 - 4% tổng số đảng viên", "kiểm tra ít nhất 30% số tổ chức đảng": told as a share alone."""
    opens = max(scan.sentence.start, token.start - 70)
    if OF_ALL_MEMBERS.match(after) and ADMITS_SHARE.search(scan.text.folded, opens, token.start):
        scan.state.frame = "admit"
        bare_share(scan, token, number)
        return True
    if DISCIPLINED_SHARE.search(scan.text.folded, opens, token.start):
        scan.state.frame = "discipline"
        bare_share(scan, token, number)
        return True
    checked = CHECKS_SHARE.search(scan.text.folded, opens, token.start)
    of = CHECKED_SHARE.match(after)
    if checked is None or of is None:
        return False
    verb = "inspect" if checked[1] == "kiểm tra" else "supervise"
    klass: Class = "members" if of[1] == "đảng viên" else "organisations"
    indicator = frames()[verb].indicator(klass, None)
    if indicator is None:
        return False
    count = new_count(scan, token, token.end, indicator, klass, verb, "count.share_checked")
    count.share, count.share_max = number.value, number.value_max
    read_manner(scan, count, scan.row.index(token), token)
    approximate(scan, count, number)
    keep_count(scan, count)
    consume(scan)
    return True


def part_of_plan(scan: Scan, plan: Count, token: Token, number: Number) -> None:
    """ "kết nạp 250 đảng viên, ít nhất 35% công tác ở cấp xã": a share of those to be admitted, and no rate."""
    count = new_count(scan, token, token.end, plan.indicator, plan.klass, plan.verb, "count.share_of_part")
    count.whole, count.share, count.share_max = plan, number.value, number.value_max
    count.modality, count.units, count.unit_scope, count.date = "target", list(plan.units), "whole", plan.date
    approximate(scan, count, number)
    keep_count(scan, count)
    consumed_percent(scan)


def is_of_new(scan: Scan, after: str) -> bool:
    """ "Hơn |80% đảng viên mới tốt nghiệp THPT": a share of those admitted, who were told of before."""
    if scan.outer or not after.startswith(("đảng viên mới", "số đảng viên mới", "đv mới")):
        return False
    told = any(count.verb == "admit" for count in scan.story.counts[-12:])
    if _WORK_OF_NEW.search(after, 0, 60) is not None:
        return False  # "|100% đảng viên mới được phân công nhiệm vụ": what became of them
    return told and not (scan.state.frame == "admit" and scan.state.frame_own)


def labels_of_new(scan: Scan, position: int) -> list[str]:
    """The labels behind a share of those admitted: "61% đảng viên mới có trình độ trung cấp trở lên"."""
    labels: list[str] = []
    for follower in scan.row[position + 1 : position + 6]:
        if follower.kind in ("mark", "number"):
            break
        labels += [cue.code for cue in follower.cues if cue.kind == "people"]
    return labels


def is_its_share(count: Count, number: Number) -> bool:
    """Whether a percent is what the fraction before it comes to."""
    if not count.value or not count.denominator or not count.indicator.endswith("_rated"):
        return False
    return abs(count.value / count.denominator * 100 - number.value) < 0.6


def makes_share(part: Count, number: Number) -> bool:
    """Whether a percent is what a part that has no share yet makes of its whole, to its first decimal."""
    whole = part.whole
    if whole is None or part.share is not None or not part.value or not whole.value:
        return False
    return abs(part.value / whole.value * 100 - number.value) < _ROUNDING


def whole_by_share(scan: Scan, part: Count, number: Number) -> Count | None:
    """ "kết nạp 2.614 đảng viên thì chỉ 301 người thuộc doanh nghiệp (|11,5%)": the count that it is a share of."""
    if part.whole is not None or part.share is not None or part.rate is not None or not part.value or not scan.outer:
        return None
    before = (c for c in scan.counts if c is not part and c.indicator == part.indicator and c.value)
    return next((c for c in before if abs(part.value / (c.value or 1) * 100 - number.value) < _ROUNDING), None)


def is_share_of(part: Count, whole: Count) -> bool:
    """Whether a part is the stated share of a whole, within 0.6 percentage points."""
    if not part.value or not whole.value or not part.share:
        return False
    return abs(part.value / whole.value * 100 - part.share) < 0.6


def consumed_percent(scan: Scan) -> None:
    """What a percent leaves behind when it has been read."""
    scan.state.cues = [
        c
        for c in scan.state.cues
        if c[0] in ("part", "ranking", "annual", "monthly", "plan", "each", "increase", "decrease")
    ]


def share_of_part(scan: Scan, position: int, token: Token, number: Number) -> None:
    """ "nữ chiếm 60%": a share with no count."""
    whole = whole_for(scan, Number(0, 0, 0))
    after = scan.text.folded[token.end : token.end + 70].lstrip(" /")
    if scan.state.labels and OF_ALL_MEMBERS.match(after) and (whole is None or not whole.stock):
        of_all_members(scan, token, number)
        return
    if whole is None or whole.klass != "members":
        consumed_percent(scan)
        return
    count = new_count(scan, token, token.end, whole.indicator, whole.klass, whole.verb, "count.share_of_part")
    count.whole, count.share, count.share_max = whole, number.value, number.value_max
    count.qualifiers |= whole.qualifiers | set(scan.state.labels)
    count.modality = "target" if scan.state.plan else whole.modality
    count.units, count.unit_scope, count.date = list(whole.units), "whole", whole.date
    if whole.modality == "target" and "annual" in whole.qualifiers:
        count.qualifiers.add("annual")
    approximate(scan, count, number)
    keep_count(scan, count)
    scan.state.labels = []
    consumed_percent(scan)


def of_all_members(scan: Scan, token: Token, number: Number) -> None:
    """ "Đến nay, đảng viên người DTTS chiếm |68,3% tổng số đảng viên": a kind of members, as a share of all."""
    count = new_count(scan, token, token.end, "members_total", "members", "total", "count.share_of_part")
    count.share, count.share_max = number.value, number.value_max
    if scan.state.plan or scan.state.cue("plan"):
        count.modality = "target"
    count.qualifiers |= set(scan.state.labels)
    approximate(scan, count, number)
    keep_count(scan, count)
    scan.state.labels = []
    consumed_percent(scan)


def rated_share(scan: Scan, position: int, token: Token, number: Number, after: str) -> bool:
    """ "bình quân 87,5% TCCSĐ hoàn thành tốt nhiệm vụ"; "hoàn thành xuất sắc nhiệm vụ 20%/tổng số TCCSĐ"."""
    kept = scan.noun_end
    named = next((t for t in scan.row[position + 1 : position + 3] if t.code("noun") is not None), None)
    both = _AND_MEMBERS.match(scan.text.folded, named.end) if named is not None else None
    scan.noun_end = both.end() if both is not None else named.end if named is not None else kept
    verb = right_verb(scan, position, token, "member")
    scan.noun_end = kept
    left = scan.state.frame
    chosen = verb if verb and verb.startswith("rate_") else left if left and left.startswith("rate_") else None
    beside = named is not None and scan.text.folded[token.end : named.start].strip(" /") in ("", "số", "tổng số", "các")
    told_of_others = beside and named is not None and _NOUN_ENDS.match(scan.text.folded, named.end) is None
    others_next = not beside and _ELIDED_NEXT.match(scan.text.folded, token.end) is None
    if chosen is None or (chosen != verb and (told_of_others or others_next)):
        return False  # "… hoàn thành tốt nhiệm vụ; |100% chi bộ không có đảng viên vi phạm": no grade is told of these
    noun = None
    for follower in scan.row[position + 1 : position + 5]:
        if follower.kind == "mark" and follower.mark in ",;.":
            break
        if noun is None and follower.code("noun") is not None:
            noun = follower.code("noun")
    noun = noun or _subject(scan, position) or scan.state.noun
    klass, kind = noun_class(noun), organisation_kind(scan, noun)
    before = scan.counts[-1] if scan.counts else None
    if noun is None and before is not None and before.rule == "count.rated_share":
        klass = before.klass  # "51,6% tổng số TCCSĐ đạt trong sạch vững mạnh, |34,4% hoàn thành tốt nhiệm vụ"
        kind = before.qualifiers & ORGANISATION_NOUNS
    if klass not in ("members", "organisations"):
        return False
    indicator = frames()[chosen].indicator(klass, None)
    if indicator is None:
        return False
    count = new_count(scan, token, token.end, indicator, klass, chosen, "count.rated_share")
    count.share, count.share_max = number.value, number.value_max
    count.qualifiers |= set(frames()[chosen].qualifiers)
    if klass == "organisations":
        count.qualifiers |= kind
    if "trở lên" in after:
        count.qualifiers.add("or_better")
    read_manner(scan, count, position, token)
    approximate(scan, count, number)
    keep_count(scan, count)
    members = frames()[chosen].indicator("members", None)
    if both is not None and klass == "organisations" and members is not None:
        # "trên |90% tổ chức đảng và đảng viên hoàn thành tốt nhiệm vụ": so many of the ones, and of the others
        keep_count(
            scan, replace(count, indicator=members, klass="members", qualifiers=count.qualifiers - ORGANISATION_NOUNS)
        )
    consume(scan)
    return True


def _subject(scan: Scan, position: int) -> str | None:
    """ "…; đảng viên đủ tư cách, hoàn thành xuất sắc nhiệm vụ chiếm |13,6%": who the clause before a share tells of."""
    for token in reversed(scan.row[:position]):
        if token.kind == "number" or (token.kind == "mark" and token.mark in ";.:("):
            return None
        if noun_class(noun := token.code("noun")) in ("members", "organisations"):
            return noun
        if token.has("verb") and scan.text.folded.startswith("đảng viên", token.start):
            return "member"
    return None


def bare_share(scan: Scan, token: Token, number: Number) -> None:
    """ "kết nạp tối thiểu 3% tổng số đảng viên": admitted or disciplined, told only as a share of the members."""
    verb = scan.state.frame
    indicator = frames()[verb].indicator("members", None) if verb in ("admit", "discipline") else None
    if verb is None or indicator is None:
        consumed_percent(scan)
        return
    count = new_count(scan, token, token.end, indicator, "members", verb, "count.share_of_members")
    count.share, count.share_max = number.value, number.value_max
    read_manner(scan, count, scan.row.index(token), token)
    approximate(scan, count, number)
    keep_count(scan, count)
    consume(scan)
