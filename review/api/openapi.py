"""The API described for machines: OpenAPI 3.1, made from the same tables that answer, and from the data dictionary."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from typing import Any

from db.views import view_metadata
from review.api.parameters import LONGEST, MOST_IDS, SHOWABLE, Parameter, parameters_of
from review.api.problems import MEDIA_TYPE
from review.api.resources import BASE, RESOURCES, Resource
from review.api.vocabulary import LISTS, PLACE_DAY, PLACE_PARAMETERS
from schema.dictionary import Column, dictionary

Json = dict[str, Any]

_TYPES = {"date": ("string", "date"), "datetime": ("string", "date-time")}
_ERRORS = {
    "400": "A parameter is wrong; `parameter` names it.",
    "401": "The token is missing where one is needed, or is nobody's.",
    "404": "There is no such row.",
    "429": "Too many requests; `Retry-After` says how many seconds to wait.",
}
_ABOUT = """\
Figures on Communist Party building as Vietnam's provincial newspapers report them, each with the sentence that says so.

Everything is read by GET. Lists come page by page: follow `next` until it is null. What was stored meanwhile neither
repeats nor drops a row. Answers have a strong `ETag`: send it back as `If-None-Match`, and what has not changed is not
sent again (304). A parameter that does not exist is refused, not passed over. Days are ISO dates, instants are UTC. The
whole text of an article is the newspaper's and is not given.

Without a token a small number of requests a minute is answered, with one (`Authorization: Bearer …`, made on the page
`/account`) more; `RateLimit-Limit` and `RateLimit-Remaining` tell how many.
"""


@cache
def document() -> Json:
    """The whole description."""
    paths: Json = {}
    for resource in RESOURCES:
        paths[resource.path] = {"get": _list(resource)}
        if resource.key:
            paths[f"{resource.path}/{{{resource.key.name}}}"] = {"get": _one(resource, resource.key)}
    for name in LISTS:
        paths[f"{BASE}/{name}"] = {"get": _vocabulary(name)}
        paths[f"{BASE}/{name}/{{code}}"] = {"get": _code(name)}
    paths |= _places_and_sources()
    paths[f"{BASE}/whoami"] = {"get": _whoami()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Chibo", "version": version("chibo"), "summary": "Facts with sources", "description": _ABOUT},
        "paths": paths,
        "security": [{}, {"token": []}],
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": _schemas(),
            "headers": _headers(),
            "responses": {code: _problem(told) for code, told in _ERRORS.items()},
        },
    }


def column_schema(column: Column, *, nullable: bool) -> Json:
    """JSON Schema of a cell, with meaning, unit and codes as the data dictionary has them."""
    kind, form = _TYPES.get(column.type, (column.type, None))
    schema: Json = {"type": [kind, "null"] if nullable else kind}
    unit = f" Unit: {column.unit.en}." if column.unit else ""
    schema |= {"description": column.en + unit, "x-description-vi": column.vi}
    if form:
        schema["format"] = form
    codes = [code for code, _ in column.codes] if column.codes else None
    if column.type == "array":
        schema["items"] = {"type": "string"} | ({"enum": codes} if codes else {})
    elif column.type == "object":
        schema["additionalProperties"] = {"type": "string"}
    elif codes:
        schema["enum"] = [*codes, None] if nullable else codes
    return schema


def _schemas() -> Json:
    """Rows by resource, pages of them, and the lists of codes."""
    schemas: Json = {}
    for resource in RESOURCES:
        keys = view_metadata.tables[resource.name].c
        cells = {column.name: column_schema(column, nullable=column.nullable) for column in resource.columns}
        assert cells.keys() <= set(keys.keys())
        schemas[resource.name] = {
            "type": "object",
            "description": resource.table.en,
            "x-description-vi": resource.table.vi,
            "properties": cells | ({"snippet": _SNIPPET} if resource.name == "articles" else {}),
            "required": list(cells),
            "additionalProperties": False,
        }
    for name, read in LISTS.items():
        first = next(iter(read().values()))
        schemas[name] = _object(
            {
                field: {"type": "boolean" if kind.annotation is bool else "string"}
                for field, kind in type(first).model_fields.items()
            }
        )
    schemas["places"] = _object(
        {name: {"type": "string"} for name in ("code", "valid_from", "level", "type", "name", "full_name")}
        | {name: {"type": ["string", "null"]} for name in ("valid_to", "parent_code", "province")}
    )
    several = {"type": "array", "items": _ref("places")}
    schemas["lineage"] = _object({"place": _ref("places"), "ancestors": several, "heirs": several, "today": several})
    freshness = dictionary()["freshness"]
    told = ("source", "title", "homepage", "last_night", "last_night_state", "last_success", "failures")
    schemas["sources"] = _object(
        {name: column_schema(freshness.column(name), nullable=freshness.column(name).nullable) for name in told}
    )
    schemas["problem"] = _object(
        {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}}
        | {name: {"type": "string"} for name in ("detail", "parameter", "fault")},
        required=("type", "title", "status"),
    )
    return schemas


_SNIPPET: Json = {
    "type": "object",
    "description": "Only in a search: the stretch of the article that was found. `start` counts code points of the "
    "article, `marks` are [start, end] within `text`; `exact` tells whether the accents are as they were typed.",
    "properties": {
        "text": {"type": "string"},
        "start": {"type": "integer"},
        "marks": {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}},
        "exact": {"type": "boolean"},
    },
    "required": ["text", "start", "marks", "exact"],
    "additionalProperties": False,
}


def _list(resource: Resource) -> Json:
    return {
        "operationId": f"list_{resource.name}",
        "tags": [resource.name],
        "summary": resource.table.en,
        "parameters": [_query(parameter) for parameter in parameters_of(resource)],
        "responses": _responses(_page_of(resource.name), "400"),
    }


def _one(resource: Resource, key: Column) -> Json:
    described = {"type": key.type} | ({"minimum": 1, "maximum": 2**31 - 1} if key.type == "integer" else _TEXT)
    return {
        "operationId": f"get_{resource.name}",
        "tags": [resource.name],
        "summary": f"One row of {resource.name}, whatever its status.",
        "parameters": [_path(key.name, key.en, described)],
        "responses": _responses(_object({"data": _ref(resource.name)}), "400", "404"),
    }


def _vocabulary(name: str) -> Json:
    return {
        "operationId": f"list_{name}",
        "tags": [name],
        "summary": f"All {name} with what they mean.",
        "responses": _responses(_page_of(name), "400"),
    }


def _code(name: str) -> Json:
    return {
        "operationId": f"get_{name}",
        "tags": [name],
        "summary": f"One code of {name}.",
        "parameters": [_path("code", "The code.", {"type": "string"} | _TEXT)],
        "responses": _responses(_object({"data": _ref(name)}), "400", "404"),
    }


def _places_and_sources() -> Json:
    return {
        f"{BASE}/sources": {
            "get": {
                "operationId": "list_sources",
                "tags": ["sources"],
                "summary": dictionary()["freshness"].en,
                "responses": _responses(_page_of("sources"), "400"),
            }
        },
        f"{BASE}/places": {
            "get": {
                "operationId": "list_places",
                "tags": ["places"],
                "summary": "Administrative units through time. The first day is empty for a unit that was there"
                " when the sources begin.",
                "parameters": [_query(parameter) for parameter in PLACE_PARAMETERS],
                "responses": _responses(_page_of("places"), "400"),
            }
        },
        f"{BASE}/places/{{code}}": {
            "get": {
                "operationId": "get_places",
                "tags": ["places"],
                "summary": "What a code stands for, what it was before, and what holds it today.",
                "parameters": [
                    _path("code", "The code of the statistics office.", {"type": "string"} | _TEXT),
                    *(_query(parameter) for parameter in PLACE_DAY),
                ],
                "responses": _responses(_object({"data": _ref("lineage")}), "400", "404"),
            }
        },
    }


def _whoami() -> Json:
    told = _object({"name": {"type": "string"}, "role": {"enum": ["viewer", "editor", "admin"]}})
    content = {"application/json": {"schema": told}}
    return {
        "operationId": "whoami",
        "tags": ["token"],
        "summary": "The account of the token.",
        "security": [{"token": []}],
        "responses": {"200": {"description": "The account.", "content": content}} | _refs("401", "429"),
    }


_TEXT: Json = {"minLength": 1, "maxLength": LONGEST, "pattern": SHOWABLE}


def _query(parameter: Parameter) -> Json:
    schema: Json = {"type": "string"} | _TEXT
    if parameter.codes:
        schema = {"type": "string", "enum": list(parameter.codes)}
    elif parameter.kind == "integer":
        schema = {"type": "integer", "minimum": parameter.least, "maximum": parameter.most}
    elif parameter.kind == "day":
        schema = {"type": "string", "format": "date"}
    elif parameter.kind == "boolean":
        schema = {"type": "boolean"}
    if parameter.name == "cursor":
        schema.pop("maxLength")
    if parameter.default is not None:
        schema["default"] = parameter.default
    described: Json = {"name": parameter.name, "in": "query", "description": parameter.words.en}
    if parameter.many:
        schema = {"type": "array", "items": schema, "minItems": 1, "maxItems": MOST_IDS}
        described |= {"style": "form", "explode": True}
    return described | {"schema": schema, "x-description-vi": parameter.words.vi}


def _path(name: str, told: str, schema: Json) -> Json:
    return {"name": name, "in": "path", "required": True, "description": told, "schema": schema}


def _page_of(name: str) -> Json:
    further = {"type": ["string", "null"], "description": "Address of the next page; null where nothing is left."}
    return _object({"data": {"type": "array", "items": _ref(name)}, "next": further})


def _object(properties: Json, required: Iterable[str] | None = None) -> Json:
    needed = list(properties) if required is None else list(required)
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def _responses(schema: Json, *errors: str) -> Json:
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in ("ETag", "Link", "RateLimit-Remaining")}
    found = {
        "description": "What was asked for.",
        "headers": headers,
        "content": {"application/json": {"schema": schema}},
    }
    same = {"description": "What If-None-Match names is still so.", "headers": {"ETag": headers["ETag"]}}
    return {"200": found, "304": same} | _refs(*errors, "401", "429")


def _refs(*codes: str) -> Json:
    return {code: {"$ref": f"#/components/responses/{code}"} for code in codes}


def _problem(told: str) -> Json:
    return {"description": told, "content": {MEDIA_TYPE: {"schema": _ref("problem")}}}


def _headers() -> Json:
    return {
        "ETag": {
            "description": "Changes with each byte of the answer.",
            "required": True,
            "schema": {"type": "string"},
        },
        "Link": {"description": "Related addresses (RFC 8288), `next` among them.", "schema": {"type": "string"}},
        "RateLimit-Remaining": {"description": "Requests left in this minute.", "schema": {"type": "integer"}},
    }


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}
