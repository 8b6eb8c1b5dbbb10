"""The verb of a number from the words that stand right beside it."""

from __future__ import annotations

from extract.counts.choice.figure import Choice, Figure, has_people, unit_before
from extract.counts.patterns.levels import MOVED, NEW_ONES, NOW_HAS, OF_THESE, RECOGNISED, WORK_IS
from extract.counts.patterns.lists import IN_TURN, ROLL_ENDS
from extract.counts.patterns.nouns import BADGES
from extract.counts.patterns.people import CLASSES_FOR, ON_BEHALF
from extract.counts.right_verbs import label_after, right_verb


def badge_behind(figure: Figure) -> Choice | None:
    """ "|2 Huy hiệu 80 năm"."""
    following = figure.following
    if figure.noun is not None or following is None or not following.has("verb", "award"):
        return None
    return ("award", "right") if BADGES.match(figure.scan.text.folded, figure.token.end) else None


def next_in_turn(figure: Figure) -> Choice | None:
    """ "của xã A và xã B lần lượt là 44 và |9": a figure of another unit of the list."""
    scan, last = figure.scan, figure.last
    if not figure.bare or not scan.unit_queue or last is None or last.whole is not None:
        return None
    if IN_TURN.fullmatch(scan.text.folded, last.end, figure.token.start) is None:
        return None
    return last.verb, "same" if last.verb == "total" else "left"  # of organisations, too: a total takes its class


def label_behind(figure: Figure) -> Choice | None:
    """ "gồm |50 khiển trách, |14 cảnh cáo", "còn |02 trường hợp cách chức"."""
    case = figure.scan.text.folded.startswith(" trường hợp", figure.token.end)
    label = label_after(figure.scan, figure.position, figure.token) if figure.noun is None or case else None
    return (label, "right") if label is not None else None


def recognised(figure: Figure) -> Choice | None:
    """ "công nhận |18 đảng viên chính thức"."""
    if figure.noun != "member_official":
        return None
    start = figure.token.start
    return ("official", "around") if RECOGNISED.search(figure.scan.text.folded, max(0, start - 24), start) else None


def among_which(figure: Figure) -> Choice | None:
    """ "trong |54 TCCSĐ có 10 hoàn thành xuất sắc nhiệm vụ": all there are."""
    if figure.noun is None or figure.klass not in ("organisations", "members") or not figure.ends_with("trong "):
        return None
    if not OF_THESE.match(figure.scan.text.folded, figure.scan.noun_end):
        return None
    figure.state.frame_own = False
    return "total", "have"


def classes_for(figure: Figure) -> Choice | None:
    """ "mở 29 lớp cho |1.914 quần chúng"."""
    if figure.noun not in ("prospect", "person", "student"):
        return None
    classes = CLASSES_FOR.search(figure.scan.text.folded, figure.near(80), figure.token.start)
    return ("train", "left") if classes else None


def all_now(figure: Figure) -> Choice | None:
    """ "Nay toàn xã |158 đảng viên", "thay mặt |158 đảng viên", "Chi bộ tôi |41 đảng viên"."""
    if figure.noun != "member":
        return None
    folded, start = figure.scan.text.folded, figure.token.start
    now = NOW_HAS.search(folded, max(0, start - 40), start) or ON_BEHALF.search(folded, max(0, start - 24), start)
    return ("total", "have") if now else None


def new_ones(figure: Figure) -> Choice | None:
    """ "57 đảng viên mới, |3 chi bộ mới"."""
    new = figure.klass == "organisations" and NEW_ONES.match(figure.scan.text.folded, figure.scan.noun_end)
    return ("establish", "noun") if new else None


def moved(figure: Figure) -> Choice | None:
    """ "chuyển |24 đảng viên về Đảng bộ Khối"."""
    if figure.noun != "member" or not figure.ends_with("chuyển "):
        return None
    return ("transfer_out", "around") if MOVED.match(figure.scan.text.folded, figure.scan.noun_end) else None


def verb_behind(figure: Figure) -> Choice | None:
    """ "|12 người bị cách chức"."""
    verb = right_verb(figure.scan, figure.position, figure.token, figure.noun)
    return (verb, "right") if verb is not None else None


def roll(figure: Figure) -> Choice | None:
    """ "chi bộ có |7 người thì 4 người đã già", "Chi bộ X …, vỏn vẹn |5 người": all of a party organisation."""
    if figure.noun != "person" or figure.labels:
        return None
    scan, token = figure.scan, figure.token
    owner = unit_before(figure)
    whole = (
        owner is not None
        and owner.kind in ("chi_bo", "dang_bo")
        and owner.level in (None, "cell")
        and has_people(figure)
        and scan.text.folded.startswith(" người", token.end)
        and ROLL_ENDS.match(scan.text.folded, scan.noun_end) is not None
    )
    told = figure.state.units[-1] if figure.state.units else None
    few = (
        told is not None
        and told.kind in ("chi_bo", "dang_bo")
        and scan.text.folded.endswith(("vỏn vẹn ", "vẻn vẹn "), scan.sentence.start, token.start)
    )
    return ("total", "left") if whole or few else None


def work_done(figure: Figure) -> Choice | None:
    """ "phần việc do UBKT Tỉnh ủy trực tiếp làm là |03 tổ chức, |05 đảng viên": the verb of what was done."""
    done = figure.last
    if figure.klass not in ("members", "organisations") or done is None:
        return None
    if not done.verb.startswith(("inspect", "supervise")):
        return None
    work = WORK_IS.search(figure.scan.text.folded, figure.near(60), figure.token.start)
    return (done.verb, "left") if work else None


def together_with(figure: Figure) -> Choice | None:
    """ "kiểm tra 11 tổ chức đảng với |34 đảng viên"."""
    last = figure.last
    if figure.noun != "member" or last is None or last.klass != "organisations" or last.verb != figure.state.frame:
        return None
    if not last.verb.startswith(("inspect", "supervise")):
        return None
    beside = figure.scan.text.folded[last.end : figure.token.start] == " với "
    return (last.verb, "left") if beside else None
