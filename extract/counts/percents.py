"""Percents: of a target, over a target, of a whole, beside a count or instead of one."""

from __future__ import annotations

from itertools import dropwhile

import regex

from extract.counts.brackets import before_listed, in_bracket, of_the_whole
from extract.counts.building import consume, keep_count, new_count, read_manner
from extract.counts.model import Count
from extract.counts.patterns.lists import ABOVE
from extract.counts.patterns.percents import (
    CHANGED,
    COMPARED,
    EXCESS,
    GOES_BACK,
    IS_WHO,
    LIMIT,
    MARK,
    MEMBERS_AMONG_OTHERS,
    OF_ECONOMY,
    OF_OTHERS,
    OF_TARGET,
    OF_THINGS,
    OF_WHOLE,
    RATED_NEXT,
    REACHED_SO_FAR,
    SHARE_OF_MEMBERS,
    SHORT_BY,
)
from extract.counts.rates import rate_in_turn
from extract.counts.scan import Scan, is_list_item, latest_count, share_cue
from extract.counts.shares import (
    bare_share,
    by_share,
    consumed_percent,
    is_its_share,
    is_of_new,
    is_share_of,
    labels_of_new,
    makes_share,
    part_of_plan,
    rated_share,
    share_of_part,
    share_to_come,
    whole_by_share,
)
from extract.counts.verbs import DISCIPLINE, PLANNED
from extract.frames import frames
from extract.mentions import Number
from extract.tokens import Token
from schema import indicators

_PLAN_TOLD = regex.compile(r"(?<!\p{L})(?:chỉ tiêu|kế hoạch)(?: \p{L}+){0,2},")
_OF_LAST_YEAR = regex.compile(
    r"(?:so )?(?:với )?(?:của )?(?:cả )?(?:cùng kỳ|(?:năm|nhiệm kỳ) (?:trước|ngoái))|so với (?:cùng|năm)"
)


def read_percent(scan: Scan, position: int, token: Token, number: Number) -> None:
    """Read one percent: a rate, a share, a change, or something told instead of a count."""
    state = scan.state
    if state.spent or scan.mass:
        return
    if LIMIT.search(scan.text.folded, max(scan.sentence.start, token.start - 24), token.start):
        consumed_percent(scan)
        return  # "đúng mức trần 20%": what the rules allow
    if rate_in_turn(scan, position, number):
        consumed_percent(scan)
        return
    after = scan.text.folded[token.end : token.end + 70].lstrip(" /")
    if share_to_come(scan, token, number, after):
        return
    last = nearest = latest_count(scan) if scan.counts else None
    if last is not None and last.whole is not None and OF_TARGET.match(after) and of_the_whole(scan, last, token):
        last = last.whole  # "41 đảng viên (nữ 19, người có đạo 3), đạt 102,5% nghị quyết"
    if last is not None and not scan.outer and (whole := before_listed(scan, last, token)) is not None:
        last = whole
    beside = nearest is not None and (scan.outer or percent_follows(scan, nearest, token))
    if (
        last is not None
        and last.stock
        and (of_plan := bool(OF_TARGET.match(after)) or state.cue("exceeded"))
        and of_plan
    ):
        # "kết nạp 272 …, nâng tổng số lên 8.436, vượt 0,7 % kế hoạch": the plan was of admissions
        last = next((c for c in reversed(scan.counts) if c.verb in PLANNED and c.rate is None), last)
    if (
        state.change or (state.cue("increase", "decrease") and not state.cue("exceeded")) or _OF_LAST_YEAR.match(after)
    ) and not after.startswith(("so với kế hoạch", "so với chỉ tiêu")):
        consumed_percent(scan)
        return
    if MEMBERS_AMONG_OTHERS.search(scan.text.folded, max(scan.sentence.start, token.start - 80), token.start):
        consumed_percent(scan)
        return  # "tỷ lệ đảng viên trong hạ sĩ quan đạt 6%": of the soldiers, and of no plan
    if MARK.search(scan.text.folded, max(scan.sentence.start, token.start - 24), token.start):
        consumed_percent(scan)
        return  # "nhóm vượt mốc 60%": a mark that several passed
    exceeded = state.cue("exceeded")
    of_whole = bool(OF_WHOLE.match(after)) or share_cue(scan)
    of_target = bool(OF_TARGET.match(after)) or exceeded
    if last is not None and not of_target and (whole := whole_by_share(scan, last, number)) is not None:
        last.whole = whole
    if scan.outer and last is not None and not of_target and makes_share(last, number):
        last.share, last.evidence_end = number.value, max(last.evidence_end, token.end)
        consumed_percent(scan)
        return  # "21 đồng chí là hạ sĩ quan, chiến sĩ (chiếm |56,8%)"
    if (
        state.labels
        and not of_target
        and not (
            last is not None
            and last.value is not None
            and beside
            and last.rate is None
            and last.share is None
            and set(state.labels) & last.qualifiers
        )
    ):
        share_of_part(scan, position, token, number)
        return
    if last is not None and last.denominator and last.share is None and is_its_share(last, number):
        last.share, last.evidence_end = number.value, max(last.evidence_end, token.end)
        consumed_percent(scan)
        return  # "10/51 TCCSĐ hoàn thành xuất sắc nhiệm vụ, đạt 19,6%"
    if last is not None and beside and waits_for_share(scan, last, token, number):
        attach_percent(scan, last, token, number, exceeded, of_whole, of_target)
        return  # "33 TCCSĐ trong sạch, vững mạnh, đạt 78,6%"
    if (
        not scan.outer
        and not share_cue(scan)
        and (state.frame or "").startswith("rate_")
        and state.frame_at > (scan.counts[-1].end if scan.counts else -1)
        and rated_share(scan, position, token, number, after)
    ):
        return
    if IS_WHO.match(after) and not scan.outer and last is not None and last.klass == "members" and not of_target:
        share_of_part(scan, position, token, number)
        return
    if IS_WHO.match(after) and last is None and not scan.outer and state.cue("part") and not of_target:
        share_of_part(scan, position, token, number)
        return  # "Trong số đảng viên mới có |46,5% là nữ"
    if is_of_new(scan, after):
        scan.state.labels = labels_of_new(scan, position)
        share_of_part(scan, position, token, number)
        return
    if RATED_NEXT.match(after) and rated_share(scan, position, token, number, after):
        return
    of_things = last is not None and last.klass == "members" and OF_THINGS.match(after) is not None
    planned = (
        last is not None
        and not of_things
        and last.modality == "target"
        and number.bound is not None
        and state.frame_at < last.end
    )
    if planned and not of_target and last is not None:
        part_of_plan(scan, last, token, number)
        return
    if of_things and not of_target:
        if not rated_share(scan, position, token, number, after):
            consumed_percent(scan)
        return
    of_all = of_whole and not of_target and last is not None and last.share is None and last.rate is not None
    if beside and last is not None and of_all:
        last.share, last.evidence_end = number.value, max(last.evidence_end, token.end)
        consumed_percent(scan)
        return  # "1.479/2.800 quần chúng (52,8%), bằng 3,16% tổng số đảng viên"
    told = last is not None and last.share is not None and not of_target  # "chiếm 7,61%, vượt 19% kế hoạch"
    if (
        last is not None
        and last.modality == "target"
        and last.value is not None
        and REACHED_SO_FAR.search(scan.text.folded, last.end, token.start)
    ):
        reached_so_far(scan, last, token, number)
        return
    if last is not None and last.modality == "target" and after[:1].isalpha() and not (of_target or of_whole):
        if not rated_share(scan, position, token, number, after):
            consumed_percent(scan)
        return  # "kết nạp từ 35 đến 40 đảng viên, |100% phân xưởng có tổ chức đảng": a goal of its own
    if beside and last is not None and last.rate is None and not told and last.value is not None:
        attach_percent(scan, last, token, number, exceeded, of_whole, of_target)
        return
    if rated_share(scan, position, token, number, after):
        return
    if of_whole and not of_target:
        bare_share(scan, token, number)
        return
    bare_rate(scan, position, token, number, exceeded, of_target)


def reached_so_far(scan: Scan, plan: Count, token: Token, number: Number) -> None:
    """ "nhiệm kỳ này thành lập mới 100 tổ chức đảng, đến nay đã đạt |96%": what was done of a plan, by its rate."""
    count = new_count(scan, token, token.end, plan.indicator, plan.klass, plan.verb, "count.rate_only")
    count.rate, count.units, count.unit_scope = number.value, list(plan.units), plan.unit_scope
    count.qualifiers |= plan.qualifiers - {"at_least", "approx"}
    if number.approximation:
        count.qualifiers.add("rate_approx")
    keep_count(scan, count)
    consumed_percent(scan)


def waits_for_share(scan: Scan, last: Count, token: Token, number: Number) -> bool:
    """Whether those rated so have no share yet, and neither another level nor another thing was told since."""
    between = [t for t in scan.row if last.end <= t.start < token.start]
    told = dropwhile(lambda t: t.kind != "mark", between)  # before the mark stands the noun of the figure itself
    if number.value > 100 or any(t.code("noun") is not None or t.has("foreign") for t in told):
        return False  # "33 TCCSĐ hoàn thành tốt nhiệm vụ, đảng viên hoàn thành tốt nhiệm vụ đạt |85,5%"
    waits = last.value is not None and last.share is None and last.rate is None and last.sentence == scan.index
    return (
        waits and last.verb.startswith("rate") and last.verb == scan.state.frame and last.end <= scan.state.frame_start
    )


def percent_follows(scan: Scan, last: Count, token: Token) -> bool:
    """Whether a percent goes on telling of the count before: "đạt …", "chiếm …", with no other between."""
    if last.sentence != scan.index:
        return False
    between = [t for t in scan.row if last.end <= t.start < token.start]
    if any(
        t.number is not None
        and not in_bracket(scan, t, token)
        and not (t.number.percent and COMPARED.match(scan.text.folded, t.end))
        and CHANGED.search(scan.text.folded, max(scan.sentence.start, t.start - 24), t.start) is None
        and not (t.number.percent and t.number.value == last.share)  # "chiếm 7,61%, vượt 19% kế hoạch"
        and t.number.value != last.target  # "46 đảng viên (kế hoạch 40), vượt 15%"
        and not EXCESS.search(scan.text.folded, max(scan.sentence.start, t.start - 60), t.start)
        for t in between
    ):
        return False
    if any(t.kind == "unit" and not ABOVE.search(scan.text.folded[max(0, t.start - 22) : t.start]) for t in between):
        return any(t.has("cue", "achieved", "exceeded", "share") for t in between) and not any(
            t.kind == "mark" and t.mark in ";." for t in between
        )
    if any(t.kind == "mark" and t.mark in ";" for t in between):
        return False
    verbs = [t for t in between if t.has("verb") and not t.has("noun")]
    return any(t.has("cue", "achieved", "exceeded", "share") for t in between) or (
        not verbs and len(scan.text.folded[last.end : token.start]) < 14
    )


def attach_percent(
    scan: Scan, last: Count, token: Token, number: Number, exceeded: bool, of_whole: bool, of_target: bool
) -> None:
    """A percent beside a count: over its plan, of its plan, or its share of a whole."""
    taken = scan.text.folded.endswith("chiếm ", scan.sentence.start, last.start)  # "sinh viên chiếm 61 (71,8%)"
    part = last.whole is not None or taken or last.indicator.endswith("_rated") or last.verb in DISCIPLINE
    last.evidence_end = max(last.evidence_end, token.end)
    if SHORT_BY.search(scan.text.folded, max(scan.sentence.start, token.start - 24), token.start):
        last.rate = rounded(100 - number.value)  # "được 97, hụt 3% kế hoạch"
    elif exceeded:
        last.rate = rounded(100 + number.value)
        if number.approximation:
            last.qualifiers.add("rate_approx")
    elif (
        OF_OTHERS.match(scan.text.folded, token.end)
        or by_share(scan, number, of_target)
        or (of_whole and not of_target)
        or (part and not of_target)
    ):
        last.share, last.share_max = number.value, number.value_max
        fit_whole(scan, last)
    else:
        last.rate = number.value
        if number.approximation:
            last.qualifiers.add("rate_approx")
    spread_rate(scan, last)
    consumed_percent(scan)


def fit_whole(scan: Scan, part: Count) -> None:
    """Where two wholes could be meant, the one of which the part is the stated share."""
    whole = part.whole
    if whole is None or part.value is None or part.share is None or is_share_of(part, whole):
        return
    for other in reversed(scan.story.counts[:-1]):
        if (
            other.whole is None
            and other is not part
            and other.klass == whole.klass
            and other.value
            and is_share_of(part, other)
        ):
            siblings = [c for c in scan.counts if c.whole is whole and c.indicator == whole.indicator]
            for sibling in siblings:
                sibling.whole, sibling.indicator, sibling.verb = other, other.indicator, other.verb
                sibling.units, sibling.date, sibling.modality = list(other.units), other.date, other.modality
            return


def spread_rate(scan: Scan, last: Count) -> None:
    """ "A 5 đảng viên, B 4 đảng viên, cùng 50%": the rate holds for both."""
    if not scan.state.cue("each") or last.rate is None:
        return
    for count in reversed(scan.counts[:-1]):
        if (
            count.rate is None
            and count.indicator == last.indicator
            and count.unit_scope == "own"
            and count.sentence == last.sentence
            and last.start - count.end < 60
        ):
            count.rate = last.rate
        else:
            break


def goes_back_to(scan: Scan) -> Count | None:
    """The figure that "Như vậy, huyện mới đi được 44,7% …" goes back to: the last whole of the sentence before."""
    if scan.counts or GOES_BACK.match(scan.text.folded, scan.sentence.start) is None:
        return None
    told = [
        c for c in scan.story.counts[-6:] if c.sentence == scan.index - 1 and c.whole is None and c.value is not None
    ]
    told = [c for c in told if c.verb in PLANNED and (c.date is None or c.date.role != "comparison")]
    return told[-1] if told and told[-1].rate is None else None


def bare_rate(scan: Scan, position: int, token: Token, number: Number, exceeded: bool, of_target: bool) -> None:
    """ "Tuy Phong (110,62%)", "đạt 87,5% chỉ tiêu": a rate with no count."""
    state = scan.state
    if of_target and (measured := goes_back_to(scan)) is not None:
        measured.rate = rounded(100 + number.value) if exceeded else number.value
        scan.measured = measured
        consumed_percent(scan)
        return
    if SHARE_OF_MEMBERS.search(scan.text.folded, max(scan.sentence.start, token.start - 80), token.start):
        consumed_percent(scan)
        return  # "tỷ lệ đảng viên nữ đạt 36%": of the members, and of no plan
    if OF_ECONOMY.search(scan.text.folded, max(scan.sentence.start, token.start - 70), token.start):
        consumed_percent(scan)
        return  # "các chỉ tiêu đều đạt và vượt: thu ngân sách vượt 18,46%"
    verb = state.frame if state.frame in PLANNED and state.frame_own else None
    if verb is None:
        told = scan.story.counts[-200:]
        against_plan = [c for c in told if c.verb in PLANNED and (c.target is not None or c.rate is not None)]
        admitted = [c for c in told if c.verb == "admit"]
        topics = against_plan or admitted
        verb = topics[-1].verb if topics else "admit" if scan.target_named else None
    ranked = state.cue("ranking") and state.cue("achieved") and bool(state.units)  # "Dẫn đầu là X, đạt 61,90%"
    item = ranked or is_list_item(scan, position) or (bool(scan.outer) and item_before_bracket(scan, position))
    held = state.plan or _PLAN_TOLD.search(scan.text.folded, scan.sentence.start, token.start) is not None
    if verb is None or not (of_target or item or (state.cue("achieved") and state.units and held)):
        consumed_percent(scan)
        return
    indicator = frames()[verb].elided
    if indicator is None or (state.cue("part") and not item and not of_target):
        consumed_percent(scan)
        return
    if scan.story.mixed == scan.sentence.line and not state.frame_own:
        indicator = "other"  # a rate of organisations and members together belongs to neither
    counts_of = indicators()[indicator].counts
    count = new_count(
        scan,
        token,
        token.end,
        indicator,
        "organisations" if counts_of == "organisations" else "members",
        verb,
        "count.rate_only",
    )
    if not exceeded and by_share(scan, number, of_target):
        count.share = number.value
    else:
        count.rate = rounded(100 + number.value) if exceeded else number.value
    if indicator == "other":
        count.qualifiers.add("party_development")
    read_manner(scan, count, position, token)
    if number.approximation and count.rate is not None:
        count.qualifiers.add("rate_approx")
    count.listed = item
    if item and not (state.plan or number.bound):
        count.modality = "actual"  # "tỷ lệ khá so với chỉ tiêu được giao là Đảng bộ Quân sự tỉnh 41,5%"
    keep_count(scan, count)
    consume(scan)
    if scan.outer:
        scan.outer[-1].fresh_units = True


def item_before_bracket(scan: Scan, position: int) -> bool:
    """Whether a bracket with a figure stands right behind a unit ("Tuy Phong (110,62%)")."""
    before = scan.row[position - 1] if position else None
    owner = scan.row[position - 2] if position > 1 else None
    return before is not None and before.mark == "(" and owner is not None and owner.kind == "unit"


def rounded(value: float) -> float:
    """A computed percent without the noise of binary fractions."""
    return round(value, 4)
