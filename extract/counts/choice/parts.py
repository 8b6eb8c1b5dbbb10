"""Numbers that are parts of a count told before, or that count nothing of the Party."""

from __future__ import annotations

import regex

from extract.counts.choice.figure import NOTHING, PART, Choice, Figure, subject_since_verb, total
from extract.counts.parts import opened_class
from extract.counts.patterns.levels import ALONE, IS_SOME
from extract.counts.patterns.lists import PREDICATE
from extract.counts.scan import latest_members

_KIND = regex.compile(r"(?:,|,? và|;) \p{L}+(?: \p{L}+){0,3} ")
_ENDS = regex.compile(r"(?:[,;.)]|$| \(| và )")
_AMONG_THEM = regex.compile(r"trong (?:số )?(?:đó|này|ấy),? (?:đã |mới )?(?:chỉ có|có|gồm|bao gồm|chỉ) ")
_DELEGATES = regex.compile(r"\d (?:đại biểu|khách mời|thí sinh)(?!\p{L})")


def of_another_thing(figure: Figure) -> Choice | None:
    """ "12 thôn chưa có đảng viên; đầu nhiệm kỳ con số này là |30"."""
    if figure.noun is not None or not figure.story.foreign or not figure.state.cue("pronoun"):
        return None
    figure.state.spent = True
    return NOTHING


def labelled(figure: Figure) -> Choice | None:
    """A figure with a label: all of a kind that there are, or a part of the figure before."""
    if not figure.labels or figure.fresh or _did_something(figure):
        return None
    if _says_what_there_is(figure):
        return total(figure)
    state, last = figure.state, figure.last
    planned = figure.noun == "member" and last is None and state.cue("target", "assigned")
    planned = planned or figure.assigned
    if state.frame == "total":
        if last is not None:
            return PART
    elif not planned and (last is not None or figure.story.counts):
        beside = figure.noun in ("member", "committee_member") and last is not None and last.klass == "organisations"
        if beside and last is not None and state.frame == last.verb:
            return state.frame, "left"  # "giám sát 9 tổ chức đảng và 18 đảng viên là cấp ủy viên"
        return PART
    return PART if state.cue("part") and figure.story.counts else None


def _says_what_there_is(figure: Figure) -> bool:
    """Whether a figure with its noun and a label is of what there is, and no part of a figure told before.

    "toàn tỉnh mới có |212 tổ chức đảng trong doanh nghiệp", "Huyện đang có |327 đảng viên là người có đạo".
    """
    scan, state = figure.scan, figure.state
    if scan.counts or scan.outer or state.cue("part", "target", "assigned") or not figure.holding:
        return False
    if figure.klass == "organisations":
        return True
    owner = state.units[-1] if state.units else None
    if figure.noun != "member" or owner is None or owner.start < scan.sentence.start:
        return False
    latest = figure.story.last()
    return latest is not None and latest.sentence < scan.index and not any(u.name == owner.name for u in latest.units)


def of_those_before(figure: Figure) -> Choice | None:
    """ "…, thành lập được 34 tổ chức đảng. Trong đó có |2 tổ chức đảng thuộc hợp tác xã": of the sentence before."""
    scan, number = figure.scan, figure.token.number
    if figure.klass not in ("organisations", "members") or figure.fresh or number is None:
        return None
    if _AMONG_THEM.match(scan.text.folded, scan.sentence.start) is None or not figure.story.counts:
        return None
    told = figure.story.counts[-1] if not scan.counts else scan.counts[0].whole
    wholes = (c for c in figure.story.counts[-12:] if c.klass == figure.klass and c.whole is None)
    near = (c for c in wholes if told is not None and abs(c.sentence - told.sentence) <= 1 and c.sentence < scan.index)
    return PART if any(c.value is not None and c.value > number.value for c in near) else None


def among_those_named(figure: Figure) -> Choice | None:
    """ "Trong số tổ chức đảng mới có |2 thuộc hợp tác xã": of those that the sentence names first."""
    if not figure.bare or figure.token.number is None:
        return None
    named, value = opened_class(figure.scan), figure.token.number.value
    told = (c for c in figure.story.counts[-12:] if c.klass == named and c.whole is None and c.value is not None)
    return PART if named is not None and any(c.value > value for c in told if c.value is not None) else None


def among_delegates(figure: Figure) -> Choice | None:
    """ "Hội nghị có 300 đại biểu dự, trong đó |200 đảng viên": who was there."""
    if figure.noun != "member" or figure.fresh or not figure.state.cue("part") or figure.scan.counts:
        return None
    scan = figure.scan
    return NOTHING if _DELEGATES.search(scan.text.folded, scan.sentence.start, figure.token.start) else None


def kinds_of_those(figure: Figure) -> Choice | None:
    """ "287/791 TCCSĐ tổ chức xong đại hội; gồm |61 đảng bộ cơ sở": parts of those."""
    scan = figure.scan
    told = figure.klass == "organisations" and scan.predicated and figure.state.cue("part")
    return NOTHING if told and not figure.fresh and not scan.outer else None


def _did_something(figure: Figure) -> bool:
    """ "3 chi bộ thôn vùng giáo suốt năm không phát triển được đảng viên nào": what organisations did."""
    behind = figure.scan.text.folded, figure.scan.noun_end
    return figure.klass == "organisations" and PREDICATE.match(*behind) is not None


def predicate(figure: Figure) -> Choice | None:
    """ "|8 đảng bộ đã vượt kế hoạch": how many did so, not how many there are."""
    if figure.klass != "organisations" or (figure.fresh and not subject_since_verb(figure)):
        return None
    if not PREDICATE.match(figure.scan.text.folded, figure.scan.noun_end):
        return None
    figure.state.spent = figure.scan.predicated = True
    return None, "predicate"


def are_something(figure: Figure) -> Choice | None:
    """ "kết nạp 40 đảng viên; |12 người là nữ"."""
    scan = figure.scan
    if figure.fresh or not (figure.noun in ("member", "person") or (figure.noun is None and scan.counts)):
        return None
    if not IS_SOME.match(scan.text.folded, scan.noun_end if figure.noun else figure.token.end):
        return None
    if _says_what_there_is(figure):
        return total(figure)
    return PART if figure.latest is not None and latest_members(scan) else None


def alone(figure: Figure) -> Choice | None:
    """ "kết nạp 170 đảng viên, riêng vùng giáo không dưới |40": a part that only its place or kind names."""
    scan, last = figure.scan, figure.last
    if not figure.bare or last is None or scan.outer:
        return None
    start = figure.token.start
    if ALONE.match(scan.text.folded[last.end : start]) is None:
        return None
    told = any(t.kind in ("unit", "number", "date") or t.has("verb") for t in scan.row if last.end <= t.start < start)
    return None if told else PART


def one_more_kind(figure: Figure) -> Choice | None:
    """ "trường học 29, cơ quan |17, doanh nghiệp |8": one more part of a list, whatever it is called."""
    scan, last, token = figure.scan, figure.last, figure.token
    if not figure.bare or figure.fresh or last is None or last.whole is None or last.klass != "members":
        return None
    folded = scan.text.folded
    named = _KIND.fullmatch(folded, last.end, token.start) is not None and _ENDS.match(folded, token.end) is not None
    told = any(t.kind in ("unit", "number") or t.has("verb") for t in scan.row if last.end <= t.start < token.start)
    return PART if named and not told else None


def in_bracket_of_its_own(figure: Figure) -> Choice | None:
    """ "đánh bạc (9), gây tai nạn (|6)": one more part in a bracket of its own, whatever it is called."""
    scan, last, token = figure.scan, figure.last, figure.token
    if not figure.bare or last is None or last.whole is None or not scan.outer:
        return None
    folded = scan.text.folded
    brackets = figure.ends_with("(") and folded.endswith("(", 0, last.start) and folded.startswith(")", token.end)
    if not brackets or regex.search(r"[.;:]", folded[last.end : token.start]):
        return None
    told = any(t.kind in ("unit", "number") or t.has("verb") for t in scan.row if last.end <= t.start < token.start)
    return None if told else PART
