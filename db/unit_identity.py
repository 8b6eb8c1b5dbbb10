"""Which names mean one unit: "Huyện ủy Suối Đá", "Đảng bộ huyện Suối Đá" and "huyện Suối Đá" are one owner of figures.

A figure is of an organisation and told in the name of its committee or of its place. A body inside a place
("Đảng bộ Công an huyện Suối Đá") is a unit of its own, and so is a school with the place in its name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ORGAN = re.compile(r"^(?:ban chấp hành |bch |ban thường vụ |btv )?(?:đảng bộ |đảng ủy |đảng uỷ )")
_COMMITTEE = re.compile(r"^(?:ban thường vụ |btv )?(tỉnh|huyện|quận|thị|thành) (?:ủy|uỷ) ")
_TYPE = re.compile(
    r"^(?:tỉnh|thành phố|tp\.? ?|huyện|h\. ?|quận|q\. ?|thị xã|tx\.? ?"
    r"|xã|x\. ?|phường|p\. ?|thị trấn|tt\.? ?|đặc khu) ?"
)
_PLACED_LEVELS = ("province", "district", "commune")


@lru_cache(maxsize=65_536)
def unit_key(name: str, level: str | None, province: str | None, place_code: str | None) -> str:
    """The identity of a unit, the same for all names that mean it and different for all others.

    A place's own organisation is known by level, code, province and bare name (a code alone is none: 24 was Bắc
    Giang and is Bắc Ninh). Any other unit is known by its whole name within its province.
    """
    folded = " ".join(unicodedata.normalize("NFC", name).lower().split())
    where = unicodedata.normalize("NFC", province or "").lower()
    if place_code and level in _PLACED_LEVELS:
        bare = _TYPE.sub("", _COMMITTEE.sub("", _ORGAN.sub("", folded), count=1), count=1)
        return f"{level}/{place_code}/{where}/{bare}"
    return f"{level or '?'}//{where}/{_ORGAN.sub('', folded)}"
