"""A part of a whole: "trong đó có 45 nữ", "hai trong số bốn đảng viên mới là người Khmer"."""

from __future__ import annotations

import regex

from extract.counts.building import keep_count, new_count, organisation_kind, put_number, read_manner
from extract.counts.model import Count
from extract.counts.patterns.levels import ONLY, OUT_OF
from extract.counts.scan import Scan
from extract.counts.verbs import DISCIPLINE
from extract.frames import Class, noun_class
from extract.mentions import Number
from extract.tokens import Token

_LEAST_PARTS = 2
_TOLD_ABOVE = regex.compile(r"(?: \p{L}+){0,3} (?:nói trên|kể trên|trên đây|này|ấy)(?!\p{L})")
_AMONG_NAMED = regex.compile(
    r"(?:- ?)?trong (?:tổng )?số (?:các |những |\d+ )?(tổ chức (?:cơ sở )?đảng|chi bộ|đảng bộ|tccsđ|đảng viên)(?!\p{L})"
)


def make_part(
    scan: Scan,
    token: Token,
    number: Number,
    noun: str | None,
    noun_end: int,
    labels: list[str],
    whole: Count | None = None,
) -> Count | None:
    """A part of a whole: it takes the indicator, the unit and the period of the whole."""
    if whole is None and not scan.state.spent:
        whole = named_whole(scan, number) or whole_for(scan, number)
    if whole is None:
        return None
    named = noun_class(noun) or opened_class(scan)
    if named in ("organisations", "members") and named != whole.klass:
        whole = next((c for c in reversed(scan.story.counts[-12:]) if c.klass == named and c.whole is None), whole)
    indicator, klass = whole.indicator, whole.klass
    only = scan.counts and (
        ONLY.search(scan.text.folded, max(0, token.start - 16), token.start) is not None
        or ("ethnic_minority" in labels and scan.text.folded.endswith("có ", 0, token.start))
    )
    if number.in_words and number.value == 1 and not (scan.outer or scan.state.cue("part") or only):
        return None  # "một cán bộ … nói": somebody, not a part
    if klass == "organisations" and noun_class(noun) in ("people", "members", "prospects"):
        return None
    if klass == "organisations" and noun is None and number.denominator not in (None, whole.value):
        return None  # "68 tổ chức đảng; |47/52 trưởng thôn là đảng viên": of others
    if noun == "member_probationary" and whole.indicator == "members_total":
        indicator = "members_probationary"
    count = new_count(scan, token, noun_end, indicator, klass, whole.verb, "count.part")
    count.whole = whole
    count.modality = whole.modality
    count.qualifiers |= (whole.qualifiers - {"rate_approx", "approx", "at_least", "at_most"}) | set(labels)
    if noun == "committee_member":
        count.qualifiers.add("committee_member")
    if klass == "organisations":
        count.qualifiers |= organisation_kind(scan, noun)
    read_manner(scan, count, 0, token)
    count.modality = whole.modality
    put_number(scan, count, number)
    if count.denominator is not None and count.target is not None:
        count.target = None
    own = (
        scan.state.units
        if scan.state.units and scan.state.units[-1].start > whole.end and whole.sentence == scan.index
        else []
    )
    narrowed = bool(own) and scan.text.folded.endswith("riêng ", 0, own[0].start)  # "riêng Chi bộ Trường X 4 học sinh"
    if own and (narrowed or not whole.units):
        count.units, count.unit_scope = list(own), "own"
    else:
        count.units, count.unit_scope = list(whole.units), "whole"
    own_date = scan.state.date is not None and whole.sentence == scan.index and scan.state.date.start >= whole.end
    if (scan.state.date is None or whole.date is not None) and not own_date:
        count.date = whole.date
    return count


def opened_class(scan: Scan) -> Class | None:
    """What a sentence that opens with "Trong số tổ chức đảng mới" goes on with."""
    opened = _AMONG_NAMED.match(scan.text.folded, scan.sentence.start)
    if opened is None:
        return None
    return "members" if opened[1].startswith("đảng viên") else "organisations"


def named_whole(scan: Scan, number: Number) -> Count | None:
    """ "kỷ luật 14 đảng viên …; 5/14 người giữ chức vụ": the figure told before that the fraction is of."""
    if number.denominator is None or number.value > number.denominator:
        return None
    near = (c for c in reversed(scan.story.counts[-12:]) if c.sentence >= scan.index - 1 and c.klass == "members")
    return next((c for c in near if c.value == number.denominator and c.modality == "actual"), None)


def whole_for(scan: Scan, number: Number) -> Count | None:
    """The whole that a part belongs to: the one before the bracket, else the latest that is large enough."""
    if scan.state.whole is not None and scan.outer:
        return (
            scan.state.whole.whole
            if scan.state.whole.whole is not None and is_smaller(scan, scan.state.whole, number)
            else scan.state.whole
        )
    pool = [c for c in scan.story.counts[-12:] + scan.counts if c.whole is None and c.value is not None]
    if not pool:
        return None
    sibling = next((c for c in reversed(scan.counts) if c.whole is not None), None)
    beside = sibling.whole if sibling is not None and not scan.state.fresh_whole(sibling) else None
    if beside is not None and not is_smaller(scan, beside, number):
        return beside
    if scan.state.labels and not scan.state.cue("part"):
        # women, young people, minorities are told of those admitted or of all, rarely of those transferred
        pool = [
            c for c in pool if c.indicator not in ("members_transferred", "members_made_official", "members_removed")
        ] or pool
    if not scan.state.plan and not any(c.modality == "target" and c.sentence == scan.index for c in pool):
        done = {c.indicator for c in pool if c.modality == "actual"}
        # of those admitted, and not of those planned
        pool = [c for c in pool if c.modality == "actual" or c.indicator not in done]
    if any(t.code("noun") == "member_new" for t in scan.row if t.start < number.start):
        # "Trong lớp đảng viên mới, nữ 34": of those admitted, and not of all
        pool = [c for c in pool if c.indicator == "members_admitted"] or pool
    if any(c.indicator == "members_total" for c in pool):
        # "371 đảng viên: dự bị 58; là sinh viên 52": parts of all, and not of those on probation
        pool = [c for c in pool if c.indicator != "members_probationary"] or pool
    whole_discipline = [c for c in pool if c.verb == "discipline"]
    if whole_discipline and scan.state.labels and not scan.outer:
        # "…, khai trừ 70; cấp ủy viên có 59": of all disciplined, not of those named last
        forms = [c for c in pool if c.verb in DISCIPLINE and c.verb != "discipline" and c.klass == "members"]
        pool = [c for c in pool if c not in forms]
    whole_list = [c for c in pool if not c.listed or c.sentence == scan.index]
    pool = whole_list or pool  # behind a list of units, women and young people are those of all
    told = [c for c in pool if c.date is None or c.date.role != "comparison" or c.sentence == scan.index]
    pool = told or pool  # those of last year are seldom divided
    near = [c for c in pool if c.sentence == scan.index]
    for count in reversed(near or pool):
        if not is_smaller(scan, count, number):
            return count if near else sum_of(count, pool)
    if sibling is not None and sibling.whole is not None and not is_smaller(scan, sibling.whole, number):
        return sibling.whole  # "Số này có 55 nữ, 73 người do Đoàn giới thiệu; |121 người tốt nghiệp THPT"
    # "kết nạp 20 đảng viên, trong đó có 25 nữ": kept with its doubt, for the text says so
    return near[-1] if near and scan.state.cue("part") else None


def sum_of(count: Count, pool: list[Count]) -> Count:
    """ "cả Đảng bộ kết nạp 143; thị trấn A 78, xã B 65. … |61 nữ": of the figure that the ones behind it make up."""
    beside = [c for c in pool if c.sentence == count.sentence and c.indicator == count.indicator]
    first, *rest = beside
    if len(rest) < _LEAST_PARTS or count is first or any(c.modality != first.modality for c in rest):
        return count
    return first if sum(c.value or 0 for c in rest) == first.value else count


def is_smaller(scan: Scan, count: Count, number: Number) -> bool:
    """Whether a count is smaller than a number, so that it cannot be its whole."""
    return count.value is not None and number.value is not None and count.value < number.value


def told_already(scan: Scan, token: Token) -> Count | None:
    """ "287 trong số |364 đảng viên nói trên": the count told before that a number goes back to."""
    if token.number is None or _TOLD_ABOVE.match(scan.text.folded, token.end) is None:
        return None
    wholes = (c for c in reversed(scan.story.counts[-12:]) if c.whole is None and c.value == token.number.value)
    return next(wholes, None)


def part_of_following(scan: Scan, position: int, token: Token, number: Number) -> bool:
    """ "hai trong số bốn đảng viên mới là người Khmer": the part stands before its whole."""
    match = OUT_OF.match(scan.text.folded, token.end)
    if match is None or position + 2 >= len(scan.row):
        return False
    following = next((t for t in scan.row[position + 1 : position + 4] if t.kind == "number"), None)
    if following is None or following.start != match.end():
        return False
    told = told_already(scan, following)
    if told is not None and told.klass == "members":
        part = make_part(scan, token, number, None, token.end, [], told)
        scan.refused = following.start
        return part is not None and keep_count(scan, part)
    scan.pending_part = (token, number)
    return True


def make_pending_part(scan: Scan, position: int, whole: Count, noun_end: int) -> None:
    """The part that stood before its whole: "hai trong số bốn đảng viên mới là người Khmer"."""
    if scan.pending_part is None:
        return
    token, number = scan.pending_part
    scan.pending_part = None
    if whole.verb.startswith("rate") and whole.number is not None:
        # "7 trong 23 tổ chức được công nhận trong sạch, vững mạnh": so many were rated so, of all
        whole.denominator, whole.value, whole.number = whole.value, number.value, number
        whole.start, whole.evidence_start = token.start, min(whole.evidence_start, token.start)
        return
    labels: list[str] = []
    for follower in scan.row[position + 1 : position + 7]:
        if follower.kind in ("mark", "number"):
            break
        for cue in follower.cues:
            if cue.kind in ("people", "ethnic"):
                labels += [cue.code] if cue.kind == "people" else [cue.code, "ethnic_minority"]
    part = new_count(scan, token, token.end, whole.indicator, whole.klass, whole.verb, "count.part")
    part.whole, part.modality, part.date = whole, whole.modality, whole.date
    part.units, part.unit_scope = list(whole.units), "whole"
    part.qualifiers |= whole.qualifiers | set(labels)
    part.evidence_end = max(part.evidence_end, noun_end)
    put_number(scan, part, number)
    keep_count(scan, part)
