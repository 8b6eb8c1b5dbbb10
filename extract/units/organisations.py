"""Organisations that are no party organisation by themselves: schools, firms, forces, authorities."""

from __future__ import annotations

import regex

from extract.data import load
from extract.gazetteer import gazetteer
from extract.mentions import UnitSpan
from extract.names import organisation_name
from extract.text import Text, fold
from extract.units.bare import bare
from extract.units.grammar import Match, grammar
from extract.units.span import span

_PLACE_NAME = 40  # code points of the name of a place
_PLACE_LIKE = regex.compile(r"Trường \p{Lu}\p{Ll}+(?! \p{Lu})")
_NUMBERED_FORCE = regex.compile(
    r"(?:(?:tiểu|trung|sư|lữ|hải|quân) đoàn|đại đội|quân khu|đồn|trại giam|vùng) (?:\p{L}+ ){0,3}\d{1,4}(?![\d.,/]*\d)"
)  # "Sư đoàn 5": its number is its name
_EVERYDAY = frozenset(map(fold, load("units")["organisation"]["everyday"]))
_FORMS = regex.compile(r"\b(?:TNHH|CP|MTV|TNHH-MTV|FDI|THPT|THCS|TH|PTDTNT|PTTH|DN|SX|TM|DV)\b")  # forms, no names


def organisation(text: Text, found: Match, end: int) -> UnitSpan | None:
    """ "Trường THPT Sơn Dương", "Công ty CP …": a body that a figure may belong to."""
    start = found.start() + (4 if text.folded.startswith("các ", found.start()) else 0)
    if text.folded.endswith(("cơ ", "hội ", "trụ ", "cơ sở, "), 0, start) or text.folded.startswith(
        ("trường hợp", "sở dĩ", "báo cáo", "khoa học", "khoa giáo"), start
    ):
        return None  # "trên cơ sở các đảng bộ xã", "14 trường hợp bỏ sinh hoạt"
    if text.raw.startswith("trung tâm", start) and grammar().level.match(text.folded, found.end() + 1, end):
        return None  # "từ trung tâm xã X": a place, no body
    head = found.end("org")
    if _is_place(text.raw[start : start + _PLACE_NAME]):
        return None  # "Trường An và Tân Ngãi": a ward, no school
    if is_everyday(text, start, head):
        return None  # "nghỉ phòng dịch Covid-19"
    numbered = _NUMBERED_FORCE.match(text.folded, start, end) if text.raw[start].isupper() else None
    if numbered is not None and text.raw[numbered.end() : numbered.end() + 2].strip().isupper():
        numbered = None  # "Vùng 3 Hải quân"
    stop = organisation_name(text, start, end) if numbered is None else numbered.end()
    name = text.raw[start:stop]
    if not any(c.isupper() for c in _FORMS.sub("", name[1:])) and not numbered:
        return bare(text, found, end)
    return span(text, start, stop, "to_chuc", None, rule="unit.force" if numbered else "unit.organisation")


def is_everyday(text: Text, start: int, end: int) -> bool:
    """Whether a head is an everyday word here: in small letters, with a small letter behind it."""
    small = text.raw[start].islower() and text.raw[end + 1 : end + 2].islower()
    return small and text.folded[start:end] in _EVERYDAY


def _is_place(name: str) -> bool:
    """Whether a name that begins with "Trường" is a place's of two syllables ("Trường An", "Trường Xuân")."""
    found = _PLACE_LIKE.match(name)
    return found is not None and gazetteer().resolve(found[0]).how != "unknown"
