"""The lists that rows refer to: indicators, qualifiers, flags, sources, and places through time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final
from urllib.parse import urlencode

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from pydantic import BaseModel

from db.models.places import PLACE_LEVELS
from db.repository import freshness, places
from review.api.answers import answer
from review.api.cursors import read_cursor, write_cursor
from review.api.parameters import PAGED, Parameter, read_parameters
from review.api.problems import Problem
from review.api.resources import BASE
from review.desk import desk_of
from schema import flags, indicators, qualifiers
from schema.dictionary import Words

LISTS: Final[Mapping[str, Callable[[], Mapping[str, BaseModel]]]] = {
    "indicators": indicators,
    "qualifiers": qualifiers,
    "flags": flags,
}

_ON = Parameter("on", "day", Words(vi="Có hiệu lực vào ngày này.", en="In force on this day."))
PLACE_PARAMETERS: Final = (
    Parameter(
        "name",
        "string",
        Words(
            vi="Tên, có hoặc không có loại đơn vị đứng trước, có hoặc không có dấu.",
            en="The name, with or without the type of unit before it, with or without accents.",
        ),
    ),
    Parameter("level", "string", Words(vi="Cấp của đơn vị.", en="Level of the unit."), codes=PLACE_LEVELS),
    Parameter("province", "string", Words(vi="Tỉnh mà đơn vị thuộc về.", en="The province that it is part of.")),
    _ON,
    *PAGED,
)
PLACE_DAY: Final = (_ON,)


def _list(name: str) -> HTTPRouteHandler:
    @get(f"/{name}", name=f"api.{name}", sync_to_thread=False)
    def show(request: Request) -> Response:
        read_parameters(request.query_params.multi_items(), ())
        return answer(request, {"data": [entry.model_dump() for entry in LISTS[name]().values()], "next": None})

    return show


def _entry(name: str) -> HTTPRouteHandler:
    @get(f"/{name}/{{code:str}}", name=f"api.{name}.one", sync_to_thread=False)
    def show(request: Request, code: FromPath[str]) -> Response:
        read_parameters(request.query_params.multi_items(), ())
        entry = LISTS[name]().get(code)
        if entry is None:
            raise Problem(404, f"There is no code of {name} like this.")
        return answer(request, {"data": entry.model_dump()}, {"collection": f"{BASE}/{name}"})

    return show


@get("/sources", name="api.sources", sync_to_thread=True)
def show_sources(request: Request) -> Response:
    """All sources with how fresh each is."""
    read_parameters(request.query_params.multi_items(), ())
    with desk_of(request).engine.connect() as connection:
        told = [asdict(source) for source in freshness.freshness(connection)]
    return answer(request, {"data": told, "next": None})


@get("/places", name="api.places", sync_to_thread=True)
def show_places(request: Request) -> Response:
    """Administrative units through time; by name all at once, else page by page."""
    given = request.query_params.multi_items()
    values = read_parameters(given, PLACE_PARAMETERS)
    after = _place_key(values["cursor"]) if values["cursor"] else None
    limit = values["limit"]
    with desk_of(request).engine.connect() as connection:
        if values["name"]:
            named = places.named(connection, values["name"], values["on"])
            found = sorted((place for place in named if _fits(place, values, after)), key=lambda place: place.key)
        else:
            wanted = {name: values[name] for name in ("level", "province", "on")}
            found = places.page(connection, **wanted, limit=limit + 1, after=after)
    further = None
    if len(found) > limit:
        rest = [(name, value) for name, value in given if name != "cursor"]
        further = f"{BASE}/places?{urlencode([*rest, ('cursor', write_cursor(found[limit - 1].key))])}"
    content = {"data": [asdict(place) for place in found[:limit]], "next": further}
    return answer(request, content, {"next": further} if further else None)


@get("/places/{code:str}", name="api.places.one", sync_to_thread=True)
def show_place(request: Request, code: FromPath[str]) -> Response:
    """What a code stands for (on a day, or else the last time), what it was before, and what holds it today."""
    on = read_parameters(request.query_params.multi_items(), PLACE_DAY)["on"]
    lineage = None
    if code.isprintable():
        with desk_of(request).engine.connect() as connection:
            found = places.coded(connection, code, on)
            lineage = places.lineage(connection, *found[-1].key) if found else None
    if lineage is None:
        when = f" on {on.isoformat()}" if on else ""
        raise Problem(404, f"This code stands for no place{when}.")
    told: dict[str, Any] = asdict(lineage)
    return answer(request, {"data": told}, {"collection": f"{BASE}/places"})


def _fits(place: places.PlaceRow, values: Mapping[str, Any], after: places.Key | None) -> bool:
    return (
        values["level"] in (None, place.level)
        and values["province"] in (None, place.province)
        and (after is None or place.key > after)
    )


def _place_key(cursor: str) -> places.Key:
    code, first_day = read_cursor(cursor, (str, str))
    return str(code), str(first_day)


HANDLERS = (
    *(_list(name) for name in LISTS),
    *(_entry(name) for name in LISTS),
    show_sources,
    show_places,
    show_place,
)
