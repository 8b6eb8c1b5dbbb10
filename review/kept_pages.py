"""Public pages kept for a few seconds: many readers who look at the same page cost the database one look.

Only what is shown to visitors without an account is kept, by address, language and theme. Each visitor gets the page
with a token of their own in its forms. What editors see is never kept, nor is a page that tells a notice.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import anyio
from litestar.connection import ASGIConnection
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.middleware.csrf import generate_csrf_token
from litestar.types import ASGIApp, HTTPResponseStartEvent, Message, Receive, Scope, Send

from review.desk import Desk
from review.i18n import as_language
from review.rendering import THEMES
from review.security.cookies import CSRF, LANGUAGE, NOTICE, SESSION, THEME, cookie, cookie_name

LARGEST = 512_000  # bytes of one page; what is larger is no page for many
MOST = 32_000_000  # bytes of all that is kept
_NOT_KEPT = ("/login", "/static", "/healthz")
_FILES = (".csv", ".json", ".xlsx", ".parquet")
_HTML = b"text/html"
_KINDS = (_HTML, b"application/json")
_TOKEN = re.compile(r"[0-9a-f]{128}")
"""What a token of ours looks like: what else a browser sends as one is never looked for in a page nor put into it."""

Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A page without the token of whoever it was made for: ``parts`` are what stands round the token."""

    made: datetime
    headers: tuple[tuple[bytes, bytes], ...]
    parts: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """In bytes."""
        return sum(map(len, self.parts))


class KeptPages(ASGIMiddleware):
    """Answers from what is kept, else lets the page be made, once for all who ask for it at the same time.

    A page is at most ``keep_pages`` old, counted from when it began to be made; what the desk remembers of the whole
    store may be older (`review.remembered`).
    """

    scopes = (ScopeType.HTTP,)

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._bytes = 0
        self._making: dict[Key, tuple[anyio.Lock, int]] = {}

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Give a kept page, or make it and keep it if it may be. Nobody waits for another visitor's slow line."""
        connection: ASGIConnection = ASGIConnection(scope)
        key = self._key(connection)
        if key is None:
            await next_app(scope, receive, send)
            return
        made: list[Message] = []
        async with self._one_at_a_time(key):
            page = self._find(key)
            if page is None:
                made = await self._make(key, connection, receive, next_app)
        if page is not None:
            await self._give(page, connection, send)
        for message in made:
            await send(message)

    def _key(self, connection: ASGIConnection) -> Key | None:
        """What tells pages apart, or None for what is not kept."""
        desk, scope = self.desk, connection.scope
        sent = {name: self._cookie(connection, name) for name in (SESSION, NOTICE, CSRF, LANGUAGE, THEME)}
        raw = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1")
        query = scope["query_string"].decode("latin-1")
        token = sent[CSRF]
        if (
            not desk.settings.keep_pages
            or scope["method"] != "GET"
            or scope.get("user", connection) is not None
            or sent[NOTICE]
            or sent[SESSION]
            or (token is not None and (not _TOKEN.fullmatch(token) or token in raw or token in query))
            or connection.route_handler.opt.get("access") != "anyone"
            or scope["path"].startswith(_NOT_KEPT)
            or (scope["path"].endswith(_FILES) and not scope["path"].startswith("/api/"))
            or any(name in connection.headers for name in ("authorization", "if-none-match", "hx-request", "range"))
        ):
            return None
        theme = next((theme for theme in THEMES if theme == sent[THEME]), None)
        return connection.headers.get("host"), raw, scope["path"], query, as_language(sent[LANGUAGE]), theme

    def _cookie(self, connection: ASGIConnection, name: str) -> str | None:
        return connection.cookies.get(cookie_name(self.desk.settings, name))

    def _find(self, key: Key) -> Kept | None:
        page = self._kept.get(key)
        if page is None or not timedelta(0) <= self.desk.now() - page.made < self.desk.settings.keep_pages:
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

    async def _make(self, key: Key, connection: ASGIConnection, receive: Receive, next_app: ASGIApp) -> list[Message]:
        """Have a page made and keep it; returns what is to be sent of it."""
        began = self.desk.now()
        made: list[Message] = []

        async def held(message: Message) -> None:
            made.append(message)

        await next_app(connection.scope, receive, held)
        if made and made[0]["type"] == "http.response.start":
            body = b"".join(part["body"] for part in made[1:] if part["type"] == "http.response.body")
            if len(body) <= LARGEST:
                self._keep(key, connection, began, made[0], body)
        return made

    def _keep(
        self, key: Key, connection: ASGIConnection, began: datetime, start: HTTPResponseStartEvent, body: bytes
    ) -> None:
        headers = [(name.lower(), value) for name, value in start["headers"]]
        kind = next((value for name, value in headers if name == b"content-type"), b"")
        if start["status"] != 200 or not kind.startswith(_KINDS):
            return
        if any(name == b"content-disposition" for name, _ in headers):
            return
        token = (self._cookie(connection, CSRF) or "").encode("ascii")
        for given in (value for header, value in headers if header == b"set-cookie"):
            name, _, value = given.partition(b"=")
            if name != cookie_name(self.desk.settings, CSRF).encode("ascii"):
                return  # a page that sets anything else is somebody's own
            token = value.partition(b";")[0]
        parts = tuple(body.split(token)) if token and kind.startswith(_HTML) else (body,)
        left = tuple(pair for pair in headers if pair[0] not in (b"set-cookie", b"content-length", b"age"))
        self._forget(key)
        self._kept[key] = page = Kept(began, left, parts)
        self._bytes += page.size
        while self._bytes > MOST:
            self._forget(next(iter(self._kept)))

    def _forget(self, key: Key) -> None:
        page = self._kept.pop(key, None)
        self._bytes -= page.size if page is not None else 0

    async def _give(self, page: Kept, connection: ASGIConnection, send: Send) -> None:
        """A kept page with the token of this visitor, who is given one if there is none."""
        settings = self.desk.settings
        headers = list(page.headers)
        token = self._cookie(connection, CSRF)
        if token is None and len(page.parts) > 1:
            token = generate_csrf_token(secret=settings.secret)
            headers.append((b"set-cookie", cookie(settings, CSRF, token).to_header(header="").encode("ascii")))
        body = (token or "").encode("ascii").join(page.parts)
        headers.append((b"age", str(int((self.desk.now() - page.made).total_seconds())).encode("ascii")))
        headers.append((b"content-length", str(len(body)).encode("ascii")))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})
