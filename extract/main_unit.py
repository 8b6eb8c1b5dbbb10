"""The main unit of an article and its province: what its title, its lead and what is told from outside say.

The main unit is named in the title, else it is the first that acts in the lead; an article that opens with
"toàn tỉnh" has none but its province.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

import regex

from extract.counts.patterns.lists import MADE_OF
from extract.mentions import Context, UnitSpan
from extract.text import Text, fold

_ISSUED_BY = regex.compile(
    r"(?:quyết định|nghị quyết|kế hoạch|đề án|chỉ thị|chương trình|hướng dẫn|kết luận|thông báo|công văn)(?!\p{L})"
    r"[^.;]{0,60} của $"
)
_COMMITTEE = regex.compile(r"^đảng (?:bộ|ủy) ")
_ITEM = regex.compile(r" *(?:: *|\( *)?\d[\d.]*(?= *(?:[,;)(]|\.(?!\d)|$))")


@dataclass(frozen=True, slots=True)
class MainUnit:
    """What an article is about: its main unit, its province, and whether it tells of the Party as a whole."""

    unit: UnitSpan | None
    province: str | None
    national: bool


def main_unit(text: Text, context: Context, units: list[UnitSpan]) -> MainUnit:
    """The main unit of an article with these units, in the order of the text."""
    province = _province(context, units)
    national = any((u.kind == "trung_uong" and "kiểm tra" in fold(u.name)) or u.kind == "toan_dang" for u in units)
    return MainUnit(_with_province(_main(text, units, province), province), province, national)


def _province(context: Context, units: list[UnitSpan]) -> str | None:
    """The article's province: given from outside, else the first that the text names."""
    if context.province:
        return regex.sub(r"^(?i:tỉnh|thành phố|tp\.?)\s+", "", context.province.strip())
    for unit in units:
        if unit.province is not None:
            return unit.province
    return None


def _main(text: Text, units: list[UnitSpan], province: str | None) -> UnitSpan | None:
    """The article's main unit: named in the title, else the first that acts in the lead."""
    title = text.lines[0].end if text.lines else 0
    named = [
        u
        for u in units
        if (not u.generic and u.kind not in ("trung_uong", "toan_dang") and u.place is not None)
        or (
            not u.generic
            and (
                u.rule.startswith("unit.body")
                or (u.rule == "unit.of_organisation" and u.kind in ("dang_bo", "dang_uy"))
                or u.rule == "unit.force"
            )
        )
    ]
    below = [u for u in named if not (_issues(text, u) or _made_of(text, u, named) or _above(text, u))]
    named = below or named
    heads = [u for u in named if u.start < title and u.level != "cell"]
    heads = heads or [u for u in named if u.level != "cell" and _opens_title(text, u, title)]
    heads = heads or _of_house(units, named, title)
    parties = [u for u in named if u.kind not in ("place", "to_chuc", "chi_bo") and u.start >= title]
    if heads:
        first = _in_full(heads[0], named)
        for unit in named:  # the same place with its full name later on
            if (
                unit.start >= title
                and unit.place
                and first.place
                and fold(unit.place) == fold(first.place)
                and unit.level not in (None, "cell")
            ):
                return unit if unit.kind != "place" or (first.kind == "place" and first.level is None) else first
        return first
    body = [
        u
        for u in named
        if title <= u.start < title + 500 and not _in_bracket(text, u.start)  # where it lies
    ]
    of_cell = "chi bộ" in text.folded[:title]
    cells = [
        u
        for u in units
        if u.kind == "chi_bo" and not u.generic and u.start < (title + 600 if of_cell and not parties else title)
    ]
    if cells:
        return cells[0]
    if province and _generic_first([u for u in units if not _issues(text, u)], title) is not None:
        return None
    lead = [u for u in parties if u.start < title + 600 and u.level != "cell"] or body
    lead = [u for u in lead if not _item(text, u)]
    return lead[0] if lead else None


def _above(text: Text, unit: UnitSpan) -> bool:
    """ "Trung đoàn Bộ binh 994 thuộc |Bộ CHQS tỉnh X": what a body belongs to is not told of."""
    return unit.rule.startswith("unit.body") and text.folded.endswith(("trực thuộc ", " thuộc "), 0, unit.start)


def _of_house(units: list[UnitSpan], named: list[UnitSpan], title: int) -> list[UnitSpan]:
    """ "Trường Đại học X: từ một chi bộ …", and below "Đảng bộ Trường Đại học X": its organisation is told of."""
    houses = [fold(u.name) for u in units if u.start < title and u.kind == "to_chuc" and not u.generic]
    parties = (u for u in named if u.start >= title and u.rule == "unit.of_organisation")
    return [u for u in parties if any(fold(u.name).endswith(house) for house in houses)][:1]


def _issues(text: Text, unit: UnitSpan) -> bool:
    """ "theo Quyết định số 2437-QĐ/TU ngày 20/6/2025 của Ban Thường vụ Tỉnh ủy X": who issued is not told of."""
    return unit.organ and _ISSUED_BY.search(text.folded, max(0, unit.start - 90), unit.start) is not None


def _made_of(text: Text, unit: UnitSpan, named: list[UnitSpan]) -> bool:
    """ "trên cơ sở hợp nhất hai đảng bộ A và B, Đảng bộ xã C …": what a unit was made of is not told of."""
    if MADE_OF.search(text.folded, max(0, unit.start - 40), unit.start):
        return True
    if unit.rule not in ("unit.listed", "unit.bare_name"):
        return False
    behind = bisect_right(named, unit.start, key=lambda u: u.start)  # ``named`` is in the order of the text
    before = next((u for u in reversed(named[max(0, behind - 2) : behind]) if u.end <= unit.start), None)
    joined = before is not None and text.folded[before.end : unit.start] in (" và ", ", ", " với ")
    return joined and before is not None and _made_of(text, before, named)


def _in_full(head: UnitSpan, named: list[UnitSpan]) -> UnitSpan:
    """ "Đảng bộ cơ quan Đảng - Đoàn thể" of a title is "Đảng ủy cơ quan Đảng - Đoàn thể huyện Lắk" of the lead."""
    if head.place or not head.rule.startswith("unit.body"):
        return head
    stem = _COMMITTEE.sub("", fold(head.name)) + " "
    longer = (
        u for u in named if u.start > head.start and u.place and _COMMITTEE.sub("", fold(u.name)).startswith(stem)
    )
    return next(longer, head)


def _opens_title(text: Text, unit: UnitSpan, title: int) -> bool:
    """ "Đồng Tâm trước chặng đường mới": a name at the head of the title that the article has with its level later."""
    place = unit.place or ""
    opened = regex.match(rf"{regex.escape(place)}(?!\p{{L}})", text.raw[:title]) if " " in place else None
    return opened is not None


def _item(text: Text, unit: UnitSpan) -> bool:
    """Whether a unit is an item of a list with its figure ("các huyện Kế Sách 31, Mỹ Xuyên 28")."""
    return _ITEM.match(text.folded, unit.end) is not None


def _in_bracket(text: Text, offset: int) -> bool:
    line = text.line_at(offset)
    opened = text.folded.rfind("(", line.start, offset)
    return opened > text.folded.rfind(")", line.start, offset)


def _generic_first(units: list[UnitSpan], title: int) -> UnitSpan | None:
    """A province-wide subject ("toàn tỉnh", "Tỉnh ủy") before any named organisation."""
    for unit in units:
        if unit.start < title and not unit.generic:
            return None
        if unit.kind == "dang_bo" and unit.generic and unit.level in ("district", "commune"):
            return None  # the party organisation that the lead tells of lies below the province
        if unit.level == "province" and unit.generic and unit.kind != "to_chuc":
            return unit
        if not unit.generic and unit.kind not in ("place", "to_chuc", "trung_uong") and unit.level not in ("cell",):
            return unit if unit.level == "province" else None
    return None


def _with_province(main: UnitSpan | None, province: str | None) -> UnitSpan | None:
    """ "Đảng bộ Quân sự tỉnh" as the main unit is the one of the article's province."""
    if main is None or main.place or not main.rule.startswith("unit.body") or not province:
        return main
    if regex.search(r"(?:tỉnh|thành phố|tp\.?)$", fold(main.name)):
        return replace(main, name=f"{main.name} {province}", place=province)
    return main
