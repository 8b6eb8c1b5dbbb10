"""What stands behind a number or before it: its noun, its labels, or that it is no count at all."""

from __future__ import annotations

import regex

from extract.counts.patterns.nouns import (
    AGAIN,
    ALL_OF_THEM,
    AMONG_THESE,
    ARE_PROBATIONARY,
    ARTICLE,
    DISCIPLINED_PLACES,
    ELIDED_AFTER,
    EQUALS,
    FEWER_THAN,
    GLUE,
    IN_WANT,
    IS_NUMBER_OF,
    NAMED_THINGS,
    PLACES_WITHOUT,
    RATED_PLACES,
    RATIO,
    THESE,
    VIOLATED,
)
from extract.counts.patterns.people import ENTERS, INTO_OTHERS
from extract.counts.scan import Scan, latest_count, part_of_members, rated_before
from extract.counts.verbs import DISCIPLINE
from extract.frames import Class, noun_class
from extract.mentions import Number
from extract.text import fold
from extract.tokens import Token

_MAY_HAVE_NUMBER = frozenset(
    "member member_probationary dang_bo_co_so chi_bo_co_so tccsd dang_bo_bo_phan".split()
)  # not "chi bộ có 12": its members


_PEOPLE_ENTER = regex.compile(
    r"[^,.;:()\d]{0,40} (?:đứng vào hàng ngũ|vào đảng|được kết nạp|trở thành đảng viên)(?!\p{L})"
)
# "kết nạp 14 dân quân vào lực lượng nòng cốt"
_INTO_FORCE = regex.compile(r" (?:mới|nòng cốt|năm thứ)(?!\p{L})|[^,.;]{0,20} vào (?!đảng)")


def behind(scan: Scan, position: int, token: Token) -> tuple[str | None, int, list[str], bool]:
    """What stands right behind a number: its noun, where it ends, labels, and whether it is a count at all."""
    folded = scan.text.folded
    noun: str | None = None
    labels: list[str] = []
    end = token.end
    at = token.end
    if predicate := IS_NUMBER_OF.match(folded, token.end):
        named = next((t for t in scan.row[position + 1 :] if t.start >= predicate.end() - 1 and t.kind == "cue"), None)
        if named is not None and named.code("noun") is not None and named.start <= predicate.end():
            return named.code("noun"), named.end, [], True
    if (are := ARE_PROBATIONARY.match(folded, token.end)) is not None:
        return "member_probationary", are.end(), [], True  # "87.102 đảng viên, 1.740 là dự bị"
    following = scan.row[position + 1] if position + 1 < len(scan.row) else None
    named = scan.row[position + 2] if position + 2 < len(scan.row) else None
    if (
        named is not None
        and folded[token.end : named.start] == " là "
        and noun_class(named.code("noun")) == "organisations"
    ):
        return named.code("noun"), named.end, [], True  # "còn lại 42 là chi bộ cơ sở"
    if following is not None and following.kind == "unit" and NAMED_THINGS.match(folded, token.end):
        return None, end, [], False  # "hai huyện Kim Bảng và Bình Lục": places, by their names
    if following is not None and following.has("verb") and folded.startswith(("lớp", "khóa"), following.start):
        return None, end, [], False  # "mở 9 lớp bồi dưỡng nhận thức về Đảng": classes, not people
    for follower in scan.row[position + 1 : position + 6]:
        gap = folded[at : follower.start]
        if follower.kind != "cue":
            break
        if not GLUE.fullmatch(gap):
            break
        if noun is None and follower.has("foreign", "youth_union") and ENTERS.match(folded, follower.end):
            noun, end, at = "prospect", follower.end, follower.end  # "600 đoàn viên công đoàn được đứng trong hàng ngũ"
            continue
        if noun is None and follower.has("foreign", "youth_union") and admits_introduced(scan, token):
            noun, end, at = "person", follower.end, follower.end  # "giới thiệu 1.940 đoàn viên, kết nạp |1.012"
            continue
        if noun is None and follower.has("foreign", "youth_union") and folded.startswith(" là đảng viên", follower.end):
            noun, end, at = "member", follower.end, follower.end  # "toàn tỉnh có |7.754 hội viên nông dân là đảng viên"
            continue
        militia = noun is None and folded.startswith("dân quân", follower.start) and scan.state.frame == "admit"
        if militia and admitted_by_party(scan) and not _INTO_FORCE.match(folded, follower.end):
            labels.append("soldier")  # "chi bộ kết nạp |7 dân quân"
            noun, end, at = "person", follower.end, follower.end
            continue
        if noun is None and follower.has("foreign", "youth_union") and scan.state.frame == "introduce":
            noun, end, at = "prospect", follower.end, follower.end  # "giới thiệu 22 hội viên cho Đảng"
            continue
        if (
            noun is None
            and (scan.state.frame or "").startswith(("inspect", "supervise"))
            and folded.startswith("bí thư", follower.start)
        ):
            noun, end, at = "committee_member", follower.end, follower.end  # "giám sát 5 chi bộ cùng 5 bí thư"
            continue
        if (
            noun is None
            and follower.has("foreign", "youth_union")
            and scan.state.cue("part")
            and part_of_members(scan)
            and not admits_anew(scan)
        ):
            labels.append("youth_union")  # "kết nạp 25 người, gồm 14 đội viên Tổng đội Thanh niên xung phong"
            at = end = follower.end
            continue
        if noun is None and (
            DISCIPLINED_PLACES.match(folded, follower.start) or RATED_PLACES.match(folded, follower.start)
        ):
            noun, end, at = "org", follower.end, follower.end  # "4 nơi phải nhận hình thức kỷ luật"
            continue
        if (
            noun is None
            and folded.startswith("người dân", follower.start)
            and _PEOPLE_ENTER.match(folded, follower.end)
        ):
            noun, end, at = "person", follower.end, follower.end  # "76 người dân X đã đứng vào hàng ngũ của Đảng"
            continue
        if noun is None and follower.has("foreign") and not follower.has("people"):
            rating = (scan.state.frame or "").startswith("rate") or rated_before(scan)
            if rating and folded[follower.start : follower.end] in ("đơn vị", "cơ sở", "nơi"):
                noun, end, at = "org", follower.end, follower.end
                continue
            return None, end, [], False
        if (
            follower.has("foreign", "youth_union")
            and scan.state.frame in ("admit", "total", None, "raise")
            and noun is None
            and (not part_of_members(scan) or admits_anew(scan))
            and " đảng" not in folded[follower.end : follower.end + 24]
        ):
            return None, end, [], False
        if noun is None and (code := follower.code("noun")) is not None:
            noun, end, at = code, follower.end, follower.end
            if follower.has("people"):
                labels += [cue.code for cue in follower.cues if cue.kind == "people"]
            continue
        if noun is not None and folded[follower.start : follower.end] == "người":
            at = follower.end
            continue  # "12 chị người Raglai"
        if follower.has("people") or follower.has("ethnic"):
            for cue in follower.cues:
                if cue.kind == "people":
                    labels.append(cue.code)
                elif cue.kind == "ethnic":
                    labels += [cue.code, "ethnic_minority"]
            at = end = follower.end
            continue
        if follower.has("cue", "part") and folded[follower.start : follower.end] in (
            "trong số đó",
            "trong đó",
            "trong số này",
        ):
            at = follower.end
            continue
        if (
            noun is None
            and not labels
            and folded[token.end : follower.start].strip() == ""
            and follower.has("cue", "each")
        ):
            break
        break
    if noun in (None, "member", "person") and not labels and (violated := violation_behind(scan, position, end)):
        return noun, violated.end, [violated.code("violation") or "", "violation"], True
    if noun is None and not labels and not is_elided(scan, position, token):
        return None, end, [], False
    return noun, end, labels, True


def violation_behind(scan: Scan, position: int, end: int) -> Token | None:
    """ "14 sa sút về phẩm chất đạo đức, lối sống", "14 trường hợp dính tới đất đai": what so many had done."""
    topic = scan.story.topic
    governed = scan.state.frame_own and scan.state.frame not in DISCIPLINE
    if topic is None or topic.verb not in DISCIPLINE or governed:
        return None
    for follower in scan.row[position + 1 : position + 6]:
        if follower.start < end:
            continue
        if follower.kind in ("mark", "number", "unit") or follower.has("verb"):
            return None
        if follower.has("violation"):
            gap = scan.text.folded[end : follower.start]
            return follower if VIOLATED.fullmatch(gap) else None
    return None


def admitted_by_party(scan: Scan) -> bool:
    """Whether the unit told last is a party organisation by its name, not the command that takes in the militia."""
    told = scan.state.units[-1] if scan.state.units else None
    return told is not None and told.kind in ("chi_bo", "dang_bo", "dang_uy") and "ban chỉ huy" not in fold(told.name)


def admits_anew(scan: Scan) -> bool:
    """Whether a verb of admitting stands behind the last count: "…; Đoàn trường kết nạp 260 đoàn viên"."""
    last = scan.counts[-1].end if scan.counts else -1
    return scan.state.frame == "admit" and scan.state.frame_own and scan.state.frame_at > last


# "…; đối với đảng viên, khiển trách 5, cảnh cáo 4"
_AS_TO = regex.compile(r"(?<!\p{L})(?:đối với|về|với) (đảng viên|cá nhân|tổ chức(?: đảng)?|tập thể)(?: \p{L}+)?[,:] $")
_NEW_OF_OTHERS = regex.compile(r" (?:đoàn viên|hội viên)(?: \p{L}+){0,2} mới(?!\p{L})")


def admits_introduced(scan: Scan, token: Token) -> bool:
    """ "giới thiệu được 1.940 đoàn viên ưu tú, kết nạp |1.012 đoàn viên": of those introduced, and into the Party."""
    last = scan.counts[-1] if scan.counts else None
    if last is None or last.indicator != "prospects_introduced" or not admits_anew(scan):
        return False
    if last.value is None or token.number is None or token.number.value > last.value:
        return False
    told = any(t.kind in ("unit", "date") for t in scan.row if last.end <= t.start < token.start)
    if INTO_OTHERS.search(scan.text.folded, token.end, min(scan.sentence.end, token.end + 60)) is not None:
        return False
    if _NEW_OF_OTHERS.match(scan.text.folded, token.end) is not None:
        return False  # "kết nạp |120 đoàn viên mới": the Youth Union's own
    return not told and ";" not in scan.text.folded[last.end : token.start]


def is_elided(scan: Scan, position: int, token: Token) -> bool:
    """Whether the noun behind a number is left out, and not some other thing that is counted."""
    following = scan.row[position + 1] if position + 1 < len(scan.row) else None
    rest = scan.text.folded[token.end : scan.sentence.end]
    if following is not None and not rest[: following.start - token.end].strip():
        return following.kind in ("mark", "date", "unit", "number") or (
            following.kind == "cue" and not following.has("foreign")
        )
    return bool(ELIDED_AFTER.match(rest))


def is_year(scan: Scan, token: Token, number: Number, noun: str | None) -> bool:
    """A bare four-digit year ("Hai năm 2015, 2016") is no count."""
    if (
        number.in_words
        or not 1930 <= number.value <= 2050
        or token.end - token.start != 4
        or not scan.text.folded[token.start : token.end].isdigit()
    ):
        return False
    before = next((t for t in reversed(scan.row) if t.end <= token.start and t.kind not in ("mark",)), None)
    return noun is None or (before is not None and before.kind == "date")


def is_ratio(scan: Scan, token: Token) -> bool:
    """ "cứ kết nạp mười hai người thì có một người phải ra": a proportion, no figures."""
    before = scan.text.folded[max(scan.sentence.start, token.start - 200) : token.start]
    if "cứ" not in before and "thà" not in before and "giả" not in before:
        return False
    return RATIO.search(before) is not None


def restates(scan: Scan, token: Token, number: Number, noun: str | None, noun_end: int) -> bool:
    """ "cả hai đều là giáo viên", "còn 68 đồng chí nữa": no figure of its own."""
    folded = scan.text.folded
    if folded.startswith(" nữa", noun_end) and "còn" in folded[max(0, token.start - 12) : token.start]:
        return True
    if (
        number.in_words
        and number.value == 1
        and noun is not None
        and ARTICLE.search(folded, max(0, token.start - 10), token.start)
    ):
        return True
    last = latest_count(scan)
    if (
        noun is not None
        and AGAIN.match(folded, noun_end)
        and any(c.value == number.value for c in scan.story.counts[-30:])
    ):
        return True
    if folded.endswith("con số ", max(0, token.start - 7), token.start) and any(
        c.value == number.value and c.start >= scan.text.lines[0].end for c in scan.story.counts[-12:]
    ):
        return True
    both = folded.endswith("cả ", max(0, token.start - 3), token.start) or folded.startswith("cả ", token.start)
    if both and ALL_OF_THEM.match(folded, token.end) and last is not None and last.klass != "members":
        return False  # "giới thiệu 6 quần chúng, cả 6 học xong lớp cảm tình Đảng": what became of them
    return both and noun is None and last is not None and last.value == number.value


def among_these(scan: Scan, token: Token, number: Number) -> bool:
    """ "Trong số 96 ấy, 88 là người DTTS": the figure told before, of which parts follow."""
    last = latest_count(scan)
    return (
        last is not None
        and last.value == number.value
        and AMONG_THESE.search(scan.text.folded, max(0, token.start - 16), token.start) is not None
        and THESE.match(scan.text.folded, token.end) is not None
    )


def of_other_things(scan: Scan, position: int) -> bool:
    """ "xóm trắng đảng viên chỉ còn 2": the subject right before is nothing of the Party."""
    if position < 2 or not scan.row[position - 1].has("have"):
        return False
    subject = scan.row[position - 2]
    gap = scan.text.folded[subject.end : scan.row[position - 1].start]
    return (
        subject.has("foreign", "thing")
        and "trắng" in scan.text.folded[subject.start : subject.end]
        and regex.fullmatch(r" (?:(?:chỉ|nay|vẫn|đã|hiện|đến nay) )*", gap) is not None
    )


def of_places_without(scan: Scan, token: Token) -> bool:
    """ "9 ấp không kết nạp được ai; đầu nhiệm kỳ là |21": places without members, at another time."""
    if not scan.text.folded.endswith((" là ", " còn "), 0, token.start):
        return False
    told = any(count.sentence == scan.index and count.value is not None for count in scan.counts)
    return not told and PLACES_WITHOUT.search(scan.text.folded, scan.sentence.start, token.start) is not None


def of_what_is_wanted(scan: Scan, token: Token) -> bool:
    """ "Số thôn phải sinh hoạt ghép giảm từ |31 xuống còn |2": places in want of something."""
    before = scan.text.folded[max(scan.sentence.start, token.start - 120) : token.start]
    return IN_WANT.search(before) is not None


def of_threshold(scan: Scan, token: Token) -> bool:
    """ "còn 4 thôn có dưới |5 đảng viên": no figure of members."""
    return FEWER_THAN.search(scan.text.folded, max(scan.sentence.start, token.start - 60), token.start) is not None


def named_before(scan: Scan, token: Token) -> bool:
    """Whether the noun before a number is what it counts ("số tổ chức … là 1.564", "giảm từ 672 xuống còn 591")."""
    gap = scan.text.folded[scan.state.noun_at : token.start]
    if gap in (" có ", " hiện có ", " thì có ") and scan.state.noun in _MAY_HAVE_NUMBER:
        return True  # "đảng bộ cơ sở có 16", "đảng viên có 46"
    return (bool(EQUALS.search(gap)) and ";" not in gap) or scan.state.cue("raised", "from_", "total")


def class_before(scan: Scan) -> Class | None:
    """The class (members, organisations) that an elided noun has from what was counted before."""
    state = scan.state
    if state.frame_noun is not None and not (state.whole is not None and scan.outer):
        return noun_class(state.frame_noun)
    if state.whole is not None and scan.outer:
        return state.whole.klass
    last = scan.counts[-1] if scan.counts else None
    opened = _AS_TO.search(scan.text.folded, last.end if last else scan.sentence.start, max(0, state.frame_start))
    if opened is not None and state.frame_start >= 0:
        return "members" if opened[1].startswith(("đảng viên", "cá nhân")) else "organisations"
    if last is None:
        told = scan.story.last()
        frame = state.frame or ""
        if told is not None and frame.startswith(("inspect", "supervise")) and told.sentence == scan.index - 1:
            return told.klass if told.verb == frame or told.verb.startswith(("inspect", "supervise")) else "members"
        return "members"
    goes_on = last.verb in DISCIPLINE or last.verb.startswith(("rate", "inspect", "supervise"))
    listed = (
        last.verb == "total" and state.frame == "total" and last.klass == "organisations" and state.noun_at <= last.end
    )
    return last.klass if goes_on or listed else "members"
