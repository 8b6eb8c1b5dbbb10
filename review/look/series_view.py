"""Which series are looked at: read from an address, their points read from the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, get_args

from litestar import Request
from sqlalchemy import Connection

from db.figure_choice import Measure
from db.repository import figures, unit_names
from db.repository.unit_names import NamedUnit
from db.series_order import in_order
from review.desk import Desk
from review.i18n import Speech, msgid
from review.look import unit_search
from review.look.addresses import address, asked, several
from review.look.line_chart import MOST_LINES
from review.look.tile_map import MERGER
from schema import indicators, qualifiers

PATH: Final = "/series"
DEFAULT: Final = "members_admitted"


@dataclass(frozen=True, slots=True)
class Chain:
    """One unit's points in the order of time; ``query`` is the name and value that ask for it."""

    unit: NamedUnit
    name: str
    points: Sequence[dict[str, Any]]
    query: tuple[str, str]


@dataclass(frozen=True, slots=True)
class SeriesView:
    """What is looked at, as the address has it."""

    indicator: str
    measure: Measure
    qualifiers: tuple[str, ...]
    provinces: tuple[str, ...]
    units: tuple[str, ...]

    @property
    def given(self) -> Mapping[str, Any]:
        """The query of this view."""
        return {
            "province": list(self.provinces),
            "unit": list(self.units),
            "indicator": self.indicator,
            "measure": None if self.measure == "count" else self.measure,
            "qualifier": list(self.qualifiers),
        }

    def address(self, path: str = PATH, **changed: Any) -> str:
        """The address of this view with something changed."""
        return address(path, {**self.given, **changed})

    def without(self, name: str, value: str) -> str:
        """The address of this view without one of its provinces or units."""
        return self.address(**{name: [each for each in self.given[name] if each != value]})


def read_series_view(request: Request) -> SeriesView:
    """The series of a request; what is no code is left out."""
    given = asked(request, ("indicator", "measure"))
    measure = next((each for each in get_args(Measure) if each == given.get("measure")), "count")
    indicator = given.get("indicator", DEFAULT)
    return SeriesView(
        indicator=indicator if indicator in indicators() else DEFAULT,
        measure=measure,
        qualifiers=tuple(sorted(code for code in several(request, "qualifier", 6) if code in qualifiers())),
        provinces=tuple(several(request, "province", MOST_LINES)),
        units=tuple(several(request, "unit", MOST_LINES)),
    )


def chains(desk: Desk, connection: Connection, view: SeriesView, speech: Speech) -> list[Chain]:
    """The points of each unit that is asked for and has any, provinces first."""
    wanted: dict[str, tuple[NamedUnit, tuple[str, str]]] = {}
    for province in view.provinces:
        for unit in unit_search.of_province(desk, connection, province):
            wanted.setdefault(unit.key, (unit, ("province", province)))
    told = unit_names.told(connection, view.units)
    for key in view.units:
        if key in told:
            wanted.setdefault(key, (told[key], ("unit", key)))
    found = []
    for key, (unit, query) in list(wanted.items())[:MOST_LINES]:
        points = [
            point
            for point in in_order(figures.of_unit(connection, key, view.indicator))
            if point["measure"] == view.measure and tuple(sorted(point["qualifiers"])) == view.qualifiers
        ]
        if points:
            found.append(Chain(unit, unit.name, points, query))
    return [replace(chain, name=_told_apart(speech, chain, found)) for chain in found]


def _told_apart(speech: Speech, chain: Chain, others: Sequence[Chain]) -> str:
    """The name of a chain; with its days where another has the same, as a merged province has an older one's."""
    if sum(other.name == chain.name for other in others) == 1:
        return chain.name
    last = max((point["period_to"] for point in chain.points if point["period_to"]), default=MERGER)
    days = msgid("%(name)s, until 30 June 2025") if last < MERGER else msgid("%(name)s, since 1 July 2025")
    return speech.texts.gettext(days) % {"name": chain.name}
