"""The account page: password, sessions, tokens, language, theme."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

import db
from db.repository import users
from tests.review.visiting import HOST, PASSWORD, SESSION, Visit

_NEW = "ruộng bậc thang mùa lúa chín"


def _bearer(visit: Visit, token: str, path: str = "/api/v1/whoami") -> int:
    visit.client.cookies.clear()
    return visit.get(path, headers={"Authorization": f"Bearer {token}"}).status_code


def _make_token(visit: Visit, name: str = "máy tính", days: str = "30") -> str:
    made = visit.send("/account/tokens", name=name, days=days)
    found = re.search(r'value="(chibo_[\w-]{43})"', made.text)
    assert made.status_code == 200 and found
    return found[1]


def test_a_new_password_ends_all_other_sessions_and_renews_this_one(visit: Visit) -> None:
    visit.signed_in()
    elsewhere = visit.client.cookies[SESSION]
    visit.signed_in()
    here = visit.client.cookies[SESSION]
    changed = visit.send("/account/password", present=PASSWORD, new=_NEW, again=_NEW)
    assert changed.status_code == 303
    assert visit.client.cookies[SESSION] not in (here, elsewhere)
    assert "Đã đổi mật khẩu" in visit.get("/account").text
    assert "Đã đổi mật khẩu" not in visit.get("/account").text
    for old in (elsewhere, here):
        visit.client.cookies.set(SESSION, old, domain=HOST, path="/")
        assert not visit.is_signed_in()
    visit.client.cookies.clear()
    assert visit.sign_in().status_code == 401
    assert visit.sign_in(password=_NEW).status_code == 303


@pytest.mark.parametrize(
    ("present", "new", "again", "said"),
    [
        ("không đúng", _NEW, _NEW, "Mật khẩu hiện tại không đúng."),
        (PASSWORD, "ngắn quá", "ngắn quá", "ít nhất 12 ký tự"),
        (PASSWORD, "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "nhiều ký tự khác nhau hơn"),
        (PASSWORD, "đây là lan nguyễn", "đây là lan nguyễn", "không được chứa tên"),
        (PASSWORD, _NEW * 20, _NEW * 20, "nhiều nhất 200 ký tự"),
        (PASSWORD, _NEW, _NEW + "!", "không giống nhau"),
    ],
)
def test_a_password_that_is_refused_changes_nothing(
    visit: Visit, present: str, new: str, again: str, said: str
) -> None:
    visit.signed_in("lan")
    before = visit.rows('SELECT password_hash FROM "user"')
    refused = visit.send("/account/password", present=present, new=new, again=again)
    assert refused.status_code == 422 and said in refused.text
    assert visit.rows('SELECT password_hash FROM "user"') == before
    assert PASSWORD not in refused.text


def test_whoever_found_an_open_browser_cannot_guess_the_password(visit: Visit) -> None:
    visit.signed_in()
    guesses = [visit.send("/account/password", present=f"đoán {n}", new=_NEW, again=_NEW) for n in range(4)]
    assert [guess.status_code for guess in guesses] == [422, 422, 422, 429]
    assert visit.send("/account/password", present=PASSWORD, new=_NEW, again=_NEW).status_code == 429


def test_one_session_is_ended_from_another(visit: Visit) -> None:
    lost = visit.signed_in(agent="Máy bị mất")
    stolen = visit.client.cookies[SESSION]
    visit.signed_in(agent="Máy ở nhà")
    assert "Máy bị mất" in visit.get("/account").text
    assert visit.send(f"/account/sessions/{lost}/end").status_code == 303
    page = visit.get("/account").text
    assert "Máy bị mất" not in page and "Máy ở nhà" in page
    visit.client.cookies.set(SESSION, stolen, domain=HOST, path="/")
    assert not visit.is_signed_in()


def test_signing_out_everywhere(visit: Visit) -> None:
    secrets = []
    for _ in range(3):
        visit.signed_in()
        secrets.append(visit.client.cookies[SESSION])
    assert visit.send("/account/sessions/end").status_code == 303
    for secret in secrets:
        visit.client.cookies.set(SESSION, secret, domain=HOST, path="/")
        assert not visit.is_signed_in()


@pytest.mark.parametrize("role", ["viewer", "admin"])
def test_nobody_ends_or_revokes_what_is_anothers(visit: Visit, role: str) -> None:
    theirs = visit.signed_in("minh")
    token = _make_token(visit)
    key = visit.rows("SELECT id FROM api_token")[0].id
    visit.signed_in("lan", "admin" if role == "admin" else "viewer")
    assert visit.send(f"/account/sessions/{theirs}/end").status_code == 404
    assert visit.send(f"/account/tokens/{key}/revoke").status_code == 404
    assert "minh" not in visit.get("/account").text
    assert _bearer(visit, token) == 200


def test_a_token_lets_a_machine_in_until_it_is_over(visit: Visit) -> None:
    visit.signed_in("lan", "editor")
    token = _make_token(visit, days="30")
    assert token not in visit.get("/account").text
    assert token not in str(visit.rows("SELECT token_hash FROM api_token"))
    visit.client.cookies.clear()
    answer = visit.get("/api/v1/whoami", headers={"Authorization": f"Bearer {token}"})
    assert answer.json() == {"name": "lan", "role": "editor"}
    visit.clock.forward(timedelta(days=30))
    assert _bearer(visit, token) == 401


def test_a_token_opens_nothing_but_what_takes_tokens(visit: Visit) -> None:
    visit.signed_in("lan", "admin")
    token = _make_token(visit)
    visit.client.cookies.clear()
    for path in ("/account", "/audit"):
        answer = visit.get(path, headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 303 and answer.headers["location"].startswith("/login")


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic bGFuOng=", "Bearer chibo_x", "Bearer \xff"])
def test_what_is_no_token_lets_nobody_in(visit: Visit, header: str) -> None:
    answer = visit.get("/api/v1/whoami", headers={"Authorization": header.encode("latin-1")})
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.json()["status"] == 401


def test_a_token_is_over_when_it_is_revoked_or_its_account_disabled(visit: Visit) -> None:
    visit.signed_in()
    first, second = _make_token(visit), _make_token(visit)
    keys = [row.id for row in visit.rows("SELECT id FROM api_token ORDER BY id")]
    assert visit.send(f"/account/tokens/{keys[0]}/revoke").status_code == 303
    assert visit.send(f"/account/tokens/{keys[0]}/revoke").status_code == 404
    assert (_bearer(visit, first), _bearer(visit, second)) == (401, 200)
    with db.writing(visit.engine) as connection:
        account = users.find(connection, "lan")
        assert account is not None
        users.disable(connection, account.id, visit.clock())
    assert _bearer(visit, second) == 401


@pytest.mark.parametrize(("name", "days"), [("", "30"), ("  ", "30"), ("\u0000\n", "30"), ("x", "9999"), ("x", "-1")])
def test_a_token_needs_a_name_and_an_end(visit: Visit, name: str, days: str) -> None:
    visit.signed_in()
    assert visit.send("/account/tokens", name=name, days=days).status_code == 422
    assert visit.rows("SELECT id FROM api_token") == []


def test_what_others_wrote_is_shown_as_text(visit: Visit) -> None:
    visit.signed_in(agent="<script>alert(1)</script>")
    _make_token(visit, name='"><img src=x onerror=alert(2)>')
    page = visit.get("/account").text
    assert "<script>alert" not in page and "<img" not in page
    assert "&lt;script&gt;alert(1)" in page and "&lt;img src=x" in page


def test_the_language_goes_with_the_account(visit: Visit) -> None:
    visit.signed_in()
    assert '<html lang="vi"' in visit.get("/").text
    visit.send("/language", value="en")
    assert '<html lang="en"' in visit.get("/").text
    visit.client.cookies.clear()
    visit.signed_in()
    assert '<html lang="en"' in visit.get("/").text


@pytest.mark.parametrize(("path", "value"), [("/language", "fr"), ("/language", ""), ("/theme", 'dark"><script>')])
def test_only_what_there_is_can_be_chosen(visit: Visit, path: str, value: str) -> None:
    assert visit.send(path, value=value).status_code == 400


def test_the_theme_is_kept(visit: Visit) -> None:
    assert 'data-theme="system"' in visit.get("/").text
    assert visit.send("/theme", value="dark", next="/about").headers["location"] == "/about"
    assert 'data-theme="dark"' in visit.get("/").text


@pytest.mark.parametrize("planted", ["<script>", "xx", "signed-out<"])
def test_a_planted_notice_says_nothing(visit: Visit, planted: str) -> None:
    visit.client.cookies.set("__Host-chibo-notice", planted, domain=HOST, path="/")
    assert 'role="status"' not in visit.get("/").text
