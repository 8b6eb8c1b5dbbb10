"""What the sentences of an article have told so far of when: the period in hand, the report's, plans, events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import regex

from extract.counts import Count
from extract.counts.patterns.levels import RAISES_OF
from extract.data import load
from extract.dates.roles import names_congress
from extract.mentions import Context, DateSpan, Sentence
from extract.periods.figure_dates import FigureDates
from extract.periods.flow_spans import FlowSpans
from extract.periods.when import AHEAD, FRESH, When, beside, is_day, wider
from extract.text import Text
from extract.tokens import Token
from extract.vocabulary import any_of

_WORDS = load("periods")
_BREAK = regex.compile(rf"{any_of(_WORDS['break'])}\b")
_AGAINST_PLAN = regex.compile(r"so với (?:chỉ tiêu|kế hoạch|nghị quyết|mục tiêu|mức đề ra)(?!\p{L})")
_APART = regex.compile(r"(?<!\p{L})riêng(?: trong| tính)? $")
_BESIDE = regex.compile(rf"{any_of(_WORDS['beside'])}\b")
_PLANS = regex.compile(rf"{any_of(_WORDS['plans'])}[^,;.]{{0,30}}$")
# What an article of January that looks back says of itself
_REVIEW = regex.compile(
    r"(?<!\p{L})(?:tổng kết|nhìn lại|năm qua|năm cũ|trong năm|cuối năm|cả năm|về đích|phương hướng"
    r"|triển khai (?:công tác|nhiệm vụ))(?!\p{L})"
)
_TERMS = regex.compile(r"(?<!\p{L})các nhiệm kỳ (?:\d{4} ?- ?\d{4}(?:,| và) (?:nhiệm kỳ )?)*$")
_NAMED_TERM = regex.compile(r"nhiệm kỳ ")
_FOUNDED_BY = regex.compile(
    r"(?<!\p{L})(?:thành lập|ra đời|kiện toàn) theo (?:quyết định|nghị quyết)(?!\p{L})[^;]{0,120}$"
)
_FOUNDS_BY = regex.compile(
    r"(?<!\p{L})ban hành (?:quyết định|nghị quyết)(?!\p{L})[^.;]{0,60} thành lập "
    r"(?:\d+ )?(?:đảng bộ|chi bộ|đảng ủy|tổ chức đảng)(?!\p{L})"
)
_AFTER_CONGRESS = regex.compile(r"(?<!\p{L})(?:sau|kể từ|từ) (?:thành công của )?đại hội(?!\p{L})[^.;]*$")
_CITED = regex.compile(
    r"(?<!\p{L})(?:nghị quyết|kết luận|chỉ thị|quy định|hướng dẫn|kế hoạch|đề án)"
    r"(?!\p{L})[^,;]{0,60}$"
)
_RATING_OF = regex.compile(
    r"(?<!\p{L})(?:đánh giá|xếp loại|phân tích chất lượng|bình xét|phân loại|kiểm điểm)(?!\p{L})[^.;:]{0,60}$"
)
# A committee's year of reports may run from December to November, or from the middle of December
_YEAR_OF_REPORTS_BEGINS = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow told: what it counts, its sentence, where its figure ends, its period, and the widest of that sentence.

    The widest is what "trong thời gian này" means behind figures of its parts.
    """

    indicator: str
    sentence: int
    end: int
    value: float | None
    when: When
    widest: When


class Told:
    """The dates of one article, taken in sentence by sentence, and the period that holds at the place reached.

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
        self.report: DateSpan | None = None
        self.before: DateSpan | None = None
        """The last date told in the sentences before: what "lúc ấy" means."""
        self.as_of_told: DateSpan | None = None
        """The last "tính đến …" told: where a term under way has got to."""
        self.founded: DateSpan | None = None
        self.aside: DateSpan | None = None
        self.narrower: DateSpan | None = None
        """The year told before "cả nhiệm kỳ …", to which a new paragraph goes back."""
        self.around: DateSpan | None = None
        """The stretch told before the one in hand, which lies in it: "hằng năm" goes back to it."""
        self.first: DateSpan | None = None
        self.reviewed = _reviewed_year(text, context.published)
        self.year_of_ratings: DateSpan | None = None
        self.flow: Flow | None = None
        """The flow told last."""
        self.spans = FlowSpans(text, context.published)
        self.dates: FigureDates | None = None
        self.told_in = -1
        """The sentence that told the period in hand."""

    def advance(self, index: int) -> None:
        """Take in the dates of one more sentence."""
        for token in self.tokens[index - 1] if index else ():
            if token.date is not None and token.date.role not in ("document", "anniversary", "comparison"):
                self.before = token.date
                if token.date.role == "as_of":
                    self.as_of_told = token.date
                if self.spans.is_founding(token.date):
                    self.founded = token.date
            elif token.date is not None and token.date.role == "document" and self._decides(index - 1, token.date):
                self.before = token.date
        if index and self.sentences[index].line != self.sentences[index - 1].line:
            self._new_paragraph()
        self._set_period(index)

    def _decides(self, index: int, day: DateSpan) -> bool:
        """ "Đảng bộ được thành lập theo Quyết định số 09-QĐ/TU ngày 3/7/2025. Khi đó, …": the day of a document."""
        sentence = self.sentences[index]
        before = _FOUNDED_BY.search(self.text.folded, sentence.start, day.start)
        cited = _CITED.search(self.text.folded, sentence.start, day.start) is not None
        return before is not None or (
            not cited and _FOUNDS_BY.search(self.text.folded, day.end, sentence.end) is not None
        )

    def _new_paragraph(self) -> None:
        """A new paragraph goes back to the period of the report, if the one told last was older ("năm 2019 là 210")."""
        if self.aside is not None:
            self.period["actual"], self.aside = self.aside, None
        if self.narrower is not None:
            self.period["actual"], self.narrower = self.narrower, None
        report, told = self.report, self.period["actual"]
        if report is None or told is None or told is report or told.to is None or report.to is None:
            return
        published = self.context.published
        within = told.role == "as_of" and report.from_ is not None and report.from_ <= told.to
        if (_same_start(told, report) or within) and (published is None or published - told.to <= FRESH):
            self.report = told  # "năm 2017 …; đến ngày 23-11", "hết tháng 6": the same period, told exactly
        elif told.to < report.to and not self._latest_of_term(told, report):
            self.period["actual"] = report

    def _latest_of_term(self, told: DateSpan, report: DateSpan) -> bool:
        """Whether what was told last is the end of a term that is all but over: the article goes on with it."""
        published = self.context.published
        if published is None or report.precision != "term" or report.from_ is None or report.to is None:
            return False
        if told.from_ is None or told.to is None or report.to.year > published.year:
            return False
        return told.from_ > report.from_ and told.to > published - FRESH

    def keep_report(self) -> None:
        """The first period in which something was done is the one that the article reports on."""
        told, published = self.period["actual"], self.context.published
        if self.report is not None or told is None or told.to is None:
            return
        ahead = published is not None and told.from_ is not None and told.to > published >= told.from_ - AHEAD
        if not (ahead and told.from_ is not None and published is not None and published - told.from_ < AHEAD):
            self.report = told

    def _set_year_rated(self, row: list[Token]) -> None:
        """ "làm xong việc phân tích chất lượng đảng viên năm 2014": the year of the ratings that follow."""
        for token in row:
            day = token.date
            if day is None or day.precision != "year" or day.role != "period":
                continue
            if _RATING_OF.search(self.text.folded, max(0, day.start - 70), day.start):
                self.year_of_ratings = day

    def _set_period(self, index: int) -> None:
        """A sentence without figures may say of which period the next ones tell ("Nửa năm, …", "tổng kết năm 2025")."""
        row = self.tokens[index]
        self._set_year_rated(row)
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
            named = day.precision == "term" and names_congress(self.text.folded, day.start)
            if named and self.period["target"] is None and self._opens_with_congress(day):
                self.period["target"] = day  # what the congress sets is for the term that begins
            if (
                self._is_of_a_committee(day)
                or self._barely_begun(day)
                or (named and (_another_behind(row, token) or self._opens_with_congress(day)))
            ):
                continue
            if self.period["actual"] is None or (
                index > 0
                and day.role == "period"
                and not _BREAK.search(self.text.folded, max(0, token.start - 18), token.start)
            ):
                self.period["actual"] = day
                self.first = self.first or day
            return

    def opens_aside(self, sentence: Sentence) -> bool:
        """Whether a sentence opens with a word that its period goes no further than it ("Trước đó", "Riêng")."""
        folded = self.text.folded
        return _BREAK.match(folded, sentence.start) is not None or _BESIDE.match(folded, sentence.start) is not None

    def _is_of_a_committee(self, day: DateSpan) -> bool:
        """ "Đảng ủy Ban Quản lý dự án các nhiệm kỳ 2015 - 2020 và 2020 - 2025": whose terms, no period of results."""
        named = _NAMED_TERM.match(self.text.folded, day.start)
        start = day.start if named is None else named.end()
        return _TERMS.search(self.text.folded, max(0, start - 60), start) is not None

    def _barely_begun(self, day: DateSpan) -> bool:
        """Whether a stretch has nearly all its days to come: "năm 2021" in an article of 9 January 2021."""
        published = self.context.published
        if published is None or day.from_ is None or day.to is None:
            return False
        return day.from_ > published - AHEAD and day.to > published + AHEAD

    def _opens_with_congress(self, day: DateSpan) -> bool:
        """ "… tổ chức Đại hội, nhiệm kỳ 2025 - 2030" told in 2025: a term in which nothing has been done yet."""
        published = self.context.published
        after = _AFTER_CONGRESS.search(self.text.folded, max(0, day.start - 80), day.start) is not None
        return published is not None and day.from_ is not None and day.from_.year >= published.year and not after

    def _set_plan(self, row: list[Token]) -> None:
        """ "Nhiệm kỳ 2020 - 2025, Đảng bộ đề ra các mục tiêu: …": the period of the goals that follow."""
        published = self.context.published
        plan = next((token.start for token in row if token.has("cue", "plan", "target")), None)
        if published is None:
            return
        for token in row:
            day = token.date
            if day is None or day.role != "period" or day.to is None or day.to <= published:
                continue
            before_plan = plan is not None and token.start < plan
            if before_plan or _PLANS.search(self.text.folded, max(0, token.start - 50), token.start) is not None:
                self.period["target"] = day
                return

    def remember(self, count: Count, own: DateSpan) -> None:
        """Keep the period of a figure for the sentences behind it."""
        folded, start = self.text.folded, self.sentences[count.sentence].start
        before = folded[max(start, own.start - 18) : own.start]
        current = self.period[count.modality]
        reviewed = self.reviewed if count.modality == "actual" and current is None else None
        if reviewed is not None and own.to is not None and reviewed.from_ is not None and own.to < reviewed.from_:
            return  # "kỷ luật 11 đảng viên; năm 2019 là 15": the review goes on
        # "Phiên họp ngày 9-11 kết nạp 36 người. Cộng dồn từ đầu năm đến nay 129": the day goes no further
        widens = current is not None and is_day(current) and not is_day(own) and own.role != "comparison"
        if (
            own.role == "comparison"
            or self._raised_then(count, own)
            or self._is_of_a_committee(own)
            or (self.dates is not None and self.dates.said_aside(own))
            or (current is not None and (own.role == "event" or self._looks_back(own, current, count.sentence)))
            or (_BREAK.search(before) and not widens)
            or (_BREAK.match(folded, start) and not _AGAINST_PLAN.match(folded, start) and not widens)
            or (current is not None and _APART.search(before) and beside(own, current))
            or (count.listed and own.start > count.start)
            or (current is not None and _BESIDE.match(folded, start) and beside(own, current))
        ):
            return
        if count.modality == "actual":
            self.narrower = current if current is not None and wider(own, current) else None
            self.around = current if current is not None and wider(current, own) else None
        self.period[count.modality], self.told_in = own, count.sentence
        if count.modality == "actual" and own.role == "period":
            self.first = self.first or own

    def _raised_then(self, count: Count, own: DateSpan) -> bool:
        """ "nâng số kết nạp |cả năm 2025 lên 52 đồng chí": a date of the sum alone."""
        start = self.sentences[count.sentence].start
        return start <= own.start and RAISES_OF.search(self.text.folded, start, own.start) is not None

    def remember_flow(self, count: Count, when: When) -> None:
        """Keep the period of a flow, and the widest of its sentence."""
        if count.date is not None and self._raised_then(count, count.date):
            return
        widest = self.flow.widest if self.flow is not None and self.flow.sentence == count.sentence else when
        self.flow = Flow(
            count.indicator, count.sentence, count.end, count.value, when, widest if _covers(widest, when) else when
        )

    def _looks_back(self, own: DateSpan, current: DateSpan, sentence: int) -> bool:
        """Whether a period is only what the one told in the same sentence is measured by ("quý 1 năm ngoái là 174")."""
        before = own.to is not None and current.from_ is not None and own.to < current.from_
        return before and self.told_in == sentence


def _same_start(told: DateSpan, report: DateSpan) -> bool:
    """Whether a stretch begins where the report does, or a little before ("từ tháng 12-2004 đến hết tháng 11-2005")."""
    if told.from_ is None or report.from_ is None or told.role != "period":
        return told.from_ == report.from_
    return told.from_ == report.from_ or timedelta(0) < report.from_ - told.from_ <= _YEAR_OF_REPORTS_BEGINS


def _covers(wide: When, narrow: When) -> bool:
    """Whether a period holds another one."""
    if wide.from_ is None or wide.to is None or narrow.from_ is None or narrow.to is None:
        return False
    return wide.from_ <= narrow.from_ and narrow.to <= wide.to


def _another_behind(row: list[Token], token: Token) -> bool:
    """Whether a sentence tells another period behind a date."""
    return any(
        t.date is not None and t.date.role in ("period", "as_of") and t.start > token.start and t.date is not token.date
        for t in row
    )


def _reviewed_year(text: Text, published: date | None) -> DateSpan | None:
    """The year before in an article of January that looks back: what is done without a date was done in it."""
    looks_back = _REVIEW.search(text.folded) if published is not None and published.month == 1 else None
    if published is None or looks_back is None:
        return None
    first, last = date(published.year - 1, 1, 1), date(published.year - 1, 12, 31)
    return DateSpan(looks_back.start(), looks_back.end(), first, last, "year", anchored=True)
