"""Which date of its sentence is a figure's own: the one that opens its clause, or the one tied to it from behind."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import regex

from extract.counts import Count
from extract.data import load
from extract.mentions import DateSpan, Sentence
from extract.text import Text
from extract.tokens import Token
from extract.vocabulary import any_of

# "năm 2022 con số này là 1.002": said of one figure only
_ASIDE = regex.compile(r",? *(?:thì +)?(?:con +)?số +(?:này|đó|ấy|tương +ứng)(?!\p{L})")
_ASIDE_BEFORE = regex.compile(r"(?<!\p{L})số (?:này|đó|ấy) $")  # "số này năm 2019 là 20"
# "trong đó năm 2018 kiểm tra 22": of a part
_PART_BEFORE = regex.compile(rf"(?<!\p{{L}}){any_of(load('periods')['part'])}(?: +\p{{L}}+){{0,2}} +$")
# "Qua 3 năm thực hiện Nghị quyết (2021 - 2023), …", "Khi mới thành lập (1-7-2025), …": it dates what follows
_HEADS = regex.compile(rf"(?<!\p{{L}}){any_of(load('periods')['heads_bracket'])}(?!\p{{L}})[^,.;:()]{{0,80}}$")
_TIED = regex.compile(r" *(?:\(|vào|trong|của(?: +cả)?|hồi|ở)? *")
_NOT_OF_IT = regex.compile(r"chỉ tiêu|kế hoạch|so với|nghị quyết|%|của cả| - (?!đó )")
_BRACKETS = regex.compile(r"\([^()]*\)")
_RESPECTIVELY = regex.compile(r"(?<!\p{L})(?:lần lượt|tương ứng|theo thứ tự)(?!\p{L})")

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Told:
    """A date of the sentence. ``leads``: no figure stands before it in its part of the sentence, so it opens one."""

    span: DateSpan
    leads: bool = False
    heads: bool = False
    aside: bool = False


class FigureDates:
    """The dates of one sentence, asked for by its figures."""

    def __init__(self, text: Text, sentence: Sentence, row: list[Token]) -> None:
        self.folded, self.sentence, self.row = text.folded, sentence, row
        self._starts = [token.start for token in row]
        self._clauses = [token.start for token in row if token.mark == ";"]
        self._told = self._read()
        self._told_at = [told.span.start for told in self._told]
        self._heading = _latest(self._told, lambda told: told.heads)
        self._leading = _latest(
            self._told, lambda told: told.leads and not told.aside and told.span.role != "comparison"
        )

    def own(self, count: Count) -> DateSpan | None:
        """The date that a figure has for its own, ``None`` where its sentence gives it none."""
        at = bisect_left(self._starts, count.start)
        bracketed = self._before_bracket(at)
        if bracketed is not None:
            return bracketed
        left, right = self._left(count), self._right(count, at)
        if left is None or (right is not None and self._outranks(right, left, count)):
            return right
        return self._widened(self._one_of_list(left.span, count), left)

    def _widened(self, day: DateSpan, told: _Told) -> DateSpan:
        """ "Năm 2017 và 9 tháng đầu năm 2018": both; "thì đến năm 2020 con số này là 124": the whole of 2020."""
        at = bisect_left(self._told_at, day.start)
        if told.aside and day.from_ != day.to:
            return replace(day, role="period")
        if day is not told.span or not 0 < at < len(self._told):
            return day
        first = self._told[at - 1].span
        joined = first.to is not None and day.from_ == first.to + _DAY and first.role == day.role == "period"
        if joined and self.folded[first.end : day.start].strip() == "và":
            return replace(day, start=first.start, from_=first.from_)
        return day

    def said_aside(self, day: DateSpan) -> bool:
        """Whether a date of the sentence is said of one figure only ("năm 2022 con số này là 1.002")."""
        at = bisect_left(self._told_at, day.start)
        return at < len(self._told) and self._told[at].span.start == day.start and self._told[at].aside

    def _read(self) -> list[_Told]:
        told: list[_Told] = []
        figure, outer = False, [False]
        closed = self._closed_brackets()
        for position, token in enumerate(self.row):
            if token.kind == "number":
                figure = True
            elif token.mark == "(":
                outer.append(figure)
                figure = False
            elif token.mark == ")":
                figure = outer.pop() if len(outer) > 1 else figure
            elif token.mark in tuple(",;:."):
                figure = False
            elif token.date is not None and token.date.role not in ("anniversary", "document"):
                start, end = token.start, token.end
                heads = self._alone(position) and _HEADS.search(
                    self.folded, self._back(start, 120), self.row[position - 1].start
                )
                part = bool(told) and _PART_BEFORE.search(self.folded, self._back(start, 40), start) is not None
                pronoun = _ASIDE_BEFORE.search(self.folded, self._back(start, 16), start) is not None
                aside = part or pronoun or _ASIDE.match(self.folded, end, end + 40) is not None
                inside = not heads and any(low < position < high for low, high in closed)
                told.append(_Told(token.date, not figure and not inside, bool(heads), aside or inside))
        return told

    def _closed_brackets(self) -> list[tuple[int, int]]:
        """Where brackets with a figure open and close ("(năm 2022: 45)"): what they tell ends with them."""
        found, opened = [], -1
        for position, token in enumerate(self.row):
            if token.mark == "(":
                opened = position
            elif token.mark == ")" and opened >= 0:
                if any(t.kind == "number" for t in self.row[opened:position]):
                    found.append((opened, position))
                opened = -1
        return found

    def _back(self, position: int, reach: int) -> int:
        return max(self.sentence.start, position - reach)

    def _alone(self, position: int) -> bool:
        """Whether a token stands in a bracket of its own."""
        row = self.row
        return 0 < position < len(row) - 1 and row[position - 1].mark == "(" and row[position + 1].mark == ")"

    def _before_bracket(self, at: int) -> DateSpan | None:
        """ "gấp đôi năm 2012 (7 đảng viên)": the date of a comparison, its figure alone in the bracket behind it."""
        if at < 2 or self.row[at - 1].mark != "(":
            return None
        day = self.row[at - 2].date
        if (
            day is None
            or day.role != "comparison"
            or self.folded[self.row[at - 2].end : self.row[at - 1].start].strip()
        ):
            return None
        behind = next((token for token in self.row[at + 1 :] if token.kind == "number" or token.mark == ")"), None)
        return day if behind is not None and behind.mark == ")" else None

    def _left(self, count: Count) -> _Told | None:
        """The date before a figure that holds for it."""
        before = bisect_left(self._told_at, count.start)
        heading = self._heading[before]
        if heading is not None and (count.date is None or count.date.start <= heading.span.start):
            return heading
        if count.date is None:
            return None
        at = bisect_left(self._told_at, count.date.start)
        if at == len(self._told) or self._told[at].span is not count.date:
            return _Told(count.date, leads=True)  # of the sentence whose count this one is a part of
        held = self._told[at]
        if (held.leads and not held.aside) or not self._clause_between(held.span.end, count.start):
            return held
        leading = self._leading[before]
        return None if leading is None and held.aside else leading or held

    def _clause_between(self, start: int, end: int) -> bool:
        at = bisect_left(self._clauses, start)
        return at < len(self._clauses) and self._clauses[at] < end

    def _outranks(self, right: DateSpan, left: _Told, count: Count) -> bool:
        """Whether the date behind a figure is its own although one stands before it ("lên 3.740 năm 2020")."""
        if not _TIED.fullmatch(self.folded, count.end, right.start):
            return False
        return not left.leads or self.folded[count.end : right.start].strip() == "("

    def _right(self, count: Count, at: int) -> DateSpan | None:
        """The date behind a figure, up to the next figure or the end of its clause."""
        depth = 0
        comma = False
        for position in range(at, len(self.row)):
            token = self.row[position]
            if token.start < count.end:
                continue
            if token.mark in ("(", ")"):
                depth += 1 if token.mark == "(" else -1
                if depth < 0 and not self._after_percent(at):
                    return None
                depth = max(depth, 0)
                continue
            if depth > 0:
                if token.date is not None and self._alone(position) and self._ties(count, token.date):
                    return token.date
                continue
            if token.kind == "number" or token.mark in (";", "."):
                return None
            comma = comma or token.mark == ","
            if token.date is not None and token.date.role not in ("anniversary", "document", "comparison"):
                between = _BRACKETS.sub("", self.folded[count.end : token.start])
                if count.modality == "actual" and _NOT_OF_IT.search(between):
                    return None
                return None if comma and self._leads_another(position) else token.date
        return None

    def _after_percent(self, at: int) -> bool:
        """ "24,93% (|187 đồng chí) - đó là kết quả sau 3 tháng đầu năm": a figure in a bracket behind its percent."""
        if at < 2 or self.row[at - 1].mark != "(":
            return False
        number = self.row[at - 2].number
        return number is not None and number.percent

    def _ties(self, count: Count, day: DateSpan) -> bool:
        usable = day.role not in ("anniversary", "document", "comparison")
        return usable and _TIED.fullmatch(self.folded, count.end, day.start) is not None

    def _leads_another(self, position: int) -> bool:
        """Whether a figure of its own follows a date in its part: "kết nạp 9, năm 2019 kết nạp 12"."""
        for token in self.row[position + 1 :]:
            if token.kind == "number":
                return True
            if token.mark in tuple(",;.("):
                return False
        return False

    def _one_of_list(self, day: DateSpan, count: Count) -> DateSpan:
        """ "các năm 2014, 2015 kết nạp lần lượt 5 và 7": the year of the list that a figure's place tells."""
        if day.rule != "year_list" or day.from_ is None or day.to is None:
            return day
        word = _RESPECTIVELY.search(self.folded, day.end, min(count.start, day.end + 200))
        if word is None:
            return day
        listed = self.row[bisect_left(self._starts, word.end()) : bisect_left(self._starts, count.start)]
        place = sum(token.kind == "number" for token in listed)
        year = day.from_.year + place
        return replace(day, from_=date(year, 1, 1), to=date(year, 12, 31)) if year <= day.to.year else day


def _latest(told: list[_Told], suits: Callable[[_Told], bool]) -> list[_Told | None]:
    """For each place among the dates the latest one before it that suits."""
    latest: list[_Told | None] = [None]
    for one in told:
        latest.append(one if suits(one) else latest[-1])
    return latest
