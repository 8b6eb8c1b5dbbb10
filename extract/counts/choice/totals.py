"""Numbers of what there is: behind a word of having, or the level told before on another day."""

from __future__ import annotations

import regex

from extract.counts.choice.figure import (
    NOTHING,
    PART,
    Choice,
    Figure,
    part_fits,
    subject_since_verb,
    total,
    unit_before,
)
from extract.counts.patterns.levels import MEMBERS_ARE, NOW, OF_ORGANISATIONS
from extract.counts.patterns.nouns import MADE_OFFICIAL
from extract.counts.patterns.percents import OF_PLAN
from extract.counts.scan import Scan, antecedent, same_class
from extract.counts.verbs import DISCIPLINE, PLANNED
from extract.frames import noun_class
from extract.tokens import Token

_EXAMPLE = regex.compile(r"(?:(?:điển hình|tiêu biểu|chẳng hạn|ví dụ),? )?(?:như|là) ")
_WHOSE = regex.compile(r"(?: đảng viên| đồng chí| đv)? (?:của|thuộc|ở|tại|trong)(?: các)? ")


def held(figure: Figure) -> Choice | None:
    """A number with its noun behind "có", "gồm", "với"."""
    state, noun, topic = figure.state, figure.noun, figure.topic
    organisations = figure.klass == "organisations"
    if not figure.holding or not (organisations or figure.klass == "members"):
        return None
    if figure.fresh and not subject_since_verb(figure):
        return None
    if noun == "member_new":
        return "admit", "noun"
    if state.cue("pronoun") and figure.ends_with(" là ") and (meant := antecedent(figure.scan)) is not None:
        return meant.verb, "same"  # "Nhiệm kỳ trước, con số này chỉ là |12 đảng viên Khmer"
    if _is_part(figure):
        return PART
    last = figure.last
    of_those = last is not None and last.indicator == "orgs_total" and last.end == figure.token.start - len(" với ")
    if of_those and figure.ends_with(" với ") and noun == "member":
        return total(figure)  # "nhiều nhất, 14 chi bộ với |127 đảng viên"
    ranked = state.cue("ranking")
    if ranked and topic is not None and noun == "member" and not _for_example(figure):
        told = next((c for c in reversed(figure.story.counts[-6:]) if c.klass == "members" and c.whole is None), topic)
        return (topic if topic.klass == "members" else told).verb, "topic"
    if topic is not None and topic.verb in PLANNED and _of_plan(figure):
        return topic.verb, "topic"
    of_its_own = figure.scan.text.folded[figure.token.end : figure.scan.noun_end + 11].endswith("trực thuộc")
    if ranked and organisations and not of_its_own and not same_class(figure.scan, figure.klass):
        state.spent = True
        return NOTHING  # "Nhiều nhất là huyện X với 7 chi bộ, …": of those that the text spoke of, not all
    return total(figure)


def _for_example(figure: Figure) -> bool:
    """ "Như Chi bộ thôn X, cuối năm có |56 đảng viên": an example of a cell, with all its members."""
    owner = figure.state.units[-1] if figure.state.units else None
    cell = owner is not None and owner.kind == "chi_bo" and figure.noun == "member"
    return cell and _EXAMPLE.match(figure.scan.text.folded, figure.scan.sentence.start) is not None


def _is_part(figure: Figure) -> bool:
    """Whether a number behind a word of having is a part of the count before."""
    scan = figure.scan
    if not (figure.state.cue("part") or (scan.outer and figure.klass == "organisations")):
        return False
    if figure.noun == "member_probationary" or figure.latest is None:
        return False
    return same_class(scan, figure.klass) and part_fits(figure)


def _of_plan(figure: Figure) -> bool:
    """ "Hết quý I mới có |49 đồng chí, đạt 18,8%": of admissions planned."""
    topic = figure.topic
    if topic is None or figure.noun not in ("person", "member"):
        return False
    short = figure.ends_with("mới có ") or figure.ends_with("mới chỉ có ")  # "mới có |78 đảng viên, bằng 65% kế hoạch"
    planned = short or figure.noun == "person" or topic.modality == "target" or _planned_before(figure)
    return planned and OF_PLAN.match(figure.scan.text.folded, figure.scan.noun_end) is not None


def _planned_before(figure: Figure) -> bool:
    """Whether the sentence before told a plan of what the topic counts."""
    topic, before = figure.topic, figure.scan.index - 1
    return topic is not None and any(
        c.modality == "target" and c.verb == topic.verb and c.sentence == before for c in figure.story.counts[-6:]
    )


def made_official(figure: Figure) -> Choice | None:
    """ "công nhận |233 đảng viên dự bị thành đảng viên chính thức": what became of them."""
    if figure.noun != "member_probationary":
        return None
    return ("official", "right") if MADE_OFFICIAL.match(figure.scan.text.folded, figure.scan.noun_end) else None


def probationary(figure: Figure) -> Choice | None:
    """ "Đảng bộ có 160 đảng viên, |9 đảng viên dự bị", "trong đó dự bị |9 đồng chí"."""
    if figure.noun != "member_probationary" or figure.fresh:
        return None
    latest = figure.latest
    if latest is None or latest.sentence < figure.scan.index - 1:
        return None
    return ("total", "have") if latest.indicator in ("members_total", "members_probationary") else None


def official_members(figure: Figure) -> Choice | None:
    """ "có 160 đảng viên (|151 đảng viên chính thức)": no indicator has them."""
    return NOTHING if figure.noun == "member_official" and figure.state.frame == "total" else None


def of_another_day(figure: Figure) -> Choice | None:
    """ "…; cuối năm 2019 là |1.501": what was counted before, on another day."""
    if not figure.bare or figure.fresh or figure.state.frame not in (None, "total"):
        return None
    if figure.state.date is None or figure.latest is None:
        return None
    return ("total", "same") if _date_then_number(figure) else None


def _date_then_number(figure: Figure) -> bool:
    """Whether only a date and "là", ":" or "đạt" stand before the number in its clause."""
    row, position = figure.scan.row, figure.position
    before = row[position - 1] if position else None
    if before is not None and (before.has("have") or before.has("cue", "achieved") or before.mark == ":"):
        before = row[position - 2] if position > 1 else None
    return before is not None and before.kind == "date"


def disciplined_organisations(figure: Figure) -> Choice | None:
    """ "Kỷ luật 1.274 đảng viên …. Tổ chức đảng có |19: cảnh cáo 2, khiển trách 17": of those disciplined."""
    topic = figure.topic
    if not figure.bare or topic is None or topic.verb not in DISCIPLINE or topic.sentence < figure.scan.index - 3:
        return None
    told = not figure.scan.counts and says_of_organisations(figure.scan, figure.token)
    return ("discipline", "topic") if told else None


def says_of_organisations(scan: Scan, token: Token) -> bool:
    """ "Tổ chức đảng có |19: cảnh cáo 2, …": what is counted stands before the figure."""
    if noun_class(scan.state.noun) != "organisations":
        return False
    gap = scan.text.folded[scan.state.noun_at : token.start]
    alone = scan.text.folded.startswith((":", ",", ";", ".", " ("), token.end)
    return gap in (" có ", " thì có ", " là ") and alone


def of_same_period(figure: Figure) -> Choice | None:
    """ "kiểm tra 28 đảng viên (cùng kỳ năm 2021 là |33 đảng viên)": what was done before, no total."""
    latest, state = figure.latest, figure.state
    if figure.klass not in ("members", "organisations") or figure.fresh or not figure.holding:
        return None
    compared = state.cue("same_period") or (state.date is not None and state.date.role == "comparison")
    if not compared or latest is None or latest.stock or latest.klass != figure.klass:
        return None
    return (latest.verb, "same") if latest.sentence == figure.scan.index else None


def of_today(figure: Figure) -> Choice | None:
    """ "ra mắt với bốn đảng viên, nay |19"."""
    scan, latest = figure.scan, figure.latest
    if not figure.bare or figure.fresh or scan.outer:
        return None
    if not NOW.search(scan.text.folded, figure.near(40), figure.token.start):
        return None
    near = latest is not None and latest.stock and latest.sentence >= scan.index - 1
    return ("total", "same") if near else None


def of_organisation_again(figure: Figure) -> Choice | None:
    """ "Đảng bộ tròn 303 đảng viên; …, năm 2005, Đảng bộ mới có |255": the members again, of a party organisation."""
    scan, latest = figure.scan, figure.latest
    if not figure.bare or figure.fresh or scan.outer or not figure.holding or figure.state.cue("ranking"):
        return None
    if latest is None or latest.indicator != "members_total" or latest.sentence < scan.index - 1:
        return None
    owner = unit_before(figure)
    return ("total", "same") if owner is not None and owner.kind in ("dang_bo", "chi_bo") else None


def members_are(figure: Figure) -> Choice | None:
    """ "Đảng viên toàn xã hiện là |212"."""
    if figure.klass not in ("people", None) or figure.state.frame is not None:
        return None
    scan = figure.scan
    opens = MEMBERS_ARE.fullmatch(scan.text.folded, scan.sentence.start, figure.token.start)
    return ("total", "left") if opens else None


def organisations_of_members(figure: Figure) -> Choice | None:
    """ "thay mặt 2.036 đảng viên của |62 tổ chức đảng trực thuộc": all that they are of."""
    last = figure.last
    if figure.klass != "organisations" or last is None or last.indicator != "members_total" or last.whole is not None:
        return None
    between = figure.scan.text.folded[last.end : figure.token.start]
    return ("total", "have") if last.modality == "actual" and _WHOSE.fullmatch(between) else None


def organisations_of_admissions(figure: Figure) -> Choice | None:
    """ "kết quả kết nạp đảng viên của |69 đảng bộ": those there are; else organisations are not admitted."""
    state, start = figure.state, figure.token.start
    if figure.klass == "organisations" and state.frame == "train":
        return NOTHING if OF_ORGANISATIONS.search(figure.scan.text.folded, max(0, start - 6), start) else None
    if figure.klass != "organisations" or state.frame != "admit":
        return None
    if OF_ORGANISATIONS.search(figure.scan.text.folded, max(0, start - 6), start):
        return "total", "have"
    return NOTHING if not (figure.fresh or state.cue("part")) else None
