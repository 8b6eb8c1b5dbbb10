"""The interval of a flow: that of its sentence, else the one told before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import regex

from extract.counts import Count
from extract.data import load
from extract.mentions import DateSpan, Sentence
from extract.periods.told import Told
from extract.periods.total_days import told_now
from extract.periods.when import AHEAD, UNKNOWN, When, is_day
from extract.tokens import Token
from extract.vocabulary import any_of

_WORDS = load("periods")
_PLAN_OF = regex.compile(r"(?<!\p{L})(?:kế hoạch|chỉ tiêu|nghị quyết|mục tiêu)(?: của| giao)?(?: trong)? $")
_MEETING = regex.compile(rf"(?<!\p{{L}}){any_of(_WORDS['meeting'])}(?!\p{{L}})")
_OTHER_ACT = regex.compile(rf"(?<!\p{{L}}){any_of(_WORDS['other_act'])}(?!\p{{L}})")
_DECIDED = regex.compile(rf"(?<!\p{{L}}){any_of(_WORDS['decided'])}(?!\p{{L}})")
_ANOTHER_DAY = regex.compile(rf"(?<!\p{{L}}){any_of(_WORDS['another_day'])}[^,;.]{{0,20}}$")
_UNDER_WAY = regex.compile(rf"(?<!\p{{L}}){any_of(_WORDS['under_way'])}(?!\p{{L}})")
_SAME_TIME = regex.compile(
    r"(?<!\p{L})(?:cũng |cùng |trong )+(?:chừng ấy |quãng |khoảng |giai đoạn |thời gian |thời kỳ |kỳ )+(?:thời gian )?"
    r"(?:ấy|này|đó|trên|nói trên|kể trên)(?!\p{L})"
)
_JUST = regex.compile(r"(?<!\p{L})vừa(?! (?:qua|rồi|đủ|là|phải))(?!\p{L})")
_AT_MEETING = regex.compile(r"(?:cũng )?(?:tại|trong) (?:buổi|lễ|hội nghị|cuộc|chương trình|đại hội|phiên)(?!\p{L})")
_SET_UP = ("establish", "dissolve")
_ISSUES = regex.compile(r"(?<!\p{L})(?:ban hành|công bố|ra|ký)(?: các)? quyết định(?!\p{L})[^.;]{0,40}$")
_SETS_UP = regex.compile(r",? (?:về )?(?:việc )?(?:thành lập|giải thể|sáp nhập|hợp nhất|tách|chia tách)(?!\p{L})")
_EXAMPLES = regex.compile(
    r"(?:trong (?:số )?(?:đó|này)|cụ thể|điển hình|tiêu biểu|nổi bật|tính (?:theo|riêng)|(?:nhiều|đông|cao) nhất"
    r"|dẫn đầu|đứng đầu|(?:các|một số|nhiều|những) (?:đơn vị|chi bộ|đảng bộ|xã|nơi|địa phương))(?!\p{L})"
)
_TIME_TO_COME = regex.compile(r"(?<!\p{L})(?:thời gian|những năm|giai đoạn) tới(?!\p{L})")
_LATER = regex.compile(r"(?:vừa|mới|gần|sau|tiếp|hằng|hàng|mỗi)(?!\p{L})")
_LAST_OF_RATINGS = 4  # the month by which the ratings of a year are told
_NEAR = 2  # sentences
_NEXT = 60  # code points between a figure and the stretch behind it
_TWO_YEARS = 731
_HEAD = 12  # code points before a date that heads its sentence
_IN_HAND = ("prospects_introduced", "prospects_trained")


class Flows:
    """Answers for the flows of one article; ``told`` is what its sentences have told so far."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.text, self.context, self.sentences, self.spans = told.text, told.context, told.sentences, told.spans
        self._rated: tuple[int, DateSpan] | None = None
        """The last sentence of ratings with a period of its own: ratings go on with it, whatever else is told."""

    def of(self, count: Count, own: DateSpan | None, row: list[Token]) -> When:
        """The interval of a flow."""
        if own is None and count.ceremony:
            own = self._event_in(row)
        if own is None and (decided := self._decided_on(count, row)) is not None:
            return When(decided.to, decided.to, decided.start, decided.end, "own")
        published, founded = self.context.published, self.told.founded
        if published is not None and count.modality == "actual" and (own is None or own.start < count.start):
            first = self.sentences[count.sentence].start
            if count.indicator in _IN_HAND and self._in_hand(count, own):
                return When(None, published, None, None, "published")
            if (
                founded is not None
                and (own is None or own.rule == "now")
                and self.spans.since_founding(max(first, count.start - 160), count.start)
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
                own = self.told.period[count.modality] or self._period_behind(count, own, row) or own
            start, end = self.spans.of(count, own, row, self.told.period[count.modality])
            if count.modality == "actual" and (done := self._so_far(own)) is not None:
                end = done
            # "tính đến 30-6" with a start goes on as the whole stretch
            stretch = own.role == "as_of" and start is not None
            self.told.remember(count, replace(own, from_=start, role="period") if stretch else own)
            return When(start, end, own.start, own.end, "own")
        if count.indicator == "members_awarded_badge" and (day := self.told.ceremony) is not None:
            return When(day.from_, day.to, day.start, day.end, "carried")
        if count.indicator == "members_awarded_badge" and (met := self._met_then(count)) is not None:
            return When(met.from_, met.to, met.start, met.end, "carried")
        carried = self.told.period[count.modality]
        if "annual" in count.qualifiers and count.modality == "actual" and _is_stretch(self.told.around):
            carried = self.told.around  # "…; năm 2017 kỷ luật một đồng chí. Hằng năm, |100% đảng viên …"
        if carried is None and count.modality == "actual" and self._only_met():
            # the badges of January are those of 3 February
            carried = self.told.reviewed if count.indicator != "members_awarded_badge" else None
        if count.indicator == "members_awarded_badge" and carried is not None and self._is_of_term(carried, count):
            carried = self.told.event or carried  # "Sáng nay, … Đại hội lần thứ I, nhiệm kỳ 2025 - 2030. Dịp này, …"
        if (
            carried is None
            and count.modality == "target"
            and self.told.report is not None
            and self.told.report.precision == "year"
            and _TIME_TO_COME.search(self.text.folded, self.sentences[count.sentence].start, count.start) is None
        ):
            carried = self.told.report  # "Kế hoạch là kiểm tra 12 tổ chức đảng": of the year that is reported on
        if carried is None and "annual" in count.qualifiers and self._goes_on(self.told.period["target"]):
            carried = self.told.period["target"]  # "Đại hội …, nhiệm kỳ 2025 - 2030. Mỗi năm |90% TCCSĐ …": to come
        if carried is None and count.modality == "target" and self._goes_on(self.told.period["actual"]):
            carried = self.told.period["actual"]  # "Đại hội …, nhiệm kỳ 2025 - 2030. Mỗi năm kết nạp từ 60 người"
        if carried is None and (before := self._before_in_sentence(count, row)) is not None:
            self.told.remember(count, before)
            carried = before
        if carried is None and count.modality == "actual":
            carried = self.told.event
            if carried is not None and carried is founded and published is not None:
                # "Ngày 1-7, Đảng bộ xã hoạt động …. Đảng ủy giải thể 6 chi bộ": since then, not on that day
                return When(carried.from_, published, carried.start, carried.end, "carried")
        if carried is None and count.modality == "actual" and (until := self._by_then(count)) is not None:
            return When(None, until.to, until.start, until.end, "carried")
        if carried is None:
            just = published is not None and count.modality == "actual" and self._just_done(count)
            return When(None, published, None, None, "published") if just else UNKNOWN
        if count.modality == "actual" and (told := self._of_examples(count, carried)) is not None:
            return told
        start = carried.from_ if carried.role != "as_of" else None
        end = self.spans.end(carried)
        if count.modality == "actual" and (done := self._so_far(carried, carried=True)) is not None:
            end = done
        return When(start, end, carried.start, carried.end, "carried")

    def _is_of_term(self, carried: DateSpan, count: Count) -> bool:
        """Whether a term, or a stretch as long as one, was told; not anew in the same paragraph behind an event."""
        event = self.told.event
        told_anew = event is not None and event.start < carried.start and carried.precision != "term"
        told_anew = told_anew and "\n" not in self.text.raw[carried.start : count.start]
        return _is_of_years(carried) and not told_anew

    def _by_then(self, count: Count) -> DateSpan | None:
        """ "Cuối năm 2013, … 486 đảng viên đi làm ăn xa. Chỉ |73 đồng chí chuyển sinh hoạt": by that day."""
        told, published = self.told.as_of_told, self.context.published
        if told is None or told.to is None or (published is not None and told.to > published):
            return None
        if count.qualifiers & {"annual", "monthly", "annual_average"} or count.sentence == 0:
            return None
        here, before = self.sentences[count.sentence], self.sentences[count.sentence - 1]
        if here.line != before.line or _LATER.match(self.text.folded, here.start):
            return None
        return told if before.start <= told.start < here.end else None

    def _goes_on(self, day: DateSpan | None) -> bool:
        """Whether a stretch has most of its days to come."""
        published = self.context.published
        return day is not None and day.to is not None and published is not None and day.to > published + AHEAD

    def _in_same_time(self, count: Count) -> When | None:
        """ "…, đến 31-8 đã có 19. Đảng bộ Quân sự cũng trong thời gian này kết nạp |8": when the last figure was."""
        sentence = self.sentences[count.sentence]
        flow = self.told.flow
        if flow is not None and flow.sentence == count.sentence:
            said = _SAME_TIME.search(self.text.folded, sentence.start, min(flow.end, count.start))
            return replace(flow.when, how="carried") if said is not None else None
        if flow is None or not 0 < count.sentence - flow.sentence <= _NEAR:
            return None
        before = self.sentences[flow.sentence]
        if before.line != sentence.line and self.told.opens_aside(before):
            return None
        if not _SAME_TIME.search(self.text.folded, sentence.start, count.start):
            return None
        told = self._told_since(before)
        if told is not None:
            return When(told.from_, told.to, told.start, told.end, "carried")
        return replace(flow.widest, how="carried")

    def _told_since(self, sentence: Sentence) -> DateSpan | None:
        """ "… kỷ luật 12 đảng viên. Nghe báo cáo 5 tháng. Trong thời gian này …": a stretch told behind the figures."""
        told = self.told.before
        if told is None or told.start < sentence.end or told.role != "period" or is_day(told):
            return None
        return None if _PLAN_OF.search(self.text.folded, max(0, told.start - 24), told.start) else told

    def _decided_on(self, count: Count, row: list[Token]) -> DateSpan | None:
        """ "ban hành Quyết định số 12-QĐ/ĐU, ngày 8/7/2025, thành lập |9 tổ chức đảng": on the day of the decision."""
        if count.verb not in _SET_UP:
            return None
        folded, start = self.text.folded, self.sentences[count.sentence].start
        dated = (t.date for t in row if t.date is not None and t.date.role == "document" and t.end < count.start)
        for day in dated:
            if _ISSUES.search(folded, start, day.start) and _SETS_UP.match(folded, day.end):
                return day
        return None

    def _of_examples(self, count: Count, carried: DateSpan) -> When | None:
        """ "Riêng năm 2016, huyện kết nạp 68. Một số xã làm tốt như: X |12": examples are of the figure before them."""
        flow = self.told.flow
        if flow is None or flow.indicator != count.indicator or not 0 <= count.sentence - flow.sentence <= 1:
            return None
        here, before = self.sentences[count.sentence], self.sentences[flow.sentence]
        if here.line != before.line or _EXAMPLES.match(self.text.folded, here.start) is None:
            return None
        if count.sentence != flow.sentence and (flow.value or 0) < (count.value or 0):
            return None
        first, since = flow.when.from_, carried.from_
        return replace(flow.when, how="carried") if first is not None and since is not None and first > since else None

    def _of_ratings(self, count: Count, own: DateSpan | None) -> DateSpan | None:
        """ "Năm ngoái, 27/29 TCCSĐ hoàn thành tốt nhiệm vụ. Đảng viên xuất sắc chiếm 12,9%": of that year."""
        if own is not None:
            if own.start - self.sentences[count.sentence].start <= _HEAD:
                self._rated = count.sentence, own
            return own
        if self._rated is None:
            told = self.told.period["actual"]
            known = (told is not None and not is_day(told)) or count.modality == "target"
            return None if known else self.told.year_of_ratings or self._year_rated()
        index, span = self._rated
        beside = count.sentence - index <= 1 and self.sentences[index].line == self.sentences[count.sentence].line
        if not beside:
            return None
        self._rated = count.sentence, span
        return span

    def _year_rated(self) -> DateSpan | None:
        """The year that ratings are of where none is told: that whose end was, else the one before publication."""
        told, published = self.told.as_of_told, self.context.published
        if told is not None and told.to is not None and (told.to.month, told.to.day) == (12, 31):
            return replace(told, from_=date(told.to.year, 1, 1), role="period", precision="year")
        if published is None or published.month > _LAST_OF_RATINGS:
            return None
        first, last = date(published.year - 1, 1, 1), date(published.year - 1, 12, 31)
        return DateSpan(0, 0, first, last, "year", anchored=True)

    def _is_of_plan(self, count: Count, own: DateSpan) -> bool:
        """ "So với kế hoạch cả năm, thành phố mới đi được 40,9%": the year of the plan, where another was told."""
        if count.modality != "actual" or own.precision != "year" or self.told.period["actual"] is None:
            return False
        published = self.context.published
        if published is not None and own.from_ is not None and own.from_ > published:
            return False
        return _PLAN_OF.search(self.text.folded, max(0, own.start - 24), own.start) is not None

    def _go_on_since(self, founded: DateSpan, published: date) -> None:
        """What follows in the paragraph is of the time since the founding, too."""
        since = replace(founded, to=published, role="period")
        if self.told.period["actual"] != since:
            self.told.aside = self.told.period["actual"]
            self.told.period["actual"] = since

    def _so_far(self, own: DateSpan, *, carried: bool = False) -> date | None:
        """What a year that has months to go tells of a result: the end of the report, if that lies within it."""
        published, report = self.context.published, self.told.report
        if published is None or own.from_ is None or own.to is None:
            return None
        if carried and own.precision == "term" and own.to.year > published.year and own.from_ < published:
            told = self.told.as_of_told
            return told.to if told is not None and told.to is not None and own.from_ < told.to <= published else None
        goes_on = own.precision == "year" and own.from_ < published < own.to - AHEAD
        if report is None or report.to is None:
            return None
        return report.to if goes_on and own.from_ <= report.to <= published and report is not own else None

    def _in_hand(self, count: Count, own: DateSpan | None) -> bool:
        """Whether prospects are those there are today ("đang theo dõi 63 quần chúng"), not those of a period."""
        sentence = self.sentences[count.sentence]
        start = max(own.end if own is not None else sentence.start, count.start - 60)
        return told_now(self.text, sentence, own, count.start) or bool(
            _UNDER_WAY.search(self.text.folded, start, self._clause_end(count, sentence))
        )

    def _clause_end(self, count: Count, sentence: Sentence) -> int:
        """Where the clause of a figure ends, or the stretch behind it in which a word may still tell of it."""
        reach = min(sentence.end, count.end + 24)
        ended = self.text.folded.find(";", count.end, reach)
        return reach if ended < 0 else ended

    def _is_report(self, count: Count, own: DateSpan) -> bool:
        """Whether the day of an event is only that of a meeting where a figure of the period told before was given."""
        if count.ceremony or count.indicator == "members_awarded_badge" or own.start > count.start:
            return False
        folded, start = self.text.folded, max(own.end, count.start - 300)
        if self.spans.is_founded_on(own) or self._is_another_day(count, own):
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

    def _met_then(self, count: Count) -> DateSpan | None:
        """ "Ngày 21-1, huyện họp mặt …. Tại buổi họp mặt, |2 đảng viên được trao Huy hiệu Đảng": on that day."""
        opens = _AT_MEETING.match(self.text.folded, self.sentences[count.sentence].start)
        return self.told.event if opens is not None else None

    def _before_in_sentence(self, count: Count, row: list[Token]) -> DateSpan | None:
        """ "Hơn 81% số đảng viên được kết nạp trong năm 2018 đến từ các xã; |20 đồng chí còn lại …": of that year."""
        told = [t.date for t in row if t.date is not None and t.date.role == "period" and t.start < count.start]
        return told[-1] if told else None

    def _is_another_day(self, count: Count, own: DateSpan) -> bool:
        """Whether a day is that of a report, or of somebody's life ("theo báo cáo ngày 14-10", "sinh ngày 2-9")."""
        low = max(self.sentences[count.sentence].start, own.start - 40)
        return _ANOTHER_DAY.search(self.text.folded, low, own.start) is not None

    def _period_behind(self, count: Count, own: DateSpan, row: list[Token]) -> DateSpan | None:
        """ "công bố ngày 14-10 cho thấy, |231 đảng viên bị kỷ luật trong 9 tháng": the stretch behind a figure."""
        if not self._is_another_day(count, own):
            return None
        told = (
            t.date for t in row if t.date is not None and t.date.role == "period" and 0 < t.start - count.end < _NEXT
        )
        return next(told, None)

    def _only_met(self) -> bool:
        """Whether no day is told but that on which one met to look back ("Sáng 8-1, Huyện ủy X mở hội nghị …")."""
        day = self.told.event
        return day is None or _MEETING.search(self.text.folded, day.end, day.end + 80) is not None

    def _event_in(self, row: list[Token]) -> DateSpan | None:
        return next((t.date for t in row if t.date is not None and t.date.role == "event"), None)


def _is_stretch(day: DateSpan | None) -> bool:
    """Whether a date is a stretch with both its ends."""
    return day is not None and day.role == "period" and day.from_ is not None and day.to is not None


def _is_of_years(day: DateSpan) -> bool:
    """Whether a stretch is a term, or as long as one."""
    long = day.from_ is not None and day.to is not None and (day.to - day.from_).days > _TWO_YEARS
    return long or day.precision == "term"
