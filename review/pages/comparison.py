"""Provinces side by side: ranked, and on the maps of today and of before 1 July 2025."""

from __future__ import annotations

from typing import Any

from litestar import Request, get
from litestar.response import Redirect, Stream, Template

from db.row_formats.columns import columns_of
from review.desk import desk_of
from review.look import choices, comparison, downloads
from review.look.addresses import asked, trimmed
from review.look.tile_map import MERGER, TileMap, era_of, tile_map, tiles
from review.rendering import page


@get("/ranking", access="anyone", sync_to_thread=True)
def ranking(request: Request) -> Template | Redirect:
    """Provinces by one figure, the greatest first; those of which there is none are named."""
    if (shorter := trimmed(request)) is not None:
        return shorter
    desk, wanted = desk_of(request), comparison.read_comparison(request)
    with desk.engine.connect() as connection:
        years = choices.years(desk, connection, wanted.indicator)
        year = wanted.year or _fullest(years, desk.now().year)
        rows = comparison.by_province(connection, wanted, year)
    ranked = sorted(rows.values(), key=lambda row: (-(wanted.number_of(row) or 0), row["province"]))
    numbers = [wanted.number_of(row) or 0 for row in ranked]
    era = era_of(wanted.ends(year))
    names = {tile.name for tile in tiles(era)}
    return page(
        request,
        "ranking.html",
        wanted=wanted,
        year=year,
        years=years,
        parts=comparison.PARTS,
        ranked=[
            (sum(other > number for other in numbers) + 1, number, row)
            for number, row in zip(numbers, ranked, strict=True)
        ],
        greatest=max(numbers, default=0) or 1,
        era=era,
        missing=sorted(names - set(rows)),
        outside=sorted(set(rows) - names),
        provinces=len(names),
        formats=downloads.FORMATS,
    )


@get(downloads.paths("/ranking"), access="anyone")
async def download(request: Request) -> Stream:
    """The figures of a ranking, the greatest first."""
    desk, wanted = desk_of(request), comparison.read_comparison(request)

    def rows(connection: Any) -> list[dict[str, Any]]:
        year = wanted.year or _fullest(choices.years(desk, connection, wanted.indicator), desk.now().year)
        found = comparison.by_province(connection, wanted, year).values()
        return sorted(found, key=lambda row: (-(wanted.number_of(row) or 0), row["province"]))

    return await downloads.download(request, "ranking", columns_of("series"), rows)


@get("/map", access="anyone", sync_to_thread=True)
def show_map(request: Request) -> Template | Redirect:
    """Two maps beside one another; nothing of one is carried over to the other."""
    if (shorter := trimmed(request)) is not None:
        return shorter
    desk, wanted = desk_of(request), comparison.read_comparison(request)
    asked_before = comparison.read_year(asked(request, ["before"]).get("before"))
    with desk.engine.connect() as connection:
        years = choices.years(desk, connection, wanted.indicator)
        of_today = [year for year in years if wanted.ends(year) >= MERGER]
        of_before = [year for year in years if wanted.ends(year) < MERGER]
        year = wanted.year if wanted.year in of_today else _fullest(of_today, desk.now().year)
        before = asked_before if asked_before in of_before else next(iter(of_before), MERGER.year - 1)
        maps: list[tuple[int, TileMap]] = []
        for shown, era in ((year, era_of(MERGER)), (before, "before")):
            rows = comparison.by_province(connection, wanted, shown)
            numbers = {name: number for name, row in rows.items() if (number := wanted.number_of(row)) is not None}
            maps.append((shown, tile_map("today" if era == "today" else "before", rows, numbers)))
    return page(
        request,
        "map.html",
        wanted=wanted,
        maps=maps,
        year=year,
        before=before,
        of_today=of_today,
        of_before=of_before,
        parts=comparison.PARTS,
    )


def _fullest(years: list[int], now: int) -> int:
    """The last year that is over, if there are figures of it; else the last one that there are figures of."""
    over = [year for year in years if year < now]
    return next(iter(over or years), now - 1)


HANDLERS = (ranking, download, show_map)
