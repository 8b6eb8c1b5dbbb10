"""Verdicts survive: new rules, edits, moved paragraphs, adverts; what is read otherwise comes back with the difference."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from sqlalchemy import Engine, select

import db
from db import present
from db.models import Figure, PresentFact
from tests.db.fake_reader import Rules
from tests.db.shown import dump
from tests.db.verdicts import MAI, SEN, SON, URL, crawl, decide, rows, seen, undo, verdict

TEXT = f"{SEN} {MAI}\n{SON}"
OTHER = "https://bao.example/bai-2.html"


def _told(database: Engine, url: str = URL) -> list[tuple[str, str, bool, float]]:
    return [(row.unit_name, row.status, row.counted, row.value) for row in rows(database, url)]


KEPT = {
    "the same rules again": (TEXT, Rules()),
    "the evidence is the line": (TEXT, Rules(evidence="line")),
    "the evidence is shorter": (TEXT, Rules(evidence="clause")),
    "the figure has its noun": (TEXT, Rules(figure="phrase")),
    "both": (TEXT, Rules(figure="phrase", evidence="line")),
    "more is read": (TEXT, Rules(extra=True)),
    "the other verb is not read": (TEXT, Rules(unread=frozenset({"có"}))),
    "an edit elsewhere": (f"{SEN} {MAI}\nChi bộ Sơn Ca có 17 đảng viên.", Rules()),
    "an edit in the sentence": (f"{SEN.replace(' kết nạp', ' đã kết nạp')} {MAI}\n{SON}", Rules()),
    "both sentences edited": (TEXT.replace(" kết nạp", " đã kết nạp"), Rules()),
    "an edit and other rules": (TEXT.replace(" kết nạp", " đã kết nạp"), Rules(figure="phrase")),
    "a moved paragraph": (f"{SON}\n{SEN} {MAI}", Rules()),
    "neighbours change places": (f"{MAI} {SEN}\n{SON}", Rules()),
    "an advert": (f"{SEN} {MAI}\nMua nhà giá tốt, gọi 19001234\n{SON}", Rules()),
    "a carousel before": (f"Tin liên quan\nChi bộ Sơn Ca có 9 đảng viên.\n{TEXT}", Rules()),
    "a carousel that repeats it at length": (f"{TEXT}\n{SEN[:-1]} trong năm qua, nhiều nhất xã.", Rules()),
    "the neighbour goes": (f"{SEN}\n{SON}", Rules()),
}


@pytest.mark.parametrize(("decision", "status"), [("accept", "accepted"), ("reject", "rejected"), ("unsure", "unsure")])
def test_the_same_figure_keeps_its_verdict_silently(database: Engine, decision: str, status: str) -> None:
    for number, (case, (text, rules)) in enumerate(KEPT.items()):
        url = f"https://bao.example/{number}"
        crawl(database, TEXT, url=url)
        given = decide(database, decision, url=url)
        crawl(database, text, rules, url=url)
        held = [row for row in rows(database, url) if row.verdict_uid is not None]
        assert [(case, row.unit_name, row.status, row.value) for row in held] == [(case, "Chi bộ Hoa Sen", status, 5)]
        assert held[0].verdict_uid == given.uid and held[0].claim == given.claim and held[0].position is not None, case
        assert held[0].queue_reason == ("unsure" if decision == "unsure" else None), case
        assert held[0].counted == (decision != "reject"), case
        neighbour = [row.status for row in rows(database, url) if row.unit_name == "Chi bộ Hoa Mai"]
        assert neighbour in (["unverified"], []), case


CHANGED = {
    "another unit": (
        Rules(unit="province"),
        "unit: Chi bộ Hoa Sen → Đảng bộ tỉnh",
        "đơn vị: Chi bộ Hoa Sen → Đảng bộ tỉnh",
    ),
    "another indicator": (
        Rules(indicator="members_made_official"),
        "indicator: members_admitted → members_made_official",
        "chỉ tiêu: members_admitted → members_made_official",
    ),
    "another value": (
        Rules(number="second"),
        "value: 5 → 12; target: 12 → –",
        "giá trị: 5 → 12; chỉ tiêu giao: 12 → –",
    ),
}


@pytest.mark.parametrize("case", CHANGED)
@pytest.mark.parametrize("decision", ["accept", "reject", "unsure"])
def test_what_is_read_otherwise_returns_to_the_queue_with_the_difference(
    database: Engine, case: str, decision: str
) -> None:
    rules, english, vietnamese = CHANGED[case]
    crawl(database, "Chi bộ Hoa Sen kết nạp 5/12 đảng viên mới.")
    decide(database, decision)
    crawl(database, "Chi bộ Hoa Sen kết nạp 5/12 đảng viên mới.", rules)
    (row,) = rows(database)
    assert english in row.explanations["reading_changed"]
    assert vietnamese in row.explanations_vi["reading_changed"]
    assert row.queue_reason == "changed" and row.priority > 0 and "reading_changed" in row.flags
    assert row.status == ("unsure" if decision == "unsure" else "changed")
    assert row.counted == (decision != "reject"), "a rejected figure does not count, whatever is read of it"
    if decision == "accept":
        assert (row.unit_name, row.value, row.indicator) == ("Chi bộ Hoa Sen", 5, "members_admitted")
    crawl(database, "Chi bộ Hoa Sen kết nạp 5/12 đảng viên mới.")
    (row,) = rows(database)
    assert row.status == {"accept": "accepted", "reject": "rejected", "unsure": "unsure"}[decision], "read as before"


def test_accepting_the_new_reading_takes_it_and_correcting_takes_the_old_back(database: Engine) -> None:
    crawl(database, SEN)
    decide(database, "accept")
    crawl(database, SEN, Rules(unit="province"))
    given = decide(database, "accept")
    assert _told(database) == [("Đảng bộ tỉnh", "accepted", True, 5)]
    undo(database, given)
    assert _told(database) == [("Chi bộ Hoa Sen", "changed", True, 5)]
    decide(database, "correct", corrected=seen())
    assert _told(database) == [("Chi bộ Hoa Sen", "corrected", True, 5)]
    crawl(database, SEN)
    assert _told(database) == [("Chi bộ Hoa Sen", "corrected", True, 5)], "read as it was corrected"


def test_what_is_no_longer_read_is_asked_about_and_what_is_gone_is_withdrawn_until_it_returns(database: Engine) -> None:
    crawl(database, TEXT)
    decide(database, "accept")
    crawl(database, TEXT, Rules(unread=frozenset({"kết nạp"})))
    assert ("Chi bộ Hoa Sen", "unread", True, 5) in _told(database)
    crawl(database, f"{MAI}\n{SON}")
    assert _told(database)[-1] == ("Chi bộ Hoa Sen", "withdrawn", False, 5)
    assert rows(database)[-1].queue_reason is None
    with database.connect() as connection:
        assert db.repository.items.load(connection, rows(database)[-1].claim).evidence == SEN  # type: ignore[union-attr]
    crawl(database, TEXT)
    assert ("Chi bộ Hoa Sen", "accepted", True, 5) in _told(database)


def test_a_number_that_the_paper_changed_is_another_figure(database: Engine) -> None:
    crawl(database, SEN)
    decide(database, "accept")
    crawl(database, SEN.replace("5", "15"))
    assert _told(database) == [("Chi bộ Hoa Sen", "unverified", True, 15), ("Chi bộ Hoa Sen", "withdrawn", False, 5)]


def test_a_rejected_figure_that_is_no_longer_read_stays_rejected(database: Engine) -> None:
    crawl(database, TEXT)
    decide(database, "reject")
    crawl(database, TEXT, Rules(unread=frozenset({"kết nạp"})))
    assert ("Chi bộ Hoa Sen", "rejected", False, 5) in _told(database)
    assert rows(database)[-1].queue_reason is None


NEIGHBOURS = {
    "edited": TEXT.replace(" kết nạp", " đã kết nạp"),
    "in turn": f"{MAI} {SEN}\n{SON}",
    "apart": f"{MAI}\n{SON}\n{SEN}",
    "with a third between them": f"{SEN} Chi bộ Sơn Ca kết nạp 5 đảng viên mới. {MAI}\n{SON}",
}


@pytest.mark.parametrize("first", [0, 1])
def test_equal_numbers_beside_each_other_never_change_their_verdicts(database: Engine, first: int) -> None:
    readers = (Rules(), Rules(figure="phrase"), Rules(evidence="line"))
    for number, (case, rules) in enumerate(product(NEIGHBOURS, readers)):
        url = f"https://bao.example/{number}"
        crawl(database, TEXT, url=url)
        decide(database, "accept" if first == 0 else "reject", which=first, url=url)
        decide(database, "reject" if first == 0 else "accept", which=1 - first, url=url)
        crawl(database, NEIGHBOURS[case], rules, url=url)
        told = {(name, status) for name, status, _, value in _told(database, url) if value == 5}
        decided = {("Chi bộ Hoa Sen", "accepted"), ("Chi bộ Hoa Mai", "rejected")}
        assert decided <= told <= {*decided, ("Chi bộ Sơn Ca", "unverified")}, (case, rules)


@pytest.mark.parametrize("left", [SEN, MAI])
def test_the_verdict_of_a_sentence_that_goes_is_not_taken_over_by_its_neighbour(database: Engine, left: str) -> None:
    crawl(database, f"{SEN} {MAI}")
    decide(database, "accept", which=0 if left == MAI else 1)
    crawl(database, left.replace("kết nạp", "đã kết nạp"))
    assert [status for _, status, _, _ in _told(database)] == ["unverified", "withdrawn"]


def test_equal_words_under_two_headings_are_told_apart(database: Engine) -> None:
    """Their ids differ in their order only: when the first goes, the second gets its id."""
    line = "Chi bộ Sơn Ca kết nạp 5 đảng viên."
    # The reader gives both one unit, so the headings are what tells them apart; a target makes two figures of them.
    both = f"Xã Bản Mây\n{line}\nXã Suối Đá\n{line.replace('5', '5/12')}"
    crawl(database, both)
    decide(database, "accept", which=1)
    crawl(database, f"Xã Suối Đá\n{line.replace('5', '5/12')}")
    assert [(row.status, row.target) for row in rows(database)] == [("accepted", 12)]


def test_a_note_decides_nothing_and_an_undo_of_an_undo_decides_again(database: Engine) -> None:
    crawl(database, SEN)
    decide(database, "note")
    assert [row.status for row in rows(database)] == ["unverified"]
    given = decide(database, "accept")
    back = undo(database, given)
    assert [(row.status, row.verdict_uid) for row in rows(database)] == [("unverified", None)]
    undo(database, back)
    assert [(row.status, row.verdict_uid) for row in rows(database)] == [("accepted", given.uid)]


def _figures(database: Engine) -> dict[tuple[str, float], Any]:
    with database.connect() as connection:
        return {(row.unit_name, row.value): row for row in connection.execute(select(Figure))}


def test_figures_agree_differ_and_are_flagged_and_the_flag_goes_again(database: Engine) -> None:
    crawl(database, SEN)
    crawl(database, SEN, url=OTHER, source="cong")
    assert {(k, f.state, f.agreeing, f.sources) for k, f in _figures(database).items()} == {
        (("Chi bộ Hoa Sen", 5), "agreed", 2, 2)
    }
    crawl(database, SEN.replace("5", "7"), url=OTHER, source="cong")
    (figure,) = _figures(database).values()
    assert (figure.state, figure.differing) == ("conflict", 1)
    for url in (URL, OTHER):
        (row,) = rows(database, url)
        assert "conflicts_with_other_source" in row.flags and row.queue_reason == "conflict"
        for told in (row.explanations, row.explanations_vi):
            assert "Bao-Mau" in told["conflicts_with_other_source"] and "Cong" in told["conflicts_with_other_source"]
    decide(database, "reject", url=OTHER)
    (row,) = rows(database)
    assert "conflicts_with_other_source" not in row.flags and row.queue_reason is None
    assert [f.state for f in _figures(database).values()] == ["single"]


def test_a_verdict_decides_a_conflict_and_a_correction_moves_a_fact_to_another_figure(database: Engine) -> None:
    crawl(database, SEN)
    crawl(database, SEN.replace("5", "7"), url=OTHER, source="cong")
    decide(database, "accept")
    (figure,) = _figures(database).values()
    assert (figure.value, figure.chosen_by, figure.verified) == (5, "verdict", True)
    decide(database, "correct", url=OTHER, corrected=seen(value=7.0, unit_name="Chi bộ Hoa Mai"))
    figures = _figures(database)
    assert {(key, figure.state) for key, figure in figures.items()} == {
        (("Chi bộ Hoa Sen", 5), "single"),
        (("Chi bộ Hoa Mai", 7), "single"),
    }
    assert rows(database)[0].flags == []


def test_a_later_report_of_the_same_paper_supersedes(database: Engine) -> None:
    crawl(database, SEN)
    crawl(database, SEN.replace("5", "7"), url=OTHER, published=date(2025, 2, 1))
    (figure,) = _figures(database).values()
    assert (figure.value, figure.state, figure.superseded, figure.chosen_by) == (7, "superseded", 1, "recency")
    assert all("conflicts_with_other_source" not in row.flags for row in rows(database))


def test_refresh_and_rebuild_come_to_the_same_rows(database: Engine) -> None:
    crawl(database, TEXT)
    crawl(database, TEXT.replace("5", "7"), url=OTHER, source="cong")
    decide(database, "accept", which=1)
    crawl(database, TEXT, Rules(unit="province"))
    with db.writing(database) as connection:
        first = dump(connection)
        present.refresh(connection, connection.scalars(select(PresentFact.article_id)).all())
        second = dump(connection)
        present.rebuild(connection)
        third = dump(connection)
    assert first == second == third


def test_another_version_of_the_code_works_everything_out_anew(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    crawl(database, TEXT)
    with db.writing(database) as connection:
        before = dump(connection)
        connection.execute(PresentFact.__table__.update().values(value=99))
    assert not db.migrate(database)
    monkeypatch.setattr(present, "VERSION", "another")
    assert db.migrate(database)
    with database.connect() as connection:
        assert dump(connection) == before


def test_verdicts_wait_for_their_article(database: Engine) -> None:
    crawl(database, SEN)
    given = decide(database, "reject")
    elsewhere = given.model_copy(update={"uid": "elsewhere-1", "url": OTHER, "claim": "x", "fact_id": "x"})
    with db.writing(database) as connection:
        assert db.repository.verdicts.add(connection, elsewhere)
        assert db.repository.verdicts.unplaced(connection) == [("bao-mau", OTHER)]
    crawl(database, SEN, url=OTHER)
    (row,) = rows(database, OTHER)
    assert (row.status, row.claim, row.counted) == ("rejected", "x", False)
    with database.connect() as connection:
        assert db.repository.verdicts.unplaced(connection) == []


def test_one_figure_decided_under_two_names_counts_once(database: Engine) -> None:
    """Two databases named it each in its own way, before the one learnt of the other."""
    crawl(database, SEN)
    given = decide(database, "accept")
    other = verdict("accept", claim="name-elsewhere", fact_id=given.fact_id, seen_hash=given.seen_hash)
    with db.writing(database) as connection:
        db.repository.verdicts.add(connection, other)
    assert sorted((row.status, row.counted) for row in rows(database)) == [("accepted", True), ("withdrawn", False)]
