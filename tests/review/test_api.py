"""The API as a program meets it: filters, pages, single rows, what is not sent again, errors that name what is wrong."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from litestar.testing import TestClient
from sqlalchemy import Engine

import db
from db.reading import Filters, count, filters_of
from review.api.openapi import document
from review.app import create_app
from review.settings import Settings
from tests.databases import own_database
from tests.review import stored
from tests.review.visiting import HOST, Clock, Visit

V1 = "/api/v1"
LISTS = ["facts", "figures", "series", "articles", "documents", "citations"]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A store that has something, of each kind, for all tests of this module: none of them writes."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            url = f"sqlite:///{tmp_path_factory.mktemp('api') / 'chibo.sqlite3'}"
        else:
            url = stack.enter_context(own_database(request.getfixturevalue("postgres_server")))
        engine = db.engine(url)
        db.migrate(engine)
        stored.fill(engine)
        yield engine
        engine.dispose()


@pytest.fixture(scope="module")
def api(store: Engine) -> Iterator[Visit]:
    """The desk over it, which answers as often as it is asked."""
    settings = Settings(secret="s" * 64, hosts=(HOST,), api_a_minute=100_000)
    with TestClient(create_app(store, settings, now=Clock()), base_url=f"https://{HOST}") as client:
        yield Visit(client, store, Clock())


def _read(api: Visit, path: str) -> dict[str, Any]:
    answer = api.get(V1 + path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    found: dict[str, Any] = answer.json()
    return found


def _all(api: Visit, path: str) -> Iterator[dict[str, Any]]:
    """Every row of a list, page after page."""
    further: str | None = V1 + path
    while further:
        answer = api.get(further)
        assert answer.status_code == 200, answer.text
        further = answer.json()["next"]
        assert (f'<{further}>; rel="next"' in answer.headers["link"]) if further else 'rel="next"' not in answer.text
        yield from answer.json()["data"]


def _wrong(api: Visit, path: str, status: int = 400) -> dict[str, Any]:
    answer = api.get(V1 + path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    said: dict[str, Any] = answer.json()
    assert said["status"] == status and said["title"]
    return said


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("limit", [1, 3, 500])
def test_pages_follow_each_other_without_a_gap(api: Visit, name: str, limit: int) -> None:
    rows = list(_all(api, f"/{name}?limit={limit}"))
    with api.engine.connect() as connection:
        assert len(rows) == count(connection, name, Filters())
    assert len({json.dumps(row, sort_keys=True) for row in rows}) == len(rows) > 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [f"fact-{n:02}" for n in range(12) if n != 2]),
        ("?status=rejected", ["fact-02"]),
        ("?status=corrected", ["fact-04"]),
        ("?province=Sông Lam&level=district", ["fact-01", "fact-05", "fact-07", "fact-11"]),
        ("?qualifier=female", ["fact-00", "fact-05", "fact-10"]),
        ("?flagged=false&from=2022-01-01", ["fact-09", "fact-11"]),
        ("?in_queue=true", ["fact-06", "fact-08", "fact-10"]),
        ("?ids=fact-05&ids=fact-01", ["fact-01", "fact-05"]),
        ("?unit=tỉnh Sông", [f"fact-{n:02}" for n in (0, 4, 6, 8, 10)]),
        ("?indicator=members_total", []),
    ],
)
def test_filters_are_those_of_everybody(api: Visit, query: str, found: list[str]) -> None:
    assert [row["fact_id"] for row in _all(api, f"/facts{query}")] == found


@pytest.mark.parametrize("name", LISTS)
def test_every_filter_of_the_store_is_one_of_the_api(name: str) -> None:
    described = {parameter["name"] for parameter in document()["paths"][f"{V1}/{name}"]["get"]["parameters"]}
    assert {filter_.rstrip("_") for filter_ in filters_of(name)} <= described


def test_a_row_is_what_the_store_has(api: Visit) -> None:
    row = _read(api, "/facts/fact-04")["data"]
    assert row["value"] == 99 and isinstance(row["value"], int)
    assert (row["status"], row["in_queue"], row["period_to"]) == ("corrected", False, "2021-12-31")
    assert row["verified_at"] == "2025-01-06T20:15:00Z"
    assert row["flags"] == ["needs_review", "rate_mismatch"]
    assert row["evidence"].startswith("Bài số 4: kết nạp 44/270")
    figure = _read(api, f"/figures/{row['figure_id']}")["data"]
    assert (figure["value"], figure["verified"]) == (99, True)
    assert _read(api, f"/series/{row['figure_id']}")["data"]["value"] == 99
    assert _read(api, "/facts/fact-02")["data"]["status"] == "rejected"


def test_series_come_by_unit_and_time(api: Visit) -> None:
    points = list(_all(api, "/series?limit=2"))
    places = [(point["unit_key"], point["indicator"], point["modality"], point["measure"]) for point in points]
    assert places == sorted(places)
    for chain in set(places):
        days = [point["period_to"] for point, place in zip(points, places, strict=True) if place == chain]
        assert days == sorted(days)


def test_documents_and_who_cites_them(api: Visit) -> None:
    (cited,) = _read(api, "/documents?canonical=21-NQ/TW")["data"]
    assert cited["citations"] == stored.ARTICLES
    mentions = list(_all(api, f"/citations?document={cited['document_id']}&limit=5"))
    assert len(mentions) == stored.ARTICLES and {mention["text"] for mention in mentions} == {stored.CITED}
    assert _read(api, f"/documents/{cited['document_id']}")["data"] == cited


def test_articles_are_searched(api: Visit) -> None:
    found = list(_all(api, "/articles?q=dang vien&limit=5"))
    assert len(found) == stored.ARTICLES
    snippet = found[0]["snippet"]
    start, end = snippet["marks"][0]
    assert snippet["text"][start:end] == "đảng" and snippet["exact"] is False
    assert len(list(_all(api, "/articles?q=suối&province=Hà Giang&to=2025-01-10"))) == 2
    assert _wrong(api, "/articles?q=...")["parameter"] == "q"
    assert _wrong(api, "/articles?q=suối&cursor=x1")["parameter"] == "cursor"
    assert _wrong(api, "/articles?q=suối&ids=1")["parameter"] == "ids"


def test_the_text_that_belongs_to_the_newspaper_is_not_given(api: Visit) -> None:
    for path in ("/articles", "/articles/1", "/articles?q=suối"):
        data = _read(api, path)["data"]
        assert "text" not in (data[0] if isinstance(data, list) else data)


def test_places_through_time(api: Visit) -> None:
    rows = list(_all(api, "/places?limit=1"))
    assert [(row["code"], row["valid_from"]) for row in rows] == [
        (place.code, place.valid_from) for place in stored.PLACES
    ]
    assert [row["full_name"] for row in _read(api, "/places?name=suoi da")["data"]] == ["Huyện Suối Đá", "Xã Suối Đá"]
    assert len(list(_all(api, "/places?name=suoi da&limit=1"))) == 2
    assert len(_read(api, "/places?level=province&on=2025-06-30")["data"]) == 1
    district = _read(api, "/places/240")["data"]
    assert [place["full_name"] for place in district["today"]] == ["Xã Suối Đá"]
    assert _read(api, "/places/24")["data"]["place"]["name"] == "Sông Hồng"
    assert _read(api, "/places/24?on=2025-06-30")["data"]["place"]["name"] == "Sông Lam"
    assert "2025-07-02" in _wrong(api, "/places/240?on=2025-07-02", 404)["detail"]


@pytest.mark.parametrize("name", ["indicators", "qualifiers", "flags"])
def test_lists_of_codes(api: Visit, name: str) -> None:
    entries = _read(api, f"/{name}")["data"]
    assert all(entry["vi"] and entry["en"] for entry in entries)
    assert _read(api, f"/{name}/{entries[0]['code']}")["data"] == entries[0]
    _wrong(api, f"/{name}/nothing", 404)


def test_where_the_api_begins(api: Visit) -> None:
    begin = _read(api, "")["data"]
    assert (begin["articles"], begin["facts"]) == (stored.ARTICLES, stored.ARTICLES - 1) and begin["as_of"].startswith(
        "20"
    )
    for address in begin["links"].values():
        assert api.get(address).status_code == 200
    assert _read(api, "/sources")["data"][0]["source"] == "bao-mau"


@pytest.mark.parametrize(
    "path", ["/facts", "/figures/{figure}", "/articles?q=suối", "/indicators", "/places", "/openapi.json"]
)
def test_what_has_not_changed_is_not_sent_again(api: Visit, path: str) -> None:
    figure = _read(api, "/figures?limit=1")["data"][0]["figure_id"]
    path = V1 + path.format(figure=figure)
    first = api.get(path)
    tag = first.headers["etag"]
    assert tag.startswith('"') and first.headers["cache-control"] == "public, max-age=60"
    for sent in (tag, f'"other", W/{tag}', "*"):
        again = api.get(path, headers={"If-None-Match": sent})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert api.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    assert api.get(path).headers["etag"] == tag


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/facts?provinc=x", "provinc"),
        ("/facts?document=x", "document"),
        ("/facts?limit=0", "limit"),
        ("/facts?limit=501", "limit"),
        ("/facts?limit=1e2", "limit"),
        ("/facts?limit=٣", "limit"),
        ("/facts?limit=1&limit=2", "limit"),
        ("/facts?from=2025-02-30", "from"),
        ("/facts?from=20250101", "from"),
        ("/facts?indicator=member", "indicator"),
        ("/facts?level=planet", "level"),
        ("/facts?flagged=1", "flagged"),
        ("/facts?province=", "province"),
        ("/facts?province=%01", "province"),
        ("/facts?province=a%0d%0ab", "province"),
        ("/facts?province=" + "x" * 201, "province"),
        ("/articles?ids=99999999999", "ids"),
        ("/articles?" + "&".join(f"ids={n}" for n in range(101)), "ids"),
        ("/facts/fact-01?x=1", "x"),
        ("/indicators?limit=1", "limit"),
        ("/openapi.json?x=1", "x"),
        ("/places?on=today", "on"),
    ],
)
def test_an_error_names_the_parameter(api: Visit, path: str, parameter: str) -> None:
    said = _wrong(api, path)
    assert said["parameter"] == parameter
    assert parameter in said["detail"]


_CURSORS = [
    "x",
    "e30",
    "!!!",
    "ệ",
    "W10",
    "W251bGxd",
    "W3RydWVd",
    "A" * 3000,
    base64.urlsafe_b64encode(b'["a", true]').decode(),
    base64.urlsafe_b64encode(b'["\\u0000"]').decode(),
    base64.urlsafe_b64encode(b'["\\ud800"]').decode(),
    base64.urlsafe_b64encode(b"[" * 900).decode(),
    base64.urlsafe_b64encode(b"[1e999]").decode(),
    base64.urlsafe_b64encode(b'["a", 1, 1, "a", "2025-99-01", "a"]').decode(),
    base64.urlsafe_b64encode(b"[99999999999999999999, 1, 1]").decode(),
]


@pytest.mark.parametrize("name", ["facts", "articles", "series", "citations", "places"])
@pytest.mark.parametrize("cursor", _CURSORS, ids=range(len(_CURSORS)))
def test_a_cursor_that_is_none_is_named(api: Visit, name: str, cursor: str) -> None:
    assert _wrong(api, f"/{name}?cursor={cursor}")["parameter"] == "cursor"


@pytest.mark.parametrize(
    "path",
    [
        "/facts/x",
        "/facts/a%0Ab",
        "/articles/0",
        "/articles/99999999999",
        "/figures/-",
        "/x",
        "/places/ab",
    ],
)
def test_what_is_not_there(api: Visit, path: str) -> None:
    assert "parameter" not in _wrong(api, path, 404)


def test_only_reading_is_answered(api: Visit) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = api.client.request(method, f"{V1}/facts", json={})
        assert answer.status_code == 405 and "GET" in answer.headers["allow"]
        assert answer.headers["content-type"] == "application/problem+json"


def test_other_sites_may_not_read_it_in_a_browser(api: Visit) -> None:
    answer = api.get(f"{V1}/facts", headers={"Origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "set-cookie" not in answer.headers
