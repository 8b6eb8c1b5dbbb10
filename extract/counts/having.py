"""Words of having and growing: "có", "tổng số", "nâng … lên", "tăng", "giảm"."""

from __future__ import annotations

import regex

from extract.counts.patterns.levels import THEIR_NUMBER
from extract.counts.patterns.plans import ALLOTS
from extract.counts.scan import Scan, percent_before
from extract.counts.verbs import PLANNED
from extract.frames import noun_class
from extract.tokens import Token

_ADMITTED_NUMBER = regex.compile(
    r"(?:đưa|nâng) (?:tổng )?số (?:(?:đảng viên )?(?:mới )?(?:được )?(?:kết nạp|phát triển)|đảng viên mới)"
    r"(?!\p{L})[^,;.]{0,50}$"
)
_OF_THESE = regex.compile(
    r"(?: đảng viên| đồng chí)?(?: mới| được kết nạp)? (?:này|ấy|nói trên|kể trên)(?: thì)? (?:có|gồm|bao gồm) "
)


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
            admitted = _ADMITTED_NUMBER.search(
                scan.text.folded, max(scan.sentence.start, token.start - 90), token.start
            )
            if admitted is not None:
                state.frame, state.frame_at, state.frame_own, state.labels = "admit", token.end, True, []
                return  # "đưa số kết nạp trong 9 tháng lên |128 đồng chí"
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
        if state.frame_own and state.frame in PLANNED and not state.spent and is_sum(scan, token):
            return  # "phân bổ chỉ tiêu phát triển đảng viên về từng đảng bộ, tổng cộng 600 đảng viên"
        if is_sum(scan, token) and ALLOTS.search(scan.text.folded, scan.sentence.start, token.start):
            state.frame, state.frame_at, state.frame_own, state.plan = "admit", token.end, True, True
            return
        if scan.story.counts and _OF_THESE.match(scan.text.folded, token.end) is not None:
            state.frame, state.noun = None, None
            state.cues.append(("part", token.end))
            return  # "kết nạp 124 đảng viên mới. Số đảng viên này có 55 nữ"
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


def is_sum(scan: Scan, token: Token) -> bool:
    """Whether a word of all together sums what the verb before counts, of which no figure has been told."""
    told = scan.text.folded[token.start : token.end] in ("tổng cộng", "cả thảy", "tất cả", "cộng lại")
    return told and not any(count.end > scan.state.frame_at for count in scan.counts)


def is_change(scan: Scan, position: int, token: Token) -> bool:
    """Whether "tăng", "giảm" governs the next number, so that it is a change and no level."""
    following = scan.row[position + 1] if position + 1 < len(scan.row) else None
    surface = scan.text.folded[token.start : token.end]
    if following is None or following.kind != "number":
        if surface == "hơn":
            return False
        return any(t.kind == "number" for t in scan.row[position + 1 : position + 4])
    return surface != "hơn"
