"""The cues of a sentence: each verb, noun, label and mark of plan changes what holds from there on."""

from __future__ import annotations

from extract.counts.having import is_change, read_have
from extract.counts.patterns.levels import SO_FAR
from extract.counts.patterns.lists import SEVERAL, YOUTH_UNIONS
from extract.counts.patterns.plans import CARRIED_OUT_BEFORE, FESTIVE
from extract.counts.plan_cues import (
    every_year,
    gives_tasks,
    governs_verb,
    had_to,
    is_in_name,
    obliges,
    says_what_was_planned,
)
from extract.counts.respective import respective_counts, verbs_in_a_row
from extract.counts.scan import Scan, award_topic, number_follows
from extract.counts.verb_cues import read_verb
from extract.frames import noun_class
from extract.mentions import UnitSpan
from extract.tokens import Token

# What a year came to in the end, whatever was planned
IN_THE_END = frozenset(("rốt cuộc", "kết cục", "chung cuộc", "rốt lại", "tổng kết lại", "cộng lại", "sau cùng"))


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
    if surface == "xác định" and not (governs_verb(scan, position) or every_year(scan, token)):
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


def of_so_many(scan: Scan, position: int) -> bool:
    """Whether a noun is counted by a number behind "tổng số đảng viên của"."""
    head = scan.row[position - 1] if position else None
    if head is None or head.kind != "number" or scan.state.noun != "member" or scan.state.frame != "total":
        return False
    return scan.text.folded.endswith(("của ", "ở ", "tại ", "trong "), scan.state.noun_at, head.start)
