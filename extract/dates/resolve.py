"""From forms to dates: ends tied by "từ … đến …" become one span, and each date gets its role."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

import regex

from extract.dates import calendar, roles
from extract.dates.anchors import Anchors
from extract.dates.form import DAYS, PERIODS, Form
from extract.dates.intervals import Intervals, Resolved, months_of
from extract.dates.memory import Memory
from extract.mentions import Context, DateSpan
from extract.text import Text
from extract.vocabulary import REACH
from schema.record import Precision

Role = Literal["period", "as_of", "event", "document", "comparison", "anniversary"]

# "hết tháng 6" is a day; "hết 6 tháng đầu năm" stays the period.
_HAVE_AN_END = (PERIODS - {"n_months", "half"}) | {
    "year",
    "year_bare",
    "year_this",
    "year_last",
    "year_relative",
    "year_again",
}
_AHEAD = timedelta(days=240)
_SAME = frozenset(("same_period", "same_day", "same_term"))
_ANNIVERSARY_YEARS = 5
_HISTORY_YEARS = 20  # so long before, a stretch of years is history, and no period of results
_INSERTED = regex.compile(r" *, *(?:khi|lúc|là +ngày|thời +điểm|sau +khi|tức)(?!\p{L})[^.;:,()]{3,90}, *(?:cho +)?")


class Resolver:
    """Resolves the forms of one text in order."""

    def __init__(self, text: Text, context: Context, forms: list[Form]) -> None:
        self.folded = text.folded
        self.memory = Memory(text.folded, context.published)
        years = frozenset(
            year for form in forms for year in ((form.year,) if form.year else ()) if form.rule not in DAYS
        )
        told = [form.year for form in forms if form.year is not None and self._tells_today(form)]
        self.anchors = Anchors(self.memory, years, max(told, default=None))
        self.intervals = Intervals(self.anchors, forms)

    def _tells_today(self, form: Form) -> bool:
        """Whether a form with a year can tell when an article that nothing dates was written: it plans nothing."""
        of_year = form.rule in ("year", "year_bare")  # "đến hết tháng 8/2019" is no plan
        planned = of_year and roles.YEAR_PLANNED_BEFORE.match(self.folded, max(0, form.start - 60), form.start)
        return not planned and not roles.planned(self.folded, form.start, form.end)

    def resolve(self, forms: list[Form]) -> list[DateSpan]:
        """The dates of the forms, in order."""
        spans: list[DateSpan] = []
        at = 0
        while at < len(forms):
            used, span = self._span_at(forms[at], forms[at + 1] if at + 1 < len(forms) else None)
            if span is not None:
                spans.append(span)
                self.memory.add(forms[at], span, tied=used > 1)
            at += used
        return spans

    def _span_at(self, form: Form, following: Form | None) -> tuple[int, DateSpan | None]:
        """The date that begins with a form, and how many forms it takes."""
        if form.rule.startswith("not:"):
            return 1, None
        if form.rule == "rest_of_term":
            return 1, self._rest_of_term(form)
        if form.rule.startswith("from_") or (form.rule == "term_whole" and form.part == "rest"):
            return self._open_span(form, following)
        if following is not None and self._leads_to(form, following):
            word = roles.FROM_BEFORE.match(self.folded, max(0, form.start - 24), form.start)
            span = self._closed_span(word.start(), form, following) if word else None
            if span is not None:
                return 2, span
        return 1, self._single(form)

    def _leads_to(self, form: Form, following: Form) -> bool:
        gap = roles.NOW_BETWEEN if following.rule in ("now", "end_of_year") else roles.TO_BETWEEN
        if following.rule == "now" and _INSERTED.fullmatch(self.folded, form.end, following.start):
            return True  # "từ ngày 1/7, khi xã mới vận hành, đến nay"
        return following.start - form.end <= 24 and bool(gap.fullmatch(self.folded, form.end, following.start))

    def _closed_span(self, start: int, form: Form, following: Form) -> DateSpan | None:
        """ "từ 1/7 đến 30/9/2024", "từ năm 2016 đến nay"."""
        last = self._middled(following, self.intervals.of(following))
        if last is None:
            return None
        published = self.memory.published
        if published is not None and following.rule in DAYS and following.year is None and last.to > published + _AHEAD:
            # "từ 1-7 đến 30-9 kết nạp 37 đảng viên trên chỉ tiêu 70": a stretch told with its plan has been
            last = self.intervals.of(replace(following, year=last.to.year - 1)) or last
        if (
            form.year is None
            and form.relation is None
            and following.year is not None
            and following.rule != "month_span"
        ):
            ends = 12 if following.rule in ("year", "year_bare") else _first_month(following)
            form = replace(form, year=following.year - (_first_month(form) > ends))
        first = self.intervals.of(form, before=last.to)
        if first is None:
            return None
        begins = first.to if roles.END_BEFORE.match(self.folded, start, form.start) else first.from_
        if begins > last.to:
            return None
        precision: Precision = first.precision if first.precision == last.precision else "day"
        rule = "from_to_now" if following.rule == "now" else "from_to"
        return DateSpan(
            start, following.end, begins, last.to, precision, anchored=first.anchored or last.anchored, rule=rule
        )  # fmt: skip

    def _open_span(self, form: Form, following: Form | None) -> tuple[int, DateSpan | None]:
        """ "từ đầu năm đến nay", "từ đó đến nay", "từ nay đến cuối năm", "từ đầu nhiệm kỳ đến nay"."""
        if following is not None and self._leads_to(form, following):
            last = self._middled(following, self.intervals.of(self._closing(form, following)))
            start = self._start_of(form, last)
            if last is None or start is None or start > last.to:
                return 2, None
            return 2, DateSpan(form.start, following.end, start, last.to, "day", anchored=True, rule=form.rule)
        return 1, self._unclosed(form)

    def _rest_of_term(self, form: Form) -> DateSpan | None:
        """ "từ nay đến cuối nhiệm kỳ": from publication to the end of the term in hand."""
        published, term = self.memory.published, self.anchors.term()
        if published is None or term is None or not term[0] <= published.year <= term[1]:
            return None
        last = date(term[1], 12, 31)
        return DateSpan(form.start, form.end, published, last, "day", anchored=True, rule=form.rule)

    def _middled(self, form: Form, last: Resolved | None) -> Resolved | None:
        """ "từ đầu năm đến giữa |tháng 5": up to the fifteenth."""
        if last is None or form.rule != "month" or last.from_.month != last.to.month:
            return last
        middle = roles.MIDDLE_OF_MONTH_BEFORE.match(self.folded, max(0, form.start - 40), form.start)
        return replace(last, to=last.to.replace(day=15), precision="day") if middle is not None else last

    def _unclosed(self, form: Form) -> DateSpan | None:
        """ "Từ đầu năm, …", "cũng từ đầu nhiệm kỳ, …": a span without its end runs up to publication."""
        memory, published = self.memory, self.memory.published
        if form.rule == "term_whole":
            term = self.anchors.term()
            if term is None or published is None or not date(term[0], 1, 1) < published <= date(term[1], 12, 31):
                return None
            return DateSpan(form.start, form.end, date(term[0], 1, 1), published, "day", anchored=True, rule=form.rule)
        if form.rule == "from_start_of_school_year":
            end = published or memory.last_day
            year = form.numbers[0] if form.numbers else calendar.school_year_of(end) if end else None
            if year is None or end is None or not date(year, 8, 1) < end < date(year + 1, 9, 1):
                return None
            opened = calendar.school_year(year)[0]
            return DateSpan(form.start, form.end, opened, end, "day", anchored=True, rule=form.rule)
        if form.rule != "from_start_of_year":
            return None
        that_day = roles.TO_THAT_DAY.match(self.folded, form.end, form.end + REACH) if memory.last_day else None
        if that_day is not None and memory.last_day is not None:
            start = date(form.year or memory.last_day.year, 1, 1)
            return DateSpan(form.start, that_day.end(), start, memory.last_day, "day", anchored=True, rule=form.rule)
        told = self._last_day_told() if published is None else published
        if form.year and (told is None or form.year != told.year):
            return DateSpan(form.start, form.end, *calendar.years(form.year, form.year), "year", rule="year")
        if memory.since_start is not None and not form.year:
            rule = "from_start_of_year_again"
            return DateSpan(form.start, form.end, *memory.since_start, "day", anchored=True, rule=rule)
        end = published or self._last_day_told()
        if end is None or roles.RIGHT_FROM_BEFORE.match(self.folded, max(0, form.start - 16), form.start):
            return None
        first = date(form.year or end.year, 1, 1)
        return DateSpan(form.start, form.end, first, end, "day", anchored=True, rule=form.rule)

    def _last_day_told(self) -> date | None:
        """ "Chiều 23/3/2018, … Như vậy, từ đầu năm …": where nothing dates the article, the day it tells of."""
        day = self.memory.last_day
        return day if day is not None and day.year == self.anchors.today and (day.month, day.day) != (12, 31) else None

    def _closing(self, form: Form, following: Form) -> Form:
        """The end of an open span with the year it must have: after "từ nay" the next such day, else the last."""
        published = self.memory.published
        if following.year or following.relation or not following.numbers:
            return following
        if form.year and form.rule == "from_start_of_year":
            return replace(following, year=form.year)  # "từ đầu năm 2011 đến ngày 31/5"
        if published is None or form.year:
            return following
        month = _last_month(following)
        if not month:
            return following
        if form.rule == "from_now":
            year = published.year + (month < published.month)
        elif following.rule in DAYS:
            year = calendar.nearest_year(month, following.numbers[-2], published, ahead=False) or published.year
        else:
            year = published.year - (month > published.month)
        return replace(following, year=year)

    def _start_of(self, form: Form, last: Resolved | None) -> date | None:
        published = self.memory.published
        if form.rule == "from_now":
            return published
        if form.rule == "from_then":
            return self.memory.last_from
        if form.rule == "term_whole":
            term = self.anchors.term()
            return date(term[0], 1, 1) if term else None
        if form.rule == "from_start_of_school_year":
            if form.numbers:
                return calendar.school_year(form.numbers[0])[0]
            return calendar.school_year(calendar.school_year_of(last.to))[0] if last else None
        if form.rule == "from_start_of_year":
            return date(form.year or last.to.year, 1, 1) if last else None
        if published is None:
            return None
        if form.rule == "from_start_of_month":
            return published.replace(day=1)
        quarter = (published.month + 2) // 3
        return calendar.quarters(published.year, quarter, quarter)[0]

    def _single(self, form: Form) -> DateSpan | None:
        """One expression with the word before it: "hết quý II" is a day, "so với năm 2022" a comparison."""
        resolved = self.intervals.of(form)
        if resolved is None:
            return None
        low, start = max(0, form.start - 40), form.start
        ends = roles.END_BEFORE.match(self.folded, low, start) if form.rule in _HAVE_AN_END else None
        if ends is not None:
            start = ends.start(1)
            resolved = replace(resolved, from_=resolved.to, precision="day")
        middle = roles.MIDDLE_BEFORE.match(self.folded, low, start) if form.rule in ("year", "year_this") else None
        if middle is not None:
            start, day = middle.start(1), date(resolved.to.year, 6, 30)
            resolved, ends = replace(resolved, from_=day, to=day, precision="day"), middle
        elif form.rule == "month" and resolved.from_.month == resolved.to.month:
            middle = roles.MIDDLE_OF_MONTH_BEFORE.match(self.folded, low, form.start)
            if middle is not None:  # "đến giữa tháng 3"
                start, day = middle.start(1), resolved.to.replace(day=15)
                resolved, ends = replace(resolved, from_=day, to=day, precision="day"), middle
        return DateSpan(
            start, form.end, resolved.from_, resolved.to, resolved.precision,
            anchored=resolved.anchored, role=self._role(form, resolved, low, as_of=ends is not None), rule=form.rule,
        )  # fmt: skip

    def _role(self, form: Form, resolved: Resolved, low: int, *, as_of: bool) -> Role:
        if form.rule in _SAME or roles.COMPARED_BEFORE.match(self.folded, low, form.start):
            return "comparison"
        if form.rule == "day_pair":
            return "anniversary" if resolved.to.year - resolved.from_.year >= _ANNIVERSARY_YEARS else "period"
        if form.rule == "years" and self._is_history(form, resolved, low):
            return "anniversary"
        if form.rule in ("years", "term") and not as_of:
            return "period"  # "5 năm tới (2020 - 2025)"
        if as_of or form.rule in ("now", "end_of_year") or roles.AS_OF_BEFORE.match(self.folded, low, form.start):
            return "as_of"
        return "event" if form.rule in DAYS or form.rule == "today" else "period"

    def _is_history(self, form: Form, resolved: Resolved, low: int) -> bool:
        """ "về nguồn tại Căn cứ X thời kỳ 1961-1962": a time long past, named as such."""
        published = self.memory.published
        if published is None or published.year - resolved.to.year < _HISTORY_YEARS:
            return False
        return roles.HISTORY_BEFORE.match(self.folded, low, form.start) is not None


def _last_month(form: Form) -> int:
    """The month in which an expression ends; 0 where it names none."""
    if form.rule in DAYS:
        return form.numbers[-1]
    return months_of(form)[1] if form.rule in PERIODS else 0


def _first_month(form: Form) -> int:
    """The month in which an expression begins; 0 where it names none."""
    if form.rule in DAYS:
        return form.numbers[-1]
    return months_of(form)[0] if form.rule.startswith(("month", "quarter")) and form.numbers else 0
