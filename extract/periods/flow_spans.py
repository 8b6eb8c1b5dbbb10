"""The first and last day of a flow whose date is known: what the words round figure and date make of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import regex

from extract.counts import Count
from extract.data import load
from extract.dates.roles import FROM_BEFORE
from extract.mentions import DateSpan
from extract.text import Text
from extract.tokens import Token
from extract.vocabulary import any_of

_WORDS = load("periods")
_COMPLETES = regex.compile(rf"hoàn thành[^,;.]{{0,16}} {any_of(_WORDS['plan_of_year'])}[^,;.\d]{{0,30}}$")
_MORE = regex.compile(r"(?<!\p{L})thêm(?!\p{L})")
_FOUNDED = any_of(_WORDS["founded"])
_FOUNDED_BEFORE = regex.compile(rf"(?<!\p{{L}})(?<!ngày ){_FOUNDED}[^.;]{{0,24}}$")
_FOUNDED_BEHIND = regex.compile(rf"[^.;]{{0,60}}?(?<!\p{{L}})(?<!ngày ){_FOUNDED}(?!\p{{L}})")
_SINCE_FOUNDED = regex.compile(
    rf"(?<!\p{{L}})(?:từ|sau|qua|trong)(?!\p{{L}})[^,;.]{{0,40}}?(?<!\p{{L}}){_FOUNDED}(?!\p{{L}})"
)
_RATED = ("members_rated", "orgs_rated")
_DAY = timedelta(days=1)
_YOUNG = timedelta(days=1100)


@dataclass(frozen=True, slots=True)
class FlowSpans:
    """Answers for the flows of one article; ``published`` is its day."""

    text: Text
    published: date | None

    def of(
        self, count: Count, own: DateSpan, row: list[Token], carried: DateSpan | None
    ) -> tuple[date | None, date | None]:
        """The interval of a flow with a date of its own; ``carried`` is the period told before."""
        folded = self.text.folded
        start = own.from_ if own.role != "as_of" else _start_of(own, count, row, carried)
        if count.modality == "actual":
            if own.role == "as_of" and count.indicator in _RATED and _ends_year(own):
                start = _first_of_year(own.to)  # one is rated for the year, at its end
            founded = count.indicator == "orgs_established" and own.role == "event" and own.start > count.start
            return start, own.to if founded else self.end(own)  # "30 đảng bộ được thành lập ngày 1-7": on that day
        if _COMPLETES.search(folded, max(0, count.start - 60), count.start) and _in_one_year(own):
            return _first_of_year(own.to), own.to  # "6 tháng cuối năm, phấn đấu hoàn thành chỉ tiêu 150": in the year
        if start is None and _MORE.search(folded, max(0, count.start - 30), count.start):
            ahead = self.published is not None and own.to is not None and self.published < own.to
            start = self.published if ahead else None
        return start, own.to

    def end(self, day: DateSpan) -> date | None:
        """The end of an interval; "từ ngày 1-7, …" without one runs up to publication."""
        one_day = day.role == "event" and day.from_ == day.to
        if not one_day or self.published is None or day.to is None or day.to > self.published:
            return day.to
        since = FROM_BEFORE.match(self.text.folded, max(0, day.start - 24), day.start)
        return self.published if since is not None or self.is_founded_on(day) else day.to

    def is_founded_on(self, day: DateSpan) -> bool:
        """Whether what follows was founded on a day ("Thành lập ngày 5-4-2018, Chi bộ đã kết nạp 12 đảng viên")."""
        before = _FOUNDED_BEFORE.search(self.text.folded, max(0, day.start - 60), day.start)
        return day.role == "event" and before is not None

    def is_founding(self, day: DateSpan) -> bool:
        """Whether a date is the day, not long ago, on which the unit told of was founded or merged."""
        if (
            day.role == "as_of"
            or self.published is None
            or day.from_ is None
            or not day.from_ <= self.published <= day.from_ + _YOUNG
        ):
            return False
        folded = self.text.folded
        before = _FOUNDED_BEFORE.search(folded, max(0, day.start - 60), day.start)
        return before is not None or _FOUNDED_BEHIND.match(folded, day.end, day.end + 80) is not None

    def since_founding(self, start: int, end: int) -> bool:
        """Whether a stretch says "từ khi thành lập đến nay", "sau hai tháng vận hành"."""
        return _SINCE_FOUNDED.search(self.text.folded, start, end) is not None


def _start_of(day: DateSpan, count: Count, row: list[Token], carried: DateSpan | None) -> date | None:
    """Where "tính đến …" began: the period that its sentence names, or the one told before that ends with it."""
    if carried is not None and carried.to is not None and day.from_ == carried.to + _DAY:
        return day.from_  # "năm 2015 …. Đến quý I/2016, lại có 18"
    spans = [t.date for t in row if t.date is not None and t.date.role == "period" and t.start < count.start]
    if carried is not None and carried is not day and carried.to == day.to:
        spans.append(carried)
    for span in spans:
        if span.from_ and span.to and day.to and span.from_ <= day.to <= span.to:
            return span.from_
    return None


def _first_of_year(day: date | None) -> date | None:
    return date(day.year, 1, 1) if day is not None else None


def _ends_year(span: DateSpan) -> bool:
    return span.to is not None and (span.to.month, span.to.day) == (12, 31)


def _in_one_year(span: DateSpan) -> bool:
    return _ends_year(span) and (span.from_ is None or span.to is None or span.from_.year == span.to.year)
