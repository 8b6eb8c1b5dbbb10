"""The cues of a sentence: each verb, noun, label and mark of plan changes what holds from there on."""

from __future__ import annotations

import regex

from extract.counts.model import Count
from extract.counts.nouns import behind
from extract.counts.patterns import (
    BEGAN,
    CARRIED_OUT_BEFORE,
    CASES,
    DISCIPLINE,
    FESTIVE,
    FORMS,
    INTO_OTHERS,
    LOSSES,
    OTHERS_ARE,
    PLANNED,
    SEVERAL,
    SHORT_LEVELS,
    SO_FAR,
    SUBORDINATE,
    THEIR_NUMBER,
    TOLD_OF_ONESELF,
    YOUTH_UNIONS,
)
from extract.counts.scan import Scan, award_topic, both_verbs, figure_next, number_follows, percent_before, rating
from extract.frames import frames, noun_class
from extract.mentions import UnitSpan
from extract.tokens import Token

_LISTED_NEXT = regex.compile(r"^[,;] (?:về |việc |công tác |và )*$")
_NAMED_SO = regex.compile(
    r"(?<!\p{L})(?:vận động|phong trào|chuyên đề|chủ đề|mô hình|chương trình|khẩu hiệu|hội thi|cuộc thi|câu lạc bộ"
    r"|tiêu chí)(?: \p{L}+){0,3} $"
)
_WHO_BY_WHOM = regex.compile(
    r"(?<!\p{L})(?:đoàn viên|hội viên|quần chúng|người|thanh niên)(?: ưu tú)? (?:mà|do|được) [^,.;:\d]{1,30} $"
)
# What a year came to in the end, whatever was planned
IN_THE_END = frozenset(("rốt cuộc", "kết cục", "chung cuộc", "rốt lại", "tổng kết lại", "cộng lại", "sau cùng"))
_PASSIVE = regex.compile(r"(?:bị|được|phải) (?:\p{L}+ )*$")


def read_cue(scan: Scan, position: int, token: Token) -> None:
    """One cue of the lexicon: a verb, a noun, a label, or a mark of how figures are meant."""
    state = scan.state
    if token.has("mass") and (level := YOUTH_UNIONS.get(scan.text.folded[token.start : token.end])) is not None:
        name = scan.text.raw[token.start : token.end]
        state.units = [UnitSpan(token.start, token.end, name, "place", level, generic=True, rule="unit.youth_union")]
        return  # whom the youth union of a province introduced are the province's
    if (verb := token.code("verb")) is not None:
        read_verb(scan, position, token, verb)
        return
    if token.has("cue", "achieved") and is_completed(scan, position):
        read_verb(scan, position, token, "rate_completed")
        return
    if (have := token.code("have")) is not None:
        read_have(scan, position, token, have)
        return
    if (noun := token.code("noun")) is not None:
        head = scan.row[position - 1] if position else None
        if (
            head is not None
            and head.has("foreign", "thing")
            and not head.has("people")
            and token.start - head.end <= 8
            and not (position > 1 and scan.row[position - 2].kind == "number")
        ):
            return  # "số bản trắng đảng viên": villages are counted, not members
        if head is not None and head.has("have", "total") and noun_class(noun) == "organisations":
            return  # "sĩ số chi bộ hôm nay là 48": members
        if of_so_many(scan, position) and noun_class(noun) == "organisations":
            return  # "tổng số đảng viên của 15 chi bộ là 168": members
        state.noun, state.noun_at = noun, token.end
        following = scan.row[position + 1] if position + 1 < len(scan.row) else None
        if state.spent and following is not None and following.has("cue", "from_", "increase", "decrease"):
            state.spent = False  # "Sau 5 năm, …: TCCSĐ giảm từ 49": of something else again
        if token.has("people"):
            read_label(scan, token)
        return
    if token.has("people") or token.has("ethnic") or token.has("violation"):
        read_label(scan, token)
        return
    if token.has("foreign", "youth_union") and state.frame in ("total", "raise"):
        state.frame, state.spent = "other_work", True
        return
    if token.has("foreign", "thing") and state.cue("share") and not scan.outer:
        state.spent = True
    code = token.code("cue")
    if code is None:
        return
    if token.has("cue", "requested") and code != "requested":
        state.cues.append(("requested", token.end))
    surface = scan.text.folded[token.start : token.end]
    following = scan.row[position + 1] if position + 1 < len(scan.row) else None
    if surface == "hơn" and following is not None and following.kind == "number":
        return  # an approximator
    if (
        code == "target"
        and position
        and (before := scan.row[position - 1]).number is not None
        and before.number.percent
        and token.start - before.end <= 12
    ):
        return  # "đạt 100% chỉ tiêu": what the percent is of
    if code == "contrast":
        state.plan = False
        return
    if code == "respectively" and len(verbs := verbs_in_a_row(scan, position)) > 1:
        scan.verb_queue = verbs
        return
    if surface in ("nghị quyết", "kế hoạch") and CARRIED_OUT_BEFORE.search(
        scan.text.folded, max(scan.sentence.start, token.start - 32), token.start
    ):
        return  # "kiểm tra việc chấp hành nghị quyết đối với 11 tổ chức": a subject, no plan
    if surface == "hướng tới" and FESTIVE.match(scan.text.folded, token.end):
        return  # "hướng tới kỷ niệm 95 năm …": an occasion, no plan
    if surface == "muốn" and (not position or scan.row[position - 1].kind != "unit"):
        return  # "những người muốn vào Đảng"
    if surface == "xác định" and not governs_verb(scan, position):
        return  # "huyện xác định 43 tổ chức đạt …"
    if code == "plan" and is_in_name(scan, token):
        return  # "cuộc vận động “Đoàn viên phấn đấu trở thành đảng viên”"
    if code == "plan" and (says_what_was_planned(scan, token, surface) or had_to(scan, position, surface)):
        return
    state.cues.append((code, token.end))
    surface = scan.text.folded[token.start : token.end]
    held = scan.text.folded.endswith(("làm ", "tổ chức "), scan.sentence.start, token.start)
    if surface == "lễ kết nạp" and held and following is not None and following.start - token.end == 1:
        read_verb(scan, position, token, "admit")  # "làm lễ kết nạp 3 quần chúng"
    if code == "ceremony" and "trao" in surface and award_topic(scan):
        state.frame, state.frame_at, state.frame_start, state.frame_own = "award", token.end, token.start, True
    if code == "plan":
        state.plan_after = not state.plan and any(c.modality == "actual" for c in scan.counts)
        state.plan = (
            state.plan
            or surface not in ("phải", "cần", "sẽ")
            or governs_verb(scan, position)
            or obliges(scan, position)
        )
    elif code in ("exceeded", "executed"):
        state.plan = False
    elif code == "assigned" and gives_tasks(scan, position):
        state.plan = True
    elif (
        code == "past"
        and state.plan
        and (
            (surface in ("đã", "tính đến", "đến nay", "kết quả") or surface in IN_THE_END)
            or governs_verb(scan, position)
        )
    ):
        told = bool(scan.outer) and number_follows(scan, position, 1)  # "(từ tháng 1 đến tháng 6, mới 318 người)"
        so_far = surface == "mới" and SO_FAR.search(scan.text.folded, scan.sentence.start, token.start) is not None
        state.plan = surface == "mới" and state.frame is not None and not (told or so_far)
    elif code in ("increase", "decrease"):
        state.change = is_change(scan, position, token)
    elif code == "respectively" and (state.frame or "").startswith(("inspect", "supervise")) and state.frame_own:
        pass  # "giám sát lần lượt là 97 và 388": see is_pair
    elif (code == "respectively" or (code == "pronoun" and SEVERAL.match(surface))) and not state.change:
        scan.respectively = respective_counts(scan)
    if code in ("required", "executed"):
        read_verb(scan, position, token, "discipline")


def is_completed(scan: Scan, position: int) -> bool:
    """ "xuất sắc 36, tốt 241, hoàn thành 7": in a list of ratings the word alone is one of them."""
    token = scan.row[position]
    following = scan.row[position + 1] if position + 1 < len(scan.row) else None
    if following is None or following.number is None or following.number.percent:
        return False
    return (
        scan.text.folded[token.start : token.end] == "hoàn thành"
        and following.start - token.end <= 1
        and bool(scan.counts)
        and scan.counts[-1].verb.startswith("rate_")
    )


def says_what_was_planned(scan: Scan, token: Token, surface: str) -> bool:
    """ "so với nghị quyết đề ra", "9 chi bộ phải giải thể": no plan for the figures that follow."""
    before = scan.text.folded[max(scan.sentence.start, token.start - 64) : token.start]
    if surface in ("đề ra", "đặt ra") and regex.search(
        r"(?:so với|%|vượt|đạt|bằng)[^,;.]*(?:nghị quyết|kế hoạch|chỉ tiêu|mục tiêu)(?: [\p{L}\d]+){0,6} $", before
    ):
        return True
    last = scan.counts[-1] if scan.counts else None
    return (
        surface == "phải" and last is not None and not regex.search(r"[,;:.]", scan.text.folded[last.end : token.start])
    )


def had_to(scan: Scan, position: int, surface: str) -> bool:
    """ "phải xóa tên 9, khai trừ 12": nobody plans that; it was done."""
    following = scan.row[position + 1] if position + 1 < len(scan.row) else None
    return surface == "phải" and following is not None and following.code("verb") in LOSSES


def gives_tasks(scan: Scan, position: int) -> bool:
    """ "giao các cơ sở kết nạp 102 đảng viên; thành lập 2 chi bộ": what somebody is told to do, to the end."""
    if scan.text.folded[scan.row[position].start : scan.row[position].end] != "giao":
        return False
    for at, token in enumerate(scan.row[position + 1 : position + 6], position + 1):
        if token.kind == "number" or (token.kind == "mark" and token.mark in ".;,"):
            return False
        if token.code("verb") in PLANNED:
            return any(t.kind == "number" for t in scan.row[at + 1 : at + 4])
    return False


def governs_verb(scan: Scan, position: int) -> bool:
    """Whether the next word is a verb of a count ("phải kết nạp", "mới phát triển được")."""
    following = scan.row[position + 1] if position + 1 < len(scan.row) else None
    if following is None or scan.text.folded[scan.row[position].end : following.start].strip():
        return False
    return following.has("verb") or following.has("have") or following.has("cue", "achieved", "share")


def obliges(scan: Scan, position: int) -> bool:
    """ "phải mở tối thiểu 40 lớp": a duty with a figure."""
    following = next((t for t in scan.row[position + 1 : position + 3] if t.kind == "number"), None)
    return following is not None and following.start - scan.row[position].end <= 24


def read_label(scan: Scan, token: Token) -> None:
    """Labels of a part of those counted ("nữ", "người Khmer", "sinh con thứ ba")."""
    state = scan.state
    if scan.counts and token.end <= scan.noun_end and scan.counts[-1].klass == "organisations":
        return  # "205 tổ chức đảng trong doanh nghiệp với 5.040 đảng viên": of the organisations, and told
    for cue in token.cues:
        if cue.kind == "people":
            state.labels.append(cue.code)
        elif cue.kind == "ethnic":
            state.labels += [cue.code, "ethnic_minority"]
        elif cue.kind == "violation":
            state.labels += [cue.code, "violation"]
    state.labels_at = token.end


def read_verb(scan: Scan, position: int, token: Token, verb: str) -> None:
    """A verb opens a frame for the numbers after it, unless it stands aside from them."""
    state = scan.state
    surface = scan.text.folded[token.start : token.end]
    if (
        verb != "train"
        and state.spent
        and 0 <= state.spent_at <= token.start
        and not regex.search(r"[,;:.]", scan.text.folded[state.spent_at : token.start])
        and not number_follows(scan, position, 1)
    ):
        return  # what the things just counted do: "4 thôn phải sinh hoạt ghép"
    if verb == "admit" and TOLD_OF_ONESELF.search(
        scan.text.folded, max(scan.sentence.start, token.start - 24), token.start
    ):
        return  # "tôi vào Đảng năm 18 tuổi": somebody's life
    if verb == "admit" and (
        INTO_OTHERS.match(scan.text.folded, token.end)
        or OTHERS_ARE.search(scan.text.folded, scan.sentence.start, token.start)
    ):
        state.frame, state.frame_at, state.frame_own, state.spent = "other_work", token.end, True, True
        state.noun, state.labels = None, []
        return
    if verb == "discipline" and surface == "thi hành kỷ luật" and is_inspected(scan, position):
        verb = "inspect_duty"
    if verb == "introduce" and scan.counts and not number_follows(scan, position, 1) and told_of_some(scan, token):
        return
    topic = scan.story.topic
    if (
        surface in ("thêm", "có thêm")
        and topic is not None
        and topic.verb in DISCIPLINE
        and CASES.match(scan.text.folded, token.end)
    ):
        return  # "thêm 198 trường hợp": more of the same
    following = scan.row[position + 1] if position + 1 < len(scan.row) else None
    counts_next = following is not None and following.kind == "number" and following.start - token.end <= 1
    if surface in ("ra đời", "ra mắt") and not scan.counts and not counts_next:
        return
    if surface == "đánh giá" and not number_follows(scan, position, 1):
        return
    if surface in SHORT_LEVELS and not rating(scan, position):
        return
    if verb == "admit" and surface in frames()["admit"].weak and not number_follows(scan, position, 9):
        return
    if surface == "lập" and not number_follows(scan, position, 2 if following and following.has("cue", "from_") else 1):
        return
    if (
        verb == "admit"
        and surface in ("thêm", "có thêm")
        and state.frame_own
        and 0 <= token.start - state.frame_at <= 2
    ):
        return  # "kiểm tra thêm 6 tổ chức đảng"
    if surface == "tài chính đảng" and not (state.frame or "").startswith("inspect"):
        return  # "tập huấn công tác tài chính Đảng cho 120 đảng viên"
    if SUBORDINATE.search(
        scan.text.folded, max(scan.sentence.start, token.start - 16), token.start
    ) and not number_follows(scan, position, 1):
        return
    if (
        verb in ("award",)
        and surface in ("trao", "được trao", "trao cho", "trao tặng", "được trao tặng", "nhận đợt này")
        and not (award_topic(scan))
    ):
        return
    if verb == "discipline" and state.frame == "petition" and 0 <= token.start - state.frame_at <= 1:
        return  # "giải quyết khiếu nại kỷ luật 3 trường hợp"
    if verb == "discipline" and surface in ("xử lý", "thi hành") and not number_follows(scan, position):
        return
    if verb == "introduce" and not number_follows(scan, position) and state.frame in frames():
        return
    if verb == "transfer_in" and takes_over(scan, position):
        verb = "total"
    if verb == "supervise" and state.frame == "inspect" and both_verbs(scan, position):
        verb = "inspect_supervise"
    if (
        state.frame_at >= 0
        and verb == "award"
        and state.frame == "award_posthumous"
        and surface in ("huy hiệu đảng", "huy hiệu")
    ):
        return
    state.frame, state.frame_at, state.frame_own, state.spent = verb, token.end, True, False
    state.frame_start = token.start
    passive = surface.startswith("bị ") or _PASSIVE.search(
        scan.text.folded[max(state.noun_at, scan.sentence.start, token.start - 80) : token.start]
    )
    state.frame_noun = state.noun if passive and state.noun_at > (scan.counts[-1].end if scan.counts else -1) else None
    state.noun = state.noun if verb.startswith("rate") else None
    state.labels = []
    state.change = False
    state.cues = [c for c in state.cues if c[0] not in ("share", "achieved", "exceeded", "increase", "decrease")]


def of_so_many(scan: Scan, position: int) -> bool:
    """Whether a noun is counted by a number behind "tổng số đảng viên của"."""
    head = scan.row[position - 1] if position else None
    if head is None or head.kind != "number" or scan.state.noun != "member" or scan.state.frame != "total":
        return False
    return scan.text.folded.endswith(("của ", "ở ", "tại ", "trong "), scan.state.noun_at, head.start)


def is_in_name(scan: Scan, token: Token) -> bool:
    """Whether a word stands in quotation marks behind what bears a name, and no figure stands there."""
    folded = scan.text.folded
    opened = folded.rfind('"', scan.sentence.start, token.start)
    if opened < 0 or folded.count('"', scan.sentence.start, token.start) % 2 == 0:
        return False
    closed = folded.find('"', token.end, token.end + 120)
    inside = folded[opened + 1 : closed] if closed > 0 else ""
    return (
        bool(inside)
        and not any(c.isdigit() for c in inside)
        and _NAMED_SO.search(folded, max(0, opened - 40), opened) is not None
    )


def is_inspected(scan: Scan, position: int) -> bool:
    """ "kiểm tra … nhiệm vụ kiểm tra, giám sát ở 71 tổ chức đảng, |thi hành kỷ luật 64": what was looked into."""
    last = scan.counts[-1] if scan.counts else None
    if last is None or last.verb != "inspect_duty" or last.klass != "organisations":
        return False
    between = scan.text.folded[last.end : scan.row[position].start]
    bare = number_follows(scan, position, 2) and _LISTED_NEXT.search(between) is not None
    at = next((i for i, t in enumerate(scan.row) if i > position and t.kind == "number"), None)
    return bare and at is not None and behind(scan, at, scan.row[at])[0] is None


def told_of_some(scan: Scan, token: Token) -> bool:
    """ "… thì đoàn viên do Đoàn |giới thiệu có 577": a clause that says which ones, no verb of the sentence."""
    return _WHO_BY_WHOM.search(scan.text.folded, max(scan.sentence.start, token.start - 60), token.start) is not None


def takes_over(scan: Scan, position: int) -> bool:
    """ "Đi vào hoạt động từ ngày 1-7, Đảng bộ xã tiếp nhận 32 chi bộ, 741 đảng viên": what it began with."""
    at = next(
        (i for i, t in enumerate(scan.row[position + 1 : position + 3], position + 1) if t.kind == "number"), None
    )
    if at is None or noun_class(behind(scan, at, scan.row[at])[0]) != "organisations":
        return False
    return BEGAN.search(scan.text.folded, scan.sentence.start, scan.row[position].start) is not None


def read_have(scan: Scan, position: int, token: Token, have: str) -> None:
    """A word of having ("có", "tổng số", "nâng … lên")."""
    state = scan.state
    if have == "raise_to":
        surface = scan.text.folded[token.start : token.end]
        if surface in ("lên", "nâng", "nâng lên") and not (state.frame == "raise" or state.noun or surface == "lên"):
            return
        if (
            surface == "lên"
            and state.frame != "raise"
            and regex.search(
                r"(?:đưa|nâng) [^,;.]{0,60}$",
                scan.text.folded[max(scan.sentence.start, token.start - 90) : token.start],
            )
        ):
            told = state.noun_at > scan.text.folded.rfind("đưa ", scan.sentence.start, token.start) > 0
            state.noun = state.noun if told and noun_class(state.noun) == "organisations" else None
            of_organisations = bool(scan.counts) and scan.counts[-1].klass == "organisations"
            if of_organisations and THEIR_NUMBER.search(scan.text.folded, scan.sentence.start, token.start):
                state.noun, state.noun_at = "org", token.start
            state.frame, state.frame_at, state.labels = "raise", token.end, []  # "đưa số TCCSĐ loại này lên 87"
        if surface in ("lên", "xuống", "xuống còn"):
            state.cues.append(("raised", token.end))
            if state.frame != "raise" and (state.change or state.cue("increase", "decrease")):
                state.change = False
                state.frame, state.frame_at = "total", token.end
            return
        state.frame, state.frame_at, state.noun, state.labels = "raise", token.end, None, []
        return
    if have == "total":
        if state.frame_own and scan.text.folded[state.frame_at : token.end] in (" tổng cộng", " được tổng cộng"):
            return  # "kết nạp được tổng cộng 52 học sinh"
        state.cues.append(("total", token.end))
        if not state.cue("share") and not percent_before(scan, position):
            state.frame, state.frame_at = "total", token.end
            state.noun = "member" if "đảng viên" in scan.text.folded[token.start : token.end] else None
        return
    if token.has("cue", "part"):
        state.cues.append(("part", token.end))
    if scan.text.folded.startswith(("còn", "gồm", "bao gồm", "sinh hoạt"), token.start):
        state.change = False  # "giảm 31 chi bộ, còn 268", "giảm 22 đầu mối, gồm 31 đảng bộ cơ sở": a level
    state.cues.append(("have", token.end))


def is_change(scan: Scan, position: int, token: Token) -> bool:
    """Whether "tăng", "giảm" governs the next number, so that it is a change and no level."""
    following = scan.row[position + 1] if position + 1 < len(scan.row) else None
    surface = scan.text.folded[token.start : token.end]
    if following is None or following.kind != "number":
        if surface == "hơn":
            return False
        return any(t.kind == "number" for t in scan.row[position + 1 : position + 4])
    return surface != "hơn"


_LISTING = ("", "và", "tương ứng", "nhiệm vụ", "nhiệm vụ và", "nhiệm vụ, và", "nhiệm vụ tương ứng")


def verbs_in_a_row(scan: Scan, position: int) -> list[str]:
    """The forms of discipline or the ratings listed before a word, in order ("khiển trách và khai trừ |lần lượt")."""
    verbs: list[str] = []
    until = scan.row[position].start
    for token in reversed(scan.row[:position]):
        if token.mark == ",":
            continue
        verb = token.code("verb")
        between = scan.text.folded[token.end : until].strip(" ,")
        if verb is None or not (verb in FORMS or verb.startswith("rate_")) or between not in _LISTING:
            break
        verbs.insert(0, verb)
        until = token.start
    return verbs


def respective_counts(scan: Scan) -> list[Count]:
    """The counts that "hai con số ấy (lần lượt) là …" goes back to, in their order."""
    wanted = 0
    seen = False
    for token in scan.row:
        if token.has("cue", "respectively", "pronoun"):
            seen = True
        elif seen and token.has("verb"):
            break  # "muốn hai con số này giảm, đồng thời kết nạp 95": those are others
        elif seen and token.kind == "number":
            wanted += 1
        elif (
            seen
            and token.kind == "mark"
            and (token.mark == "." or (token.mark == ";" and not figure_next(scan, token)))
        ):
            break
    told = any(token.has("cue", "pronoun") for token in scan.row)
    pool = scan.story.counts
    if not told and 1 < wanted == len(scan.counts) and not units_since(scan, scan.counts[-1]):
        return list(
            scan.counts
        )  # "lập được 21 tổ chức đảng, kết nạp 388 đảng viên; riêng năm cuối lần lượt là 5 và 92"
    if told and pool and pool[-1].whole is not None and any(noun_class(t.code("noun")) for t in scan.row):
        pool = [count for count in pool if count.whole is None]  # "các con số tương ứng là 11 tổ chức và 187 đảng viên"
    return list(pool[-wanted:]) if told and 1 < wanted <= len(pool) else []


def units_since(scan: Scan, count: Count) -> bool:
    """Whether a unit is named behind a count: what follows "lần lượt" is then each unit's."""
    return any(token.kind == "unit" and token.start >= count.end for token in scan.row)
