"""From one form to its interval: a method for each kind of expression."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from extract.dates import calendar, roles
from extract.dates.anchors import Anchors
from extract.dates.calendar import Interval
from extract.dates.form import DAYS, PERIODS, Form
from schema.record import Precision

_NEW_YEAR = 2  # until this month the years that have passed are whole ones
_REPORTED = (6, 9)  # months after which all report


@dataclass(frozen=True, slots=True)
class Resolved:
    """An interval, its precision, and whether its year came from outside the expression."""

    from_: date
    to: date
    precision: Precision
    anchored: bool


class Intervals:
    """Resolves single forms; ``forms`` are all forms of the text."""

    def __init__(self, anchors: Anchors, forms: list[Form]) -> None:
        self.anchors = anchors
        self.memory = anchors.memory
        self.months_named = {f.numbers[0]: f for f in forms if f.rule == "n_months" and f.part in ("first", "last")}
        self.months_resolved: dict[int, Resolved] = {}

    def of(self, form: Form, before: date | None = None) -> Resolved | None:
        """The interval of a form, ``None`` where nothing fixes its year; ``before`` bounds its year."""
        rule = form.rule
        if rule in DAYS:
            return self._days(form, before)
        if rule in PERIODS:
            return self._period(form, before)
        if rule in ("year", "year_bare"):
            return Resolved(*calendar.years(form.numbers[0], form.numbers[0]), "year", False)
        if rule in ("years", "year_list"):
            return Resolved(*calendar.years(form.numbers[0], form.numbers[-1]), "years", False)
        if rule == "month_span":
            first_month, first_year, last_month, last_year = form.numbers
            return Resolved(
                date(first_year, first_month, 1), calendar.month_end(last_year, last_month), "months", False
            )
        if rule == "term":
            return _of_term((form.numbers[0], form.numbers[1]), form, anchored=False)
        if rule == "school_year":
            return Resolved(*calendar.school_year(form.numbers[0]), "year", False)
        return self._anchored(form)

    def _anchored(self, form: Form) -> Resolved | None:
        """Expressions that say no year at all."""
        rule, published = form.rule, self.anchors.published
        if rule in ("term_relative", "term_whole"):
            return self._term(form)
        if rule in ("same_period", "same_day", "same_term"):
            return self._same(form)
        if rule == "now":
            today = published or self.memory.as_of_day  # "tính đến ngày 15-9-2008 …. Đến thời điểm này …"
            return Resolved(today, today, "day", True) if today else None
        if rule == "today":
            day = published and published - timedelta(days=form.relation == "before")
            return Resolved(day, day, "day", True) if day else None
        if rule == "n_years":
            return self._years_past(form.numbers[0])
        if rule == "year_again":
            year = self.memory.last_from.year if self.memory.last_from else None
            return Resolved(*calendar.years(year, year), "year", True) if year else None
        if rule == "school_year_relative":
            first = self.anchors.school_year_of_relation(form)
            return Resolved(*calendar.school_year(first), "year", True) if first else None
        if rule == "month_relative":
            return self._month_relative(form)
        if rule == "quarter_relative":
            quarter = self.memory.last_quarter
            return Resolved(*quarter, "quarter", True) if quarter and form.relation == "this" else None
        year = self.anchors.whole_year(form)
        if year is None:
            return None
        if rule == "end_of_year":
            return Resolved(date(year, 12, 31), date(year, 12, 31), "day", True)
        return Resolved(*calendar.years(year, year), "year", True)

    # --- days -------------------------------------------------------------------------------------

    def _days(self, form: Form, before: date | None) -> Resolved | None:
        """A day, days of one month, or two days tied by a hyphen."""
        *opening, number, month = form.numbers
        year = form.year or self.anchors.year_of_day(form, month, number, before)
        last = calendar.day(year, month, number) if year else None
        first = last
        if year and form.rule == "days_of_month":
            first = calendar.day(year, month, opening[0])
        elif year and form.rule == "day_pair":
            first_day, first_month, first_year = opening
            first = calendar.day(
                first_year or year - ((first_month, first_day) > (month, number)), first_month, first_day
            )
        if first is None or last is None or first > last:
            return None
        return Resolved(first, last, "day", form.year is None)

    # --- months, quarters, halves -----------------------------------------------------------------

    def _period(self, form: Form, before: date | None) -> Resolved | None:
        if form.year is None and form.rule == "half" and form.part == "past":
            return self._half_past(form)
        if form.year is None and form.relation is None and form.rule == "n_months" and form.part in ("past", "all"):
            return self._months_past(form)
        first, last = months_of(form)
        year = form.year
        if year is None:
            related = form.relation is not None
            year = (
                self.anchors.year_of_relation(form)
                if related
                else self.anchors.year_of_months(form, first, last, before)
            )
        if year is None:
            return None
        resolved = Resolved(*calendar.months(year, first, last), _precision(form, first, last), form.year is None)
        if form.rule in ("n_months", "half") and not (self.anchors.published and resolved.to > self.anchors.published):
            self.months_resolved.setdefault(last - first + 1, resolved)
        return resolved

    def _half_past(self, form: Form) -> Resolved | None:
        """ "nửa năm qua", "nửa năm": the half that lies behind, not a length of time."""
        if roles.DURATION_BEFORE.match(self.memory.folded, max(0, form.start - 16), form.start):
            return None
        published = self.anchors.published
        if form.relation is None and published is not None and published.month <= 2:
            return Resolved(*calendar.months(published.year - 1, 7, 12), "half", True)
        year = self.anchors.year_of_relation(form)
        if year is None:
            return None
        first, last = (7, 12) if published is not None and published.month == 12 else (1, 6)
        return Resolved(*calendar.months(year, first, last), "half", True)

    def _months_past(self, form: Form) -> Resolved | None:
        """ "9 tháng qua"; bare "6 tháng" where the text names those six months or reports at their end."""
        count, published = form.numbers[0], self.anchors.published
        if form.part == "all":
            if not roles.heads_report(self.memory.folded, form.start, form.end):
                return None
            if (named := self.months_resolved.get(count)) is not None:
                return named
            later = self.months_named.get(count)
            ahead = self._period(later, None) if later is not None and later.start > form.start else None
            if ahead is not None and (
                published is None or (ahead.to <= published and self._is_at_hand(ahead.to, published))
            ):
                return ahead
        if published is None:
            return None
        if published.month - count in (0, 1) or (count in _REPORTED and 0 <= published.month - count <= 3):
            return Resolved(*calendar.months(published.year, 1, count), "half" if count == 6 else "months", True)
        if form.part == "all":
            return None
        if published.month == 1 and count >= 11:
            return Resolved(*calendar.months(published.year - 1, 1, count), "months", True)
        return self._back_from(published, count, "months")

    def _is_at_hand(self, end: date, published: date) -> bool:
        """Whether months named with their year are those reported on, and not what these are measured by."""
        return end.year == published.year or (published.month <= 3 and end.year == published.year - 1)

    def _years_past(self, count: int) -> Resolved | None:
        """ "5 năm qua": in a report of a term as long, that term; else the years up to publication."""
        published = self.anchors.published
        if published is None:
            return None
        term = self.memory.term
        if term is not None and term[0] == published.year:
            term = (term[0] - count, term[0])  # named for the term that begins, told of the one that ends
        if term is not None and term[1] == published.year and term[1] - term[0] == count:
            return Resolved(*calendar.years(*term), "term", True)
        span = self.memory.last_years
        if span is not None and span[1] - span[0] + 1 == count and published.year - span[1] in (0, 1):
            return Resolved(*calendar.years(*span), "years", True)
        if published.month <= _NEW_YEAR:
            return Resolved(*calendar.years(published.year - count, published.year - 1), "years", True)
        return self._back_from(published, 12 * count, "years")

    def _back_from(self, published: date, count: int, precision: Precision) -> Resolved:
        year, month = calendar.next_month(published.year, published.month, -count)
        begin = calendar.day(year, month, published.day) or calendar.month_end(year, month)
        return Resolved(begin, published, precision, True)

    def _month_relative(self, form: Form) -> Resolved | None:
        """ "tháng này", "tháng trước"; "tháng sau" counts from the month the text spoke of."""
        published, last = self.anchors.published, self.memory.last_month
        base = (published.year, published.month) if published else None
        if last is not None and (base is None or form.relation == "next"):
            base = last
        if base is None:
            return None
        year, month = calendar.next_month(*base, {"this": 0, "next": 1}.get(form.relation or "this", -1))
        return Resolved(*calendar.months(year, month, month), "month", True)

    # --- terms, the same period -------------------------------------------------------------------

    def _term(self, form: Form) -> Resolved | None:
        term = self.anchors.term_of_relation(form)
        if term is None:
            return None
        return _of_term(term, form, anchored=True)

    def _same(self, form: Form) -> Resolved | None:
        """ "cùng kỳ năm trước": the last period named, in the other year; "cùng thời điểm": the last day."""
        if form.rule == "same_term":
            term = self.anchors.term()
            return Resolved(*calendar.years(term[0] - 5, term[1] - 5), "term", True) if term else None
        reference = self._reference(day=form.rule == "same_day")
        if reference is None:
            return None
        year = form.year
        if year is None:
            year = reference[1].year + {"this": 0, "next": 1}.get(form.relation or "", -1)
        begins = year - (reference[1].year - reference[0].year)
        interval = calendar.moved(reference[0], begins), calendar.moved(reference[1], year)
        return Resolved(*interval, "day" if form.rule == "same_day" else "months", True)

    def _reference(self, *, day: bool) -> Interval | None:
        period, last_day = self.memory.last_period, self.memory.last_day
        if not day:
            return period
        end = last_day or (period[1] if period else None)
        return (end, end) if end else None


def _of_term(term: tuple[int, int], form: Form, *, anchored: bool) -> Resolved:
    """A term, or the thirty months of its first half."""
    if form.part == "first":
        return Resolved(date(term[0], 1, 1), date(term[0] + 2, 6, 30), "months", anchored)
    return Resolved(*calendar.years(*term), "term", anchored)


def months_of(form: Form) -> tuple[int, int]:
    """First and last month of a period of one year."""
    if form.rule in ("quarter", "quarters"):
        return 3 * form.numbers[0] - 2, 3 * form.numbers[-1]
    if form.rule in ("n_months", "half"):
        count = form.numbers[0]
        return (13 - count, 12) if form.part in ("last", "rest") else (1, count)
    return form.numbers[0], form.numbers[-1]


def _precision(form: Form, first: int, last: int) -> Precision:
    if form.rule == "quarter":
        return "quarter"
    if last - first == 5 and first in (1, 7):
        return "half"
    return "month" if first == last else "months"
