"""The years and terms that an expression without one means, from the text and the day of publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import regex

from extract.dates import calendar, roles
from extract.dates.form import Form
from extract.dates.memory import Memory

# How long after publication a period may end and still be the one of this year.
_SLACK = {"n_months": 120, "half": 120, "quarter": 92, "quarters": 92}
_MONTHS_AHEAD = 4
_OUGHT = regex.compile(
    r",? (?:\p{L}+ ){0,3}?(?:phải|phấn đấu|cần|sẽ)(?!\p{L})"
    r"(?! (?:\p{L}+ )?(?:đưa|cho|xóa|xử lý|khai trừ|kỷ luật|giải thể|thi hành))"
)
_EARLY = 4  # until this month "the whole year" that was is the one before


@dataclass(slots=True)
class Anchors:
    """Answers which year; ``named_years`` and ``latest_year`` are of the whole text, ``memory`` of what came before."""

    memory: Memory
    named_years: frozenset[int]
    latest_year: int | None

    @property
    def published(self) -> date | None:
        """The day of publication, where it is known."""
        return self.memory.published

    @property
    def reported(self) -> int | None:
        """The year the text reports on; without a day of publication the latest year it names and does not plan."""
        return self.memory.reported or (self.latest_year if self.published is None else None)

    @property
    def today(self) -> int | None:
        """The year in which the article was written; where nothing dates it, the latest that it names."""
        if self.published is not None:
            return self.published.year
        return max((year for year in (self.latest_year, self.memory.reported) if year is not None), default=None)

    def planned(self, form: Form) -> bool:
        """Whether the clause of an expression looks ahead."""
        return roles.planned(self.memory.folded, form.start, form.end)

    def year_of_day(self, form: Form, month: int, number: int, before: date | None) -> int | None:
        """The year of a day; ``before`` is the end of the span it begins."""
        if form.relation is not None:
            return self.year_of_relation(form)
        if before is not None:
            return before.year - ((month, number) > (before.month, before.day))
        if self.published is not None:
            return calendar.nearest_year(month, number, self.published, ahead=self.planned(form))
        year = self.today
        if year is not None and month <= 2 and year + 1 in self.named_years:
            return year + 1  # a review of the year, held in January: the text looks ahead to the next
        return year

    def year_of_months(self, form: Form, first: int, last: int, before: date | None) -> int | None:
        """The year of a month, a quarter, a half or the first N months."""
        if before is not None:
            return before.year - (first > before.month)
        if self.published is not None and roles.just_past_behind(self.memory.folded, form.end):
            return self.published.year - (first > self.published.month)  # "năm ngoái …; tháng 4 vừa rồi"
        if (year := self.memory.year_of_sentence(form.start)) is not None:
            return year
        published = self.published
        if published is None:
            return self.today
        if self.planned(form) and not self.memory.folded.endswith("hồi ", 0, form.start):
            if form.part == "first":
                return published.year + (published.month >= 11)
            return published.year + (calendar.month_end(published.year, last) < published)
        if form.part in ("last", "rest"):
            return published.year - (published.month <= 3)
        if form.rule == "month" and first > published.month:
            soon = published.month > 3 and first - published.month <= _MONTHS_AHEAD
            return published.year - (not soon or roles.past_before(self.memory.folded, form.start))
        begins, ends = calendar.months(published.year, first, last)
        late = begins > published + timedelta(days=7) or ends > published + timedelta(days=_SLACK.get(form.rule, 31))
        return published.year - late

    def year_of_relation(self, form: Form) -> int | None:
        """The year of "năm nay", "năm ngoái", "năm trước" behind another expression."""
        base = self.published.year if self.published else self.today
        if base is None:
            return None
        return base + {"before": -1, "next": 1}.get(form.relation or "", 0)

    def whole_year(self, form: Form) -> int | None:
        """The year of "năm nay", "trong năm", "năm qua", "năm ngoái" standing alone."""
        published, reported = self.published, self.reported
        if form.rule == "year_this":
            return published.year if published else self.today
        if form.rule == "year_last":
            today = self.today
            return today - 1 if today is not None else None
        if form.rule == "year_whole" and (also := self.memory.year_also(form)) is not None:
            return also
        if form.rule in ("year_whole", "end_of_year"):
            if (year := self.memory.year_of_sentence(form.start)) is not None:
                return year
            if published is not None and form.rule == "end_of_year":
                if reported is not None and reported < published.year and not self.planned(form):
                    return reported  # "Năm 2012 …. Đến hết năm, đảng số là 912"
                done = published.month <= 2 and roles.done_behind(self.memory.folded, form.end)
                return published.year - (done and not self.planned(form))
            if published is not None and (self._plan_of_year_at_hand(form) or self._ought(form)):
                return published.year
            if published is not None and reported == published.year and self._was_whole(form):
                return self.memory.sentence_year
            if reported is None and published is not None and self._was_whole_year(form):
                return published.year - 1
            return reported or (published.year - (published.month == 1) if published else None)
        if form.rule == "year_new":
            return published.year + (published.month > 6) if published else None
        if form.rule == "years_before":
            return None if reported is None else reported - form.numbers[0]
        if form.rule == "years_after":
            last = self.memory.last_from
            return None if last is None else last.year + form.numbers[0]
        if form.relation == "past":
            return reported or (published.year - (published.month <= 10) if published else None)
        told = self.memory.year_of_sentence(form.start) if form.relation in ("before", "next") else None
        if told is not None and form.relation == "next" and not (published and told < published.year):
            told = None  # but "năm 2005 là 255, năm sau lên 284"
        base = told or reported or (published.year if published else None)  # "Năm 2021, …, dưới số 21 của năm trước"
        return None if base is None else base + (-1 if form.relation == "before" else 1)

    def _plan_of_year_at_hand(self, form: Form) -> bool:
        """ "Hai tháng đầu năm nay …. Chỉ tiêu của cả năm là 44": of the year told last."""
        memory, published = self.memory, self.published
        last = memory.last_from
        return (
            published is not None
            and last is not None
            and last.year == published.year
            and memory.folded.startswith("cả", form.start)
            and roles.OF_PLAN_BEFORE.search(memory.folded, max(0, form.start - 40), form.start) is not None
        )

    def _ought(self, form: Form) -> bool:
        """ "Mỗi chi bộ trong năm phải kết nạp ít nhất 1 đảng viên", in January: of the year that begins, if named."""
        published = self.published
        early = published is not None and published.month <= _EARLY and published.year in self.named_years
        return early and _OUGHT.match(self.memory.folded, form.end) is not None

    def _was_whole_year(self, form: Form) -> bool:
        """ "cả năm kết nạp 43" in an article of February: of the year before, if it is no plan."""
        memory, published = self.memory, self.published
        if published is None or published.month > _EARLY or not memory.folded.startswith("cả", form.start):
            return False
        of_plan = roles.OF_PLAN_BEFORE.search(memory.folded, max(0, form.start - 40), form.start)
        return of_plan is None and not self.planned(form)

    def _was_whole(self, form: Form) -> bool:
        """Whether "cả năm" of a year that has months to go is that told before: "năm 2012 xã A 14 …; xã B cả năm 2"."""
        memory, published = self.memory, self.published
        if published is None or published.month > 10 or not memory.folded.startswith("cả", form.start):
            return False
        told = memory.sentence_year
        planned = roles.OF_PLAN_BEFORE.search(memory.folded, max(0, form.start - 40), form.start)
        return told is not None and told < published.year and not planned and not self.planned(form)

    def school_year_of_relation(self, form: Form) -> int | None:
        """The year in which "năm học này" or "năm học trước" began, where a school year was named before."""
        published, named = self.published, self.memory.school_year
        if named is None:
            return None
        if form.relation == "this" and published is not None:
            return calendar.school_year_of(published)
        return named + {"before": -1, "next": 1}.get(form.relation or "", 0)

    def term(self, form: Form | None = None) -> tuple[int, int] | None:
        """The term in hand: the last named, else that of publication.

        What was done "cả nhiệm kỳ" was done in no term that only begins: there it is the one before.
        """
        term, published = self.memory.term, self.published
        if term is None:
            return calendar.term_of(published) if published else None
        if published is not None and term[0] > published.year:
            return calendar.term_of(published)
        if form is not None and form.relation == "this" and published is not None and term[0] == published.year:
            return term if self.planned(form) else (term[0] - 5, term[0])
        return term

    def term_of_relation(self, form: Form) -> tuple[int, int] | None:
        """The term of "nhiệm kỳ qua", "nhiệm kỳ trước", "nhiệm kỳ này", "cả nhiệm kỳ"."""
        published, term = self.published, self.memory.term
        if form.relation == "past":
            if published is not None:
                end = published.year - published.year % 5
                return end - 5, end
            return (term[0] - 5, term[0]) if term else None
        if form.relation == "this" and form.rule == "term_relative":
            return calendar.term_of(published) if published else term
        if form.relation == "next" and published is not None and published.year % 5 == 0:
            return published.year, published.year + 5  # told at the congress that opens it
        current = self.term(form)
        shift = {"before": -5, "next": 5}.get(form.relation or "", 0)
        return (current[0] + shift, current[1] + shift) if current else None
