"""Bodies of a province or a district that have a party organisation of their own: the "Khối", the police, the army."""

from __future__ import annotations

from dataclasses import replace

import regex

from extract.data import load
from extract.mentions import UnitSpan
from extract.names import is_person, proper_name
from extract.text import Text, fold
from extract.units.grammar import Match, grammar
from extract.units.lists import LIST_TAIL
from extract.units.span import span

_GOVERNMENT = frozenset(map(fold, load("units")["bodies"]["government"]))
_COUNTED = regex.compile(r":? \(?\d")


def body_of(text: Text, start: int, kind: str, body: Match, end: int) -> UnitSpan:
    """ "Đảng ủy Khối các cơ quan tỉnh", "Đảng bộ Công an tỉnh", "Đảng bộ UBND tỉnh Gia Lai"."""
    stop = body.end()
    place = None
    step: str | None = "block"
    level = grammar().other_level.match(text.folded, stop, end)
    if level:
        stop = level.end()
        name_start = stop + 1 if text.raw[stop : stop + 1] == " " else stop
        if (name := proper_name(text, name_start, end)) and not is_person(text.raw[name_start:name]):
            place, stop = text.raw[name_start:name], name
    elif name := proper_name(text, stop + 1, end) if text.raw[stop : stop + 1] == " " else None:
        place, stop = text.raw[stop + 1 : name], name
    bare = text.folded[body.start() : body.end()]
    generic = level is None and place is None and bare in ("khối",)
    return span(text, start, stop, kind, step, place=place, generic=generic, rule="unit.body")


def body_alone(text: Text, found: Match, end: int) -> UnitSpan | None:
    """ "Công an tỉnh (158,18%)", "Quân sự 29": in a list the head word is left out."""
    if not text.raw[found.start()].isupper():
        return None
    unit = body_of(text, found.start(), "dang_bo", found, end)
    surface = text.folded[found.start() : found.end()]
    heading = found.start() == text.lines[0].start and text.raw[unit.end : unit.end + 1] == ":"
    if surface in _GOVERNMENT or not (heading or LIST_TAIL.match(text.folded, unit.end, end)):
        return None
    if unit.end == found.end() and not _COUNTED.match(text.folded, unit.end, end):
        return None
    return replace(unit, rule="unit.body_alone")
