"""Public pages kept for a few seconds: many readers who look at the same page cost the database one look.

Only what is shown to visitors without an account is kept, by address, language and theme. Each visitor gets the page
with a token of their own in its forms. What editors see is never kept, nor is a page that tells a notice.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

import anyio
from litestar.connection import ASGIConnection
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.middleware.csrf import generate_csrf_token
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from review.desk import Desk
from review.security.cookies import CSRF, LANGUAGE, NOTICE, SESSION, THEME, cookie, cookie_name

MOST_PAGES = 512
LARGEST = 512_000  # bytes of one page; what is larger is no page for many
_NOT_KEPT = ("/login", "/static", "/healthz")
_KINDS = (b"text/html", b"application/json")

Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A page without the token of whoever it was made for: ``parts`` are what stands round the token."""

    until: datetime
    headers: tuple[tuple[bytes, bytes], ...]
    parts: tuple[bytes, ...]


class KeptPages(ASGIMiddleware):
    """Answers from what is kept, else lets the page be made, once for all who ask for it at the same time."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._making: dict[Key, tuple[anyio.Lock, int]] = {}

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Give a kept page, or make it and keep it if it may be."""
        connection: ASGIConnection = ASGIConnection(scope)
        key = self._key(connection)
        if key is None:
            await next_app(scope, receive, send)
            return
        async with self._one_at_a_time(key):
            page = self._find(key)
            if page is None:
                await self._make(key, connection, receive, send, next_app)
                return
        await self._give(page, connection, send)

    def _key(self, connection: ASGIConnection) -> Key | None:
        """What tells pages apart, or None for what is not kept."""
        desk, scope = self.desk, connection.scope
        named = {name: connection.cookies.get(cookie_name(desk.settings, name)) for name in (NOTICE, LANGUAGE, THEME)}
        if (
            not desk.settings.keep_pages
            or scope["method"] != "GET"
            or scope.get("user", connection) is not None
            or named[NOTICE]
            or connection.cookies.get(cookie_name(desk.settings, SESSION))
            or connection.route_handler.opt.get("access") != "anyone"
            or scope["path"].startswith(_NOT_KEPT)
            or any(name in connection.headers for name in ("authorization", "if-none-match", "hx-request", "range"))
        ):
            return None
        query = scope["query_string"].decode("latin-1")
        return connection.headers.get("host"), scope["path"], query, named[LANGUAGE], named[THEME]

    def _find(self, key: Key) -> Kept | None:
        page = self._kept.get(key)
        if page is None or page.until <= self.desk.now():
            return None
        self._kept.move_to_end(key)
        return page

    @asynccontextmanager
    async def _one_at_a_time(self, key: Key) -> AsyncIterator[None]:
        """Who asks for a page that is being made waits for it, and does not have it made again."""
        lock, waiting = self._making.get(key, (anyio.Lock(), 0))
        self._making[key] = lock, waiting + 1
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._making[key]
            if waiting == 1:
                del self._making[key]
            else:
                self._making[key] = lock, waiting - 1

    async def _make(
        self, key: Key, connection: ASGIConnection, receive: Receive, send: Send, next_app: ASGIApp
    ) -> None:
        """Have a page made, pass it on as it comes, and keep it."""
        start: Message | None = None
        body = bytearray()
        whole = False

        async def watched(message: Message) -> None:
            nonlocal start, whole
            if message["type"] == "http.response.start":
                start = {**message, "headers": list(message.get("headers", ()))}  # type: ignore[assignment]
            elif message["type"] == "http.response.body" and len(body) <= LARGEST:
                body.extend(message.get("body", b""))
                whole = not message.get("more_body", False)
            await send(message)

        await next_app(connection.scope, receive, watched)
        if start is not None and whole and len(body) <= LARGEST:
            self._keep(key, connection, start, bytes(body))

    def _keep(self, key: Key, connection: ASGIConnection, start: Message, body: bytes) -> None:
        headers = [(name.lower(), value) for name, value in start.get("headers", ())]  # type: ignore[attr-defined]
        kind = next((value for name, value in headers if name == b"content-type"), b"")
        if start["status"] != 200 or not kind.startswith(_KINDS):  # type: ignore[typeddict-item]
            return
        if any(name == b"content-disposition" for name, _ in headers):
            return
        name = cookie_name(self.desk.settings, CSRF)
        token = connection.cookies.get(name, "").encode("latin-1")
        for cookies in (value for header, value in headers if header == b"set-cookie"):
            if not cookies.startswith(f"{name}=".encode()):
                return  # a page that sets anything else is somebody's own
            token = cookies.partition(b"=")[2].partition(b";")[0]
        parts = tuple(body.split(token)) if token else (body,)
        left = tuple(pair for pair in headers if pair[0] not in (b"set-cookie", b"content-length"))
        self._kept[key] = Kept(self.desk.now() + self.desk.settings.keep_pages, left, parts)
        self._kept.move_to_end(key)
        while len(self._kept) > MOST_PAGES:
            self._kept.popitem(last=False)

    async def _give(self, page: Kept, connection: ASGIConnection, send: Send) -> None:
        """A kept page with the token of this visitor, who is given one if there is none."""
        settings = self.desk.settings
        headers = list(page.headers)
        token = connection.cookies.get(cookie_name(settings, CSRF))
        if token is None and len(page.parts) > 1:
            token = generate_csrf_token(secret=settings.secret)
            headers.append((b"set-cookie", cookie(settings, CSRF, token).to_header(header="").encode("latin-1")))
        body = (token or "").encode("latin-1").join(page.parts)
        headers.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})
