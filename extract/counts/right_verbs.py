"""The verb behind a number: "12 người bị cách chức", "318 tổ chức đảng được cấp ủy các cấp kiểm tra"."""

from __future__ import annotations

import regex

from extract.counts.nouns import behind
from extract.counts.patterns.lists import AND_NUMBER, IN_BRACKETS, IS_NUMBER, RECEIVES
from extract.counts.patterns.nouns import PLACES, SHORT_LEVELS, THRESHOLD
from extract.counts.patterns.people import BECAME
from extract.counts.scan import Scan, is_holding, rating
from extract.counts.verbs import DISCIPLINE
from extract.frames import frames, noun_class
from extract.tokens import Token

_EACH = regex.compile(r"(?<!\p{L})(?:mỗi|hằng|hàng)(?!\p{L})")
_PASSIVE = regex.compile(r"(?:^|[ ,])(?:được|(?<!dự )bị|phải|vừa được|đã được|đã bị)(?: [\p{L}\d]+){0,9} ?$")
_OF_ANOTHER = regex.compile(r"[,;]|(?:^| )(?:và|để|nhằm|khi|do|cho) ")
_CLASSES = regex.compile(r" (?:lớp|khóa) (?:bồi dưỡng|học|cảm tình|nhận thức)")  # "286 quần chúng đã qua 4 lớp …"
_LISTED = 4  # figures side by side that one verb behind them counts
_LABEL_ENDS = regex.compile(r"\s*(?:[,;.)(]|và |$)")


def right_verb(scan: Scan, position: int, token: Token, noun: str | None, listed: int = 0) -> str | None:
    """The verb of "12 người bị cách chức", "412 đảng viên chuyển sinh hoạt đến", "638 là số người … kết nạp được"."""
    folded = scan.text.folded
    predicate = IS_NUMBER.match(folded, token.end)
    depth = 0
    beyond = max(token.end, scan.noun_end)
    for index, follower in enumerate(scan.row[position + 1 : position + 12], position + 1):
        if follower.kind == "mark" and follower.end <= scan.noun_end:
            continue  # "90% tổ chức đảng, đảng viên hoàn thành tốt nhiệm vụ": within the noun
        if follower.kind == "mark" and follower.mark == "(":
            depth += 1
            continue
        if follower.kind == "mark" and follower.mark == ")":
            if depth == 0:
                return None
            depth -= 1
            continue
        if depth:
            continue
        if (
            follower.kind == "number"
            and not (scan.state.frame and scan.state.frame_own)
            and listed < _LISTED
            and AND_NUMBER.fullmatch(folded, scan.noun_end, follower.start)
            and noun is not None
        ):
            # "1.204 đảng viên và 318 tổ chức đảng được … kiểm tra": both are
            return shared_verb(scan, follower, listed + 1)
        if (
            follower.kind == "number"
            and not predicate
            and not THRESHOLD.search(folded, max(0, follower.start - 10), follower.start)
            and not _CLASSES.match(folded, follower.end)
        ):
            return None
        named = noun is not None or scan.noun_end > token.end
        if follower.kind == "mark" and follower.mark == "," and named and noun_goes_on(scan, follower):
            continue
        if (
            follower.kind == "mark"
            and follower.mark == ","
            and named
            and (place := next_place(scan, index)) is not None
        ):
            beyond = place.end
            continue
        if follower.kind == "mark" and follower.mark == "," and named and BECAME.match(folded, follower.end):
            continue  # "5.218 người, đã trở thành đảng viên"
        if follower.kind == "mark" and follower.mark == "," and (closing := insertion_end(scan, follower)) is not None:
            return right_verb(
                scan, closing, Token(token.start, scan.row[closing].end, "number", number=token.number), noun
            )
        if (
            follower.kind == "mark"
            and follower.mark == ","
            and listed < _LISTED
            and (second := listed_beside(scan, token, follower))
        ):
            return shared_verb(scan, second, listed + 1)
        if follower.kind == "mark" and follower.mark in ";.:,":
            return None
        verb = follower.code("verb")
        if verb is None:
            if follower.has("cue", "required"):
                return "discipline"
            continue
        if verb in ("second", "other_work") and any(
            t.has("verb", "train") for t in scan.row[scan.row.index(follower) + 1 :][:3]
        ):
            return "train"
        before = folded[token.end : follower.start]
        if " thì " in before and verb_unserved(scan):
            return None  # "Toàn tỉnh kết nạp 737 đảng viên mới thì đoàn viên do Đoàn giới thiệu có 577"
        surface = folded[follower.start : follower.end]
        if surface in SHORT_LEVELS and not rating(scan, position):
            continue  # "ba đảng viên đau yếu"
        if predicate or " mà " in before:
            if follower.code("verb") in frames():
                return verb
            continue
        if verb in frames() and surface in frames()[verb].behind:
            return verb
        if verb in DISCIPLINE and (RECEIVES.search(before) or " do " in before):
            return verb
        if surface.startswith(("được ", "bị ")) or _PASSIVE.search(before):
            if verb == "transfer" and folded.startswith(" đi", follower.end):
                return "transfer_out"
            if verb == "rate" and is_rated_noun(noun):
                return rating_after(scan, follower) or verb
            return verb
        if (
            verb in ("establish", "dissolve")
            and noun_class(noun) == "organisations"
            and not before.removeprefix(folded[token.end : scan.noun_end]).strip()
        ):
            return verb
        if verb == "introduce" and noun == "prospect" and before.endswith(" để "):
            return verb  # "chọn 705 đoàn viên ưu tú để giới thiệu sang cấp ủy"
        if verb == "introduce" and noun == "prospect" and folded.endswith(("chọn ", "chọn được "), 0, token.start):
            return verb  # "chọn 203 hội viên ưu tú giới thiệu sang cấp ủy"
        if verb == "introduce" and (
            surface in ("làm nguồn", "vào danh sách nguồn", "vào nguồn", "vào diện nguồn") or " do " in before
        ):
            return verb
        if verb == "rate" and is_rated_noun(noun):
            rated = rating_after(scan, follower)
            return rated or verb
        if verb in (
            "transfer_in",
            "transfer_out",
            "transfer",
            "official",
            "resign",
            "remove",
            "dissolve",
            "rate_excellent",
            "rate_good",
            "rate_completed",
            "rate_not",
            "rate_clean",
            "train",
            "suspend",
            "found",
            "expel",
            "strike_off",
        ) and not _OF_ANOTHER.search(IN_BRACKETS.sub("", folded[max(beyond, scan.noun_end) : follower.start])):
            if (verb in ("expel", "strike_off") and noun is None) or (
                verb == "train" and to_be_introduced(scan, token)
            ):
                return None
            return verb
        if verb == "award" and regex.search(r"nhận|tặng|trao", surface) and noun is not None and "," not in before:
            return verb
        return None
    return None


def listed_beside(scan: Scan, token: Token, comma: Token) -> Token | None:
    """ "|3 chi bộ, 1 đảng ủy bị khiển trách": the number behind the comma, whose verb both have."""
    if scan.state.frame or scan.counts or is_holding(scan, token):
        return None
    position = scan.row.index(comma)
    second = scan.row[position + 1] if position + 1 < len(scan.row) else None
    if second is None or second.kind != "number":
        return None
    if scan.noun_end <= token.end or scan.text.folded[scan.noun_end : second.start] != ", ":
        return None
    first, after = behind(scan, scan.row.index(token), token)[0], behind(scan, position + 1, second)[0]
    alike = noun_class(first) is not None and noun_class(first) == noun_class(after)
    return second if alike else None


def verb_unserved(scan: Scan) -> bool:
    """Whether the verb before has had no figure yet."""
    state = scan.state
    return state.frame in frames() and state.frame_own and state.frame_at > (scan.counts[-1].end if scan.counts else -1)


def shared_verb(scan: Scan, second: Token, listed: int) -> str | None:
    """The verb of a second number that the first one shares."""
    position = scan.row.index(second)
    noun, noun_end, _, known = behind(scan, position, second)
    if noun is None or not known:
        return None
    kept, scan.noun_end = scan.noun_end, noun_end
    verb = right_verb(scan, position, second, noun, listed)
    scan.noun_end = kept
    return verb


def to_be_introduced(scan: Scan, token: Token) -> bool:
    """ "mỗi chi bộ phải giới thiệu ít nhất |1 quần chúng ưu tú học lớp": planned is that they are found.

    Told as done ("giới thiệu |15 quần chúng học lớp"), they have been taught.
    """
    state, folded = scan.state, scan.text.folded
    if regex.search(r"[,;]", folded[state.frame_at : token.start]):
        return False
    each = _EACH.search(folded, scan.sentence.start, token.start) is not None
    planned = each or state.plan or state.cue("plan", "target", "required", "annual")
    return planned and state.frame == "introduce" and state.frame_at > (scan.counts[-1].end if scan.counts else -1)


def rating_after(scan: Scan, verb: Token) -> str | None:
    """The level of a rating right behind "xếp loại"."""
    position = scan.row.index(verb)
    for follower in scan.row[position + 1 : position + 3]:
        if follower.kind in ("mark", "number"):
            return None
        if (code := follower.code("verb")) is not None and code.startswith("rate_"):
            return code
    return None


def insertion_end(scan: Scan, comma: Token) -> int | None:
    """Where an inserted ", trong đó 4.307 cấp ủy viên," closes: the position of its second comma."""
    position = scan.row.index(comma)
    following = scan.row[position + 1] if position + 1 < len(scan.row) else None
    if following is None or not following.has("cue", "part"):
        return None
    for index in range(position + 2, min(position + 9, len(scan.row))):
        token = scan.row[index]
        if token.kind == "mark":
            return (
                index
                if token.mark == ","
                and index + 1 < len(scan.row)
                and regex.match(r" (?:đã |vừa )?(?:được|bị|phải)", scan.text.folded[token.end : token.end + 12])
                else None
            )
    return None


def noun_goes_on(scan: Scan, comma: Token) -> bool:
    """ "97 quân nhân, công nhân viên … được": a noun of two members."""
    position = scan.row.index(comma)
    following = scan.row[position + 1] if position + 1 < len(scan.row) else None
    return (
        following is not None
        and following.start - comma.end <= 1
        and (
            PLACES.match(scan.text.folded, following.start) is not None
            or following.has("people")
            or following.has("noun", "person", "student", "prospect")
        )
        and not following.has("verb")
    )


def next_place(scan: Scan, comma: int) -> Token | None:
    """ "|03 chi bộ ở Long Thành, Nhơn Trạch phải giải thể": the unit behind a comma that one stands before."""
    if comma + 1 >= len(scan.row):
        return None
    before, behind_it = scan.row[comma - 1], scan.row[comma + 1]
    listed = before.kind == "unit" and before.end == scan.row[comma].start and behind_it.kind == "unit"
    return behind_it if listed else None


def label_after(scan: Scan, position: int, token: Token) -> str | None:
    """ "gồm 50 khiển trách, 14 cảnh cáo và 5 khai trừ": the verb stands behind its number."""
    case = scan.text.folded.startswith(" trường hợp ", token.end)
    after = token.end + (len(" trường hợp ") if case else 1)
    following = next((t for t in scan.row[position + 1 : position + 3] if t.start == after), None)
    if following is None or scan.text.folded[after - 1] != " ":
        return None
    verb = following.code("verb")
    level = scan.text.folded[following.start : following.end] in SHORT_LEVELS and rating(scan, position)
    if verb not in ("expel", "reprimand", "warning", "dismiss", "strike_off", "resign") and not level:
        return None
    return verb if _LABEL_ENDS.match(scan.text.folded[following.end : scan.sentence.end]) else None


def is_rated_noun(noun: str | None) -> bool:
    """Whether a noun is one that is rated: members or organisations."""
    return noun_class(noun) in ("members", "organisations")
