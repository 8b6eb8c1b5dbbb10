"""Who is asking: by the session cookie of a browser, or by the token of a machine where a route takes one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from anyio import to_thread
from litestar.connection import ASGIConnection, Request
from litestar.datastructures import Cookie
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from db import writing
from db.models.people import Language, Role
from db.repository import api_tokens, web_sessions
from review.desk import Desk, desk_of
from review.security.cookies import SESSION, cookie, cookie_name
from review.security.network import UNKNOWN
from review.security.secrets import hash_of, new_session_secret

TAKES_TOKENS = "tokens"
"""``opt`` of a route that machines may call; everywhere else a bearer token is nobody's."""

NEEDS_NOBODY = "anonymous"
"""``opt`` of a route that is the same for everyone, so that nobody is looked up."""

_NOTED_EVERY = timedelta(minutes=1)  # a read must not cost a write each time
_LONGEST_AGENT = 200


@dataclass(frozen=True, slots=True)
class Visitor:
    """An account in this request. ``session_id`` is null for a machine."""

    user_id: int
    name: str
    role: Role
    language: Language
    session_id: int | None


class Recognition(ASGIMiddleware):
    """Puts the Visitor, or None, where ``request.user`` finds it. The account is looked at anew in each request."""

    scopes = (ScopeType.HTTP,)
    exclude_opt_key = NEEDS_NOBODY

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Recognise and go on; whether that is enough is the route's affair."""
        connection: ASGIConnection = ASGIConnection(scope)
        secret = connection.cookies.get(cookie_name(self.desk.settings, SESSION))
        scheme, _, token = connection.headers.get("authorization", "").partition(" ")
        scope["auth"] = None
        scope["user"] = None
        unnoted = False
        if scheme.lower() == "bearer" and connection.route_handler.opt.get(TAKES_TOKENS):
            scope["user"] = await to_thread.run_sync(_by_token, self.desk, token.strip())
        elif secret:
            scope["user"], unnoted = await to_thread.run_sync(_by_session, self.desk, secret)
        await next_app(scope, receive, send)
        if unnoted:  # once the answer is out: a reader must not wait for whoever is writing
            await to_thread.run_sync(_note_use, self.desk, scope["user"].session_id)


def begin_session(connection: Connection, request: Request, user_id: int) -> Cookie:
    """Open a session with a secret of its own, whatever the browser brought, and give the cookie for it."""
    desk = desk_of(request)
    secret, now = new_session_secret(), desk.now()
    agent = "".join(c for c in request.headers.get("user-agent", "") if c.isprintable())[:_LONGEST_AGENT]
    web_sessions.begin(
        connection, user_id, hash_of(secret), now, now + desk.settings.absolute, address_of(request), agent
    )
    return cookie(desk.settings, SESSION, secret)


def address_of(request: ASGIConnection) -> str:
    """The client's address as the border found it."""
    return request.client.host if request.client else UNKNOWN


def _by_session(desk: Desk, secret: str) -> tuple[Visitor | None, bool]:
    """Who has the session of a secret, and whether its use is to be noted."""
    now = desk.now()
    with desk.engine.connect() as connection:
        found = web_sessions.find(connection, hash_of(secret), now, now - desk.settings.idle)
    if found is None:
        return None, False
    visitor = Visitor(found.user_id, found.name, found.role, found.language, session_id=found.id)
    return visitor, now - found.last_seen_at >= _NOTED_EVERY


def _note_use(desk: Desk, session_id: int) -> None:
    # A database that is busy for so long has more important things to write; the next request tries again.
    with suppress(OperationalError), writing(desk.engine) as connection:
        web_sessions.seen(connection, session_id, desk.now())


def _by_token(desk: Desk, token: str) -> Visitor | None:
    with desk.engine.connect() as connection:
        found = api_tokens.find(connection, hash_of(token), desk.now())
    if found is None:
        return None
    return Visitor(found.user_id, found.name, found.role, found.language, session_id=None)
