"""Forms that other sites would like to send in a visitor's name."""

from __future__ import annotations

import re

import pytest
from litestar import Litestar

from review.security.network import comes_from_elsewhere
from tests.review.visiting import CSRF, HOST, SAME_SITE, SESSION, Visit

_POSTS = [
    "/login",
    "/logout",
    "/language",
    "/theme",
    "/account/password",
    "/account/sessions/end",
    "/account/sessions/1/end",
    "/account/tokens",
    "/account/tokens/1/revoke",
    "/queue/next",
    "/queue/undo",
    "/queue/skipped",
    "/items/1/hold",
    "/items/1/renew",
    "/items/1/decide",
    "/practice/next",
    "/practice/1/decide",
    "/practice/waive/1",
]


def test_every_form_of_the_desk_is_tried_here(desk: Litestar) -> None:
    posts = {route.path for route in desk.routes if "POST" in getattr(route, "methods", ())}
    assert {re.sub(r"{\w+:\w+}", "1", path) for path in posts} == set(_POSTS)


@pytest.mark.parametrize("path", _POSTS)
def test_a_form_without_the_token_is_refused(visit: Visit, path: str) -> None:
    visit.signed_in()
    visit.token()
    answer = visit.client.post(path, data={"value": "en"}, headers=SAME_SITE, follow_redirects=False)
    assert answer.status_code == 403
    assert visit.is_signed_in()


@pytest.mark.parametrize("path", _POSTS)
def test_a_form_of_another_site_is_refused_even_with_the_token(visit: Visit, path: str) -> None:
    visit.signed_in()
    answer = visit.send(path, headers={"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}, value="en")
    assert answer.status_code == 403
    assert visit.is_signed_in()


@pytest.mark.parametrize("token", ["", "0" * 128, "không", "0" * 64])
def test_a_token_that_is_not_ours_is_refused(visit: Visit, token: str) -> None:
    visit.signed_in()
    visit.token()
    data = {"_csrf_token": token, "value": "en"}
    assert visit.client.post("/language", data=data, headers=SAME_SITE, follow_redirects=False).status_code == 403


def test_a_planted_pair_of_cookie_and_token_is_refused_and_cleared(visit: Visit) -> None:
    visit.client.cookies.set(CSRF, "0" * 128, domain=HOST, path="/")
    answer = visit.client.post(
        "/language", data={"_csrf_token": "0" * 128, "value": "en"}, headers=SAME_SITE, follow_redirects=False
    )
    assert answer.status_code == 403
    assert CSRF not in visit.client.cookies
    assert visit.send("/language", value="en").status_code == 303


def test_the_token_of_another_browser_is_refused(visit: Visit) -> None:
    other = visit.token()
    visit.client.cookies.clear()
    visit.token()
    data = {"_csrf_token": other, "value": "en"}
    assert visit.client.post("/language", data=data, headers=SAME_SITE, follow_redirects=False).status_code == 403


def test_htmx_sends_the_token_as_a_header(visit: Visit) -> None:
    key = visit.signed_in()
    other = visit.client.cookies[SESSION]
    visit.signed_in(agent="ở nhà")
    assert other != visit.client.cookies[SESSION]
    headers = SAME_SITE | {"HX-Request": "true", "X-CSRFToken": visit.token()}
    answer = visit.client.post(f"/account/sessions/{key}/end", headers=headers, follow_redirects=False)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<section class="card" id="sessions"')
    assert "ở nhà" in answer.text and "<html" not in answer.text


@pytest.mark.parametrize(
    ("fetch_site", "origin", "elsewhere"),
    [
        ("same-origin", None, False),
        ("same-origin", "https://evil.example", False),  # a page cannot set this header: the browser knows better
        ("none", None, False),
        ("same-site", None, True),
        ("cross-site", f"https://{HOST}", True),
        (None, f"https://{HOST}", False),
        (None, f"https://{HOST}:8443", True),
        (None, "https://evil.example", True),
        (None, "null", True),
        (None, "", True),
        (None, None, False),
    ],
)
def test_what_browsers_say_of_where_a_form_comes_from(
    fetch_site: str | None, origin: str | None, elsewhere: bool
) -> None:
    assert comes_from_elsewhere(HOST, fetch_site, origin) is elsewhere


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe=\xff", "application/x-www-form-urlencoded"),
        (b"value=en&value=vi", "application/x-www-form-urlencoded"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"broken", "multipart/form-data"),
        (b'{"value": "en"}', "application/json"),
        (b"{", "application/json"),
    ],
)
def test_a_broken_form_is_refused_and_breaks_nothing(visit: Visit, body: bytes, kind: str) -> None:
    visit.token()
    headers = SAME_SITE | {"X-CSRFToken": visit.client.cookies[CSRF], "Content-Type": kind}
    answer = visit.client.post("/language", content=body, headers=headers, follow_redirects=False)
    assert answer.status_code in (400, 403)
