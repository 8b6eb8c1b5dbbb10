"""Which figures are looked at: read from an address, written into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from litestar import Request

from db.reading import Filters
from db.sorted_pages import Sorting
from review.i18n import msgid
from review.look.addresses import address, asked
from review.wording import WORDS
from schema import indicators, qualifiers

PATH: Final = "/figures"
FIELDS: Final = (
    "province",
    "indicator",
    "from",
    "to",
    "unit",
    "level",
    "qualifier",
    "modality",
    "state",
    "verified",
    "measure",
)
_CODES: Final = {
    "indicator": lambda: set(indicators()),
    "qualifier": lambda: set(qualifiers()),
    "level": lambda: set(WORDS["level"]),
    "modality": lambda: set(WORDS["modality"]),
    "state": lambda: set(WORDS["state"]),
    "measure": lambda: set(WORDS["measure"]),
    "verified": lambda: {"yes", "no"},
}
_NUMBERS: Final = {"count": "value", "rate": "rate", "share": "share"}
_SORTED: Final = ("told", "period", "number", "unit", "sources")
DEFAULT: Final = "-told"

NO_DAY: Final = msgid("This is no day, month or year. Write 2024, 2024-07 or 2024-07-15.")
NO_SUCH: Final = msgid("There is no such choice; it was left out.")


@dataclass(frozen=True, slots=True)
class FigureView:
    """What is looked at. ``given`` is the query as it was written, ``faults`` what could not be used, by field.

    ``sort`` is a column, with a minus before it from the greatest down.
    """

    given: Mapping[str, str]
    filters: Filters
    faults: Mapping[str, str]
    sort: str = DEFAULT
    after: str | None = None

    @property
    def sorting(self) -> Sorting:
        """The order as the store has it."""
        down, name = self.sort.startswith("-"), self.sort.removeprefix("-")
        columns = {
            "told": "last_published",
            "period": "period_to",
            "number": _NUMBERS[self.filters.measure or "count"],
            "unit": "unit",
            "sources": "sources",
        }
        return Sorting(columns[name], down)

    def sortable(self) -> tuple[str, ...]:
        """The columns that can be sorted by: numbers of different things are never put in one order."""
        return _SORTED if self.filters.indicator or self.filters.province else ("told", "period")

    def sorted(self, column: str) -> str | None:
        """How rows stand by a column, as ``aria-sort`` says it; None if they do not."""
        if self.sort.removeprefix("-") != column:
            return None
        return "descending" if self.sort.startswith("-") else "ascending"

    def by(self, column: str) -> str:
        """The address of this view by another column; by the same one, the other way round."""
        turned = column if self.sort == f"-{column}" or (column == "unit" and self.sort != "unit") else f"-{column}"
        return self.address(sort=turned)

    def address(self, path: str = PATH, **changed: Any) -> str:
        """The address of this view with something changed; the list begins anew."""
        sort = None if self.sort == DEFAULT else self.sort
        return address(path, {**self.given, "sort": sort} | changed)

    def without(self, name: str) -> str:
        """The address of this view without one of its filters."""
        kept = {field: value for field, value in self.given.items() if field != name}
        return replace(self, given=kept).address()


def read_view(request: Request) -> FigureView:
    """The view of a request. What cannot be used is told in ``faults`` and left out."""
    given = asked(request, FIELDS)
    faults: dict[str, str] = {}
    for name, codes in _CODES.items():
        if name in given and given[name] not in codes():
            faults[name] = NO_SUCH
    days: dict[str, date] = {}
    for name in ("from", "to"):
        if name in given:
            day = read_day(given[name], last=name == "to")
            if day is None:
                faults[name] = NO_DAY
            else:
                days[name] = day
    used = {name: value for name, value in given.items() if name not in faults}
    verified = used.get("verified")
    filters = Filters(
        **{
            name: used.get(name)
            for name in ("province", "indicator", "unit", "level", "qualifier", "modality", "state", "measure")
        },
        from_=days.get("from"),
        to=days.get("to"),
        verified=None if verified is None else verified == "yes",
    )
    view = FigureView(given, filters, faults)
    order = asked(request, ("sort", "after"))
    if order.get("sort", DEFAULT).removeprefix("-") in view.sortable():
        view = replace(view, sort=order.get("sort", DEFAULT))
    return replace(view, after=order.get("after"))


def read_day(written: str, *, last: bool) -> date | None:
    """A day; of a month or a year its first or ``last`` one. None for anything else, and for days of no newspaper."""
    try:
        parts = [int(part) for part in written.split("-")] if written.replace("-", "").isdecimal() else []
        if len(parts) == 3:
            day = date(*parts)
        elif len(parts) == 2:
            year, month = parts
            day = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) if last else date(year, month, 1)
            if not 1 <= month <= 12:
                return None
        elif len(parts) == 1:
            day = date(parts[0], 12, 31) if last else date(parts[0], 1, 1)
        else:
            return None
    except (ValueError, OverflowError):
        return None
    return day if 1900 <= day.year <= 2200 else None
