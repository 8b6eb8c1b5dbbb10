"""The verb of a number from its sentence: the verb before it, or the noun where there is none."""

from __future__ import annotations

import regex

from extract.counts.choice.figure import NOTHING, PART, Choice, Figure, part_fits
from extract.counts.patterns.lists import ABOUT
from extract.counts.scan import antecedent, is_list_item
from extract.frames import frames

_REACH = 60  # code points
# "đưa tổng số đảng viên mới của năm lên |130"
_NEW_ONES = regex.compile(r"số đảng viên mới (?:của|trong|năm|cả)[^,;]*$")


def raised(figure: Figure) -> Choice | None:
    """ "đưa tổng số đảng viên lên |8.436", "đưa kết quả 9 tháng lên |171/250"."""
    state = figure.state
    if state.frame != "raise":
        return None
    folded, latest = figure.scan.text.folded, figure.latest
    result = figure.noun is None and folded.endswith(("kết quả", "con số"), 0, state.frame_at)
    if result and latest is not None and not latest.stock:
        return latest.verb, "same"  # "thêm 64 đảng viên mới, đưa kết quả 9 tháng lên 171/250"
    opens = max(figure.scan.sentence.start, figure.token.start - _REACH)
    new_ones = _NEW_ONES.search(folded, opens, figure.token.start) is not None
    admitted = new_ones or "kết nạp" in folded[state.frame_at : figure.token.start]
    return "admit" if admitted else "total", "raised"  # "đưa số đảng viên kết nạp từ đầu năm lên 63"


def announced(figure: Figure) -> Choice | None:
    """ "Về thi hành kỷ luật, toàn tỉnh có |74 đảng viên": the sentence opens by naming what it tells of."""
    scan, state = figure.scan, figure.state
    if figure.klass != "members" or figure.noun != "member" or scan.counts or not state.frame_own:
        return None
    if state.frame not in frames() or state.frame in ("total", "raise"):
        return None
    opens = ABOUT.fullmatch(scan.text.folded, scan.sentence.start, state.frame_start)
    return (state.frame, "left") if opens else None


def verb_before(figure: Figure) -> Choice | None:
    """ "kết nạp |41": the verb that holds; one that counts nothing leaves nothing."""
    frame = figure.state.frame
    if frame is None:
        return None
    if figure.noun == "member_new" and frame.startswith("rate"):
        return "admit", "noun"  # "22 TCCSĐ trong sạch, vững mạnh và |130 đảng viên mới"
    return (frame, "left") if frame in frames() else NOTHING


def new_members(figure: Figure) -> Choice | None:
    """ "|41 đảng viên mới"."""
    return ("admit", "noun") if figure.noun == "member_new" else None


def pronoun_behind_verb(figure: Figure) -> Choice | None:
    """ "gồm 9 khiển trách, 4 cảnh cáo; số này năm 2019 là |20": all of them, and not the form named last."""
    told = [at for code, at in figure.state.cues if code == "pronoun"]
    return pronoun(figure) if told and figure.bare and told[-1] > figure.state.frame_at else None


def pronoun(figure: Figure) -> Choice | None:
    """ "con số này là |30": what it goes back to."""
    meant = antecedent(figure.scan) if figure.state.cue("pronoun") else None
    return (meant.verb, "same") if meant is not None else None


def noun_alone(figure: Figure) -> Choice | None:
    """Members or organisations without a verb: a part, what the story is about, or what there is."""
    state, topic = figure.state, figure.topic
    if figure.klass not in ("members", "organisations") or is_list_item(figure.scan, figure.position):
        return None
    members = figure.klass == "members"
    if topic is not None and topic.rule == "count.heading" and topic.sentence == figure.scan.index - 1:
        heads = figure.token.start - figure.scan.sentence.start <= 2
        if heads and members and not figure.scan.counts:
            state.frame = topic.verb
            return topic.verb, "topic"  # "Kết quả kỷ luật ra sao? |1.274 đảng viên, trong đó …"
    if state.cue("part") and part_fits(figure):
        return PART
    if state.cue("ranking") and topic is not None and members:
        return topic.verb, "topic"
    if state.cue("target") and topic is not None:
        return topic.verb if members else "total", "topic"
    return "total", "have"
