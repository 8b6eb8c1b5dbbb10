"""The verb of a number from what the sentences before told."""

from __future__ import annotations

import regex

from extract.counts.choice.figure import NOTHING, Choice, Figure, has_people
from extract.counts.patterns.levels import IN_ORGANISATIONS
from extract.counts.patterns.lists import ROLL_ENDS
from extract.counts.right_verbs import right_verb
from extract.counts.scan import is_list_item
from extract.counts.verbs import PLANNED, TOPICS

_APART = regex.compile(r"(?:chỉ )?(?:riêng|tính riêng)(?!\p{L})")
_SIZES = regex.compile(
    r"(?<!\p{L})(?:đông|lớn|nhỏ) (?:đảng viên )?(?:nhất|hơn cả)(?!\p{L})"
    r"|^tập trung(?: đông| nhiều| chủ yếu| phần lớn)* (?:ở|tại) "
)
_ALONE = regex.compile(r"(?:nếu )?(?:tính riêng|chỉ tính|riêng|chỉ riêng|chỉ tính riêng)(?!\p{L})")
_BADGE_YEARS = regex.compile(r" (?:có |tròn |đạt |đủ |nhận huy hiệu )?[3-9]\d năm(?!\p{L})")
_PERSONS = regex.compile(r" ?(?:người|trường hợp|em|cụ|đồng chí|cháu|bác)(?!\p{L})")

_TOLD_TWICE = 10  # smaller figures meet by chance


def of_months(figure: Figure) -> Choice | None:
    """ "Quý II tăng tốc rõ: |355 đảng viên": behind a colon, of months, what the sentences before counted."""
    scan, topic, day = figure.scan, figure.topic, figure.state.date
    if figure.noun != "member" or topic is None or day is None or scan.counts:
        return None
    if day.precision not in ("quarter", "month", "months", "half", "year") or day.role != "period":
        return None
    near = topic.sentence >= scan.index - 2
    if (right_verb(scan, figure.position, figure.token, figure.noun) or "").startswith("rate"):
        return None  # "Xếp loại năm 2019: |5 đảng viên hoàn thành xuất sắc nhiệm vụ"
    told = figure.ends_with(": ") or (figure.ends_with(" được ", " đạt ") and figure.state.frame is None)
    if told and topic.verb in PLANNED and near:  # "Năm 2017 là 196. Quý I năm nay mới được |31 đồng chí"
        return topic.verb, "topic"
    alone = _ALONE.match(scan.text.folded, scan.sentence.start) is not None
    if figure.ends_with(" thì ", *((" là ", " có ") if alone else ())) and near and not topic.stock:
        return (
            topic.verb,
            "topic",
        )  # "Nếu chỉ tính 6 tháng đầu năm nay thì |187 đảng viên", "Tính riêng năm 2015 là |20"
    return None


_THAT_IS = regex.compile(r"[^,.;:()]{0,24}\)?,?(?: -)? (?:đó |ấy )?(?:chính )?là (?:con số|số|tỷ lệ|kết quả)")


def of_headline(figure: Figure) -> Choice | None:
    r""" "TOÀN TỈNH KẾT NẠP 187 ĐẢNG VIÊN\n24,93% (|187 đồng chí) - đó là …": the headline's figure, told again."""
    number = figure.token.number
    if number is None or number.value is None or number.value < _TOLD_TWICE or figure.holding or figure.labels:
        return None
    if figure.klass not in ("members", "people") or figure.state.frame is not None:
        return None
    if (
        not figure.ends_with("(", "con số ", "đó là ", "trong số ")
        and _THAT_IS.match(figure.scan.text.folded, figure.token.end) is None
    ):
        return None  # "45 đồng chí cấp ủy đi tham quan" are others
    same = (
        count
        for count in figure.story.counts
        if count.sentence == 0 and count.value == number.value and count.klass == "members" and not count.stock
    )
    told = next(same, None) if figure.scan.sentence.line > 0 else None
    return (told.verb, "topic") if told is not None and told.verb in TOPICS else None


def batch_of_badges(figure: Figure) -> Choice | None:
    """ "đợt 7-11 có |46 đảng viên", where badges are what is told of."""
    if not figure.state.cue("batch"):
        return None
    if figure.noun is not None:
        of_badges = figure.topic is not None and figure.topic.verb == "award"
    else:
        of_badges = figure.story.last() is not None and figure.last is not None and figure.last.verb == "award"
    return ("award", "topic") if of_badges else None


def badges_named(figure: Figure) -> Choice | None:
    """ "huy hiệu 50 năm: |12"."""
    if not figure.state.badge or figure.klass not in ("members", "people", None):
        return None
    return ("award", "left") if figure.state.frame in (None, "total") or not figure.fresh else None


def of_badge_years(figure: Figure) -> Choice | None:
    """ "Bốn đồng chí có 60 năm, |một đồng chí 55 năm tuổi Đảng": where badges are what is told of."""
    if figure.noun not in ("member", "person") or figure.topic is None or not figure.topic.verb.startswith("award"):
        return None
    years = _BADGE_YEARS.match(figure.scan.text.folded, figure.scan.noun_end)
    return ("award", "topic") if years else None


def item_of_list(figure: Figure) -> Choice | None:
    """ "xã A |12 đảng viên; xã B |9 đảng viên": of what the list is about."""
    scan, state, topic = figure.scan, figure.state, figure.topic
    if figure.klass != "members" or figure.noun != "member" or topic is None or state.frame not in (None, "total"):
        return None
    if not (scan.list_sentence or state.cue("each") or topic.rule == "count.heading"):
        return None
    if IN_ORGANISATIONS.match(scan.text.folded, scan.noun_end):
        return ("total", "have") if figure.holding else None  # "có |34 đảng viên ở 5 chi bộ, cụ thể: Chi bộ A …"
    if any(c.indicator == "members_total" and c.whole is None for c in scan.counts):
        return "total", "same"  # the items of that total
    return (topic.verb, "topic") if is_list_item(scan, figure.position) and not state.cue("total") else None


def size_of_item(figure: Figure) -> Choice | None:
    """ "… 5 chi bộ với 34 đảng viên. Đông nhất là Chi bộ X: |14 đồng chí; kế đó, Chi bộ Y |9": totals, too."""
    scan, told = figure.scan, figure.topic
    if figure.klass not in ("members", None) or figure.noun == "member_new" or figure.labels:
        return None
    if figure.state.date is not None or figure.state.frame not in (None, "total"):
        return None
    latest = figure.latest
    if latest is None or latest.indicator != "members_total" or latest.sentence < scan.index - 1 or latest.whole:
        return None
    beside = (c for c in figure.story.counts[-8:] if c.sentence == latest.sentence and c.klass == "members")
    if (told is not None and told.sentence >= latest.sentence) or not all(c.stock for c in beside):
        return None
    goes_on = latest.rule == "count.same"
    ranked = _SIZES.search(scan.text.folded[scan.sentence.start : figure.token.start]) is not None
    return ("total", "same") if (goes_on or ranked) and is_list_item(scan, figure.position) else None


def organisations_of_item(figure: Figure) -> Choice | None:
    """ "… đã có 35 chi bộ. KCN Hố Nai nhiều nhất, |14 chi bộ": as many as there are, as told before."""
    scan, latest = figure.scan, figure.latest
    if figure.klass != "organisations" or figure.labels or figure.state.frame not in (None, "total"):
        return None
    if latest is None or latest.indicator != "orgs_total" or latest.sentence < scan.index - 1:
        return None
    return ("total", "have") if figure.state.cue("ranking") and scan.state.units else None


def one_apart(figure: Figure) -> Choice | None:
    """ "UBKT các cấp kiểm tra 71 tổ chức đảng. Riêng UBKT Tỉnh ủy |3 tổ chức, 16 đảng viên": the verb goes on."""
    scan, latest = figure.scan, figure.latest
    if figure.klass not in ("members", "organisations") or figure.holding or latest is None or latest.stock:
        return None
    if latest.sentence < scan.index - 1 or not latest.verb.startswith(("inspect", "supervise", "admit")):
        return None
    if not _APART.match(scan.text.folded, scan.sentence.start) or any(t.has("verb") for t in scan.row):
        return None
    if not is_list_item(scan, figure.position):
        return None
    figure.state.frame, figure.state.frame_at = latest.verb, figure.token.start
    return latest.verb, "topic"


def topic(figure: Figure) -> Choice | None:
    """A number that only the story explains: an item, a rank, a plan, a date with a figure."""
    scan, state, klass, told = figure.scan, figure.state, figure.klass, figure.topic
    if told is None:
        return None
    leans = (
        is_list_item(scan, figure.position)
        or state.cue("ranking", "each", "target", "assigned", "pronoun", "achieved", "part")
        or state.date is not None
    )
    if not leans:
        return None
    if figure.noun == "person" and has_people(figure) and not ROLL_ENDS.match(scan.text.folded, scan.noun_end):
        return NOTHING  # "Chi bộ X có 3 người vừa hiến đất": what some of them did
    if klass == "people" and not _PERSONS.match(scan.text.folded, figure.token.end):
        return NOTHING
    if klass not in (None, "people") and told.klass != klass and not (klass == "prospects" and told.verb == "admit"):
        return ("total", "have") if klass in ("members", "organisations") else NOTHING
    return told.verb, "topic"
