"""Language and theme, kept in cookies; the language of an account also with the account."""

from __future__ import annotations

from dataclasses import dataclass

from anyio import to_thread
from litestar import Request, post
from litestar.exceptions import ClientException
from litestar.params import URLEncodedBody
from litestar.response import Redirect

from db import writing
from db.models.people import Language
from db.repository import users
from review.desk import Desk, desk_of
from review.i18n import as_language
from review.rendering import THEMES
from review.security.cookies import A_YEAR, LANGUAGE, THEME, cookie
from review.security.destinations import safe_destination


@dataclass
class Choice:
    """What was chosen, and the page that it was chosen on."""

    value: str = ""
    next: str = "/"


@post("/language", access="anyone", status_code=303)
async def choose_language(request: Request, data: URLEncodedBody[Choice]) -> Redirect:
    """Read the desk in another language from now on."""
    desk = desk_of(request)
    language = as_language(data.value)
    if language is None:
        raise ClientException("no such language")
    if request.user is not None:
        await to_thread.run_sync(_keep_language, desk, request.user.user_id, language)
    return _back(data, LANGUAGE, language, desk)


@post("/theme", access="anyone", status_code=303, sync_to_thread=False)
def choose_theme(request: Request, data: URLEncodedBody[Choice]) -> Redirect:
    """See the desk light, dark, or as the system is."""
    if data.value not in THEMES:
        raise ClientException("no such theme")
    return _back(data, THEME, data.value, desk_of(request))


def _back(data: Choice, name: str, value: str, desk: Desk) -> Redirect:
    kept = cookie(desk.settings, name, value, A_YEAR)
    return Redirect(safe_destination(data.next), status_code=303, cookies=[kept])


def _keep_language(desk: Desk, user_id: int, language: Language) -> None:
    with writing(desk.engine) as connection:
        users.set_language(connection, user_id, language)


HANDLERS = (choose_language, choose_theme)
