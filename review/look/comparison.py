"""One figure of all provinces side by side, for one and the same period: what a ranking and a map show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast, get_args

from litestar import Request
from sqlalchemy import Connection

from db.figure_choice import Measure
from db.repository import figures
from review.i18n import msgid
from review.look.addresses import address, asked
from schema import indicators, qualifiers

PARTS: Final = {
    "year": msgid("whole year"),
    "nine": msgid("first nine months"),
    "half": msgid("first half"),
    "quarter": msgid("first quarter"),
}
_ENDS: Final = {"year": (12, 31), "nine": (9, 30), "half": (6, 30), "quarter": (3, 31)}
_COLUMNS: Final = {"count": "value", "rate": "rate", "share": "share"}
DEFAULT: Final = "members_admitted"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared. ``year`` None asks for the newest there is."""

    indicator: str
    year: int | None
    part: str
    measure: Measure
    qualifier: str | None

    @property
    def is_stock(self) -> bool:
        """Whether the indicator holds on a day: then the last one told in the year is taken."""
        return indicators()[self.indicator].type == "stock"

    def ends(self, year: int) -> date:
        """The last day that is meant."""
        return date(year, *_ENDS["year" if self.is_stock else self.part])

    def number_of(self, row: Mapping[str, Any]) -> float | None:
        """What is compared of a figure."""
        number: float | None = row[_COLUMNS[self.measure]]
        return number

    def address(self, path: str, **changed: Any) -> str:
        """The address of this comparison on a page, with something changed."""
        given = {
            "indicator": self.indicator,
            "year": self.year,
            "part": None if self.part == "year" else self.part,
            "measure": None if self.measure == "count" else self.measure,
            "qualifier": self.qualifier,
        }
        return address(path, given | changed)


def read_comparison(request: Request) -> Comparison:
    """The comparison of a request; what cannot be used is left out."""
    given = asked(request, ("indicator", "year", "part", "measure", "qualifier"))
    qualifier = given.get("qualifier")
    return Comparison(
        indicator=given["indicator"] if given.get("indicator") in indicators() else DEFAULT,
        year=read_year(given.get("year")),
        part=given["part"] if given.get("part") in PARTS else "year",
        measure=cast(Measure, given["measure"] if given.get("measure") in get_args(Measure) else "count"),
        qualifier=qualifier if qualifier in qualifiers() else None,
    )


def read_year(written: str | None) -> int | None:
    """A year of the age of newspapers, or None."""
    if written is None or not written.isascii() or not written.isdigit() or len(written) != 4:
        return None
    return int(written) if 1930 <= int(written) <= 2100 else None


def by_province(connection: Connection, wanted: Comparison, year: int) -> dict[str, dict[str, Any]]:
    """The figure (view ``series``) of each province that one is told of for the period, by its name.

    Only organisations of whole provinces count, and only the period that is asked for: nothing is added up.
    """
    ends = wanted.ends(year)
    first = date(year, 1, 1) if wanted.is_stock else ends
    told = [wanted.qualifier] if wanted.qualifier else []
    found: dict[str, dict[str, Any]] = {}
    for row in figures.of_level(connection, "province", wanted.indicator, first, ends):
        fits = (
            row["place_code"]
            and row["measure"] == wanted.measure
            and row["modality"] == "actual"
            and list(row["qualifiers"]) == told
            and wanted.number_of(row) is not None
            and (row["period_from"] is None if wanted.is_stock else row["period_from"] == date(year, 1, 1))
        )
        if fits and row["province"]:
            found[row["province"]] = row  # rows are in the order of their days: the last one stays
    return found
