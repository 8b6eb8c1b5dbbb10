"""One unit as it is told to the readers behind this one."""

from __future__ import annotations

from extract.mentions import UnitSpan
from extract.text import Text
from schema.record import Level


def span(text: Text, start: int, end: int, kind: str, level: str | None, **more: object) -> UnitSpan:
    """The unit from ``start`` to ``end`` (code points); a level that the place alone decides is left open.

    ``more`` are the other fields of `UnitSpan`.
    """
    known: Level | None = None if level in ("city", "any", None) else level  # type: ignore[assignment]
    return UnitSpan(start, end, text.raw[start:end], kind, known, **more)  # type: ignore[arg-type]
