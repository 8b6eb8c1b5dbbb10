"""What a text has fixed so far: the year it reports on, the last period, day, month and term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extract.dates import roles
from extract.dates.calendar import Interval
from extract.dates.form import DAYS, PERIODS, Form
from extract.mentions import DateSpan

_YEAR_AND_A_MONTH = 397  # days
_HALF_YEARS = 190
_YEARS = frozenset(("year", "year_bare"))
_MONTHS = frozenset(("month", "month_short", "month_year", "month_relative"))


@dataclass(slots=True)
class Memory:
    """Filled from left to right as the expressions of a text are resolved.

    ``reported`` is the year the text tells about ("Năm 2023, … Trong năm"); ``sentence_year`` the last
    year named, at ``sentence_year_at``; ``since_start`` the last "từ đầu năm đến …".
    """

    folded: str
    published: date | None
    reported: int | None = None
    sentence_year: int | None = None
    sentence_year_at: int = -1
    last_period: Interval | None = None
    last_day: date | None = None
    last_from: date | None = None
    as_of_day: date | None = None
    last_month: tuple[int, int] | None = None
    last_quarter: Interval | None = None
    term: tuple[int, int] | None = None
    last_years: tuple[int, int] | None = None
    school_year: int | None = None
    since_start: Interval | None = None

    def year_of_sentence(self, at: int) -> int | None:
        """The year named earlier in the sentence of ``at``."""
        if self.sentence_year is not None and roles.same_sentence(self.folded, self.sentence_year_at, at):
            return self.sentence_year
        return None

    def year_also(self, form: Form) -> int | None:
        """ "Trước đó, năm 2016, …. Cũng |trong năm, …": the year named in the sentence before."""
        also = self.folded.endswith("cũng ", 0, form.start)
        return (
            self.sentence_year if also and roles.next_sentence(self.folded, self.sentence_year_at, form.start) else None
        )

    def reports(self, form: Form) -> bool:
        """Whether a form with a year tells what the text is about: no plan, no comparison, no aside."""
        year = form.year
        if year is None or (form.rule not in PERIODS and form.rule not in _YEARS):
            return False
        if (published := self.published) is not None:
            begun = form.rule != "year" or year < published.year or published.month > 1
            if not (published.year - 1 <= year <= published.year and begun):
                return False
        if self.reported is not None and year < self.reported and not self._looked_ahead():
            return False  # what is older than the year reported on is an aside
        low = max(0, form.start - 60)
        before = [roles.COMPARED_BEFORE, roles.YEAR_PLANNED_BEFORE, roles.ASIDE_BEFORE]
        if self.published is not None or self.reported is not None:
            before.append(roles.END_BEFORE)  # but "Cuối năm 2008, …" dates an article that nothing else does
        if any(pattern.match(self.folded, low, form.start) for pattern in before):
            return False
        if form.rule != "year" or not roles.planned_behind(self.folded, form.end):
            return True
        # "Năm 2022, phấn đấu …" after a review of 2021 or in January is a plan; else the year at hand
        return self.reported is None and (self.published is None or self.published.month > 1)

    def _at_hand(self, form: Form, span: DateSpan) -> bool:
        """Whether "năm nay" or "quý II" tells of the year of publication, which is then the one reported on."""
        near = form.rule == "year_this" or (form.rule in PERIODS and form.year is None)
        if not near or self.published is None or span.to is None or span.to.year != self.published.year:
            return False
        return self.published.month > 3 and not roles.planned(self.folded, form.start, form.end)

    def _is_past_year(self, form: Form) -> bool:
        """ "300 đảng viên mới trong năm qua. Cũng trong năm, …": the year that is over is the one reported on."""
        if form.rule != "year_relative" or form.relation != "past":
            return False
        return roles.COMPARED_BEFORE.match(self.folded, max(0, form.start - 60), form.start) is None

    def _looked_ahead(self) -> bool:
        """Whether the year reported on is that of publication, which a report of the first quarter only names."""
        return self.published is not None and self.published.month <= 3 and self.reported == self.published.year

    def add(self, form: Form, span: DateSpan, *, tied: bool) -> None:
        """Remember a resolved expression; ``tied`` tells that it is one end of "từ … đến …"."""
        if span.role == "anniversary" or span.from_ is None or span.to is None:
            return
        if self.folded.endswith("sinh ", 0, form.start):
            return  # "cô giáo X, sinh năm 1996, …": no year of what is told
        self._add_term(form, span)
        if span.role == "comparison":
            return
        self.last_from = span.from_
        if span.from_ == span.to:
            self.last_day = span.to
            if span.role == "as_of" and form.rule in DAYS:
                self.as_of_day = span.to
        whole_year = form.rule in _YEARS or form.rule in ("year_this", "year_last")
        if whole_year or (form.rule in PERIODS and form.year):
            self.sentence_year, self.sentence_year_at = span.to.year, span.end
        if not tied and self.reports(form):
            self.reported = form.year
        elif self.reported is None and (self._at_hand(form, span) or self._is_past_year(form)):
            self.reported = span.to.year
        elif (
            self.published is None
            and span.role == "as_of"
            and form.rule in DAYS
            and form.year is not None
            and form.year >= (self.reported or 0)
        ):
            self.reported = form.year  # "tính đến ngày 31.10.2005": nothing else dates the article
        if form.rule in _MONTHS:
            self.last_month = (span.to.year, span.to.month)
        elif form.rule == "years":
            self.last_years = (form.numbers[0], form.numbers[-1])
        elif form.rule in ("school_year", "from_start_of_school_year") and form.numbers:
            self.school_year = form.numbers[0]
        elif form.rule == "quarter" and not (self.last_quarter and self._due(form)):
            self.last_quarter = (span.from_, span.to)
        if span.rule == "from_start_of_year":
            self.since_start = span.from_, span.to
        if span.role == "period" and self._compares(form, span, whole_year=whole_year, tied=tied):
            self.last_period = span.from_, span.to
        elif span.role == "as_of" and form.rule in PERIODS and self._opens_year(span):
            self.last_period = date(span.to.year, 1, 1), span.to  # "Hết tháng 6 …. Cùng kỳ năm ngoái …"

    def _due(self, form: Form) -> bool:
        """ "đánh giá kết quả công tác quý I, triển khai nhiệm vụ |quý II": a period that only its tasks are told of."""
        return roles.PERIOD_PLANNED_BEFORE.match(self.folded, max(0, form.start - 60), form.start) is not None

    def _opens_year(self, span: DateSpan) -> bool:
        """Whether no stretch within its year has been told yet that "hết tháng 6" would close."""
        told = self.last_period
        return told is None or span.to is None or told[0].year < span.to.year or (told[1] - told[0]).days > _HALF_YEARS

    def _compares(self, form: Form, span: DateSpan, *, whole_year: bool, tied: bool) -> bool:
        """Whether "cùng kỳ" later on means this stretch: what results were told for, no plan's year."""
        if form.rule in PERIODS or span.rule == "from_start_of_year":
            return True
        if tied:
            return span.from_ is not None and span.to is not None and (span.to - span.from_).days < _YEAR_AND_A_MONTH
        if whole_year or form.rule == "year_whole":
            return self.last_period is None or self.reports(form)
        return False

    def _add_term(self, form: Form, span: DateSpan) -> None:
        """The term of "nhiệm kỳ 2020-2025", "nhiệm kỳ qua", "cả nhiệm kỳ"; not that of "nhiệm kỳ trước"."""
        if form.rule == "term":
            self.term = (form.numbers[0], form.numbers[1])
            return
        named = form.rule in ("term_relative", "term_whole") and form.relation in ("past", "this")
        # "từ đầu nhiệm kỳ đến nay" is no whole term
        if named and span.precision == "term" and span.from_ is not None and span.to is not None:
            self.term = (span.from_.year, span.to.year)
