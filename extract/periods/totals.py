"""The day of a total: its own, that of the total beside it, the end of the period told, or publication."""

from __future__ import annotations

from dataclasses import replace

import regex

from extract.counts import Count
from extract.mentions import DateSpan
from extract.periods.told import Told
from extract.periods.total_days import (
    after_ceremony,
    eve_of,
    of_that_time,
    starts_year,
    told_before,
    told_now,
    told_then,
)
from extract.periods.when import DAY, FRESH, UNKNOWN, When

_THIS_TIME = regex.compile(
    r"(?<!\p{L})(?:(?:lúc|thời điểm|mốc) (?:này|ấy|đó)|(?:thời điểm|mốc) (?:nói )?trên|cùng thời điểm)(?!\p{L})"
)
_ON_BEHALF = regex.compile(r"đại biểu[^.;]*(?<!\p{L})(?:thay mặt|đại diện)(?!\p{L})")


class Totals:
    """Answers for the totals of one article; ``told`` is what its sentences have told so far."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.text, self.context, self.sentences = told.text, told.context, told.sentences
        self._total: tuple[int, When] | None = None
        """The total told last: its sentence and its day."""

    def of(self, count: Count, own: DateSpan | None) -> When:
        """The day of a total; ``own`` is the date that its sentence gives it."""
        when = self._day(count, own)
        self._total = count.sentence, when
        return when

    def _day(self, count: Count, own: DateSpan | None) -> When:
        sentence = self.sentences[count.sentence]
        published = self.context.published
        ceremony = after_ceremony(self.text, sentence, own, count.start)
        if ceremony and (day := self.told.event) is not None:
            return When(None, day.to, day.start, day.end, "carried")
        now = ceremony or told_now(self.text, sentence, own, count.start)
        if now and own is not None and own.start < count.start and published is not None:
            own = None
        if own is not None and own.role != "event":
            if own.role == "period" and not count.raised:
                self.told.remember(count, own)
            if published is not None and own.to is not None and own.to > published and self._to_be_reached(count, own):
                count.modality = "target"
            if published is None or own.to is None or own.to <= published or count.modality == "target":
                to = own.from_ if starts_year(self.text, own, count.start) else own.to
                if own.from_ == own.to and to is not None and eve_of(self.text, own):
                    to -= DAY
                return When(None, to, own.start, own.end, "own")
        if own is not None and own.role == "event" and of_that_time(self.text, sentence, own, count.start):
            eve = own.to is not None and eve_of(self.text, own)
            return When(None, own.to - DAY if eve and own.to is not None else own.to, own.start, own.end, "own")
        if count.modality == "target":
            carried = self.told.period["target"]
            return When(None, carried.to, carried.start, carried.end, "carried") if carried else UNKNOWN
        then = self.told.before
        if (
            then is not None
            and own is None
            and not now
            and told_then(self.text, sentence.start, count.start, founded=then is self.told.founded)
        ):
            return When(None, then.to, then.start, then.end, "carried")
        if (
            then is not None
            and own is None
            and then.role == "as_of"
            and _THIS_TIME.search(self.text.folded, sentence.start, count.start)
        ):
            # "đến cuối năm …. Số đảng viên lúc này là 1.103"
            return When(None, then.to, then.start, then.end, "just told")
        if own is None and not now and (met := self._on_behalf(count)) is not None:
            return When(None, met.to, met.start, met.end, "carried")
        if own is None and count.earlier:
            return UNKNOWN
        if own is None and not now and told_before(self.text, sentence.start, count.start):
            return UNKNOWN
        if then is not None and own is None and then.rule == "now" and self._said_right_before(then, count):
            return When(None, then.to, then.start, then.end, "carried")
        carried = self.told.period["actual"] or self.told.reviewed
        beside = self._total[1] if self._total is not None and self._total[0] == count.sentence else None
        if own is None and beside is not None and not now and beside.how in ("carried", "just told"):
            return beside  # "20.952 đảng viên ở 434 tổ chức cơ sở đảng": one day for both
        if own is None and not now and (with_them := self._of_those_founded(count)) is not None:
            return with_them
        if own is None and not now and (same := self._as_just_told(count)) is not None:
            return same
        if carried is not None and not now and self._still_holds(count, carried):
            return When(None, carried.to, carried.start, carried.end, "carried")
        if published is not None:
            return When(None, published, None, None, "published")
        if carried is not None and not now:
            return When(None, carried.to, carried.start, carried.end, "carried")
        if self.told.event is not None:  # nothing dates the article but what it tells of
            return When(None, self.told.event.to, self.told.event.start, self.told.event.end, "carried")
        return UNKNOWN

    def _on_behalf(self, count: Count) -> DateSpan | None:
        """ "Ngày 28/7, … Đại hội. Dự có 118 đại biểu, đại diện cho |742 đảng viên": those there were on that day."""
        sentence, event = self.sentences[count.sentence], self.told.event
        if event is None or self.text.line_at(event.start) is not self.text.line_at(count.start):
            return None
        return event if _ON_BEHALF.search(self.text.folded, sentence.start, count.start) is not None else None

    def _said_right_before(self, day: DateSpan, count: Count) -> bool:
        """ "Đến nay, còn 38 thôn phải sinh hoạt ghép. Doanh nghiệp mới có |146 tổ chức đảng": of today, too."""
        if count.sentence == 0:
            return False
        here, before = self.sentences[count.sentence], self.sentences[count.sentence - 1]
        return here.line == before.line and before.start <= day.start < before.end

    def _to_be_reached(self, count: Count, own: DateSpan) -> bool:
        """ "đến năm 2025, mỗi chi bộ có tối thiểu 5 đảng viên": what there is to be on a day to come."""
        return own.start < count.start and bool({"at_least", "at_most"} & count.qualifiers)

    def _of_those_founded(self, count: Count) -> When | None:
        """ "từ năm 2010 đến tháng 6.2016 … lập được 46 chi bộ với |1.558 đảng viên": at the end of that time."""
        flow = self.told.flow
        if flow is None or flow.sentence != count.sentence:
            return None
        joined = self.text.folded[flow.end : count.start] in (" với ", ", với ")
        return replace(flow.when, from_=None) if joined else None

    def _as_just_told(self, count: Count) -> When | None:
        """ "Đến cuối tháng 9 còn 54 tổ chức đảng. Đảng viên thì lên 2.027": the day of the total right before."""
        if self._total is None or self.context.published is None:
            return None
        index, when = self._total
        here, there = self.sentences[count.sentence], self.sentences[index]
        if count.sentence - index != 1 or here.line != there.line:
            return None
        if when.how == "published":
            return when  # "Hiện đông đảng viên nhất là …. Ở vùng biên giới, Đảng bộ xã X có |14 chi bộ": of today, too
        if when.how not in ("own", "just told"):
            return None
        if when.to is None or when.to > self.context.published or self.context.published - when.to > FRESH:
            return None
        return replace(when, how="just told")

    def _still_holds(self, count: Count, carried: DateSpan) -> bool:
        """Whether a total is as of the end of the period told before: a recent one, in one breath or of a large unit.

        What a commune or a cell has, that another paragraph tells of, it has today.
        """
        published = self.context.published
        if published is None or carried.to is None:
            return True
        if carried.to > published or published - carried.to > FRESH:
            return False
        if self.sentences[count.sentence].line == self.text.lines.index(self.text.line_at(carried.start)):
            return True
        below = any(unit.kind == "chi_bo" or unit.level in ("cell", "commune") for unit in count.units)
        return not below
