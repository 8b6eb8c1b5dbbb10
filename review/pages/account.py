"""The account of the one who is signed in: password, sessions, tokens. Language and theme are ``choices``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from anyio import to_thread
from litestar import Request, get, post
from litestar.datastructures import Cookie
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, URLEncodedBody
from litestar.response import Redirect, Template
from sqlalchemy import Connection

from db import writing
from db.passwords import LONGEST, SHORTEST, WeakPassword, demand_strength
from db.repository import api_tokens, audit, login_attempts, users, web_sessions
from review.desk import Desk, desk_of
from review.i18n import msgid
from review.pages.sign_in import signed_out
from review.rendering import page
from review.security.cookies import NOTICE, cookie
from review.security.network import one_customer
from review.security.secrets import hash_of, new_token_secret
from review.security.sessions import Visitor, address_of, begin_session

WEAKNESSES = {
    "short": msgid("The password needs %(shortest)s characters at least."),
    "long": msgid("The password may have %(longest)s characters at most."),
    "plain": msgid("The password needs more different characters."),
    "name": msgid("The password must not contain the name of the account."),
}
NOT_THE_SAME = msgid("The two new passwords are not the same.")
NOT_THIS = msgid("This is not the present password.")
TOO_OFTEN = msgid("Too many tries. Please wait a quarter of an hour.")
NO_NAME = msgid("Please give the token a name.")
TOKEN_DAYS = (30, 90, 365)

_LONGEST_TOKEN_NAME = 60


@dataclass
class NewPassword:
    """The form of a new password."""

    present: str = ""
    new: str = ""
    again: str = ""


@dataclass
class NewToken:
    """The form of a new token; ``days`` is one of TOKEN_DAYS."""

    name: str = ""
    days: str = str(TOKEN_DAYS[1])


@get("/account", access="viewer", sync_to_thread=True)
def show(request: Request) -> Template:
    """The page."""
    return _page(request)


@post("/account/password", access="viewer", status_code=200)
async def change_password(request: Request, data: URLEncodedBody[NewPassword]) -> Template | Redirect:
    """Change the password: the present one is asked for, every other session ends, this one gets a fresh secret."""
    desk, visitor = desk_of(request), request.user
    attempt = await to_thread.run_sync(_admit, desk, visitor, address_of(request))
    if attempt is None:
        return await to_thread.run_sync(_refused, request, {"present": TOO_OFTEN}, 429)
    kept = await to_thread.run_sync(_kept_hash, desk, visitor)
    right, _ = await desk.passwords.check(data.present[: LONGEST + 1], kept)
    errors = _faults(visitor, data) if right else {"present": NOT_THIS}
    if errors:
        return await to_thread.run_sync(_refused, request, errors, 422)
    new = await desk.passwords.hash(data.new)
    opened = await to_thread.run_sync(_keep_password, request, new, attempt)
    return Redirect("/account", status_code=303, cookies=[opened, _notice(desk, "password-changed")])


@post("/account/sessions/{session_id:int}/end", access="viewer", status_code=200, sync_to_thread=True)
def end_session(request: Request, session_id: FromPath[int]) -> Template | Redirect:
    """End one session; with its own it is signing out."""
    desk, visitor = desk_of(request), request.user
    with writing(desk.engine) as connection:
        if not web_sessions.end(connection, visitor.user_id, session_id):
            raise NotFoundException("no such session")
        _note(connection, request, "end_session", {"session": session_id})
    if session_id == visitor.session_id:
        return signed_out(desk, "signed-out")
    return _part(request, "account_sessions.html") or _back(desk, "session-ended")


@post("/account/sessions/end", access="viewer", status_code=303, sync_to_thread=True)
def end_all_sessions(request: Request) -> Redirect:
    """Sign out everywhere."""
    desk = desk_of(request)
    with writing(desk.engine) as connection:
        ended = web_sessions.end_all(connection, request.user.user_id)
        _note(connection, request, "sign_out_everywhere", {"sessions": ended})
    return signed_out(desk, "signed-out-everywhere")


@post("/account/tokens", access="viewer", status_code=200, sync_to_thread=True)
def make_token(request: Request, data: URLEncodedBody[NewToken]) -> Template:
    """Make a token and show it, this once: only its hash is kept."""
    desk, now = desk_of(request), desk_of(request).now()
    name = "".join(c for c in data.name if c.isprintable()).strip()[:_LONGEST_TOKEN_NAME]
    if not name or data.days not in map(str, TOKEN_DAYS):
        return _page(request, status=422, errors={"name": NO_NAME})
    secret = new_token_secret()
    with writing(desk.engine) as connection:
        expires = now + timedelta(days=int(data.days))
        made = api_tokens.add(connection, request.user.user_id, name, hash_of(secret), now, expires)
        _note(connection, request, "make_token", {"token": made, "name": name})
    return _page(request, secret=secret)


@post("/account/tokens/{token_id:int}/revoke", access="viewer", status_code=200, sync_to_thread=True)
def revoke_token(request: Request, token_id: FromPath[int]) -> Template | Redirect:
    """Revoke one token."""
    desk = desk_of(request)
    with writing(desk.engine) as connection:
        if not api_tokens.revoke(connection, request.user.user_id, token_id, desk.now()):
            raise NotFoundException("no such token")
        _note(connection, request, "revoke_token", {"token": token_id})
    return _part(request, "account_tokens.html") or _back(desk, "token-revoked")


def _page(
    request: Request, *, status: int = 200, errors: dict[str, str] | None = None, secret: str | None = None
) -> Template:
    context = _lists(request) | {"errors": errors or {}, "secret": secret}
    return page(request, "account.html", status=status, **context)


def _refused(request: Request, errors: dict[str, str], status: int) -> Template:
    return _page(request, status=status, errors=errors)


def _part(request: Request, template: str) -> Template | None:
    """The one list that htmx has asked for; None for a browser without it."""
    return page(request, template, **_lists(request)) if request.htmx else None


def _lists(request: Request) -> dict[str, Any]:
    desk, visitor = desk_of(request), request.user
    now = desk.now()
    with desk.engine.connect() as connection:
        return {
            "sessions": web_sessions.of_user(connection, visitor.user_id, now, now - desk.settings.idle),
            "tokens": api_tokens.of_user(connection, visitor.user_id, now),
            "token_days": TOKEN_DAYS,
            "shortest": SHORTEST,
            "longest": LONGEST,
        }


def _faults(visitor: Visitor, data: NewPassword) -> dict[str, str]:
    try:
        demand_strength(data.new, visitor.name)
    except WeakPassword as error:
        return {"new": WEAKNESSES[error.reason]}
    return {} if data.new == data.again else {"again": NOT_THE_SAME}


def _admit(desk: Desk, visitor: Visitor, address: str) -> int | None:
    with writing(desk.engine) as connection:
        return login_attempts.admit(connection, visitor.name, one_customer(address), desk.now(), desk.settings.logins)


def _kept_hash(desk: Desk, visitor: Visitor) -> str:
    with desk.engine.connect() as connection:
        return users.password_hash(connection, visitor.user_id)


def _keep_password(request: Request, new: str, attempt: int) -> Cookie:
    desk, visitor = desk_of(request), request.user
    with writing(desk.engine) as connection:
        login_attempts.succeeded(connection, attempt)
        users.set_password(connection, visitor.user_id, new)
        web_sessions.end_all(connection, visitor.user_id)
        _note(connection, request, "change_password", {})
        return begin_session(connection, request, visitor.user_id)


def _note(connection: Connection, request: Request, action: str, details: dict[str, Any]) -> None:
    visitor: Visitor = request.user
    audit.note(
        connection,
        action,
        visitor.name,
        desk_of(request).now(),
        user_id=visitor.user_id,
        address=address_of(request),
        details=details,
    )


def _notice(desk: Desk, code: str) -> Cookie:
    return cookie(desk.settings, NOTICE, code)


def _back(desk: Desk, notice: str) -> Redirect:
    return Redirect("/account", status_code=303, cookies=[_notice(desk, notice)])


HANDLERS = (show, change_password, end_session, end_all_sessions, make_token, revoke_token)
