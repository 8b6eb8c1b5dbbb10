"""``/api/v1``: what the store holds, for machines, to read.

``tables`` answers for the views, ``vocabulary`` for the lists of codes, sources and places; ``parameters`` reads a
query strictly, ``openapi`` describes all of it from the data dictionary, ``limits`` says how often one may ask.
"""

from __future__ import annotations

from litestar import Router
from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException
from litestar.handlers import BaseRouteHandler

from review.api import documentation, tables, vocabulary
from review.api.resources import BASE


def demand_good_token(connection: ASGIConnection, _: BaseRouteHandler) -> None:
    """Raise NotAuthorizedException (401) where a token was sent and is nobody's: it may be over, or mistyped."""
    if "authorization" in connection.headers and connection.scope.get("user") is None:
        raise NotAuthorizedException("this token is not, or no longer, good")


ROUTER = Router(
    BASE,
    route_handlers=[*tables.HANDLERS, *vocabulary.HANDLERS, *documentation.HANDLERS],
    guards=[demand_good_token],
    opt={"access": "anyone", "tokens": True, "limited": True, "exclude_from_csrf": True},
)
HANDLERS = (ROUTER,)
