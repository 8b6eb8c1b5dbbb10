"""Numbers that are no counts of the Party: shares of tenths, years, ages, thresholds, other things.

Each reader knows one kind, and says what the number leaves behind: ``nothing`` (the words before it go on), ``other``
(something else was counted, and what follows in the clause is of that) or ``kept`` (all stays as it was).
"""

from __future__ import annotations

from collections.abc import Callable

import regex

from extract.counts.aside import Aside, Left
from extract.counts.aside_people import (
    of_age,
    of_the_army,
    of_those_rewarded,
    of_those_sent,
    of_those_who_did_not,
    of_those_who_left,
    of_those_who_may,
)
from extract.counts.badges import badge_years
from extract.counts.nouns import (
    among_these,
    is_ratio,
    is_year,
    of_other_things,
    of_places_without,
    of_threshold,
    of_what_is_wanted,
    restates,
)
from extract.counts.patterns.levels import MADE_OF_SO_MANY, MEMBERS_OF
from extract.counts.patterns.lists import TOGETHER
from extract.counts.patterns.nouns import BADGES, BECOME_ONE, OF_TENTHS
from extract.counts.patterns.people import ADMITS_AROUND, AGE, CLASS_OF_MEMBERS, MARKS_OF_SCHOOL
from extract.counts.patterns.percents import EXCESS, REACHED
from extract.counts.patterns.plans import ADMITS_NEXT, GIVEN_TO
from extract.counts.right_verbs import verb_unserved
from extract.counts.scan import is_list_item
from extract.counts.verbs import PLANNED
from extract.day_or_fraction import WHO_AFTER
from extract.frames import noun_class

# "kết nạp |80/85 chỉ tiêu", but not "hoàn thành |21/23 chỉ tiêu kinh tế - xã hội"
_PLAN_ITSELF = regex.compile(
    r" (?:chỉ tiêu|kế hoạch)(?= *(?:$|[,;.:)\n(])| (?:được |tỉnh |huyện |cấp trên )?"
    r"(?:giao|đề ra|năm|cả năm|kết nạp|phát triển đảng|đảng viên)(?!\p{L}))"
)


def of_nothing_told(one: Aside) -> Left | None:
    """A bare figure before which nothing says what is counted, with the next figure or the end right behind it."""
    scan, state, story = one.scan, one.state, one.scan.story
    if one.noun is not None or one.labels:
        return None
    if state.frame is not None or state.cues or state.labels or state.badge or state.noun or scan.outer:
        return None
    if scan.counts or story.counts or story.topic is not None or state.units or state.date is not None:
        return None
    following = scan.row[one.position + 1] if one.position + 1 < len(scan.row) else None
    if following is not None and following.kind != "number":
        return None
    state.spent = True
    return "nothing"


def of_those_who_did(one: Aside) -> Left | None:
    """ "69/69 TCCSĐ (|30 ở xã, thị trấn; 39 ở cơ quan) đã tổ chức xong đại hội": by where they are, of those."""
    return "nothing" if one.scan.outer and one.scan.predicated and not one.scan.counts else None


def of_badge_years(one: Aside) -> Left | None:
    """ "Huy hiệu |50 năm tuổi Đảng": which badge."""
    return "kept" if badge_years(one.scan, one.position, one.token, one.number) else None


def of_things_before(one: Aside) -> Left | None:
    """A bare figure behind other things that were counted ("42 cuộc họp, |17")."""
    scan, state = one.scan, one.state
    if one.noun is not None or not state.spent or scan.pending_target is not None:
        return None
    told = state.labels or one.labels or BADGES.match(one.folded, one.token.end)
    if told or is_list_item(scan, one.position):
        return None
    together = TOGETHER.search(one.folded, max(0, one.token.start - 32), one.token.start)
    return "nothing" if together is None else None


def of_their_parts(one: Aside) -> Left | None:
    """ "đưa đi đào tạo, bồi dưỡng 227 người; trong đó trung cấp |170": parts of what was not of the Party."""
    labelled = bool(one.state.labels or one.labels) and not one.state.frame_own
    part = one.noun is None and labelled and one.state.cue("part") and one.scan.story.foreign
    return "other" if part else None


def of_a_part(one: Aside) -> Left | None:
    """ "|1/3 số đảng viên": a share in words of a whole; but "mới đạt |1/6 chỉ tiêu" is a result."""
    number = one.number
    if one.noun is not None or number.denominator is None or number.value != 1 or number.denominator > _TENTHS:
        return None
    result = not one.scan.counts and one.folded.startswith((" chỉ tiêu", " kế hoạch"), one.token.end)
    return None if result else "nothing"


def of_proportion(one: Aside) -> Left | None:
    """ "kết nạp 40 đảng viên, |9/10 là nữ": so many of ten, where the whole told before is another number."""
    whole = one.number.denominator
    last = one.scan.counts[-1] if one.scan.counts else None
    if one.noun is not None or whole is None or whole > _TENTHS or one.number.percent or last is None:
        return None
    if last.value == whole or WHO_AFTER.match(one.folded, one.token.end) is None:
        return None
    one.scan.refused = one.token.start
    return "nothing"


def of_goals(one: Aside) -> Left | None:
    """ "Xã hoàn thành |26/28 chỉ tiêu nghị quyết": goals, and nobody admitted."""
    waits = one.state.frame_own and verb_unserved(one.scan)
    if one.noun is not None or one.number.denominator is None or waits:
        return None
    goals = one.folded.startswith((" chỉ tiêu", " tiêu chí", " nhiệm vụ"), one.token.end)
    if not goals or ADMITS_AROUND.match(one.folded, one.token.end):
        return None  # "hoàn thành |12/10 chỉ tiêu kết nạp đảng viên"
    if REACHED.search(one.folded, one.near, one.token.start) is None:
        return None
    one.scan.refused = one.token.start
    return "nothing"


def of_these(one: Aside) -> Left | None:
    """ "Trong số |96 ấy, 88 là người DTTS": the figure told before."""
    if not (one.scan.story.counts and among_these(one.scan, one.token, one.number)):
        return None
    one.scan.refused = one.token.start
    return "nothing"


def of_a_class(one: Aside) -> Left | None:
    """ "lớp đảng viên mới có |271 đồng chí": who sat in a class of members, and no membership."""
    if noun_class(one.noun) != "members":
        return None
    return "nothing" if CLASS_OF_MEMBERS.search(one.folded, one.near, one.token.start) else None


def of_what_became(one: Aside) -> Left | None:
    """ "6 chi bộ cơ quan nhập lại thành |3": how many they are now is no merger."""
    return "nothing" if one.noun is None and BECOME_ONE.search(one.folded, one.near, one.token.start) else None


def of_other_nouns(one: Aside) -> Left | None:
    """ "|12 cuộc họp": what stands behind is nothing of the Party; but "kết nạp 80/85 chỉ tiêu" counts."""
    plan = one.number.denominator is not None and _PLAN_ITSELF.match(one.folded, one.token.end) is not None
    return None if one.known or (plan and one.state.frame in PLANNED and verb_unserved(one.scan)) else "other"


def no_count(one: Aside) -> Left | None:
    """Decimals, marks of pupils, years, "không một ai"."""
    number, token = one.number, one.token
    aside = (
        bool(number.value % 1)
        or MARKS_OF_SCHOOL.fullmatch(one.folded, token.start, number.end) is not None
        or is_year(one.scan, token, number, one.noun)
        or (one.state.cue("negation") and number.in_words and number.value == 1)
    )
    return "nothing" if aside else None


def of_tenths(one: Aside) -> Left | None:
    """ "góp 6 phần |10 đảng viên mới"."""
    if one.noun is None or not one.folded.endswith("phần ", 0, one.token.start):
        return None
    tenths = OF_TENTHS.search(one.folded, max(0, one.token.start - 12), one.token.start)
    return "nothing" if tenths else None


def of_years(one: Aside) -> Left | None:
    """ "trong |ba năm 2021 - 2023", "trong |2 năm 2023, 2024": so many years, and their names."""
    row = one.scan.row
    following = row[one.position + 1] if one.position + 1 < len(row) else None
    if one.noun is not None or following is None or following.date is None or one.number.value > _FEW:
        return None
    years = one.folded.startswith("năm", following.start) and following.start - one.number.end <= 1
    first, last = following.date.from_, following.date.to
    so_many = first is not None and last is not None and last.year - first.year + 1 == one.number.value
    return "nothing" if years and (so_many or one.number.in_words) else None


def of_difference(one: Aside) -> Left | None:
    """ "vượt kế hoạch |62 người", "ở tuổi |hai mươi"; but "dưới 30 tuổi |16" counts."""
    state, start = one.state, one.token.start
    planned = bool(one.scan.counts) and one.folded.endswith(_PLAN_IS, 0, start)
    if EXCESS.search(one.folded, one.near, start) and not planned:
        return "nothing"  # but "kết nạp 4.022, vượt chỉ tiêu đề ra là |4.000 đảng viên" is that plan
    labelled = "age" in state.labels and start - state.labels_at <= 1
    return "nothing" if AGE.search(one.folded, one.near, start) and not labelled else None


def of_what_it_was_made_of(one: Aside) -> Left | None:
    """ "Thành lập ngày 01/7/2025 từ |bốn đảng bộ phường, xã cũ"."""
    made = one.of_organisations and MADE_OF_SO_MANY.search(one.folded, one.near, one.token.start)
    return "nothing" if made else None


def of_those_given(one: Aside) -> Left | None:
    """ "giao |11 đảng bộ trực thuộc kết nạp 1.100 đảng viên": to whom, and what."""
    if not one.of_organisations or not ADMITS_NEXT.match(one.folded, one.scan.noun_end):
        return None
    if GIVEN_TO.search(one.folded, max(0, one.token.start - 10), one.token.start) is None:
        return None
    one.state.plan = True
    return "nothing"


def of_whose_members(one: Aside) -> Left | None:
    """ "tổng số đảng viên của |15 chi bộ là 168"."""
    whose = one.of_organisations and MEMBERS_OF.search(one.folded, one.near, one.token.start)
    return "kept" if whose else None


def of_what_was_told(one: Aside) -> Left | None:
    """ "cả |hai đều là giáo viên", "cứ |mười hai người thì có một": no figures of their own."""
    told = restates(one.scan, one.token, one.number, one.noun, one.scan.noun_end) or is_ratio(one.scan, one.token)
    return "nothing" if told else None


def of_places_and_wants(one: Aside) -> Left | None:
    """ "Số thôn phải sinh hoạt ghép còn |2": places, by what they have or want."""
    if one.noun is not None:
        return None
    scan, token = one.scan, one.token
    places = of_other_things(scan, one.position) or of_places_without(scan, token) or of_what_is_wanted(scan, token)
    return "other" if places else None


def of_places_named(one: Aside) -> Left | None:
    """ "Đảng viên ở |hai xã Trường Sơn, Trường Xuân lần lượt là 96 và 11": so many places, and their names."""
    row = one.scan.row
    following = row[one.position + 1] if one.position + 1 < len(row) else None
    if one.noun is not None or following is None or one.number.value > _FEW:
        return None
    place = following.unit is not None and following.unit.kind == "place" and bool(following.unit.place)
    return "nothing" if place and following.start - one.number.end <= 1 else None


def of_several_places(one: Aside) -> Left | None:
    """ "cá biệt có 4 xã chỉ kết nạp được |1 đảng viên": so many each, and nobody says which."""
    if one.number.value > _EACH_AT_MOST:
        return None
    if _SEVERAL_ADMIT.search(one.folded, one.scan.sentence.start, one.token.start) is None:
        return None
    one.scan.refused = one.token.start
    return "nothing"


def of_rule(one: Aside) -> Left | None:
    """ "không giữ được |3 đảng viên chính thức", "còn 4 thôn có dưới |5 đảng viên": what a cell must have."""
    if one.noun == "member_official" and one.number.value == _LEAST_OF_A_CELL and one.state.cue("negation"):
        return "nothing"
    limit = one.noun in ("member", "member_official") and of_threshold(one.scan, one.token)
    return "nothing" if limit else None


_PLAN_IS = (" đề ra là ", " đặt ra là ", " được giao là ", " hụt so với chỉ tiêu ", " hụt so với kế hoạch ")
_EACH_AT_MOST = 2  # more may be all of them together: "có 4 xã chỉ kết nạp được 12 đảng viên"
_SEVERAL_ADMIT = regex.compile(
    r"(?<!\p{L})(?:có|còn) \d+ (?:xã|phường|chi bộ|đảng bộ|đơn vị|nơi|thôn|trường)(?: \p{L}+){0,2} "
    r"(?:chỉ |mới )+(?:kết nạp|phát triển)(?: được)? $"
)
_TENTHS = 10
_FEW = 10
_LEAST_OF_A_CELL = 3

READERS: tuple[Callable[[Aside], Left | None], ...] = (
    of_nothing_told,
    of_those_who_did,
    of_badge_years,
    of_things_before,
    of_their_parts,
    of_a_part,
    of_proportion,
    of_goals,
    of_these,
    of_a_class,
    of_those_who_may,
    of_what_became,
    of_places_named,
    of_other_nouns,
    of_the_army,
    no_count,
    of_tenths,
    of_years,
    of_difference,
    of_what_it_was_made_of,
    of_those_given,
    of_whose_members,
    of_what_was_told,
    of_places_and_wants,
    of_several_places,
    of_age,
    of_rule,
    of_those_who_left,
    of_those_rewarded,
    of_those_sent,
    of_those_who_did_not,
)


def reason_aside(one: Aside) -> Left | None:
    """What a number leaves behind that is no count, ``None`` where it may be one."""
    for read in READERS:
        left = read(one)
        if left is not None:
            return left
    return None
