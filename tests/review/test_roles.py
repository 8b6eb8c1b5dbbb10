"""Who may open what: every route with every role, and a route that does not say."""

from __future__ import annotations

import itertools
import re
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from httpx import Response
from litestar import Litestar, get
from sqlalchemy import Engine

import db
from db.models.people import Role
from db.repository import api_tokens, users, web_sessions
from review.app import create_app
from review.pages import HANDLERS
from review.security.roles import AccessNotStated, route_table
from review.security.secrets import hash_of, new_token_secret
from review.security.sessions import TAKES_TOKENS
from review.settings import Settings
from tests.review.visiting import CSRF, SAME_SITE, Visit

_FILE = Path(__file__).with_name("authorisation.toml")
_RANK = {None: 0, "anyone": 0, "viewer": 1, "editor": 2, "admin": 3}
_EXAMPLES = {"file_path": "chibo.css", "name": "accept", "code": "24", "on": "2025-01-01"}
"""Values for parts of a path; other numbers are 999, other words ``none``."""


def _table() -> dict[tuple[str, str], tuple[str, bool]]:
    """The promise: by method and path who may open it, and whether with a token."""
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        (method, path): (access, kind == "with_token")
        for access, kinds in told.items()
        for kind, routes in kinds.items()
        for method, _, path in (route.partition(" ") for route in routes)
    }


_TABLE = _table()


def filled(path: str) -> str:
    """A path with values for its parts."""

    def value(found: re.Match[str]) -> str:
        return _EXAMPLES.get(found[1], "999" if found[2] == "int" else "none")

    return re.sub(r"{(\w+):(\w+)}", value, path)


def test_the_routes_are_those_of_the_table(desk: Litestar) -> None:
    takes_tokens = {
        (method, route.path)
        for route in desk.routes
        for handler in getattr(route, "route_handlers", ())
        for method in handler.http_methods
        if handler.opt.get(TAKES_TOKENS)
    }
    routes = {
        (route.method, route.path): (route.access, (route.method, route.path) in takes_tokens)
        for route in route_table(desk)
    }
    assert routes == _TABLE, f"write the route into {_FILE.name}"


def _headers(visit: Visit) -> dict[str, str]:
    """As a page of the desk sends them, for a browser that nobody is signed in with."""
    visit.client.cookies.clear()
    visit.token()
    return SAME_SITE | {"X-CSRFToken": visit.client.cookies[CSRF]}


def _is_refused(answer: Response, path: str) -> bool:
    to_sign_in = answer.headers.get("location", "").startswith("/login") and path != "/login"
    return (answer.status_code in (401, 403) and path != "/login") or to_sign_in


_WHO = [None, "viewer", "editor", "admin", "disabled", "ended", "token", "disabled token", "revoked token"]


@pytest.mark.parametrize("who", _WHO)
def test_each_route_is_open_to_whom_it_says(visit: Visit, who: str | None) -> None:
    """Accounts that are disabled are admins, tokens are an admin's: only what they are keeps them out."""
    wrong = []
    for (method, path), (access, takes_tokens) in _TABLE.items():
        headers = _headers(visit)
        rank = _RANK.get(who, 0)
        by_token = bool(who) and "token" in str(who)
        if by_token:
            headers |= {"Authorization": f"Bearer {_token(visit, str(who))}"}
            rank = _RANK["admin"] if who == "token" and takes_tokens else 0
        elif who is not None:
            _sign_in(visit, who)
        answer = visit.client.request(method, filled(path), headers=headers, follow_redirects=False)
        open_to_it = rank >= _RANK[access]
        if by_token and takes_tokens and who != "token" and path != "/api/v1/whoami":
            open_to_it = False  # a token that is nobody's is told so, though anyone may read without one
        if _is_refused(answer, path) is open_to_it or answer.status_code >= 500:
            wrong.append((method, path, who, answer.status_code))
    assert wrong == []


def _sign_in(visit: Visit, who: str) -> None:
    if who in ("viewer", "editor", "admin"):
        visit.signed_in(who, who)
        return
    key = visit.signed_in(f"gone-{who}", "admin")
    with db.writing(visit.engine) as connection:
        account = users.find(connection, f"gone-{who}")
        assert account is not None
        if who == "ended":
            web_sessions.end(connection, account.id, key)
            return
        users.disable(connection, account.id, visit.clock())


def _token(visit: Visit, who: str) -> str:
    name, now = who.replace(" ", "-"), visit.clock()
    secret = new_token_secret()
    with db.writing(visit.engine) as connection:
        account = users.find(connection, name)
        user = account.id if account else users.add(connection, name, "x", "admin", now)
        made = api_tokens.add(connection, user, "máy", hash_of(secret), now, now + timedelta(days=30))
        if who == "disabled token":
            users.disable(connection, user, now)
        if who == "revoked token":
            api_tokens.revoke(connection, user, made, now)
    return secret


def test_a_route_that_does_not_say_who_may_open_it_stops_the_start(database: Engine, settings: Settings) -> None:
    @get("/forgotten", sync_to_thread=False)
    def forgotten() -> str:
        return ""

    @get("/mistyped", access="editors", sync_to_thread=False)
    def mistyped() -> str:
        return ""

    with pytest.raises(AccessNotStated, match="/forgotten, /mistyped"):
        create_app(database, settings, handlers=[*HANDLERS, forgotten, mistyped])


def test_options_tell_nothing(visit: Visit) -> None:
    assert visit.client.options("/account").status_code == 405


@pytest.mark.parametrize(("role", "sees"), list(itertools.product(["viewer", "editor", "admin"], ["/audit"])))
def test_the_head_leads_only_where_one_may_go(visit: Visit, role: Role, sees: str) -> None:
    visit.signed_in("lan", role)
    assert (f'href="{sees}"' in visit.get("/").text) is (role == "admin")
