"""How right the rules are, as editors have judged: what ``db.repository.quality`` measures, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from db.repository.quality import Measured
from jobs.publication.reading import Row

_PLACES = 2


def precision_rows(measured: Iterable[Measured]) -> Iterator[Row]:
    """The rows of the table ``precision``, in percent."""
    for found in sorted(measured, key=lambda each: (each.served_as, each.kind, each.code)):
        told = found.precision
        percent = (round(100 * share, _PLACES) for share in (told.share, told.low, told.high))
        yield found.served_as, found.kind, found.code, told.judged, told.right, *percent
