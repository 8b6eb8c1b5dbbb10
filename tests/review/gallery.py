"""Every page of the desk over a made-up store, opened in a real browser: for screenshots and for axe-core."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.testing import TestClient
from playwright.sync_api import Browser, expect

import db
from db.repository import practice, users
from review.app import create_app
from review.settings import Settings
from tests.bench.store_maker import fill
from tests.review.browser import Watched, serving, watch
from tests.review.visiting import Clock, Visit
from tests.review.wandering import plain_paths, wander

NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
SIZES = {1440: 900, 390: 844}
THEMES = ("light", "dark")
_NO_PAGES = ("/healthz", "/api/v1", "/static")
_PART = re.compile(r"{\w+:(\w+)}")


@dataclass(frozen=True, slots=True)
class Shown:
    """A page by the path of its route, with an address of that route and what its handler says of it."""

    route: str
    address: str
    told: str
    signed_in: bool = True

    @property
    def name(self) -> str:
        """For a file: ``items-claim`` for ``/items/{claim:str}``."""
        return re.sub(r"[^a-z0-9]+", "-", re.sub(r":\w+}", "}", self.route)).strip("-") or "start"


@dataclass(frozen=True, slots=True)
class Gallery:
    """A desk that is served, with the secret of an admin's session."""

    served: str
    secret: str
    pages: list[Shown]


@contextmanager
def gallery(folder: Path, articles: int) -> Iterator[Gallery]:
    """Fill a store of so many made-up articles in ``folder``, serve the desk over it and find an address of each page."""
    engine = db.engine(f"sqlite:///{folder / 'gallery.sqlite3'}")
    db.migrate(engine)
    fill(engine, articles)
    clock = Clock()
    clock.at = NOW
    app = create_app(engine, Settings(secret="s" * 64, secure=False), now=clock)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        visit = Visit(client, engine, clock)
        with db.writing(engine) as connection:
            for name, role in (("minh", "viewer"), ("thu", "editor")):
                users.add(connection, name, "x", role, NOW)
        visit.signed_in("lan", "admin", agent="Firefox")
        secret = str(client.cookies.get("__Host-chibo-session"))
        client.cookies.set("chibo-session", secret)
        with db.writing(engine) as connection:
            found = users.find(connection, "lan")
            assert found is not None
            practice.waive(connection, found.id, None, NOW)
        pages = [*_pages(visit), Shown("/login", "/login", "Signing in.", signed_in=False)]
    with serving(app) as served:
        yield Gallery(served, secret, pages)
    engine.dispose()


def opened(
    browser: Browser, shown: Gallery, width: int, theme: Any, language: str = "vi"
) -> Iterator[tuple[Shown, Watched]]:
    """Each page in turn, in one width (CSS pixels), theme and language; signed in as an admin, the sign-in page not."""
    for signed_in in (True, False):
        with browser.new_context(viewport={"width": width, "height": SIZES[width]}, color_scheme=theme) as context:
            cookies = {"chibo-language": language} | ({"chibo-session": shown.secret} if signed_in else {})
            context.add_cookies(
                [{"name": name, "value": value, "url": shown.served} for name, value in cookies.items()]
            )
            desk = watch(context, shown.served)  # one tab: another would be another process of the browser
            for page in shown.pages:
                if page.signed_in is signed_in:
                    desk.complaints.clear()
                    desk.asked.clear()
                    desk.open(page.address)
                    desk.page.evaluate("document.fonts.ready")
                    expect(desk.page.locator("html.scripted:not(.listening)")).not_to_be_attached()
                    yield page, desk


def faults(desk: Watched) -> list[str]:
    """What axe-core finds that is serious or critical, each with the element."""
    found = Axe().run(desk.page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{fault['id']} ({fault['impact']}): {fault['nodes'][0]['html'][:160]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]


def _pages(visit: Visit) -> Iterator[Shown]:
    """One address of every page, those with parts in their path from links to them."""
    app: Litestar = visit.client.app
    walked = {
        path: answer.headers.get("content-type", "")
        for path, answer in wander(visit, [path for path in plain_paths(app) if not path.startswith(_NO_PAGES)])
        if answer.status_code == 200
    }
    told = _told(app)
    for route in sorted(told):
        pattern = re.compile(_PART.sub("[^/?]+", route) + r"(\?.*)?")
        fitting = [path for path in walked if pattern.fullmatch(path) and walked[path].startswith("text/html")]
        exact = [path for path in fitting if path.partition("?")[0] not in told or "{" not in route]
        if exact:
            yield Shown(route, min(exact, key=len), told[route])


def _told(app: Litestar) -> dict[str, str]:
    """The routes that are read, with the first line of what their handlers say."""
    return {
        route.path: (getattr(handler.fn, "func", handler.fn).__doc__ or "").strip().partition("\n")[0]
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if "GET" in handler.http_methods and not route.path.startswith((*_NO_PAGES, "/login"))
    }
