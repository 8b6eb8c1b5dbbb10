"""People who are counted, and no membership: who may join, joined the army, left, was rewarded or sent elsewhere."""

from __future__ import annotations

import regex

from extract.counts.aside import Aside, Left
from extract.counts.patterns.people import (
    ADMITS_AROUND,
    ADMITS_BEFORE,
    DID_NOT,
    ENLISTS,
    GIVEN_A_REWARD,
    MAY_JOIN,
    MILITIA,
    WENT_THEIR_WAY,
)
from extract.counts.right_verbs import verb_unserved
from extract.frames import noun_class

_SENT = regex.compile(
    r"(?: nữa)?(?: được [^,.;:\d]{0,70}?)? (?:về |đang |sang )?"
    r"(?:sinh hoạt tạm thời|giới thiệu (?:về|đến|sang) sinh hoạt|nhận (?:phụ trách|giúp đỡ|kèm cặp)"
    r"|tham gia (?:cấp ủy|đảng ủy|chi ủy|ban chi ủy) (?:xã|phường|cơ sở|chi bộ))(?!\p{L})"
)
_SENT_TO = regex.compile(r"sinh hoạt tạm thời (?:tại|ở|cùng|với) (?:các )?$")
# "7 đảng viên được giới thiệu về sinh hoạt cùng chi bộ thôn, gồm: Chi bộ thôn A |3 đồng chí, Chi bộ thôn B |2"
_SENT_LIST = regex.compile(
    r"(?:giới thiệu (?:về|đến|sang) sinh hoạt|sinh hoạt tạm thời|cử (?:về|xuống) sinh hoạt)(?!\p{L})"
    r"[^.;:]{0,80}(?P<list>: )[^.;:]*$"
)
_REACH_OF_AGE = 70  # code points
_AGE = regex.compile(
    r"(?<!\p{L})tuổi(?: đời)? (?:bình quân|trung bình)[^,;.]{0,50} (?:là|trên|dưới|khoảng|gần|còn|đạt) $"
)
_YOUNG = regex.compile(
    r" (?:thanh niên|tn|công dân)(?! (?:nhập ngũ )?là đảng viên|\p{L})"
)  # "huyện giao |247 thanh niên": for the army
_ENLISTED = regex.compile(r"(?<!\p{L})(?:nhập ngũ|giao quân|giao nhận quân|giao, nhận quân|tuyển quân)(?!\p{L})")
_LEAD = 400  # code points in which an article says what it is about


def of_those_who_may(one: Aside) -> Left | None:
    """ "|614 học sinh đủ điều kiện vào Đảng": who may be admitted, and was not yet."""
    if one.noun in ("member", "member_new") or verb_unserved(one.scan):
        return None  # "kết nạp |45 quần chúng ưu tú đủ điều kiện"
    return "nothing" if MAY_JOIN.match(one.folded, one.token.end) else None


def of_the_army(one: Aside) -> Left | None:
    """ "Dân quân kết nạp mới |214 chiến sĩ", "|45 thanh niên lên đường nhập ngũ": no admission to the Party."""
    if one.noun in ("member", "member_new"):
        return None
    if ADMITS_AROUND.match(one.folded, one.token.end) or ADMITS_BEFORE.search(one.folded, one.near, one.token.start):
        return None  # "kết nạp vào Đảng |15 thanh niên chuẩn bị nhập ngũ"
    young = one.noun == "person" and _YOUNG.match(one.folded, one.token.end) is not None
    handed_over = one.folded.endswith("giao ", 0, one.token.start) or _ENLISTED.search(one.folded, 0, _LEAD) is not None
    militia = MILITIA.search(one.folded, one.near, one.token.start) is not None
    if one.state.cue("part") and not militia:
        return None  # "Trong số đảng viên mới có |30 thanh niên"
    if one.state.frame == "admit" and verb_unserved(one.scan) and not militia:
        return None  # "kết nạp |5 thanh niên đã có lệnh gọi nhập ngũ"
    if not ((young and handed_over and not one.state.frame_own) or militia or ENLISTS.match(one.folded, one.token.end)):
        return None
    one.scan.refused = one.token.start
    return "other"


def of_age(one: Aside) -> Left | None:
    """ "tuổi bình quân của đảng viên trên |55": years."""
    opens = max(one.scan.sentence.start, one.token.start - _REACH_OF_AGE)
    alone = one.scan.noun_end <= one.token.end
    told = alone and _AGE.search(one.folded, opens, one.token.start) is not None
    return "nothing" if told else None


def of_those_who_left(one: Aside) -> Left | None:
    """ "|3 người chuyển công tác": what became of them is nothing of the Party's."""
    went = one.noun == "person" and WENT_THEIR_WAY.match(one.folded, one.scan.noun_end)
    return "other" if went else None


def of_those_rewarded(one: Aside) -> Left | None:
    """ "|64 đồng chí nhận bằng khen": who was rewarded, and no membership."""
    if noun_class(one.noun) not in ("members", "people"):
        return None
    if GIVEN_A_REWARD.match(one.folded, one.scan.noun_end, one.scan.sentence.end) is None:
        return None
    one.scan.refused = one.token.start
    return "other"


def of_those_who_did_not(one: Aside) -> Left | None:
    """ "số chưa học là |402 đồng chí": who did not do what others did."""
    if one.state.frame_own and one.state.frame != "total":
        return None
    return "other" if DID_NOT.search(one.folded, one.near, one.token.start) else None


def of_those_sent(one: Aside) -> Left | None:
    """ "|62 đảng viên sinh hoạt tạm thời tại 58 chi bộ", "thêm |412 đảng viên nữa nhận phụ trách hộ": no members."""
    sent_list = _SENT_LIST.search(one.folded, one.scan.sentence.start, one.token.start)
    admits = ADMITS_AROUND.match(one.folded, one.scan.noun_end) is not None
    # ": 12 đảng viên được kết nạp, trao Huy hiệu cho |34": verbs of their own
    listed = sent_list is not None and one.state.frame_at <= sent_list.end("list") and not admits
    more = one.folded.endswith("thêm ", 0, one.token.start)  # no verb of its own, though it may stand for one
    if one.state.frame_own and one.state.frame != "total" and not (more or listed):
        return None  # "kỷ luật |2 đảng viên tham gia cấp ủy xã"
    sent = noun_class(one.noun) == "members" and _SENT.match(one.folded, one.scan.noun_end) is not None
    where = listed or (one.of_organisations and _SENT_TO.search(one.folded, one.near, one.token.start) is not None)
    if not (sent or where):
        return None
    one.scan.refused = one.token.start
    return "other"
