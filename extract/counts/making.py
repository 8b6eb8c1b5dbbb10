"""The count of a number: its verb, its noun, what it is of, or nothing where the vocabulary has no such count."""

from __future__ import annotations

from extract.counts.building import new_count, organisation_kind, put_number, read_manner, spend
from extract.counts.choice import choose_verb, divides_by_authority, says_of_organisations
from extract.counts.model import Count
from extract.counts.nouns import (
    class_before,
    named_before,
)
from extract.counts.parts import make_part, named_whole
from extract.counts.patterns.levels import ARE_MEMBERS, HAS_TODAY, NO_MORE_THAN, OUT_OF_ALL
from extract.counts.patterns.lists import EACH_PLACE
from extract.counts.patterns.nouns import EQUALS
from extract.counts.patterns.people import (
    ATTENDS,
    CLASSES_FOR,
    DID,
    ENTERS,
    NOT_RATED,
    ON_BEHALF,
    ORGANISATIONS_DID,
    PRESENT,
    RECRUITS,
    REWARDED,
    REWARDS,
    REWARDS_REACHED,
    SEATS,
)
from extract.counts.patterns.plans import AIMS_AT, OBLIGED, SET_BY
from extract.counts.right_verbs import right_verb, verb_unserved
from extract.counts.scan import (
    Scan,
    antecedent,
    by_the_state,
    is_holding,
    is_list_item,
    latest_count,
    of_members,
    of_the_party,
    same_class,
    sent_to_study,
    told_as_done,
    topic_is,
)
from extract.counts.verbs import DISCIPLINE
from extract.frames import frames, noun_class
from extract.mentions import Number
from extract.tokens import Token
from schema import indicators


def make_count(
    scan: Scan, position: int, token: Token, number: Number, noun: str | None, noun_end: int, right_labels: list[str]
) -> Count | None:
    """A count of the verb that governs a number, or ``None`` where nothing of the vocabulary is counted."""
    state = scan.state
    labels = right_labels or (state.labels if not (noun and noun_class(noun) == "organisations") else [])
    klass = noun_class(noun)
    if (
        noun is None
        and state.noun
        and not labels
        and (state.frame == "raise" or (state.frame in ("total", None) and named_before(scan, token)))
    ):
        raised = state.frame == "raise" and noun_class(state.noun) == "organisations" and raises_members(scan)
        noun = "member" if raised else state.noun
        klass = noun_class(noun)
    if (
        noun is None
        and labels
        and not right_labels
        and noun_class(state.noun) in ("organisations", "members")
        and state.noun_at < state.labels_at
        and EQUALS.search(scan.text.folded, state.labels_at, token.start)
    ):
        noun, klass = state.noun, noun_class(state.noun)  # "tổ chức đảng của doanh nghiệp FDI là 19"
    if (
        noun is None
        and state.noun in ("member_probationary", "member_official")
        and scan.text.folded[state.noun_at : token.start].strip() in ("", "là", "có", "gồm")
    ):
        noun, klass = state.noun, "members"
    if noun in ("member", "person") and scan.text.folded.endswith(" dự bị ", 0, token.start):
        noun, klass = "member_probationary", "members"  # "1.086 đảng viên, trong đó dự bị |57 đồng chí"
    if noun == "person" and OUT_OF_ALL.search(scan.text.folded, max(0, token.start - 20), token.start):
        return None  # "61 đảng viên …, trên tổng số 79 người của trường": of whom they are some
    if noun in ("member", "person", None) and holds_seats(scan, token) and not divides_by_authority(scan):
        spend(scan)
        return None
    behalf = ON_BEHALF.search(scan.text.folded, max(0, token.start - 24), token.start) is not None
    idle = not state.frame_own or state.frame not in frames() or state.frame == "total"
    if klass == "members" and (
        (not behalf and ATTENDS.match(scan.text.folded, noun_end)) or (idle and DID.match(scan.text.folded, noun_end))
    ):
        scan.state.spent = True  # an audience is no membership
        return None
    present = PRESENT.search(scan.text.folded, max(scan.sentence.start, token.start - 40), token.start) is not None
    if klass == "members" and idle and present and right_verb(scan, position, token, noun) is None:
        scan.state.spent, scan.refused = True, token.start
        return None
    opens = max(scan.sentence.start, token.start - 160)
    if klass in ("members", "organisations") and idle and REWARDS_REACHED.search(scan.text.folded, opens, token.start):
        scan.refused = token.start
        return None
    if klass == "organisations" and idle and ORGANISATIONS_DID.match(scan.text.folded, noun_end):
        scan.predicated, scan.refused = True, token.start
        return None  # "đã có 2.204 chi bộ tổ chức sinh hoạt chuyên đề"
    if klass == "people" and idle and (number.denominator is not None or is_holding(scan, token)):
        members = ARE_MEMBERS.match(scan.text.folded, noun_end)
        if members is not None:
            return members_among(scan, token, number, members.end(), labels)
    item = is_list_item(scan, position)
    if (
        klass in ("people", "members", None)
        and not item
        and (whole := named_whole(scan, number)) is not None
        and not (verb_unserved(scan) and state.frame in ("admit", "official") and state.frame != whole.verb)
        and not (right_verb(scan, position, token, noun) or "").startswith("rate")
    ):
        return make_part(scan, token, number, noun, noun_end, labels)
    verb, how = choose_verb(scan, position, token, noun, klass, labels)
    meant = antecedent(scan) if state.cue("pronoun") else latest_count(scan)
    if how == "same" and meant is not None and klass in (None, meant.klass):
        return same_again(scan, meant, token, number)
    if (
        verb == "total"
        and noun is None
        and how == "left"
        and class_before(scan) == "organisations"
        and (latest := latest_count(scan)) is not None
        and latest.sentence == scan.index
    ):
        return same_again(scan, latest, token, number)  # "21 chi bộ: 17 ở thôn, 4 ở công ty"
    if how == "part":
        return make_part(scan, token, number, noun, noun_end, labels)
    if verb is None:
        return None
    if how == "topic" and klass is None and says_of_organisations(scan, token):
        klass = "organisations"
    frame = frames().get(verb)
    each_one = scan.text.folded.endswith(EACH_PLACE, 0, token.start)  # "xã A và B mỗi nơi |một"
    article = how == "topic" and klass is None and number.in_words and number.value == 1 and not each_one
    if frame is None or article:
        return None
    classes = CLASSES_FOR.search(scan.text.folded, max(scan.sentence.start, token.start - 80), token.start) is not None
    any_pupils = (not classes and klass != "prospects") or scan.text.folded.endswith("học viên", token.end, noun_end)
    if verb == "train" and sent_to_study(scan, token.start):
        scan.refused = token.start
        spend(scan)
        return None
    if verb == "train" and any_pupils and not of_the_party(scan) and not topic_is(scan, "train"):
        return None  # "Lớp bồi dưỡng có 80 học viên": of what, nobody says
    if verb in DISCIPLINE and by_the_state(scan):
        return None
    if verb == "exempt" and how == "left" and scan.text.folded.endswith("cho ", state.frame_at, token.start):
        spend(scan)
        return None  # "miễn công tác và sinh hoạt đảng cho 112 đảng viên": an act, not how many there are
    if verb.startswith("rate") and has_no_rating(scan, token):
        scan.refused = token.start
        spend(scan)
        return None
    if verb.startswith("transfer") and RECRUITS.match(scan.text.folded, token.end):
        return None  # "3.165 chiến sĩ mới sư đoàn tiếp nhận": no members that moved
    if verb == "total" and klass != "people" and how in ("have", "topic") and not is_holding(scan, token):
        few = (
            number.in_words
            and number.value <= 10
            and not NO_MORE_THAN.search(scan.text.folded, max(0, token.start - 12), token.start)
        )
        in_title = scan.sentence.start < scan.text.lines[0].end
        if (
            few
            or (in_title and klass == "organisations")
            or (klass in ("members", "organisations") and state.cue("requested"))
        ):
            return None  # "Ba đảng viên, …", "yêu cầu 12 đảng viên kiểm điểm": people of a story, no membership
    if (
        verb == "discipline"
        and klass in (None, "people")
        and scan.text.folded.startswith("xử lý", state.frame_start)
        and not (of_members(scan) or topic_is(scan, "discipline"))
    ):
        return None  # "xử lý 60 trường hợp": whose discipline?
    if frame.elided is None and klass is None:
        klass = noun_class(state.noun)
        if klass is None and how in ("left", "right") and same_class(scan, "organisations"):
            klass = "organisations"  # "hiện có 21 chi bộ …. Riêng quý III lập mới 2"
        if klass is None:
            return None
    if klass is None and verb.startswith("rate") and state.noun:
        klass = noun_class(state.noun)
        noun = state.noun if klass == "organisations" else noun
    if klass is None and verb == "rate_clean":
        klass = "organisations"  # "con số trong sạch, vững mạnh là |17/31": no member is rated so
    if verb == "total" and number.denominator is not None:
        return None  # "742/757 đảng viên đã cài …": how many of them did something
    if noun == "member_probationary" and verb in ("total", "raise", "exempt"):
        indicator: str | None = "members_probationary"
    elif noun == "member_new" and verb in ("total", "raise"):
        indicator, verb, frame = "members_admitted", "admit", frames()["admit"]
    elif noun == "prospect" and verb == "total":
        indicator, verb, frame = "prospects_introduced", "introduce", frames()["introduce"]
    elif (klass == "people" and verb == "total" and not (state.cue("total") or how in ("same", "raised", "left"))) or (
        noun in ("member_probationary", "member_new", "member") and verb == "train"
    ):
        return None
    else:
        before = class_before(scan)
        indicator = frame.indicator(klass, before)
        if klass is None and frame.elided == "same" and before == "organisations" and frame.organisations:
            klass = "organisations"
        if indicator is None and verb in ("establish", "dissolve") and noun == "member":
            indicator, verb, frame = "members_total", "total", frames()["total"]
    if indicator is None:
        state.spent = True
        return None
    of_introduced = verb == "admit" and klass in (None, "people", "members") and beside_introduced(scan)
    if (
        scan.mass
        and verb not in ("introduce", "train")
        and not of_introduced
        and not (verb == "admit" and ENTERS.match(scan.text.folded, noun_end))
        and noun not in ("member", "member_new", "member_probationary")
    ):
        return None
    if scan.mass and verb == "train" and not of_the_party(scan):
        return None
    counts_of = indicators()[indicator].counts
    klass = "organisations" if counts_of == "organisations" else "prospects" if counts_of == "prospects" else "members"
    if indicator == "members_disciplined" and verb == "expel":
        indicator = "members_expelled"
    count = new_count(scan, token, noun_end, indicator, klass, verb, f"count.{how}.{verb}")
    if (
        how == "topic"
        and scan.story.topic is not None
        and scan.story.topic.modality == "target"
        and not told_as_done(scan, token)
        and not scan.story.is_over(state.date)
    ) or (how == "topic" and item and hands_out(scan, verb) and not told_as_done(scan, token)):
        state.plan = True
    if how == "right" and OBLIGED.match(scan.text.folded, noun_end):
        count.modality = "target"  # "1.432 đảng viên phải kết nạp"
    if (said := SET_BY.match(scan.text.folded, noun_end)) is not None:
        count.date = next((t.date for t in scan.row if said.start() <= t.start < said.end() and t.date), count.date)
        count.modality = "target"  # "vượt xa mức 10 người mỗi năm mà Nghị quyết … đề ra"
    count.qualifiers |= set(frame.qualifiers)
    if klass == "organisations":
        count.qualifiers |= organisation_kind(scan, noun or (state.noun if verb.startswith("rate") else None))
    count.qualifiers |= set(labels)
    if noun == "committee_member":
        count.qualifiers.add("committee_member")
    if indicator == "members_awarded_badge":
        count.qualifiers |= set(state.badge)
        state.badge = []
    read_manner(scan, count, position, token)
    if behalf or (
        count.stock and how == "have" and HAS_TODAY.search(scan.text.folded, max(0, token.start - 24), token.start)
    ):
        count.modality = "actual"  # "đại hội dự kiến họp tháng 8 với 220 đại biểu thay mặt 5.870 đảng viên"
    put_number(scan, count, number, frame)
    if count.target is not None and is_of_those_taught(scan, count.target):
        count.target, count.denominator = None, count.target  # "lớp cho 164 học sinh; số em được kết nạp là 38/164"
    if scan.pending_target is not None and frame.targets:
        count.target, scan.pending_target = scan.pending_target, None
    return count


def hands_out(scan: Scan, verb: str) -> bool:
    """ "Chỉ tiêu năm 2020 ước khoảng 175 người. Thị trấn Vĩnh An nhận 22; …": the plan of the sentence before."""
    last = scan.story.last()
    before = last is not None and last.sentence == scan.index - 1 and last.modality == "target" and last.verb == verb
    goes_on = bool(scan.counts) and scan.counts[-1].modality == "target" and scan.counts[-1].verb == verb
    return (before or goes_on) and scan.state.date is None and not any(t.has("verb") for t in scan.row)


def is_of_those_taught(scan: Scan, figure: float) -> bool:
    """Whether a figure is that of those taught or introduced told before, and so no target."""
    return any(count.value == figure and count.klass == "prospects" for count in scan.story.counts[-12:])


def has_no_rating(scan: Scan, token: Token) -> bool:
    """Whether a figure tells who was given a reward, some of those who were rated so, or who was not rated at all."""
    folded, sentence = scan.text.folded, scan.sentence
    if NOT_RATED.match(folded, token.end, sentence.end) is not None:
        return True
    given = REWARDS.search(folded, max(sentence.start, token.start - 120), token.start)
    return given is not None or REWARDED.match(folded, token.end, sentence.end) is not None


def raises_members(scan: Scan) -> bool:
    """ "đưa đảng số của riêng đảng bộ này lên 1.866": what is raised stands in the verb, and not behind it."""
    return scan.text.folded.endswith(("đảng số", "đảng viên", "đội ngũ"), 0, scan.state.frame_at)


def members_among(scan: Scan, token: Token, number: Number, end: int, labels: list[str]) -> Count:
    """ "31/33 cán bộ, chiến sĩ là đảng viên": how many of some people are members."""
    count = new_count(scan, token, end, "members_total", "members", "total", "count.are_members")
    count.qualifiers |= set(labels)
    put_number(scan, count, number)
    return count


def beside_introduced(scan: Scan) -> bool:
    """Whether those whom a mass organisation brought to the Party stand right before: admissions are of them."""
    last = scan.counts[-1] if scan.counts else None
    return last is not None and last.klass == "prospects" and last.sentence == scan.index


def holds_seats(scan: Scan, token: Token) -> bool:
    """Whether a number tells how many seats a committee has, and not how many members a party organisation."""
    if scan.state.frame not in (None, "total", "other_work") or scan.text.folded.startswith("đảng viên", token.end + 1):
        return False
    before = scan.text.folded[max(scan.sentence.start, token.start - 90) : token.start]
    return SEATS.search(before.rsplit(",", 1)[-1]) is not None


def same_again(scan: Scan, latest: Count, token: Token, number: Number) -> Count:
    """ "con số này là 1.564", "cuối năm 2019 là 1.501": the figure before, of another day."""
    count = new_count(scan, token, token.end, latest.indicator, latest.klass, latest.verb, "count.same")
    count.qualifiers |= latest.qualifiers - {"approx", "rate_approx", "before"}
    if not count.units:
        count.units, count.unit_scope = list(latest.units), "whole"
    if not count.stock and AIMS_AT.search(scan.text.folded, max(scan.sentence.start, token.start - 40), token.start):
        count.modality = "target"
    put_number(scan, count, number, frames().get(latest.verb))
    return count
