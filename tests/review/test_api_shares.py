"""The API while the store changes; tokens, and how often one may ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import Engine

import db
from db.repository import api_tokens, users
from review.app import create_app
from review.security.secrets import hash_of, new_token_secret
from review.settings import Settings
from tests.review import stored
from tests.review.visiting import HOST, Clock, Visit

V1 = "/api/v1"


@pytest.fixture
def api(visit: Visit) -> Visit:
    """The desk over a store that has something."""
    stored.fill(visit.engine)
    return visit


def test_a_page_is_not_shifted_by_what_comes_in_between(api: Visit) -> None:
    first = api.get(f"{V1}/articles?limit=5").json()
    with db.writing(api.engine) as connection:
        stored.add_revision(connection, "Bài mới.", "https://bao.example/moi.html")
    found, further = first["data"], first["next"]
    while further:
        page = api.get(further).json()
        found, further = found + page["data"], page["next"]
    assert [row["article_id"] for row in found] == list(range(1, stored.ARTICLES + 2))


def test_a_verdict_changes_the_tag(api: Visit) -> None:
    before = api.get(f"{V1}/facts?ids=fact-06").headers["etag"]
    with db.writing(api.engine) as connection:
        stored.decide(connection, "fact-06", "accept")
    answer = api.get(f"{V1}/facts?ids=fact-06", headers={"If-None-Match": before})
    assert answer.status_code == 200 and answer.json()["data"][0]["status"] == "accepted"


def _token(visit: Visit, name: str = "may", *, days: int = 30) -> str:
    secret = new_token_secret()
    with db.writing(visit.engine) as connection:
        found = users.find(connection, name)
        user = found.id if found else users.add(connection, name, "x", "viewer", visit.clock())
        expires = visit.clock() + timedelta(days=days)
        api_tokens.add(connection, user, "sổ tay", hash_of(secret), visit.clock(), expires)
    return secret


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_token_that_is_nobodys_is_refused_and_not_passed_over(visit: Visit) -> None:
    token = _token(visit)
    answer = visit.get(f"{V1}/facts", headers=_bearer(token))
    assert answer.status_code == 200 and answer.headers["cache-control"] == "private, no-cache"
    visit.clock.forward(timedelta(days=31))
    for sent in (_bearer(token), _bearer("chibo_x"), _bearer(""), {"Authorization": "Basic bGFuOng="}):
        answer = visit.get(f"{V1}/facts", headers=sent)
        assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.fixture
def few(database: Engine, clock: Clock) -> Iterator[Visit]:
    """A desk that answers three times a minute without a token and five times with one."""
    settings = Settings(secret="s" * 64, hosts=(HOST,), api_a_minute=3, api_a_minute_with_token=5)
    app: Litestar = create_app(database, settings, now=clock)
    with TestClient(app, base_url=f"https://{HOST}") as client:
        yield Visit(client, database, clock)


def test_who_asks_too_often_is_told_how_long_to_wait(few: Visit) -> None:
    answers = [few.get(f"{V1}/indicators") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["ratelimit-remaining"] for answer in answers] == ["2", "1", "0", "0"]
    assert 1 <= int(answers[3].headers["retry-after"]) <= 60
    assert answers[3].json()["status"] == 429
    assert few.get("/about").status_code == 200  # pages are not counted


def test_each_limit_counts_for_itself(few: Visit) -> None:
    one, other = _token(few, "may"), _token(few, "maykhac")
    assert [few.get(f"{V1}/flags").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert [few.get(f"{V1}/flags", headers=_bearer(one)).status_code for _ in range(6)] == [200] * 5 + [429]
    assert (
        few.get(f"{V1}/whoami", headers=_bearer(_token(few, "may"))).status_code == 429
    )  # another token, same account
    assert few.get(f"{V1}/flags", headers=_bearer(other)).status_code == 200


def test_guessing_tokens_is_counted_by_address(few: Visit) -> None:
    codes = [few.get(f"{V1}/whoami", headers=_bearer(f"chibo_{n}")).status_code for n in range(5)]
    assert codes == [401, 401, 401, 429, 429]
