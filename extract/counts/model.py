"""What the reading of counts keeps: a count, the story so far, and what holds at a place in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from extract.classifier import Opinion
from extract.frames import Class
from extract.mentions import DateSpan, Number, UnitSpan
from schema import indicators


@dataclass(slots=True)
class Count:
    """One figure with what its sentence says of it; `facts` makes a fact of each unit it belongs to."""

    start: int
    end: int
    sentence: int
    indicator: str
    klass: Class
    verb: str
    rule: str
    number: Number | None = None
    value: float | None = None
    value_max: float | None = None
    target: float | None = None
    denominator: float | None = None
    rate: float | None = None
    share: float | None = None
    share_max: float | None = None
    modality: Literal["actual", "target"] = "actual"
    qualifiers: set[str] = field(default_factory=set)
    units: list[UnitSpan] = field(default_factory=list)
    unit_scope: Literal["own", "sentence", "whole", "none"] = "none"
    date: DateSpan | None = None
    whole: Count | None = None
    listed: bool = False
    ceremony: bool = False
    raised: bool = False
    part_cue: bool = False
    """Whether "trong đó" stood before it, so that it is told as a part although it has a verb of its own."""
    earlier: bool = False
    """Whether it is the level before a change ("từ |36 còn 30"): it held on a day that nobody tells."""
    evidence_start: int = 0
    evidence_end: int = 0

    @property
    def stock(self) -> bool:
        """Whether the figure holds on a day (a total), not in a period."""
        return indicators()[self.indicator].type == "stock"


@dataclass(slots=True)
class Story:
    """What the sentences so far have told: the topic, and the counts that parts may belong to."""

    counts: list[Count] = field(default_factory=list)
    published: date | None = None
    opinions: Mapping[int, Opinion] = field(default_factory=dict)
    """What the numbers most likely count, by where they begin."""
    topic: Count | None = None
    paragraph: int = -1
    foreign: bool = False
    """Whether the latest figure counted something that is not of the Party ("12 thôn chưa có đảng viên")."""
    plans: bool = False
    """Whether the heading above names plans ("Nhiệm vụ năm tới")."""
    by_share: int = -1
    """The paragraph whose percents are of all members, and of no plan ("xét theo tỷ lệ … với số đảng viên")."""
    mixed: int = -1
    """The paragraph that tells of organisations and members in one ("phát triển tổ chức đảng, đảng viên")."""

    def is_over(self, day: DateSpan | None) -> bool:
        """Whether a date lies wholly before publication."""
        return day is not None and day.to is not None and self.published is not None and day.to < self.published

    def last(self) -> Count | None:
        """The latest count told."""
        return self.counts[-1] if self.counts else None


@dataclass(slots=True)
class State:
    """What holds at a place in a sentence."""

    frame: str | None = None
    frame_at: int = -1
    frame_start: int = -1
    frame_own: bool = False
    noun: str | None = None
    labels: list[str] = field(default_factory=list)
    labels_at: int = -1
    cues: list[tuple[str, int]] = field(default_factory=list)
    units: list[UnitSpan] = field(default_factory=list)
    outside: list[UnitSpan] | None = None
    """The units before "riêng Chi bộ X 3": what the clause behind it, with a verb of its own, goes back to."""
    date: DateSpan | None = None
    plan: bool = False
    plan_after: bool = False
    """Whether the plan was told behind a result ("kết nạp 1.106, trong khi đại hội chỉ đề ra 1.000; …")."""
    badge: list[str] = field(default_factory=list)
    change: bool = False
    whole: Count | None = None
    fresh_units: bool = False
    spent: bool = False
    whole_at: int = -1
    spent_at: int = -1
    noun_at: int = -1
    frame_noun: str | None = None

    def fresh_whole(self, sibling: Count) -> bool:
        """Whether a whole was told since the last part, so that parts belong to it."""
        return self.whole_at > sibling.end

    def cue(self, *codes: str) -> bool:
        """Whether a mark of one of these codes holds."""
        return any(code in codes for code, _ in self.cues)

    def copy(self) -> State:
        """The state for a stretch of its own: the frame, the units and the date go on, labels and marks do not."""
        copied = State(**{name: getattr(self, name) for name in self.__slots__})
        copied.labels, copied.cues, copied.units, copied.badge = [], [], list(self.units), list(self.badge)
        return copied

    def bracket(self, start: int, whole: Count | None) -> State:
        """The state inside a bracket that opens at ``start``; a label right before it goes on inside."""
        inner = self.copy()
        inner.whole = whole
        if self.labels and start - self.labels_at <= 1:
            inner.labels, inner.labels_at = list(self.labels), self.labels_at
        return inner
