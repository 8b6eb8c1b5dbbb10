"""Verbs open a frame for the figures behind them, unless they stand aside from those."""

from __future__ import annotations

import regex

from extract.counts.nouns import behind
from extract.counts.patterns.levels import BEGAN
from extract.counts.patterns.lists import SUBORDINATE
from extract.counts.patterns.nouns import CASES, SHORT_LEVELS
from extract.counts.patterns.people import INTO_OTHERS, OTHERS_ARE, TOLD_OF_ONESELF
from extract.counts.scan import Scan, award_topic, both_verbs, number_follows, rating
from extract.counts.verbs import DISCIPLINE
from extract.frames import frames, noun_class
from extract.tokens import Token

_LISTED_NEXT = regex.compile(r"^[,;] (?:về |việc |công tác |và )*$")
_WHO_BY_WHOM = regex.compile(
    r"(?<!\p{L})(?:đoàn viên|hội viên|quần chúng|người|thanh niên)(?: ưu tú)? (?:mà|do|được) [^,.;:\d]{1,30} $"
)
_PASSIVE = regex.compile(r"(?:bị|được|phải) (?:\p{L}+ )*$")


def read_verb(scan: Scan, position: int, token: Token, verb: str) -> None:
    """A verb opens a frame for the numbers after it, unless it stands aside from them."""
    state = scan.state
    surface = scan.text.folded[token.start : token.end]
    if (
        verb != "train"
        and state.spent
        and 0 <= state.spent_at <= token.start
        and not regex.search(r"[,;:.()]", scan.text.folded[state.spent_at : token.start])
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
    if surface == "chuyển sang" and not number_follows(scan, position, 1):
        return  # "chuyển sang giai đoạn mới"
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
