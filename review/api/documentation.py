"""The API about itself: where it begins, and its description for machines."""

from __future__ import annotations

from litestar import Request, Response, get

from db.repository import standing
from db.research import as_of
from review.api.answers import answer
from review.api.openapi import document
from review.api.parameters import read_parameters
from review.api.resources import BASE, RESOURCES
from review.api.vocabulary import LISTS
from review.desk import desk_of


@get("/", name="api.begin", sync_to_thread=True)
def begin(request: Request) -> Response:
    """What there is, how much of it, and up to which instant the store knows."""
    read_parameters(request.query_params.multi_items(), ())
    names = [*(resource.name for resource in RESOURCES), *LISTS, "sources", "places"]
    with desk_of(request).engine.connect() as connection:
        now = standing.standing(connection)
        known_until = as_of(connection)
    told = {
        "as_of": known_until,
        "sources": now.sources,
        "articles": now.articles,
        "facts": now.facts,
        "links": {name: f"{BASE}/{name}" for name in names} | {"openapi": f"{BASE}/openapi.json", "help": "/api"},
    }
    return answer(request, {"data": told})


@get("/openapi.json", name="api.openapi", sync_to_thread=False)
def describe(request: Request) -> Response:
    """OpenAPI 3.1."""
    read_parameters(request.query_params.multi_items(), ())
    return answer(request, document())


HANDLERS = (begin, describe)
