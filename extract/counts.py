"""Numbers to counts: what each number of a sentence says, by the words around it.

A sentence is read from left to right. Verbs open a frame ("kết nạp", "kiểm tra"), nouns say of what,
labels say of which part, marks of plan and result say how it is meant; each number is then given
its place: a level, a part of a whole, a percent of a target or of a whole, a target, a change, or
nothing of the Party at all. What a sentence leaves out (verb, noun, whole) comes from the one before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import regex

from extract.frames import Class, Frame, frames, noun_class
from extract.mentions import DateSpan, Number, Sentence, UnitSpan
from extract.text import Text
from extract.tokens import Token
from schema import indicators

_BADGE_YEARS = frozenset(range(30, 100, 5))
_GLUE = regex.compile(r"[\s\"']*(?:(?:là|lượt|vị|tân|lượt các) )?[\s\"']*")
_ELIDED_AFTER = regex.compile(
    r"[\s\"'.…]*(?:$|[,;:()/.]|(?:và|đều|bị|được|là|trong số|trong đó|còn|nhưng|so với|trở lên|theo|ở|tại|trong|của|với|mới|đã|vừa|nay|phải|hiện|thuộc|thì|đang|đến|từ|không|chưa|"
    r"người|lượt|đạt|bằng|chiếm|vượt|tăng|giảm|cũng|do|vì|khi|mà|cho|nơi|làm|lên|xuống|nâng|đưa|riêng|tương|gần|hơn|trên)(?!\p{L}))"
)


@dataclass(slots=True)
class Count:
    """One figure with what its sentence says of it; `facts` makes a fact of each unit it belongs to."""

    start: int
    end: int
    sentence: int
    indicator: str
    klass: Class
    verb: str
    rule: str
    number: Number | None = None
    value: float | None = None
    value_max: float | None = None
    target: float | None = None
    denominator: float | None = None
    rate: float | None = None
    share: float | None = None
    share_max: float | None = None
    modality: Literal["actual", "target"] = "actual"
    qualifiers: set[str] = field(default_factory=set)
    units: list[UnitSpan] = field(default_factory=list)
    unit_scope: Literal["own", "sentence", "whole", "none"] = "none"
    date: DateSpan | None = None
    whole: Count | None = None
    listed: bool = False
    now: bool = False
    ceremony: bool = False
    raised: bool = False
    evidence_start: int = 0
    evidence_end: int = 0

    @property
    def stock(self) -> bool:
        """Whether the figure holds on a day (a total), not in a period."""
        return indicators()[self.indicator].type == "stock"


@dataclass(slots=True)
class _Story:
    """What the sentences so far have told: the topic, and the counts that parts may belong to."""

    counts: list[Count] = field(default_factory=list)
    topic: Count | None = None
    paragraph: int = -1
    mixed: int = -1
    """The paragraph that tells of organisations and members in one ("phát triển tổ chức đảng, đảng viên")."""

    def last(self) -> Count | None:
        return self.counts[-1] if self.counts else None


@dataclass(slots=True)
class _State:
    """What holds at a place in a sentence."""

    frame: str | None = None
    frame_at: int = -1
    frame_own: bool = False
    noun: str | None = None
    labels: list[str] = field(default_factory=list)
    labels_at: int = -1
    cues: list[tuple[str, int]] = field(default_factory=list)
    units: list[UnitSpan] = field(default_factory=list)
    date: DateSpan | None = None
    plan: bool = False
    badge: list[str] = field(default_factory=list)
    change: bool = False
    whole: Count | None = None
    fresh_units: bool = False
    spent: bool = False
    whole_at: int = -1
    spent_at: int = -1
    noun_at: int = -1
    frame_noun: str | None = None

    def fresh_whole(self, sibling: Count) -> bool:
        """Whether a whole was told since the last part, so that parts belong to it."""
        return self.whole_at > sibling.end

    def cue(self, *codes: str) -> bool:
        return any(code in codes for code, _ in self.cues)

    def copy(self) -> _State:
        copied = _State(**{name: getattr(self, name) for name in self.__slots__})
        copied.labels, copied.cues, copied.units, copied.badge = [], [], list(self.units), list(self.badge)
        return copied

    def bracket(self, start: int, whole: Count | None) -> _State:
        """The state inside a bracket that opens at ``start``; a label right before it goes on inside."""
        inner = self.copy()
        inner.whole = whole
        if self.labels and start - self.labels_at <= 1:
            inner.labels, inner.labels_at = list(self.labels), self.labels_at
        return inner


def read(text: Text, sentences: list[Sentence], tokens: list[list[Token]]) -> list[Count]:
    """The counts of an article in order of their sentences."""
    story = _Story()
    for index, (sentence, row) in enumerate(zip(sentences, tokens, strict=True)):
        if _MIXED.search(text.folded, sentence.start, sentence.end):
            story.mixed = sentence.line
        if any(token.kind == "number" for token in row):
            _SentenceReader(text, sentences, index, row, story).run()
        if sentence.line != story.paragraph:
            story.paragraph = sentence.line
    return story.counts


class _SentenceReader:
    """Reads one sentence from left to right."""

    def __init__(self, text: Text, sentences: list[Sentence], index: int, row: list[Token], story: _Story) -> None:
        self.text, self.sentences, self.index, self.row, self.story = text, sentences, index, row, story
        sentence = self.sentence = sentences[index]
        self.state = _State()
        self.outer: list[_State] = []
        self.counts: list[Count] = []
        self.ceremony = any(token.has("cue", "ceremony") for token in row)
        self.new_paragraph = story.paragraph != sentence.line
        self.respectively: list[Count] | None = None
        self.pending_target: float | None = None
        self.pending_part: tuple[Token, Number] | None = None
        self.mass = any(token.has("mass") for token in row)
        self.list_sentence = self._items() >= 2
        self.noun_end = 0
        self.unit_queue: list[UnitSpan] = []
        self.first_date: DateSpan | None = None

    def _items(self) -> int:
        """How many units of the sentence have a figure right behind them."""
        items = 0
        for before, after in zip(self.row, self.row[1:], strict=False):
            if before.kind == "unit" and before.unit is not None and not before.unit.generic:
                position = self.row.index(after)
                number = next((t for t in self.row[position : position + 4] if t.kind == "number"), None)
                if number is not None and _ITEM_GAP.fullmatch(self.text.folded[before.end : number.start]):
                    items += 1
        return items

    # -- the walk -------------------------------------------------------------------------------

    def run(self) -> None:
        for position, token in enumerate(self.row):
            if token.kind == "mark":
                self._mark(token)
            elif token.kind == "unit":
                self._unit(position, token)
            elif token.kind == "date":
                if token.date is not None and token.date.role not in ("anniversary", "document") and not self._of_percent(position):
                    if token.date.role != "comparison" or self._compared_with(position):
                        self.state.date = token.date
                        self.first_date = self.first_date or token.date
            elif token.kind == "cue":
                self._cue(position, token)
            elif token.kind == "number" and token.number is not None:
                self._number(position, token, token.number)

    def _of_percent(self, position: int) -> bool:
        """"bằng 2,98% số đảng viên hồi cuối năm trước": the day of what the percent is of."""
        for token in reversed(self.row[:position]):
            if token.kind == "mark" and token.mark in ",;:()":
                return False
            if token.kind == "number":
                return token.number is not None and token.number.percent
        return False

    def _compared_with(self, position: int) -> bool:
        """Whether "cùng kỳ 2013" opens a clause of its own, and is no mere measure of a change ("giảm 11 so với …")."""
        if self.state.date is not None:
            return False
        for token in reversed(self.row[:position]):
            if token.kind == "mark" and token.mark in ";.:":
                break
            if token.kind == "number" or token.has("cue", "same_period", "increase", "decrease"):
                return False
        return True

    def _mark(self, token: Token) -> None:
        state = self.state
        if token.mark == "(":
            self.outer.append(self.state)
            self.state = state.bracket(token.start, self.counts[-1] if self.counts else None)
            if _TARGET_BEFORE.search(self.text.folded, max(self.sentence.start, token.start - 40), token.start):
                self.state.cues.append(("target", token.end))
        elif token.mark == ")":
            if self.outer:
                self.state = self.outer.pop()
        elif token.mark in ";.":
            if state.cue("pronoun"):
                state.date = self.first_date
            state.labels, state.cues, state.badge, state.change = [], [], [], False
            state.frame_own = state.spent = False
            self.respectively = None
            state.fresh_units = True
        elif token.mark == ":":
            state.change = False
            if state.cue("target") and not state.cue("achieved", "exceeded") and not self.counts:
                state.plan = True
        elif token.mark == ",":
            state.labels = []
            state.cues = [(code, at) for code, at in state.cues if code in ("part", "plan", "ranking", "annual", "monthly", "average", "per_cell", "narrow", "ceremony", "same_period")]

    def _unit(self, position: int, token: Token) -> None:
        unit = token.unit
        if unit is None or self._aside(position, token, unit):
            return
        state = self.state
        if self._is_parent(position, unit):
            return
        if state.fresh_units or not self._joined(position):
            state.units = []
            state.fresh_units = False
        state.units.append(unit)
        state.labels = []

    def _aside(self, position: int, token: Token, unit: UnitSpan) -> bool:
        """A unit that is named but whose figure this is not: who issued, who is above, where to."""
        before = self.text.folded[max(self.sentence.start, token.start - 22) : token.start]
        if _ABOVE.search(before) and self.state.units:
            return True
        issuer = next((t for t in reversed(self.row[:position]) if t.kind in ("document", "date", "number", "unit")), None)
        if issuer is not None and issuer.kind != "number" and before.endswith("của ") and token.start - issuer.end <= 12 and (issuer.kind == "document" or issuer.date is not None and issuer.date.role == "document"):
            return True
        if unit.kind == "to_chuc" and _TRAINERS.match(self.text.folded, token.start):
            return True  # who taught is not whose people were taught
        if unit.level == "central" and unit.kind == "trung_uong":
            return bool(self.state.units)
        after = self.text.folded[token.end : token.end + 8]
        return bool(after.startswith(" giao") and self.state.units)

    def _is_parent(self, position: int, unit: UnitSpan) -> bool:
        """"Chi bộ thôn X, xã Y, tỉnh Z", "phường X (TP. Y)": where the unit before lies, not another unit."""
        previous = next((t for t in reversed(self.row[:position]) if t.kind in ("unit", "number", "date")), None)
        if previous is None or previous.unit is None or unit.kind != "place":
            return False
        gap = self.text.folded[previous.end : self.row[position].start]
        if previous.unit.rule.startswith("unit.body"):
            return False
        below, above = _HEIGHT.get(previous.unit.level or "cell", 0), _HEIGHT.get(unit.level or "", 0)
        return below < above and gap.strip() in (",", "(", ", thuộc", "thuộc", "của", "-")

    def _joined(self, position: int) -> bool:
        """Whether the unit before is joined to this one in one list ("A, B và C mỗi nơi 8")."""
        units = 0
        for token in reversed(self.row[:position]):
            if token.kind == "unit":
                units += 1
                gap = self.text.folded[token.end : self.row[position].start]
                return bool(_JOIN.fullmatch(gap))
            if token.kind == "mark" and token.mark == ",":
                continue
            return False
        return False

    def _cue(self, position: int, token: Token) -> None:
        state = self.state
        if (verb := token.code("verb")) is not None:
            self._verb(position, token, verb)
            return
        if (have := token.code("have")) is not None:
            self._have(position, token, have)
            return
        if (noun := token.code("noun")) is not None:
            head = self.row[position - 1] if position else None
            if head is not None and head.has("foreign", "thing") and not head.has("people") and token.start - head.end <= 8 and not (position > 1 and self.row[position - 2].kind == "number"):
                return  # "số bản trắng đảng viên": villages are counted, not members
            state.noun, state.noun_at = noun, token.end
            if token.has("people"):
                self._label(token)
            return
        if token.has("people") or token.has("ethnic") or token.has("violation"):
            self._label(token)
            return
        if token.has("foreign", "youth_union") and state.frame in ("total", "raise"):
            state.frame, state.spent = "other_work", True
            return
        if token.has("foreign", "thing") and state.cue("share") and not self.outer:
            state.spent = True
        code = token.code("cue")
        if code is None:
            return
        surface = self.text.folded[token.start : token.end]
        following = self.row[position + 1] if position + 1 < len(self.row) else None
        if surface == "hơn" and following is not None and following.kind == "number":
            return  # an approximator
        if code == "target" and position and (before := self.row[position - 1]).number is not None and before.number.percent and token.start - before.end <= 12:
            return  # "đạt 100% chỉ tiêu": what the percent is of
        if code == "contrast":
            state.plan = False
            return
        if code == "plan" and self._says_what_was_planned(token, surface):
            return
        state.cues.append((code, token.end))
        surface = self.text.folded[token.start : token.end]
        if code == "plan":
            state.plan = state.plan or surface not in ("phải", "cần", "sẽ") or self._governs_verb(position) or self._obliges(position)
        elif code in ("exceeded", "executed"):
            state.plan = False
        elif code == "past" and state.plan and (surface in ("đã", "tính đến", "đến nay", "kết quả") or self._governs_verb(position)):
            state.plan = surface == "mới" and state.frame is not None
        elif code in ("increase", "decrease"):
            state.change = self._is_change(position, token)
        elif code == "respectively" and not state.change:
            self.respectively = self._respective()
        if code in ("required", "executed"):
            self._verb(position, token, "discipline")

    def _says_what_was_planned(self, token: Token, surface: str) -> bool:
        """"so với nghị quyết đề ra", "9 chi bộ phải giải thể": no plan for the figures that follow."""
        before = self.text.folded[max(self.sentence.start, token.start - 24) : token.start]
        if surface in ("đề ra", "đặt ra") and regex.search(r"(?:so với|%|vượt|đạt|bằng)[^,;.]*(?:nghị quyết|kế hoạch|chỉ tiêu|mục tiêu)(?: đại hội)? $", before):
            return True
        last = self.counts[-1] if self.counts else None
        return surface == "phải" and last is not None and not regex.search(r"[,;:.]", self.text.folded[last.end : token.start])

    def _governs_verb(self, position: int) -> bool:
        """Whether the next word is a verb of a count ("phải kết nạp", "mới phát triển được")."""
        following = self.row[position + 1] if position + 1 < len(self.row) else None
        if following is None or self.text.folded[self.row[position].end : following.start].strip():
            return False
        return following.has("verb") or following.has("have") or following.has("cue", "achieved", "share")

    def _obliges(self, position: int) -> bool:
        """"phải mở tối thiểu 40 lớp": a duty with a figure."""
        following = next((t for t in self.row[position + 1 : position + 3] if t.kind == "number"), None)
        return following is not None and following.start - self.row[position].end <= 24

    def _label(self, token: Token) -> None:
        state = self.state
        for cue in token.cues:
            if cue.kind == "people":
                state.labels.append(cue.code)
            elif cue.kind == "ethnic":
                state.labels += [cue.code, "ethnic_minority"]
            elif cue.kind == "violation":
                state.labels += [cue.code, "violation"]
        state.labels_at = token.end

    def _verb(self, position: int, token: Token, verb: str) -> None:
        state = self.state
        surface = self.text.folded[token.start : token.end]
        if verb != "train" and state.spent and 0 <= state.spent_at <= token.start and not regex.search(r"[,;:.]", self.text.folded[state.spent_at : token.start]) and not self._number_follows(position, 1):
            return  # what the things just counted do: "4 thôn phải sinh hoạt ghép"
        if verb == "admit" and surface in _WEAK_ADMIT and not self._number_follows(position, 8):
            return
        if surface == "lập" and not self._number_follows(position, 1):
            return
        if verb == "admit" and surface in ("thêm", "có thêm") and state.frame_own and 0 <= token.start - state.frame_at <= 2:
            return  # "kiểm tra thêm 6 tổ chức đảng"
        if _SUBORDINATE.search(self.text.folded, max(self.sentence.start, token.start - 16), token.start) and not self._number_follows(position, 1):
            return
        if verb in ("award",) and surface in ("trao", "được trao", "trao cho", "trao tặng", "được trao tặng") and not (self._award_topic()):
            return
        if verb == "discipline" and surface in ("xử lý", "thi hành") and not self._number_follows(position):
            return
        if verb in ("introduce", "second", "found", "petition") and not self._number_follows(position) and state.frame in frames():
            if verb == "introduce":
                return
        if verb == "supervise" and state.frame == "inspect" and self._both_verbs(position):
            verb = "inspect_supervise"
        if state.frame_at >= 0 and verb == "award" and state.frame == "award_posthumous" and surface in ("huy hiệu đảng", "huy hiệu"):
            return
        state.frame, state.frame_at, state.frame_own, state.spent = verb, token.end, True, False
        passive = surface.startswith("bị ") or regex.search(r"(?:bị|được|phải) (?:\p{L}+ )*$", self.text.folded[max(state.noun_at, 0) : token.start])
        state.frame_noun = state.noun if passive and state.noun_at > (self.counts[-1].end if self.counts else -1) else None
        state.noun = state.noun if verb.startswith("rate") else None
        state.labels = []
        state.change = False
        state.cues = [c for c in state.cues if c[0] not in ("share", "achieved", "exceeded", "increase", "decrease")]

    def _both_verbs(self, position: int) -> bool:
        previous = self.row[position - 1] if position else None
        return previous is not None and previous.has("verb", "inspect") and self.text.folded[previous.end : self.row[position].start].strip(" ,") in ("", "và")

    def _award_topic(self) -> bool:
        return self.state.frame in ("award", "award_posthumous") or "huy hiệu" in self.text.folded[: self.sentence.end]

    def _have(self, position: int, token: Token, have: str) -> None:
        state = self.state
        if have == "raise_to":
            surface = self.text.folded[token.start : token.end]
            if surface in ("lên", "nâng", "nâng lên") and not (state.frame == "raise" or state.noun or surface == "lên"):
                return
            if surface == "lên" and state.frame != "raise" and regex.search(r"(?:đưa|nâng) [^,;.]{0,60}$", self.text.folded[self.sentence.start : token.start]):
                state.frame, state.frame_at, state.noun, state.labels = "raise", token.end, None, []
            if surface in ("lên", "xuống", "xuống còn"):
                state.cues.append(("raised", token.end))
                if state.frame != "raise" and state.cue("increase", "decrease"):
                    state.change = False
                    state.frame, state.frame_at = "total", token.end
                return
            state.frame, state.frame_at, state.noun, state.labels = "raise", token.end, None, []
            return
        if have == "total":
            state.cues.append(("total", token.end))
            if not state.cue("share") and not self._percent_before(position):
                state.frame, state.frame_at = "total", token.end
                state.noun = "member" if "đảng viên" in self.text.folded[token.start : token.end] else None
            return
        if token.has("cue", "part"):
            state.cues.append(("part", token.end))
        state.cues.append(("have", token.end))

    def _percent_before(self, position: int) -> bool:
        previous = self.row[position - 1] if position else None
        return previous is not None and previous.number is not None and previous.number.percent

    def _number_follows(self, position: int, reach: int = 4) -> bool:
        for token in self.row[position + 1 : position + 1 + reach]:
            if token.kind == "number":
                return not (token.number is not None and token.number.percent)
            if token.kind == "mark" and token.mark in ".;":
                return False
            if token.has("have", "raise_to") or token.has("verb") and reach > 4:
                return False
        return False

    def _is_change(self, position: int, token: Token) -> bool:
        following = self.row[position + 1] if position + 1 < len(self.row) else None
        surface = self.text.folded[token.start : token.end]
        if following is None or following.kind != "number":
            if surface == "hơn":
                return False
            return any(t.kind == "number" for t in self.row[position + 1 : position + 4])
        return surface != "hơn"

    def _respective(self) -> list[Count]:
        wanted = 0
        seen = False
        for token in self.row:
            if token.has("cue", "respectively"):
                seen = True
            elif seen and token.kind == "number":
                wanted += 1
            elif seen and token.kind == "mark" and token.mark in ".;":
                break
        told = any(token.has("cue", "pronoun") for token in self.row)
        pool = self.story.counts
        return list(pool[-wanted:]) if told and 1 < wanted <= len(pool) else []

    def _latest(self) -> Count | None:
        return self.counts[-1] if self.counts else self.story.last()

    # -- one number -----------------------------------------------------------------------------

    def _number(self, position: int, token: Token, number: Number) -> None:
        state = self.state
        if number.percent:
            self._percent(position, token, number)
            return
        noun, noun_end, right_labels, known = self._right(position, token)
        self.noun_end = noun_end
        if self._badge_years(position, token, number):
            return
        if noun is None and (state.spent and not state.labels and not right_labels and not self._list_item(position) or number.denominator is not None and number.value == 1):
            self._consumed()
            return
        if not known:
            self._spent()
            return
        if number.value % 1 or self._is_year(token, number, noun) or state.cue("negation") and number.in_words and number.value == 1:
            self._consumed()
            return
        if self._restates(token, number, noun, noun_end):
            self._consumed()
            return
        if self._part_of_following(position, token, number):
            return
        if state.change:
            if not (state.cue("decrease") and noun_class(noun) == "organisations" and self._beside_established()):
                self._consumed()
                return
            self._add_dissolved(token, number, noun, noun_end)
            return
        if self._is_target_of_next(position, token):
            self.pending_target = number.value
            self._consumed()
            return
        if self._is_target_of_last(position, token, number, noun, right_labels):
            last = self._latest()
            if last is not None:
                last.target = number.value
                last.evidence_end = max(last.evidence_end, token.end)
            self._consumed()
            return
        if self.respectively:
            self._copy_of(self.respectively.pop(0), token, number)
            self._consumed()
            return
        if (self.outer or self.text.folded.endswith(": ", 0, token.start)) and self._count_of_rate(token, number):
            self._consumed()
            return
        if self.outer and number.denominator is not None and noun is None and self._fraction_of_last(token, number):
            self._consumed()
            return
        count = self._count(position, token, number, noun, noun_end, right_labels)
        if count is not None:
            self._keep(count)
            self._pending_part(position, count, noun_end)
        self._consumed()

    def _count_of_rate(self, token: Token, number: Number) -> bool:
        """"đạt 41,7% (25 đồng chí)": the count behind its rate."""
        last = self.counts[-1] if self.counts else None
        if last is None or last.value is not None or last.rule != "count.rate_only" or token.start - last.end > 3 and not self.text.folded.endswith(": ", last.end, token.start):
            return False
        last.start, last.end, last.number = token.start, max(token.end, self.noun_end), number
        self._put_number(last, number, frames().get(last.verb))
        last.evidence_end = max(last.evidence_end, last.end)
        return True

    def _restates(self, token: Token, number: Number, noun: str | None, noun_end: int) -> bool:
        """"cả hai đều là giáo viên", "còn 68 đồng chí nữa": no figure of its own."""
        folded = self.text.folded
        if folded.startswith(" nữa", noun_end) and "còn" in folded[max(0, token.start - 12) : token.start]:
            return True
        last = self._latest()
        if noun is not None and _AGAIN.match(folded, noun_end) and any(c.value == number.value for c in self.story.counts[-6:]):
            return True
        both = folded.endswith("cả ", max(0, token.start - 3), token.start) or folded.startswith("cả ", token.start)
        return both and noun is None and last is not None and last.value == number.value

    def _part_of_following(self, position: int, token: Token, number: Number) -> bool:
        """"hai trong số bốn đảng viên mới là người Khmer": the part stands before its whole."""
        match = _OUT_OF.match(self.text.folded, token.end)
        if match is None or position + 2 >= len(self.row):
            return False
        following = next((t for t in self.row[position + 1 : position + 4] if t.kind == "number"), None)
        if following is None or following.start != match.end():
            return False
        self.pending_part = (token, number)
        return True

    def _pending_part(self, position: int, whole: Count, noun_end: int) -> None:
        if self.pending_part is None:
            return
        token, number = self.pending_part
        self.pending_part = None
        labels: list[str] = []
        for follower in self.row[position + 1 : position + 7]:
            if follower.kind in ("mark", "number"):
                break
            for cue in follower.cues:
                if cue.kind in ("people", "ethnic"):
                    labels += [cue.code] if cue.kind == "people" else [cue.code, "ethnic_minority"]
        part = self._new(token, token.end, whole.indicator, whole.klass, whole.verb, "count.part")
        part.whole, part.modality, part.date = whole, whole.modality, whole.date
        part.units, part.unit_scope = list(whole.units), "whole"
        part.qualifiers |= whole.qualifiers | set(labels)
        part.evidence_end = max(part.evidence_end, noun_end)
        self._put_number(part, number)
        self._keep(part)

    def _fraction_of_last(self, token: Token, number: Number) -> bool:
        """"kết nạp 41 công nhân, đạt 102,5% (41/40)": the fraction behind the figure it repeats."""
        last = self._latest()
        if last is None or last.value != number.value:
            return False
        if last.target is None and frames()[last.verb].targets:
            last.target = number.denominator
        elif last.target is None:
            last.denominator = number.denominator
        last.evidence_end = max(last.evidence_end, token.end)
        return True

    def _spent(self) -> None:
        self.state.spent, self.state.spent_at = True, self.noun_end
        self.state.labels = []
        self.state.cues = [c for c in self.state.cues if c[0] in ("plan", "ranking", "annual", "part", "ceremony")]

    def _consumed(self) -> None:
        state = self.state
        state.labels = []
        state.cues = [c for c in state.cues if c[0] in ("part", "ranking", "annual", "monthly", "average", "per_cell", "narrow", "requested", "required", "executed", "each")]
        state.fresh_units = True

    def _right(self, position: int, token: Token) -> tuple[str | None, int, list[str], bool]:
        """What stands right behind a number: its noun, where it ends, labels, and whether it is a count at all."""
        folded = self.text.folded
        noun: str | None = None
        labels: list[str] = []
        end = token.end
        at = token.end
        if predicate := _IS_NUMBER_OF.match(folded, token.end):
            named = next((t for t in self.row[position + 1 :] if t.start >= predicate.end() - 1 and t.kind == "cue"), None)
            if named is not None and named.code("noun") is not None and named.start <= predicate.end():
                return named.code("noun"), named.end, [], True
        following = self.row[position + 1] if position + 1 < len(self.row) else None
        if following is not None and following.has("verb") and folded.startswith(("lớp", "khóa"), following.start):
            return None, end, [], False  # "mở 9 lớp bồi dưỡng nhận thức về Đảng": classes, not people
        for follower in self.row[position + 1 : position + 6]:
            gap = folded[at : follower.start]
            if follower.kind != "cue":
                break
            if not _GLUE.fullmatch(gap):
                break
            if noun is None and follower.has("foreign") and not follower.has("people"):
                rating = (self.state.frame or "").startswith("rate") or self._rated_before()
                if rating and folded[follower.start : follower.end] in ("đơn vị", "cơ sở", "nơi"):
                    noun, end, at = "org", follower.end, follower.end
                    continue
                return None, end, [], False
            if follower.has("foreign", "youth_union") and self.state.frame in ("admit", "total", None, "raise") and noun is None and not self._part_of_members():
                return None, end, [], False
            if noun is None and (code := follower.code("noun")) is not None:
                noun, end, at = code, follower.end, follower.end
                if follower.has("people"):
                    labels += [cue.code for cue in follower.cues if cue.kind == "people"]
                continue
            if follower.has("people") or follower.has("ethnic"):
                for cue in follower.cues:
                    if cue.kind == "people":
                        labels.append(cue.code)
                    elif cue.kind == "ethnic":
                        labels += [cue.code, "ethnic_minority"]
                at = end = follower.end
                continue
            if follower.has("cue", "part") and folded[follower.start : follower.end] in ("trong số đó", "trong đó", "trong số này"):
                at = follower.end
                continue
            if noun is None and not labels and folded[token.end : follower.start].strip() == "" and follower.has("cue", "each"):
                break
            break
        if noun is None and not labels and not self._elided(position, token):
            return None, end, [], False
        return noun, end, labels, True

    def _part_of_members(self) -> bool:
        return self.state.cue("part") or self.state.whole is not None or bool(self.counts)

    def _elided(self, position: int, token: Token) -> bool:
        following = self.row[position + 1] if position + 1 < len(self.row) else None
        rest = self.text.folded[token.end : self.sentence.end]
        if following is not None and not rest[: following.start - token.end].strip():
            return following.kind in ("mark", "date", "unit", "number") or (following.kind == "cue" and not following.has("foreign"))
        return bool(_ELIDED_AFTER.match(rest))

    def _badge_years(self, position: int, token: Token, number: Number) -> bool:
        """"Huy hiệu 30, 40, 45 năm tuổi Đảng": years of membership, not members."""
        if number.value not in _BADGE_YEARS or number.in_words:
            return False
        for follower in self.row[position : position + 12]:
            if follower.kind == "number" and follower.number is not None and follower.number.value in _BADGE_YEARS:
                rest = self.text.folded[follower.end : follower.end + 16]
                if regex.match(r" ?năm(?! (?:19|20)\d\d)", rest):
                    if follower is not self.row[position] and self.state.frame not in ("award", "award_posthumous"):
                        return False
                    code = f"badge_{int(number.value)}"
                    if self.state.badge and self.state.labels_at < 0:
                        self.state.badge = []
                    self.state.badge.append(code)
                    if self.state.frame not in ("award", "award_posthumous"):
                        if self.story.topic is not None and self.story.topic.verb in ("award", "award_posthumous") or "tuổi đảng" in rest or "huy hiệu" in self.text.folded[: self.sentence.end]:
                            self.state.frame = "award"
                    last = self.counts[-1] if self.counts else None
                    # "3 Huy hiệu 80 năm tuổi Đảng", "tặng Huy hiệu cho 4 đảng viên 30 năm tuổi Đảng"
                    if last is not None and last.verb in ("award",) and not any(t.kind in ("number", "mark") for t in self.row[self._row_at(last) + 1 : position]):
                        last.qualifiers.add(code)
                    return True
            elif follower.kind == "mark" and follower.mark == ",":
                continue
            elif follower.kind == "number":
                return False
            elif follower.kind == "cue" and follower is not self.row[position]:
                return False
        return False

    def _row_at(self, count: Count) -> int:
        return next((i for i, token in enumerate(self.row) if token.start == count.start), 0)

    def _beside_established(self) -> bool:
        last = self._latest()
        return last is not None and last.sentence == self.index and last.indicator == "orgs_established"

    def _add_dissolved(self, token: Token, number: Number, noun: str | None, noun_end: int) -> None:
        count = self._new(token, noun_end, "orgs_dissolved_or_merged", "organisations", "dissolve", "count.decrease")
        count.qualifiers |= self._organisation_kind(noun) | {"net_decrease"}
        self._put_number(count, number)
        self._keep(count)
        self._consumed()

    def _is_target_of_next(self, position: int, token: Token) -> bool:
        """"được giao 30 nhưng mới kết nạp 2": the first figure is the target of the second."""
        state = self.state
        if not state.cue("assigned", "target") or state.frame in frames() and state.frame_at > (state.cues[-1][1] if state.cues else 0):
            return False
        following = self.text.folded[token.end : self.sentence.end]
        return bool(regex.match(r"[^;.]{0,24}?(?:nhưng|song|, |mới|đã|thì) ?(?:đã |mới |chỉ )*(?:kết nạp|phát triển|thực hiện|đạt)(?: được)? \d+(?![\d,]*%)", following))

    def _is_target_of_last(self, position: int, token: Token, number: Number, noun: str | None, labels: list[str]) -> bool:
        """"(kế hoạch là 1.500)", "so với chỉ tiêu 270", "đạt 90% so với chỉ tiêu 30", "109% chỉ tiêu (300)"."""
        last = self._latest()
        if last is None or last.sentence != self.index or labels or last.value is None or noun_class(noun) not in (None, last.klass, "people"):
            return False
        if self.outer and self.state.cue("target", "assigned"):
            fits = last.rate is None or abs(last.value / number.value * 100 - last.rate) < 1 if number.value else False
            if last.target is None and fits:
                return True
            self.state.cues = [c for c in self.state.cues if c[0] not in ("target", "assigned")]
            return False
        return last.target is None and _HELD_AGAINST.search(self.text.folded, last.end, token.start) is not None

    def _copy_of(self, model: Count, token: Token, number: Number) -> None:
        frame = frames().get(self.state.frame or "") if self.state.frame_own else None
        indicator = (frame.indicator(model.klass, None) if frame is not None else None) or model.indicator
        verb = frame.code if frame is not None else model.verb
        count = self._new(token, token.end, indicator, model.klass, verb, "count.respectively")
        count.qualifiers |= model.qualifiers if frame is None or frame.code == model.verb else set(frame.qualifiers)
        count.modality = model.modality
        count.whole = None
        count.units = list(model.units)
        count.unit_scope = model.unit_scope if not self.state.units else count.unit_scope
        if self.state.units:
            count.units = list(self.state.units)
        self._put_number(count, number)
        self._keep(count)

    def _count(
        self, position: int, token: Token, number: Number, noun: str | None, noun_end: int, right_labels: list[str]
    ) -> Count | None:
        state = self.state
        labels = right_labels or (state.labels if not (noun and noun_class(noun) == "organisations") else [])
        klass = noun_class(noun)
        if noun is None and state.noun and not labels and (state.frame == "raise" or state.frame in ("total", None) and self._named_before(token)):
            klass = noun_class(state.noun)
            noun = state.noun
        if noun is None and state.noun in ("member_probationary", "member_official") and self.text.folded[state.noun_at : token.start].strip() in ("", "là", "có", "gồm"):
            noun, klass = state.noun, "members"
        verb, how = self._frame_for(position, token, noun, klass, labels)
        if how == "same" and (latest := self._latest()) is not None and klass in (None, latest.klass):
            return self._again(latest, token, number)
        if how == "part":
            return self._part(token, number, noun, noun_end, labels)
        if verb is None:
            return None
        frame = frames().get(verb)
        if frame is None:
            return None
        if frame.elided is None and klass is None:
            klass = noun_class(state.noun)
            if klass is None:
                return None
        if klass is None and verb.startswith("rate") and state.noun:
            klass = noun_class(state.noun)
            noun = state.noun if klass == "organisations" else noun
        if verb == "total" and number.denominator is not None:
            return None  # "742/757 đảng viên đã cài …": how many of them did something
        if noun == "member_probationary" and verb in ("total", "raise"):
            indicator: str | None = "members_probationary"
        elif noun == "member_new" and verb in ("total", "raise"):
            indicator, verb, frame = "members_admitted", "admit", frames()["admit"]
        elif noun == "prospect" and verb == "total":
            indicator, verb, frame = "prospects_introduced", "introduce", frames()["introduce"]
        elif klass == "people" and verb == "total" and not (state.cue("total") or how in ("same", "raised")):
            return None
        elif noun in ("member_probationary", "member_new", "member") and verb == "train":
            return None
        else:
            before = self._class_before()
            indicator = frame.indicator(klass, before)
            if klass is None and frame.elided == "same" and before == "organisations" and frame.organisations:
                klass = "organisations"
            if indicator is None and verb in ("establish", "dissolve") and noun == "member":
                indicator, verb, frame = "members_total", "total", frames()["total"]
        if indicator is None or self.mass and verb not in ("introduce", "train") and noun not in ("member", "member_new", "member_probationary"):
            return None
        if self.mass and verb == "train" and not self._of_the_party(position):
            return None
        counts_of = indicators()[indicator].counts
        klass = "organisations" if counts_of == "organisations" else "prospects" if counts_of == "prospects" else "members"
        if indicator == "members_disciplined" and verb == "expel":
            indicator = "members_expelled"
        count = self._new(token, noun_end, indicator, klass, verb, f"count.{how}.{verb}")
        if how == "topic" and self.story.topic is not None and self.story.topic.modality == "target" and not self._told_as_done(token):
            state.plan = True
        count.qualifiers |= set(frame.qualifiers)
        if klass == "organisations":
            count.qualifiers |= self._organisation_kind(noun or (state.noun if verb.startswith("rate") else None))
        count.qualifiers |= set(labels)
        if noun == "committee_member":
            count.qualifiers.add("committee_member")
        if indicator == "members_awarded_badge":
            count.qualifiers |= set(state.badge)
            state.badge = []
        self._manner(count, position, token)
        self._put_number(count, number, frame)
        if self.pending_target is not None and frame.targets:
            count.target, self.pending_target = self.pending_target, None
        return count

    def _again(self, latest: Count, token: Token, number: Number) -> Count:
        """"con số này là 1.564", "cuối năm 2019 là 1.501": the figure before, of another day."""
        count = self._new(token, token.end, latest.indicator, latest.klass, latest.verb, "count.same")
        count.qualifiers |= latest.qualifiers - {"approx", "rate_approx", "before"}
        if not count.units:
            count.units, count.unit_scope = list(latest.units), "whole"
        self._put_number(count, number)
        return count

    def _told_as_done(self, token: Token) -> bool:
        """Whether the sentence up to a number tells a result ("đã", "đạt", "tính đến")."""
        return any(t.has("cue", "past", "achieved", "exceeded") for t in self.row if t.start < token.start)

    def _of_the_party(self, position: int) -> bool:
        """Whether a class named in the sentence is one about the Party."""
        return regex.search(r"(?:nhận thức về|cảm tình|đối tượng|kết nạp) đảng", self.text.folded[self.sentence.start : self.sentence.end]) is not None

    def _class_before(self) -> Class | None:
        state = self.state
        if state.frame_noun is not None and not (state.whole is not None and self.outer):
            return noun_class(state.frame_noun)
        if state.whole is not None and self.outer:
            return state.whole.klass
        last = self.counts[-1] if self.counts else None
        return last.klass if last is not None and (last.verb in _DISCIPLINE or last.verb.startswith(("rate", "inspect", "supervise"))) else "members"

    def _frame_for(
        self, position: int, token: Token, noun: str | None, klass: Class | None, labels: list[str]
    ) -> tuple[str | None, str]:
        """The verb whose count a number is, and how it was found: ``right``, ``left``, ``have``, ``same``, ``topic`` or ``part``."""
        state = self.state
        if noun is None and (label := self._label_after(position, token)) is not None:
            return label, "right"
        right = self._right_verb(position, token, noun)
        if right is not None:
            return right, "right"
        last_verb_number = self.counts[-1].end if self.counts else -1
        verb_fresh = state.frame is not None and state.frame_own and state.frame_at > last_verb_number and state.frame in frames()
        if labels and not verb_fresh and (self.counts or self.story.counts) and state.frame not in ("total",):
            return None, "part"
        if labels and state.frame == "total" and not verb_fresh and self.counts:
            return None, "part"
        if labels and state.cue("part") and not verb_fresh and self.story.counts:
            return None, "part"
        if noun is not None and state.cue("batch") and self.story.topic is not None and self.story.topic.verb == "award" or noun is None and state.cue("batch") and self.story.last() is not None and self.counts and self.counts[-1].verb == "award":
            return "award", "topic"
        holding = self._holding(token)
        if state.frame == "raise":
            return "total", "raised"
        if klass == "organisations" and not verb_fresh and _PREDICATE.match(self.text.folded, self.noun_end):
            state.spent = True
            return None, "predicate"  # "8 đảng bộ đã vượt kế hoạch": how many did so, not how many there are
        if noun in ("member", "person") and not verb_fresh and _IS_SOME.match(self.text.folded, self.noun_end) and self._latest() is not None and self._latest_members():
            return None, "part"
        if klass in ("members", "people", None) and not labels and not verb_fresh and state.cue("target", "assigned") and not state.cue("achieved", "exceeded", "part") and not self.outer:
            topic = self.story.topic
            return (topic.verb if topic is not None and topic.verb in _PLANNED else "admit"), "topic"
        if state.badge and (state.frame in (None, "total") or not verb_fresh) and klass in ("members", "people", None):
            return "award", "left"
        if klass == "members" and not verb_fresh and state.cue("annual", "monthly", "average") and self.story.topic is not None and self.story.topic.verb in _PLANNED and noun == "member":
            return self.story.topic.verb, "topic"
        if klass == "members" and noun == "member" and self.list_sentence and state.frame in (None, "total") and self.story.topic is not None and self._list_item(position) and not state.cue("total"):
            return self.story.topic.verb, "topic"
        if holding and klass in ("members", "organisations") and (not verb_fresh or self._subject_since_verb(position)):
            if noun == "member_new":
                return "admit", "noun"
            if state.cue("part") and self._same_class(klass) and noun not in ("member_probationary",) and self._latest() is not None and self._part_fits(noun):
                return None, "part"
            if state.cue("ranking") and self.story.topic is not None and noun == "member":
                return self.story.topic.verb, "topic"
            state.frame, state.frame_at = "total", token.start
            return "total", "have"
        if noun == "member_probationary" and not verb_fresh and (latest := self._latest()) is not None and latest.indicator in ("members_total", "members_probationary") and latest.sentence >= self.index - 1:
            return "total", "have"
        if noun == "member_official" and state.frame == "total":
            return None, "none"
        if noun is None and not labels and state.date is not None and self._latest() is not None and self._date_then_number(position) and not verb_fresh and state.frame in (None, "total"):
            return "total", "same"
        if state.frame is not None and state.frame in frames():
            return state.frame, "left"
        if state.frame is not None:
            return None, "none"
        if noun == "member_new":
            return "admit", "noun"
        if state.cue("pronoun") and self._latest() is not None:
            latest = self._latest()
            return (latest.verb if latest else None), "same"
        if klass in ("members", "organisations") and not self._list_item(position):
            if state.cue("part") and self._latest() is not None and self._part_fits(noun):
                return None, "part"
            if state.cue("ranking") and self.story.topic is not None and klass == "members":
                return self.story.topic.verb, "topic"
            if state.cue("target") and self.story.topic is not None:
                return self.story.topic.verb if klass == "members" else "total", "topic"
            return "total", "have"
        if self.story.topic is not None and (self._list_item(position) or state.cue("ranking", "each", "target", "assigned", "pronoun", "achieved") or state.date is not None or state.cue("part")):
            topic = self.story.topic
            if klass == "people" and not regex.match(r" ?(?:người|trường hợp|em|cụ|đồng chí|cháu|bác)(?!\p{L})", self.text.folded[token.end : token.end + 14]):
                return None, "none"
            if klass not in (None, "people") and noun_class_of(topic) != klass and not (klass == "prospects" and topic.verb == "admit"):
                return ("total", "have") if klass in ("members", "organisations") else (None, "none")
            return topic.verb, "topic"
        return None, "none"

    def _part_fits(self, noun: str | None) -> bool:
        latest = self._latest()
        if latest is None:
            return False
        klass = noun_class(noun)
        if klass == "organisations":
            return latest.klass == "organisations" and latest.indicator != "orgs_total"
        return latest.klass == "members" and latest.sentence >= self.index - 1 and noun in ("member", "committee_member", "person")

    def _same_class(self, klass: Class | None) -> bool:
        latest = self._latest()
        return latest is not None and latest.klass == klass

    def _holding(self, token: Token) -> bool:
        """Whether the last word before the number is one of having ("có", "gồm", "với")."""
        state = self.state
        return bool(state.cues) and state.cues[-1][0] in ("have", "total") and state.cues[-1][1] >= token.start - 26

    def _date_then_number(self, position: int) -> bool:
        """Whether only a date and "là", ":" or "đạt" stand before the number in its clause."""
        before = self.row[position - 1] if position else None
        if before is not None and (before.has("have") or before.has("cue", "achieved") or before.mark == ":"):
            before = self.row[position - 2] if position > 1 else None
        return before is not None and before.kind == "date"

    def _subject_since_verb(self, position: int) -> bool:
        """Whether a verb belongs to an opening phrase: "Sau sáp nhập tỉnh, Đảng bộ … có 23 chi bộ"."""
        passed = False
        for token in self.row[:position]:
            if token.start < self.state.frame_at:
                continue
            if token.kind == "mark" and token.mark == ",":
                passed = True
            elif passed and token.kind in ("unit", "date"):
                return True
        return False

    def _list_item(self, position: int) -> bool:
        """Whether a unit stands right before the number: "Đảng bộ huyện A 41; huyện B: 37"."""
        for token in reversed(self.row[max(0, position - 4) : position]):
            if token.kind == "unit":
                gap = self.text.folded[token.end : self.row[position].start]
                return bool(_ITEM_GAP.fullmatch(gap))
            if token.kind == "number":
                return False
        return False

    def _right_verb(self, position: int, token: Token, noun: str | None) -> str | None:
        """The verb of "12 người bị cách chức", "412 đảng viên chuyển sinh hoạt đến", "638 là số người … kết nạp được"."""
        folded = self.text.folded
        predicate = regex.compile(r" là (?:tổng )?số ").match(folded, token.end)
        depth = 0
        for follower in self.row[position + 1 : position + 12]:
            if follower.kind == "mark" and follower.mark == "(":
                depth += 1
                continue
            if follower.kind == "mark" and follower.mark == ")":
                if depth == 0:
                    return None
                depth -= 1
                continue
            if depth:
                continue
            if follower.kind == "number" and not self.state.frame and regex.fullmatch(r"(?:,| và|, và) ", folded[self.noun_end : follower.start]) and noun is not None:
                # "1.204 đảng viên và 318 tổ chức đảng được … kiểm tra": both are
                return self._shared_verb(follower)
            if follower.kind == "number" and not predicate and not _THRESHOLD.search(folded, max(0, follower.start - 10), follower.start):
                return None
            if follower.kind == "mark" and follower.mark == "," and noun is not None and self._noun_goes_on(follower):
                continue
            if follower.kind == "mark" and follower.mark == "," and (closing := self._insertion(follower)) is not None:
                return self._right_verb(closing, Token(token.start, self.row[closing].end, "number", number=token.number), noun)
            if follower.kind == "mark" and follower.mark in ";.:,":
                return None
            verb = follower.code("verb")
            if verb is None:
                if follower.has("cue", "required"):
                    return "discipline"
                continue
            if verb in ("second", "other_work") and any(t.has("verb", "train") for t in self.row[self.row.index(follower) + 1 :][:3]):
                return "train"
            before = folded[token.end : follower.start]
            surface = folded[follower.start : follower.end]
            if predicate or " mà " in before:
                if follower.code("verb") in frames():
                    return verb
                continue
            if surface in _ALWAYS_RIGHT:
                return verb
            if surface.startswith(("được ", "bị ")) or regex.search(r"(?:^|[ ,])(?:được|bị|phải|vừa được|đã được|đã bị)(?: [\p{L}\d]+){0,9} ?$", before):
                if verb == "transfer" and folded.startswith(" đi", follower.end):
                    return "transfer_out"
                return verb
            if verb in ("establish", "dissolve") and noun_class(noun) == "organisations" and not before.removeprefix(folded[token.end : self.noun_end]).strip():
                return verb
            if verb == "introduce" and (surface in ("làm nguồn", "vào danh sách nguồn", "vào nguồn", "vào diện nguồn") or " do " in before):
                return verb
            if verb == "rate" and klass_is_rated(noun):
                rated = self._rating_after(follower)
                return rated or verb
            if verb in ("transfer_in", "transfer_out", "transfer", "official", "resign", "remove", "dissolve", "rate_excellent", "rate_good", "rate_completed", "rate_not", "rate_clean", "train", "suspend", "found", "expel", "strike_off") and not regex.search(
                r"[,;]|(?:^| )(?:và|để|nhằm|khi|do|cho) ", before
            ):
                if verb in ("expel", "strike_off") and noun is None or verb == "train" and self._introduced():
                    return None
                return verb
            if verb == "award" and regex.search(r"nhận|tặng|trao", surface) and noun is not None and "," not in before:
                return verb
            return None
        return None

    def _latest_members(self) -> bool:
        latest = self._latest()
        return latest is not None and latest.klass == "members" and latest.sentence >= self.index - 1

    def _rated_before(self) -> bool:
        latest = self._latest()
        return latest is not None and latest.indicator == "orgs_rated" and latest.sentence >= self.index - 1

    def _is_year(self, token: Token, number: Number, noun: str | None) -> bool:
        """A bare four-digit year ("Hai năm 2015, 2016") is no count."""
        if number.in_words or not 1930 <= number.value <= 2050 or regex.fullmatch(r"\d{4}", self.text.folded[token.start : token.end]) is None:
            return False
        before = next((t for t in reversed(self.row) if t.end <= token.start and t.kind not in ("mark",)), None)
        return noun is None or before is not None and before.kind == "date"

    def _named_before(self, token: Token) -> bool:
        """Whether the noun before a number is what it counts ("số tổ chức … là 1.564", "giảm từ 672 xuống còn 591")."""
        gap = self.text.folded[self.state.noun_at : token.start]
        return bool(_EQUALS.search(gap)) and ";" not in gap or self.state.cue("raised", "from_", "total")

    def _label_after(self, position: int, token: Token) -> str | None:
        """"gồm 50 khiển trách, 14 cảnh cáo và 5 khai trừ": the verb stands behind its number."""
        following = self.row[position + 1] if position + 1 < len(self.row) else None
        if following is None or self.text.folded[token.end : following.start] != " ":
            return None
        verb = following.code("verb")
        if verb not in ("expel", "reprimand", "warning", "dismiss", "strike_off", "resign"):
            return None
        return verb if regex.match(r"\s*(?:[,;.)]|và |$)", self.text.folded[following.end : self.sentence.end]) else None

    def _rating_after(self, verb: Token) -> str | None:
        position = self.row.index(verb)
        for follower in self.row[position + 1 : position + 3]:
            if follower.kind in ("mark", "number"):
                return None
            if (code := follower.code("verb")) is not None and code.startswith("rate_"):
                return code
        return None

    def _insertion(self, comma: Token) -> int | None:
        """Where an inserted ", trong đó 4.307 cấp ủy viên," closes: the position of its second comma."""
        position = self.row.index(comma)
        following = self.row[position + 1] if position + 1 < len(self.row) else None
        if following is None or not following.has("cue", "part"):
            return None
        for index in range(position + 2, min(position + 9, len(self.row))):
            token = self.row[index]
            if token.kind == "mark":
                return index if token.mark == "," and index + 1 < len(self.row) and regex.match(r" (?:đã |vừa )?(?:được|bị|phải)", self.text.folded[token.end : token.end + 12]) else None
        return None

    def _noun_goes_on(self, comma: Token) -> bool:
        """"97 quân nhân, công nhân viên … được": a noun of two members."""
        position = self.row.index(comma)
        following = self.row[position + 1] if position + 1 < len(self.row) else None
        return following is not None and following.start - comma.end <= 1 and (following.has("people") or following.has("noun", "person", "student", "prospect")) and not following.has("verb")

    def _shared_verb(self, second: Token) -> str | None:
        position = self.row.index(second)
        noun, noun_end, _, known = self._right(position, second)
        if noun is None or not known:
            return None
        kept, self.noun_end = self.noun_end, noun_end
        verb = self._right_verb(position, second, noun)
        self.noun_end = kept
        return verb

    def _introduced(self) -> bool:
        return self.state.frame == "introduce" and self.state.frame_at > (self.counts[-1].end if self.counts else -1)

    def _part(self, token: Token, number: Number, noun: str | None, noun_end: int, labels: list[str]) -> Count | None:
        """A part of a whole: it takes the indicator, the unit and the period of the whole."""
        whole = self._whole_for(number)
        if whole is None:
            return None
        indicator, klass = whole.indicator, whole.klass
        if noun == "member_probationary" and whole.indicator == "members_total":
            indicator = "members_probationary"
        count = self._new(token, noun_end, indicator, klass, whole.verb, "count.part")
        count.whole = whole
        count.modality = whole.modality
        count.qualifiers |= (whole.qualifiers - {"rate_approx"}) | set(labels)
        if noun == "committee_member":
            count.qualifiers.add("committee_member")
        if klass == "organisations":
            count.qualifiers |= self._organisation_kind(noun)
        self._manner(count, 0, token)
        count.modality = whole.modality
        self._put_number(count, number)
        if count.denominator is not None and count.target is not None:
            count.target = None
        own = self.state.units if self.state.units and self.state.units[-1].start > whole.end and whole.sentence == self.index else []
        if own and not whole.units or own and self._unit_narrower(own[-1], whole):
            count.units, count.unit_scope = list(own), "own"
        else:
            count.units, count.unit_scope = list(whole.units), "whole"
        if self.state.date is None or whole.date is not None:
            count.date = whole.date
        return count

    def _unit_narrower(self, unit: UnitSpan, whole: Count) -> bool:
        return False

    def _whole_for(self, number: Number) -> Count | None:
        """The whole that a part belongs to: the one before the bracket, else the latest that is large enough."""
        if self.state.whole is not None and self.outer:
            return self.state.whole.whole if self.state.whole.whole is not None and self._smaller(self.state.whole, number) else self.state.whole
        pool = [c for c in self.story.counts[-12:] + self.counts if c.whole is None and c.value is not None]
        if not pool:
            return None
        sibling = next((c for c in reversed(self.counts) if c.whole is not None), None)
        if sibling is not None and sibling.whole is not None and not self.state.fresh_whole(sibling):
            if not self._smaller(sibling.whole, number):
                return sibling.whole
        if self.state.labels and not self.state.cue("part"):
            # women, young people, minorities are told of those admitted or of all, rarely of those transferred
            pool = [c for c in pool if c.indicator not in ("members_transferred", "members_made_official", "members_removed")] or pool
        near = [c for c in pool if c.sentence == self.index]
        for count in reversed(near or pool):
            if not self._smaller(count, number):
                return count
        return None

    def _smaller(self, count: Count, number: Number) -> bool:
        return count.value is not None and number.value is not None and count.value < number.value

    # -- percents -------------------------------------------------------------------------------

    def _percent(self, position: int, token: Token, number: Number) -> None:
        state = self.state
        if state.spent or self.mass:
            return
        after = self.text.folded[token.end : token.end + 70].lstrip(" /")
        last = self._latest() if self.counts else None
        beside = last is not None and (self.outer or self._follows(last, token))
        if last is not None and last.stock and (of_plan := bool(_OF_TARGET.match(after)) or state.cue("exceeded")) and of_plan:
            # "kết nạp 272 …, nâng tổng số lên 8.436, vượt 0,7 % kế hoạch": the plan was of admissions
            last = next((c for c in reversed(self.counts) if c.verb in _PLANNED and c.rate is None), last)
        if state.change or state.cue("increase", "decrease") and not state.cue("exceeded") or regex.match(r"(?:so )?(?:với )?(?:cùng kỳ|năm trước|năm ngoái)|so với (?:cùng|năm)", after):
            if not regex.match(r"so với (?:kế hoạch|chỉ tiêu)", after):
                self._consumed_percent()
                return
        exceeded = state.cue("exceeded")
        of_whole = bool(_OF_WHOLE.match(after)) or self._share_cue()
        of_target = bool(_OF_TARGET.match(after)) or exceeded
        if state.labels and not of_target and not (last is not None and last.value is not None and beside and last.rate is None and last.share is None and set(state.labels) & last.qualifiers):
            self._share_of_part(position, token, number)
            return
        if not self.outer and not self._share_cue() and (state.frame or "").startswith("rate_") and state.frame_at > (self.counts[-1].end if self.counts else -1) and self._rated_share(position, token, number, after):
            return
        if beside and last is not None and last.rate is None and last.share is None and last.value is not None:
            self._attach(last, token, number, exceeded, of_whole, of_target)
            return
        if self._rated_share(position, token, number, after):
            return
        if of_whole and not of_target:
            self._bare_share(position, token, number)
            return
        self._bare_rate(position, token, number, exceeded, of_target)

    def _consumed_percent(self) -> None:
        self.state.cues = [c for c in self.state.cues if c[0] in ("part", "ranking", "annual", "monthly", "plan", "each", "increase", "decrease")]

    def _share_cue(self) -> bool:
        for code, _ in reversed(self.state.cues):
            if code == "share":
                return True
            if code in ("achieved", "exceeded", "target"):
                return False
        return False

    def _follows(self, last: Count, token: Token) -> bool:
        """Whether a percent goes on telling of the count before: "đạt …", "chiếm …", "tức …", with no other unit or number between."""
        if last.sentence != self.index:
            return False
        between = [t for t in self.row if last.end <= t.start < token.start]
        if any(t.kind == "number" for t in between):
            return False
        if any(t.kind == "unit" and not _ABOVE.search(self.text.folded[max(0, t.start - 22) : t.start]) for t in between):
            return any(t.has("cue", "achieved", "exceeded", "share") for t in between) and not any(t.kind == "mark" and t.mark in ";." for t in between)
        if any(t.kind == "mark" and t.mark in ";" for t in between):
            return False
        verbs = [t for t in between if t.has("verb") and not t.has("noun")]
        return any(t.has("cue", "achieved", "exceeded", "share") for t in between) or not verbs and len(self.text.folded[last.end : token.start]) < 14

    def _attach(self, last: Count, token: Token, number: Number, exceeded: bool, of_whole: bool, of_target: bool) -> None:
        part = last.whole is not None or last.indicator.endswith("_rated") or last.verb in _DISCIPLINE
        last.evidence_end = max(last.evidence_end, token.end)
        if exceeded:
            last.rate = _rounded(100 + number.value)
            if number.approximation:
                last.qualifiers.add("rate_approx")
        elif of_whole and not of_target or part and not of_target:
            last.share, last.share_max = number.value, number.value_max
            self._fit_whole(last)
        else:
            last.rate = number.value
            if number.approximation:
                last.qualifiers.add("rate_approx")
        self._spread(last)
        self._consumed_percent()

    def _fit_whole(self, part: Count) -> None:
        """Where two wholes could be meant, the one of which the part is the stated share."""
        whole = part.whole
        if whole is None or part.value is None or part.share is None or _is_share(part, whole):
            return
        for other in reversed(self.story.counts[:-1]):
            if other.whole is None and other is not part and other.klass == whole.klass and other.value and _is_share(part, other):
                siblings = [c for c in self.counts if c.whole is whole and c.indicator == whole.indicator]
                for sibling in siblings:
                    sibling.whole, sibling.indicator, sibling.verb = other, other.indicator, other.verb
                    sibling.units, sibling.date, sibling.modality = list(other.units), other.date, other.modality
                return

    def _spread(self, last: Count) -> None:
        """"A 5 đảng viên, B 4 đảng viên, cùng 50%": the rate holds for both."""
        if not self.state.cue("each") or last.rate is None:
            return
        for count in reversed(self.counts[:-1]):
            if count.rate is None and count.indicator == last.indicator and count.unit_scope == "own" and count.sentence == last.sentence and last.start - count.end < 60:
                count.rate = last.rate
            else:
                break

    def _share_of_part(self, position: int, token: Token, number: Number) -> None:
        """"nữ chiếm 60%": a share with no count."""
        whole = self._whole_for(Number(0, 0, 0))
        if whole is None or whole.klass != "members":
            self._consumed_percent()
            return
        count = self._new(token, token.end, whole.indicator, whole.klass, whole.verb, "count.share_of_part")
        count.whole, count.share, count.share_max = whole, number.value, number.value_max
        count.qualifiers |= whole.qualifiers | set(self.state.labels)
        count.modality = "target" if self.state.plan else whole.modality
        count.units, count.unit_scope, count.date = list(whole.units), "whole", whole.date
        if whole.modality == "target" and "annual" in whole.qualifiers:
            count.qualifiers.add("annual")
        self._approximate(count, number)
        self._keep(count)
        self.state.labels = []
        self._consumed_percent()

    def _rated_share(self, position: int, token: Token, number: Number, after: str) -> bool:
        """"bình quân 87,5% tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ"; "hoàn thành xuất sắc nhiệm vụ 20%/tổng số TCCSĐ"."""
        verb = self._right_verb(position, token, "member")
        left = self.state.frame
        chosen = verb if verb and verb.startswith("rate_") else left if left and left.startswith("rate_") else None
        if chosen is None:
            return False
        noun = None
        for follower in self.row[position + 1 : position + 5]:
            if follower.kind == "mark" and follower.mark in ",;.":
                break
            if noun is None and follower.code("noun") is not None:
                noun = follower.code("noun")
        noun = noun or self.state.noun
        klass = noun_class(noun)
        if klass not in ("members", "organisations"):
            return False
        indicator = frames()[chosen].indicator(klass, None)
        if indicator is None:
            return False
        count = self._new(token, token.end, indicator, klass, chosen, "count.rated_share")
        count.share, count.share_max = number.value, number.value_max
        count.qualifiers |= set(frames()[chosen].qualifiers)
        if klass == "organisations":
            count.qualifiers |= self._organisation_kind(noun)
        if "trở lên" in after:
            count.qualifiers.add("or_better")
        self._manner(count, position, token)
        self._approximate(count, number)
        self._keep(count)
        self._consumed()
        return True

    def _bare_share(self, position: int, token: Token, number: Number) -> None:
        """"kết nạp tối thiểu 3% tổng số đảng viên": an admission told only as a share of the members."""
        verb = self.state.frame
        if verb != "admit":
            self._consumed_percent()
            return
        count = self._new(token, token.end, "members_admitted", "members", "admit", "count.share_of_members")
        count.share, count.share_max = number.value, number.value_max
        self._manner(count, position, token)
        self._approximate(count, number)
        self._keep(count)
        self._consumed()

    def _bare_rate(self, position: int, token: Token, number: Number, exceeded: bool, of_target: bool) -> None:
        """"Tuy Phong (110,62%)", "đạt 87,5% chỉ tiêu": a rate with no count."""
        state = self.state
        verb = state.frame if state.frame in _PLANNED and state.frame_own else None
        if verb is None:
            measured = [c for c in self.story.counts if c.verb in _PLANNED and (c.target is not None or c.rate is not None)]
            admitted = [c for c in self.story.counts if c.verb == "admit"]
            topic = (measured or admitted or [None])[-1]
            verb = topic.verb if topic is not None else None
        item = self._list_item(position) or bool(self.outer) and self._item_before_bracket(position)
        if verb is None or not (of_target or item or state.cue("achieved") and state.units and state.plan):
            self._consumed_percent()
            return
        indicator = frames()[verb].elided
        if indicator is None or state.cue("part") and not item and not of_target:
            self._consumed_percent()
            return
        if self.story.mixed == self.sentence.line and not state.frame_own:
            indicator = "other"  # a rate of organisations and members together belongs to neither
        counts_of = indicators()[indicator].counts
        count = self._new(token, token.end, indicator, "organisations" if counts_of == "organisations" else "members", verb, "count.rate_only")
        count.rate = _rounded(100 + number.value) if exceeded else number.value
        if indicator == "other":
            count.qualifiers.add("party_development")
        self._manner(count, position, token)
        if number.approximation:
            count.qualifiers.add("rate_approx")
        count.listed = item
        self._keep(count)
        self._consumed()
        if self.outer:
            self.outer[-1].fresh_units = True

    def _item_before_bracket(self, position: int) -> bool:
        before = self.row[position - 1] if position else None
        owner = self.row[position - 2] if position > 1 else None
        return before is not None and before.mark == "(" and owner is not None and owner.kind == "unit"

    # -- building -------------------------------------------------------------------------------

    def _new(self, token: Token, end: int, indicator: str, klass: Class, verb: str, rule: str) -> Count:
        state = self.state
        count = Count(token.start, max(end, token.end), self.index, indicator, klass, verb, rule)
        count.evidence_start, count.evidence_end = token.start, max(end, token.end)
        count.date = state.date
        count.ceremony = self.ceremony
        count.raised = state.frame == "raise" or state.cue("raised")
        if state.units:
            last = state.units[-1]
            own = not any(t.kind == "number" and last.end <= t.start < token.start for t in self.row)
            each = state.cue("each") or regex.search(r"(?:mỗi \p{L}+|cùng|đều)(?: \p{L}+){0,3} $", self.text.folded[max(0, token.start - 30) : token.start]) is not None
            if state.cue("respectively") and len(state.units) > 1 and not state.cue("pronoun"):
                self.unit_queue = self.unit_queue or list(state.units)
            percent = token.number is not None and token.number.percent
            chosen = list(state.units) if (each or percent) and own else [self._owner(state.units)]
            if self.unit_queue:
                chosen, own = [self.unit_queue.pop(0)], True
            count.units, count.unit_scope = chosen, "own" if own else "sentence"
            count.evidence_start = min(count.evidence_start, chosen[0].start)
        elif (right := self._right_unit(token, end)) is not None:
            count.units, count.unit_scope = [right], "own"
            count.evidence_end = max(count.evidence_end, right.end)
        if state.frame_at >= 0 and state.frame_own:
            count.evidence_start = min(count.evidence_start, max(self.sentence.start, state.frame_at - 12))
        if state.date is not None:
            count.evidence_start = min(count.evidence_start, state.date.start)
        return count

    def _owner(self, units: list[UnitSpan]) -> UnitSpan:
        """Of joined units without "mỗi" the last; an organ only where nothing else is named."""
        plain = [unit for unit in units if not unit.organ]
        return (plain or units)[-1]

    def _right_unit(self, token: Token, end: int) -> UnitSpan | None:
        """"62 đảng viên toàn tỉnh bị …", "4/23 đảng viên của chi bộ": the owner behind the noun."""
        for follower in self.row:
            if follower.start < end:
                continue
            if follower.kind == "number" or follower.kind == "mark":
                return None
            if follower.kind == "unit" and follower.unit is not None:
                gap = self.text.folded[end : follower.start]
                return follower.unit if regex.fullmatch(r" (?:của |ở |tại |trong |thuộc |mà |là số [^,;.]{0,40})?", gap) else None
        return None

    def _put_number(self, count: Count, number: Number, frame: Frame | None = None) -> None:
        count.number, count.value, count.value_max = number, number.value, number.value_max
        if number.denominator is not None:
            if frame is not None and frame.targets and count.klass != "organisations" or frame is not None and frame.code == "establish" or frame is not None and frame.code == "admit":
                count.target = number.denominator
            else:
                count.denominator = number.denominator
        self._approximate(count, number)

    def _approximate(self, count: Count, number: Number) -> None:
        if number.approximation:
            count.qualifiers.add("approx")
        if number.bound:
            count.qualifiers.add(number.bound)

    def _manner(self, count: Count, position: int, token: Token) -> None:
        state = self.state
        plan = state.plan
        if state.cue("target", "assigned") and not state.cue("achieved", "exceeded") and count.whole is None:
            nearest = max((at for code, at in state.cues if code in ("target", "assigned")), default=-1)
            plan = plan or nearest >= token.start - 70 and not self._past_between(nearest, token.start)
        if count.verb in _DISCIPLINE:
            if state.cue("requested"):
                count.qualifiers.add("requested")
            if state.cue("required") or self._right_required(position):
                count.qualifiers.add("required")
            if state.cue("executed"):
                count.qualifiers.discard("required")
                count.qualifiers.add("executed")
            plan = plan and not state.cue("required", "requested", "executed") and not count.qualifiers & {"required"}
        if _IS_PLAN.match(self.text.folded, count.end):
            plan = True
        elif plan and _IS_RESULT.match(self.text.folded, count.end):
            plan = False
        if plan:
            count.modality = "target"
        for code in ("annual", "monthly", "per_cell"):
            if state.cue(code):
                count.qualifiers.add("annual_average" if code == "annual" and state.cue("average") else code)

    def _past_between(self, start: int, end: int) -> bool:
        return any(t.has("cue", "past", "achieved") for t in self.row if start <= t.start < end)

    def _right_required(self, position: int) -> bool:
        for follower in self.row[position + 1 : position + 4]:
            if follower.has("cue", "required"):
                return True
            if follower.kind in ("number", "mark"):
                return False
        return False

    def _organisation_kind(self, noun: str | None) -> set[str]:
        if noun in (None, "org"):
            return set()
        whole = self.state.whole
        if self.outer and whole is not None and "tccsd" in whole.qualifiers and noun in ("dang_bo", "chi_bo"):
            return {f"{noun}_co_so"}
        return {noun} if noun is not None else set()

    def _keep(self, count: Count) -> None:
        self.state.spent = False
        if count.whole is None and count.value is not None:
            self.state.whole_at = count.end
        self.counts.append(count)
        self.story.counts.append(count)
        count.listed = count.listed or count.unit_scope == "own" and len(count.units) > 1 or self.state.cue("ranking")
        following = self.text.folded[self.sentence.start : self.sentence.end]
        count.now = bool(regex.search(r"\b(?:hiện|nay|hiện nay|hiện có|hiện là)\b", self.text.folded[max(self.sentence.start, count.start - 60) : count.start]))
        if count.whole is None and count.verb in _TOPICS and not following.startswith("riêng"):
            topic = self.story.topic
            beside = topic is not None and topic.verb == "admit" and self.sentence.line == self.sentences[topic.sentence].line
            if count.verb == "admit" or not beside:
                self.story.topic = count
        elif count.whole is None and count.verb == "total" and self.story.topic is None:
            self.story.topic = None


def klass_is_rated(noun: str | None) -> bool:
    """Whether a noun is one that is rated: members or organisations."""
    return noun_class(noun) in ("members", "organisations")


def noun_class_of(count: Count) -> Class:
    """The class of what a count counts."""
    return count.klass


def _is_share(part: Count, whole: Count) -> bool:
    return bool(part.value and whole.value and part.share) and abs(part.value / whole.value * 100 - part.share) < 0.6  # type: ignore[operator]


def _rounded(value: float) -> float:
    return round(value, 4)


_HEIGHT = {"cell": 0, "commune": 1, "block": 1, "district": 2, "province": 3}
_PLANNED = frozenset(("admit", "official", "train", "establish", "introduce"))
_SUBORDINATE = regex.compile(r"(?:^| )(?:lúc|khi|sau|trước|ngày|từ khi|sau khi|trước khi|kể từ)(?: mới| được| đã| có quyết định)? $")
_AGAIN = regex.compile(r" (?:vừa|mới) (?:được )?(?:kết nạp|được)| (?:này|ấy|nói trên|trên|kể trên)(?!\p{L})")
_TOPICS = frozenset("admit official train introduce establish award award_posthumous strike_off expel remove discipline inspect supervise inspect_supervise inspect_suspected".split())
_DISCIPLINE = frozenset("discipline reprimand warning dismiss expel".split())
_WEAK_ADMIT = frozenset(("phát triển", "thêm", "phát triển đảng", "vào đảng", "tuyên thệ", "phát triển đảng viên", "công tác phát triển đảng viên", "phát triển đảng viên mới", "kết nạp đảng", "phát triển mới", "phát triển thêm", "có thêm"))
_ALWAYS_RIGHT = frozenset(
    ("vào đảng", "đứng vào hàng ngũ", "trở thành đảng viên", "nay đã là đảng viên", "đã là đảng viên", "không còn đứng trong hàng ngũ", "gia nhập đảng", "về với đảng bộ", "trở thành đảng viên chính thức", "kết thúc hoạt động")
)
_ABOVE = regex.compile(r"(?:trực thuộc|thuộc|về|do|được|so với|theo|giữa|cùng với|phối hợp với|từ|quyết định của|của)(?: các| đảng bộ cơ sở| toàn)? $")
_JOIN = regex.compile(r"\s*(?:,|và|,? ?cùng với|;)?\s*(?:các )?")
_ITEM_GAP = regex.compile(r"[\s:(]*(?:(?:có|được|với|kết nạp|kết nạp được|đạt|là|chỉ|thêm|mới|mới kết nạp|cùng|đều|mỗi nơi|mỗi đơn vị|mỗi trường|mỗi xã|mỗi \p{L}+|phát triển|phát triển được|cũng|đã|đạt tỷ lệ|vừa tròn|giữ|nhận|góp|gánh phần nặng nhất|chiếm|đi trước|đi đầu|dẫn đầu|đông nhất|nhiều nhất|vẻn vẹn|vỏn vẹn)[\s:]*)*")
_EQUALS = regex.compile(r"(?:^|[ ,])(?:là|hiện là|còn|hiện có|từ|đạt|lên|:)(?: (?:hơn|gần|khoảng|trên|chỉ|tới|đến))* $|: $")
_TRAINERS = regex.compile(r"(?:các )?(?:trung tâm (?:bồi dưỡng )?(?:lý luận )?chính trị(?! \p{L}+ \p{Lu})|trường chính trị|trung tâm chính trị)(?! (?:huyện|thị xã|quận|thành phố) )")
_MIXED = regex.compile(r"phát triển (?:tổ chức đảng(?: và|,) đảng viên|đảng viên(?: và|,) tổ chức đảng)")
_HELD_AGAINST = regex.compile(r"(?:so với|trên tổng|trong khi|%)[^;.]{0,16}(?:chỉ tiêu|kế hoạch|nghị quyết)(?: [\p{L}\d]+){0,4} $")
_TARGET_BEFORE = regex.compile(r"(?:chỉ tiêu|kế hoạch|nghị quyết|mục tiêu)(?: [\p{L}\d]+){0,5} $")
_IS_SOME = regex.compile(r" (?:đều )?là (?!số |những |tổng |con số |chỉ tiêu|kế hoạch|mục tiêu|phần việc)")
_IS_RESULT = regex.compile(r"[^;.()]{0,12}, ?(?:đạt|vượt|bằng|tức)(?: \p{L}+){0,2} [\d,]+ ?%")
_IS_PLAN = regex.compile(r" là (?:phần việc|chỉ tiêu|mục tiêu|kế hoạch|con số (?:được giao|phấn đấu))")
_IS_NUMBER_OF = regex.compile(r" là (?:tổng )?số (?:lượng )?")
_OUT_OF = regex.compile(r" (?:trong (?:tổng )?số|trong) ")
_THRESHOLD = regex.compile(r"(?:đủ|dưới|trên|từ|quá) ?$")
_PREDICATE = regex.compile(r"[^,;.()]{0,40}?(?:đạt|vượt|chưa|đã qua|hoàn thành (?!xuất|tốt|nhiệm)|về đích|không có|có đảng viên mới|đã kết nạp|còn hạn chế)")
_OF_WHOLE = regex.compile(r"(?:so với |trên |/ ?|trong )?(?:tổng số|số|tổng) (?:đảng viên|tccs|đảng|chi bộ|tổ chức)|(?:đảng viên )?(?:toàn|của) (?:tỉnh|đảng bộ|huyện)|đảng viên toàn")
_OF_TARGET = regex.compile(r"(?:so với |so |của |trên |/ ?)?(?:phần )?(?:chỉ tiêu|kế hoạch|kh\b|nq\b|nghị quyết|mục tiêu|phần (?:được giao|việc)|được giao|so với (?:chỉ tiêu|kế hoạch|nghị quyết)|tiến độ)")
