"""Requests that no browser sends: paths, headers, bodies and bytes of someone who tries what the desk makes of them."""

from __future__ import annotations

import csv
import io
import socket
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import openpyxl
import pytest
from litestar.testing import TestClient
from sqlalchemy import Engine

import db
from review.app import create_app
from review.security.roles import route_table
from review.settings import Settings
from tests.review import hostile
from tests.review.browser import serving
from tests.review.visiting import CSRF, HOST, SAME_SITE, Clock, Visit
from tests.review.wandering import plain_paths, wander


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = db.engine(f"sqlite:///{tmp_path_factory.mktemp('requests') / 'chibo.sqlite3'}")
    db.migrate(engine)
    hostile.fill(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def visit(store: Engine) -> Iterator[Visit]:
    settings = Settings(secret="s" * 64, hosts=(HOST,), api_a_minute=100_000, api_a_minute_with_token=100_000)
    app = create_app(store, settings, now=Clock())
    with TestClient(app, base_url=f"https://{HOST}", raise_server_exceptions=False) as client:
        yield Visit(client, store, Clock())


# Files ----------------------------------------------------------------------------------------------

_BESIDE = ["app.py", "settings.py", "templates/layout.html", "locale/vi/LC_MESSAGES/chibo.po", "security/csrf.py"]
_WAYS = [
    "..",
    "%2e%2e",
    "%2E%2E",
    "..%2f",
    "..%5c",
    "%252e%252e",
    "....//",
    "vendor/../..",
    "vendor/%2e%2e/..",
    ".//..",
]


@pytest.mark.parametrize("file", [*_BESIDE, "../../../../../../../../etc/passwd"])
def test_no_file_beside_the_static_ones_is_given(visit: Visit, file: str) -> None:
    for way in _WAYS:
        answer = visit.get(f"/static/{way}/{file}")
        assert answer.status_code in (400, 404, 405), (way, file)
        assert "root:" not in answer.text and "from __future__" not in answer.text
    for whole in (
        "/static//etc/passwd",
        "/static/%2fetc%2fpasswd",
        "/static/chibo.css%00.html",
        "/static/.",
        "/static/",
    ):
        assert visit.get(whole).status_code in (400, 404, 405), whole
    assert visit.get("/static/chibo.css").status_code == 200


def test_no_file_is_given_by_the_bytes_of_a_request(store: Engine) -> None:
    """As a client sends it that does not put paths in order first."""
    app = create_app(store, Settings(secret="s" * 64, secure=False))
    with serving(app) as address:
        for path in ("/static/../app.py", "/static/../../etc/passwd", "/static/vendor/../../app.py", "//etc/passwd"):
            said = _raw(address, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
            assert said.split()[1] in (b"400", b"404"), path
            assert b"create_app" not in said and b"root:" not in said


# Downloads for spreadsheets ---------------------------------------------------------------------------


def _downloads(visit: Visit) -> list[tuple[str, httpx.Response]]:
    visit.client.cookies.clear()
    visit.signed_in("admin", "admin")
    return [
        (path, answer)
        for path, answer in wander(visit, plain_paths(visit.client.app), alike=1)
        if "attachment" in answer.headers.get("content-disposition", "") and answer.status_code == 200
    ]


def test_a_spreadsheet_takes_no_cell_for_a_formula(visit: Visit) -> None:
    downloads = _downloads(visit)
    kinds = {answer.headers["content-type"].partition(";")[0] for _, answer in downloads}
    assert {"text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"} <= kinds
    for path, answer in downloads:
        kind = answer.headers["content-type"]
        if kind.startswith("text/csv"):
            cells = [cell for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))) for cell in row]
        elif "spreadsheetml" in kind:
            book = openpyxl.load_workbook(io.BytesIO(answer.content))
            found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
            assert [cell.value for cell in found if cell.data_type == "f" or cell.hyperlink] == [], path
            continue
        else:
            continue
        dangerous = [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r")) or _negative_text(cell)]
        assert dangerous == [], path


def _negative_text(cell: str) -> bool:
    """A minus that does not begin a number."""
    if not cell.startswith("-"):
        return False
    try:
        float(cell)
    except ValueError:
        return True
    return False


def test_a_download_is_never_shown_as_a_page_and_its_name_is_ours(visit: Visit) -> None:
    for path, answer in _downloads(visit):
        assert answer.headers["x-content-type-options"] == "nosniff", path
        assert "html" not in answer.headers["content-type"], path
        name = answer.headers["content-disposition"]
        assert hostile.MARK not in name and "/" not in name and "\\" not in name, path


# Headers ----------------------------------------------------------------------------------------------

_FORGED = [
    "x\r\nSet-Cookie: planted=1",
    "x\nX-Forged: 1",
    "/\r\nLocation: https://evil.example",
    "\u2028X-Forged: 1",
    "嘊嘍X-Forged: 1",
]


@pytest.mark.parametrize("forged", _FORGED)
def test_no_header_is_forged(visit: Visit, forged: str) -> None:
    answers = [
        visit.get(path, params={name: forged})
        for path in plain_paths(visit.client.app)
        for name in ("next", "q", "format")
    ]
    answers += [
        visit.get(f"/login?next={httpx.QueryParams({'a': forged})}"),
        visit.send("/language", value="en", next=forged),
    ]
    answers += [
        visit.send("/login", name=forged, password="x", next=forged),
        visit.send("/theme", value="dark", next=forged),
    ]
    for answer in answers:
        assert answer.status_code < 500
        assert "x-forged" not in answer.headers and "planted" not in answer.headers.get("set-cookie", "")
        assert urlsplit(answer.headers.get("location", "")).netloc == ""


def test_a_host_that_is_not_ours_gets_nowhere(visit: Visit) -> None:
    """Neither by Host nor by the headers that some proxies write; and no page repeats one."""
    for path in [*plain_paths(visit.client.app), "/items/hostile-1"]:
        assert visit.get(path, headers={"Host": "evil.example"}).status_code == 400
        for header in ("X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-URL", "X-Rewrite-URL"):
            answer = visit.get(path, headers={header: "host=evil.example" if header == "Forwarded" else "evil.example"})
            assert "evil.example" not in answer.text and "evil.example" not in answer.headers.get("location", "")


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "x", "GET\t"])
def test_a_method_that_is_none(visit: Visit, method: str) -> None:
    try:
        answer = visit.client.request(method, "/")
    except (httpx.LocalProtocolError, httpx.InvalidURL):
        return
    assert answer.status_code in (400, 403, 404, 405)


# Bodies and bytes -------------------------------------------------------------------------------------


def _posts(visit: Visit) -> list[str]:
    return [route.path for route in route_table(visit.client.app) if route.method == "POST"]


def _fill(path: str) -> str:
    for part, value in (("{session_id:int}", "1"), ("{token_id:int}", "1"), ("{user_id:int}", "1")):
        path = path.replace(part, value)
    return path.replace("{claim:str}", "hostile-1").replace("{name:str}", "accept").replace("{", "").replace("}", "")


_BODIES = {
    "deep json": (b"[" * 100_000 + b"]" * 100_000, "application/json"),
    "deep object": (b'{"a":' * 20_000 + b"1" + b"}" * 20_000, "application/json"),
    "large number": (b'{"value": ' + b"9" * 10_000 + b"}", "application/json"),
    "not utf-8": (b"value=\xff\xfe\xfa&name=\xc3\x28&claim=\x80", "application/x-www-form-urlencoded"),
    "not utf-8, written": (b"value=%ff%fe&name=%c3%28&seen=%ed%a0%80", "application/x-www-form-urlencoded"),
    "null": (b"value=a%00b&name=%00&decision=%00&note=%00", "application/x-www-form-urlencoded"),
    "many fields": (b"&".join(b"a%d=1" % number for number in range(20_000)), "application/x-www-form-urlencoded"),
    "one field often": (b"&".join([b"decision=accept"] * 10_000), "application/x-www-form-urlencoded"),
    "many parts": (
        b"".join(b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' for _ in range(3000)) + b"--x--",
        "multipart/form-data; boundary=x",
    ),
    "no kind": (b"value=en", "text/plain"),
    "odd charset": (b"value=en", "application/x-www-form-urlencoded; charset=utf-7"),
    "message pack": (b"\xdf\xff\xff\xff\xff", "application/x-msgpack"),
}


@pytest.mark.parametrize("body", _BODIES)
def test_a_body_that_no_form_sends_breaks_nothing(visit: Visit, body: str) -> None:
    visit.signed_in("admin", "admin")
    visit.token()
    content, kind = _BODIES[body]
    headers = SAME_SITE | {"X-CSRFToken": visit.client.cookies[CSRF], "Content-Type": kind}
    wrong = {}
    for path in _posts(visit):
        if path in ("/logout", "/account/sessions/end"):
            continue
        answer = visit.client.post(_fill(path), content=content, headers=headers, follow_redirects=False)
        if answer.status_code >= 500:
            wrong[path] = answer.status_code
    assert wrong == {}


def test_a_body_that_is_too_large_is_refused_by_every_form(visit: Visit) -> None:
    visit.signed_in("admin", "admin")
    visit.token()
    headers = SAME_SITE | {
        "X-CSRFToken": visit.client.cookies[CSRF],
        "Content-Type": "application/x-www-form-urlencoded",
    }
    large = b"value=" + b"x" * Settings(secret="s" * 64).body_limit
    taken = {}
    for path in _posts(visit):
        answer = visit.client.post(_fill(path), content=large, headers=headers, follow_redirects=False)
        if answer.status_code >= 500 or (answer.status_code == 200 and b"xxxxxxxxxx" * 100 in answer.content):
            taken[path] = answer.status_code
    assert taken == {}


_BYTES = ["%ff", "%c3%28", "%ed%a0%80", "%00", "%f4%90%80%80", "%", "%zz", "a%0d%0ab", "%e2%80%ae", "%ef%bf%be"]


@pytest.mark.parametrize("written", _BYTES)
def test_bytes_that_are_no_text_in_an_address(visit: Visit, written: str) -> None:
    visit.signed_in("admin", "admin")
    wrong = {}
    names = ("q", "province", "user", "page", "cursor", "from")
    for path in plain_paths(visit.client.app):
        for name in names:
            answer = visit.get(f"{path}?{name}={written}")
            if answer.status_code >= 500:
                wrong[f"{path}?{name}"] = answer.status_code
    for path in ("/", "/items/", "/api/v1/facts/", "/api/v1/places/", "/api/v1/articles/", "/static/", "/practice/"):
        answer = visit.get(f"{path}{written}")
        if answer.status_code >= 500:
            wrong[path] = answer.status_code
    assert wrong == {}


def test_a_null_reaches_no_database(database: Engine) -> None:
    """PostgreSQL refuses it in any text, and what was not foreseen would be a fault of ours."""
    hostile.fill(database)
    app = create_app(database, Settings(secret="s" * 64, hosts=(HOST,), api_a_minute=100_000), now=Clock())
    with TestClient(app, base_url=f"https://{HOST}", raise_server_exceptions=False) as client:
        visit = Visit(client, database, Clock())
        visit.signed_in("admin", "admin")
        visit.token()
        fields = (
            "name",
            "value",
            "next",
            "present",
            "decision",
            "note",
            "reason",
            "seen",
            "claim",
            "uid",
            "unit",
            "nonce",
        )
        wrong = {}
        for path in _posts(visit):
            answer = visit.send(_fill(path), **dict.fromkeys(fields, "a\0b"))
            if answer.status_code >= 500:
                wrong[path] = answer.status_code
            visit.signed_in("admin", "admin")
        for path in plain_paths(app):
            if visit.get(f"{path}?q=%00&province=a%00").status_code >= 500:
                wrong[path] = 500
    assert wrong == {}


@pytest.mark.parametrize("cookie", [b"\xff\xfe", b"a" * 8000, b'"; Path=/; x="', b"%00", b"\xe1\xbb\x87"])
def test_cookies_and_headers_that_are_no_text(visit: Visit, cookie: bytes) -> None:
    names = [
        b"__Host-chibo-session",
        b"__Host-chibo-csrf",
        b"__Host-chibo-language",
        b"__Host-chibo-theme",
        b"__Host-chibo-notice",
    ]
    for path in ("/", "/account", "/api/v1/facts", "/healthz"):
        for header in (
            *((b"Cookie", name + b"=" + cookie) for name in names),
            (b"Authorization", b"Bearer " + cookie),
            (b"If-None-Match", cookie),
            (b"HX-Request", cookie),
            (b"Accept-Language", cookie),
            (b"Sec-Fetch-Site", cookie),
        ):
            assert visit.client.get(path, headers=[header], follow_redirects=False).status_code < 500, (path, header)


def test_who_sends_slowly_keeps_nobody_waiting(store: Engine) -> None:
    """A hundred connections that never finish what they began: heads, and bodies of forms."""
    app = create_app(store, Settings(secret="s" * 64, secure=False))
    with serving(app) as address:
        host, _, port = address.removeprefix("http://").partition(":")
        slow = [socket.create_connection((host, int(port)), timeout=5) for _ in range(100)]
        head = b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        for number, one in enumerate(slow):
            one.sendall(head if number % 2 else head + b"Content-Length: 5000\r\n\r\nname=lan&")
        begun = time.monotonic()
        for path in ("/", "/api/v1/facts", "/about"):
            assert httpx.get(f"{address}{path}", timeout=10).status_code == 200
        assert time.monotonic() - begun < 10
        for one in slow:
            one.close()


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
        b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
    ],
    ids=["no host", "two hosts", "two lengths", "minus one", "long header", "long path", "tls"],
)
def test_bytes_that_are_no_request(store: Engine, sent: bytes) -> None:
    app = create_app(store, Settings(secret="s" * 64, secure=False))
    with serving(app) as address:
        said = _raw(address, sent)
        assert not said.startswith((b"HTTP/1.1 5", b"HTTP/1.1 200")), said[:200]
        assert httpx.get(f"{address}/healthz", timeout=10).status_code == 200


def _raw(address: str, sent: bytes) -> bytes:
    """What comes back for these bytes, up to 64 KiB, or nothing."""
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        said = b""
        try:
            connection.sendall(sent)
            connection.settimeout(2)
            while len(said) < 65_536 and (more := connection.recv(65_536)):
                said += more
        except (TimeoutError, ConnectionError):
            pass
        return said
