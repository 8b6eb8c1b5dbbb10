"""The date reader: calendar expressions of a text, resolved to closed intervals of days.

`form`, `days`, `months`, `years`, `relative` say how expressions are written, `scan` where they stand,
`resolve` which days they mean, `roles` what the words before them make of them.
"""

from __future__ import annotations

from bisect import bisect_right

from extract.dates.resolve import Resolver
from extract.dates.scan import page_clocks, scan
from extract.mentions import Claims, Context, DateSpan
from extract.text import Text

__all__ = ["read"]


def read(text: Text, context: Context, claims: Claims | None = None) -> list[DateSpan]:
    """The calendar expressions of a text, in order, without overlaps.

    ``context.published`` resolves what has no year; where it is ``None`` only what the text itself
    fixes is given. What ``claims`` owns and the time lines of a page are left alone.
    """
    taken = sorted((claims.spans if claims is not None else []) + page_clocks(text))
    starts = [start for start, _ in taken]
    reach = _furthest_ends(taken)

    def free(start: int, end: int) -> bool:
        at = bisect_right(starts, end - 1)
        return at == 0 or reach[at - 1] <= start

    forms = scan(text, free)
    return Resolver(text, context, forms).resolve(forms)


def _furthest_ends(spans: list[tuple[int, int]]) -> list[int]:
    """For each span the furthest end up to it, so that one look answers whether a stretch is free."""
    ends, furthest = [], 0
    for _, end in spans:
        furthest = max(furthest, end)
        ends.append(furthest)
    return ends
