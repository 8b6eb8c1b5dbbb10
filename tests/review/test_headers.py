"""What every answer says to the browser, pages of errors included; hosts, proxies, sizes."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from litestar import Litestar, get
from litestar.testing import TestClient
from sqlalchemy import Engine

from review.app import create_app
from review.pages import HANDLERS
from review.security.network import client_address, is_ours, one_customer
from review.settings import Settings
from tests.review.visiting import CSRF, HOST, SAME_SITE, Clock, Visit

_POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
_PAGES = ["/", "/about", "/login", "/account", "/audit", "/healthz", "/api/v1/whoami", "/static/chibo.css", "/nothing"]


@get("/broken", access="anyone", sync_to_thread=False)
def broken() -> str:
    raise RuntimeError("password of the database: hunter2")


@get("/api/v1/broken", access="anyone", sync_to_thread=False)
def broken_api() -> str:
    raise RuntimeError("password of the database: hunter2")


@pytest.fixture
def desk(database: Engine, settings: Settings, clock: Clock) -> Litestar:
    """The desk with a page that fails."""
    return create_app(database, settings, now=clock, handlers=[*HANDLERS, broken, broken_api])


@pytest.mark.parametrize("signed_in", [False, True])
def test_every_answer_has_the_headers(visit: Visit, signed_in: bool) -> None:
    if signed_in:
        visit.signed_in("lan", "admin")
    answers = [visit.get(path) for path in [*_PAGES, "/broken"]]
    answers += [visit.client.post("/about"), visit.client.post("/language", data={"value": "en"})]
    answers.append(visit.get("/", headers={"Host": "evil.example"}))
    expected = {200, 303, 400, 401, 403, 404, 405, 500} - ({401} if signed_in else set())
    assert {answer.status_code for answer in answers} == expected
    for answer in answers:
        assert set(answer.headers["content-security-policy"].split("; ")) == _POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_pages_of_who_is_signed_in_are_kept_by_nobody(visit: Visit) -> None:
    assert visit.get("/about").headers["cache-control"] == "private, no-cache"
    visit.signed_in()
    for path in ("/", "/about", "/account", "/api/v1/whoami"):
        assert visit.get(path).headers["cache-control"] == "no-store"
    assert "immutable" in visit.get("/static/chibo.css").headers["cache-control"]
    assert "set-cookie" not in visit.get("/static/chibo.css").headers


def test_plain_http_on_loopback_works_without_what_needs_tls(database: Engine) -> None:
    app = create_app(database, Settings(secret="s" * 64, secure=False))
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        answer = client.get("/")
    assert answer.status_code == 200
    assert "strict-transport-security" not in answer.headers
    assert answer.headers["set-cookie"].startswith("chibo-csrf=")
    assert "secure" not in answer.headers["set-cookie"].lower().split("; ")


@pytest.mark.parametrize("path", ["/broken", "/api/v1/broken"])
def test_a_fault_tells_the_log_and_not_the_visitor(visit: Visit, path: str, caplog: pytest.LogCaptureFixture) -> None:
    answer = visit.get(f"{path}?x=%0d%0aforged")
    assert answer.status_code == 500
    assert "hunter2" not in answer.text and "Traceback" not in answer.text and "RuntimeError" not in answer.text
    assert "hunter2" in caplog.text
    number = caplog.records[-1].getMessage().split()[1]
    assert number in answer.text


def test_a_path_cannot_forge_a_line_of_the_log(visit: Visit, caplog: pytest.LogCaptureFixture) -> None:
    visit.get("/static/%0d%0a2026 forged line/../x")
    visit.get("/broken%0d%0aforged")
    assert all("\n" not in record.getMessage() for record in caplog.records if record.name == "review")


@pytest.mark.parametrize(("language", "title"), [("vi", "Không có gì ở đây"), ("en", "There is nothing here")])
def test_an_error_speaks_the_visitors_language(visit: Visit, language: str, title: str) -> None:
    visit.send("/language", value=language)
    answer = visit.get("/nothing/<script>alert(1)</script>")
    assert answer.status_code == 404
    assert title in answer.text and f'<html lang="{language}"' in answer.text
    assert "<script>alert" not in answer.text


def test_what_is_too_large_is_refused(visit: Visit, settings: Settings) -> None:
    visit.token()
    headers = SAME_SITE | {"X-CSRFToken": visit.client.cookies[CSRF]}
    large = {"value": "x" * settings.body_limit}
    assert visit.client.post("/language", data=large, headers=headers).status_code == 413

    def in_pieces() -> object:
        for _ in range(settings.body_limit // 1000 + 1):
            yield b"x" * 1000

    form = headers | {"Content-Type": "application/x-www-form-urlencoded"}
    assert visit.client.post("/language", content=in_pieces(), headers=form).status_code == 413


@pytest.mark.parametrize("host", ["evil.example", f"{HOST}.evil.example", f"evil{HOST}", f"{HOST}@evil.example", ""])
@pytest.mark.parametrize("path", ["/", "/login", "/nothing", "/static/chibo.css"])
def test_only_our_hosts_are_answered(visit: Visit, host: str, path: str) -> None:
    answer = visit.get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("chibo.example", True),
        ("CHIBO.example:8443", True),
        ("[::1]", True),
        ("[::1]:8000", True),
        ("chibo.example:80x", False),
        ("::1", False),
        ("chibo.example.", False),
        (None, False),
    ],
)
def test_hosts(host: str | None, ours: bool) -> None:
    assert is_ours(host, ("chibo.example", "[::1]")) is ours


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("198.51.100.7", None, "198.51.100.7"),
        ("198.51.100.7", "203.0.113.1", "198.51.100.7"),
        ("10.0.0.1", "203.0.113.1", "203.0.113.1"),
        ("10.0.0.1", "192.0.2.66, 203.0.113.1", "203.0.113.1"),
        ("10.0.0.1", "203.0.113.1, 10.0.0.2", "203.0.113.1"),
        ("10.0.0.1", None, "10.0.0.1"),
        ("10.0.0.1", "10.0.0.9", "10.0.0.9"),
        ("10.0.0.1", "<script>", "unknown"),
        ("10.0.0.1", "203.0.113.1, <script>", "unknown"),
        ("2001:db8::1", "203.0.113.1", "2001:db8::1"),
        (None, "203.0.113.1", "unknown"),
    ],
)
def test_only_a_trusted_proxy_is_believed(peer: str | None, forwarded: str | None, address: str) -> None:
    assert client_address(peer, forwarded, (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))) == address


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("203.0.113.1", "203.0.113.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::1", "::/64"),
        ("unknown", "unknown"),
    ],
)
def test_whoever_has_a_whole_network_is_one_customer(address: str, key: str) -> None:
    assert one_customer(address) == key


def test_the_desk_is_alive(visit: Visit) -> None:
    answer = visit.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert "set-cookie" not in answer.headers
