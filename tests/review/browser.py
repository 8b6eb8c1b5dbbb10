"""A real browser at a real desk on loopback, watched: what it complains of, and whom it asks."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
import uvicorn
from litestar.types import ASGIApp
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

_ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()


@dataclass
class Watched:
    """A page with what went wrong on it. ``address`` is the desk's."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def open(self, path: str) -> None:
        """Go to a page of the desk."""
        self.page.goto(self.address + path)

    def is_content(self) -> bool:
        """Whether nothing was complained of and nobody but the desk was asked for anything."""
        return self.complaints == [] and self.asked == {urlsplit(self.address).netloc}


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Debian's Chromium; skips where it is not installed."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """The desk on a free port of loopback, in a thread; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as opened:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", proxy_headers=False, server_header=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{opened.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=20)


def watch(context: BrowserContext, address: str) -> Watched:
    """A new page that is watched."""
    watched = Watched(context.new_page(), address)
    page = watched.page
    page.on("console", lambda said: watched.complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    page.on("request", lambda request: watched.asked.add(urlsplit(request.url).netloc))
    return watched
