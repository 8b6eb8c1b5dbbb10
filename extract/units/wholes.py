"""A whole: "toàn tỉnh", "trong toàn Đảng bộ huyện Vị Xuyên"."""

from __future__ import annotations

from dataclasses import replace

from extract.mentions import UnitSpan
from extract.names import organisation_name, place_name, proper_name
from extract.text import Text
from extract.units.bodies import body_of
from extract.units.grammar import Match, grammar, level_word, levels, wholes
from extract.units.span import span


def whole(text: Text, found: Match, end: int) -> UnitSpan:
    """ "toàn tỉnh", "toàn Đảng bộ huyện", with the name where one follows."""
    surface = text.folded[found.start() : found.end()]
    level = wholes()[surface]
    after = found.end() + 1
    if text.raw[found.end() : after] == " ":
        if adjective := grammar().adjective.match(text.folded, after, end):
            after = adjective.end()
        if (inner := grammar().level.match(text.folded, after, end)) and (stop := place_name(text, inner.end(), end)):
            step = levels()[level_word(text, inner).removeprefix("các ")]
            return span(
                text, found.start(), stop, "dang_bo", step, place=text.raw[inner.end() : stop], rule="unit.whole_named"
            )
        if (body := grammar().bodies.match(text.folded, after, end)) and surface.endswith("đảng bộ"):
            start = found.start() + len("trong ") * surface.startswith("trong ")
            return replace(body_of(text, start, "dang_bo", body, end), rule="unit.whole_body")
        if (inside := grammar().organisation.match(text.folded, after, end)) and surface.endswith("đảng bộ"):
            stop = organisation_name(text, inside.start(), end)
            return span(text, found.start(), stop, "dang_bo", None, rule="unit.whole_organisation")
        if stop := proper_name(text, after, end):
            return span(
                text, found.start(), stop, "dang_bo", level, place=text.raw[after:stop], rule="unit.whole_named"
            )
    return span(text, found.start(), found.end(), "dang_bo", level, generic=True, rule="unit.whole")
