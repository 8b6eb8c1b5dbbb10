"""When a figure holds, across sentences.

A flow takes the period of its sentence, else the one told before; a total holds on a day. Periods carry over until
another replaces them; "trước đó", "cùng kỳ" and the like open a period for one figure only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import regex

from extract.counts import Count
from extract.mentions import Context, DateSpan, Sentence
from extract.text import Text
from extract.tokens import Token

_BREAK = regex.compile(r"(?:trước đó|cùng kỳ|cùng thời điểm|năm ngoái|năm trước|so với|trong khi)\b")
_AT_THE_TIME = regex.compile(r"(?:khi|lúc|ngày đầu|thời điểm|vào ngày|mới|thành lập|hợp nhất|sáp nhập)[^.;]{0,24}$")
_PLANS = regex.compile(r"(?:phương hướng|nhiệm vụ|triển khai|kế hoạch|mục tiêu|phấn đấu)[^,;.]{0,30}$")
_FRESH = timedelta(days=70)


@dataclass(frozen=True, slots=True)
class When:
    """The period of a figure: a flow's interval, or the day of a stock in ``to``."""

    from_: date | None
    to: date | None
    start: int | None
    end: int | None
    how: str


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

    def advance(self, index: int) -> None:
        """Take in the dates of one more sentence."""
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

    def when(self, count: Count, row: list[Token]) -> When:
        """The period of a count, from its sentence or from those before."""
        own = self._own_date(count, row)
        if count.stock:
            return self._as_of(count, own)
        if own is None and count.ceremony:
            own = self._event_in(row)
        if own is not None:
            if (
                own.role == "event"
                and not count.ceremony
                and count.indicator != "members_awarded_badge"
                and self.period[count.modality] is not None
            ):
                own = self.period[count.modality] or own
            self._remember(count, own)
            start = own.from_ if own.role != "as_of" else self._start_of(own, count, row)
            if count.modality == "target" and own.role == "as_of":
                start = None
            return When(start, own.to, own.start, own.end, "own")
        if count.indicator == "members_awarded_badge" and (day := self.ceremony) is not None:
            return When(day.from_, day.to, day.start, day.end, "carried")
        carried = self.period[count.modality] or (self.period["actual"] if count.modality == "actual" else None)
        if carried is None and count.modality == "actual":
            carried = self.event
        if carried is None:
            return When(None, None, None, None, "none")
        start = carried.from_ if carried.role != "as_of" else None
        return When(start, carried.to, carried.start, carried.end, "carried")

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

    def _start_of(self, day: DateSpan, count: Count, row: list[Token]) -> date | None:
        """Where "tính đến …" began: the period that its sentence names, or the one told before that ends with it."""
        spans = [t.date for t in row if t.date is not None and t.date.role == "period" and t.start < count.start]
        carried = self.period[count.modality]
        for span in spans + ([carried] if carried is not None and carried is not day and carried.to == day.to else []):
            if span.from_ and span.to and day.to and span.from_ <= day.to <= span.to:
                return span.from_
        return None

    def _own_date(self, count: Count, row: list[Token]) -> DateSpan | None:
        if count.date is not None:
            return count.date
        depth = 0
        for token in row:
            if token.start < count.end:
                continue
            if token.kind == "mark" and token.mark in "()":
                depth += 1 if token.mark == "(" else -1
                if depth < 0:
                    return None
                continue
            if depth > 0:
                continue
            if token.kind == "number" or (token.kind == "mark" and token.mark in ";."):
                return None
            if token.date is not None and token.date.role not in ("anniversary", "document", "comparison"):
                between = regex.sub(r"\([^()]*\)", "", self.text.folded[count.end : token.start])
                return (
                    None
                    if regex.search(r"chỉ tiêu|kế hoạch|so với|nghị quyết|%|của cả", between)
                    and count.modality == "actual"
                    else token.date
                )
        return None

    def _event_in(self, row: list[Token]) -> DateSpan | None:
        return next((t.date for t in row if t.date is not None and t.date.role == "event"), None)

    def _remember(self, count: Count, own: DateSpan) -> None:
        start = self.sentences[count.sentence].start
        before = self.text.folded[max(start, own.start - 18) : own.start]
        if (
            own.role == "comparison"
            or _BREAK.search(before)
            or _BREAK.match(self.text.folded, start)
            or (count.listed and own.start > count.start)
        ):
            return
        current = self.period[count.modality]
        if current is not None and self.text.folded.startswith("riêng", start) and _within(own, current):
            return
        self.period[count.modality] = own

    def _as_of(self, count: Count, own: DateSpan | None) -> When:
        if own is not None and own.role != "event":
            if own.role == "period" and not count.raised:
                self._remember(count, own)
            if (
                self.context.published is None
                or own.to is None
                or own.to <= self.context.published
                or count.modality == "target"
            ):
                return When(None, own.to, own.start, own.end, "own")
        if (
            own is not None
            and own.role == "event"
            and not count.now
            and not self.text.folded.endswith("từ ", 0, own.start)
            and _AT_THE_TIME.search(self.text.folded, max(0, own.start - 40), own.start)
        ):
            return When(None, own.to, own.start, own.end, "own")
        published = self.context.published
        if count.modality == "target":
            carried = self.period["target"]
            return (
                When(None, carried.to, carried.start, carried.end, "carried")
                if carried
                else When(None, None, None, None, "none")
            )
        carried = self.period["actual"]
        if carried is not None and not count.now and self._still_holds(count, carried):
            return When(None, carried.to, carried.start, carried.end, "carried")
        if published is not None:
            return When(None, published, None, None, "published")
        if carried is not None and not count.now:
            return When(None, carried.to, carried.start, carried.end, "carried")
        return When(None, None, None, None, "none")


def _within(inner: DateSpan, outer: DateSpan) -> bool:
    if inner.from_ is None or inner.to is None or outer.from_ is None or outer.to is None:
        return False
    return outer.from_ <= inner.from_ and inner.to <= outer.to and inner.from_ != outer.from_
