"""Units: found by name; one through renames and mergers, with what is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from litestar import Request, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, Stream, Template

from db.repository import figures, unit_names
from db.row_formats.columns import columns_of
from db.series_order import in_order
from review.desk import desk_of
from review.look import choices, downloads, lineage, unit_search
from review.look.addresses import address, asked, trimmed, unit_address, unit_key
from review.look.line_chart import line_chart
from review.rendering import page

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Told:
    """An indicator that figures of a unit are told of: how many there are, and the newest."""

    indicator: str
    figures: int
    newest: dict[str, Any]


@get("/units", access="anyone", sync_to_thread=True)
def show_list(request: Request) -> Template | Redirect:
    """Units whose names have what was typed."""
    if (shorter := trimmed(request)) is not None:
        return shorter
    desk, given = desk_of(request), asked(request, ("q", "province"))
    start = request.query_params.get("start", "")
    offset = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 0
    with desk.engine.connect() as connection:
        found = unit_search.find(
            desk, connection, given.get("q", ""), given.get("province"), start=offset, limit=ON_A_PAGE
        )
        provinces = choices.provinces(desk, connection)
    more = offset + ON_A_PAGE < found.total
    return page(
        request,
        "units.html",
        given=given,
        found=found,
        provinces=provinces,
        first=address("/units", given) if offset else None,
        further=address("/units", given | {"start": offset + ON_A_PAGE}) if more else None,
    )


@get("/units/{part:str}", access="anyone", sync_to_thread=True)
def show(request: Request, part: FromPath[str]) -> Template:
    """One unit by its key."""
    key = unit_key(part)
    with desk_of(request).engine.connect() as connection:
        unit = unit_names.of_key(connection, key)
        if unit is None:
            raise NotFoundException("no such unit")
        rows = in_order(figures.of_unit(connection, key))
        line = lineage.of_unit(connection, unit)
        names = unit_names.names(connection, key)
    told = _told(rows)
    drawn = [
        row
        for row in rows
        if told and row["indicator"] == told[0].indicator and row["measure"] == "count" and not row["qualifiers"]
    ]
    return page(
        request,
        "unit.html",
        unit=unit,
        names=[name for name in names if name != unit.name],
        line=line,
        told=told,
        total=len(rows),
        chart=line_chart([(unit.name, drawn)]),
        drawn=drawn,
        files=lambda path: path,
        address=unit_address(key),
        formats=downloads.FORMATS,
    )


@get(downloads.paths("/units/{part:str}/figures"), access="anyone")
async def download(request: Request, part: FromPath[str]) -> Stream:
    """All that is told of a unit."""
    return await downloads.download(
        request, "unit", columns_of("series"), lambda connection: figures.of_unit(connection, unit_key(part))
    )


def _told(rows: list[dict[str, Any]]) -> list[Told]:
    """Indicators by the number of their figures."""
    ordered = sorted(rows, key=lambda row: row["indicator"])
    found = []
    for indicator, several in groupby(ordered, key=lambda row: row["indicator"]):
        listed = list(several)
        newest = max(listed, key=lambda row: (str(row["period_to"] or ""), not row["qualifiers"]))
        found.append(Told(indicator, len(listed), newest))
    return sorted(found, key=lambda each: (-each.figures, each.indicator))


HANDLERS = (show_list, show, download)
