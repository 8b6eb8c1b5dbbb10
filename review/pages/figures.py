"""Figures: a table under filters whose address is the view, and all of it as a file."""

from __future__ import annotations

from typing import Any

from litestar import Request, get
from litestar.response import Redirect, Stream, Template
from sqlalchemy import Connection

from db import sorted_pages
from db.reading import FilterError
from db.repository import facts, unit_names
from db.row_formats.columns import columns_of
from review.desk import desk_of
from review.look import choices, downloads
from review.look.addresses import trimmed
from review.look.figure_view import PATH, read_view
from review.rendering import page

ON_A_PAGE = 50


@get(PATH, access="anyone", sync_to_thread=True)
def show(request: Request) -> Template | Redirect:
    """A page of figures; the newest told first unless the address says otherwise."""
    if (shorter := trimmed(request)) is not None:
        return shorter
    desk, view = desk_of(request), read_view(request)
    with desk.engine.connect() as connection:
        rows, further = _rows(connection, view)
        return page(
            request,
            "figures.html",
            view=view,
            rows=rows,
            further=further,
            total=sorted_pages.count(connection, "figures", view.filters),
            provinces=choices.provinces(desk, connection),
            doubts=facts.flags_of(connection, [row["fact_id"] for row in rows]),
            units=unit_names.keys_of_figures(connection, [row["figure_id"] for row in rows]),
            formats=downloads.FORMATS,
        )


@get(downloads.paths(PATH), access="anyone")
async def download(request: Request) -> Stream:
    """All figures of a view, as they are shown."""
    view = read_view(request)
    return await downloads.download(
        request,
        "figures",
        columns_of("figures"),
        lambda connection: sorted_pages.every(connection, "figures", view.filters, view.sorting),
    )


def _rows(connection: Connection, view: Any) -> tuple[list[dict[str, Any]], str | None]:
    try:
        return sorted_pages.page(connection, "figures", view.filters, view.sorting, limit=ON_A_PAGE, after=view.after)
    except FilterError:  # a place in a list that is none any more
        return sorted_pages.page(connection, "figures", view.filters, view.sorting, limit=ON_A_PAGE)


HANDLERS = (show, download)
