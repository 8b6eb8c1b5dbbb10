"""The views as lists and single rows; articles can also be searched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from db import view_pages
from db.reading import Filters
from db.repository import search
from review.api.answers import answer, plain_numbers
from review.api.cursors import read_cursor, write_cursor
from review.api.parameters import HIGHEST_KEY, filters_from, parameters_of, read_parameters
from review.api.problems import Problem
from review.api.resources import RESOURCES, Resource
from review.desk import desk_of


def _list(resource: Resource) -> HTTPRouteHandler:
    parameters = parameters_of(resource)
    names = [column.name for column in resource.columns]

    @get(f"/{resource.name}", name=f"api.{resource.name}", sync_to_thread=True)
    def show(request: Request) -> Response:
        values = read_parameters(request.query_params.multi_items(), parameters)
        rows, cursor = _found(request, values) if values.get("q") else _listed(request, resource, values)
        told = [plain_numbers(row, names) | _beside(row) for row in rows]
        here = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
        links = {"first": _address(resource, here), "describedby": f"/api#{resource.name}"}
        further = _address(resource, [*here, ("cursor", cursor)]) if cursor else None
        if further:
            links["next"] = further
        return answer(request, {"data": told, "next": further}, links)

    return show


def _one(resource: Resource) -> HTTPRouteHandler:
    """One row by its key, whatever its status: an address that was written down goes on leading somewhere."""
    if resource.key is not None and resource.key.type == "integer":

        @get(f"/{resource.name}/{{key:int}}", name=f"api.{resource.name}.one", sync_to_thread=True)
        def by_number(request: Request, key: FromPath[int]) -> Response:
            return _row(request, resource, key)

        return by_number

    @get(f"/{resource.name}/{{key:str}}", name=f"api.{resource.name}.one", sync_to_thread=True)
    def by_name(request: Request, key: FromPath[str]) -> Response:
        return _row(request, resource, key)

    return by_name


def _row(request: Request, resource: Resource, key: str | int) -> Response:
    read_parameters(request.query_params.multi_items(), ())
    row = None
    if key <= HIGHEST_KEY if isinstance(key, int) else key.isprintable():
        with desk_of(request).engine.connect() as connection:
            row = view_pages.one(connection, resource.name, key)
    if row is None:
        raise Problem(404, f"There is no row of {resource.name} with this key.")
    names = [column.name for column in resource.columns]
    return answer(request, {"data": plain_numbers(row, names)}, {"collection": resource.path})


def _listed(request: Request, resource: Resource, values: Mapping[str, Any]) -> tuple[list[dict[str, Any]], str | None]:
    after = read_cursor(values["cursor"], view_pages.key_types(resource.name)) if values["cursor"] else None
    with desk_of(request).engine.connect() as connection:
        page = view_pages.page(
            connection, resource.name, filters_from(values, resource), limit=values["limit"], after=after
        )
    return page.rows, write_cursor(page.further) if page.further else None


def _found(request: Request, values: Mapping[str, Any]) -> tuple[list[dict[str, Any]], str | None]:
    """The articles that a search finds, in its order, each with the stretch of text that was found."""
    if values["ids"]:
        raise Problem(400, "ids cannot be given together with q.", parameter="ids")
    with desk_of(request).engine.connect() as connection:
        try:
            found = search.find(
                connection,
                values["q"],
                province=values["province"],
                source=values["source"],
                from_=values["from"],
                to=values["to"],
                limit=values["limit"],
                cursor=values["cursor"],
            )
        except search.QueryError as error:
            wrong = "q" if values["cursor"] is None else "cursor"
            raise Problem(400, f"{wrong}: {error}", parameter=wrong) from None
        ids = tuple(hit.article_id for hit in found.hits)
        page = view_pages.page(connection, "articles", Filters(ids=ids), limit=max(1, len(ids)))
    rows = {row["article_id"]: row for row in page.rows}
    snippets = {hit.article_id: hit for hit in found.hits}
    told = [rows[key] | {"snippet": _snippet(snippets[key])} for key in ids if key in rows]
    return told, found.cursor


def _snippet(hit: search.Hit) -> dict[str, Any]:
    return {
        "text": hit.snippet.text,
        "start": hit.snippet.start,
        "marks": [list(mark) for mark in hit.snippet.marks],
        "exact": hit.exact,
    }


def _beside(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"snippet": row["snippet"]} if "snippet" in row else {}


def _address(resource: Resource, query: list[tuple[str, str]]) -> str:
    return f"{resource.path}?{urlencode(query)}" if query else resource.path


HANDLERS = (
    *(_list(resource) for resource in RESOURCES),
    *(_one(resource) for resource in RESOURCES if resource.key),
)
