"""Pages kept for visitors without an account: the same page, a token of each one's own, never longer than is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta

import pytest
from litestar.testing import TestClient
from sqlalchemy import Engine, event

from review.app import create_app
from review.settings import Settings, SettingsError, settings_from_environment
from tests.review import stored
from tests.review.visiting import CSRF, HOST, SAME_SITE, Clock, Visit

KEPT = timedelta(seconds=10)


@pytest.fixture
def asked(database: Engine) -> list[str]:
    """Every statement that the database is asked."""
    statements: list[str] = []
    event.listen(database, "before_cursor_execute", lambda *given: statements.append(given[2]))
    return statements


@pytest.fixture
def visitors(database: Engine, settings: Settings, clock: Clock) -> Iterator[list[Visit]]:
    """Three browsers at a desk that keeps pages."""
    stored.fill(database)
    app = create_app(database, replace(settings, keep_pages=KEPT), now=clock)
    with ExitStack() as stack:
        clients = [stack.enter_context(TestClient(app, base_url=f"https://{HOST}")) for _ in range(3)]
        yield [Visit(client, database, clock) for client in clients]


def _token(page: str) -> str:
    found = re.search(r'name="_csrf_token" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def test_a_page_is_made_once_for_all_and_each_has_a_token_that_works(visitors: list[Visit], asked: list[str]) -> None:
    first, second, _ = visitors
    page = first.get("/figures").text
    asked.clear()
    again = second.get("/figures")
    assert asked == []
    assert again.headers["content-type"].startswith("text/html") and "content-security-policy" in again.headers
    assert int(again.headers["content-length"]) == len(again.content)
    tokens = [_token(page), _token(again.text)]
    assert tokens[0] != tokens[1] and tokens[1] == second.client.cookies[CSRF]
    assert page.replace(tokens[0], "") == again.text.replace(tokens[1], "")
    sent = second.client.post(
        "/language",
        data={"_csrf_token": tokens[1], "value": "en", "next": "/figures"},
        headers=SAME_SITE,
        follow_redirects=False,
    )
    assert sent.status_code == 303
    assert '<html lang="en"' in second.get("/figures").text
    assert '<html lang="vi"' in first.get("/figures").text


def test_a_token_that_a_browser_has_is_kept(visitors: list[Visit]) -> None:
    first, second, _ = visitors
    mine = second.token()
    first.get("/units")
    assert _token(second.get("/units").text) == mine == second.client.cookies[CSRF]


def test_what_is_new_shows_when_the_time_is_over(visitors: list[Visit], asked: list[str], clock: Clock) -> None:
    visitors[0].get("/api/v1/facts")
    asked.clear()
    clock.forward(KEPT - timedelta(seconds=1))
    assert visitors[1].get("/api/v1/facts").json()["data"] and asked == []
    clock.forward(timedelta(seconds=1))
    assert visitors[2].get("/api/v1/facts").json()["data"] and asked != []


def test_who_is_signed_in_neither_sees_nor_leaves_a_kept_page(visitors: list[Visit], asked: list[str]) -> None:
    editor, reader, _ = visitors
    editor.signed_in("lan", "editor")
    assert "lan" in editor.get("/figures").text
    asked.clear()
    page = reader.get("/figures").text
    assert asked and "/logout" not in page
    assert "/logout" in editor.get("/figures").text


def test_a_notice_is_shown_to_one(visitors: list[Visit]) -> None:
    told, other, _ = visitors
    told.signed_in("lan", "viewer")
    told.send("/logout")
    assert 'role="status"' in told.get("/").text
    page = other.get("/").text
    assert 'role="status"' not in page


def test_other_addresses_questions_and_errors_are_apart(visitors: list[Visit], asked: list[str]) -> None:
    first, second, _ = visitors
    assert first.get("/figures?indicator=members_admitted").text != second.get("/figures").text
    assert first.get("/figures?indicator=nothing").status_code == second.get("/figures?indicator=nothing").status_code
    etag = first.get("/api/v1/facts").headers["etag"]
    assert second.get("/api/v1/facts", headers={"If-None-Match": etag}).status_code == 304
    asked.clear()
    assert first.get("/figures.csv").content == second.get("/figures.csv").content and asked != []


@pytest.mark.parametrize(("given", "kept"), [({}, 10), ({"CHIBO_DESK_KEEP_PAGES": "0"}, 0)])
def test_for_how_long_is_a_setting(given: dict[str, str], kept: int) -> None:
    made = settings_from_environment("s" * 64, tls=False, environment=given)
    assert made.keep_pages == timedelta(seconds=kept)


@pytest.mark.parametrize("given", ["-1", "ten", "86400"])
def test_a_time_that_is_none_is_refused_by_name(given: str) -> None:
    with pytest.raises(SettingsError, match="CHIBO_DESK_KEEP_PAGES"):
        settings_from_environment("s" * 64, tls=False, environment={"CHIBO_DESK_KEEP_PAGES": given})


@pytest.mark.parametrize("sent", ["142", "", "%3C", "e", "%E1%BA%A5", "a" * 127, "A" * 128])
@pytest.mark.parametrize("path", ["/figures", "/api/v1/facts"])
def test_a_token_that_is_none_of_ours_spoils_no_page(visitors: list[Visit], sent: str, path: str) -> None:
    spoiler, other, third = visitors
    spoiler.client.get(path, headers={"Cookie": f"{CSRF}={sent}"})
    page = other.get(path)
    again = third.get(path)
    if path.startswith("/api"):
        assert page.json() == again.json() and page.json()["data"]
    else:
        tokens = [_token(page.text), _token(again.text)]
        assert all(re.fullmatch("[0-9a-f]{128}", token) for token in tokens)
        assert page.text.replace(tokens[0], "") == again.text.replace(tokens[1], "")
    spoiled = spoiler.client.get(path, headers={"Cookie": f"{CSRF}={sent}"})
    assert len(spoiled.content) < len(page.content) + 10_000


def test_a_token_in_an_address_stays_there(visitors: list[Visit]) -> None:
    asking, other, _ = visitors
    token = asking.token()
    address = f"/figures?province={token}"
    asking.get(address)
    assert f"province={token}" in other.get(address).text


def test_ways_of_writing_an_address_are_apart(visitors: list[Visit]) -> None:
    odd, plain, _ = visitors
    odd.get("//figures")
    odd.get("/figures/")
    assert 'name="next" value="/figures"' in plain.get("/figures").text


def test_a_kept_answer_tells_its_age(visitors: list[Visit], clock: Clock) -> None:
    assert "age" not in visitors[0].get("/api/v1/facts").headers
    clock.forward(timedelta(seconds=4))
    assert visitors[1].get("/api/v1/facts").headers["age"] == "4"
    clock.forward(timedelta(seconds=-60))
    assert "age" not in visitors[2].get("/api/v1/facts").headers
