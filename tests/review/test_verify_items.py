"""What editors do with items, by forms alone: what is kept, what is refused, what comes next."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from litestar.testing import TestClient

import db
from db.repository import leases, verdicts
from review.app import create_app
from review.settings import Settings
from schema import Verdict
from tests.review import verifying
from tests.review.verifying import REVIEW, Editing, article, fill, item, keep
from tests.review.visiting import HOST, Visit


def _verdicts(visit: Visit, claim: str) -> list[Verdict]:
    with visit.engine.connect() as connection:
        return verdicts.of_claim(connection, claim)


def _held(visit: Visit, claim: str) -> list[tuple[str, str]]:
    with visit.engine.connect() as connection:
        return [(held.editor, held.served_as) for held in leases.holding(connection, claim, visit.clock())]


@pytest.mark.parametrize(
    ("pressed", "filled", "kept", "status"),
    [
        ("accept", {}, ("accept", None), "accepted"),
        ("reject:not_party", {}, ("reject", "not_party"), "rejected"),
        ("unsure", {}, ("unsure", None), "unsure"),
        ("correct", {"value": "1.092", "rate": ""}, ("correct", None), "corrected"),
    ],
)
def test_a_decision_is_kept_and_the_next_item_comes(
    visit: Visit, pressed: str, filled: dict[str, str], kept: tuple[str, str | None], status: str
) -> None:
    claims = fill(visit.engine, 3)
    editor = Editing(visit)
    claim = editor.begin()
    assert claim == claims[0] and _held(visit, claim) == [("lan", "flagged")]
    visit.clock.forward(timedelta(seconds=40))
    answer = editor.decide(claim, pressed, seconds="7.25", note="đã xem trang gốc", **filled)
    assert editor.claim_of(answer) == claims[1]
    (given,) = _verdicts(visit, claim)
    assert (given.decision, given.reason, given.editor) == (*kept, "lan")
    assert (given.seconds, given.served_as, given.note) == (7.2, "flagged", "đã xem trang gốc")
    assert given.seen_flags == verifying.REVIEW and given.seen.value == 400
    assert item(visit.engine, claim).status == status
    assert (_held(visit, claim), _held(visit, claims[1])) == ([], [("lan", "flagged")])
    if filled:
        assert given.corrected is not None
        assert (given.corrected.value, given.corrected.rate) == (1092, None)
        assert given.corrected.unit_name == given.seen.unit_name
    (noted,) = visit.rows("SELECT subject, details FROM audit WHERE action = 'decide'")
    assert noted.subject == claim and given.uid in str(noted.details)


@pytest.mark.parametrize(
    ("told", "kept"),
    [("", 90.0), ("nonsense", 90.0), ("1e9", 90.0), ("-4", 90.0), ("nan", 90.0), ("300", 90.0), ("12", 12.0)],
)
def test_seconds_are_those_of_the_page_but_never_more_than_the_item_was_held(
    visit: Visit, told: str, kept: float
) -> None:
    if visit.engine.dialect.name == "postgresql":
        pytest.skip("arithmetic of the desk, not of the database")
    fill(visit.engine, 1)
    editor = Editing(visit)
    claim = editor.begin()
    visit.clock.forward(timedelta(seconds=90))
    editor.decide(claim, "accept", seconds=told)
    assert _verdicts(visit, claim)[0].seconds == kept


@pytest.mark.parametrize(
    ("pressed", "filled", "said"),
    [
        ("accept", {"value": "143"}, "Có trường đã bị thay đổi"),
        ("correct", {}, "Chưa có gì thay đổi"),
        ("correct", {"value": "nhiều"}, "ví dụ 1.092"),
        ("reject", {}, "Từ chối thì phải nêu lý do"),
        ("reject:nonsense", {}, "Từ chối thì phải nêu lý do"),
        ("note", {"note": "  "}, "Ghi chú còn trống"),
        ("", {}, "không cho biết quyết định"),
        ("keep", {}, "không cho biết quyết định"),
    ],
)
def test_a_form_that_cannot_be_taken_is_shown_again_with_what_was_entered(
    visit: Visit, pressed: str, filled: dict[str, str], said: str
) -> None:
    if visit.engine.dialect.name == "postgresql":
        pytest.skip("a form is read before the database is asked")
    fill(visit.engine, 1)
    editor = Editing(visit)
    claim = editor.begin()
    answer = editor.decide(claim, pressed, unit_province="Hà Giang mới" if "value" in filled else "Hà Giang", **filled)
    assert answer.status_code == 422 and said in answer.text
    if "value" in filled:
        assert f'name="value" type="text" value="{filled["value"]}"' in answer.text
        assert 'value="Hà Giang mới"' in answer.text
    assert _verdicts(visit, claim) == []


def test_a_correction_keeps_where_it_was_taken_from(visit: Visit) -> None:
    fill(visit.engine, 1)
    editor = Editing(visit)
    claim = editor.begin()
    text = item(visit.engine, claim).text
    start = text.index("600")
    read = visit.get(f"/items/{claim}/read", params={"field": "value", "start": start, "end": start + 3}).json()
    assert (read["values"]["value"], read["start"], read["end"]) == ("600", start, start + 3)
    spans = {"span-value": f"{start}-{start + 3}", "span-target": f"{start}-{start + 3}"}
    editor.decide(claim, "correct", value="600", **spans)
    (given,) = _verdicts(visit, claim)
    assert given.spans == {"value": (start, start + 3)}  # the target was not changed


def test_an_organisation_and_a_period_are_taken_as_the_machine_has_read_them(visit: Visit) -> None:
    fill(visit.engine, 1)
    editor = Editing(visit)
    claim = editor.begin()
    text = item(visit.engine, claim).text
    for words, field, values in (
        ("huyện Suối Đá kết", "unit_name", {"unit_name": "Đảng bộ huyện Suối Đá", "unit_level": "district"}),
        ("năm 2024", "period_from", {"period_from": "01/01/2024", "period_to": "31/12/2024"}),
    ):
        start = text.index(words)
        asked = {"field": field, "start": start, "end": start + len(words)}
        assert visit.get(f"/items/{claim}/read", params=asked).json()["values"].items() >= values.items()
    nothing = visit.get(f"/items/{claim}/read", params={"field": "value", "start": "x", "end": -1})
    assert nothing.status_code == 422 and nothing.json()["error"] == "Trước hết hãy bôi đen một đoạn trong bài."


def test_a_stale_save_is_refused_with_both_versions_and_what_was_entered(visit: Visit) -> None:
    fill(visit.engine, 2)
    lan = Editing(visit)
    claim = lan.begin()
    form = lan.form(claim)
    text, record = article("Suối Đá", 400, 600)
    changed = record.facts[0].model_copy(update={"value": 40.0})
    keep(visit.engine, "https://bao.example/0.html", text, record.model_copy(update={"facts": (changed,)}), "2")
    answer = lan.decide(claim, "correct", form, value="444", unit_province="Tỉnh tôi nhập")
    assert answer.status_code == 409 and _verdicts(visit, claim) == []
    page = answer.text
    for shown in ("Bạn đã thấy", "Hiện nay", "Bạn đã nhập", ">400<", ">40<", ">444<", 'value="Tỉnh tôi nhập"'):
        assert shown in page
    again = lan.decide(claim, "correct", verifying.fields_of(page))
    assert again.status_code == 303
    (given,) = _verdicts(visit, claim)
    assert given.seen.value == 40 and given.corrected is not None and given.corrected.value == 444


def test_accepting_confirms_what_the_machine_reads_and_keeping_what_was_decided(visit: Visit) -> None:
    fill(visit.engine, 2)
    lan = Editing(visit)
    first, second = fill(visit.engine, 2)
    for url, place, value, claim in (("0", "Suối Đá", 400, first), ("1", "Khe Lim", 399, second)):
        lan.visit.send(f"/items/{claim}/hold")
        assert lan.decide(claim, "accept").status_code == 303
        text, record = article(place, value, 600)
        changed = record.facts[0].model_copy(update={"value": 40.0})
        keep(
            visit.engine, f"https://bao.example/{url}.html", text, record.model_copy(update={"facts": (changed,)}), "2"
        )
        assert item(visit.engine, claim).status == "changed"
    for claim, pressed, value in ((first, "accept", 40), (second, "keep", 399)):
        visit.clock.forward(timedelta(minutes=1))
        visit.send(f"/items/{claim}/hold")
        page = visit.get(f"/items/{claim}").text
        assert "Đã quyết định trước đây" in page and 'value="40"' in page
        assert lan.decide(claim, pressed).status_code == 303
        now = item(visit.engine, claim)
        assert (now.status in ("accepted", "corrected"), now.shown.value) == (True, value)


def test_why_a_person_is_asked_is_told_where_no_other_flag_tells_it(visit: Visit) -> None:
    lan = Editing(visit)
    for place, flags in (
        ("Suối Đá", ("needs_review",)),
        ("Khe Lim", REVIEW),
        ("Bến Gỗ", ("needs_review", "unit_inferred")),
    ):
        said = {"needs_review": "confidence 0.55; least sure: whose it is"} | dict.fromkeys(flags[1:], "why")
        said_vi = {"needs_review": "độ tin cậy 0.55; kém chắc nhất: đơn vị"} | dict.fromkeys(flags[1:], "vì sao")
        text, record = article(
            place, 400, 600, reading={"flags": flags, "explanations": said, "explanations_vi": said_vi}
        )
        keep(visit.engine, f"https://bao.example/{place}.html", text, record)
        page = lan.visit.get(f"/items/{record.facts[0].id}").text
        assert ("kém chắc nhất: đơn vị" in page) == (flags != REVIEW), place


def test_what_another_editor_holds_is_refused_with_who_and_until_when(visit: Visit) -> None:
    fill(visit.engine, 2)
    claim = Editing(visit, "minh").begin()
    lan = Editing(visit, "lan")
    page = visit.get(f"/items/{claim}").text
    assert "minh đang giữ mục này đến 15:15 02/03/2026" in page and 'value="accept"' not in page
    answer = lan.decide(claim, "accept", seen=item(visit.engine, claim).seen)
    assert answer.status_code == 423 and "minh đang giữ mục này" in answer.text
    visit.send(f"/items/{claim}/hold")
    assert _held(visit, claim) == [("minh", "flagged")] and _verdicts(visit, claim) == []
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
    assert _verdicts(visit, claim) == []


def test_a_page_cannot_hold_an_item_for_ever(visit: Visit) -> None:
    (claim,) = fill(visit.engine, 1)
    Editing(visit, "minh").begin()
    for _ in range(12):
        visit.clock.forward(timedelta(minutes=12))
        visit.send(f"/items/{claim}/renew")
    assert _held(visit, claim) == []


def test_who_comes_late_may_save_while_nobody_else_has_taken_the_item(visit: Visit) -> None:
    (claim,) = fill(visit.engine, 1)
    lan = Editing(visit)
    lan.begin()
    form = lan.form(claim)
    visit.clock.forward(timedelta(hours=1))
    lan.decide(claim, "accept", form)
    assert _verdicts(visit, claim)[0].served_as == "flagged"


def test_why_an_item_was_given_cannot_be_forged(visit: Visit) -> None:
    fill(visit.engine, 2)
    lan = Editing(visit)
    claim = lan.begin()
    lan.decide(claim, "accept", served_as="sample")
    chosen = fill(visit.engine, 2)[1]
    lan.decide(chosen, "accept", served_as="sample", seen=item(visit.engine, chosen).seen)
    assert [_verdicts(visit, each)[0].served_as for each in (claim, chosen)] == ["flagged", "flagged"]
    text, record = article("Nà Khoang", 7, 9, reading={"flags": (), "explanations": {}, "explanations_vi": {}})
    keep(visit.engine, "https://bao.example/chosen.html", text, record)
    own = record.facts[0].id
    visit.send(f"/items/{own}/hold")
    lan.decide(own, "accept", served_as="sample")
    assert _verdicts(visit, own)[0].served_as == "chosen"


def test_undo_takes_the_last_decision_back_and_gives_the_item_again(visit: Visit) -> None:
    claims = fill(visit.engine, 3)
    lan = Editing(visit)
    for _ in range(2):
        claim = lan.begin()
        visit.clock.forward(timedelta(seconds=5))
        lan.decide(claim, "accept")
    visit.clock.forward(timedelta(seconds=5))
    answer = visit.send("/queue/undo")
    assert lan.claim_of(answer) == claims[1] and item(visit.engine, claims[1]).status == "unverified"
    visit.clock.forward(timedelta(seconds=5))
    assert lan.claim_of(lan.decide(claims[1], "undo")) == claims[0]
    assert item(visit.engine, claims[0]).status == "unverified"
    assert [given.decision for given in _verdicts(visit, claims[0])] == ["accept", "undo"]
    nothing = visit.send("/queue/undo")
    assert nothing.headers["location"] == "/queue"
    assert "Bạn không có quyết định nào để hoàn tác" in visit.get("/queue").text
    assert len(visit.rows("SELECT 1 FROM audit WHERE action = 'undo_decision'")) == 2


def test_what_is_skipped_does_not_come_again_until_it_is_brought_back(visit: Visit) -> None:
    claims = fill(visit.engine, 2)
    lan = Editing(visit)
    assert lan.claim_of(lan.decide(lan.begin(), "skip")) == claims[1]
    assert lan.decide(claims[1], "skip").headers["location"] == "/queue"
    assert "Lấy lại các mục tôi đã bỏ qua" in visit.get("/queue").text
    assert Editing(visit, "minh").begin() == claims[0]
    Editing(visit, "lan")
    visit.send("/queue/skipped")
    assert lan.begin() == claims[1]
    assert visit.rows("SELECT 1 FROM verdict") == []


def test_a_button_pressed_twice_decides_once(visit: Visit) -> None:
    claims = fill(visit.engine, 3)
    lan = Editing(visit)
    form = lan.form(lan.begin())
    first, second = lan.decide(claims[0], "accept", form), lan.decide(claims[0], "accept", form)
    assert lan.claim_of(first) == claims[1] == lan.claim_of(second)
    assert len(_verdicts(visit, claims[0])) == 1
    assert len(visit.rows("SELECT 1 FROM audit WHERE action = 'decide'")) == 1


def _copies(visit: Visit, number: int, **changed: Any) -> list[str]:
    """Keep the same figure in so many articles; their claims."""
    claims = []
    for place in range(number):
        text, record = article("Suối Đá", 400, 600, before=f"Bản {place}. ")
        fact = record.facts[0].model_copy(update={"id": f"copy-{place}"} | (changed if place == 2 else {}))
        keep(visit.engine, f"https://bao.example/copy-{place}.html", text, record.model_copy(update={"facts": (fact,)}))
        claims.append(fact.id)
    return claims


@pytest.mark.parametrize(("pressed", "status"), [("accept", "accepted"), ("reject:not_party", "rejected")])
def test_a_repeated_figure_is_decided_for_its_ticked_copies(visit: Visit, pressed: str, status: str) -> None:
    claims = _copies(visit, 4)
    lan = Editing(visit)
    assert lan.begin() == claims[0]
    form = lan.form(claims[0])
    assert [ticked.split(":")[0] for ticked in form["copy"]] == claims[1:]
    form["copy"] = form["copy"][:2]
    lan.decide(claims[0], pressed, form)
    assert [item(visit.engine, claim).status for claim in claims] == [status] * 3 + ["unverified"]
    for claim in claims[1:3]:
        (given,) = _verdicts(visit, claim)
        assert (given.served_as, given.editor) == ("chosen", "lan") and given.before.endswith("\n")
    visit.clock.forward(timedelta(seconds=5))
    visit.send("/queue/undo")
    assert [item(visit.engine, claim).status for claim in claims] == ["unverified"] * 4


def test_a_copy_that_reads_otherwise_or_has_changed_or_is_held_is_left_out(visit: Visit) -> None:
    claims = _copies(visit, 4, value=399.0)
    lan = Editing(visit)
    lan.begin()
    form = lan.form(claims[0])
    assert [ticked.split(":")[0] for ticked in form["copy"]] == [claims[1], claims[3]]
    text, record = article("Suối Đá", 400, 600, before="Bản 1. ")
    fact = record.facts[0].model_copy(update={"id": claims[1], "rate": 66.0})
    keep(visit.engine, "https://bao.example/copy-1.html", text, record.model_copy(update={"facts": (fact,)}), "2")
    Editing(visit, "minh")
    visit.send(f"/items/{claims[3]}/hold")
    lan = Editing(visit, "lan")
    lan.decide(claims[0], "accept", form | {"copy": [*form["copy"], f"{claims[2]}:x", "nonsense", ":"]})
    assert [item(visit.engine, claim).status for claim in claims] == ["accepted"] + ["unverified"] * 3
    assert "được để nguyên" in visit.get("/queue").text


def test_viewers_read_and_only_read(visit: Visit) -> None:
    (claim,) = fill(visit.engine, 1)
    visit.signed_in("hoa", "viewer")
    page = visit.get(f"/items/{claim}")
    assert page.status_code == 200 and "400/600 đảng viên" in page.text
    assert 'name="decision"' not in page.text and "/hold" not in page.text
    assert visit.get("/quality").status_code == 200
    assert visit.get("/queue").status_code == 403


def test_the_queue_is_filtered_by_address_and_the_part_goes_along(visit: Visit) -> None:
    fill(visit.engine, 2)
    text, record = article("Phú Lạc", 5, 9, reading={"indicator": "members_total", "confidence": 0.9})
    keep(visit.engine, "https://bao.example/total.html", text, record)
    lan = Editing(visit)
    page = visit.get("/queue?indicator=members_total&reason=flagged&age=7").text
    assert '<span class="count">1</span>' in page and "Tổng số đảng viên (1)" in page
    answer = visit.send("/queue/next", **{"part-indicator": "members_total", "part-age": "7"})
    assert answer.headers["location"].endswith("?indicator=members_total&age=7#figure")
    form = lan.form(f"{record.facts[0].id}?indicator=members_total&age=7")
    done = lan.decide(record.facts[0].id, "accept", form)
    assert done.headers["location"] == "/queue?indicator=members_total&age=7"
    assert "Không còn mục nào chờ ở đây" in visit.get("/queue").text
    assert visit.get("/queue?age=nonsense&reason=x&province=%01&page=2").status_code == 200


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
