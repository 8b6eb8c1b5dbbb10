"""Figures that sources tell differently, those told last first, both sides with their sentences."""

from __future__ import annotations

from typing import Any

from litestar import Request, get
from litestar.response import Redirect, Stream, Template

from db import sorted_pages
from db.reading import FilterError, Filters
from db.repository import figures, sources
from db.row_formats.columns import columns_of
from review.desk import desk_of
from review.look import downloads
from review.look.addresses import address, trimmed
from review.rendering import page

ON_A_PAGE = 20
_NEWEST = sorted_pages.Sorting("last_published")
_AT_ODDS = Filters(state="conflict")


@get("/conflicts", access="anyone", sync_to_thread=True)
def show(request: Request) -> Template | Redirect:
    """A page of them."""
    if (shorter := trimmed(request)) is not None:
        return shorter
    after = request.query_params.get("after")
    with desk_of(request).engine.connect() as connection:
        try:
            found, further = figures.conflicts(connection, limit=ON_A_PAGE, after=after)
        except FilterError:
            found, further = figures.conflicts(connection, limit=ON_A_PAGE)
        sides = [_sides(row, figures.tellings(connection, row["figure_id"])) for row in found]
        return page(
            request,
            "conflicts.html",
            found=list(zip(found, sides, strict=True)),
            total=sorted_pages.count(connection, "figures", _AT_ODDS),
            titles={source.name: source.title for source in sources.known(connection)},
            first="/conflicts" if after else None,
            further=address("/conflicts", {"after": further}) if further else None,
            formats=downloads.FORMATS,
            files=lambda path: path,
        )


@get(downloads.paths("/conflicts"), access="anyone")
async def download(request: Request) -> Stream:
    """All figures in conflict."""
    return await downloads.download(
        request,
        "conflicts",
        columns_of("figures"),
        lambda connection: sorted_pages.every(connection, "figures", _AT_ODDS, _NEWEST),
    )


def _sides(row: dict[str, Any], tellings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The chosen telling and, newest first, one of each other number."""
    chosen = [fact for fact in tellings if fact["fact_id"] == row["fact_id"]]
    known = {_numbers(fact) for fact in chosen}
    others = []
    for fact in reversed(tellings):
        if fact["fact_id"] != row["fact_id"] and _numbers(fact) not in known:
            known.add(_numbers(fact))
            others.append(fact)
    return chosen[:1] + others[:4]


def _numbers(fact: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(fact[name] for name in ("value", "value_max", "target", "rate", "share"))


HANDLERS = (show, download)
