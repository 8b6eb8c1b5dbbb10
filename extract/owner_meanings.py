"""What a unit named in an article means: the organisation whose a figure is.

A unit by its kind ("toàn tỉnh", "Đảng bộ", "chi bộ này") means the last one of that kind, the one in focus or the one
that the article is about; an organ its organisation, a political school its locality.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

import regex

from extract.counts.patterns.lists import POLITICAL_SCHOOL
from extract.gazetteer import gazetteer
from extract.main_unit import main_unit
from extract.mentions import Context, UnitSpan
from extract.owner_names import BODY, BODY_ALONE, ENDS, OwnerNames, body_word
from extract.text import Text, fold
from schema.record import Level

_CITY = regex.compile(r"(?:đảng bộ )?(?:thành (?:phố|ủy)|tp\.?) ?")
SCHOOL = regex.compile(POLITICAL_SCHOOL)
_OF_SPEAKER = regex.compile(r" (?:chúng )?(?:tôi|mình)$")
_SPEAKER = 120  # code points behind a quote in which its speaker is named
_PROVINCES_CONGRESS = regex.compile(r"nghị quyết đại hội (?:đại biểu )?đảng bộ tỉnh(?!\p{L})[^.;]*$")
_REACH = 160  # code points before "Đảng bộ" in which a congress says whose it is
_LATEST = 40  # units before a mention among which it is looked for what it goes back to
_HEAD = 12  # code points before a unit that heads its paragraph
_COMMITTEE = regex.compile(r"^.*?đảng (?:ủy|bộ) ")


@dataclass(frozen=True, slots=True)
class Owner:
    """The unit that a figure belongs to, and how it was found (``own``, ``sentence``, ``focus``, ``main``)."""

    name: str
    start: int | None
    end: int | None
    level: Level | None
    province: str | None
    place_code: str | None
    how: str


class Meanings:
    """What the units of one article mean, by what it has told so far (`extract.owners.Owners` keeps it up)."""

    def __init__(self, text: Text, context: Context, units: list[UnitSpan]) -> None:
        self.text, self.context, self.units = text, context, units
        self._sole: dict[Level, UnitSpan | None] = {}
        about = main_unit(text, context, units)
        self.main, self.province, self.national = about.unit, about.province, about.national
        self.focus: UnitSpan | None = None
        self.body: UnitSpan | None = None
        """The party organisation named last in this paragraph: what its "Đảng bộ" means."""
        self.last: dict[str, UnitSpan] = {}
        self.names = OwnerNames(text, context, self.province, self.main, self.last)

    def main_owner(self, how: str) -> Owner | None:
        """The article's own organisation: its main unit, its province, the whole Party; ``None`` where it has none."""
        main = self.main
        if main is not None:
            return self._told(main, how)
        if self.province:
            return self._provincial(how, None)
        if self.national:
            return Owner("toàn Đảng", None, None, "central", None, None, how)
        return None

    def _told(self, unit: UnitSpan, how: str) -> Owner | None:
        """A unit of the article; what an organ does is its organisation's."""
        return self._of_organ(unit, how) if unit.organ else self._named(unit, how)

    def _provincial(self, how: str, unit: UnitSpan | None) -> Owner | None:
        if not self.province:
            return None
        place = gazetteer().province_at(self.province, self.context.published)
        city = place is not None and place.type == "thanh_pho"
        name = f"Đảng bộ {'thành phố' if city else 'tỉnh'} {place.name if place is not None else self.province}"
        return Owner(
            name,
            unit.start if unit else None,
            unit.end if unit else None,
            "province",
            place.name if place else self.province,
            place.code if place else None,
            how,
        )

    def resolve(self, unit: UnitSpan, how: str) -> Owner | None:
        """A mention to the unit it means."""
        if unit.kind == "toan_dang" or unit.kind == "trung_uong":
            return Owner("toàn Đảng", unit.start, unit.end, "central", None, None, how)
        if unit.organ:
            return self._of_organ(unit, how)
        if (school := SCHOOL.match(fold(unit.name))) is not None:
            return self._of_school(unit, unit.name[school.end() :].strip(), how)
        if not unit.generic:
            return self._named(unit, how)
        return self._generic(unit, how)

    def _of_organ(self, unit: UnitSpan, how: str) -> Owner | None:
        """What an organ does is its organisation's figure ("Ban Tổ chức Tỉnh ủy", "UBKT Đảng ủy Khối")."""
        if unit.level == "central":
            return Owner("toàn Đảng", unit.start, unit.end, "central", None, None, how)
        if unit.level == "block" or "khối" in fold(unit.name):
            block = self._block_of(unit) or self.last.get("block") or self.main
            if block is not None and not block.organ and block.rule.startswith(("unit.body", "unit.whole_body")):
                return replace(self._named(block, how), start=unit.start, end=unit.end)
            inner = regex.sub(r"^.*?(?=(?:Đảng ủy|Đảng bộ|Đảng uỷ))", "", unit.name)
            return replace(self._named(unit, how), name=regex.sub(r"^Đảng (?:ủy|uỷ)", "Đảng bộ", inner))
        return (
            self._generic(replace(unit, generic=unit.place is None), how)
            if unit.place is None
            else self._committee_of(unit, how)
        )

    def _block_of(self, unit: UnitSpan) -> UnitSpan | None:
        """The body named as an organ is: "UBKT Đảng ủy Công an thành phố" is the city's, not the one told last."""
        inner = _COMMITTEE.sub("", fold(unit.name))
        bodies = [body for body in (self.last.get("block"), self.main) if body is not None]
        named = next((body for body in bodies if inner in fold(self.names.party_name(body))), None)
        stem = regex.sub(r" (?:thành phố|tỉnh|huyện)$", "", inner)
        main = self.main
        if (
            named is None
            and main is not None
            and stem != inner
            and f"đảng bộ {stem}" in fold(self.names.party_name(main))
        ):
            return main  # "Đảng ủy Công an thành phố" is that of the article's "Công an Cần Thơ"
        return named

    def _of_school(self, unit: UnitSpan, rest: str, how: str) -> Owner | None:
        """Whom a political school taught are its locality's ("Trung tâm Chính trị huyện X", "… huyện")."""
        word = fold(rest)
        level = next((level for level, words in ENDS.items() if word.startswith(words)), None)
        if level is None:
            named = any(c.isupper() for c in rest.removeprefix("TP"))
            return replace(self._named(unit, how), name=rest) if named else self.main_owner(how)  # "… TP Vinh"
        if word in ENDS[level]:
            return self._generic(replace(unit, name=rest, kind="place", level=level, generic=True), how)
        return replace(self._named(unit, how), name=rest, level=level)

    def _committee_of(self, unit: UnitSpan, how: str) -> Owner:
        owner = self._named(unit, how)
        if unit.level == "province" and unit.place:
            return replace(owner, name=f"Đảng bộ tỉnh {unit.place}")
        if unit.place:
            for key in (f"name:{fold(unit.place)}",):
                known = self.last.get(key)
                if known is not None and known.kind in ("dang_bo", "place"):
                    return replace(owner, name=self.names.party_name(known))
            inner = regex.sub(r"^.*?(?=(?:Đảng ủy|Đảng bộ|Đảng uỷ|Huyện|Thị|Thành|Quận|Tỉnh))", "", unit.name)
            return replace(owner, name=inner)
        return owner

    def _named(self, unit: UnitSpan, how: str) -> Owner:
        unit = self.names.full(unit)
        return Owner(
            self.names.party_name(unit),
            unit.start,
            unit.end,
            unit.level,
            unit.province or self.province,
            unit.place_code,
            how,
        )

    def _city(self, unit: UnitSpan, how: str) -> Owner | None:
        """ "toàn thành phố", "Thành ủy": the province where it is a city, else the city that the article names."""
        own = gazetteer().province_at(self.province, self.context.published) if self.province else None
        if own is not None and own.type == "thanh_pho":
            return self._provincial(how, unit)
        told = (self.main, self.last.get("district"))
        named = [u for u in told if u is not None and (_CITY.match(fold(u.name)) or self._is_city(u))]
        if named:
            return replace(self._named(named[0], how), start=unit.start, end=unit.end)
        return Owner("Đảng bộ thành phố", unit.start, unit.end, "district", self.province, None, "unnamed")

    def _is_city(self, unit: UnitSpan) -> bool:
        """Whether a place named without its level ("Biên Hòa") is a city."""
        placed = gazetteer().by_code(unit.place_code, self.context.published) if unit.place_code else []
        return bool(placed) and placed[0].type == "thanh_pho"

    def _generic(self, unit: UnitSpan, how: str) -> Owner | None:
        """ "toàn tỉnh", "Đảng bộ huyện", "chi bộ": the last unit of that kind, else the main one."""
        if unit.level is None and regex.search(r"thành (?:phố|ủy)$", fold(unit.name)):
            return self._city(unit, how)
        level = unit.level
        main = self.main
        if level == "province":
            if main is not None and main.level == "province" and main.place and main.kind != "place":
                told = self._told(main, how)
                return replace(told, start=unit.start, end=unit.end) if told is not None else None
            if (owner := self._provincial(how, unit)) is not None:
                return owner
        if (said := BODY_ALONE.fullmatch(fold(unit.name))) is not None:
            whole = self.last.get(f"body:{body_word(said[1])}")
            if whole is not None:
                return replace(self._named(whole, how), start=unit.start, end=unit.end)
        if unit.kind == "chi_bo" or level == "cell":
            return self._any_cell(unit, how)
        if level == "block":
            known = self.last.get("block") or main
            return replace(self._named(known, how), start=unit.start, end=unit.end) if known is not None else None
        if level in ("district", "commune"):
            focus = self.focus
            if focus is not None and focus.level == level and focus.place:
                owner = self._told(focus, how)
                return replace(owner, start=unit.start, end=unit.end) if owner is not None else None
            known = self._last_before(unit, level) or self._told_later(level)
            chosen = main if main is not None and (main.level == level or known is None) else known
            meant = self._told(chosen, how) if chosen is not None else None
            return self._provincial(how, unit) if meant is None else replace(meant, start=unit.start, end=unit.end)
        focus = self.focus
        of_party = unit.kind in ("dang_bo", "dang_uy")
        this = self._told_before(unit) if of_party and fold(unit.name).endswith((" này", " ấy", " đó")) else None
        if this is not None:
            return replace(self._named(this, how), start=unit.start, end=unit.end)
        if of_party and self.body is not None and (focus is None or focus is unit or is_cell(focus)):
            return replace(self._named(self.body, how), start=unit.start, end=unit.end)
        if (
            focus is not None
            and focus is not unit
            and not focus.generic
            and not focus.organ
            and focus.kind != "to_chuc"
        ):
            return replace(self._named(focus, how), start=unit.start, end=unit.end)
        if (
            of_party
            and focus is not None
            and focus is not unit
            and focus.generic
            and focus.level in ("district", "commune")
        ):
            owner = self._generic(focus, how)  # "Đảng bộ xã không phải xóa tên ai. Hiện Đảng bộ có 198 đảng viên"
            return replace(owner, start=unit.start, end=unit.end) if owner is not None else None
        block = self.last.get("block")
        above = self.last.get("commune") or self.last.get("district")
        if above is not None and block is not None and block.start > above.start:
            above = block
        if of_party and above is not None and main is not None and main.level == "cell":
            return replace(self._named(above, how), start=unit.start, end=unit.end)  # a village has no Đảng bộ
        if self.main is None and block is not None and fold(unit.name) == "đảng bộ" and not self._of_congress(unit):
            return replace(self._named(block, how), start=unit.start, end=unit.end)
        owner = self.main_owner(how)
        return replace(owner, start=unit.start, end=unit.end) if owner is not None else None

    def _of_congress(self, unit: UnitSpan) -> bool:
        """ "Thực hiện Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIV, Đảng bộ phấn đấu …": the province's own."""
        start = self.text.line_at(unit.start).start
        return _PROVINCES_CONGRESS.search(self.text.folded, max(start, unit.start - _REACH), unit.start) is not None

    def _any_cell(self, unit: UnitSpan, how: str) -> Owner | None:
        """ "Chi bộ": that of the speaker, of the organisation or village told last, or the article's own."""
        main = self.main
        if unit.kind == "chi_bo" and (spoken := self._of_speaker(unit)) is not None:
            return replace(self._named(spoken, how), start=unit.start, end=unit.end)
        cell, body = self.last.get("cell"), self.last.get("organisation")
        village = self.last.get("village")
        if body is not None and village is not None and village.start > body.start and self._meant(village, unit):
            body = None  # "theo cán bộ Đồn Biên phòng X vào bản Y. Chi bộ bản …"
        of_village = village is not None and self._same_paragraph(village, unit) and self.heads_paragraph(village)
        if body is not None and body.kind == "to_chuc" and of_village and not _has_cell(body):
            body = None  # "Bản Đoòng nằm giữa Vườn Quốc gia X. … chi bộ": the village's
            cell = None
        if body is not None and main is not None and main.kind == "chi_bo" and not self._same_paragraph(body, unit):
            body = None  # "Chi bộ Báo X về nguồn tại Căn cứ Y. …": in the next paragraph it is the article's again
        if body is not None and cell is not None and self._same_paragraph(cell, unit):
            body = None  # "Chi bộ thôn X …. Đại úy A, Đồn Biên phòng Y, …. Chi bộ …": still the village's
        if body is not None and (cell is None or body.start > cell.start):
            owner = self._named(body, how)
            name = f"Chi bộ {owner.name}" if fold(unit.name).startswith("chi bộ") else owner.name
            return replace(owner, name=name, start=unit.start, end=unit.end)
        if village is not None and (cell is None or village.start > cell.start) and self._meant(village, unit):
            owner = self._named(village, how)
            return replace(owner, name=f"Chi bộ {village.name}", start=unit.start, end=unit.end)
        if cell is not None:
            return replace(self._named(cell, how), start=unit.start, end=unit.end)
        if main is not None and main.kind == "chi_bo":
            return replace(self._named(main, how), start=unit.start, end=unit.end)
        return None

    def _last_before(self, unit: UnitSpan, level: Level) -> UnitSpan | None:
        """The unit of a level told last: "Ở xã A, Đảng bộ xã kết nạp 31; kế đến là xã B 27": the one before, A."""
        known = self.last.get(level)
        if known is None or known.start < unit.start:
            return known
        at = bisect_left(self.units, unit.start, key=lambda u: u.start)
        before = (u for u in reversed(self.units[max(0, at - _LATEST) : at]) if u.level == level and u.place)
        return next((u for u in before if not u.generic and not u.organ), known)

    def _told_before(self, unit: UnitSpan) -> UnitSpan | None:
        """What "đảng bộ này" goes back to: the party organisation named last before it in its paragraph."""
        at = bisect_left(self.units, unit.start, key=lambda u: u.start)
        before = (u for u in reversed(self.units[max(0, at - _LATEST) : at]) if self._same_paragraph(u, unit))
        return next((u for u in before if u.kind == "dang_bo" and not (u.generic or u.organ)), None)

    def _of_speaker(self, unit: UnitSpan) -> UnitSpan | None:
        """ "“Chi bộ tôi 41 đảng viên …”, ông A, Bí thư Chi bộ thôn X": a speaker's cell is named behind the quote."""
        if _OF_SPEAKER.search(fold(unit.name)) is None:
            return None
        closed = self.text.folded.find('"', unit.end, self.text.line_at(unit.end).end)
        behind = (u for u in self.units if u.start > closed > 0 and self._same_paragraph(u, unit))
        return next((u for u in behind if u.kind == "chi_bo" and u.place and u.start - closed < _SPEAKER), None)

    def _told_later(self, level: Level) -> UnitSpan | None:
        """ "Đảng bộ huyện … Năm nay Bảo Lâm mở 5 lớp": the one place of a level, named only behind its own figures."""
        if self.main is not None and self.main.level in (level, "cell", "block", "province"):
            return None
        if level not in self._sole:
            places = {unit.place: unit for unit in reversed(self.units) if unit.level == level and unit.place}
            self._sole[level] = next(iter(places.values())) if len(places) == 1 else None
        return self._sole[level]

    def _same_paragraph(self, told: UnitSpan, unit: UnitSpan) -> bool:
        return self.text.line_at(told.start) is self.text.line_at(unit.start)

    def heads_paragraph(self, unit: UnitSpan) -> bool:
        """Whether a paragraph begins with a unit."""
        return unit.start - self.text.line_at(unit.start).start <= _HEAD

    def _meant(self, village: UnitSpan, unit: UnitSpan) -> bool:
        """Whether "chi bộ" is a village's: told in the same paragraph, or its name stands in the title."""
        if self._same_paragraph(village, unit):
            return True
        title = self.text.folded[: self.text.lines[0].end]
        return village.place is not None and fold(village.place) in title


def _has_cell(unit: UnitSpan) -> bool:
    """Whether an organisation is of a kind whose own cell is often told of: a school, a firm, a force."""
    return BODY.search(fold(unit.name)) is not None or fold(unit.name).startswith("đồn")


def is_cell(unit: UnitSpan) -> bool:
    """Whether a unit is a cell or a village, which has no organisations below it."""
    return unit.level == "cell" or unit.kind == "chi_bo"
