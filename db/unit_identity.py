"""Which names mean one unit: "Huyện ủy Suối Đá", "Đảng bộ huyện Suối Đá" and "huyện Suối Đá" are one owner of figures.

A figure is of an organisation and told in the name of its committee or of its place. A body inside a place
("Đảng bộ Công an huyện Suối Đá") is a unit of its own, and so is a school with the place in its name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ORGAN = re.compile(r"^(?:ban chấp hành |bch |ban thường vụ |btv )?(?:đảng bộ |đảng ủy )")
_COMMITTEE = re.compile(r"^(?:ban chấp hành |bch |ban thường vụ |btv )?(tỉnh|huyện|quận|thị|thành) ủy(?: |$)")
_TYPE = re.compile(
    r"^(?:(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)(?: |$)"
    r"|(?:tp|h|q|tx|x|p|tt)\. ?|tp ?)"
)
_PLACED_LEVELS = ("province", "district", "commune")
_DASH = re.compile(r"\s*[-\u2010-\u2015]\s*")
_MARKS = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"(o[ae]|uy)([{_MARKS}])")


@lru_cache(maxsize=65_536)
def unit_key(name: str, level: str | None, province: str | None, place_code: str | None) -> str:
    """The identity of a unit, the same for all names that mean it and different for all others.

    A place's own organisation is known by level, code, province and bare name (a code alone is none: 24 was Bắc
    Giang and is Bắc Ninh). Any other unit is known by its whole name within its province.
    """
    folded, where = _folded(name), _folded(province or "")
    if place_code and level in _PLACED_LEVELS:
        bare = _TYPE.sub("", _COMMITTEE.sub("", _ORGAN.sub("", folded), count=1), count=1)
        return f"{level}/{place_code}/{where}/{bare}"
    return f"{level or '?'}//{where}/{_ORGAN.sub('', folded)}"


def _folded(name: str) -> str:
    """A name in lower case, with one kind of dash and one placement of tone marks ("hoà" is "hòa", "uỷ" is "ủy")."""
    apart = unicodedata.normalize("NFD", name.lower().replace("ð", "đ"))
    placed = _TONE.sub(lambda found: found[1][0] + found[2] + found[1][1], apart)
    return _DASH.sub("-", " ".join(unicodedata.normalize("NFC", placed).split()))
