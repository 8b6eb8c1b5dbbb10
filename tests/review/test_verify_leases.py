"""Who holds an item and until when, and that of many who decide at once none undoes another's work."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

from litestar.testing import TestClient

import db
from db.repository import verdicts
from review.app import create_app
from review.settings import Settings
from tests.review.verifying import Editing, fill, holders_of, item, verdicts_on
from tests.review.visiting import HOST, Visit


def test_what_another_editor_holds_is_refused_with_who_and_until_when(visit: Visit) -> None:
    fill(visit.engine, 2)
    claim = Editing(visit, "minh").begin()
    lan = Editing(visit, "lan")
    page = visit.get(f"/items/{claim}").text
    assert "minh đang giữ mục này đến 15:15 02/03/2026" in page and 'value="accept"' not in page
    answer = lan.decide(claim, "accept", seen=item(visit.engine, claim).seen)
    assert answer.status_code == 423 and "minh đang giữ mục này" in answer.text
    visit.send(f"/items/{claim}/hold")
    assert holders_of(visit, claim) == [("minh", "flagged")] and verdicts_on(visit, claim) == []
    assert lan.begin() != claim


def test_a_lease_ends_unless_the_open_page_renews_it(visit: Visit) -> None:
    (claim,) = fill(visit.engine, 1)
    minh = Editing(visit, "minh")
    minh.begin()
    form = minh.form(claim)
    visit.clock.forward(timedelta(minutes=10))
    assert visit.send(f"/items/{claim}/renew").json()["until"] == "15:25 02/03/2026"
    visit.clock.forward(timedelta(minutes=10))
    Editing(visit, "lan")
    assert visit.send("/queue/next").headers["location"].startswith("/queue")
    visit.clock.forward(timedelta(minutes=6))
    lan = Editing(visit, "lan")
    assert lan.begin() == claim
    minh = Editing(visit, "minh")
    assert visit.send(f"/items/{claim}/renew").json()["until"] is None
    assert minh.decide(claim, "accept", form).status_code == 423
    assert verdicts_on(visit, claim) == []


def test_a_page_cannot_hold_an_item_for_ever(visit: Visit) -> None:
    (claim,) = fill(visit.engine, 1)
    Editing(visit, "minh").begin()
    for _ in range(12):
        visit.clock.forward(timedelta(minutes=12))
        visit.send(f"/items/{claim}/renew")
    assert holders_of(visit, claim) == []


def test_who_comes_late_may_save_while_nobody_else_has_taken_the_item(visit: Visit) -> None:
    (claim,) = fill(visit.engine, 1)
    lan = Editing(visit)
    lan.begin()
    form = lan.form(claim)
    visit.clock.forward(timedelta(hours=1))
    lan.decide(claim, "accept", form)
    assert verdicts_on(visit, claim)[0].served_as == "flagged"


def test_many_who_decide_at_once_lose_and_double_nothing(visit: Visit, settings: Settings) -> None:
    claims = set(fill(visit.engine, 12))
    faults: list[Any] = []

    def work(name: str) -> None:
        app = create_app(visit.engine, settings, now=visit.clock)  # as of another process: it has its own loop
        with TestClient(app, base_url=f"https://{HOST}", raise_server_exceptions=False) as client:
            editor = Editing(Visit(client, visit.engine, visit.clock), name)
            answer = editor.visit.send("/queue/next")
            while answer.headers.get("location", "").startswith("/items/"):
                answer = editor.decide(editor.claim_of(answer), "accept")
        if answer.headers.get("location") != "/queue":
            faults.append((answer.status_code, answer.url))

    threads = [threading.Thread(target=work, args=(f"editor-{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with db.writing(visit.engine) as connection:
        given = [v for v in verdicts.every(connection) if v.served_as == "flagged"]
    assert sorted(v.claim for v in given) == sorted(claims)
