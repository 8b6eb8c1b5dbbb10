"""Numbers of a plan, and results held against one."""

from __future__ import annotations

import regex

from extract.counts.choice.figure import Choice, Figure
from extract.counts.patterns.levels import HAS
from extract.counts.verbs import PLANNED
from extract.frames import frames

_PLAN_BEHIND = regex.compile(r" (?:chỉ tiêu|kế hoạch)(?! (?:kiểm tra|giám sát))(?!\p{L})")


def result_of_target(figure: Figure) -> Choice | None:
    """ "mục tiêu là 10 nhưng 8 tháng qua mới có |4"."""
    if figure.scan.pending_target is None or figure.noun not in (None, "person") or figure.labels:
        return None
    if figure.state.frame in frames() and figure.state.frame != "total":
        return None
    return _planned_verb(figure), "topic"


def target(figure: Figure) -> Choice | None:
    """ "chỉ tiêu kết nạp là |125", "giao |40"."""
    scan, state, noun = figure.scan, figure.state, figure.noun
    if figure.klass not in ("members", "people", None) or figure.fresh or scan.outer:
        return None
    if figure.labels and not (figure.assigned or (noun == "member" and not scan.counts)):
        return None
    if not state.cue("target", "assigned") or state.cue("achieved", "exceeded", "part"):
        return None
    start = figure.token.start
    if noun == "member" and HAS.search(scan.text.folded, max(0, start - 14), start):
        return None
    return "admit" if scan.target_named else _planned_verb(figure), "topic"


def fraction_of_plan(figure: Figure) -> Choice | None:
    """ "mới đạt |1/6 chỉ tiêu kết nạp": a result over its plan."""
    number = figure.token.number
    if not figure.bare or number is None or number.denominator is None or figure.fresh or figure.scan.counts:
        return None
    of_plan = _PLAN_BEHIND.match(figure.scan.text.folded, figure.token.end)
    return (_planned_verb(figure), "topic") if of_plan else None


def average(figure: Figure) -> Choice | None:
    """ "bình quân mỗi năm |210 đảng viên": of what the story is about."""
    topic = figure.topic
    if figure.noun != "member" or figure.klass != "members" or figure.fresh or figure.holding:
        return None
    if topic is None or topic.verb not in PLANNED or not figure.state.cue("annual", "monthly", "average"):
        return None
    return topic.verb, "topic"


def _planned_verb(figure: Figure) -> str:
    """The verb of the story where that is planned; who was sent to a class before is not what "huyện giao |8" gives."""
    topic = figure.topic
    if topic is None or topic.verb not in PLANNED:
        return "admit"
    past = topic.verb in ("train", "introduce") and topic.modality == "actual" and topic.sentence != figure.scan.index
    return "admit" if past and figure.state.cue("assigned") else topic.verb
