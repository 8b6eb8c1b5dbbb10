"""The page of records in a real browser: it asks nobody, and nothing sticks out."""

from __future__ import annotations

import http.server
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.jobs.shown_records import hostile_record, page_of, read_article


@pytest.fixture(scope="module")
def browser() -> str:
    """The path of Chromium."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.skip("no Chromium on the PATH: the page is not opened in a browser")


@pytest.fixture
def outside() -> Iterator[tuple[str, list[str]]]:
    """An address on loopback, and the paths that were asked of it."""
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def _open(browser: str, page: Path, *options: str) -> str:
    home = page.parent / "browser"
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={home}"]
    opened = subprocess.run(
        [*command, *options, page.as_uri()], capture_output=True, text=True, timeout=60, check=False, cwd=page.parent
    )
    assert opened.returncode == 0, opened.stderr
    return opened.stdout


def test_a_browser_shows_the_page_and_asks_nobody(browser: str, outside: tuple[str, list[str]], tmp_path: Path) -> None:
    address, asked = outside
    path = tmp_path / "page.html"
    path.write_text(page_of(hostile_record(address), read_article()), encoding="utf-8")
    picture = tmp_path / "page.png"
    _open(browser, path, f"--screenshot={picture}", "--window-size=1440,1200")
    assert picture.stat().st_size > 20_000
    seen = _open(browser, path, "--dump-dom")
    assert "<script" not in seen and "alert(1)" in seen
    assert asked == []
    # the same without its policy and its escapes: the listener does hear what a browser asks
    path.write_text(f"<img src={address}/x>", encoding="utf-8")
    _open(browser, path, "--dump-dom")
    assert asked == ["/x"]


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_sticks_out(browser: str, tmp_path: Path, width: int) -> None:
    page = page_of(hostile_record(), read_article())
    measured = re.sub(r"<meta http-equiv=[^>]*>", "", page) + (
        "<script>document.title = [innerWidth, document.documentElement.scrollWidth].join(' ')</script>"
    )
    path = tmp_path / "page.html"
    path.write_text(measured, encoding="utf-8")
    title = re.search(r"<title>(\d+) (\d+)</title>", _open(browser, path, "--dump-dom", f"--window-size={width},1000"))
    assert title is not None
    assert int(title[1]) <= max(width, 500) and int(title[2]) <= int(title[1])
