"""Whose a figure is, across sentences.

An article has a main unit (`main_unit`) and, paragraph by paragraph, a unit in focus. A figure that names no unit takes
the one in focus; what a named unit means is told by `owner_meanings`.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

import regex

from extract.columns import column_of
from extract.counts import Count
from extract.counts.patterns.lists import MADE_FROM
from extract.counts.patterns.plans import GIVES, GIVES_TO
from extract.informants import is_origin, owns_nothing
from extract.mentions import Context, Sentence, UnitSpan
from extract.owner_meanings import SCHOOL, Meanings, Owner, is_cell
from extract.owner_names import BODY, BODY_ALONE, body_word
from extract.parents import THIS_IS_ONE_UNDER, lies_in
from extract.text import Text, fold
from extract.tokens import Token

_OPENING = regex.compile(
    r"(?:(?:\d{1,2}[.)]|[-+*•]) *)?(?:[^,.;:\d]{2,40}: )?"  # "1. Tổ chức: "
    r"(?:sau|sau khi|trước|trước khi|từ khi|kể từ khi|khi)(?!\p{L}) [^,.;:]{0,80}, "
)
_OF_PERSON = regex.compile(r"(?<!\p{L})(?:là|làm) (?:cán bộ|chiến sĩ|nhân viên|công nhân|giáo viên)(?: của)? $")
_TEACHING = ("phối hợp ", "với ", "tại ", "do ", "ở ", "của ")
_LENGTH = regex.compile(r" (?:ngày|tháng|năm|buổi|tuần)(?!\p{L})")
_UNION = regex.compile(
    r"(?:liên đoàn lao động|công đoàn|ldlđ|hội (?:nông dân|phụ nữ|liên hiệp|cựu chiến binh)|mặt trận)(?!\p{L})"
)
_HEAD = 12  # code points before a unit that heads its paragraph


class Owners:
    """Follows the units of one article from sentence to sentence."""

    def __init__(
        self, text: Text, context: Context, sentences: list[Sentence], tokens: list[list[Token]], units: list[UnitSpan]
    ) -> None:
        self.text, self.context, self.sentences, self.tokens = text, context, sentences, tokens
        self.column = column_of(text, sentences)
        self.units = units
        self.told = Meanings(text, context, units)
        self.item: UnitSpan | None = None
        """The unit that an item of a column of news ("* Đảng bộ xã X vừa …") tells of, over all its paragraphs."""

    def advance(self, index: int, new_paragraph: bool) -> None:
        """Take in the units of one more sentence."""
        starred = self.text.line_at(self.sentences[index].start).start in self.column
        if new_paragraph:
            self.item = None if starred else self.item
            self.told.focus, self.told.body = self.item, None
        self._focus(index)
        if starred:
            self.item = self.told.focus

    def _focus(self, index: int) -> None:
        row = self.tokens[index]
        for token in row:
            unit = token.unit
            if unit is None:
                continue
            if not unit.generic and not unit.organ and not is_origin(self.text, unit):
                key = self._key(unit)
                if key and not (key == "organisation" and self._no_antecedent(unit)):
                    self.told.last[key] = unit
                if unit.place:
                    self.told.last[f"name:{fold(unit.place)}"] = unit
                body = BODY.search(fold(unit.name))
                if body is not None and body.end() < len(unit.name) and not _of_cell_inside(unit):
                    self.told.last[f"body:{body_word(body[0])}"] = unit
        named = (t.unit for t in row if t.unit is not None and not self._owns_nothing(t.unit))
        subject = next((u for u in named if not self._gives(u) and not self._made_of(index, u)), None)
        start = self.sentences[index].start
        if subject is not None and any(self._counts(t) and t.start < subject.start for t in row):
            return  # "Số bị xóa tên 41, trong đó huyện X 11": X is no subject
        if subject is None or self.text.folded.startswith(("riêng", "ảnh"), start) or subject.kind == "trung_uong":
            return
        if self._listing(row) or THIS_IS_ONE_UNDER.fullmatch(self.text.folded, start, subject.start):
            return
        before = self.told.focus
        if subject.generic and before is not None and before.place and before.level == subject.level:
            self.told.body = before if subject.kind == "dang_bo" else self.told.body
            return  # "Ở huyện X, … Năm 2017, toàn huyện …": still that one
        if _is_any_organisation(subject) and before is not None and self._goes_on_with(before, subject):
            return  # "Đảng bộ Công ty X tổ chức Đại hội. Nhiệm kỳ qua, Đảng bộ kết nạp 57 đảng viên"
        if subject.start - start <= 70 or subject.organ:
            self.told.focus = subject
            if _has_name(subject):
                self.told.body = subject
            elif subject.generic and (said := BODY_ALONE.fullmatch(fold(subject.name))) is not None:
                self.told.body = self.told.last.get(
                    f"body:{body_word(said[1])}", self.told.body
                )  # "Đảng bộ trường hiện có …"

    def _goes_on_with(self, before: UnitSpan, unit: UnitSpan) -> bool:
        """Whether "Đảng bộ" means what was told before: a party organisation, or the commune that heads a paragraph."""
        whole = unit.rule.startswith("unit.whole")  # "Toàn Đảng bộ hiện có …": no longer the commune's alone
        of_commune = before.kind == "place" and before.level == "commune" and not before.generic and not whole
        return _is_one_organisation(before) or (of_commune and self.told.heads_paragraph(before))

    def _no_antecedent(self, unit: UnitSpan) -> bool:
        """Whether an organisation is told as an employer, as the school where one was taught, or as where one lies."""
        if _OF_PERSON.search(self.text.folded, max(0, unit.start - _HEAD * 3), unit.start):
            return True
        if SCHOOL.match(fold(unit.name)) is not None and self.text.folded.endswith(_TEACHING, 0, unit.start):
            return True
        at = bisect_left(self.units, unit.start, key=lambda u: u.start)
        above = self.units[at - 1] if at else None
        return above is not None and above.kind == "chi_bo" and self.text.raw[above.end : unit.start] == " ("

    def _owns_nothing(self, unit: UnitSpan) -> bool:
        return owns_nothing(self.text, unit)

    def _counts(self, token: Token) -> bool:
        """Whether a token is a figure, and not the length of a time ("trong 2 ngày 20 và 21-5")."""
        return token.kind == "number" and _LENGTH.match(self.text.folded, token.end) is None

    def _made_of(self, index: int, unit: UnitSpan) -> bool:
        """ "Hợp nhất từ các phường của TP X cũ, Đảng bộ …": what the unit told of was made of is no subject."""
        start = self.sentences[index].start
        if MADE_FROM.match(self.text.folded, start, unit.start) is not None:
            return True
        opening = _OPENING.match(self.text.folded, start, self.sentences[index].end)
        if opening is None or unit.end > opening.end():  # "Sau khi tách chi bộ ở Trung đoàn 125, |Đảng bộ hiện có …"
            return False
        return any(t.unit is not None and t.start == opening.end() for t in self.tokens[index])

    def _gives(self, unit: UnitSpan) -> bool:
        """ "Huyện giao 15, xã mới kết nạp được 9": who is above and hands out plans is no subject."""
        how = GIVES_TO if unit.organ else GIVES
        return (unit.generic or unit.organ) and how.match(self.text.folded, unit.end) is not None

    def _listing(self, row: list[Token]) -> bool:
        """Whether a sentence names several units side by side; where one lies ("Chi bộ ấp X, xã Y") is no other."""
        named = [t.unit for t in row if t.unit is not None and not (t.unit.organ or t.unit.generic)]
        beside = [unit for unit, above in pairwise(named) if not lies_in(self.text, unit, above)]
        ranked = any(t.has("cue", "ranking", "narrow") for t in row)
        return bool(beside) or (ranked and any(t.kind == "number" for t in row))  # "Đông nhất là ở X.": told of next

    def _key(self, unit: UnitSpan) -> str | None:
        if unit.kind == "chi_bo":
            return "cell"
        if unit.kind == "to_chuc":
            return "organisation"
        if unit.level == "cell":
            return "village"
        if unit.rule.startswith("unit.body") or unit.level == "block":
            return "block"
        if unit.level in ("province", "district", "commune"):
            return unit.level
        return None

    def owners_of(self, count: Count) -> list[Owner]:
        """The units that a count belongs to; one, several ("mỗi nơi 8"), or none."""
        if count.klass == "organisations" and count.units and all(_is_union(unit) for unit in count.units):
            return self._fallback(count)
        if count.units and not (count.klass == "organisations" and all(_is_any_cell(u) for u in count.units)):
            owners = [self.told.resolve(unit, count.unit_scope) for unit in count.units]
            return [owner for owner in owners if owner is not None] or self._fallback(count)
        return self._fallback(count)

    def _fallback(self, count: Count) -> list[Owner]:
        focus = self.told.focus
        if focus is not None:
            beneath = count.klass == "organisations" and (is_cell(focus) or _is_union(focus))
            if not beneath and (owner := self.told.resolve(focus, "focus")) is not None:
                return [owner]
        owner = self.told.main_owner("main")
        return [owner] if owner is not None else []


def _is_union(unit: UnitSpan) -> bool:
    """Whether a unit is a union or an association: party organisations that it tells of are not its own."""
    return unit.kind == "to_chuc" and _UNION.match(fold(unit.name)) is not None


def _of_cell_inside(unit: UnitSpan) -> bool:
    """Whether a unit is a cell of a part of a school or firm ("Chi bộ Sinh viên Trường X")."""
    return unit.kind == "chi_bo" and not fold(unit.name).startswith(
        ("chi bộ trường", "chi bộ công ty", "chi bộ nhà máy")
    )


def _is_any_organisation(unit: UnitSpan) -> bool:
    """Whether "Đảng bộ", "toàn Đảng bộ" stands without a level and a name."""
    party = unit.kind in ("dang_bo", "dang_uy")
    return party and unit.level is None and unit.rule in ("unit.bare", "unit.whole")


def _is_one_organisation(unit: UnitSpan) -> bool:
    """Whether a unit is a party organisation that its name, or its level ("Đảng bộ xã"), tells from others."""
    return _has_name(unit) or (unit.kind == "dang_bo" and unit.level == "commune" and not unit.organ)


def _has_name(unit: UnitSpan) -> bool:
    """Whether a unit is a party organisation with a name of its own."""
    return unit.kind in ("dang_bo", "dang_uy") and not (unit.generic or unit.organ)


def _is_any_cell(unit: UnitSpan) -> bool:
    """Whether "chi bộ" stands without a name: organisations that are told of are not its own."""
    return unit.generic and unit.kind == "chi_bo"
