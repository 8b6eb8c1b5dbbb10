"""Signing in and out."""

from __future__ import annotations

from dataclasses import dataclass

from anyio import to_thread
from litestar import Request, get, post
from litestar.datastructures import Cookie
from litestar.params import URLEncodedBody
from litestar.response import Redirect, Template

from db import writing
from db.passwords import LONGEST, NOBODYS_HASH
from db.repository import audit, leases, login_attempts, users, web_sessions
from review.desk import Desk, desk_of
from review.i18n import msgid
from review.rendering import page
from review.security.cookies import CSRF, NOTICE, SESSION, cookie, gone
from review.security.destinations import safe_destination
from review.security.network import one_customer
from review.security.sessions import address_of, begin_session

WRONG = msgid("Name or password is not right.")
"""Said of an unknown name, a wrong password and a disabled account alike."""

_LONGEST_NAME = 100


@dataclass
class SignIn:
    """The form."""

    name: str = ""
    password: str = ""
    next: str = "/"


@get("/login", access="anyone", sync_to_thread=False)
def ask(request: Request) -> Template | Redirect:
    """The form; whoever is signed in is led on."""
    wanted = safe_destination(request.query_params.get("next", "/"))
    if request.user is not None:
        return Redirect(wanted, status_code=303)
    return page(request, "login.html", name="", next=wanted, error=None)


@post("/login", access="anyone", status_code=200)
async def sign_in(request: Request, data: URLEncodedBody[SignIn]) -> Template | Redirect:
    """Check name and password, once for every try that is admitted, whether there is such an account or not."""
    desk = desk_of(request)
    wanted = safe_destination(data.next)
    name = "".join(c for c in data.name.strip().lower() if c.isprintable())[:_LONGEST_NAME]
    attempt = await to_thread.run_sync(_admit, desk, name, address_of(request))
    if attempt is None:
        return _too_many(request, name, wanted)
    account, kept = await to_thread.run_sync(_kept_hash, desk, name)
    right, better = await desk.passwords.check(data.password[: LONGEST + 1], kept)
    if account is None or account.disabled_at is not None or not right:
        return page(request, "login.html", status=401, name=name, next=wanted, error=WRONG)
    opened = await to_thread.run_sync(_open, request, account, attempt, better)
    return Redirect(wanted, status_code=303, cookies=[opened, gone(desk.settings, CSRF)])


@post("/logout", access="viewer", status_code=303, sync_to_thread=True)
def sign_out(request: Request) -> Redirect:
    """End this session; what the visitor held of the queue is free for others."""
    desk, visitor = desk_of(request), request.user
    with writing(desk.engine) as connection:
        leases.release_all(connection, visitor.name)
        web_sessions.end(connection, visitor.user_id, visitor.session_id)
        audit.note(
            connection,
            "sign_out",
            visitor.name,
            desk.now(),
            user_id=visitor.user_id,
            address=address_of(request),
        )
    return signed_out(desk, "signed-out")


def signed_out(desk: Desk, notice: str) -> Redirect:
    """To the start page, without the cookies of a session."""
    cookies = [gone(desk.settings, SESSION), gone(desk.settings, CSRF), cookie(desk.settings, NOTICE, notice)]
    return Redirect("/", status_code=303, cookies=cookies)


def _admit(desk: Desk, name: str, address: str) -> int | None:
    with writing(desk.engine) as connection:
        return login_attempts.admit(connection, name, one_customer(address), desk.now(), desk.settings.logins)


def _too_many(request: Request, name: str, wanted: str) -> Template:
    within = desk_of(request).settings.logins.within
    minutes = int(within.total_seconds() // 60)
    response = page(request, "login.html", status=429, name=name, next=wanted, error=None, wait=minutes)
    response.headers["Retry-After"] = str(int(within.total_seconds()))
    return response


def _kept_hash(desk: Desk, name: str) -> tuple[users.Account | None, str]:
    with desk.engine.connect() as connection:
        account = users.find(connection, name)
        return account, NOBODYS_HASH if account is None else users.password_hash(connection, account.id)


def _open(request: Request, account: users.Account, attempt: int, better: str | None) -> Cookie:
    desk = desk_of(request)
    with writing(desk.engine) as connection:
        login_attempts.succeeded(connection, attempt)
        if better is not None:
            users.set_password(connection, account.id, better)
        if request.user is not None:  # the browser was signed in already: that session ends with this
            web_sessions.end(connection, request.user.user_id, request.user.session_id)
        audit.note(connection, "sign_in", account.name, desk.now(), user_id=account.id, address=address_of(request))
        return begin_session(connection, request, account.id)


HANDLERS = (ask, sign_in, sign_out)
