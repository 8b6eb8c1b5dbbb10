"""The server: three loopback addresses on one port, a record of what was asked, robots.txt for each."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import SplitResult, urlsplit

from jobs.demo_site import bao, cong, faults, liferay
from jobs.demo_site.articles import ADDRESSES, SITES, DemoSiteError, Site, articles
from jobs.demo_site.page import NOTICE, Page, View

FIRST_CLOCK = date(2025, 1, 6)
_ATTEMPTS = 20
_RESPOND: dict[Site, Callable[[SplitResult, View], Page]] = {
    "bao": bao.respond,
    "liferay": liferay.respond,
    "cong": cong.respond,
}
PRIVATE: dict[Site, tuple[str, ...]] = {"bao": bao.PRIVATE, "liferay": liferay.PRIVATE, "cong": cong.PRIVATE}
_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="180">'
    '<rect width="320" height="180" fill="#c8c8c8"/><text x="90" y="95">Ảnh minh họa</text></svg>'
)


class Seen(NamedTuple):
    """One request as it came in; `path` has the query, `user_agent` is empty where none was sent."""

    site: Site
    method: str
    path: str
    user_agent: str


class DemoServer:
    """The three running sites; a context manager. `night` and `clock` may be set while it runs.

    `clock` is the day on the page clocks; it follows `night` unless set. `seen` is every request in order of arrival.
    """

    def __init__(self, port: int = 0, night: int = 1) -> None:
        self._night = night
        self._clock: date | None = None
        articles(night)
        self._lock = threading.Lock()
        self._seen: list[Seen] = []
        self._servers = _bind(self, port)
        self.port: int = self._servers[0].server_address[1]
        self._threads = [threading.Thread(target=s.serve_forever, args=(0.05,), daemon=True) for s in self._servers]
        for thread in self._threads:
            thread.start()

    @property
    def url(self) -> str:
        """The newspaper's base URL, without a slash at the end."""
        return self.urls["bao"]

    @property
    def urls(self) -> dict[Site, str]:
        """Each site's base URL, without a slash at the end."""
        return {site: f"http://{ADDRESSES[site]}:{self.port}" for site in SITES}

    @property
    def night(self) -> int:
        """Which version of the changing article is served, 1 or 2."""
        return self._night

    @night.setter
    def night(self, night: int) -> None:
        articles(night)
        self._night = night

    @property
    def clock(self) -> date:
        """The day that page clocks show and visitor counters grow by."""
        return self._clock or FIRST_CLOCK + timedelta(days=self._night - 1)

    @clock.setter
    def clock(self, day: date | None) -> None:
        self._clock = day

    @property
    def seen(self) -> list[Seen]:
        """Every request so far, in order of arrival."""
        with self._lock:
            return list(self._seen)

    @property
    def requests(self) -> list[tuple[str, str]]:
        """(method, path with query) of every request so far."""
        return [(seen.method, seen.path) for seen in self.seen]

    def forget(self) -> None:
        """Empty the record of requests."""
        with self._lock:
            self._seen.clear()

    def trespasses(self) -> list[Seen]:
        """The requests for what robots.txt disallows; empty for a polite crawler."""
        return [seen for seen in self.seen if seen.path.startswith(PRIVATE[seen.site])]

    def answer(self, seen: Seen) -> Page:
        """Record the request and give the page for it."""
        with self._lock:
            self._seen.append(seen)
        address = urlsplit(seen.path)
        view = View(self.night, self.clock, self.urls[seen.site])
        if address.path == "/robots.txt":
            return Page(_robots(seen.site, view.base).encode(), "text/plain; charset=utf-8")
        if seen.path.startswith(PRIVATE[seen.site]):
            return Page(f"<h1>Trang nội bộ</h1><p>robots.txt không cho lấy trang này.</p><p>{NOTICE}</p>".encode())
        if address.path.endswith(".svg"):
            return Page(_PICTURE.encode(), "image/svg+xml")
        if seen.site == "cong" and address.path.startswith(faults.PREFIX):
            return faults.respond(address, view)
        return _RESPOND[seen.site](address, view)

    def close(self) -> None:
        """Stop the three servers and free the port."""
        for server in self._servers:
            server.shutdown()
            server.server_close()
        for thread in self._threads:
            thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()


def serve(port: int = 0, night: int = 1) -> DemoServer:
    """Start the three sample sites on `port` (0: any free one) and return the running server.

    Raises DemoSiteError where the articles are not there or the addresses cannot be bound.
    """
    return DemoServer(port, night)


def _bind(demo: DemoServer, port: int) -> list[ThreadingHTTPServer]:
    """One listener for each loopback address, all on the same port."""
    failure: OSError | None = None
    for _ in range(1 if port else _ATTEMPTS):
        bound: list[ThreadingHTTPServer] = []
        try:
            for site in SITES:
                number = bound[0].server_address[1] if bound else port
                bound.append(_Listener((ADDRESSES[site], number), _handler(demo, site)))
        except OSError as error:
            failure = error
            for server in bound:
                server.server_close()
        else:
            return bound
    wanted = ", ".join(ADDRESSES.values())
    raise DemoSiteError(
        f"cannot listen on {wanted} with port {port or 'any'}: {failure}. On macOS the addresses after the first must"
        " be added before: sudo ifconfig lo0 alias 127.0.0.2 up; sudo ifconfig lo0 alias 127.0.0.3 up"
    )


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False


def _handler(demo: DemoServer, site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "ChiboDemo"
        sys_version = ""
        timeout = 30

        def do_GET(self) -> None:
            page = demo.answer(Seen(site, self.command, self.path, self.headers.get("User-Agent", "")))
            tag = page.headers.get("ETag")
            if tag is not None and self.headers.get("If-None-Match") == tag:
                page = Page(b"", page.content_type, 304, {"ETag": tag})
            self._send(page)

        do_HEAD = do_GET

        def _send(self, page: Page) -> None:
            self.send_response(page.status)
            self.send_header("Content-Type", page.content_type)
            for name, value in page.headers.items():
                if name != faults.NO_LENGTH:
                    self.send_header(name, value)
            if faults.NO_LENGTH in page.headers:
                self.send_header("Connection", "close")
            elif page.status != 304:
                self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            if self.command == "HEAD":
                return
            try:
                self.wfile.write(page.body)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def date_time_string(self, timestamp: float | None = None) -> str:
            return f"{demo.clock:%a, %d %b %Y} 23:14:37 GMT"

        def log_message(self, format: str, *args: object) -> None:
            """The demo site keeps its own record; nothing is printed."""

    return Handler


def _robots(site: Site, base: str) -> str:
    lines = ["User-agent: *", *(f"Disallow: {prefix}" for prefix in PRIVATE[site])]
    if site == "bao":
        lines += ["", f"Sitemap: {base}/sitemap.xml"]
    return "\n".join(lines) + "\n"
