"""When a figure holds, across sentences.

A flow takes the period of its sentence, else the one told before; a total holds on a day. Periods carry over until
another replaces them; "trước đó", "cùng kỳ" and the like open a period for one figure only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import regex

from extract.counts import Count
from extract.data import load
from extract.figure_dates import FigureDates
from extract.mentions import Context, DateSpan, Sentence
from extract.text import Text
from extract.tokens import Token
from extract.total_days import SINCE_BEFORE, of_that_time, starts_year, told_now, told_then
from extract.vocabulary import any_of

_WORDS = load("periods")
_BREAK = regex.compile(rf"{any_of(_WORDS['break'])}\b")
_BESIDE = regex.compile(rf"{any_of(_WORDS['beside'])}\b")
_PLANS = regex.compile(rf"{any_of(_WORDS['plans'])}[^,;.]{{0,30}}$")
_MEETING = regex.compile(rf"(?<!\p{{L}}){any_of(_WORDS['meeting'])}(?!\p{{L}})")
_COMPLETES = regex.compile(rf"hoàn thành[^,;.]{{0,16}} {any_of(_WORDS['plan_of_year'])}[^,;.\d]{{0,30}}$")
_MORE = regex.compile(r"(?<!\p{L})thêm(?!\p{L})")
_FRESH = timedelta(days=70)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class When:
    """The period of a figure: a flow's interval, or the day of a stock in ``to``."""

    from_: date | None
    to: date | None
    start: int | None
    end: int | None
    how: str


_UNKNOWN = When(None, None, None, None, "none")


class Periods:
    """Follows the periods of one article from sentence to sentence.

    ``counted`` are the sentences with figures of their own: the others may say of which period the next ones tell.
    """

    def __init__(
        self,
        text: Text,
        context: Context,
        sentences: list[Sentence],
        tokens: list[list[Token]],
        counted: frozenset[int],
    ) -> None:
        self.text, self.context, self.sentences, self.tokens = text, context, sentences, tokens
        self.counted = counted
        self.period: dict[str, DateSpan | None] = {"actual": None, "target": None}
        self.event: DateSpan | None = None
        self.ceremony: DateSpan | None = None
        self.before: DateSpan | None = None
        """The last date told in the sentences before: what "lúc ấy" means."""
        self._dates: FigureDates | None = None
        self._dates_of = self._told_in = -1

    def advance(self, index: int) -> None:
        """Take in the dates of one more sentence."""
        for token in self.tokens[index - 1] if index else ():
            if token.date is not None and token.date.role not in ("document", "anniversary", "comparison"):
                self.before = token.date
        self._set_period(index)

    def _set_period(self, index: int) -> None:
        """A sentence without figures may say of which period the next ones tell ("Nửa năm, …", "tổng kết năm 2025")."""
        row = self.tokens[index]
        for token in row:
            if token.date is not None and token.date.role == "event":
                self.event = token.date
                if self.ceremony is None and any(t.has("cue", "ceremony") or t.has("verb", "award") for t in row):
                    self.ceremony = token.date
        if index in self.counted and index > 0:
            return
        published = self.context.published
        self._set_plan(row)
        for token in row:
            day = token.date
            if day is None:
                continue
            if day.role not in ("period", "as_of") or day.to is None or (day.from_ == day.to and day.role == "period"):
                continue
            if (published is not None and (day.from_ is not None and day.from_ > published)) or _PLANS.search(
                self.text.folded, max(0, token.start - 50), token.start
            ):
                continue
            if self.period["actual"] is None or (
                index > 0
                and day.role == "period"
                and not _BREAK.search(self.text.folded, max(0, token.start - 18), token.start)
            ):
                self.period["actual"] = day
            return

    def _set_plan(self, row: list[Token]) -> None:
        """ "Nhiệm kỳ 2020 - 2025, Đảng bộ đề ra các mục tiêu: …": the period of the goals that follow."""
        published = self.context.published
        plan = next((token.start for token in row if token.has("cue", "plan", "target")), None)
        if published is None or plan is None:
            return
        for token in row:
            day = token.date if token.start < plan else None
            if day is not None and day.role == "period" and day.to is not None and day.to > published:
                self.period["target"] = day
                return

    def when(self, count: Count, row: list[Token]) -> When:
        """The period of a count, from its sentence or from those before."""
        if self._dates is None or self._dates_of != count.sentence:
            self._dates, self._dates_of = FigureDates(self.text, self.sentences[count.sentence], row), count.sentence
        own = self._dates.own(count)
        if count.stock:
            return self._as_of(count, own)
        return self._in_period(count, own, row)

    # --- flows ------------------------------------------------------------------------------------

    def _in_period(self, count: Count, own: DateSpan | None, row: list[Token]) -> When:
        """The interval of a flow."""
        if own is None and count.ceremony:
            own = self._event_in(row)
        if own is not None:
            if own.role == "event" and self._is_report(count, own):
                own = self.period[count.modality] or own
            when = self._own_interval(count, own, row)
            # "tính đến 30-6" with a start goes on as the whole stretch
            stretch = own.role == "as_of" and when.from_ is not None
            self._remember(count, replace(own, from_=when.from_, role="period") if stretch else own)
            return when
        if count.indicator == "members_awarded_badge" and (day := self.ceremony) is not None:
            return When(day.from_, day.to, day.start, day.end, "carried")
        carried = self.period[count.modality]
        if carried is None and count.modality == "actual":
            carried = self.event
        if carried is None:
            return _UNKNOWN
        start = carried.from_ if carried.role != "as_of" else None
        return When(start, self._end_of(carried), carried.start, carried.end, "carried")

    def _own_interval(self, count: Count, own: DateSpan, row: list[Token]) -> When:
        start = own.from_ if own.role != "as_of" else self._start_of(own, count, row)
        end = own.to
        if count.modality == "actual":
            end = self._end_of(own)
            if own.role == "as_of" and count.indicator in ("members_rated", "orgs_rated") and _ends_year(own):
                start = _first_of_year(own.to)  # one is rated for the year, at its end
        elif _COMPLETES.search(self.text.folded, max(0, count.start - 60), count.start) and _in_one_year(own):
            start = _first_of_year(own.to)  # "6 tháng cuối năm, phấn đấu hoàn thành chỉ tiêu 150": 150 in the year
        elif start is None and _MORE.search(self.text.folded, max(0, count.start - 30), count.start):
            published = self.context.published
            start = published if published is not None and end is not None and published < end else None
        return When(start, end, own.start, own.end, "own")

    def _is_report(self, count: Count, own: DateSpan) -> bool:
        """Whether the day of an event is only that of a meeting where a figure of the period told before was given."""
        if count.ceremony or count.indicator == "members_awarded_badge" or own.start > count.start:
            return False
        return _MEETING.search(self.text.folded, own.end, count.start) is not None

    def _end_of(self, day: DateSpan) -> date | None:
        """The end of an interval; "từ ngày 1-7, …" without one runs up to publication."""
        published = self.context.published
        if day.role != "event" or published is None or day.to is None or day.to > published:
            return day.to
        since = SINCE_BEFORE.match(self.text.folded, max(0, day.start - 24), day.start)
        return published if since is not None else day.to

    def _start_of(self, day: DateSpan, count: Count, row: list[Token]) -> date | None:
        """Where "tính đến …" began: the period that its sentence names, or the one told before that ends with it."""
        carried = self.period[count.modality]
        if carried is not None and carried.to is not None and day.from_ == carried.to + _DAY:
            return day.from_  # "năm 2015 …. Đến quý I/2016, lại có 18"
        spans = [t.date for t in row if t.date is not None and t.date.role == "period" and t.start < count.start]
        for span in spans + ([carried] if carried is not None and carried is not day and carried.to == day.to else []):
            if span.from_ and span.to and day.to and span.from_ <= day.to <= span.to:
                return span.from_
        return None

    def _event_in(self, row: list[Token]) -> DateSpan | None:
        return next((t.date for t in row if t.date is not None and t.date.role == "event"), None)

    def _remember(self, count: Count, own: DateSpan) -> None:
        """Keep the period of a figure for the sentences behind it."""
        folded, start = self.text.folded, self.sentences[count.sentence].start
        before = folded[max(start, own.start - 18) : own.start]
        current = self.period[count.modality]
        if (
            own.role == "comparison"
            or (self._dates is not None and self._dates.said_aside(own))
            or (current is not None and (own.role == "event" or self._looks_back(own, current, count.sentence)))
            or _BREAK.search(before)
            or _BREAK.match(folded, start)
            or (count.listed and own.start > count.start)
            or (current is not None and _BESIDE.match(folded, start) and _beside(own, current))
        ):
            return
        self.period[count.modality], self._told_in = own, count.sentence

    def _looks_back(self, own: DateSpan, current: DateSpan, sentence: int) -> bool:
        """Whether a period is only what the one told in the same sentence is measured by ("quý 1 năm ngoái là 174")."""
        before = own.to is not None and current.from_ is not None and own.to < current.from_
        return before and self._told_in == sentence

    # --- totals -----------------------------------------------------------------------------------

    def _as_of(self, count: Count, own: DateSpan | None) -> When:
        """The day of a total."""
        sentence = self.sentences[count.sentence]
        published = self.context.published
        now = told_now(self.text, sentence, own, count.start)
        if now and own is not None and own.start < count.start and published is not None:
            own = None
        if own is not None and own.role != "event":
            if own.role == "period" and not count.raised:
                self._remember(count, own)
            if published is None or own.to is None or own.to <= published or count.modality == "target":
                to = own.from_ if starts_year(self.text, own, count.start) else own.to
                return When(None, to, own.start, own.end, "own")
        if own is not None and own.role == "event" and of_that_time(self.text, sentence, own, count.start):
            return When(None, own.to, own.start, own.end, "own")
        if count.modality == "target":
            carried = self.period["target"]
            return When(None, carried.to, carried.start, carried.end, "carried") if carried else _UNKNOWN
        then = self.before
        if then is not None and own is None and not now and told_then(self.text, sentence.start, count.start):
            return When(None, then.to, then.start, then.end, "carried")
        carried = self.period["actual"]
        if carried is not None and not now and self._still_holds(count, carried):
            return When(None, carried.to, carried.start, carried.end, "carried")
        if published is not None:
            return When(None, published, None, None, "published")
        if carried is not None and not now:
            return When(None, carried.to, carried.start, carried.end, "carried")
        return _UNKNOWN

    def _still_holds(self, count: Count, carried: DateSpan) -> bool:
        """Whether a total is as of the end of the period told before: a recent one, of the main unit, in one breath."""
        published = self.context.published
        if published is None or carried.to is None:
            return True
        if carried.to > published or published - carried.to > _FRESH:
            return False
        if self.sentences[count.sentence].line == self.text.lines.index(self.text.line_at(carried.start)):
            return True
        below = any(unit.kind == "chi_bo" or unit.level == "cell" for unit in count.units)
        return not below and count.indicator != "orgs_total"


def _first_of_year(day: date | None) -> date | None:
    return date(day.year, 1, 1) if day is not None else None


def _ends_year(span: DateSpan) -> bool:
    return span.to is not None and (span.to.month, span.to.day) == (12, 31)


def _in_one_year(span: DateSpan) -> bool:
    return _ends_year(span) and (span.from_ is None or span.to is None or span.from_.year == span.to.year)


def _beside(inner: DateSpan, outer: DateSpan) -> bool:
    """Whether a period lies inside another, or wholly before it."""
    if inner.from_ is None or inner.to is None or outer.from_ is None or outer.to is None:
        return False
    within = outer.from_ <= inner.from_ and inner.to <= outer.to and inner.from_ != outer.from_
    return within or inner.to < outer.from_
