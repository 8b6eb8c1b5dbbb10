"""Figures over time: one indicator of one or several units, as a chart with its table, and as a file."""

from __future__ import annotations

from dataclasses import replace

from litestar import Request, get
from litestar.response import Redirect, Stream, Template

from db.row_formats.columns import columns_of
from review.desk import desk_of
from review.look import choices, downloads, series_view
from review.look.addresses import trimmed
from review.look.line_chart import line_chart
from review.rendering import here_of, page

_EXAMPLES = 2
"""Provinces that are shown where none is asked for."""


@get(series_view.PATH, access="anyone", sync_to_thread=True)
def show(request: Request) -> Template | Redirect:
    """The chart of what is asked for."""
    if (shorter := trimmed(request)) is not None:
        return shorter
    desk, view = desk_of(request), series_view.read_series_view(request)
    with desk.engine.connect() as connection:
        example = not view.provinces and not view.units
        if example:
            view = replace(view, provinces=tuple(choices.most_told(desk, connection, view.indicator)[:_EXAMPLES]))
        found = series_view.chains(desk, connection, view, here_of(request).speech)
        provinces = choices.provinces(desk, connection)
    warnings = {point["warning"]: point for chain in found for point in chain.points if point["warning"]}
    return page(
        request,
        "series.html",
        view=view,
        example=example,
        chains=found,
        chart=line_chart([(chain.name, chain.points) for chain in found]),
        warnings=list(warnings.values()),
        provinces=provinces,
        formats=downloads.FORMATS,
    )


@get(downloads.paths(series_view.PATH), access="anyone")
async def download(request: Request) -> Stream:
    """The points of all lines."""
    desk, view, speech = desk_of(request), series_view.read_series_view(request), here_of(request).speech
    return await downloads.download(
        request,
        "series",
        columns_of("series"),
        lambda connection: [
            point for chain in series_view.chains(desk, connection, view, speech) for point in chain.points
        ],
    )


HANDLERS = (show, download)
