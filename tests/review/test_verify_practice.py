"""New editors begin with practice; how right the rules are and how far editors agree is shown to all who sign in."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from review.practice import NEEDED, PracticeError, PracticeItem, practice_items
from review.verify.fields import in_form
from tests.review.verifying import Editing, article, fields_of, fill, item, keep
from tests.review.visiting import Visit


def _right_answer(given: PracticeItem) -> dict[str, Any]:
    """The form of an item filled in as it is right."""
    filled = in_form(given.right_reading()) if given.answer.decision == "correct" else in_form(given.reading)
    decision = f"reject:{given.answer.reasons[0]}" if given.answer.decision == "reject" else given.answer.decision
    return filled | {"qualifiers": list(given.reading.qualifiers), "with-qualifiers": "1", "decision": decision}


def _answer(visit: Visit, right: bool) -> str:
    """Answer the next practice item; the page that explains it."""
    location = visit.send("/practice/next").headers["location"]
    name, round_ = re.fullmatch(r"/practice/(\w+)\?round=(\d+)", location).groups()  # type: ignore[union-attr]
    filled = _right_answer(practice_items()[name]) if right else {"decision": "unsure"}
    answer = visit.send(f"/practice/{name}/decide", **filled, round=round_)
    assert answer.status_code == 303, answer.text
    return visit.get(f"/practice/{name}?round={round_}").text


def test_there_is_an_item_for_each_mistake_that_is_made() -> None:
    given = practice_items().values()
    assert len(given) >= 8 and sum(one.answer.decision == "accept" for one in given) >= 1
    changed = {field for one in given for field in one.answer.corrected}
    assert {"value", "target", "share", "rate", "indicator", "period_to", "unit_name"} <= changed
    assert {reason for one in given for reason in one.answer.reasons} == {"not_party", "page_noise"}


@pytest.mark.parametrize("name", practice_items())
def test_an_item_shows_its_marks_and_takes_its_own_answer_and_no_other(name: str) -> None:
    given = practice_items()[name]
    shown = {place.kind: given.text[place.start : place.end] for place in given.as_item().places}
    assert (shown["evidence"], shown["figure"]) == (given.marks.evidence, given.marks.figure)
    decisions = {"accept": (None, None), "correct": (None, given.right_reading()), "reject": ("not_stated", None)}
    for decision, (reason, reading) in decisions.items():
        mine = given.answer.reasons[0] if decision == "reject" and given.answer.reasons else reason
        assert given.is_right(decision, mine, reading) is (decision == given.answer.decision)
    assert not given.is_right("unsure", None, None)
    assert not given.is_right("correct", None, given.reading)


def test_a_practice_file_that_contradicts_itself_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = (Path("review/practice") / "not_party.toml").read_text(encoding="utf-8")
    (tmp_path / "broken.toml").write_text(good.replace('figure = "312 đoàn viên"', 'figure = "313 đoàn viên"'), "utf-8")
    monkeypatch.setattr("review.practice._FOLDER", tmp_path)
    practice_items.cache_clear()
    with pytest.raises(PracticeError, match=r"(?s)broken\.toml.*313"):
        practice_items()


def test_the_queue_opens_after_practice_and_practice_never_becomes_a_verdict(visit: Visit) -> None:
    (claim,) = fill(visit.engine, 1)
    visit.signed_in("lan", "editor")
    for path in ("/queue/next", f"/items/{claim}/hold", f"/items/{claim}/decide"):
        answer = visit.send(path, decision="accept", seen=item(visit.engine, claim).seen)
        assert answer.headers["location"] == "/practice"
    assert "Cần luyện tập trước" in visit.get("/queue").text
    for _ in range(NEEDED - 1):
        assert "<h2>Đúng.</h2>" in _answer(visit, True)
    assert visit.send("/queue/next").headers["location"] == "/practice"
    assert "<h2>Chưa đúng.</h2>" in _answer(visit, False)
    page = _answer(visit, True)
    assert "Đã trả lời 7/8, đúng 6" in page
    assert visit.send("/queue/next").headers["location"].startswith("/items/")
    assert visit.rows("SELECT 1 FROM verdict") == []


def test_a_round_that_was_not_passed_can_be_done_again_and_the_first_answer_counts(visit: Visit) -> None:
    fill(visit.engine, 1)
    visit.signed_in("lan", "editor")
    for _ in practice_items():
        _answer(visit, False)
    name = next(iter(practice_items()))
    again = visit.send(f"/practice/{name}/decide", **_right_answer(practice_items()[name]), round="0")
    assert again.status_code == 303
    assert [row.number for row in visit.rows('SELECT count(*) AS number FROM practice_answer WHERE "right"')] == [0]
    assert "chưa đạt" in visit.get("/practice").text
    for _ in range(NEEDED):
        _answer(visit, True)
    assert visit.send("/queue/next").headers["location"].startswith("/items/")


def test_a_wrong_form_is_no_answer(visit: Visit) -> None:
    visit.signed_in("lan", "editor")
    reading = in_form(practice_items()["wrong_period"].reading)
    for filled, said in (
        ({"decision": "accept", "value": "8"}, "Có trường đã bị thay đổi"),
        ({"decision": "correct"}, "Chưa có gì thay đổi"),
        ({"decision": "correct", "value": "nhiều"}, "ví dụ 1.092"),
    ):
        answer = visit.send("/practice/wrong_period/decide", **(reading | filled))
        assert answer.status_code == 422 and said in answer.text
    assert visit.send("/practice/wrong_period/decide", decision="nonsense").status_code == 400
    assert visit.get("/practice/nonsense").status_code == 404
    assert visit.rows("SELECT 1 FROM practice_answer") == []


def test_an_admin_needs_no_practice_and_may_waive_it_for_others(visit: Visit) -> None:
    fill(visit.engine, 2)
    minh = visit.account("minh", "editor")
    visit.signed_in("chi", "admin")
    assert visit.send("/queue/next").headers["location"].startswith("/items/")
    assert "minh" in visit.get("/practice").text
    assert visit.send(f"/practice/waive/{minh}").status_code == 303
    assert visit.send("/practice/waive/999").status_code == 404
    assert "được miễn" in visit.get("/practice").text
    assert [row.subject for row in visit.rows("SELECT subject FROM audit WHERE action = 'waive_practice'")] == ["minh"]
    visit.signed_in("minh", "editor")
    assert visit.send("/queue/next").headers["location"].startswith("/items/")


def test_quality_is_told_by_rule_and_indicator_with_agreement_and_work(visit: Visit) -> None:
    fill(visit.engine, 4)
    plain = {"flags": (), "explanations": {}, "explanations_vi": {}, "rule": "total.has", "indicator": "members_total"}
    lan = Editing(visit)
    for step in range(4):
        claim = lan.begin()
        visit.clock.forward(timedelta(seconds=20))
        lan.decide(claim, "reject:not_party" if step == 3 else "accept", seconds=str(10 + step))
    text, record = article("Đồng Mây", 5, 9, reading=plain)
    keep(visit.engine, "https://bao.example/plain.html", text, record)
    visit.send(f"/items/{record.facts[0].id}/hold")
    lan.decide(record.facts[0].id, "accept")
    visit.signed_in("hoa", "viewer")
    page = visit.get("/quality").text
    assert re.search(r"<code>admitted\.verb</code></th>\s*<td[^>]*>4</td>\s*<td[^>]*>3</td>\s*<td[^>]*>75%</td>", page)
    assert "total.has" not in page  # chosen by the editor, so that it says nothing of the rest
    assert "Đảng viên mới kết nạp" in page and "30,06–95,44%" in page
    assert page.count('<svg class="bar"') == 3 and 'class="bar-share" x="0" y="3" width="150.0"' in page
    assert re.search(r'<th scope="row">lan</th><td[^>]*>5</td>', page)
    assert "Chưa có mục nào được giao cho hai biên tập viên" in page


def test_quality_without_decisions_says_so(visit: Visit) -> None:
    visit.signed_in("hoa", "viewer")
    assert visit.get("/quality").text.count("Chưa ai quyết định mục nào") == 2


def test_skipping_leads_to_the_overview_as_a_page_of_its_own(visit: Visit) -> None:
    visit.signed_in("lan", "editor")
    assert visit.send("/practice/accept/decide", decision="skip").headers["location"] == "/practice"
    within = visit.send("/practice/accept/decide", decision="skip", headers={"HX-Request": "true"})
    assert (within.content, within.headers["HX-Redirect"]) == (b"", "/practice")


def test_practice_reads_a_selection_too(visit: Visit) -> None:
    visit.signed_in("lan", "editor")
    given = practice_items()["share_or_rate"]
    start = given.text.index("48,4%")
    asked = {"field": "share", "start": start, "end": start + 5}
    assert visit.get("/practice/share_or_rate/read", params=asked).json()["values"]["share"] == "48,4"
    assert fields_of(visit.get("/practice/share_or_rate").text)["rate"] == "48,4"
