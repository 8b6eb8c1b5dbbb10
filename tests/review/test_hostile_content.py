"""Whatever an article, a fact, a note or an address holds, a page shows it as text: nothing of it is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from httpx import Request, Response
from litestar.testing import TestClient
from lxml import html
from playwright.sync_api import Browser

import db
from db.models.people import Role
from db.reading import Filters
from review.app import create_app
from review.settings import Settings
from tests.review import hostile
from tests.review.browser import serving, watch
from tests.review.visiting import HOST, Clock, Visit
from tests.review.wandering import plain_paths, query_names, wander

_ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "poster", "data", "hx-get", "hx-post")
_ROLES: tuple[Role | None, ...] = (None, "viewer", "editor", "admin")


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """A desk over a store of nothing but attempts."""
    engine = db.engine(f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'chibo.sqlite3'}")
    db.migrate(engine)
    hostile.fill(engine)
    settings = Settings(secret="s" * 64, hosts=(HOST,), api_a_minute=100_000, api_a_minute_with_token=100_000)
    clock = Clock()
    with TestClient(
        create_app(engine, settings, now=clock), base_url=f"https://{HOST}", raise_server_exceptions=False
    ) as client:
        yield Visit(client, engine, clock)
    engine.dispose()


def faults(answer: Response) -> list[str]:
    """What a browser would run or take for mark-up; empty for an answer that is safe."""
    if answer.status_code >= 500:
        return [f"status {answer.status_code}"]
    if not answer.content:
        return []
    kind = answer.headers.get("content-type", "")
    if not kind.startswith(("text/html", "image/svg+xml")):
        safe = answer.headers.get("x-content-type-options") == "nosniff" and "javascript" not in kind
        return [] if safe or answer.request.url.path.startswith("/static/") else [f"may be taken for a page: {kind}"]
    found = []
    for element in html.fromstring(answer.content).iter():
        if not isinstance(element.tag, str):
            continue
        if hostile.MARK in element.tag or element.tag in ("iframe", "object", "embed", "base", "style"):
            found.append(f"<{element.tag}>")
        ours = element.get("src", "").startswith("/static/") and not element.text
        if element.tag == "script" and not ours and element.get("type") != "application/json":
            found.append("<script>")
        for name, value in element.attrib.items():
            if name.startswith(("on", "hx-on")) or name == "srcdoc" or name == "style":
                found.append(f"{element.tag} {name}={value[:60]!r}")
            scheme = re.sub(r"[\s\x00-\x20]", "", value).lower()
            if name in _ADDRESSES and scheme.startswith(("javascript:", "vbscript:", "data:text")):
                found.append(f"{element.tag} {name}={value[:60]!r}")
    if f"<{hostile.MARK}" in answer.text:
        found.append(f"raw <{hostile.MARK}")
    return found


def _as(visit: Visit, role: Role | None) -> None:
    visit.client.cookies.clear()
    if role:
        visit.signed_in(role, role)


def _starts(visit: Visit) -> list[str]:
    claims = [f"/items/hostile-{number}" for number in range(hostile.ARTICLES)]
    return [*plain_paths(visit.client.app), *claims]


def test_the_search_for_faults_finds_them() -> None:
    def page(body: str) -> Response:
        request = Request("GET", "https://desk/")
        return Response(200, html=f"<body>{body}", request=request)

    for body in (
        f"<p>{hostile.attempt('x')}",
        "<a href=' java\nscript:alert(1)'>x</a>",
        "<p onclick=x>",
        "<script>1</script>",
        "<svg onload=x>",
    ):
        assert faults(page(body)), body
    assert faults(page("<p>&lt;script&gt;</p><a href='https://x.example/'>x</a>")) == []


@pytest.mark.parametrize("role", _ROLES)
def test_nothing_that_is_stored_is_run(visit: Visit, role: Role | None) -> None:
    _as(visit, role)
    wrong, shown, pages = {}, set(), 0
    for path, answer in wander(visit, _starts(visit)):
        pages += 1
        if found := faults(answer):
            wrong[path] = found
        shown |= set(re.findall(rf"&lt;{hostile.MARK} data-in=(?:&#34;|&quot;)(\w+)", answer.text))
    assert wrong == {}
    assert pages > 20
    if role == "editor":  # the attempts were there to be seen, as text
        assert {"title", "text", "unit", "explanation_vi", "note"} <= shown


def test_nothing_of_an_address_is_run(visit: Visit) -> None:
    """Every parameter of every page, one after the other: reflected as text, or not at all."""
    _as(visit, "admin")
    names = query_names(visit.client.app) | {name.rstrip("_") for name in Filters.__slots__}
    names |= {"q", "next", "page", "sort", "limit", "cursor", "format", "order", "view"}
    wrong = {}
    for path in [*plain_paths(visit.client.app), "/items/hostile-1", "/nothing"]:
        for name in sorted(names):
            answer = visit.get(path, params={name: hostile.attempt(name)})
            if found := faults(answer):
                wrong[f"{path}?{name}"] = found
        answer = visit.get(path, params={hostile.attempt("name"): "1"})
        if found := faults(answer):
            wrong[f"{path}?<name>"] = found
    assert wrong == {}


@pytest.mark.parametrize("path", ["/{}", "/items/{}", "/practice/{}", "/api/v1/{}", "/api/v1/facts/{}", "/static/{}"])
def test_nothing_of_a_path_is_run(visit: Visit, path: str) -> None:
    _as(visit, "admin")
    for text in (hostile.attempt("path"), "<script>ran=1</script>", "javascript:alert(1)"):
        assert faults(visit.get(path.format(quote(text, safe="")))) == []


def test_what_a_form_sends_is_shown_as_text(visit: Visit) -> None:
    _as(visit, "admin")
    answers = [
        visit.send("/account/tokens", name=hostile.attempt("token"), days="30"),
        visit.send("/account/password", present=hostile.attempt("x"), new=hostile.attempt("x"), again="y"),
        visit.send("/language", value=hostile.attempt("x")),
        visit.get("/account", headers={"User-Agent": hostile.attempt("agent")}),
        visit.get("/audit"),
    ]
    _as(visit, None)
    answers.append(visit.send("/login", name=hostile.attempt("name"), password="x", next=hostile.attempt("next")))
    assert [faults(answer) for answer in answers] == [[]] * len(answers)
    assert any(f"&lt;{hostile.MARK}" in answer.text for answer in answers)


def test_a_browser_runs_nothing_of_it(browser: Browser, visit: Visit) -> None:
    """Chromium with the editors' and the readers' pages: no dialog, nothing run, nothing that the policy had to stop."""
    app = create_app(visit.engine, Settings(secret="s" * 64, secure=False), now=visit.clock)
    _as(visit, "editor")
    secret = next(cookie.value for cookie in visit.client.cookies.jar if "session" in cookie.name)
    opened = [
        path
        for path, answer in wander(visit, _starts(visit), alike=1)
        if "text/html" in answer.headers.get("content-type", "") and answer.status_code == 200
    ]
    with serving(app) as address, browser.new_context() as context:
        context.add_cookies([{"name": "chibo-session", "value": secret, "url": address}])
        desk = watch(context, address)
        dialogs: list[str] = []
        desk.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        ran = {}
        for path in [*opened[:25], "/audit?user=%3Cimg%20src%3Dx%20onerror%3D%22window.ran%3D1%22%3E"]:
            desk.open(path)
            desk.page.mouse.move(200, 300)
            if desk.page.evaluate("window.ran") is not None:
                ran[path] = desk.page.evaluate("String(window.ran)")
        assert (ran, dialogs) == ({}, [])
        assert [said for said in desk.complaints if "Content Security Policy" in said] == []
        assert len(opened) > 8
