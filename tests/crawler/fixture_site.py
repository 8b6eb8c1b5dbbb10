"""A small site on loopback that changes between nights and misbehaves where asked to; run as the process of a crawl.

`python fixture_site.py FOLDER PLAN` serves the site, crawls it once as PLAN (JSON) says, and prints what
came of it as JSON: a process can crawl once, so that every crawl of the tests is a process of its own.
The store lives between them as a pickle in FOLDER.
"""

from __future__ import annotations

import gzip
import json
import pickle
import sys
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

from crawler import MemoryStore, load_source
from crawler.items import CrawledArticle
from crawler.run import crawl

TEXT = "Trong năm 2023, Đảng bộ xã số {n} kết nạp {count} đảng viên, đạt {count}% chỉ tiêu huyện giao; nhiều chi bộ thôn có nguồn mới."


def article(number: int, count: int) -> str:
    return (
        f"<html><head><title>Xã số {number} kết nạp đảng viên</title><link rel=canonical href='/bai/{number}.html'></head><body><div id=dongho>Thứ Hai, 05/01/2026 08:00:01</div>"
        f"<div><h1>Xã số {number} kết nạp đảng viên</h1><p>0{number}/02/2024 09:00</p><p>{TEXT.format(n=number, count=count)}</p><p>{TEXT.format(n=number, count=count + 1)}</p></div></body></html>"
    )


class Site(BaseHTTPRequestHandler):
    """Night 2 corrects article 2 (told by the sitemap) and 3 (told by nobody), and adds article 5."""

    plan: ClassVar[dict[str, Any]] = {}
    asked: ClassVar[Counter[str]] = Counter()
    validated = 0

    def do_GET(self) -> None:
        path, night = self.path, self.plan["night"]
        Site.asked[path] += 1
        if self.plan.get("down"):
            return self.answer(500, b"down")
        if path == "/robots.txt":
            return self.answer(200, b"User-agent: *\nDisallow: /kin/\n", "text/plain")
        if path == "/sitemap.xml":
            changed = "2024-03-02" if night == 2 else "2024-02-02"
            rows = f"<url><loc>{self.base}/bai/2.html?utm_source=map</loc><lastmod>{changed}</lastmod></url>"
            return self.answer(200, gzip.compress(f"<urlset>{rows}</urlset>".encode()), "application/gzip")
        if path == "/ds":
            links = "".join(f'<a href="/bai/{n}.html">Bài {n}</a>' for n in (1, 2, 3))
            faults = "".join(f'<a href="{fault}">x</a>' for fault in self.plan.get("faults", []))
            return self.answer(
                200, f'{links}{faults}<a href="/kin/1.html">kín</a><a class="next" href="/ds?p=2">Sau</a>'.encode()
            )
        if path == "/ds?p=2":
            more = '<a href="/bai/5.html">Bài 5</a>' if night == 2 else ""
            return self.answer(
                200, f'<a href="/bai/4.html#x">Bài 4</a>{more}<a class="next" href="/ds?p=2">Sau</a>'.encode()
            )
        if path.startswith("/bai/") and path[5:6].isdigit():
            return self.send_article(int(path[5]), night)
        return self.misbehave(path)

    def send_article(self, number: int, night: int) -> None:
        count = 20 + number + (1 if night == 2 and number in (2, 3) else 0)
        tag = f'"{number}-{count}"'
        if number != 4 and self.headers.get("If-None-Match") == tag:
            Site.validated += 1
            return self.answer(304, b"")
        headers = {} if number == 4 else {"ETag": tag, "Last-Modified": "Fri, 02 Feb 2024 00:00:00 GMT"}
        return self.answer(200, article(number, count).encode(), **headers)

    def misbehave(self, path: str) -> None:
        if path == "/bai/loop":
            return self.answer(302, b"", Location="/bai/loop2")
        if path == "/bai/loop2":
            return self.answer(302, b"", Location="/bai/loop")
        if path == "/bai/away":
            return self.answer(302, b"", Location="http://khac.invalid/")
        if path == "/bai/home":
            return self.answer(302, b"", Location="/trang-chu")
        if path == "/bai/big":
            return self.answer(200, b"<p>" + b"x" * 300_000)
        if path == "/bai/pdf":
            return self.answer(200, b"%PDF-1.7", "application/pdf")
        if path == "/bai/zip":
            return self.answer(200, b"PK\x03\x04" + bytes(99))
        if path == "/bai/empty":
            return self.answer(200, b"")
        if path == "/bai/none":
            return self.answer(200, "<h1>Không có bài</h1>".encode())
        if path == "/bai/cut":
            self.send_response(200)
            self.send_header("Content-Length", "5000")
            self.end_headers()
            self.wfile.write(b"<p>")
            self.close_connection = True
            return None
        return self.answer(500 if path == "/bai/x500" else 200 if path == "/trang-chu" else 404, b"<p>x</p>")

    def answer(self, status: int, body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        try:
            self.end_headers()
            self.wfile.write(body)
        except ConnectionError:  # the crawler hung up on a page over the limit
            self.close_connection = True

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]

    def log_message(self, *_: object) -> None:
        """Nothing is printed but the result."""


SOURCE = """
name = "{name}"
title = "Trang thử"
homepage = "http://127.0.0.1:{port}/"
[discovery]
sitemaps = ["http://127.0.0.1:{port}/sitemap.xml"]
allow = ['/bai/', '/kin/']
[[discovery.listings]]
url = "http://127.0.0.1:{port}/ds"
next = "a.next"
max_pages = 5
[polite]
delay = 0
max_page_bytes = 200000
"""


class BrokenStore(MemoryStore):
    """A store whose disk is full."""

    def save(self, article: CrawledArticle) -> Any:
        raise OSError(28, "No space left on device")


def main(folder: Path, plan: dict[str, Any]) -> dict[str, Any]:
    Site.plan = plan
    server = ThreadingHTTPServer(("127.0.0.1", plan.get("port", 0)), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sources = []
    for name in plan.get("sources", ["thu"]):
        port = 9 if name == "tat" else server.server_port  # nothing listens on the discard port
        text = SOURCE.format(name=name, port=port)
        text = text.replace("delay = 0", f"delay = 0\nmax_pages_a_night = {plan['limit']}") if "limit" in plan else text
        path = folder / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        sources.append(load_source(path))
    kept = folder / "store.pickle"
    store: MemoryStore = pickle.loads(kept.read_bytes()) if kept.exists() else MemoryStore()
    stores = {"broken": BrokenStore()}
    events: list[int] = []
    report = crawl(
        sources,
        stores.get(plan.get("store", ""), store),
        folder / "archive",
        progress=lambda source: events.append(source.pages),
        settings_overrides={"RETRY_TIMES": 1},
    )
    kept.write_bytes(pickle.dumps(store))
    return {
        "port": server.server_port,
        "complete": report.complete,
        "events": len(events),
        "asked": Site.asked,
        "validated": Site.validated,
        "revisions": {
            url.split("/", 3)[3]: [r.content_hash for r in found] for (_, url), found in store.revisions.items()
        },
        "sources": {
            source.source: {
                **{
                    name: getattr(source, name)
                    for name in (
                        "ended",
                        "listed",
                        "pages",
                        "new",
                        "changed",
                        "unchanged",
                        "left",
                        "robots_disallowed",
                        "failed",
                    )
                },
                "failures": {
                    failure.url.split("/", 3)[3]: [failure.reason, str(failure)] for failure in source.failures
                },
            }
            for source in report.sources
        },
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), json.loads(sys.argv[2]))))
