"""The walk through a sentence from left to right."""

from __future__ import annotations

from collections.abc import Callable

import regex

from extract.counts.figures import read_number
from extract.counts.model import Count
from extract.counts.patterns.levels import RAISES_OF, TOTAL_OF
from extract.counts.patterns.lists import (
    ABOVE,
    JOIN,
    JOIN_ASIDE,
    LEADS,
    LEADS_AS,
    MADE_OF,
    TOLD_BEHIND_COLON,
    TOLD_NEXT,
    TRAINERS,
)
from extract.counts.patterns.percents import BY_SHARE_OF_MEMBERS, DEFINES
from extract.counts.patterns.plans import (
    DUE_BY,
    GIVES,
    GIVES_TO,
    NONE_ADMITTED,
    PLAN_FOR_EACH,
    PLAN_HEAD,
    PLAN_IS,
    TARGET_BEFORE,
)
from extract.counts.scan import Scan, figure_next, of_percent
from extract.counts.supplied import held_by, supply
from extract.counts.verbs import TOPICS
from extract.counts.words import read_cue
from extract.dates.roles import names_congress
from extract.frames import frames, noun_class
from extract.informants import owns_nothing
from extract.mentions import DateSpan, UnitSpan
from extract.parents import HEIGHT, THIS_IS_ONE_UNDER
from extract.tokens import Token

# "Số đảng viên nữ của |xã X hiện là 120"
_LABEL_OF = regex.compile(r" (?:(?:của|ở|tại|trong|thuộc) )?")
_IS = regex.compile(r"(?: (?:hiện|nay|hiện nay))? (?:là|có)(?: (?:gần|hơn|trên|khoảng))? \d")
_TURNS = ("nhưng ", "song ", "tuy nhiên ", "riêng ", "trong khi ", "còn ")
_OPENS = regex.compile(r"(?:riêng|ở|tại|như|với|riêng ở|riêng với) ")
_ALONE_IN_BRACKET = regex.compile(r" \d[\d.]*(?: \p{L}+){0,2}\)")  # "là 33 (cùng kỳ 36)"
# "số đảng viên được |Đảng bộ trường kết nạp": who did it, and whose figure it is
_ADMITTED = regex.compile(r"(?:đảng viên|quần chúng|học sinh|sinh viên|người) (?:mới )?được $")
_ADMITS = regex.compile(r" (?:đã |mới |vừa )?kết nạp(?!\p{L})")
# "công bố quyết định thành lập |Chi bộ X gồm 05 đảng viên"
_FOUNDS = regex.compile(r"(?<!được )thành lập $")
_MADE_UP_OF = regex.compile(r",? (?:\([^()]{0,60}\) )?(?:gồm|có|với)(?: \p{L}+){0,2} \d")
_FROM = regex.compile(r"(?:hợp nhất|sáp nhập|nhập|thành lập|lập) từ (?:các )?$")
_COUNTED_BEHIND = regex.compile(r" \(\d[\d.]* (?:đảng viên|đv)\)")  # "hợp nhất từ |Đảng bộ phường X (1.402 đảng viên)"
After = Callable[[Scan, int], None]


def walk(scan: Scan, after: After | None = None) -> None:
    """Read a sentence token by token; its counts go into the story. ``after`` may look on, token by token."""
    if PLAN_IS.match(scan.text.folded, scan.sentence.start, scan.sentence.end):
        scan.state.plan = True
    for position, token in enumerate(scan.row):
        if token.kind == "mark":
            read_mark(scan, token)
        elif token.kind == "unit":
            read_unit(scan, position, token)
        elif token.kind == "date":
            if (
                token.date is not None
                and token.date.role not in ("anniversary", "document")
                and not of_percent(scan, position)
                and not due_by(scan, token)
                and not of_comparison(scan, token)
                and not (token.date.precision == "term" and aside_of_congress(scan, token))
            ) and (token.date.role != "comparison" or compared_with(scan, position)):
                if RAISES_OF.search(scan.text.folded, scan.sentence.start, token.start):
                    scan.date_before_raise = scan.state.date
                scan.state.date = token.date
                scan.first_date = scan.first_date or token.date
                date_figures_before(scan, token.date)
        elif token.kind == "cue":
            read_cue(scan, position, token)
        elif token.kind == "number" and token.number is not None:
            held = held_by(scan)
            read_number(scan, position, token, token.number)
            supply(scan, position, token, token.number, held)
        if after is not None:
            after(scan, position)
    read_heading(scan)


def of_comparison(scan: Scan, token: Token) -> bool:
    """ "Xét theo tỷ lệ giữa số kết nạp với số đảng viên cuối năm trước, …": the day of what is compared with."""
    opening = BY_SHARE_OF_MEMBERS.match(scan.text.folded, scan.sentence.start, scan.sentence.end)
    return opening is not None and token.end <= opening.end()


def due_by(scan: Scan, token: Token) -> bool:
    """ "xong trước 30-6": by when something is to be done, and not when a figure was counted."""
    day = token.date
    before = scan.text.folded[max(scan.sentence.start, token.start - 60) : token.start]
    return day is not None and day.from_ == day.to and "trước" in before and DUE_BY.search(before) is not None


def date_figures_before(scan: Scan, day: DateSpan) -> None:
    """ "Đảng bộ làm được 111. Đó là số đảng viên mới của năm 2020": the date of the figures told before."""
    if day.role != "period" or not DEFINES.match(scan.text.folded, scan.sentence.start):
        return
    for count in scan.story.counts[-6:]:
        if count.sentence == scan.index - 1 and count.date is None:
            count.date = day


def aside_of_congress(scan: Scan, token: Token) -> bool:
    """ "Bước sang năm nay, … học tập Nghị quyết Đại hội …, nhiệm kỳ 2020-2025; kết nạp 76": the year goes on."""
    return scan.first_date is not None and names_congress(scan.text.folded, token.start)


def read_heading(scan: Scan) -> None:
    """ "Số đảng viên mới kết nạp trong quý I của các đảng bộ:": what the lines below it count."""
    frame = frames().get(scan.state.frame or "")
    ends = scan.text.folded[scan.sentence.start : scan.sentence.end].rstrip()
    if frame is None or frame.code not in TOPICS or scan.counts or not ends.endswith((":", "?")):
        return
    classes = [noun_class(t.code("noun")) for t in scan.row if t.code("noun")]
    klass = "members" if "members" in classes or not classes else classes[-1] or "members"
    indicator = frame.indicator(klass, None)
    if indicator is not None:
        heading = Count(
            scan.sentence.start, scan.sentence.end, scan.index, indicator, klass, frame.code, "count.heading"
        )
        heading.modality = "target" if scan.state.plan else "actual"
        heading.date = scan.first_date
        scan.story.topic = heading


def read_mark(scan: Scan, token: Token) -> None:
    """A mark of punctuation: brackets keep what held before them, a semicolon ends a clause."""
    state = scan.state
    if token.mark == "(":
        scan.outer.append(scan.state)
        if state.labels and LEADS.fullmatch(scan.text.folded, state.labels_at, token.start):
            state.labels_at = token.start  # "vi phạm chính sách dân số vẫn đứng đầu (129)"
        scan.state = state.bracket(token.start, scan.counts[-1] if scan.counts else None)
        if TARGET_BEFORE.search(scan.text.folded, max(scan.sentence.start, token.start - 40), token.start):
            scan.state.cues.append(("target", token.end))
    elif token.mark == ")":
        if scan.outer:
            scan.state = scan.outer.pop()
            go_back_before(scan, token)
    elif token.mark in ";.":
        if state.cue("pronoun"):
            state.date = scan.first_date
        if scan.date_before_raise is not None:
            state.date, scan.date_before_raise = scan.date_before_raise, None
        state.labels, state.cues, state.badge, state.change = [], [], [], False
        state.frame_own = state.spent = False
        if state.plan_after:
            state.plan = state.plan_after = False
        if token.mark == "." or not figure_next(scan, token):
            scan.respectively = None  # but "tương ứng là 12; 463 và 12.838"
        scan.verb_queue = []
        if state.frame == "admit" and NONE_ADMITTED.search(
            scan.text.folded, max(scan.sentence.start, token.start - 60), token.start
        ):
            state.frame = None
        if state.outside is not None and token.mark == ";" and verb_next(scan, token):
            state.units, state.outside = state.outside, None
        state.fresh_units = True
    elif token.mark == ":":
        state.change = False
        handed_out = any(t.has("cue", "assigned") and t.has("cue", "plan") for t in scan.row if t.start < token.start)
        plan_head = PLAN_HEAD.fullmatch(scan.text.folded, scan.sentence.start, token.end) is not None
        aimed_at = max((at for code, at in state.cues if code == "target"), default=token.start)
        # not "thông qua chỉ tiêu:", but "kết nạp cao so với kế hoạch như: Đảng bộ Quân sự tỉnh 61,90%"
        came_to = any(code in ("past", "ranking") and at > aimed_at for code, at in state.cues)
        if (
            (state.cue("target") or handed_out or plan_head)
            and not (state.cue("achieved", "exceeded") or came_to)
            and not scan.counts
        ):
            state.plan = True
    elif token.mark == ",":
        if state.labels and LEADS_AS.fullmatch(scan.text.folded, state.labels_at, token.start):
            state.labels_at = token.end  # "Sinh con thứ ba vẫn là vi phạm phổ biến nhất, 132 trường hợp"
        else:
            state.labels = []
        last = scan.counts[-1] if scan.counts else None
        if last is not None and last.modality == "target" and last.verb.startswith(("inspect", "supervise")):
            state.plan = True  # "Kế hoạch là kiểm tra 12 tổ chức đảng, giám sát 8"
        if last is not None and PLAN_FOR_EACH.search(scan.text.folded, scan.sentence.start, token.start):
            state.plan = True
        state.cues = [
            (code, at)
            for code, at in state.cues
            if code
            in (
                "part",
                "plan",
                "ranking",
                "annual",
                "monthly",
                "average",
                "per_cell",
                "narrow",
                "ceremony",
                "required",
                "executed",
                "requested",
                "same_period",
            )
        ]


def figure_first(scan: Scan, position: int) -> bool:
    """Whether a figure follows a unit before any verb ("riêng Chi bộ X |3", not "riêng xã X có 320")."""
    following = (t for t in scan.row[position + 1 :] if t.kind == "number" or t.has("verb") or t.has("have"))
    return next((t.kind == "number" for t in following), False)


def verb_next(scan: Scan, mark: Token) -> bool:
    """Whether a verb stands right behind a mark."""
    behind = next((t for t in scan.row if t.start >= mark.end), None)
    return behind is not None and behind.has("verb")


def go_back_before(scan: Scan, closed: Token) -> None:
    """ "57 đảng viên (quý I năm trước: 41), đạt 25,9%": what follows tells of the figure before the bracket again."""
    opened = scan.text.folded.rfind("(", scan.sentence.start, closed.start)
    inside = [count for count in scan.counts if count.start > opened]
    before = [count for count in scan.counts if count.end <= opened]
    if not inside or not before or before[-1].indicator != inside[-1].indicator:
        return
    ahead = next((t.date for t in reversed(scan.row) if t.kind != "mark" and t.end <= opened), None)
    compared = ahead is not None and ahead.role == "comparison"  # "so với cùng kỳ (40 đảng viên) nhưng đạt 63,3%"
    dated = [c for c in inside if compared or (c.date is not None and c.date.start > opened)]
    if len(dated) == len(inside) and all(count.whole is None for count in inside):
        for counts in (scan.counts, scan.story.counts):
            if before[-1] in counts:
                counts.remove(before[-1])
                counts.append(before[-1])


def read_unit(scan: Scan, position: int, token: Token) -> None:
    """A unit: the owner of what follows, one more of a list, or a mere mention."""
    unit = token.unit
    if unit is None:
        return
    if is_aside(scan, position, token, unit) or (
        scan.aside_end and JOIN_ASIDE.fullmatch(scan.text.folded, scan.aside_end, token.start)
    ):
        # "Nghị quyết … của Ban Chấp hành Trung ương, Đảng bộ tỉnh …": what follows an issuer is a subject of its own
        scan.aside_end = 0 if unit.kind == "trung_uong" else token.end
        return
    state = scan.state
    if is_parent(scan, position, unit) or is_of_place_told(scan, unit):
        return
    apart = scan.text.folded.endswith("riêng ", scan.sentence.start, token.start)
    state.outside = list(state.units) if apart and scan.counts and figure_first(scan, position) else None
    if state.fresh_units or not is_joined(scan, position):
        state.units = []
        state.fresh_units = False
    if not unit.generic and scan.text.folded.endswith(_TURNS, scan.sentence.start, token.start):
        state.spent = False  # "27/124 xã vượt chỉ tiêu, nhưng |xã X chỉ đạt 58,3%": another subject, told anew
    state.units.append(unit)
    if not (
        _LABEL_OF.fullmatch(scan.text.folded, state.labels_at, token.start) and _IS.match(scan.text.folded, token.end)
    ):
        state.labels = []


def is_aside(scan: Scan, position: int, token: Token, unit: UnitSpan) -> bool:
    """A unit that is named but whose figure this is not: who issued, who is above, where to."""
    before = scan.text.folded[max(scan.sentence.start, token.start - 22) : token.start]
    told = any(u.kind != "trung_uong" for u in scan.state.units)  # "Nghị quyết của Trung ương được Huyện ủy X …"
    made_up = unit.kind in ("chi_bo", "dang_bo") and _MADE_UP_OF.match(scan.text.folded, token.end) is not None
    founds = made_up and _FOUNDS.search(before) is not None
    counted = _COUNTED_BEHIND.match(scan.text.folded, token.end) is not None
    if MADE_OF.search(before) and told and not (founds or counted):
        return True
    if THIS_IS_ONE_UNDER.fullmatch(scan.text.folded, scan.sentence.start, token.start):
        return True
    acts = _ADMITTED.search(before) is not None and _ADMITS.match(scan.text.folded, token.end) is not None
    if ABOVE.search(before) and told and not (acts or (counted and _FROM.search(before))):
        return scan.state.frame != "raise" or not TOTAL_OF.search(before)  # "nâng tổng số đảng viên của Đảng bộ X lên"
    issuer = next((t for t in reversed(scan.row[:position]) if t.kind in ("document", "date", "number", "unit")), None)
    if (
        issuer is not None
        and issuer.kind != "number"
        and before.endswith("của ")
        and token.start - issuer.end <= 12
        and (issuer.kind == "document" or (issuer.date is not None and issuer.date.role == "document"))
    ):
        return True
    if owns_nothing(scan.text, unit):
        return True
    if unit.kind == "to_chuc" and (trainer := TRAINERS.match(scan.text.folded, token.start)) is not None:
        named = any(c.isupper() for c in scan.text.raw[trainer.end() : token.end])
        return (
            bool(scan.state.units) or not named
        )  # who taught is not whose people were taught, but says of which place
    if unit.level == "central" and unit.kind == "trung_uong":
        return bool(scan.state.units)
    if unit.organ and GIVES_TO.match(scan.text.folded, token.end):
        return True
    gives = GIVES.match(scan.text.folded, token.end) is not None
    return gives and (unit.generic or bool(scan.state.units))  # "tỉnh giao 110": the plan of who was given it


def is_parent(scan: Scan, position: int, unit: UnitSpan) -> bool:
    """ "Chi bộ thôn X, xã Y, tỉnh Z", "phường X (TP. Y)": where the unit before lies, not another unit."""
    previous = next((t for t in reversed(scan.row[:position]) if t.kind in ("unit", "number", "date")), None)
    if previous is None or previous.unit is None or unit.kind != "place":
        return False
    gap = scan.text.folded[previous.end : scan.row[position].start]
    if previous.unit.rule.startswith("unit.body"):
        return False
    below, above = HEIGHT.get(previous.unit.level or "cell", 0), HEIGHT.get(unit.level or "", 0)
    return below < above and gap.strip() in (",", "(", ", thuộc", "thuộc", "của", "-")


def is_of_place_told(scan: Scan, unit: UnitSpan) -> bool:
    """ "Riêng Vĩnh Cửu, từ đầu năm đến nay |toàn Đảng bộ kết nạp 86": that of the place the sentence opens with."""
    told = scan.state.units[-1] if scan.state.units else None
    if told is None or told.generic or told.organ or not told.place or not unit.generic or unit.level is not None:
        return False
    if unit.kind != "dang_bo" or any(t.kind == "number" and told.end <= t.start < unit.start for t in scan.row):
        return False
    return _OPENS.fullmatch(scan.text.folded, scan.sentence.start, told.start) is not None


def is_joined(scan: Scan, position: int) -> bool:
    """Whether the unit before is joined to this one in one list ("A, B và C mỗi nơi 8")."""
    units = 0
    for token in reversed(scan.row[:position]):
        if token.kind == "unit":
            units += 1
            gap = scan.text.folded[token.end : scan.row[position].start]
            return bool(JOIN.fullmatch(gap))
        if token.kind == "mark" and token.mark == ",":
            continue
        return False
    return False


def opens_clause(scan: Scan, position: int) -> bool:
    """ "…; cùng kỳ năm ngoái là 151": a comparison at the head of its clause, with a figure right behind."""
    before = scan.row[position - 1] if position else None
    if before is not None and before.has("cue", "contrast"):
        return TOLD_NEXT.match(scan.text.folded, scan.row[position].end) is not None  # "…, trong khi cùng kỳ tới 80"
    return (
        before is not None
        and before.mark in tuple(";,(")
        and (
            TOLD_NEXT.match(scan.text.folded, scan.row[position].end) is not None
            or (before.mark == "(" and _ALONE_IN_BRACKET.match(scan.text.folded, scan.row[position].end) is not None)
        )
    )


def compared_with(scan: Scan, position: int) -> bool:
    """Whether "cùng kỳ 2013" opens a clause of its own, and is no mere measure of a change ("giảm 11 so với …")."""
    if TOLD_BEHIND_COLON.match(scan.text.folded, scan.row[position].end):
        return True  # "thấp hơn 90 so với kết quả 2017: 690 đảng viên mới"
    if opens_clause(scan, position):
        return True  # "…, bằng 28% kế hoạch, cùng kỳ năm ngoái được 61"
    if scan.state.date is not None:
        return False
    if position and scan.row[position - 1].has("cue", "contrast"):
        return True  # "kỷ luật 58 đảng viên, trong khi cùng kỳ năm 2017 tới 77"
    for token in reversed(scan.row[:position]):
        if token.kind == "mark" and token.mark in ";.:":
            break
        if token.kind == "number" or token.has("cue", "same_period", "increase", "decrease"):
            return False
    return True
