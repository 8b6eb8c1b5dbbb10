"""Pages for what went wrong: they say what a visitor can do, never what the machine knows."""

from __future__ import annotations

import logging
import secrets
from urllib.parse import urlencode

from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.response import Redirect
from litestar.types import ExceptionHandlersMap

from review.api.problems import problem_response
from review.desk import desk_of
from review.i18n import msgid
from review.rendering import here_of, page
from review.security.cookies import CSRF, gone
from review.security.network import is_ours

API = "/api/"

TITLES = {
    400: msgid("This request cannot be read"),
    401: msgid("Please sign in"),
    403: msgid("This is not allowed"),
    404: msgid("There is nothing here"),
    405: msgid("This cannot be done here"),
    413: msgid("This is too much at once"),
    429: msgid("Too many requests"),
    500: msgid("Something went wrong"),
    503: msgid("Too busy right now"),
}
ADVICE = {
    400: msgid("The address or the form holds something that the desk does not understand. Go back and try again."),
    401: msgid("This page is for those who have an account."),
    403: msgid("The form may be too old, or the account may not do this. Go back, load the page anew and try again."),
    404: msgid("The page may have moved, or the address may be mistyped."),
    405: msgid("The page exists, but it does not take this kind of request."),
    413: msgid("What was sent is larger than the desk takes. Send it in smaller parts."),
    429: msgid("Please wait a while and try again."),
    500: msgid(
        "It is not your fault. Please try again; if it stays like this, tell those who run the desk this number."
    ),
    503: msgid("Please try again in a minute."),
}

_log = logging.getLogger("review")


def show_refusal(request: Request, error: HTTPException) -> Response:
    """The page of a refused request; where signing in would help, the way there."""
    status = error.status_code if error.status_code in TITLES else _nearest(error.status_code)
    if not is_ours(request.headers.get("host"), desk_of(request).settings.hosts):
        status = 400
    if status == 401 and not request.scope["path"].startswith(API):
        return _to_sign_in(request)
    response = _answer(request, status, error, None)
    response.headers |= error.headers or {}
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if status == 403:  # a cookie signed by an earlier secret would never fit again: the next page brings a new one
        response.cookies.append(gone(desk_of(request).settings, CSRF))
    return response


def show_fault(request: Request, error: Exception) -> Response:
    """The page of a fault of ours; the log has the fault under the number that the page shows."""
    number = secrets.token_hex(4)
    _log.error("fault %s at %s %r", number, request.method, request.scope["path"], exc_info=error)
    return _answer(request, 500, error, number)


def _answer(request: Request, status: int, error: Exception, number: str | None) -> Response:
    if request.scope["path"].startswith(API):
        return problem_response(status, error, fault=number)
    return page(
        request, "error.html", status=status, code=status, title=TITLES[status], advice=ADVICE[status], number=number
    )


def _to_sign_in(request: Request) -> Response:
    here = here_of(request)
    wanted = here.address if request.method == "GET" else "/"
    address = "/login" if wanted == "/" else f"/login?{urlencode({'next': wanted})}"
    if request.htmx:
        return Response(b"", status_code=401, headers={"HX-Redirect": address})
    return Redirect(address, status_code=303)


def _nearest(status: int) -> int:
    return 400 if 400 <= status < 500 else 500


EXCEPTION_HANDLERS: ExceptionHandlersMap = {HTTPException: show_refusal, Exception: show_fault}
