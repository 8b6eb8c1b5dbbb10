"""From forms to intervals: years from the text or the day of publication, spans from their ends.

What is carried along: the year the text reports on, the last period and the last day named, the
last term. A form whose year nothing fixes is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from extract.dates import calendar, roles
from extract.dates.calendar import Interval
from extract.dates.form import Form
from extract.mentions import Context, DateSpan
from extract.text import Text
from schema.record import Precision

_PERIODS = frozenset(("month", "months_named", "month_short", "month_year", "quarter", "quarters", "n_months", "half"))
_DAYS = frozenset(("day_full", "day_iso", "day_words", "day_month", "days_of_month", "day_pair"))


@dataclass(slots=True)
class _Known:
    """What the text has fixed so far."""

    reported: int | None = None
    sentence_year: int | None = None
    sentence_year_at: int = -1
    last_period: Interval | None = None
    last_day: date | None = None
    last_from: date | None = None
    last_month: tuple[int, int] | None = None
    last_quarter: Interval | None = None
    term: tuple[int, int] | None = None
    since_start: Interval | None = None


@dataclass(frozen=True, slots=True)
class _Resolved:
    """An interval with its precision, and whether its year came from outside the expression."""

    from_: date | None
    to: date | None
    precision: Precision
    anchored: bool


class Resolver:
    """Resolves the forms of one text in order."""

    def __init__(self, text: Text, context: Context, forms: list[Form]) -> None:
        self.folded = text.folded
        self.published = context.published
        self.known = _Known()
        self.named_years = {
            y for f in forms for y in (f.numbers if f.rule in ("year", "year_list", "year_bare") else (f.year,)) if y
        }
        self.first_year = next((f.year for f in forms if f.year and self._reports(f)), None)
        self.counts_named = {f.numbers[0]: f for f in forms if f.rule == "n_months" and f.part in ("first", "last")}
        self.by_form: dict[int, _Resolved] = {}

    def resolve(self, forms: list[Form]) -> list[DateSpan]:
        """The dates of the forms; forms tied by "từ … đến …" become one."""
        spans: list[DateSpan] = []
        at = 0
        while at < len(forms):
            used, span = self._span_at(forms, at)
            if span is not None:
                spans.append(span)
                self._remember(forms[at : at + used], span)
            at += used
        return spans

    # --- spans ----------------------------------------------------------------------------------

    def _span_at(self, forms: list[Form], at: int) -> tuple[int, DateSpan | None]:
        form = forms[at]
        if form.rule.startswith("not:"):
            return 1, None
        following = forms[at + 1] if at + 1 < len(forms) else None
        if form.rule.startswith("from_") or (form.rule == "term_whole" and form.part == "rest"):
            return self._open_span(form, following)
        if following is not None and (start := self._from_word(form)) is not None and self._leads_to(form, following):
            span = self._closed_span(start, form, following)
            if span is not None:
                return 2, span
        return 1, self._single(form)

    def _from_word(self, form: Form) -> int | None:
        found = roles.FROM_BEFORE.match(self.folded, max(0, form.start - 24), form.start)
        return found.start() if found else None

    def _leads_to(self, form: Form, following: Form) -> bool:
        gap = roles.NOW_BETWEEN if following.rule in ("now", "end_of_year") else roles.TO_BETWEEN
        return following.start - form.end <= 24 and bool(gap.fullmatch(self.folded, form.end, following.start))

    def _closed_span(self, start: int, form: Form, following: Form) -> DateSpan | None:
        """ "từ 1/7 đến 30/9/2024", "từ năm 2016 đến nay"."""
        last = self._interval(following)
        if last is None or last.to is None:
            return None
        borrowed = form
        if form.year is None and form.relation is None and following.year is not None:
            month = _first_month(form)
            late = month is not None and (other := _first_month(following)) is not None and month > other
            borrowed = replace(form, year=following.year - late)
        first = self._interval(borrowed, before=last.to)
        if first is None or first.from_ is None or first.from_ > last.to:
            return None
        precision: Precision = first.precision if first.precision == last.precision else "day"
        return DateSpan(
            start, following.end, first.from_, last.to, precision,
            anchored=first.anchored or last.anchored, rule="from_to_now" if following.rule == "now" else "from_to",
        )  # fmt: skip

    def _open_span(self, form: Form, following: Form | None) -> tuple[int, DateSpan | None]:
        """ "từ đầu năm đến nay", "từ đó đến nay", "từ nay đến cuối năm", "từ đầu nhiệm kỳ đến nay"."""
        start = self._start_of(form)
        leads = following is not None and self._leads_to(form, following)
        if leads and following is not None:
            last = self._interval(following)
            if last is not None and last.to is not None:
                if form.rule == "from_start_of_year":
                    start = date(form.year or last.to.year, 1, 1)
                if start is not None and start <= last.to:
                    return 2, DateSpan(form.start, following.end, start, last.to, "day", anchored=True, rule=form.rule)
            return 2, None
        if form.rule == "from_start_of_year" and self.known.last_day is not None:
            found = roles.TO_THAT_DAY.match(self.folded, form.end)
            if found is not None:
                end = self.known.last_day
                return 1, DateSpan(
                    form.start,
                    found.end(),
                    date(form.year or end.year, 1, 1),
                    end,
                    "day",
                    anchored=True,
                    rule=form.rule,
                )
        if form.rule == "from_start_of_year" and form.year:
            first, last_day = calendar.years(form.year, form.year)
            return 1, DateSpan(form.start, form.end, first, last_day, "year", rule="year")
        if form.rule == "from_start_of_year" and self.known.since_start is not None:
            first, last_day = self.known.since_start
            return 1, DateSpan(
                form.start, form.end, first, last_day, "day", anchored=True, rule="from_start_of_year_again"
            )
        return 1, None

    def _start_of(self, form: Form) -> date | None:
        published = self.published
        if form.rule == "from_now":
            return published
        if form.rule == "from_then":
            return self.known.last_from
        if form.rule == "term_whole":
            term = self._current_term()
            return date(term[0], 1, 1) if term else None
        if published is None:
            return None
        if form.rule == "from_start_of_month":
            return published.replace(day=1)
        if form.rule == "from_start_of_quarter":
            return calendar.quarters(published.year, (published.month + 2) // 3, (published.month + 2) // 3)[0]
        return date(published.year, 1, 1)

    # --- single expressions ----------------------------------------------------------------------

    def _single(self, form: Form) -> DateSpan | None:
        resolved = self._interval(form)
        if resolved is None:
            return None
        low = max(0, form.start - 40)
        start, role = form.start, "period"
        compared = roles.COMPARED_BEFORE.match(self.folded, low, form.start) is not None
        if form.rule == "now" or roles.AS_OF_BEFORE.match(self.folded, low, form.start):
            role = "as_of"
        elif form.rule in _DAYS:
            role = "event"
        if form.rule == "day_pair" and form.numbers[2]:
            role = "anniversary"
        if (
            form.rule not in _DAYS
            and resolved.to is not None
            and (ends := roles.END_BEFORE.match(self.folded, low, form.start))
        ):
            if form.rule not in (
                "n_months",
                "half",
                "now",
                "n_years",
                "years",
                "term",
                "term_whole",
                "term_relative",
                "same_period",
                "same_day",
            ):
                start, role = ends.start(1), "as_of"
                resolved = replace(resolved, from_=resolved.to, precision="day")
        if compared or form.rule in ("same_period", "same_day", "same_term"):
            role = "comparison"
        return DateSpan(
            start, form.end, resolved.from_, resolved.to, resolved.precision,
            anchored=resolved.anchored, role=role, rule=form.rule,  # type: ignore[arg-type]
        )  # fmt: skip

    def _interval(self, form: Form, before: date | None = None) -> _Resolved | None:
        """The interval of one form, ``None`` where nothing fixes its year; ``before`` bounds its year."""
        rule = form.rule
        if rule in _DAYS:
            return self._days(form, before)
        if rule in _PERIODS:
            return self._period(form, before)
        if rule in ("year", "year_bare"):
            return _Resolved(*calendar.years(form.numbers[0], form.numbers[0]), "year", False)
        if rule in ("years", "year_list"):
            return _Resolved(*calendar.years(form.numbers[0], form.numbers[-1]), "years", False)
        if rule == "term":
            return _Resolved(*calendar.years(*form.numbers), "term", False)
        if rule == "school_year":
            return _Resolved(*calendar.school_year(form.numbers[0]), "year", False)
        if rule in ("term_relative", "term_whole"):
            return self._term(form)
        if rule in ("same_period", "same_day", "same_term"):
            return self._same(form)
        if rule == "now":
            return _Resolved(self.published, self.published, "day", True) if self.published else None
        if rule == "end_of_year":
            year = self._whole_year(form)
            return _Resolved(date(year, 12, 31), date(year, 12, 31), "day", True) if year else None
        if rule == "n_years":
            return self._n_years(form)
        if rule == "month_relative":
            return self._month_relative(form)
        if rule == "quarter_relative":
            quarter = self.known.last_quarter
            return _Resolved(*quarter, "quarter", True) if quarter and form.relation == "this" else None
        year = self._whole_year(form)
        return _Resolved(*calendar.years(year, year), "year", True) if year else None

    def _days(self, form: Form, before: date | None) -> _Resolved | None:
        if form.rule == "day_pair":
            first_day, first_month, first_year, last_day, last_month = form.numbers
            year = form.year or self._year_of_day(form, last_month, last_day, before)
            if year is None:
                return None
            last = calendar.day(year, last_month, last_day)
            start_year = first_year or year - ((first_month, first_day) > (last_month, last_day))
            first = calendar.day(start_year, first_month, first_day)
        elif form.rule == "days_of_month":
            start_day, end_day, month = form.numbers
            year = form.year or self._year_of_day(form, month, end_day, before)
            if year is None:
                return None
            first, last = calendar.day(year, month, start_day), calendar.day(year, month, end_day)
        else:
            number, month = form.numbers
            year = form.year or self._year_of_day(form, month, number, before)
            first = last = calendar.day(year, month, number) if year else None
        if first is None or last is None or first > last:
            return None
        return _Resolved(first, last, "day", form.year is None)

    def _year_of_day(self, form: Form, month: int, number: int, before: date | None) -> int | None:
        if form.relation is not None:
            return self._related(form)
        if before is not None:
            return before.year - ((month, number) > (before.month, before.day))
        if self.published is not None:
            ahead = roles.planned(self.folded, form.start, form.end)
            return calendar.nearest_year(month, number, self.published, ahead=ahead)
        reported = self.known.reported or self.first_year
        if reported is not None and month <= 2 and reported + 1 in self.named_years:
            return reported + 1  # a review of the year, held in January: the text looks ahead to the next
        return reported

    def _period(self, form: Form, before: date | None) -> _Resolved | None:
        """Months, quarters, halves: a stretch of one year."""
        if form.rule == "half" and form.part == "past" and form.year is None:
            return self._half_past(form)
        if form.rule == "n_months" and form.part in ("past", "all") and form.year is None and form.relation is None:
            return self._months_past(form)
        first, last = _months_of(form)
        if first < 1:
            return None
        precision = _precision_of(form, first, last)
        year = form.year
        if year is None:
            year = self._related(form) if form.relation else self._year_of_period(form, first, last, before)
        if year is None:
            return None
        return _Resolved(*calendar.months(year, first, last), precision, form.year is None)

    def _year_of_period(self, form: Form, first: int, last: int, before: date | None) -> int | None:
        if before is not None:
            return before.year - (first > before.month)
        known, published = self.known, self.published
        if known.sentence_year is not None and roles.same_sentence(self.folded, known.sentence_year_at, form.start):
            return known.sentence_year
        if published is None:
            return known.reported or self.first_year
        if roles.planned(self.folded, form.start, form.end):
            if form.part == "first":
                return published.year + (published.month >= 11)
            return published.year + (calendar.month_end(published.year, last) < published)
        if form.part in ("last", "rest"):
            return published.year - (published.month <= 3)
        slack = 120 if form.rule in ("n_months", "half") else 92 if form.rule.startswith("quarter") else 31
        begins, ends = calendar.months(published.year, first, last)
        return published.year - (begins > published + timedelta(days=7) or ends > published + timedelta(days=slack))

    def _half_past(self, form: Form) -> _Resolved | None:
        if roles.DURATION_BEFORE.match(self.folded, max(0, form.start - 16), form.start):
            return None
        year, published = self._related(form) if form.relation else None, self.published
        if year is None:
            if published is None:
                year = self.known.reported or self.first_year
            elif published.month in (1, 2):
                return _Resolved(*calendar.months(published.year - 1, 7, 12), "half", True)
            else:
                year = published.year
        if year is None:
            return None
        first, last = (7, 12) if published is not None and published.month == 12 else (1, 6)
        return _Resolved(*calendar.months(year, first, last), "half", True)

    def _months_past(self, form: Form) -> _Resolved | None:
        """ "9 tháng qua"; bare "6 tháng" where the text names those six months or heads a report with them."""
        count, published = form.numbers[0], self.published
        if form.part == "all":
            if not roles.IN_BEFORE.match(self.folded, max(0, form.start - 10), form.start):
                return None
            if (named := self.by_form.get(count)) is not None:
                return named
            later = self.counts_named.get(count)
            if later is not None and later.start > form.start:
                return self._period(later, None)
            if count not in (3, 6, 9, 11) or self.folded[form.end : form.end + 1] not in (",", ":"):
                return None
        if published is None:
            return None
        if published.month - 1 == count or published.month == count:
            return _Resolved(*calendar.months(published.year, 1, count), "months" if count != 6 else "half", True)
        if form.part == "all":
            return None
        if published.month == 1 and count >= 11:
            return _Resolved(*calendar.months(published.year - 1, 1, count), "months", True)
        year, month = calendar.next_month(published.year, published.month, -count)
        begin = calendar.day(year, month, published.day) or calendar.month_end(year, month)
        return _Resolved(begin, published, "months", True)

    def _n_years(self, form: Form) -> _Resolved | None:
        if self.published is None:
            return None
        year = self.published.year - form.numbers[0]
        begin = calendar.day(year, self.published.month, self.published.day) or calendar.month_end(
            year, self.published.month
        )
        return _Resolved(begin, self.published, "years", True)

    def _month_relative(self, form: Form) -> _Resolved | None:
        base = (self.published.year, self.published.month) if self.published else None
        if form.relation == "next" or base is None:
            base = self.known.last_month or base
        if base is None:
            return None
        step = {"this": 0, "past": -1, "before": -1, "next": 1}[form.relation or "this"]
        year, month = calendar.next_month(*base, step)
        return _Resolved(*calendar.months(year, month, month), "month", True)

    # --- years and terms that a word stands for ---------------------------------------------------

    def _related(self, form: Form) -> int | None:
        """The year of "năm nay", "năm ngoái", "năm trước" behind another expression."""
        published, reported = self.published, self.known.reported or self.first_year
        base = published.year if published else reported
        if base is None:
            return None
        if form.relation == "before":
            return base - 1
        return base + 1 if form.relation == "next" else base

    def _whole_year(self, form: Form) -> int | None:
        """The year of "năm nay", "trong năm", "năm qua", "năm ngoái" standing alone."""
        published, known = self.published, self.known
        reported = known.reported or (self.first_year if published is None else None)
        if form.rule in ("year_whole", "end_of_year"):
            if known.sentence_year is not None and roles.same_sentence(self.folded, known.sentence_year_at, form.start):
                return known.sentence_year
            if published is not None and form.rule == "end_of_year":
                return published.year
            if reported is not None:
                return reported
            return published.year - (published.month == 1) if published else None
        if form.rule == "year_this":
            return published.year if published else reported
        if form.rule == "year_last":
            return published.year - 1 if published else reported - 1 if reported else None
        if form.relation == "past":
            if reported is not None:
                return reported
            return published.year - (published.month <= 10) if published else None
        base = reported if reported is not None else published.year if published else None
        if base is None:
            return None
        return base - 1 if form.relation == "before" else base + 1

    def _current_term(self, form: Form | None = None) -> tuple[int, int] | None:
        """The term in hand; what was done "cả nhiệm kỳ" was done in no term that only begins."""
        term = self.known.term
        if term is not None:
            begins = self.published is not None and term[0] >= self.published.year and form is not None
            if (
                form is not None
                and begins
                and form.relation == "this"
                and not roles.planned(self.folded, form.start, form.end)
            ):
                return term[0] - 5, term[0]
            return term
        return calendar.term_of(self.published) if self.published else None

    def _term(self, form: Form) -> _Resolved | None:
        published, known = self.published, self.known
        term: tuple[int, int] | None
        if form.relation == "past":
            year = published.year if published else known.term[0] if known.term else None
            term = (year - year % 5 - 5, year - year % 5) if year else None
        elif form.relation == "this" and form.rule == "term_relative":
            term = calendar.term_of(published) if published else known.term
        else:
            term = self._current_term(form)
            if term is not None and form.relation in ("before", "next"):
                shift = -5 if form.relation == "before" else 5
                term = (term[0] + shift, term[1] + shift)
        if term is None:
            return None
        if form.part == "first":
            return _Resolved(date(term[0], 1, 1), date(term[0] + 2, 6, 30), "months", True)
        return _Resolved(*calendar.years(*term), "term", True)

    def _same(self, form: Form) -> _Resolved | None:
        """ "cùng kỳ năm trước": the last period named, in the other year; "cùng thời điểm": the last day."""
        known = self.known
        if form.rule == "same_term":
            term = self._current_term()
            return _Resolved(*calendar.years(term[0] - 5, term[1] - 5), "term", True) if term else None
        reference: Interval | None = known.last_period
        if form.rule == "same_day":
            reference = (known.last_day, known.last_day) if known.last_day else known.last_period
            reference = (reference[1], reference[1]) if reference else None
        if reference is None:
            return None
        year = form.year
        if year is None:
            year = reference[1].year + (1 if form.relation == "next" else 0 if form.relation == "this" else -1)
        years_between = reference[1].year - reference[0].year
        interval = calendar.moved(reference[0], year - years_between), calendar.moved(reference[1], year)
        return _Resolved(*interval, "day" if form.rule == "same_day" else "months", True)

    # --- what is carried along --------------------------------------------------------------------

    def _reports(self, form: Form) -> bool:
        """Whether a form with a year tells what the text is about: no plan, no comparison, no aside."""
        if form.rule not in _PERIODS and form.rule not in ("year", "year_bare"):
            return False
        year = form.year
        if year is None or (self.published is not None and not self.published.year - 1 <= year <= self.published.year):
            return False
        low = max(0, form.start - 60)
        before = (roles.COMPARED_BEFORE, roles.YEAR_PLANNED_BEFORE, roles.ASIDE_BEFORE, roles.END_BEFORE)
        if any(pattern.match(self.folded, low, form.start) for pattern in before):
            return False
        planned = form.rule == "year" and roles.planned_behind(self.folded, form.end)
        return not (
            planned and (self.known.reported is not None or (self.published is not None and self.published.month == 1))
        )

    def _remember(self, forms: list[Form], span: DateSpan) -> None:
        known, form = self.known, forms[0]
        if span.role == "anniversary":
            return
        if span.role != "comparison":
            known.last_from = span.from_
        if form.rule == "term":
            known.term = (form.numbers[0], form.numbers[1])
        elif form.rule in ("term_relative", "term_whole") and span.from_ and span.to and span.precision == "term":
            known.term = (span.from_.year, span.to.year)
        if span.from_ is None or span.to is None or span.role == "comparison":
            return
        if span.from_ == span.to:
            known.last_day = span.to
        if form.rule in ("year", "year_bare", "year_this", "year_last") or (form.rule in _PERIODS and form.year):
            known.sentence_year, known.sentence_year_at = span.to.year, span.end
        if len(forms) == 1 and self._reports(form):
            known.reported = form.year
        if form.rule == "n_months":
            self.by_form.setdefault(form.numbers[0], _Resolved(span.from_, span.to, span.precision, span.anchored))
        if form.rule in ("month", "month_short", "month_year", "month_relative"):
            known.last_month = (span.to.year, span.to.month)
        if form.rule == "quarter":
            known.last_quarter = (span.from_, span.to)
        if span.rule == "from_start_of_year":
            known.since_start = known.last_period = (span.from_, span.to)
        elif (form.rule in _PERIODS and span.role == "period") or (
            form.rule in ("year", "year_whole", "year_this")
            and span.role == "period"
            and (known.last_period is None or len(forms) > 1)
        ):
            known.last_period = (span.from_, span.to)


def _first_month(form: Form) -> int | None:
    if form.rule in ("day_full", "day_words", "day_month", "day_iso"):
        return form.numbers[1]
    if form.rule == "days_of_month":
        return form.numbers[2]
    return form.numbers[0] if form.rule.startswith("month") and form.numbers else None


def _months_of(form: Form) -> tuple[int, int]:
    if form.rule in ("quarter", "quarters"):
        return 3 * form.numbers[0] - 2, 3 * form.numbers[-1]
    if form.rule in ("n_months", "half"):
        count = form.numbers[0]
        return (13 - count, 12) if form.part in ("last", "rest") else (1, count)
    return form.numbers[0], form.numbers[-1]


def _precision_of(form: Form, first: int, last: int) -> Precision:
    if form.rule == "quarter":
        return "quarter"
    if last - first == 5 and first in (1, 7):
        return "half"
    return "month" if first == last else "months"
