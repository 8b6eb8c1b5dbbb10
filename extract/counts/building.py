"""Making a count: its owner, its numbers, its manner (plan, required, yearly), its place in the story."""

from __future__ import annotations

import regex

from extract.counts.likely import weighed
from extract.counts.model import Count
from extract.counts.patterns.levels import OPENS_WITH
from extract.counts.patterns.lists import TWO_IN_TURN
from extract.counts.patterns.percents import IS_RESULT
from extract.counts.patterns.plans import AHEAD, CARRIED_OUT, IS_PLAN, PLAN_OPENS
from extract.counts.scan import Scan
from extract.counts.verbs import DISCIPLINE, PLANNED, TOPICS
from extract.frames import Class, Frame
from extract.mentions import Number, UnitSpan
from extract.tokens import Token

_EACH = regex.compile(r"(?:mỗi \p{L}+|cùng|đều)(?: \p{L}+){0,3} $")
_PASSIVE_AGENT = regex.compile(r"(?<!\p{L})(?:được|do) $")
_WHOSE = regex.compile(r" (?:của |ở |tại |trong |thuộc |mà |là số [^,;.]{0,40})?")
_ESTATE = regex.compile(r"(?:khu|cụm) (?:công nghiệp|kinh tế|chế xuất)(?!\p{L})")
_WITHIN = (" tại ", " ở ", " trong ")
_SUBJECT_AT = regex.compile(r", (?:(?:đến |hiện )?nay |hiện |sau (?:\p{L}+ ){1,6})?$")


_LEAST_PARTS = 2


def new_count(scan: Scan, token: Token, end: int, indicator: str, klass: Class, verb: str, rule: str) -> Count:
    """A count at a number, with the owner, the date and the evidence that the place gives it."""
    state = scan.state
    count = Count(token.start, max(end, token.end), scan.index, indicator, klass, verb, rule)
    count.evidence_start, count.evidence_end = token.start, max(end, token.end)
    count.date = state.date
    count.ceremony = scan.ceremony
    count.part_cue = state.cue("part")
    count.raised = state.frame == "raise" or state.cue("raised")
    if (agent := agent_behind(scan, token, verb)) is not None:
        count.units, count.unit_scope = [agent], "own"
        count.evidence_end = max(count.evidence_end, agent.end)
    elif (whole := back_from_list(scan, token)) is not None:
        count.units, count.unit_scope = list(whole.units), "sentence"
    elif state.units:
        last = state.units[-1]
        own = not any(t.kind == "number" and last.end <= t.start < token.start for t in scan.row)
        each = state.cue("each") or _EACH.search(scan.text.folded[max(0, token.start - 30) : token.start]) is not None
        if state.cue("respectively") and len(state.units) > 1 and not state.cue("pronoun"):
            scan.unit_queue = scan.unit_queue or list(state.units)
        percent = token.number is not None and token.number.percent
        if (
            len(state.units) == 2
            and own
            and not percent
            and scan.row
            and TWO_IN_TURN.match(scan.text.folded, token.end)
        ):
            scan.unit_queue = scan.unit_queue or list(state.units)  # "Công an tỉnh và Quân sự tỉnh có 40 và 33"
        chosen = list(state.units) if (each or percent) and own else [owner_among(scan, state.units)]
        if scan.unit_queue:
            chosen, own = [scan.unit_queue.pop(0)], True
        count.units, count.unit_scope = chosen, "own" if own else "sentence"
        count.evidence_start = min(count.evidence_start, chosen[0].start)
    elif (right := right_unit(scan, verb, end)) is not None:
        count.units, count.unit_scope = [right], "own"
        count.evidence_end = max(count.evidence_end, right.end)
    elif (opening := opening_unit(scan, token)) is not None:
        count.units, count.unit_scope = [opening], "sentence"
    if state.frame_at >= 0 and state.frame_own:
        count.evidence_start = min(count.evidence_start, max(scan.sentence.start, state.frame_start))
    if state.date is not None:
        count.evidence_start = min(count.evidence_start, state.date.start)
    return count


def back_from_list(scan: Scan, token: Token) -> Count | None:
    """ "Đảng bộ kết nạp 84, gồm: A 37, B 26, C 21; công nhận chính thức 79": the figure before a list of its parts.

    Only where a verb of its own opens the clause, no unit is named in it, and the parts make up the figure before them.
    """
    state = scan.state
    if not state.frame_own or len(scan.counts) < _LEAST_PARTS + 1:
        return None
    if any(t.kind == "unit" and state.frame_start <= t.start < token.start for t in scan.row):
        return None
    parts = [count for count in scan.counts[1:] if count.unit_scope == "own" and count.end < state.frame_start]
    whole = scan.counts[0]
    listed = len(parts) >= _LEAST_PARTS
    same = all(part.indicator == whole.indicator for part in parts)
    return whole if listed and same and sum(part.value or 0 for part in parts) == whole.value and whole.units else None


def opening_unit(scan: Scan, token: Token) -> UnitSpan | None:
    """ "Lập ngày 19/5 với đúng ba đảng viên, Chi bộ X nay …": the subject behind the phrase that opens a sentence."""
    if OPENS_WITH.match(scan.text.folded, scan.sentence.start, token.start) is None:
        return None
    unit = next((t for t in scan.row if t.kind == "unit" and t.start > token.end), None)
    if unit is None or _SUBJECT_AT.search(scan.text.folded, token.end, unit.start) is None:
        return None
    return unit.unit


def owner_among(scan: Scan, units: list[UnitSpan]) -> UnitSpan:
    """Of joined units without "mỗi" the last; an organ only where nothing else is named."""
    plain = [unit for unit in units if not unit.organ]
    return (plain or units)[-1]


def right_unit(scan: Scan, verb: str, end: int) -> UnitSpan | None:
    """ "62 đảng viên toàn tỉnh bị …", "4/23 đảng viên của chi bộ": the owner behind the noun."""
    for follower in scan.row:
        if follower.start < end:
            continue
        if follower.kind == "number" or follower.kind == "mark":
            return None
        if follower.kind == "unit" and follower.unit is not None:
            gap = scan.text.folded[end : follower.start]
            founded = verb == "establish" and _ESTATE.match(scan.text.folded, follower.start) is not None
            if founded and gap.endswith(_WITHIN):
                return None  # "thành lập một chi bộ tại |Khu công nghiệp X": where it is, not whose
            return follower.unit if _WHOSE.fullmatch(gap) and not beside_another(scan, follower) else None
    return None


def beside_another(scan: Scan, token: Token) -> bool:
    """ "03 chi bộ ở |Long Thành, Nhơn Trạch phải giải thể": one of two places of one level, that share a figure."""
    at = scan.row.index(token)
    behind = [t for t in scan.row[at + 1 : at + 3] if t.mark != ","]
    other = behind[0] if behind else None
    if other is None or other.unit is None or token.unit is None or other.unit.level != token.unit.level:
        return False
    joined = scan.text.folded[token.end : other.start] in (", ", " và ", ", và ")
    return joined and token.unit.kind == other.unit.kind == "place"


def agent_behind(scan: Scan, token: Token, verb: str) -> UnitSpan | None:
    """ "5 học sinh vừa được Chi bộ Trường X kết nạp": the organisation that admitted them."""
    if verb not in ("admit", "official"):
        return None
    follower = next((t for t in scan.row if t.start > token.start and t.kind in ("unit", "mark", "number")), None)
    if follower is None or follower.unit is None or follower.unit.organ:
        return None
    passive = _PASSIVE_AGENT.search(scan.text.folded, token.end, follower.start) is not None
    behind = next((t for t in scan.row if t.start >= follower.end), None)
    return follower.unit if passive and behind is not None and behind.code("verb") == verb else None


def put_number(scan: Scan, count: Count, number: Number, frame: Frame | None = None) -> None:
    """Give a count its figure; a second figure of a fraction is a target only where the verb has targets."""
    count.number, count.value, count.value_max = number, number.value, number.value_max
    if number.denominator is not None:
        if (
            (frame is not None and frame.targets and count.klass != "organisations")
            or (frame is not None and frame.code == "establish")
            or (frame is not None and frame.code == "admit")
        ):
            count.target = number.denominator
        else:
            count.denominator = number.denominator
    approximate(scan, count, number)


def approximate(scan: Scan, count: Count, number: Number) -> None:
    """Keep how exact a figure is said to be ("gần", "ít nhất")."""
    if number.approximation:
        count.qualifiers.add("approx")
    if number.bound:
        count.qualifiers.add(number.bound)


def read_manner(scan: Scan, count: Count, position: int, token: Token) -> None:
    """How a figure is meant: planned or done, required, requested or executed, yearly, monthly, for each cell."""
    state = scan.state
    plan = state.plan or (ahead(scan) and not state.cue("achieved", "exceeded"))
    if state.cue("target", "assigned") and not state.cue("achieved", "exceeded") and count.whole is None:
        nearest = max((at for code, at in state.cues if code in ("target", "assigned")), default=-1)
        near = nearest >= token.start - 70 and ";" not in scan.text.folded[nearest : token.start]
        plan = plan or (near and not past_between(scan, nearest, token.start))
    if count.verb in DISCIPLINE:
        if state.cue("requested"):
            count.qualifiers.add("requested")
        if state.cue("required") or right_required(scan, position):
            count.qualifiers.add("required")
        if state.cue("executed"):
            count.qualifiers.discard("required")
            count.qualifiers.add("executed")
        plan = (
            plan
            and "requested" not in count.qualifiers
            and not state.cue("required", "requested", "executed")
            and not count.qualifiers & {"required"}
        )
    if plan and state.plan and not state.cue("target", "assigned") and told_of_past(scan, token):
        plan = False  # "phấn đấu kéo giảm số bị xóa tên: năm rồi 6 trường hợp"
    if plan and token.number is not None and token.number.denominator and count.verb in PLANNED:
        plan = False  # "mới đi được một phần năm kế hoạch kết nạp: 39/200 đảng viên"
    if plan and CARRIED_OUT.search(scan.text.folded, max(scan.sentence.start, token.start - 24), token.start):
        plan = False  # "(năm ngoái giao 250, thực hiện 271)"
    bounded = token.number is not None and (token.number.bound is not None or token.number.value_max is not None)
    if (
        count.verb in PLANNED
        and (bounded or state.cue("annual", "monthly"))
        and PLAN_OPENS.match(scan.text.folded, scan.sentence.start, token.start) is not None
        and not past_between(scan, scan.sentence.start, token.start)
    ):
        plan = True  # "Theo nghị quyết, mỗi năm Đảng bộ kết nạp từ 90 đến 100"
    if count.verb in PLANNED and _PLAN_OF_YEAR.search(scan.text.folded, scan.sentence.start, token.start) is not None:
        plan = True  # "Kế hoạch năm 2026, xã kết nạp |30 đảng viên"
    if not plan and count.whole is None and goes_on_with_plan(scan, count, token):
        plan = True
    if not plan and count.whole is None and bounded and is_demanded(scan, count, token):
        plan = True
    if IS_PLAN.match(scan.text.folded, count.end):
        plan = True
    elif plan and IS_RESULT.match(scan.text.folded, count.end):
        plan = False
    if plan:
        count.modality = "target"
    for code in ("annual", "monthly", "per_cell"):
        if state.cue(code):
            count.qualifiers.add("annual_average" if code == "annual" and state.cue("average") else code)


_PLAN_OF_YEAR = regex.compile(
    r"(?<=[.;\n] ?)(?:kế hoạch|chỉ tiêu|mục tiêu)(?: của| trong)? (?:cả )?"
    r"(?:năm(?: nay| tới| \d{4})?|nhiệm kỳ[^,;]{0,14}|quý[^,;]{0,10}), (?!đã|mới|kết quả)[^,;.]{0,40}$"
)
_LOOKS_BACK = regex.compile(r"(?:sau|qua|kết quả|đến nay|tính đến|từ đầu)(?!\p{L})")
_DEMANDED = frozenset(
    "admit official introduce train establish inspect inspect_suspected inspect_duty supervise supervise_thematic"
    " inspect_supervise".split()
)


# "trước kia kết nạp 1 - 2 đảng viên", "từ ngày thành lập, … ít nhất 15", "mỗi đợt … từ 3 đến 5": as it was, and is
_DIRECTED = regex.compile(
    r"(?<!\p{L})(?:chỉ đạo|yêu cầu|giao)(?: các)? (?:mỗi|từng|chi bộ|đảng bộ|đơn vị|xã)(?!\p{L})"
    r"(?:(?!nên |vì |nhờ )[^,;.]){0,60}$"
)
_SO_IT_WENT = regex.compile(
    r"(?<!\p{L})(?:trước (?:kia|đây|đó)|ngày trước|xưa|từ (?:ngày|khi|lúc)|mỗi (?:đợt|lần|khóa))(?!\p{L})"
)


def is_demanded(scan: Scan, count: Count, token: Token) -> bool:
    """ "UBKT Tỉnh ủy kiểm tra tối thiểu 4 tổ chức": a bound or a range without a word of things done is a demand."""
    if count.verb not in _DEMANDED or scan.state.cue("average") or scan.story.is_over(scan.state.date):
        return False
    ranged = token.number is not None and token.number.value_max is not None
    directed = _DIRECTED.search(scan.text.folded, scan.sentence.start, count.start) is not None
    if ranged and scan.state.cue("annual", "monthly") and not directed:
        return False  # "mỗi năm chi bộ kết nạp từ 2 - 3 người": so it goes
    if _SO_IT_WENT.search(scan.text.folded, scan.sentence.start, count.start):
        return False
    return not past_between(scan, scan.sentence.start, scan.sentence.end)


def told_of_past(scan: Scan, token: Token) -> bool:
    """Whether behind the words of a plan a date that is over opens the part of a figure."""
    day = scan.state.date
    if day is None or not scan.story.is_over(day) or day.start < scan.sentence.start:
        return False
    planned = max((t.start for t in scan.row if t.has("cue", "plan") and t.start < token.start), default=-1)
    opens = scan.text.folded[scan.sentence.start : day.start].rstrip().endswith((":", ",", ";"))
    return planned < day.start and opens


def goes_on_with_plan(scan: Scan, count: Count, token: Token) -> bool:
    """Whether a figure is one more of a plan: behind another ("…, ít nhất 130 người"), or under its heading."""
    last = scan.counts[-1] if scan.counts else None
    if count.verb.startswith("rate") and last is not None and last.modality == "target":
        rising = token.number is not None and (token.number.bound or token.number.approximation)
        if rising:
            return not past_between(scan, last.end, token.start)  # "…; trên 90% TCCSĐ hoàn thành tốt"
    if count.verb not in PLANNED and not count.verb.startswith(("inspect", "supervise", "rate")):
        return False
    if last is not None and last.modality == "target" and last.indicator == count.indicator:
        bounded = token.number is not None and token.number.bound is not None
        return bounded and not past_between(scan, last.end, token.start)
    bounded = token.number is not None and token.number.bound is not None  # "đạt 3% trở lên" is no result
    # "đạt" in the next part of a sentence is said of that part's figure, "đã" of the whole sentence
    own = scan.text.folded.find("; ", token.end, scan.sentence.end)
    own = scan.sentence.end if own < 0 else own
    done = past_between(scan, scan.sentence.start, own, achieved=not bounded)
    if not scan.story.plans or done or past_between(scan, own, scan.sentence.end, achieved=False):
        return False
    return not (scan.story.is_over(scan.first_date) or _LOOKS_BACK.match(scan.text.folded, scan.sentence.start))


def ahead(scan: Scan) -> bool:
    """Whether the date that holds is one to come, by its own words ("sang năm", "quý tới")."""
    day = scan.state.date
    if day is None or scan.story.is_over(day):
        return False  # "năm 2005 là 255, năm sau lên 284"
    return AHEAD.match(scan.text.folded, day.start) is not None


def past_between(scan: Scan, start: int, end: int, *, achieved: bool = True) -> bool:
    """Whether a word of things done (or, where asked, ``achieved``) stands between two places of the sentence."""
    words = ("past", "achieved") if achieved else ("past",)
    return any(t.has("cue", *words) for t in scan.row if start <= t.start < end)


def right_required(scan: Scan, position: int) -> bool:
    """Whether "phải thi hành kỷ luật" follows the number in its clause."""
    for follower in scan.row[position + 1 : position + 4]:
        if follower.has("cue", "required"):
            return True
        if follower.kind in ("number", "mark"):
            return False
    return False


def organisation_kind(scan: Scan, noun: str | None) -> set[str]:
    """The kind of organisation a noun counts; inside a bracket behind TCCSĐ a bare kind is "… cơ sở"."""
    if noun in (None, "org"):
        return set()
    whole = scan.state.whole
    if scan.outer and whole is not None and "tccsd" in whole.qualifiers and noun in ("dang_bo", "chi_bo"):
        return {f"{noun}_co_so"}
    return {noun} if noun is not None else set()


def _divides(scan: Scan, count: Count) -> bool:
    """ "thành lập 61 tổ chức đảng (2 đảng bộ cơ sở, |11 chi bộ cơ sở)": organisations that a bracket parts by kind."""
    whole = scan.state.whole
    if not scan.outer or whole is None or whole.indicator != count.indicator or count.klass != "organisations":
        return False
    return whole.value is not None and count.value is not None and count.value < whole.value


def keep_count(scan: Scan, count: Count) -> bool:
    """Add a count to the sentence and the story, unless it is none; it may become the topic of what follows.

    Says whether it was added.
    """
    if not _divides(scan, count) and weighed(scan.story, count) is None:
        return False
    scan.state.spent = scan.story.foreign = False
    if count.whole is None and count.value is not None:
        scan.state.whole_at = count.end
    scan.counts.append(count)
    scan.story.counts.append(count)
    own = count.unit_scope == "own"
    count.listed = count.listed or (own and (scan.list_sentence or len(count.units) > 1)) or scan.state.cue("ranking")
    following = scan.text.folded[scan.sentence.start : scan.sentence.end]
    if count.whole is None and count.verb in TOPICS and not following.startswith("riêng"):
        topic = scan.story.topic
        beside = (
            topic is not None and topic.verb == "admit" and scan.sentence.line == scan.sentences[topic.sentence].line
        )
        form = (
            topic is not None
            and topic.verb == "discipline"
            and count.verb in DISCIPLINE
            and count.verb != "discipline"
            and scan.sentence.line == scan.sentences[topic.sentence].line
        )  # "kỷ luật 31 đảng viên, gồm … khai trừ 4": what goes on is discipline
        if count.verb == "admit" or not (beside or form):
            scan.story.topic = count
    return True


def consume(scan: Scan) -> None:
    """What a number leaves behind when it has been read: the marks that hold for its whole clause."""
    state = scan.state
    state.labels = []
    state.cues = [
        c
        for c in state.cues
        if c[0]
        in (
            "part",
            "ranking",
            "annual",
            "monthly",
            "average",
            "per_cell",
            "narrow",
            "requested",
            "required",
            "executed",
            "each",
        )
    ]
    state.fresh_units = True


def spend(scan: Scan) -> None:
    """A number counted something that is not of the Party: what follows it in the clause is not either."""
    scan.state.spent, scan.state.spent_at = True, scan.noun_end
    scan.story.foreign = True
    scan.state.labels = []
    scan.state.cues = [c for c in scan.state.cues if c[0] in ("plan", "ranking", "annual", "part", "ceremony")]
