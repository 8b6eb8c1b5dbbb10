"""The first look at a request, before anything of it is believed."""

from __future__ import annotations

from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.exceptions import ClientException, PermissionDeniedException
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from review.security.network import SAFE_METHODS, client_address, comes_from_elsewhere, is_ours
from review.settings import Settings


class Border(ASGIMiddleware):
    """Refuses what is meant for another host or sent by another site; finds out the client's address."""

    scopes = (ScopeType.HTTP, ScopeType.ASGI)

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Raise ClientException (400) or PermissionDeniedException (403), or let it through."""
        headers = Headers.from_scope(scope)
        host = headers.get("host")
        if host is None or not is_ours(host, self.settings.hosts):
            raise ClientException("this host is not the desk")
        if "\0" in scope["path"] or b"%00" in scope["query_string"]:
            raise ClientException("neither a file nor a database takes this character")
        peer, port = scope.get("client") or (None, 0)
        forwarded = ",".join(headers.getall("x-forwarded-for", []))
        scope["client"] = (client_address(peer, forwarded, self.settings.proxies), port)
        if scope["method"] not in SAFE_METHODS and comes_from_elsewhere(
            host, headers.get("sec-fetch-site"), headers.get("origin")
        ):
            raise PermissionDeniedException("sent by another site")
        await next_app(scope, receive, send)
