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
from extract.dates.roles import names_congress
from extract.figure_dates import FigureDates
from extract.flow_spans import FlowSpans
from extract.mentions import Context, DateSpan, Sentence
from extract.text import Text
from extract.tokens import Token
from extract.total_days import eve_of, of_that_time, starts_year, told_before, told_now, told_then
from extract.vocabulary import any_of

_WORDS = load("periods")
_BREAK = regex.compile(rf"{any_of(_WORDS['break'])}\b")
_AGAINST_PLAN = regex.compile(r"so với (?:chỉ tiêu|kế hoạch|nghị quyết|mục tiêu|mức đề ra)(?!\p{L})")
_PLAN_OF = regex.compile(r"(?<!\p{L})(?:kế hoạch|chỉ tiêu|nghị quyết|mục tiêu)(?: của| giao)?(?: trong)? $")
_APART = regex.compile(r"(?<!\p{L})riêng(?: trong| tính)? $")
_BESIDE = regex.compile(rf"{any_of(_WORDS['beside'])}\b")
_PLANS = regex.compile(rf"{any_of(_WORDS['plans'])}[^,;.]{{0,30}}$")
_MEETING = regex.compile(rf"(?<!\p{{L}}){any_of(_WORDS['meeting'])}(?!\p{{L}})")
_OTHER_ACT = regex.compile(rf"(?<!\p{{L}}){any_of(_WORDS['other_act'])}(?!\p{{L}})")
_DECIDED = regex.compile(rf"(?<!\p{{L}}){any_of(_WORDS['decided'])}(?!\p{{L}})")
_ANOTHER_DAY = regex.compile(rf"(?<!\p{{L}}){any_of(_WORDS['another_day'])}[^,;.]{{0,20}}$")
_UNDER_WAY = regex.compile(rf"(?<!\p{{L}}){any_of(_WORDS['under_way'])}(?!\p{{L}})")
_THIS_TIME = regex.compile(r"(?<!\p{L})(?:(?:lúc|thời điểm|mốc) này|(?:thời điểm|mốc) (?:nói )?trên)(?!\p{L})")
# What an article of January that looks back says of itself
_REVIEW = regex.compile(
    r"(?<!\p{L})(?:tổng kết|nhìn lại|năm qua|năm cũ|trong năm|cuối năm|cả năm|về đích|phương hướng"
    r"|triển khai (?:công tác|nhiệm vụ))(?!\p{L})"
)
_RATING_OF = regex.compile(
    r"(?<!\p{L})(?:đánh giá|xếp loại|phân tích chất lượng|bình xét|phân loại|kiểm điểm)(?!\p{L})[^.;:]{0,60}$"
)
_SAME_TIME = regex.compile(
    r"(?<!\p{L})(?:cũng |cùng |trong )+(?:chừng ấy |quãng |khoảng |giai đoạn |thời gian |thời kỳ |kỳ )+(?:thời gian )?"
    r"(?:ấy|này|đó|trên|nói trên|kể trên)(?!\p{L})"
)
_JUST = regex.compile(r"(?<!\p{L})vừa(?! (?:qua|rồi|đủ|là|phải))(?!\p{L})")
_LAST_OF_RATINGS = 4  # the month by which the ratings of a year are told
_NEAR = 2  # sentences
_HEAD = 12  # code points before a date that heads its sentence
_IN_HAND = ("prospects_introduced", "prospects_trained")
_DAY = timedelta(days=1)
_FRESH = timedelta(days=70)
_YEARS = timedelta(days=400)  # more than one year
_AHEAD = timedelta(days=30)


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
        self.report: DateSpan | None = None
        self.before: DateSpan | None = None
        """The last date told in the sentences before: what "lúc ấy" means."""
        self._as_of_told: DateSpan | None = None
        """The last "tính đến …" told: where a term under way has got to."""
        self._founded: DateSpan | None = None
        self._aside: DateSpan | None = None
        self._narrower: DateSpan | None = None
        """The year told before "cả nhiệm kỳ …", to which a new paragraph goes back."""
        self._first: DateSpan | None = None
        self._reviewed = _reviewed_year(text, context.published)
        self._rated: tuple[int, DateSpan] | None = None
        """The last sentence of ratings with a period of its own: ratings go on with it, whatever else is told."""
        self._year_of_ratings: DateSpan | None = None
        self._total: tuple[int, When] | None = None
        self._flow: tuple[int, int, When] | None = None
        """The flow told last: its sentence, where its figure ends, its period."""
        self._spans = FlowSpans(text, context.published)
        self._dates: FigureDates | None = None
        self._dates_of = self._told_in = -1

    def advance(self, index: int) -> None:
        """Take in the dates of one more sentence."""
        for token in self.tokens[index - 1] if index else ():
            if token.date is not None and token.date.role not in ("document", "anniversary", "comparison"):
                self.before = token.date
                if token.date.role == "as_of":
                    self._as_of_told = token.date
                if self._spans.is_founding(token.date):
                    self._founded = token.date
        if index and self.sentences[index].line != self.sentences[index - 1].line:
            self._new_paragraph()
        self._set_period(index)

    def _new_paragraph(self) -> None:
        """A new paragraph goes back to the period of the report, if the one told last was older ("năm 2019 là 210")."""
        if self._aside is not None:
            self.period["actual"], self._aside = self._aside, None
        if self._narrower is not None:
            self.period["actual"], self._narrower = self._narrower, None
        report, told = self.report, self.period["actual"]
        if report is None or told is None or told is report or told.to is None or report.to is None:
            return
        published = self.context.published
        within = told.role == "as_of" and report.from_ is not None and report.from_ <= told.to
        if (told.from_ == report.from_ or within) and (published is None or published - told.to <= _FRESH):
            self.report = told  # "năm 2017 …; đến ngày 23-11", "hết tháng 6": the same period, told exactly
        elif told.to < report.to:
            self.period["actual"] = report

    def _keep_report(self) -> None:
        """The first period in which something was done is the one that the article reports on."""
        told, published = self.period["actual"], self.context.published
        if self.report is not None or told is None or told.to is None:
            return
        ahead = published is not None and told.from_ is not None and told.to > published >= told.from_ - _AHEAD
        if not (ahead and told.from_ is not None and published is not None and published - told.from_ < _AHEAD):
            self.report = told

    def _set_year_rated(self, row: list[Token]) -> None:
        """ "làm xong việc phân tích chất lượng đảng viên năm 2014": the year of the ratings that follow."""
        for token in row:
            day = token.date
            if day is None or day.precision != "year" or day.role != "period":
                continue
            if _RATING_OF.search(self.text.folded, max(0, day.start - 70), day.start):
                self._year_of_ratings = day

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
            if self._barely_begun(day) or (
                day.precision == "term" and names_congress(self.text.folded, day.start) and _another_behind(row, token)
            ):
                continue
            if self.period["actual"] is None or (
                index > 0
                and day.role == "period"
                and not _BREAK.search(self.text.folded, max(0, token.start - 18), token.start)
            ):
                self.period["actual"] = day
                self._first = self._first or day
            return

    def _barely_begun(self, day: DateSpan) -> bool:
        """Whether a stretch has nearly all its days to come: "năm 2021" in an article of 9 January 2021."""
        published = self.context.published
        if published is None or day.from_ is None or day.to is None:
            return False
        return day.from_ > published - _AHEAD and day.to > published + _AHEAD

    def _set_plan(self, row: list[Token]) -> None:
        """ "Nhiệm kỳ 2020 - 2025, Đảng bộ đề ra các mục tiêu: …": the period of the goals that follow."""
        published = self.context.published
        plan = next((token.start for token in row if token.has("cue", "plan", "target")), None)
        if published is None:
            return
        for token in row:
            heads = _PLANS.search(self.text.folded, max(0, token.start - 50), token.start) is not None
            day = token.date if heads or (plan is not None and token.start < plan) else None
            if day is not None and day.role == "period" and day.to is not None and day.to > published:
                self.period["target"] = day
                return

    def of_headline(self) -> When:
        """The period of a figure that the headline alone tells, without one: the first that the article tells."""
        first = self._first
        return _UNKNOWN if first is None else When(first.from_, first.to, first.start, first.end, "carried")

    def when(self, count: Count, row: list[Token]) -> When:
        """The period of a count, from its sentence or from those before."""
        if self._dates is None or self._dates_of != count.sentence:
            self._dates, self._dates_of = FigureDates(self.text, self.sentences[count.sentence], row), count.sentence
        own = self._dates.own(count)
        when = self._as_of(count, own) if count.stock else self._in_period(count, own, row)
        if count.stock:
            self._total = count.sentence, when
        else:
            self._flow = count.sentence, count.end, when
        self._keep_report()
        return when

    # --- flows ------------------------------------------------------------------------------------

    def _in_period(self, count: Count, own: DateSpan | None, row: list[Token]) -> When:
        """The interval of a flow."""
        if own is None and count.ceremony:
            own = self._event_in(row)
        published, founded = self.context.published, self._founded
        if published is not None and count.modality == "actual" and (own is None or own.start < count.start):
            first = self.sentences[count.sentence].start
            if count.indicator in _IN_HAND and self._in_hand(count, own):
                return When(None, published, None, None, "published")
            if (
                founded is not None
                and (own is None or own.rule == "now")
                and self._spans.since_founding(max(first, count.start - 160), count.start)
            ):
                self._go_on_since(founded, published)
                return When(founded.from_, published, founded.start, founded.end, "carried")
        if own is None and (same := self._in_same_time(count)) is not None:
            return same
        if count.indicator.endswith("_rated") and (own is None or own.role == "period"):
            own = self._of_ratings(count, own)
        if own is not None and self._is_of_plan(count, own):
            own = None
        if own is not None:
            if own.role == "event" and self._is_report(count, own):
                own = self.period[count.modality] or own
            start, end = self._spans.of(count, own, row, self.period[count.modality])
            if count.modality == "actual" and (done := self._so_far(own)) is not None:
                end = done
            # "tính đến 30-6" with a start goes on as the whole stretch
            stretch = own.role == "as_of" and start is not None
            self._remember(count, replace(own, from_=start, role="period") if stretch else own)
            return When(start, end, own.start, own.end, "own")
        if count.indicator == "members_awarded_badge" and (day := self.ceremony) is not None:
            return When(day.from_, day.to, day.start, day.end, "carried")
        carried = self.period[count.modality]
        if carried is None and count.modality == "actual" and self._only_met():
            # the badges of January are those of 3 February
            carried = self._reviewed if count.indicator != "members_awarded_badge" else None
        if count.indicator == "members_awarded_badge" and carried is not None and carried.precision == "term":
            carried = self.event or carried  # "Sáng nay, … Đại hội lần thứ I, nhiệm kỳ 2025 - 2030. Dịp này, …"
        if (
            carried is None
            and count.modality == "target"
            and self.report is not None
            and self.report.precision == "year"
        ):
            carried = self.report  # "Kế hoạch là kiểm tra 12 tổ chức đảng": of the year that is reported on
        if carried is None and count.modality == "target" and self._goes_on(self.period["actual"]):
            carried = self.period["actual"]  # "Đại hội …, nhiệm kỳ 2025 - 2030. Mỗi năm kết nạp từ 60 người trở lên"
        if carried is None and count.modality == "actual":
            carried = self.event
            if carried is not None and carried is founded and published is not None:
                # "Ngày 1-7, Đảng bộ xã hoạt động …. Đảng ủy giải thể 6 chi bộ": since then, not on that day
                return When(carried.from_, published, carried.start, carried.end, "carried")
        if carried is None:
            just = published is not None and count.modality == "actual" and self._just_done(count)
            return When(None, published, None, None, "published") if just else _UNKNOWN
        start = carried.from_ if carried.role != "as_of" else None
        end = self._spans.end(carried)
        if count.modality == "actual" and (done := self._so_far(carried, carried=True)) is not None:
            end = done
        return When(start, end, carried.start, carried.end, "carried")

    def _goes_on(self, day: DateSpan | None) -> bool:
        """Whether a stretch has most of its days to come."""
        published = self.context.published
        return day is not None and day.to is not None and published is not None and day.to > published + _AHEAD

    def _in_same_time(self, count: Count) -> When | None:
        """ "…, đến 31-8 đã có 19. Đảng bộ Quân sự cũng trong thời gian này kết nạp |8": when the last figure was."""
        sentence = self.sentences[count.sentence]
        if self._flow is None or not 0 < count.sentence - self._flow[0] <= _NEAR:
            return None
        before = self.sentences[self._flow[0]]
        aside = _BREAK.match(self.text.folded, before.start) or _BESIDE.match(self.text.folded, before.start)
        if aside and before.line != sentence.line:
            return None
        if not _SAME_TIME.search(self.text.folded, sentence.start, count.start):
            return None
        return replace(self._flow[2], how="carried")

    def _of_ratings(self, count: Count, own: DateSpan | None) -> DateSpan | None:
        """ "Năm ngoái, 27/29 TCCSĐ hoàn thành tốt nhiệm vụ. Đảng viên xuất sắc chiếm 12,9%": of that year."""
        if own is not None:
            if own.start - self.sentences[count.sentence].start <= _HEAD:
                self._rated = count.sentence, own
            return own
        if self._rated is None:
            told = self.period["actual"]
            known = (told is not None and not _is_day(told)) or count.modality == "target"
            return None if known else self._year_of_ratings or self._year_rated()
        index, span = self._rated
        beside = count.sentence - index <= 1 and self.sentences[index].line == self.sentences[count.sentence].line
        if not beside:
            return None
        self._rated = count.sentence, span
        return span

    def _year_rated(self) -> DateSpan | None:
        """The year that ratings are of where none is told: that whose end was, else the one before publication."""
        told, published = self._as_of_told, self.context.published
        if told is not None and told.to is not None and (told.to.month, told.to.day) == (12, 31):
            return replace(told, from_=date(told.to.year, 1, 1), role="period", precision="year")
        if published is None or published.month > _LAST_OF_RATINGS:
            return None
        first, last = date(published.year - 1, 1, 1), date(published.year - 1, 12, 31)
        return DateSpan(0, 0, first, last, "year", anchored=True)

    def _is_of_plan(self, count: Count, own: DateSpan) -> bool:
        """ "So với kế hoạch cả năm, thành phố mới đi được 40,9%": the year of the plan, where another was told."""
        if count.modality != "actual" or own.precision != "year" or self.period["actual"] is None:
            return False
        published = self.context.published
        if published is not None and own.from_ is not None and own.from_ > published:
            return False
        return _PLAN_OF.search(self.text.folded, max(0, own.start - 24), own.start) is not None

    def _go_on_since(self, founded: DateSpan, published: date) -> None:
        """What follows in the paragraph is of the time since the founding, too."""
        since = replace(founded, to=published, role="period")
        if self.period["actual"] != since:
            self._aside = self.period["actual"]
            self.period["actual"] = since

    def _so_far(self, own: DateSpan, *, carried: bool = False) -> date | None:
        """What a year that has months to go tells of a result: the end of the report, if that lies within it."""
        published, report = self.context.published, self.report
        if published is None or own.from_ is None or own.to is None:
            return None
        if carried and own.precision == "term" and own.to.year > published.year and own.from_ < published:
            told = self._as_of_told
            return told.to if told is not None and told.to is not None and own.from_ < told.to <= published else None
        goes_on = own.precision == "year" and own.from_ < published < own.to - _AHEAD
        if report is None or report.to is None:
            return None
        return report.to if goes_on and own.from_ <= report.to <= published and report is not own else None

    def _in_hand(self, count: Count, own: DateSpan | None) -> bool:
        """Whether prospects are those there are today ("đang theo dõi 63 quần chúng"), not those of a period."""
        sentence = self.sentences[count.sentence]
        start = max(own.end if own is not None else sentence.start, count.start - 60)
        return told_now(self.text, sentence, own, count.start) or bool(
            _UNDER_WAY.search(self.text.folded, start, min(sentence.end, count.end + 24))
        )

    def _is_report(self, count: Count, own: DateSpan) -> bool:
        """Whether the day of an event is only that of a meeting where a figure of the period told before was given."""
        if count.ceremony or count.indicator == "members_awarded_badge" or own.start > count.start:
            return False
        folded, start = self.text.folded, max(own.end, count.start - 300)
        if self._spans.is_founded_on(own) or _ANOTHER_DAY.search(folded, max(0, own.start - 40), own.start):
            return True
        if _DECIDED.search(folded, start, count.start):
            return False
        clause = max(start, folded.rfind(",", start, count.start), folded.rfind(":", start, count.start))
        met = _MEETING.search(folded, start, count.start)
        return met is not None or _OTHER_ACT.search(folded, start, clause) is not None

    def _just_done(self, count: Count) -> bool:
        """ "5 học sinh vừa được Chi bộ kết nạp": by the day of publication, nobody says since when."""
        sentence = self.sentences[count.sentence]
        low, high = max(sentence.start, count.start - 60), min(sentence.end, count.end + 40)
        return _JUST.search(self.text.folded, low, high) is not None

    def _only_met(self) -> bool:
        """Whether no day is told but that on which one met to look back ("Sáng 8-1, Huyện ủy X mở hội nghị …")."""
        day = self.event
        return day is None or _MEETING.search(self.text.folded, day.end, day.end + 80) is not None

    def _event_in(self, row: list[Token]) -> DateSpan | None:
        return next((t.date for t in row if t.date is not None and t.date.role == "event"), None)

    def _remember(self, count: Count, own: DateSpan) -> None:
        """Keep the period of a figure for the sentences behind it."""
        folded, start = self.text.folded, self.sentences[count.sentence].start
        before = folded[max(start, own.start - 18) : own.start]
        current = self.period[count.modality]
        reviewed = self._reviewed if count.modality == "actual" and current is None else None
        if reviewed is not None and own.to is not None and reviewed.from_ is not None and own.to < reviewed.from_:
            return  # "kỷ luật 11 đảng viên; năm 2019 là 15": the review goes on
        # "Phiên họp ngày 9-11 kết nạp 36 người. Cộng dồn từ đầu năm đến nay 129": the day goes no further
        widens = current is not None and _is_day(current) and not _is_day(own) and own.role != "comparison"
        if (
            own.role == "comparison"
            or (self._dates is not None and self._dates.said_aside(own))
            or (current is not None and (own.role == "event" or self._looks_back(own, current, count.sentence)))
            or (_BREAK.search(before) and not widens)
            or (_BREAK.match(folded, start) and not _AGAINST_PLAN.match(folded, start) and not widens)
            or (current is not None and _APART.search(before) and _beside(own, current))
            or (count.listed and own.start > count.start)
            or (current is not None and _BESIDE.match(folded, start) and _beside(own, current))
        ):
            return
        if count.modality == "actual":
            self._narrower = current if current is not None and _wider(own, current) else None
        self.period[count.modality], self._told_in = own, count.sentence
        if count.modality == "actual" and own.role == "period":
            self._first = self._first or own

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
            if published is not None and own.to is not None and own.to > published and self._to_be_reached(count, own):
                count.modality = "target"
            if published is None or own.to is None or own.to <= published or count.modality == "target":
                to = own.from_ if starts_year(self.text, own, count.start) else own.to
                if own.from_ == own.to and to is not None and eve_of(self.text, own):
                    to -= _DAY
                return When(None, to, own.start, own.end, "own")
        if own is not None and own.role == "event" and of_that_time(self.text, sentence, own, count.start):
            eve = own.to is not None and eve_of(self.text, own)
            return When(None, own.to - _DAY if eve and own.to is not None else own.to, own.start, own.end, "own")
        if count.modality == "target":
            carried = self.period["target"]
            return When(None, carried.to, carried.start, carried.end, "carried") if carried else _UNKNOWN
        then = self.before
        if (
            then is not None
            and own is None
            and not now
            and told_then(self.text, sentence.start, count.start, founded=then is self._founded)
        ):
            return When(None, then.to, then.start, then.end, "carried")
        if (
            then is not None
            and own is None
            and then.role == "as_of"
            and _THIS_TIME.search(self.text.folded, sentence.start, count.start)
        ):
            return When(
                None, then.to, then.start, then.end, "carried"
            )  # "đến cuối năm …. Số đảng viên lúc này là 1.103"
        if own is None and count.earlier:
            return _UNKNOWN
        if own is None and not now and told_before(self.text, sentence.start, count.start):
            return _UNKNOWN
        carried = self.period["actual"] or self._reviewed
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
        if self.event is not None:  # nothing dates the article but what it tells of
            return When(None, self.event.to, self.event.start, self.event.end, "carried")
        return _UNKNOWN

    def _to_be_reached(self, count: Count, own: DateSpan) -> bool:
        """ "đến năm 2025, mỗi chi bộ có tối thiểu 5 đảng viên": what there is to be on a day to come."""
        return own.start < count.start and bool({"at_least", "at_most"} & count.qualifiers)

    def _of_those_founded(self, count: Count) -> When | None:
        """ "từ năm 2010 đến tháng 6.2016 … lập được 46 chi bộ với |1.558 đảng viên": at the end of that time."""
        if self._flow is None or self._flow[0] != count.sentence:
            return None
        _, end, when = self._flow
        return replace(when, from_=None) if self.text.folded[end : count.start] in (" với ", ", với ") else None

    def _as_just_told(self, count: Count) -> When | None:
        """ "Đến cuối tháng 9 còn 54 tổ chức đảng. Đảng viên thì lên 2.027": the day of the total right before."""
        if self._total is None or self.context.published is None:
            return None
        index, when = self._total
        here, there = self.sentences[count.sentence], self.sentences[index]
        if count.sentence - index != 1 or here.line != there.line or when.how not in ("own", "just told"):
            return None
        if when.to is None or when.to > self.context.published or self.context.published - when.to > _FRESH:
            return None
        return replace(when, how="just told")

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
        return not below


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


def _wider(outer: DateSpan, inner: DateSpan) -> bool:
    """Whether one period is a term or several years, the other lies in it and is at most a year."""
    if outer.from_ is None or outer.to is None or inner.from_ is None or inner.to is None:
        return False
    inside = outer.from_ < inner.from_ and inner.to <= outer.to
    return inside and outer.to - outer.from_ > _YEARS and inner.to - inner.from_ < _YEARS


def _is_day(span: DateSpan) -> bool:
    return span.from_ == span.to


def _beside(inner: DateSpan, outer: DateSpan) -> bool:
    """Whether a period lies inside another, or wholly before it."""
    if inner.from_ is None or inner.to is None or outer.from_ is None or outer.to is None:
        return False
    within = outer.from_ <= inner.from_ and inner.to <= outer.to and inner.from_ != outer.from_
    return within or inner.to < outer.from_
