"""Where a named unit lies: the gazetteer's answer on the article's day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

import regex

from extract.gazetteer import Place, gazetteer
from extract.mentions import Context, UnitSpan
from extract.text import fold

_TYPE_WORDS = regex.compile(r"(tỉnh|thành phố|tp\.?|huyện|quận|thị xã|tx\.?|xã|phường|thị trấn|đặc khu)\s*$")


def placed(units: list[UnitSpan], context: Context) -> list[UnitSpan]:
    """Units with the code and the province of their place, as the gazetteer knows it on the article's day."""
    return [_placed(unit, context) for unit in units]


def _placed(unit: UnitSpan, context: Context) -> UnitSpan:
    if (
        unit.place
        and unit.level == "block"
        and regex.search(r"(?:tỉnh|thành phố|tp\.?) ?$", fold(unit.name[: unit.name.find(unit.place)]))
    ):
        province = gazetteer().province_at(unit.place, context.published)
        return replace(unit, province=province.name) if province is not None else unit
    if not unit.place or unit.level in ("cell", "central", "block"):
        return unit
    before = fold(unit.name[: unit.name.find(unit.place)]).strip()
    found = _TYPE_WORDS.search(before)
    word = found[1] if found else None
    if word is None:
        word = {
            "tỉnh ủy": "tỉnh",
            "huyện ủy": "huyện",
            "quận ủy": "quận",
            "thị ủy": "thị xã",
            "thành ủy": "thành phố",
        }.get(before[-8:].strip()) or next(
            (
                w
                for c, w in (
                    ("tỉnh ủy", "tỉnh"),
                    ("huyện ủy", "huyện"),
                    ("quận ủy", "quận"),
                    ("thị ủy", "thị xã"),
                    ("thành ủy", "thành phố"),
                )
                if before.endswith(c)
            ),
            None,
        )
    if word is None and unit.rule == "unit.listed" and unit.level == "province":
        word = "tỉnh"  # "ba Đảng bộ tỉnh Vĩnh Long, Bến Tre, Trà Vinh": no ward of that name
    resolution = gazetteer().resolve(unit.place, type_word=word, on=context.published, province=context.province)
    place = resolution.place
    if place is None:
        flags = ("ambiguous_unit",) if resolution.how == "ambiguous" else ()
        return replace(unit, flags=unit.flags + flags)
    return located(unit, place, context)


@lru_cache(maxsize=4096)
def place_today(code: str | None, on: date | None) -> str | None:
    """The full name of the unit that now holds the place of a code on a day; None where that is not known."""
    if code is None:
        return None
    then = gazetteer().by_code(code, on) or gazetteer().by_code(code)[-1:]
    today = gazetteer().today(then[0]) if then else []
    return today[0].full_name if today else None


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
