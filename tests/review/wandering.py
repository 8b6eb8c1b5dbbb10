"""Walking through the whole desk: every page that a role can reach, by its routes and by the links between pages."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import parse_qsl, urljoin, urlsplit

from httpx import Response
from litestar import Litestar
from litestar.routes import HTTPRoute
from lxml import html

from review.security.roles import route_table
from tests.review.visiting import Visit

_MOST = 250
_DOWNLOAD = re.compile(r"\.(?:csv|json|xlsx|parquet)$")


def plain_paths(app: Litestar) -> list[str]:
    """The paths of all pages that are read and have no parts to fill in."""
    return sorted({route.path for route in route_table(app) if route.method == "GET" and "{" not in route.path})


def query_names(app: Litestar) -> set[str]:
    """The names of all query parameters that handlers declare."""
    names: set[str] = set()
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for handler in route.route_handlers:
                for name, parameter in handler.parsed_fn_signature.parameters.items():
                    described = parameter.metadata or (parameter.kwarg_definition,)
                    told = [getattr(part, "name", None) or getattr(part, "query", None) for part in described]
                    names |= {name, *(one for one in told if isinstance(one, str))}
    return names - {"request", "data", "scope", "state", "headers", "cookies"}


def wander(
    visit: Visit, starts: list[str], *, alike: int = 3, downloads: bool = True
) -> Iterator[tuple[str, Response]]:
    """Each address that links lead to, with its answer; of those of one route with the same parameters only ``alike``.

    Without ``downloads`` files of rows are left out: over a large store each takes its time.
    """
    starts = [path for path in starts if downloads or not _DOWNLOAD.search(urlsplit(path).path)]
    waiting, seen, kinds = deque(starts), set(starts), dict[tuple[str, ...], int]()
    routes = [
        (route.path, re.compile(re.sub(r"{\w+:\w+}", "[^/]+", route.path)))
        for route in route_table(visit.client.app)
        if route.method == "GET"
    ]
    for _ in range(_MOST):
        if not waiting:
            return
        path = waiting.popleft()
        answer = visit.get(path)
        yield path, answer
        for link in _links(path, answer):
            kind = _kind(link, routes)
            if not downloads and _DOWNLOAD.search(urlsplit(link).path):
                continue
            if link not in seen and kinds.get(kind, 0) < alike:
                kinds[kind] = kinds.get(kind, 0) + 1
                seen.add(link)
                waiting.append(link)


def _kind(link: str, routes: list[tuple[str, re.Pattern[str]]]) -> tuple[str, ...]:
    """The route of an address and the names of its parameters."""
    address = urlsplit(link)
    route = next((path for path, pattern in routes if pattern.fullmatch(address.path)), address.path)
    return route, *sorted({name for name, _ in parse_qsl(address.query)})


def _links(path: str, answer: Response) -> Iterator[str]:
    if "location" in answer.headers:
        yield answer.headers["location"]
    if not answer.headers.get("content-type", "").startswith("text/html") or not answer.content:
        return
    for element in html.fromstring(answer.content).iter("a"):
        address = urlsplit(urljoin(f"https://desk{path}", element.get("href", "")))
        if address.netloc == "desk" and not address.path.startswith("/static/"):
            yield f"{address.path}?{address.query}" if address.query else address.path
