"""A view is its address: what is looked at stands in the query, nothing that is empty does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from litestar import Request
from litestar.response import Redirect

MOST = 200
"""Characters of a parameter that are looked at."""


def address(path: str, given: Mapping[str, Any]) -> str:
    """A path with a query of all that is given; lists stand there once for each of their parts."""
    parts: list[tuple[str, str]] = []
    for name, value in given.items():
        several = value if isinstance(value, list | tuple) else [value]
        parts += [(name, str(one)) for one in several if one is not None and one != ""]
    return f"{path}?{urlencode(parts)}" if parts else path


def asked(request: Request, names: Iterable[str]) -> dict[str, str]:
    """What the query gives of these names, without white space around it, cut; names that are empty left out."""
    found = {}
    for name in names:
        value = request.query_params.get(name, "").replace("\0", "").strip()[:MOST]
        if value:
            found[name] = value
    return found


def several(request: Request, name: str, most: int) -> list[str]:
    """All that the query gives of one name, each once, as many as are looked at."""
    values = (value.replace("\0", "").strip()[:MOST] for value in request.query_params.getall(name, []))
    return list(dict.fromkeys(filter(None, values)))[:most]


def trimmed(request: Request) -> Redirect | None:
    """A redirect to the same view without what a form sent empty, if there was any: the address can be passed on."""
    given = parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)
    kept = [(name, value) for name, value in given if value != ""]
    if len(kept) == len(given):
        return None
    path = quote(request.scope["path"])
    return Redirect(f"{path}?{urlencode(kept)}" if kept else path, status_code=303)


def unit_address(key: str) -> str:
    """The page of a unit by its ``unit_key``."""
    return "/units/" + quote(key.replace("%", "%25").replace("~", "%7E").replace("/", "~"), safe="")


def unit_key(part: str) -> str:
    """The ``unit_key`` that a part of an address stands for."""
    return part.replace("~", "/").replace("%7E", "~").replace("%25", "%")
