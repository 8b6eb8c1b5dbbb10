"""Where a party organisation or an administrative unit is named.

Heads ("Đảng bộ", "Huyện ủy", "xã", "Chi bộ") are found on the folded text (`grammar`), names are bounded on the raw
text. `heads` asks for each the reader of its kind; `lists` goes on with the names behind it. Which unit a bare mention
means ("Đảng bộ tỉnh", "toàn huyện") is `discourse`'s question.
"""

from __future__ import annotations

from extract.mentions import Claims, UnitSpan
from extract.text import Text
from extract.units.grammar import grammar, openings
from extract.units.heads import unit_at
from extract.units.lists import listed

__all__ = ["read"]


def read(text: Text, claims: Claims | None = None) -> list[UnitSpan]:
    """The units that a text names, in order; a stretch that a document or a date owns is not read."""
    units: list[UnitSpan] = []
    head, position, end = grammar().head, 0, -1
    for start in openings(text.folded):
        if start < position:
            continue
        if start >= end:
            end = text.line_at(start).end
        found = head.match(text.folded, start, end)
        if found is None:
            continue
        position = found.end()
        unit = unit_at(text, found, end) if claims is None or not claims.hits(start, position) else None
        if unit is None:
            continue
        units.append(unit)
        units.extend(listed(text, unit, end))
        position = max(units[-1].end, position)
    return units
