"""Who may open what: every route with every role, and a route that does not say."""

from __future__ import annotations

import itertools

import pytest
from litestar import Litestar, get
from sqlalchemy import Engine

from db.models.people import Role
from review.app import create_app
from review.pages import HANDLERS
from review.security.roles import AccessNotStated, route_table
from review.settings import Settings
from tests.review.visiting import CSRF, SAME_SITE, Visit

_ROLES: tuple[Role | None, ...] = (None, "viewer", "editor", "admin")

# The promise. A route that is added without a line here fails the first test below.
_TABLE = {
    ("GET", "/"): "anyone",
    ("GET", "/about"): "anyone",
    ("GET", "/login"): "anyone",
    ("POST", "/login"): "anyone",
    ("POST", "/logout"): "viewer",
    ("GET", "/account"): "viewer",
    ("POST", "/account/password"): "viewer",
    ("POST", "/account/sessions/{session_id:int}/end"): "viewer",
    ("POST", "/account/sessions/end"): "viewer",
    ("POST", "/account/tokens"): "viewer",
    ("POST", "/account/tokens/{token_id:int}/revoke"): "viewer",
    ("GET", "/audit"): "admin",
    ("GET", "/figures"): "anyone",
    ("GET", "/figures/{figure_id:str}"): "anyone",
    ("GET", "/series"): "anyone",
    ("GET", "/ranking"): "anyone",
    ("GET", "/map"): "anyone",
    ("GET", "/conflicts"): "anyone",
    ("GET", "/articles"): "anyone",
    ("GET", "/articles/{article_id:int}"): "anyone",
    ("GET", "/articles/{article_id:int}/revisions"): "anyone",
    ("GET", "/documents"): "anyone",
    ("GET", "/documents/{document_id:str}"): "anyone",
    ("GET", "/units"): "anyone",
    ("GET", "/units/{part:str}"): "anyone",
    ("GET", "/sources"): "anyone",
    ("GET", "/changes"): "anyone",
    ("GET", "/coverage"): "anyone",
    ("GET", "/queue"): "editor",
    ("POST", "/queue/next"): "editor",
    ("POST", "/queue/undo"): "editor",
    ("POST", "/queue/skipped"): "editor",
    ("GET", "/items/{claim:str}"): "viewer",
    ("POST", "/items/{claim:str}/hold"): "editor",
    ("POST", "/items/{claim:str}/renew"): "editor",
    ("GET", "/items/{claim:str}/read"): "editor",
    ("POST", "/items/{claim:str}/decide"): "editor",
    ("GET", "/practice"): "editor",
    ("GET", "/practice/{name:str}"): "editor",
    ("GET", "/practice/{name:str}/read"): "editor",
    ("POST", "/practice/{name:str}/decide"): "editor",
    ("POST", "/practice/next"): "editor",
    ("POST", "/practice/waive/{user_id:int}"): "admin",
    ("GET", "/quality"): "viewer",
    ("POST", "/language"): "anyone",
    ("POST", "/theme"): "anyone",
    ("GET", "/healthz"): "anyone",
    ("GET", "/api/v1/whoami"): "viewer",
    ("GET", "/static/{file_path:path}"): "anyone",
    ("HEAD", "/static/{file_path:path}"): "anyone",
    ("OPTIONS", "/static/{file_path:path}"): "anyone",
}
_FILES = (
    "/figures",
    "/series",
    "/ranking",
    "/conflicts",
    "/documents",
    "/documents/{document_id:str}/citations",
    "/articles/{article_id:int}/facts",
    "/units/{part:str}/figures",
)
_TABLE |= {("GET", f"{path}.{format}"): "anyone" for path in _FILES for format in ("csv", "xlsx", "json", "parquet")}
_RANK = {None: 0, "anyone": 0, "viewer": 1, "editor": 2, "admin": 3}


def test_the_routes_are_those_of_the_table(desk: Litestar) -> None:
    assert {(route.method, route.path): route.access for route in route_table(desk)} == _TABLE


@pytest.mark.parametrize("role", _ROLES)
def test_each_route_is_open_to_whom_it_says(visit: Visit, role: Role | None) -> None:
    wrong = []
    for (method, path), access in _TABLE.items():
        visit.client.cookies.clear()
        visit.token()
        headers = SAME_SITE | {"X-CSRFToken": visit.client.cookies[CSRF]}
        if role is not None:
            visit.signed_in(role, role)
        filled = path.replace("{session_id:int}", "999").replace("{token_id:int}", "999")
        filled = filled.replace("{file_path:path}", "chibo.css").replace("{claim:str}", "none")
        filled = filled.replace("{name:str}", "accept").replace("{user_id:int}", "999")
        answer = visit.client.request(method, filled, headers=headers, follow_redirects=False)
        to_sign_in = answer.status_code == 401 or answer.headers.get("location", "").startswith("/login")
        refused = answer.status_code == 403 or (role is None and to_sign_in and path != "/login")
        if refused is not (_RANK[role] < _RANK[access]) or answer.status_code >= 500:
            wrong.append((method, path, role, answer.status_code))
    assert wrong == []


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
