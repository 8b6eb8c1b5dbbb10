"""What editors decide on an item, by forms alone: what is kept, what is refused, what is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.review import verifying
from tests.review.verifying import REVIEW, Editing, article, fill, holders_of, item, keep, verdicts_on
from tests.review.visiting import Visit


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
    assert claim == claims[0] and holders_of(visit, claim) == [("lan", "flagged")]
    visit.clock.forward(timedelta(seconds=40))
    answer = editor.decide(claim, pressed, seconds="7.25", note="đã xem trang gốc", **filled)
    assert editor.claim_of(answer) == claims[1]
    (given,) = verdicts_on(visit, claim)
    assert (given.decision, given.reason, given.editor) == (*kept, "lan")
    assert (given.seconds, given.served_as, given.note) == (7.2, "flagged", "đã xem trang gốc")
    assert given.seen_flags == verifying.REVIEW and given.seen.value == 400
    assert item(visit.engine, claim).status == status
    assert (holders_of(visit, claim), holders_of(visit, claims[1])) == ([], [("lan", "flagged")])
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
    assert verdicts_on(visit, claim)[0].seconds == kept


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
    assert verdicts_on(visit, claim) == []


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
    (given,) = verdicts_on(visit, claim)
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
    keep(visit.engine, "https://bao.example/0.html", *article("Suối Đá", 400, 600, reading={"value": 40.0}), "2")
    answer = lan.decide(claim, "correct", form, value="444", unit_province="Tỉnh tôi nhập")
    assert answer.status_code == 409 and verdicts_on(visit, claim) == []
    page = answer.text
    for shown in ("Bạn đã thấy", "Hiện nay", "Bạn đã nhập", ">400<", ">40<", ">444<", 'value="Tỉnh tôi nhập"'):
        assert shown in page
    again = lan.decide(claim, "correct", verifying.fields_of(page))
    assert again.status_code == 303
    (given,) = verdicts_on(visit, claim)
    assert given.seen.value == 40 and given.corrected is not None and given.corrected.value == 444


def test_accepting_confirms_what_the_machine_reads_and_keeping_what_was_decided(visit: Visit) -> None:
    fill(visit.engine, 2)
    lan = Editing(visit)
    first, second = fill(visit.engine, 2)
    for url, place, value, claim in (("0", "Suối Đá", 400, first), ("1", "Khe Lim", 399, second)):
        lan.visit.send(f"/items/{claim}/hold")
        assert lan.decide(claim, "accept").status_code == 303
        keep(visit.engine, f"https://bao.example/{url}.html", *article(place, value, 600, reading={"value": 40.0}), "2")
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


def test_a_button_pressed_twice_decides_once(visit: Visit) -> None:
    claims = fill(visit.engine, 3)
    lan = Editing(visit)
    form = lan.form(lan.begin())
    first, second = lan.decide(claims[0], "accept", form), lan.decide(claims[0], "accept", form)
    assert lan.claim_of(first) == claims[1] == lan.claim_of(second)
    assert len(verdicts_on(visit, claims[0])) == 1
    assert len(visit.rows("SELECT 1 FROM audit WHERE action = 'decide'")) == 1


def test_viewers_read_and_only_read(visit: Visit) -> None:
    (claim,) = fill(visit.engine, 1)
    visit.signed_in("hoa", "viewer")
    page = visit.get(f"/items/{claim}")
    assert page.status_code == 200 and "400/600 đảng viên" in page.text
    assert 'name="decision"' not in page.text and "/hold" not in page.text
    assert visit.get("/quality").status_code == 200
    assert visit.get("/queue").status_code == 403
