"""What comes next in the queue: undone, skipped, filtered, and why it was given."""

from __future__ import annotations

from datetime import timedelta

from tests.review.verifying import Editing, article, fill, item, keep, verdicts_on
from tests.review.visiting import Visit


def test_why_an_item_was_given_cannot_be_forged(visit: Visit) -> None:
    fill(visit.engine, 2)
    lan = Editing(visit)
    claim = lan.begin()
    lan.decide(claim, "accept", served_as="sample")
    chosen = fill(visit.engine, 2)[1]
    lan.decide(chosen, "accept", served_as="sample", seen=item(visit.engine, chosen).seen)
    assert [verdicts_on(visit, each)[0].served_as for each in (claim, chosen)] == ["flagged", "flagged"]
    text, record = article("Nà Khoang", 7, 9, reading={"flags": (), "explanations": {}, "explanations_vi": {}})
    keep(visit.engine, "https://bao.example/chosen.html", text, record)
    own = record.facts[0].id
    visit.send(f"/items/{own}/hold")
    lan.decide(own, "accept", served_as="sample")
    assert verdicts_on(visit, own)[0].served_as == "chosen"


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
    assert [given.decision for given in verdicts_on(visit, claims[0])] == ["accept", "undo"]
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
