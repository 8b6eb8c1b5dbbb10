"""Whose a figure is and when it holds, across sentences.

An article has a main unit (its title, its lead, its province) and, paragraph by paragraph, a unit in
focus. A figure that names no unit takes the one in focus; a unit named by its kind ("toàn tỉnh",
"Đảng bộ", "chi bộ này") means the last one of that kind. Periods carry over in the same way until
another period replaces them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import regex

from extract.counts import Count
from extract.gazetteer import Place, gazetteer
from extract.mentions import Context, DateSpan, Sentence, UnitSpan
from extract.text import Text, fold
from extract.tokens import Token

_LEVEL_WORDS = {
    "province": "tỉnh", "city": "thành phố", "district": "huyện", "commune": "xã", "block": "Khối", "cell": "chi bộ",
}
_CANONICAL = regex.compile(r"^(?:trong toàn|trong|trên địa bàn|địa bàn)\s+", regex.IGNORECASE)
_TERRITORY = regex.compile(r"^(?:đảng bộ|đảng ủy|toàn đảng bộ|toàn|cả|ban chấp hành đảng bộ)? ?(?=(?:tỉnh|thành phố|tp|huyện|quận|thị xã|tx|xã|phường|thị trấn|đặc khu))")
_BREAK = regex.compile(r"(?:trước đó|cùng kỳ|cùng thời điểm|năm ngoái|năm trước|so với|trong khi)\b")
_AT_THE_TIME = regex.compile(r"(?:khi|lúc|ngày đầu|thời điểm|vào ngày|mới|thành lập|hợp nhất|sáp nhập)[^.;]{0,24}$")
_ENDS = {
    "province": ("tỉnh ủy", "tỉnh"), "district": ("huyện ủy", "thị ủy", "quận ủy", "thành ủy", "huyện", "thị xã", "quận"), "commune": ("xã", "phường", "thị trấn"),
}
_PLANS = regex.compile(r"(?:phương hướng|nhiệm vụ|triển khai|kế hoạch|mục tiêu|phấn đấu)[^,;.]{0,30}$")


@dataclass(frozen=True, slots=True)
class Owner:
    """The unit that a figure belongs to, and how it was found (``own``, ``sentence``, ``focus``, ``main``)."""

    name: str
    start: int | None
    end: int | None
    level: str | None
    province: str | None
    place_code: str | None
    how: str


@dataclass(frozen=True, slots=True)
class When:
    """The period of a figure: a flow's interval, or the day of a stock in ``to``."""

    from_: date | None
    to: date | None
    start: int | None
    end: int | None
    how: str


@dataclass(slots=True)
class Story:
    """What has been told so far."""

    main: UnitSpan | None = None
    focus: UnitSpan | None = None
    last: dict[str, UnitSpan] = field(default_factory=dict)
    period: dict[str, DateSpan | None] = field(default_factory=lambda: {"actual": None, "target": None})
    event: DateSpan | None = None
    ceremony: DateSpan | None = None
    paragraph: int = -1


class Discourse:
    """Follows one article from sentence to sentence; ask it for each count in order."""

    def __init__(self, text: Text, context: Context, sentences: list[Sentence], tokens: list[list[Token]], units: list[UnitSpan]) -> None:
        self.text, self.context, self.sentences, self.tokens = text, context, sentences, tokens
        self.province = self._province(units)
        self.story = Story(main=self._with_province(self._main(units)))
        self.national = any(u.kind == "trung_uong" and "kiểm tra" in fold(u.name) or u.kind == "toan_dang" for u in units)
        self.at = 0
        self.counted: frozenset[int] = frozenset()
        """The sentences that have figures of their own; the caller sets it."""

    # -- units ----------------------------------------------------------------------------------

    def _province(self, units: list[UnitSpan]) -> str | None:
        """The article's province: given from outside, else the first that the text names."""
        if self.context.province:
            return regex.sub(r"^(?i:tỉnh|thành phố|tp\.?)\s+", "", self.context.province.strip())
        for unit in units:
            if unit.province is not None:
                return unit.province
        return None

    def _main(self, units: list[UnitSpan]) -> UnitSpan | None:
        """The article's main unit: named in the title, else the first that acts in the lead."""
        title = self.text.lines[0].end if self.text.lines else 0
        named = [u for u in units if not u.generic and u.kind not in ("trung_uong", "toan_dang") and u.place is not None or not u.generic and (u.rule.startswith("unit.body") or u.rule == "unit.of_organisation" and u.kind in ("dang_bo", "dang_uy"))]
        heads = [u for u in named if u.start < title and u.level != "cell"]
        parties = [u for u in named if u.kind not in ("place", "to_chuc") and u.start >= title]
        if heads:
            first = heads[0]
            for unit in named:  # the same place with its full name later on
                if unit.start >= title and unit.place and first.place and fold(unit.place) == fold(first.place) and unit.level not in (None, "cell"):
                    return unit if unit.kind != "place" or first.kind == "place" and first.level is None else first
            return first
        body = [u for u in named if u.start >= title and u.start < title + 500]
        if self.province and self._generic_first(units, title) is not None:
            return None
        lead = [u for u in parties if u.start < title + 600 and u.level != "cell"] or body
        return lead[0] if lead else None

    def _with_province(self, main: UnitSpan | None) -> UnitSpan | None:
        """"Đảng bộ Quân sự tỉnh" as the main unit is the one of the article's province."""
        if main is None or main.place or not main.rule.startswith("unit.body") or not self.province:
            return main
        if regex.search(r"(?:tỉnh|thành phố|tp\.?)$", fold(main.name)):
            return replace(main, name=f"{main.name} {self.province}", place=self.province)
        return main

    def _generic_first(self, units: list[UnitSpan], title: int) -> UnitSpan | None:
        """A province-wide subject ("toàn tỉnh", "Tỉnh ủy") before any named organisation: the province is the main unit."""
        for unit in units:
            if unit.start < title and not unit.generic:
                return None
            if unit.level == "province" and unit.generic and not unit.kind == "to_chuc":
                return unit
            if not unit.generic and unit.kind not in ("place", "to_chuc", "trung_uong") and unit.level not in ("cell",):
                return unit if unit.level == "province" else None
        return None

    def advance(self, index: int) -> None:
        """Take in the units of all sentences up to and with ``index``."""
        while self.at <= index:
            sentence = self.sentences[self.at]
            if sentence.line != self.story.paragraph:
                self.story.paragraph = sentence.line
                self.story.focus = None
            self._focus(self.at)
            self._set_period(self.at)
            self.at += 1

    def _focus(self, index: int) -> None:
        row = self.tokens[index]
        for position, token in enumerate(row):
            unit = token.unit
            if unit is None:
                continue
            if not unit.generic and not unit.organ:
                key = self._key(unit)
                if key:
                    self.story.last[key] = unit
                if unit.place:
                    self.story.last[f"name:{fold(unit.place)}"] = unit
        subject = next((t.unit for t in row if t.unit is not None), None)
        start = self.sentences[index].start
        if subject is None or self.text.folded.startswith(("riêng", "ảnh"), start) or subject.kind == "trung_uong":
            return
        if self._listing(row):
            return
        if subject.start - start <= 70 or subject.organ:
            self.story.focus = subject

    def _set_period(self, index: int) -> None:
        """A sentence without figures may say of which period the next ones tell ("Nửa năm, …", "tổng kết năm 2025")."""
        row = self.tokens[index]
        for token in row:
            if token.date is not None and token.date.role == "event":
                self.story.event = token.date
                if self.story.ceremony is None and any(t.has("cue", "ceremony") or t.has("verb", "award") for t in row):
                    self.story.ceremony = token.date
        if index in self.counted and index > 0:
            return
        published = self.context.published
        for token in row:
            day = token.date
            if day is None:
                continue
            if day.role not in ("period", "as_of") or day.to is None or day.from_ == day.to and day.role == "period":
                continue
            if published is not None and (day.from_ is not None and day.from_ > published) or _PLANS.search(self.text.folded, max(0, token.start - 50), token.start):
                continue
            if self.story.period["actual"] is None or index > 0 and day.role == "period" and not _BREAK.search(self.text.folded, max(0, token.start - 18), token.start):
                self.story.period["actual"] = day
            return

    def _listing(self, row: list[Token]) -> bool:
        return sum(t.kind == "unit" and not (t.unit is not None and (t.unit.organ or t.unit.generic)) for t in row) > 1 or any(t.has("cue", "ranking", "narrow") for t in row)

    def _key(self, unit: UnitSpan) -> str | None:
        if unit.kind == "chi_bo":
            return "cell"
        if unit.kind == "to_chuc":
            return "organisation"
        if unit.rule.startswith("unit.body") or unit.level == "block":
            return "block"
        if unit.level in ("province", "district", "commune"):
            return unit.level
        return None

    def owners_of(self, count: Count) -> list[Owner]:
        """The units that a count belongs to; one, several ("mỗi nơi 8"), or none."""
        self.advance(count.sentence)
        if count.units:
            owners = [self._resolve(unit, count.unit_scope) for unit in count.units]
            return [owner for owner in owners if owner is not None] or self._fallback()
        return self._fallback()

    def _fallback(self) -> list[Owner]:
        if self.story.focus is not None and (owner := self._resolve(self.story.focus, "focus")) is not None:
            return [owner]
        owner = self._main_owner("main")
        return [owner] if owner is not None else []

    def _main_owner(self, how: str) -> Owner | None:
        main = self.story.main
        if main is not None:
            return self._named(main, how)
        if self.province:
            return self._provincial(how, None)
        if self.national:
            return Owner("toàn Đảng", None, None, "central", None, None, how)
        return None

    def _provincial(self, how: str, unit: UnitSpan | None) -> Owner | None:
        if not self.province:
            return None
        place = gazetteer().province_at(self.province, self.context.published)
        city = place is not None and place.type == "thanh_pho"
        name = f"Đảng bộ {'thành phố' if city else 'tỉnh'} {place.name if place is not None else self.province}"
        return Owner(name, unit.start if unit else None, unit.end if unit else None, "province", place.name if place else self.province, place.code if place else None, how)

    def _resolve(self, unit: UnitSpan, how: str) -> Owner | None:
        """A mention to the unit it means."""
        if unit.kind == "toan_dang" or unit.kind == "trung_uong":
            return Owner("toàn Đảng", unit.start, unit.end, "central", None, None, how)
        if unit.organ:
            return self._of_organ(unit, how)
        if not unit.generic:
            return self._named(unit, how)
        return self._generic(unit, how)

    def _of_organ(self, unit: UnitSpan, how: str) -> Owner | None:
        """What an organ does is its organisation's figure ("Ban Tổ chức Tỉnh ủy", "UBKT Đảng ủy Khối")."""
        if unit.level == "central":
            return Owner("toàn Đảng", unit.start, unit.end, "central", None, None, how)
        if unit.level == "block" or "khối" in fold(unit.name):
            block = self.story.last.get("block") or self.story.main
            if block is not None and not block.organ and block.rule.startswith("unit.body"):
                return replace(self._named(block, how), start=unit.start, end=unit.end)
            inner = regex.sub(r"^.*?(?=(?:Đảng ủy|Đảng bộ|Đảng uỷ))", "", unit.name)
            return replace(self._named(unit, how), name=regex.sub(r"^Đảng (?:ủy|uỷ)", "Đảng bộ", inner))
        return self._generic(replace(unit, generic=unit.place is None), how) if unit.place is None else self._committee_of(unit, how)

    def _committee_of(self, unit: UnitSpan, how: str) -> Owner:
        owner = self._named(unit, how)
        if unit.level == "province" and unit.place:
            return replace(owner, name=f"Đảng bộ tỉnh {unit.place}")
        if unit.place:
            for key in (f"name:{fold(unit.place)}",):
                known = self.story.last.get(key)
                if known is not None and known.kind in ("dang_bo", "place"):
                    return replace(owner, name=self._party_name(known))
            inner = regex.sub(r"^.*?(?=(?:Đảng ủy|Đảng bộ|Đảng uỷ|Huyện|Thị|Thành|Quận|Tỉnh))", "", unit.name)
            return replace(owner, name=inner)
        return owner

    def _named(self, unit: UnitSpan, how: str) -> Owner:
        unit = self._fuller(unit)
        return Owner(self._party_name(unit), unit.start, unit.end, unit.level, unit.province or self.province, unit.place_code, how)

    def _fuller(self, unit: UnitSpan) -> UnitSpan:
        """"Đảng bộ CCQ Đảng tỉnh" is the article's "Đảng bộ các cơ quan Đảng tỉnh Phú Thọ"."""
        main = self.story.main
        if main is None or main is unit or unit.place or not main.rule.startswith("unit.body") or not unit.rule.startswith(("unit.body", "unit.whole_body")):
            return unit
        short, full = fold(self._party_name(unit)), fold(self._party_name(main))
        return replace(unit, name=main.name, rule=main.rule, place=main.place) if full.startswith(short) else unit

    def _party_name(self, unit: UnitSpan) -> str:
        name = _CANONICAL.sub("", regex.sub(r"\s*\(CCQ\)|CCQ(?= Đảng)", lambda m: "các cơ quan" if m[0] == "CCQ" else "", unit.name))
        if "BĐBP" in name and "bộ đội biên phòng" in self.text.folded:
            name = name.replace("BĐBP", "Bộ đội Biên phòng")
        folded = fold(name)
        if unit.rule == "unit.listed" or unit.rule == "unit.bare_name":
            return self._listed_name(unit)
        if unit.rule == "unit.body_alone":
            return f"Đảng bộ {name}"
        for committee, word in (("tỉnh ủy", "tỉnh"), ("huyện ủy", "huyện"), ("quận ủy", "quận"), ("thị ủy", "thị xã"), ("thành ủy", "thành phố")):
            if folded.startswith(committee) and unit.place:
                return f"Đảng bộ {word} {unit.place}"
        if folded.startswith(("đảng ủy ", "toàn đảng bộ ", "cả đảng bộ ")):
            return "Đảng bộ " + regex.sub(r"^(?:toàn |cả )?\S+ \S+ ", "", name, flags=regex.IGNORECASE)
        if folded.startswith(("toàn ", "cả ")):
            return "Đảng bộ " + name.split(" ", 1)[1]
        return regex.sub(r"^(đảng bộ|chi bộ) các ", lambda m: m[1] + " ", name, flags=regex.IGNORECASE)

    def _listed_name(self, unit: UnitSpan) -> str:
        """"Đảng bộ các xã Đất Mũi, U Minh": an elided head is put back."""
        word = {"commune": "xã", "district": "huyện", "province": "tỉnh"}.get(unit.level or "", "")
        known = self.story.last.get(f"name:{fold(unit.place or unit.name)}")
        if known is not None and known.rule not in ("unit.listed", "unit.bare_name"):
            return self._party_name(known)
        if unit.kind in ("dang_bo", "dang_uy"):
            return " ".join(filter(None, ("Đảng bộ", word, unit.place or unit.name)))
        if unit.kind == "to_chuc":
            return unit.name
        return " ".join(filter(None, (word, unit.place or unit.name)))

    def _generic(self, unit: UnitSpan, how: str) -> Owner | None:
        """"toàn tỉnh", "Đảng bộ huyện", "chi bộ": the last unit of that kind, else the main one."""
        level = unit.level
        main = self.story.main
        if level == "province":
            if main is not None and main.level == "province" and main.place and main.kind != "place":
                return replace(self._named(main, how), start=unit.start, end=unit.end)
            if (owner := self._provincial(how, unit)) is not None:
                return owner
        if unit.kind == "chi_bo" or level == "cell":
            cell, body = self.story.last.get("cell"), self.story.last.get("organisation")
            if body is not None and (cell is None or body.start > cell.start):
                owner = self._named(body, how)
                name = f"Chi bộ {owner.name}" if fold(unit.name).startswith("chi bộ") else owner.name
                return replace(owner, name=name, start=unit.start, end=unit.end)
            if cell is not None:
                return replace(self._named(cell, how), start=unit.start, end=unit.end)
            if main is not None and main.kind == "chi_bo":
                return replace(self._named(main, how), start=unit.start, end=unit.end)
            return None
        if level == "block":
            known = self.story.last.get("block") or main
            return replace(self._named(known, how), start=unit.start, end=unit.end) if known is not None else None
        if level in ("district", "commune"):
            focus = self.story.focus
            if focus is not None and focus.level == level and focus.place:
                return replace(self._named(focus, how), start=unit.start, end=unit.end)
            known = self.story.last.get(level)
            chosen = main if main is not None and (main.level == level or known is None) else known
            return replace(self._named(chosen, how), start=unit.start, end=unit.end) if chosen is not None else self._provincial(how, unit)
        focus = self.story.focus
        if focus is not None and focus is not unit and not focus.generic and not focus.organ and focus.kind != "to_chuc":
            return replace(self._named(focus, how), start=unit.start, end=unit.end)
        owner = self._main_owner(how)
        return replace(owner, start=unit.start, end=unit.end) if owner is not None else None

    def named(self, units: list[UnitSpan]) -> list[UnitSpan]:
        """Bare mentions with the name that the article gives them elsewhere ("Đảng ủy xã" -> "Đảng ủy xã Tháp Mười")."""
        places: dict[str, str] = {}
        for unit in units:
            if unit.place and not unit.generic and unit.level in ("province", "district", "commune") and unit.level not in places:
                places[unit.level] = unit.place
        main = self.story.main
        if main is not None and main.place and main.level in ("province", "district", "commune"):
            places[main.level] = main.place
        told = {_role_free(unit.name) for unit in units if not unit.generic}
        named = []
        for unit in units:
            bare = unit.rule in ("unit.committee_bare", "unit.levelled_bare") or unit.organ and unit.place is None
            step = {"city": "district"}.get(unit.level or "", unit.level)
            if bare and step in places and fold(unit.name).endswith(_ENDS[step]):
                full = f"{unit.name} {places[step]}"
                if _role_free(full) in told:
                    unit = replace(unit, name=full)
            named.append(unit)
        return named

    # -- periods --------------------------------------------------------------------------------

    def when(self, count: Count, row: list[Token]) -> When:
        """The period of a count, from its sentence or from those before."""
        own = self._own_date(count, row)
        if count.stock:
            return self._as_of(count, own)
        if own is None and count.ceremony:
            own = self._event_in(row)
        if own is not None:
            if own.role == "event" and not count.ceremony and count.indicator != "members_awarded_badge" and self.story.period[count.modality] is not None:
                own = self.story.period[count.modality] or own
            self._remember(count, own)
            start = own.from_ if own.role != "as_of" else self._start_of(own, count, row)
            if count.modality == "target" and own.role == "as_of":
                start = None
            return When(start, own.to, own.start, own.end, "own")
        if count.indicator == "members_awarded_badge" and (day := self.story.ceremony) is not None:
            return When(day.from_, day.to, day.start, day.end, "carried")
        carried = self.story.period[count.modality] or (self.story.period["actual"] if count.modality == "actual" else None)
        if carried is None and count.modality == "actual":
            carried = self.story.event
        if carried is None:
            return When(None, None, None, None, "none")
        start = carried.from_ if carried.role != "as_of" else None
        return When(start, carried.to, carried.start, carried.end, "carried")

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
        return not below and count.indicator != "orgs_total"

    def _start_of(self, day: DateSpan, count: Count, row: list[Token]) -> date | None:
        """Where "tính đến …" began: the period that its sentence names, or the one told before that ends with it."""
        spans = [t.date for t in row if t.date is not None and t.date.role == "period" and t.start < count.start]
        carried = self.story.period[count.modality]
        for span in spans + ([carried] if carried is not None and carried.to == day.to else []):
            if span.from_ and span.to and day.to and span.from_ <= day.to <= span.to:
                return span.from_
        return None

    def _own_date(self, count: Count, row: list[Token]) -> DateSpan | None:
        if count.date is not None:
            return count.date
        depth = 0
        for token in row:
            if token.start < count.end:
                continue
            if token.kind == "mark" and token.mark in "()":
                depth += 1 if token.mark == "(" else -1
                if depth < 0:
                    return None
                continue
            if depth > 0:
                continue
            if token.kind == "number" or token.kind == "mark" and token.mark in ";.":
                return None
            if token.date is not None and token.date.role not in ("anniversary", "document", "comparison"):
                between = regex.sub(r"\([^()]*\)", "", self.text.folded[count.end : token.start])
                return None if regex.search(r"chỉ tiêu|kế hoạch|so với|nghị quyết|%|của cả", between) and count.modality == "actual" else token.date
        return None

    def _event_in(self, row: list[Token]) -> DateSpan | None:
        return next((t.date for t in row if t.date is not None and t.date.role == "event"), None)

    def _remember(self, count: Count, own: DateSpan) -> None:
        start = self.sentences[count.sentence].start
        before = self.text.folded[max(start, own.start - 18) : own.start]
        if own.role == "comparison" or _BREAK.search(before) or _BREAK.match(self.text.folded, start) or count.listed and own.start > count.start:
            return
        current = self.story.period[count.modality]
        if current is not None and self.text.folded.startswith("riêng", start) and _within(own, current):
            return
        self.story.period[count.modality] = own

    def _as_of(self, count: Count, own: DateSpan | None) -> When:
        if own is not None and own.role != "event":
            if own.role == "period" and not count.raised:
                self._remember(count, own)
            if self.context.published is None or own.to is None or own.to <= self.context.published or count.modality == "target":
                return When(None, own.to, own.start, own.end, "own")
        if own is not None and own.role == "event" and not count.now and not self.text.folded.endswith("từ ", 0, own.start) and _AT_THE_TIME.search(self.text.folded, max(0, own.start - 40), own.start):
            return When(None, own.to, own.start, own.end, "own")
        published = self.context.published
        if count.modality == "target":
            carried = self.story.period["target"]
            return When(None, carried.to, carried.start, carried.end, "carried") if carried else When(None, None, None, None, "none")
        carried = self.story.period["actual"]
        if carried is not None and not count.now and self._still_holds(count, carried):
            return When(None, carried.to, carried.start, carried.end, "carried")
        if published is not None:
            return When(None, published, None, None, "published")
        if carried is not None and not count.now:
            return When(None, carried.to, carried.start, carried.end, "carried")
        return When(None, None, None, None, "none")


def _role_free(name: str) -> str:
    """A name without the difference between an organisation and its committee."""
    return fold(name).replace("đảng ủy", "đảng bộ")


_FRESH = timedelta(days=70)


def _within(inner: DateSpan, outer: DateSpan) -> bool:
    return bool(inner.from_ and inner.to and outer.from_ and outer.to) and outer.from_ <= inner.from_ and inner.to <= outer.to and inner.from_ != outer.from_  # type: ignore[operator]


def placed(units: list[UnitSpan], context: Context) -> list[UnitSpan]:
    """Units with the code and the province of their place, as the gazetteer knows it on the article's day."""
    return [_placed(unit, context) for unit in units]


_TYPE_WORDS = regex.compile(r"(tỉnh|thành phố|tp\.?|huyện|quận|thị xã|tx\.?|xã|phường|thị trấn|đặc khu)\s*$")


def _placed(unit: UnitSpan, context: Context) -> UnitSpan:
    if unit.place and unit.level == "block" and regex.search(r"(?:tỉnh|thành phố|tp\.?) ?$", fold(unit.name[: unit.name.find(unit.place)])):
        province = gazetteer().province_at(unit.place, context.published)
        return replace(unit, province=province.name) if province is not None else unit
    if not unit.place or unit.level in ("cell", "central", "block"):
        return unit
    before = fold(unit.name[: unit.name.find(unit.place)]).strip()
    found = _TYPE_WORDS.search(before)
    word = found[1] if found else None
    if word is None:
        word = {"tỉnh ủy": "tỉnh", "huyện ủy": "huyện", "quận ủy": "quận", "thị ủy": "thị xã", "thành ủy": "thành phố"}.get(before[-8:].strip()) or next(
            (w for c, w in (("tỉnh ủy", "tỉnh"), ("huyện ủy", "huyện"), ("quận ủy", "quận"), ("thị ủy", "thị xã"), ("thành ủy", "thành phố")) if before.endswith(c)), None
        )
    resolution = gazetteer().resolve(unit.place, type_word=word, on=context.published, province=context.province)
    place = resolution.place
    if place is None:
        flags = ("ambiguous_unit",) if resolution.how == "ambiguous" else ()
        return replace(unit, flags=unit.flags + flags)
    return located(unit, place, context)


def located(unit: UnitSpan, place: Place, context: Context) -> UnitSpan:
    """A unit at its place: level, province, code then and the unit that holds it now."""
    province = gazetteer().province_of(place, context.published)
    today = gazetteer().today(place)
    return replace(
        unit,
        level=place.level if unit.level in (None, "province", "district", "commune") else unit.level,
        province=province.name if province is not None else unit.province,
        place_code=place.code,
        place_today=today[0].full_name if today else None,
    )
