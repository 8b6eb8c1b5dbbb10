"""The log of what was done: complete, for admins to read, and for nobody to change."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

import db
from db.repository import audit, users
from tests.review.visiting import PASSWORD, Visit

_FORGED = "INTO audit (id, at, action, subject, details) VALUES (1, '2026-01-01', 'nothing', 'x', '{}')"
_TAMPERING = {
    "all": (
        "UPDATE audit SET action = 'nothing'",
        "DELETE FROM audit",
        f"INSERT {_FORGED} ON CONFLICT (id) DO UPDATE SET action = 'nothing'",
    ),
    "sqlite": (f"INSERT OR REPLACE {_FORGED}", f"REPLACE {_FORGED}"),
    "postgresql": ("TRUNCATE audit",),
}


def test_the_database_refuses_to_change_the_log(visit: Visit) -> None:
    with db.writing(visit.engine) as connection:
        audit.note(connection, "add_user", "lan", visit.clock())
    for statement in (*_TAMPERING["all"], *_TAMPERING[visit.engine.dialect.name]):
        with pytest.raises(DBAPIError, match="append-only"), db.writing(visit.engine) as connection:
            connection.execute(text(statement))
    assert [row.action for row in visit.rows("SELECT action FROM audit")] == ["add_user"]


def test_all_that_one_does_with_an_account_is_noted(visit: Visit) -> None:
    new = "ruộng bậc thang mùa lúa chín"
    visit.account()
    visit.sign_in()
    visit.send("/account/password", present=PASSWORD, new=new, again=new)
    visit.send("/account/tokens", name="máy tính", days="30")
    visit.send(f"/account/tokens/{visit.rows('SELECT id FROM api_token')[0].id}/revoke")
    other = visit.signed_in()
    visit.client.cookies.clear()
    visit.sign_in(password=new)
    visit.send(f"/account/sessions/{other}/end")
    visit.send("/logout")
    visit.sign_in(password=new)
    visit.send("/account/sessions/end")
    noted = visit.rows("SELECT action, address, details FROM audit ORDER BY id")
    assert [row.action for row in noted] == [
        "sign_in",
        "change_password",
        "make_token",
        "revoke_token",
        "sign_in",
        "end_session",
        "sign_out",
        "sign_in",
        "sign_out_everywhere",
    ]
    assert all(row.address for row in noted)
    assert not any(secret in str(noted) for secret in (new, PASSWORD, "chibo_"))


def _fill(engine: Engine, visit: Visit, number: int) -> None:
    with db.writing(engine) as connection:
        minh = users.add(connection, "minh", "x", "editor", visit.clock())
        for step in range(number):
            at = visit.clock() + timedelta(minutes=step)
            user = minh if step % 2 else None
            audit.note(connection, "set_role" if step % 3 else "add_user", f"tài khoản {step:03}", at, user_id=user)


def _subjects(page: str) -> list[str]:
    return re.findall(r"tài khoản \d{3}", page)


def test_the_log_is_read_page_by_page_the_newest_first(visit: Visit) -> None:
    _fill(visit.engine, visit, 120)
    visit.signed_in("lan", "admin")
    read = [subject for number in (1, 2, 3) for subject in _subjects(visit.get(f"/audit?page={number}").text)]
    assert read == [f"tài khoản {step:03}" for step in reversed(range(120))]
    assert "Trang 2/3" in visit.get("/audit?page=2").text
    assert "hợp với bộ lọc" in visit.get("/audit?page=4").text


def test_the_log_is_filtered_and_sorted(visit: Visit) -> None:
    _fill(visit.engine, visit, 12)
    visit.signed_in("lan", "admin")
    assert _subjects(visit.get("/audit?user=Minh&action=add_user").text) == ["tài khoản 009", "tài khoản 003"]
    page = visit.get("/audit?sort=subject&down=0").text
    assert _subjects(page) == [f"tài khoản {step:03}" for step in range(12)]
    assert re.search(r'aria-sort="ascending"><a href="/audit\?sort=subject&amp;down=1&amp;page=1"', page)


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=x", "page=99999999999999999999", "sort=id;DROP", "down=maybe", "user=" + "x" * 101],
)
def test_a_bad_address_is_refused(visit: Visit, query: str) -> None:
    visit.signed_in("lan", "admin")
    assert visit.get(f"/audit?{query}").status_code == 400


def test_what_is_asked_for_is_shown_as_text(visit: Visit) -> None:
    visit.signed_in("lan", "admin")
    page = visit.get("/audit", params={"user": '"><script>alert(1)</script>', "action": "' OR 1=1 --"}).text
    assert "<script>alert" not in page and "hợp với bộ lọc" in page
