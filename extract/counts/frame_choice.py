"""Which verb counts a number: the one behind it, the one before it, having, or the topic of the story."""

from __future__ import annotations

import regex

from extract.counts.patterns import (
    ABOUT,
    ALONE,
    BADGES,
    BY_AUTHORITY,
    CLASSES_FOR,
    DECIDED_BY,
    DISCIPLINE,
    HAS,
    IN_TURN,
    IS_SOME,
    MEMBERS_ARE,
    MOVED,
    NEW_ONES,
    NOW,
    NOW_HAS,
    OF_ORGANISATIONS,
    OF_PLAN,
    OF_THESE,
    ON_BEHALF,
    PLANNED,
    PREDICATE,
    RECOGNISED,
    ROLL_ENDS,
    WORK_IS,
)
from extract.counts.right_verbs import label_after, right_verb
from extract.counts.scan import Scan, antecedent, is_holding, is_list_item, latest_count, latest_members, same_class
from extract.frames import Class, frames, noun_class
from extract.mentions import UnitSpan
from extract.tokens import Token


def frame_for(
    scan: Scan, position: int, token: Token, noun: str | None, klass: Class | None, labels: list[str]
) -> tuple[str | None, str]:
    """The verb whose count a number is, and how it was found (``right``, ``left``, ``have``, ``topic``, ``part`` …)."""
    state = scan.state
    following = scan.row[position + 1] if position + 1 < len(scan.row) else None
    if noun is None and scan.story.foreign and state.cue("pronoun"):
        state.spent = True
        return None, "none"  # "12 thôn chưa có đảng viên; đầu nhiệm kỳ con số này là 30"
    if (
        noun is None
        and following is not None
        and following.has("verb", "award")
        and BADGES.match(scan.text.folded, token.end)
    ):
        return "award", "right"  # "2 Huy hiệu 80 năm"
    if noun is None and scan.unit_queue and not labels and next_in_turn(scan, token):
        verb = scan.counts[-1].verb
        return (
            verb,
            "same" if verb == "total" else "left",
        )  # of organisations, too: a total takes its class from its noun
    if (
        noun is None
        and DECIDED_BY.search(scan.text.folded, scan.sentence.start, token.start)
        and scan.story.topic is not None
    ):
        return scan.story.topic.verb, "topic"  # "Phần do UBKT các cấp quyết định là 58"
    if noun is None and not labels and decided_by(scan):
        return None, "part"  # "Thẩm quyền: chi bộ quyết định 97, đảng ủy cơ sở 88"
    if scan.pending_target is not None and noun in (None, "person") and not labels:
        topic = scan.story.topic
        if state.frame not in frames() or state.frame == "total":  # "mục tiêu là 10 nhưng 8 tháng qua mới có 4"
            return (topic.verb if topic is not None and topic.verb in PLANNED else "admit"), "topic"
    if noun is None and (label := label_after(scan, position, token)) is not None:
        return label, "right"
    if noun == "member_official" and RECOGNISED.search(scan.text.folded, max(0, token.start - 24), token.start):
        return "official", "around"  # "công nhận 18 đảng viên chính thức"
    if (
        noun is not None
        and klass in ("organisations", "members")
        and scan.text.folded.endswith("trong ", 0, token.start)
        and OF_THESE.match(scan.text.folded, scan.noun_end)
    ):
        state.frame_own = False
        return "total", "have"  # "trong 54 TCCSĐ có 10 hoàn thành xuất sắc nhiệm vụ"
    if noun in ("prospect", "person", "student") and CLASSES_FOR.search(
        scan.text.folded, max(scan.sentence.start, token.start - 80), token.start
    ):
        return "train", "left"  # "mở 29 lớp cho 1.914 quần chúng"
    if noun == "member" and of_the_months(scan, token) and scan.story.topic is not None:
        return scan.story.topic.verb, "topic"
    if noun == "member" and NOW_HAS.search(scan.text.folded, max(0, token.start - 40), token.start):
        return "total", "have"  # "Nay toàn xã 158 đảng viên"
    if noun == "member" and ON_BEHALF.search(scan.text.folded, max(0, token.start - 24), token.start):
        return "total", "have"
    if klass == "organisations" and NEW_ONES.match(scan.text.folded, scan.noun_end):
        return "establish", "noun"  # "57 đảng viên mới, 3 chi bộ mới"
    if (
        noun == "member"
        and scan.text.folded.endswith("chuyển ", 0, token.start)
        and MOVED.match(scan.text.folded, scan.noun_end)
    ):
        return "transfer_out", "around"  # "chuyển 24 đảng viên về Đảng bộ Khối"
    right = right_verb(scan, position, token, noun)
    if right is not None:
        return right, "right"
    if noun == "person" and not labels and (is_roll(scan, position, token) or is_few(scan, token)):
        return "total", "left"
    last_verb_number = scan.counts[-1].end if scan.counts else -1
    verb_fresh = (
        state.frame is not None and state.frame_own and state.frame_at > last_verb_number and state.frame in frames()
    )
    if labels and not verb_fresh and says_what_there_is(scan, token, noun, klass):
        state.frame, state.frame_at = "total", token.start
        return "total", "have"
    planned = noun == "member" and not scan.counts and state.cue("target", "assigned")
    if labels and not verb_fresh and not planned and (scan.counts or scan.story.counts) and state.frame != "total":
        last = scan.counts[-1] if scan.counts else None
        if noun == "member" and last is not None and last.klass == "organisations" and state.frame == last.verb:
            return state.frame, "left"  # "giám sát 9 tổ chức đảng và 18 đảng viên là cấp ủy viên"
        return None, "part"
    if labels and state.frame == "total" and not verb_fresh and scan.counts:
        return None, "part"
    if labels and state.cue("part") and not verb_fresh and scan.story.counts:
        return None, "part"
    if (
        noun is not None and state.cue("batch") and scan.story.topic is not None and scan.story.topic.verb == "award"
    ) or (
        noun is None
        and state.cue("batch")
        and scan.story.last() is not None
        and scan.counts
        and scan.counts[-1].verb == "award"
    ):
        return "award", "topic"
    if klass in ("members", "organisations") and (work := work_done(scan, token)) is not None:
        return work, "left"
    holding = is_holding(scan, token)
    last = scan.counts[-1] if scan.counts else None
    if (
        noun == "member"
        and last is not None
        and last.klass == "organisations"
        and last.verb == state.frame
        and last.verb.startswith(("inspect", "supervise"))
        and scan.text.folded[last.end : token.start] == " với "
    ):
        return state.frame, "left"  # "kiểm tra 11 tổ chức đảng với 34 đảng viên"
    if (
        state.frame == "raise"
        and noun is None
        and scan.text.folded.endswith(("kết quả", "con số"), 0, state.frame_at)
        and (latest := latest_count(scan)) is not None
        and not latest.stock
    ):
        return latest.verb, "same"  # "thêm 64 đảng viên mới, đưa kết quả 9 tháng lên 171/250"
    if state.frame == "raise":
        admitted = "kết nạp" in scan.text.folded[state.frame_at : token.start]
        return "admit" if admitted else "total", "raised"  # "đưa số đảng viên kết nạp từ đầu năm lên 63"
    if klass == "organisations" and scan.predicated and state.cue("part") and not verb_fresh and not scan.outer:
        return None, "none"  # "287/791 TCCSĐ tổ chức xong đại hội; gồm 61 đảng bộ cơ sở": parts of those
    told_on = not verb_fresh or subject_since_verb(scan, position)
    if klass == "organisations" and told_on and PREDICATE.match(scan.text.folded, scan.noun_end):
        state.spent = scan.predicated = True
        return None, "predicate"  # "8 đảng bộ đã vượt kế hoạch": how many did so, not how many there are
    if (
        (noun in ("member", "person") or (noun is None and scan.counts))
        and not verb_fresh
        and IS_SOME.match(scan.text.folded, scan.noun_end if noun else token.end)
        and latest_count(scan) is not None
        and latest_members(scan)
    ):
        return None, "part"
    if (
        klass in ("members", "people", None)
        and (not labels or (noun == "member" and not scan.counts))
        and not verb_fresh
        and state.cue("target", "assigned")
        and not state.cue("achieved", "exceeded", "part")
        and not scan.outer
        and not (noun == "member" and HAS.search(scan.text.folded, max(0, token.start - 14), token.start))
    ):
        topic = scan.story.topic
        if scan.target_named:  # "chỉ tiêu kết nạp là 125"
            return "admit", "topic"
        return (topic.verb if topic is not None and topic.verb in PLANNED else "admit"), "topic"
    if state.badge and (state.frame in (None, "total") or not verb_fresh) and klass in ("members", "people", None):
        return "award", "left"
    if (
        klass == "members"
        and not verb_fresh
        and state.cue("annual", "monthly", "average")
        and not holding
        and scan.story.topic is not None
        and scan.story.topic.verb in PLANNED
        and noun == "member"
    ):
        return scan.story.topic.verb, "topic"
    if (
        klass == "members"
        and noun == "member"
        and (
            scan.list_sentence
            or state.cue("each")
            or (scan.story.topic is not None and scan.story.topic.rule == "count.heading")
        )
        and state.frame in (None, "total")
        and scan.story.topic is not None
        and is_list_item(scan, position)
        and not state.cue("total")
    ):
        return scan.story.topic.verb, "topic"
    if klass == "members" and noun == "member" and is_about(scan):
        return state.frame, "left"  # "Về thi hành kỷ luật, toàn tỉnh có 74 đảng viên"
    if holding and klass in ("members", "organisations") and (not verb_fresh or subject_since_verb(scan, position)):
        if noun == "member_new":
            return "admit", "noun"
        if (
            (state.cue("part") or (scan.outer and klass == "organisations"))
            and same_class(scan, klass)
            and noun not in ("member_probationary",)
            and latest_count(scan) is not None
            and part_fits(scan, noun)
        ):
            return None, "part"
        if state.cue("ranking") and scan.story.topic is not None and noun == "member":
            return scan.story.topic.verb, "topic"
        if (
            noun in ("person", "member")
            and scan.story.topic is not None
            and scan.story.topic.verb in PLANNED
            and (noun == "person" or scan.story.topic.modality == "target" or planned_before(scan))
            and OF_PLAN.match(scan.text.folded, scan.noun_end) is not None
        ):
            return (
                scan.story.topic.verb,
                "topic",
            )  # "Hết quý I mới có 49 đồng chí, đạt 18,8%": of admissions planned
        if state.cue("ranking") and klass == "organisations" and not same_class(scan, klass):
            state.spent = True
            return None, "none"  # "Nhiều nhất là huyện X với 7 chi bộ, …": of those that the text spoke of, not all
        state.frame, state.frame_at = "total", token.start
        return "total", "have"
    if (
        noun == "member_probationary"
        and not verb_fresh
        and (latest := latest_count(scan)) is not None
        and latest.indicator in ("members_total", "members_probationary")
        and latest.sentence >= scan.index - 1
    ):
        return "total", "have"
    if noun == "member_official" and state.frame == "total":
        return None, "none"
    if (
        noun is None
        and not labels
        and state.date is not None
        and latest_count(scan) is not None
        and date_then_number(scan, position)
        and not verb_fresh
        and state.frame in (None, "total")
    ):
        return "total", "same"
    if (
        noun is None
        and not labels
        and not verb_fresh
        and not scan.outer
        and NOW.search(scan.text.folded, max(scan.sentence.start, token.start - 40), token.start)
        and (latest := latest_count(scan)) is not None
        and latest.stock
        and latest.sentence >= scan.index - 1
    ):
        return "total", "same"  # "ra mắt với bốn đảng viên, nay 19"
    if noun is None and not labels and not verb_fresh and has_as_before(scan, position, token):
        return "total", "same"
    if noun is None and not labels and alone(scan, token):
        return None, "part"
    if noun is None and not labels and in_listed_bracket(scan, token):
        return None, "part"
    if (
        klass in ("people", None)
        and state.frame is None
        and MEMBERS_ARE.fullmatch(scan.text.folded, scan.sentence.start, token.start)
    ):
        return "total", "left"
    if (
        klass == "organisations"
        and state.frame == "admit"
        and OF_ORGANISATIONS.search(scan.text.folded, max(0, token.start - 6), token.start)
    ):
        return "total", "have"  # "kết quả kết nạp đảng viên của 69 đảng bộ"
    if klass == "organisations" and state.frame == "admit" and not (verb_fresh or state.cue("part")):
        return None, "none"
    if state.frame is not None and state.frame in frames():
        return state.frame, "left"
    if state.frame is not None:
        return None, "none"
    if noun == "member_new":
        return "admit", "noun"
    if state.cue("pronoun") and (meant := antecedent(scan)) is not None:
        return meant.verb, "same"
    if klass in ("members", "organisations") and not is_list_item(scan, position):
        if state.cue("part") and latest_count(scan) is not None and part_fits(scan, noun):
            return None, "part"
        if state.cue("ranking") and scan.story.topic is not None and klass == "members":
            return scan.story.topic.verb, "topic"
        if state.cue("target") and scan.story.topic is not None:
            return scan.story.topic.verb if klass == "members" else "total", "topic"
        return "total", "have"
    if scan.story.topic is not None and (
        is_list_item(scan, position)
        or state.cue("ranking", "each", "target", "assigned", "pronoun", "achieved")
        or state.date is not None
        or state.cue("part")
    ):
        topic = scan.story.topic
        if noun == "person" and has_people(scan, position) and not ROLL_ENDS.match(scan.text.folded, scan.noun_end):
            return None, "none"  # "Chi bộ X có 3 người vừa hiến đất": what some of them did
        if klass == "people" and not regex.match(
            r" ?(?:người|trường hợp|em|cụ|đồng chí|cháu|bác)(?!\p{L})", scan.text.folded[token.end : token.end + 14]
        ):
            return None, "none"
        if (
            klass not in (None, "people")
            and topic.klass != klass
            and not (klass == "prospects" and topic.verb == "admit")
        ):
            return ("total", "have") if klass in ("members", "organisations") else (None, "none")
        return topic.verb, "topic"
    return None, "none"


_HAS_PEOPLE = regex.compile(r"(?: (?:hiện|nay|đã|chỉ|mới|vẫn|đang|còn|có|vỏn vẹn|vẻn vẹn|được))+ ")


def has_people(scan: Scan, position: int) -> bool:
    """Whether a unit and "có" or "chỉ" stand right before a number."""
    owner = unit_before(scan, position)
    return (
        owner is not None and _HAS_PEOPLE.fullmatch(scan.text.folded, owner.end, scan.row[position].start) is not None
    )


def unit_before(scan: Scan, position: int) -> UnitSpan | None:
    """The unit named right before a number, with nothing but words of having between."""
    token = next((t for t in reversed(scan.row[max(0, position - 4) : position]) if t.kind == "unit"), None)
    return token.unit if token is not None else None


def decided_by(scan: Scan) -> bool:
    """Whether a sentence divides those disciplined by who decided it."""
    topic = scan.story.topic
    return (
        topic is not None
        and topic.verb in DISCIPLINE
        and topic.klass == "members"
        and topic.sentence >= scan.index - 3
        and not any(t.has("verb") for t in scan.row)
        and BY_AUTHORITY.match(scan.text.folded, scan.sentence.start) is not None
    )


def has_as_before(scan: Scan, position: int, token: Token) -> bool:
    """ "Đảng bộ tròn 303 đảng viên; …, năm 2005, Đảng bộ mới có |255": the members again, of a party organisation."""
    latest = latest_count(scan)
    if latest is None or latest.indicator != "members_total" or latest.sentence < scan.index - 1 or scan.outer:
        return False
    owner = unit_before(scan, position)
    return owner is not None and owner.kind in ("dang_bo", "chi_bo") and is_holding(scan, token)


def is_roll(scan: Scan, position: int, token: Token) -> bool:
    """ "chi bộ có 7 người thì 4 người đã ngoài bảy mươi": how many a party organisation has."""
    owner = unit_before(scan, position)
    if owner is None or not has_people(scan, position):
        return False
    if not scan.text.folded.startswith(" người", token.end):
        return False
    of_party = owner.kind in ("chi_bo", "dang_bo") and owner.level in (None, "cell")
    return of_party and ROLL_ENDS.match(scan.text.folded, scan.noun_end) is not None


def is_few(scan: Scan, token: Token) -> bool:
    """ "Chi bộ X tách ra hồi tháng 5, vỏn vẹn |5 người": how many a party organisation has."""
    owner = scan.state.units[-1] if scan.state.units else None
    of_party = owner is not None and owner.kind in ("chi_bo", "dang_bo")
    return of_party and scan.text.folded.endswith(("vỏn vẹn ", "vẻn vẹn "), scan.sentence.start, token.start)


def of_the_months(scan: Scan, token: Token) -> bool:
    """ "Quý II tăng tốc rõ: 355 đảng viên": behind a colon, of months, what the sentences before counted."""
    day, topic = scan.state.date, scan.story.topic
    if day is None or day.precision not in ("quarter", "month", "months") or day.role != "period" or scan.counts:
        return False
    colon = scan.text.folded.endswith(": ", scan.sentence.start, token.start)
    return colon and topic is not None and topic.verb in PLANNED and topic.sentence >= scan.index - 2


def planned_before(scan: Scan) -> bool:
    """Whether the sentence before told a plan of what the topic counts."""
    topic = scan.story.topic
    return topic is not None and any(
        c.modality == "target" and c.verb == topic.verb and c.sentence == scan.index - 1 for c in scan.story.counts[-6:]
    )


def work_done(scan: Scan, token: Token) -> str | None:
    """ "phần việc do UBKT Tỉnh ủy trực tiếp làm là 03 tổ chức, 05 đảng viên": the verb of what was done."""
    done = scan.counts[-1] if scan.counts else None
    if done is None or not done.verb.startswith(("inspect", "supervise")):
        return None
    near = max(scan.sentence.start, token.start - 60)
    return done.verb if WORK_IS.search(scan.text.folded, near, token.start) else None


def says_what_there_is(scan: Scan, token: Token, noun: str | None, klass: Class | None) -> bool:
    """Whether a figure with its noun and a label is of what there is, and no part of a figure told before.

    "toàn tỉnh mới có |212 tổ chức đảng trong doanh nghiệp", "Huyện đang có |327 đảng viên là người có đạo".
    """
    if scan.counts or scan.outer or scan.state.cue("part", "target", "assigned") or not is_holding(scan, token):
        return False
    if klass == "organisations":
        return True
    owner = scan.state.units[-1] if scan.state.units else None
    if noun != "member" or owner is None or owner.start < scan.sentence.start:
        return False
    latest = scan.story.last()
    return latest is not None and latest.sentence < scan.index and not any(u.name == owner.name for u in latest.units)


def next_in_turn(scan: Scan, token: Token) -> bool:
    """ "của xã A và xã B lần lượt là 44 và |9": a figure of another unit of the list."""
    last = scan.counts[-1] if scan.counts else None
    return (
        last is not None
        and last.whole is None
        and IN_TURN.fullmatch(scan.text.folded, last.end, token.start) is not None
    )


def is_about(scan: Scan) -> bool:
    """Whether the sentence opens by naming what it tells of, and nothing has been counted yet."""
    state = scan.state
    if scan.counts or state.frame not in frames() or state.frame in ("total", "raise") or not state.frame_own:
        return False
    return ABOUT.fullmatch(scan.text.folded, scan.sentence.start, state.frame_start) is not None


def part_fits(scan: Scan, noun: str | None) -> bool:
    """Whether a number with its noun after "trong đó" can be a part of the count before."""
    latest = latest_count(scan)
    if latest is None:
        return False
    klass = noun_class(noun)
    if klass == "organisations":
        return latest.klass == "organisations" and latest.indicator != "orgs_total"
    return (
        latest.klass == "members"
        and latest.sentence >= scan.index - 1
        and noun in ("member", "committee_member", "person")
    )


def alone(scan: Scan, token: Token) -> bool:
    """ "kết nạp 170 đảng viên, riêng vùng giáo không dưới 40": a part that only its place or kind names."""
    last = scan.counts[-1] if scan.counts else None
    if last is None or scan.outer:
        return False
    between = scan.text.folded[last.end : token.start]
    return ALONE.match(between) is not None and not any(
        t.kind in ("unit", "number", "date") or t.has("verb") for t in scan.row if last.end <= t.start < token.start
    )


def in_listed_bracket(scan: Scan, token: Token) -> bool:
    """ "đánh bạc (9), gây tai nạn (6)": one more part in a bracket of its own, whatever it is called."""
    last = scan.counts[-1] if scan.counts else None
    folded = scan.text.folded
    if last is None or last.whole is None or not scan.outer:
        return False
    return (
        folded.endswith("(", 0, token.start)
        and folded.endswith("(", 0, last.start)
        and folded.startswith(")", token.end)
        and regex.search(r"[.;:]", folded[last.end : token.start]) is None
        and not any(
            t.kind in ("unit", "number") or t.has("verb") for t in scan.row if last.end <= t.start < token.start
        )
    )


def date_then_number(scan: Scan, position: int) -> bool:
    """Whether only a date and "là", ":" or "đạt" stand before the number in its clause."""
    before = scan.row[position - 1] if position else None
    if before is not None and (before.has("have") or before.has("cue", "achieved") or before.mark == ":"):
        before = scan.row[position - 2] if position > 1 else None
    return before is not None and before.kind == "date"


def subject_since_verb(scan: Scan, position: int) -> bool:
    """Whether a verb belongs to an opening phrase: "Sau sáp nhập tỉnh, Đảng bộ … có 23 chi bộ"."""
    passed = False
    for token in scan.row[:position]:
        if token.start < scan.state.frame_at:
            continue
        if token.kind == "mark" and token.mark == ",":
            passed = True
        elif passed and token.kind in ("unit", "date"):
            return True
    return False
