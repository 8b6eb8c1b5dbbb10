"""Signing in and out: fresh sessions, guessing, what strangers can learn, how long a session lasts."""

from __future__ import annotations

import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from httpx import Response

import db
from db.repository import audit, login_attempts, users
from review.settings import Settings
from tests.review.visiting import CSRF, HOST, PASSWORD, SAME_SITE, SESSION, Visit

_PLANTED = "Z" * 43


def _said(response: Response, without: str = "") -> str:
    """The page without the token of its forms and without the name that was typed."""
    page = re.sub(r"[0-9a-f]{128}", "", response.text)
    return page.replace(f'value="{without}"', "") if without else page


def _set_cookies(response: Response) -> dict[str, str]:
    return {line.partition("=")[0]: line for line in response.headers.get_list("set-cookie")}


@pytest.mark.usefixtures("costly_hashes")
def test_signing_in_leads_to_the_page_that_was_wanted(visit: Visit) -> None:
    visit.account()
    asked = visit.get("/account?x=1")
    assert (asked.status_code, asked.headers["location"]) == (303, "/login?next=%2Faccount%3Fx%3D1")
    done = visit.sign_in(next="/account?x=1")
    assert (done.status_code, done.headers["location"]) == (303, "/account?x=1")
    assert visit.is_signed_in()
    assert [row.action for row in visit.rows("SELECT action FROM audit")] == ["sign_in"]


def test_a_session_that_was_planted_is_not_taken_over(visit: Visit) -> None:
    visit.account()
    visit.client.cookies.set(SESSION, _PLANTED, domain=HOST, path="/")
    done = visit.sign_in()
    given = visit.client.cookies.get(SESSION)
    assert done.status_code == 303 and given and given != _PLANTED and len(given) >= 43
    visit.client.cookies.set(SESSION, _PLANTED, domain=HOST, path="/")
    assert not visit.is_signed_in()


def test_signing_in_again_ends_the_session_that_the_browser_had(visit: Visit) -> None:
    visit.account()
    visit.sign_in()
    first = visit.client.cookies[SESSION]
    visit.sign_in()
    second = visit.client.cookies[SESSION]
    assert first != second and visit.is_signed_in()
    visit.client.cookies.set(SESSION, first, domain=HOST, path="/")
    assert not visit.is_signed_in()


def test_the_token_of_forms_is_another_after_signing_in(visit: Visit) -> None:
    visit.account()
    before = visit.token()
    visit.sign_in()
    assert visit.token() != before


def test_the_database_holds_no_secret_that_could_be_used(visit: Visit) -> None:
    visit.account()
    visit.sign_in()
    secret = visit.client.cookies[SESSION]
    kept = visit.rows("SELECT token_hash FROM web_session")[0].token_hash
    assert secret not in kept
    visit.client.cookies.set(SESSION, kept, domain=HOST, path="/")
    assert not visit.is_signed_in()
    assert visit.rows('SELECT password_hash FROM "user"')[0].password_hash.startswith("$argon2id$")


@pytest.mark.parametrize("cookie", [SESSION, "__Host-chibo-csrf", "__Host-chibo-language", "__Host-chibo-theme"])
def test_cookies_are_for_this_host_by_https_and_not_for_scripts(visit: Visit, cookie: str) -> None:
    visit.account()
    set_by = _set_cookies(visit.get("/login")) | _set_cookies(visit.send("/language", value="en"))
    set_by |= _set_cookies(visit.send("/theme", value="dark")) | _set_cookies(visit.sign_in())
    attributes = {part.strip().lower() for part in set_by[cookie].split(";")[1:]}
    assert {"httponly", "secure", "samesite=lax", "path=/"} <= attributes
    assert not any(attribute.startswith("domain") for attribute in attributes)


@pytest.mark.parametrize("kind", ["unknown", "wrong", "disabled"])
def test_a_stranger_learns_nothing_about_accounts(visit: Visit, kind: str) -> None:
    user = visit.account("lan")
    known = visit.sign_in("lan", "không phải mật khẩu này")
    if kind == "disabled":
        with db.writing(visit.engine) as connection:
            users.disable(connection, user, visit.clock())
    name = "minh" if kind == "unknown" else "lan"
    other = visit.sign_in(name, PASSWORD if kind == "disabled" else "cũng không phải mật khẩu")
    assert (other.status_code, _said(other, name)) == (known.status_code, _said(known, "lan"))
    assert known.status_code == 401 and not visit.is_signed_in()


@pytest.mark.usefixtures("costly_hashes")
def test_an_unknown_name_costs_one_check_too(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []

    def count(_password: str, kept: str) -> tuple[bool, None]:
        checked.append(kept)
        return False, None

    monkeypatch.setattr("review.security.passwords.check_password", count)
    visit.account("lan")
    visit.sign_in("lan", "x")
    visit.sign_in("minh", "x")
    assert [kept.rpartition("$")[0].rpartition("$")[0] for kept in checked] == ["$argon2id$v=19$m=65536,t=3,p=4"] * 2


def test_guessing_at_one_account_ends_whatever_the_address(visit: Visit) -> None:
    visit.account()
    tries = [visit.sign_in(password=f"đoán lần thứ {number}").status_code for number in range(4)]
    assert tries == [401, 401, 401, 429]
    refused = visit.sign_in()
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "900")
    visit.clock.forward(timedelta(minutes=15, seconds=1))
    assert visit.sign_in().status_code == 303


def test_guessing_from_one_address_ends_whatever_the_account(visit: Visit) -> None:
    visit.account()
    tries = [visit.sign_in(f"tên-{number}", "x").status_code for number in range(6)]
    assert tries == [401] * 5 + [429]
    assert visit.sign_in().status_code == 429


def test_whether_there_is_such_an_account_does_not_show_when_guessing_ends(visit: Visit) -> None:
    visit.account("lan")
    for _ in range(3):
        visit.sign_in("minh", "x")
    refused = visit.sign_in("minh", "x")
    visit.clock.forward(timedelta(minutes=16))
    for _ in range(3):
        visit.sign_in("lan", "x")
    known = visit.sign_in("lan", "x")
    assert refused.status_code == known.status_code == 429
    assert _said(refused, "minh") == _said(known, "lan")


def test_being_turned_away_does_not_lengthen_the_wait(visit: Visit) -> None:
    visit.account()
    for _ in range(3):
        visit.sign_in(password="x")
    for _ in range(4):
        visit.clock.forward(timedelta(minutes=4))
        last = visit.sign_in()
    assert last.status_code == 303


def test_the_right_password_clears_what_failed_before(visit: Visit) -> None:
    visit.account()
    for _ in range(2):
        assert visit.sign_in(password="x").status_code == 401
    assert visit.sign_in().status_code == 303
    visit.send("/logout")
    assert visit.sign_in(password="x").status_code == 401
    assert visit.sign_in().status_code == 303


@pytest.mark.parametrize("name", ["lan\r\nSet-Cookie: a=b", "lan\x00", "<script>alert(1)</script>", "x" * 5000])
def test_a_name_reaches_neither_header_nor_page_nor_table_as_it_is(visit: Visit, name: str) -> None:
    answer = visit.sign_in(name, "x")
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers or "a=b" not in answer.headers["set-cookie"]
    assert "<script>alert" not in answer.text
    kept = visit.rows("SELECT account FROM login_attempt")[0].account
    assert kept.isprintable() and len(kept) <= 100


@pytest.mark.parametrize("name", ["lan\nx", "lan\r\nx", "Ba Lan", "../x", "", "-lan", "x" * 41, "lán"])
def test_a_name_that_could_break_a_log_is_no_account(name: str) -> None:
    with pytest.raises(ValueError, match="2 to 40"):
        users.as_name(name)


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/%0d%0aSet-Cookie:a=b\r\nX: y",
        "javascript:alert(1)",
        "account",
        "/ /x",
        "",
    ],
)
def test_no_address_leads_away_from_the_desk(visit: Visit, wanted: str) -> None:
    visit.account()
    assert visit.sign_in(next=wanted).headers["location"] == "/"
    assert visit.get("/login", params={"next": wanted}).headers["location"] == "/"
    assert visit.send("/theme", value="dark", next=wanted).headers["location"] == "/"


def test_signing_out_ends_the_session_not_only_the_cookie(visit: Visit) -> None:
    visit.account()
    visit.sign_in()
    secret = visit.client.cookies[SESSION]
    assert visit.send("/logout").headers["location"] == "/"
    assert SESSION not in visit.client.cookies
    visit.client.cookies.set(SESSION, secret, domain=HOST, path="/")
    assert not visit.is_signed_in()


def test_signing_out_gives_back_what_was_held_of_the_queue(visit: Visit) -> None:
    visit.signed_in(role="editor")
    with db.writing(visit.engine) as connection:
        db.repository.leases.take(connection, "claim", "lan", visit.clock(), timedelta(minutes=15))
    visit.send("/logout")
    with visit.engine.connect() as connection:
        assert db.repository.leases.holder(connection, "claim", visit.clock()) is None


def test_a_session_ends_when_it_is_not_used(visit: Visit, settings: Settings) -> None:
    visit.signed_in()
    visit.clock.forward(settings.idle - timedelta(seconds=1))
    assert visit.is_signed_in()
    visit.clock.forward(settings.idle - timedelta(seconds=1))
    assert visit.is_signed_in()
    visit.clock.forward(settings.idle)
    assert not visit.is_signed_in()


def test_a_session_ends_however_much_it_is_used(visit: Visit, settings: Settings) -> None:
    visit.signed_in()
    for _ in range(27):
        visit.clock.forward(timedelta(hours=6))
        assert visit.is_signed_in()
    visit.clock.forward(timedelta(hours=6))
    assert settings.absolute == timedelta(hours=6 * 28)
    assert not visit.is_signed_in()


def test_a_disabled_account_is_out_at_once(visit: Visit) -> None:
    visit.signed_in("lan")
    assert visit.is_signed_in()
    with db.writing(visit.engine) as connection:
        account = users.find(connection, "lan")
        assert account is not None
        users.disable(connection, account.id, visit.clock())
    assert not visit.is_signed_in()


def test_a_role_holds_from_the_next_request(visit: Visit) -> None:
    visit.signed_in("lan", "viewer")
    assert visit.get("/audit").status_code == 403
    with db.writing(visit.engine) as connection:
        account = users.find(connection, "lan")
        assert account is not None
        users.set_role(connection, account.id, "admin")
    assert visit.get("/audit").status_code == 200


def test_attempts_made_at_once_are_all_counted(visit: Visit) -> None:
    together, admitted = Barrier(8), []
    limits = login_attempts.Limits(per_account=3, per_address=99, within=timedelta(minutes=15))

    def attempt() -> None:
        together.wait()
        with db.writing(visit.engine) as connection:
            admitted.append(login_attempts.admit(connection, "lan", "203.0.113.9", visit.clock(), limits))

    threads = [Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(key is not None for key in admitted) == 3


def test_an_htmx_request_without_a_session_is_led_to_the_form(visit: Visit) -> None:
    visit.token()
    headers = SAME_SITE | {"HX-Request": "true", "X-CSRFToken": visit.client.cookies[CSRF]}
    answer = visit.client.post("/account/sessions/1/end", headers=headers, follow_redirects=False)
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/login")


def test_what_is_noted_of_signing_in_holds_no_secret(visit: Visit) -> None:
    visit.account()
    visit.sign_in()
    with visit.engine.connect() as connection:
        entries = audit.entries(connection, audit.AuditQuery(), limit=9)
    assert [(entry.user, entry.action, entry.details) for entry in entries] == [("lan", "sign_in", {})]
