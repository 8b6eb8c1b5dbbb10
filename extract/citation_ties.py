"""What the text ties to a number: the day of issue, the issuer, the term.

Behind it ("…, ngày 16/6/2022 của Ban Bí thư", "(8/8/2025)"), before it ("ngày 16-6-2022, Bộ Chính trị
ban hành Nghị quyết …"), around it ("Tờ trình của Đảng ủy Công an tỉnh (số 215-TTr/ĐUCA, ngày 14/7)").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

import regex

from extract.data import load
from extract.document_heads import type_words
from extract.issuing_bodies import Body, bodies_between, body_at, fits_code, term_at
from extract.mentions import Citation, DateSpan
from extract.symbols import type_codes
from extract.text import Text

_BEFORE_DATE = regex.compile(
    r"[ ]{0,2}(?:[,(/-][ ]{0,2})?(?:(?:được |đã )?(?:ban hành|ký|ra đời|ra|thông qua|đề)[ ]{1,2})?"
    r"(?:vào |cùng )?(?:ngày[ ]{0,2})?"
)
_BEFORE_BODY = regex.compile(r"[ ]{0,2}(?:[,(-][ ]{0,2})?(?:(?:của|do|được|bởi|từ|mà)[ ]{1,2})?(?:các )?")
_GOES_ON = regex.compile(r"[ ]{0,2}(?:đến|tới|-|và \d{1,2}[-/.]\d)(?!\p{L})")
_CLOSED = regex.compile(r"[ ]{0,2}\)")
_SUBJECT_LINE = regex.compile(r"[ ]{0,2}[,(]?[ ]?(?:quy định |hướng dẫn )?(?:về|v/v|thực hiện|một số)(?!\p{L})")
_DATED_LATE = regex.compile(
    r"[,(;][ ]{0,2}(?:ban hành |ký )?(?:ngày )?$|(?:ban hành|ký|thông qua) ngày[ ]$|[\p{L}\"”)] ngày[ ]$"
)
_PASSIVE = regex.compile(r"[ ]{0,2}(?:đã )?được [^\n.;]{0,60}?(?:ban hành|thông qua|ký)(?!\p{L})")
_SENTENCE_END = regex.compile(r"[.!?…](?=\s)|\n")
_REACH = 260  # code points behind a number in which a subject line may run
_BACK = 220  # code points before a number in which its subject may stand
_LEADING_DAY = regex.compile(
    r"(?:^|[\n.;:(!?-]|theo đó,?|trước đó,?|tiếp đó,?|vào|,)[ ]{0,2}(?:vào )?(?:sáng |chiều |ngày )*$"
)


@dataclass(slots=True)
class Tie:
    """What is tied to one citation; ``end`` is where the tied text behind it ends."""

    end: int
    date: date | None = None
    issuer: str | None = None
    level: str | None = None
    term: str | None = None
    how: Literal["after", "before", "shared"] | None = None
    late: bool = False

    def take(self, body: Body, how: Literal["after", "before", "shared"]) -> None:
        """Take a body as the issuer."""
        self.issuer, self.level, self.how = body.name, body.level, how
        self.term = self.term or body.term


@cache
def _event() -> regex.Pattern[str]:
    """ "Thực hiện Nghị quyết …, ngày 28/8/2025, Đảng ủy xã tổ chức lễ kết nạp": the day of what follows."""
    events = "|".join(load("documents")["events"])
    return regex.compile(rf"[ ]{{0,2}},[^\n.;,]{{3,80}}?(?<!\p{{L}})(?:{events})(?!\p{{L}})(?! (?:cơ sở )?đảng)")


@cache
def _verbs(name: str) -> regex.Pattern[str]:
    data = load("documents")
    verbs = "|".join(regex.escape(v) for v in sorted(data[name], key=lambda v: -len(v)))
    adverbs = "|".join(regex.escape(a) for a in sorted(data["adverbs"], key=lambda a: -len(a)))
    article = "(?: (?:các|những|bản|thêm|riêng|mới|một|hai|ba|nhiều|văn bản|gồm))"
    return regex.compile(rf"(?<!\p{{L}})(?P<v>(?:(?:{adverbs}) ){{0,3}}(?:{verbs})){article}*[ ]{{1,2}}[\"(]?$")


class Days:
    """The spans of exact days, found by where they start or end."""

    def __init__(self, spans: Sequence[DateSpan]) -> None:
        days = [
            s
            for s in spans
            if s.precision == "day" and s.to is not None and (s.from_ == s.to or s.from_ is None) and s.rule != "now"
        ]  # "từ khi có Kế hoạch 15 đến nay": today is no document's day
        self._spans = sorted(days, key=lambda s: (s.start, s.end))
        self._offsets = [s.start for s in self._spans]

    def starting_in(self, low: int, high: int) -> DateSpan | None:
        """The first span that starts at ``low`` .. ``high``, both included."""
        at = bisect_left(self._offsets, low)
        return self._spans[at] if at < len(self._spans) and self._offsets[at] <= high else None

    def within(self, low: int, high: int) -> list[DateSpan]:
        """The spans that start at or after ``low`` and end at or before ``high``, in order."""
        span = self._spans[bisect_left(self._offsets, low) : bisect_left(self._offsets, high)]
        return [s for s in span if s.end <= high]


def _day_behind(text: Text, days: Days, cursor: int) -> tuple[date, int] | None:
    lead = _BEFORE_DATE.match(text.folded, cursor)
    high = lead.end() if lead else cursor
    span = days.starting_in(cursor, high)
    if span is None or span.to is None or _GOES_ON.match(text.folded, span.end):
        return None
    if lead is not None and "," in lead[0] and "(" not in lead[0] and _event().match(text.folded, span.end):
        return None
    return span.to, span.end


def _body_behind(text: Text, cursor: int) -> Body | None:
    lead = _BEFORE_BODY.match(text.folded, cursor)
    if lead is None or lead.end() == cursor:
        return None
    linked = regex.search(r"của|do|được|bởi|từ", lead[0])
    body = body_at(text, lead.end())
    # Without "của" a body may as well be the next clause's subject; after a comma it is.
    if body is None or (not linked and ("," in lead[0] or not text.raw[body.start].isupper())):
        return None
    if not linked and body.level != "central" and "(" not in lead[0] and _acts(text, body.end):
        return None
    return body


def _acts(text: Text, end: int) -> bool:
    return (
        regex.match(
            r"[ ]{1,2}(?:đã|sẽ|vừa|tổ chức|chỉ đạo|yêu cầu|ban hành|xây dựng|tập trung)(?!\p{L})", text.folded, pos=end
        )
        is not None
    )


def tie_behind(text: Text, days: Days, citation: Citation, limit: int) -> Tie:
    """Walk on from the number over dates, issuers, terms and brackets, in any order, up to ``limit``."""
    tie = Tie(citation.end)
    limit = min(limit, citation.end + _REACH + 100, len(text.folded))
    line_end = text.folded.find("\n", citation.end, limit)
    limit = line_end if line_end >= 0 else limit
    for _ in range(6):
        if tie.date is None and (day := _day_behind(text, days, tie.end)) is not None and day[1] <= limit:
            tie.date, tie.end = day
        elif (term := term_at(text, tie.end)) is not None and term[1] <= limit:
            tie.term, tie.end = tie.term or term[0], term[1]
        elif tie.issuer is None and (body := _body_behind(text, tie.end)) is not None and body.end <= limit:
            tie.take(body, "after")
            tie.end = body.end
        elif (closed := _CLOSED.match(text.folded, tie.end)) is not None and closed.end() <= limit:
            tie.end = closed.end()
        else:
            break
    _tie_past_subject_line(text, days, citation, tie, limit)
    return tie


def _tie_past_subject_line(text: Text, days: Days, citation: Citation, tie: Tie, limit: int) -> None:
    """ "Kết luận số 21-KL/TW về đẩy mạnh xây dựng Đảng, ngày 25/10/2021 của Ban Chấp hành Trung ương"."""
    if (tie.date and tie.issuer) or not _SUBJECT_LINE.match(text.folded, tie.end):
        return
    limit = min(limit, tie.end + _REACH)
    stop = _SENTENCE_END.search(text.folded, tie.end, limit)
    limit = stop.start() if stop else limit
    code = body_code(citation)
    if tie.date is None:
        for span in days.within(tie.end, limit):
            before = text.folded[max(0, span.start - 24) : span.start]
            body = _body_behind(text, span.end)
            dated = text.folded.startswith("ngày", span.start) or _DATED_LATE.search(before)
            if body is not None and dated and fits_code(code, body.name, body.level) is not False:
                tie.date, tie.late = span.to, True
                if tie.issuer is None:
                    tie.take(body, "after")
                return
    if tie.issuer is None and code is not None:
        for match in regex.finditer(r"(?<!\p{L})của (?=\p{L})", text.folded, pos=tie.end, endpos=limit):
            found = body_at(text, match.end())
            if found is not None and fits_code(code, found.name, found.level) is True:
                tie.take(found, "after")
                tie.late = True


def body_code(citation: Citation) -> str | None:
    """The body code of a citation's symbol (``TW`` of ``NQ/TW``, ``UBTVQH15``), or None."""
    symbol = citation.symbol
    if symbol is None:
        return None
    code, mark, body = symbol.partition("/")
    if not mark:
        code, mark, body = symbol.partition("-")
    if mark and (code in type_codes().values() or "/" in symbol):
        return body
    return None if code in type_codes().values() else symbol


def _clause_start(text: Text, position: int) -> int:
    low = max(0, position - _BACK)
    ends = [m.end() for m in _SENTENCE_END.finditer(text.folded, low, position)]
    return ends[-1] if ends else low


def tie_before(text: Text, days: Days, citation: Citation, tie: Tie, low: int) -> None:
    """Take issuer and day from the words before the number, not before ``low``."""
    start = max(_clause_start(text, citation.start), low)
    before = text.folded[start : citation.start]
    subject: Body | None = None
    issuing = False
    for name in ("issuing", "carrying_out"):
        verb = _verbs(name).search(before)
        if verb is None:
            continue
        subject = _subject(text, start, start + verb.start("v"))
        fits = fits_code(body_code(citation), subject.name, subject.level) if subject else None
        issuing = name == "issuing" and subject is not None and fits is not False
        if issuing or (subject is not None and fits is True):
            break
        subject = None
    if subject is None and tie.issuer is None:
        subject = _around(text, citation, start)
    if subject is not None and tie.issuer is None:
        tie.take(subject, "before")
    if tie.date is None:
        tie.date = _leading_day(text, days, citation, subject if issuing else None, start)


def _subject(text: Text, start: int, end: int) -> Body | None:
    """The body that ends where the verb begins."""
    for body in reversed(bodies_between(text, start, end)):
        if body.end <= end:
            gap = text.folded[body.end : end].strip(" ,")
            return body if not gap or regex.fullmatch(r"(?:tỉnh|huyện|xã|\([^)]*\)|nhiệm kỳ [\d -]+)", gap) else None
    return None


def _around(text: Text, citation: Citation, start: int) -> Body | None:
    """ "Tờ trình của Đảng ủy Công an tỉnh (số …", "Nghị quyết Tỉnh ủy số 05", "nghị quyết được HĐND thông qua (…"."""
    before = text.folded[start : citation.start]
    bracket = before.rstrip().endswith("(")
    detached = text.folded.startswith("số", citation.start)
    if not (bracket or detached):
        return None
    words = [word for word, kind in type_words().items() if kind == citation.type]
    at = max((before.rfind(word) + len(word) for word in words if word in before), default=-1)
    if at < 0:
        return None
    for body in bodies_between(text, start + at, citation.start):
        lead = text.folded[start + at : body.start].strip()
        near = text.folded[body.end : citation.start].strip()
        if lead in ("", "của", "được", "do", "đã được", "mà") and (bracket or near in ("", ",", "(")):
            return body if fits_code(body_code(citation), body.name, body.level) is not False else None
    return None


def _leading_day(text: Text, days: Days, citation: Citation, subject: Body | None, start: int) -> date | None:
    """ "Ngày 16-6-2022, Ban Chấp hành Trung ương ban hành …"; "Ngày 16-6-2022, Nghị quyết … được ban hành"."""
    if subject is not None:
        until = subject.start
    elif _PASSIVE.match(text.folded, citation.end):
        until = citation.start
    else:
        return None
    earlier = days.within(start, until)
    if not earlier:
        return None
    span = earlier[-1]
    gap = text.folded[span.end : until].strip(" ,)")
    leads = _LEADING_DAY.search(text.folded[max(0, span.start - 16) : span.start]) is not None
    return span.to if gap in ("", "các") and leads else None
