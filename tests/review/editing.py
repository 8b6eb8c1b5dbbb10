"""An editor at a desk in Debian's Chromium, who waits for what a person would wait for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from anyio import to_thread
from litestar.types import ASGIApp, Receive, Scope, Send
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

import db
from db.repository import users, verdicts
from schema import Verdict
from tests.databases import new_store
from tests.review.browser import Watched, watch
from tests.review.verifying import practised
from tests.review.visiting import PASSWORD, Clock, password_hash

SELECT = """([from, to]) => {
  const article = document.getElementById("article");
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const whole = nodes.map((node) => node.data).join("");
  const range = document.createRange();
  let at = 0;
  const start = whole.indexOf(from), end = whole.indexOf(to, start) + to.length;
  for (const node of nodes) {
    if (start >= at && start < at + node.data.length) range.setStart(node, start - at);
    if (end > at && end <= at + node.data.length) range.setEnd(node, end - at);
    at += node.data.length;
  }
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
}"""
"""Select from the first of these words to the last of those, as a pair of texts says."""


class Gate:
    """A desk whose answers to addresses with some ending wait while the test holds them back."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.ending = ""
        self.open = threading.Event()
        self.open.set()

    def hold_back(self, ending: str) -> None:
        """Let such requests wait until ``open`` is set."""
        self.ending = ending
        self.open.clear()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].endswith(self.ending):
            await to_thread.run_sync(self.open.wait)
        await self.app(scope, receive, send)


@contextmanager
def store_of_editors(folder: Path) -> Iterator[Engine]:
    """A store with two editors who have practised, lan and minh."""
    made = new_store(f"sqlite:///{folder}/chibo.sqlite3")
    with db.writing(made) as connection:
        for name in ("lan", "minh"):
            users.add(connection, name, password_hash(), "editor", Clock()())
    for name in ("lan", "minh"):
        practised(made, name)
    yield made
    made.dispose()


@contextmanager
def wide_screen(browser: Browser, address: str) -> Iterator[Watched]:
    """A page that must complain of nothing but refusals."""
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        watched = watch(context, address)
        yield watched
        refused = "Failed to load resource: the server responded with a status of 4"
        watched.complaints = [said for said in watched.complaints if not said.startswith(refused)]
        assert watched.is_content(), (watched.complaints, watched.asked)


def sign_in(desk: Watched, name: str = "lan", to: str = "/queue") -> None:
    """Sign in by keyboard, up to the page that comes then."""
    desk.open(f"/login?next={to}")
    expect(desk.page.locator("input[name=name]")).to_be_focused()
    desk.page.keyboard.type(name)
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.type(PASSWORD)
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url(desk.address + to)


def begin(desk: Watched) -> str:
    """Take the first item of the queue by keyboard; what the form says was seen of it."""
    ready(desk.page)
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("#decision")).to_be_visible()
    ready(desk.page)
    return seen_of(desk.page)


def ready(page: Page) -> None:
    """Wait until the page shows that keys count."""
    expect(page.locator("html.listening")).to_be_attached()


def seen_of(page: Page) -> str:
    """What the form in the page says was seen."""
    value = page.locator("input[name=seen]").get_attribute("value")
    assert value
    return value


def moved_on(page: Page, seen: str) -> str:
    """Wait until another item than the one seen is in view; what is seen of it."""
    expect(page.locator("input[name=seen]")).not_to_have_value(seen)
    ready(page)
    return seen_of(page)


def given_in(engine: Engine) -> list[Verdict]:
    """All verdicts, the oldest first."""
    with engine.connect() as connection:
        return list(verdicts.every(connection))
