"""What an editor is given and decides: the item, the decision, the next item, what all decisions come to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine

import db
from db.repository import assignments, decisions, items, quality, queue
from db.repository.assignments import Wanted
from db.repository.verdicts import VerdictError
from schema import Document, Evidence, FactUnit, Reading, Record, Verdict
from tests.db.records import NIGHT, SENTENCE, add_revision, simple_record

REVIEW = ("needs_review", "rate_mismatch")
Keep = Callable[..., None]


@pytest.fixture
def keep(database: Engine) -> Keep:
    """Keeps an article with one flagged fact."""

    def add(url: str, text: str = SENTENCE, version: str = "1", **fact: Any) -> None:
        fields = {"id": f"fact-{url}", "flags": REVIEW} | fact
        with db.writing(database) as connection:
            revision = add_revision(connection, text, url)
            db.repository.extractions.store_extraction(
                connection, revision, simple_record(text, url, **fields), version
            )

    return add


def _decide(database: Engine, claim: str, decision: Any, at: datetime = NIGHT, **more: Any) -> None:
    with db.writing(database) as connection:
        item = items.load(connection, claim)
        assert item is not None
        fields = {"seen": item.seen, "editor": "lan", "at": at, "seconds": 4.0} | more
        decisions.decide(connection, claim, decision, **fields)


def _status(database: Engine, claim: str) -> tuple[str, float | None]:
    with database.connect() as connection:
        item = items.load(connection, claim)
        assert item is not None
        return item.status, item.shown.value


def test_an_item_has_all_that_an_editor_needs(database: Engine, keep: Keep) -> None:
    keep("a", unit=FactUnit(name="Đảng bộ huyện Suối Đá", start=16, end=37, level="district", province="Hà Giang"))
    keep("b")
    with database.connect() as connection:
        item = items.load(connection, "fact-a")
    assert item is not None
    assert item.text == SENTENCE
    shown = {place.kind: item.text[place.start : place.end] for place in item.places}
    assert shown["unit"] == "Đảng bộ huyện Suối Đá"
    assert shown["evidence"] == SENTENCE
    assert [telling.url for telling in item.tellings] == ["b"]
    assert item.explanations_vi["rate_mismatch"].startswith("142/270")
    assert item.history == ()


@pytest.mark.parametrize(
    ("decision", "more", "expected"),
    [
        ("accept", {}, ("accepted", 142)),
        ("reject", {"reason": "not_a_fact"}, ("rejected", 142)),
        ("unsure", {}, ("unsure", 142)),
        ("note", {"note": "xem lại"}, ("unverified", 142)),
        ("correct", {"corrected": Reading(indicator="members_admitted", value=143)}, ("corrected", 143)),
    ],
)
def test_decisions(
    database: Engine, keep: Keep, decision: str, more: dict[str, Any], expected: tuple[str, float]
) -> None:
    keep("a")
    _decide(database, "fact-a", decision, **more)
    assert _status(database, "fact-a") == expected


def test_what_has_changed_since_it_was_shown_is_refused_with_what_it_is_now(database: Engine, keep: Keep) -> None:
    keep("a")
    with database.connect() as connection:
        before = items.load(connection, "fact-a")
    assert before is not None
    _decide(database, "fact-a", "reject", reason="not_a_fact", editor="minh")
    with pytest.raises(decisions.StaleItem) as refused, db.writing(database) as connection:
        decisions.decide(connection, "fact-a", "accept", seen=before.seen, editor="lan", at=NIGHT)
    assert refused.value.now is not None
    assert (refused.value.now.status, refused.value.now.history[0].editor) == ("rejected", "minh")
    assert _status(database, "fact-a")[0] == "rejected"


def test_a_decision_sent_twice_is_kept_once(database: Engine, keep: Keep) -> None:
    keep("a")
    with db.writing(database) as connection:
        item = items.load(connection, "fact-a")
        assert item is not None
        for _ in range(2):
            decisions.decide(connection, "fact-a", "accept", seen=item.seen, editor="lan", at=NIGHT, uid="0123456789ab")
        assert len(db.repository.verdicts.of_claim(connection, "fact-a")) == 1


def test_only_ones_own_decision_can_be_taken_back(database: Engine, keep: Keep) -> None:
    keep("a")
    _decide(database, "fact-a", "accept")
    with database.connect() as connection:
        (given,) = db.repository.verdicts.of_claim(connection, "fact-a")
    with pytest.raises(VerdictError, match="given by lan"), db.writing(database) as connection:
        decisions.undo(connection, given.uid, editor="minh", at=NIGHT + timedelta(minutes=1))
    with db.writing(database) as connection:
        decisions.undo(connection, given.uid, editor="lan", at=NIGHT + timedelta(minutes=1))
    assert _status(database, "fact-a")[0] == "unverified"


def test_two_editors_never_hold_one_item_and_a_lease_ends(database: Engine, keep: Keep) -> None:
    keep("a", confidence=0.2)
    keep("b", confidence=0.6)

    def following(editor: str, minutes: int = 0, **more: Any) -> str | None:
        with db.writing(database) as connection:
            found = assignments.following(connection, editor, NIGHT + timedelta(minutes=minutes), **more)
        return found.claim if found else None

    assert [following("lan"), following("minh"), following("hoa")] == ["fact-a", "fact-b", None]
    assert following("lan") == "fact-a"
    assert following("lan", skipped=["fact-a"]) is None
    assert following("hoa", minutes=16) == "fact-a"


def test_an_editor_works_on_a_part_of_the_queue(database: Engine, keep: Keep) -> None:
    keep("a")
    other = "Trong năm 2024, Đảng bộ huyện Suối Cạn có 142/270 đảng viên, đạt 52,53%."
    keep("b", other, indicator="members_total", unit=None, flags=("needs_review",))
    with db.writing(database) as connection:
        for wanted, expected in (
            (Wanted(indicator="members_total"), "fact-b"),
            (Wanted(province="Hà Giang"), "fact-a"),
            (Wanted(flag="rate_mismatch"), "fact-a"),
            (Wanted(source="bao-mau", older_than=NIGHT), "fact-a"),
            (Wanted(reason="conflict"), None),
            (Wanted(source="báo khác"), None),
        ):
            found = assignments.following(connection, "lan", NIGHT, wanted)
            assert (found.claim if found else None) == expected
            assert assignments.waiting(connection, wanted) in ((0,) if expected is None else (1, 2))
            db.repository.leases.release_all(connection, "lan")


def test_a_share_comes_from_facts_without_a_doubt_and_from_others_decisions(database: Engine, keep: Keep) -> None:
    for number in range(30):
        text = f"Năm 2024, xã số {number} kết nạp {number + 3} đảng viên."
        keep(f"u{number}", text, id=f"{number:020x}", flags=(), unit=None, value=number + 3)
        keep(f"f{number}", f"Kỳ {text}", id=f"{number + 100:020x}", unit=None, value=number + 3)
    served: list[str] = []
    for number in range(26):
        at = NIGHT + timedelta(minutes=number)
        editor = "minh" if number < 2 else "lan"
        with db.writing(database) as connection:
            found = assignments.following(connection, editor, at)
        assert found is not None
        served.append(found.served_as)
        _decide(database, found.claim, "accept", at, editor=editor, served_as=found.served_as)
    assert served.count("sample") == 2
    assert served.count("second") == 2
    with database.connect() as connection:
        (pair,) = quality.agreement(connection)
        assert (pair.first, pair.second, pair.items, pair.kappa) == ("lan", "minh", 2, 1.0)
        sample = [m for m in quality.measured(connection) if (m.code, m.served_as) == ("members_admitted", "sample")]
        assert [(m.precision.judged, m.precision.right) for m in sample] == [(2, 2)]
        assert [(w.editor, w.decisions) for w in quality.work(connection)] == [("lan", 24), ("minh", 2)]


def test_a_figure_read_otherwise_comes_back_with_the_difference(database: Engine, keep: Keep) -> None:
    keep("a")
    _decide(database, "fact-a", "accept")
    keep("a", version="2", value=143.0)
    with database.connect() as connection:
        item = items.load(connection, "fact-a")
    assert item is not None
    assert (item.status, item.queue_reason, item.shown.value) == ("changed", "changed", 142)
    assert item.machine is not None and item.machine.value == 143
    assert item.explanations["reading_changed"] == "value: 142 → 143"
    assert item.explanations_vi["reading_changed"] == "giá trị: 142 → 143"
    assert [earlier.reading.value for earlier in item.earlier] == [142]


def test_what_is_gone_from_the_article_is_kept_and_shown(database: Engine, keep: Keep) -> None:
    keep("a")
    _decide(database, "fact-a", "accept")
    other = "Đảng bộ huyện Suối Đá có 9 chi bộ."
    evidence = Evidence(start=0, end=len(other), text=other)
    keep("a", other, id="khác", value=9.0, indicator="orgs_total", evidence=evidence, flags=())
    with database.connect() as connection:
        item = items.load(connection, "fact-a")
        assert item is not None
        assert (item.status, item.machine, item.evidence) == ("withdrawn", None, SENTENCE)
        assert db.repository.facts.count(connection) == 1


def test_what_the_machine_no_longer_reads_waits_until_somebody_confirms_it(database: Engine, keep: Keep) -> None:
    keep("a")
    _decide(database, "fact-a", "accept")
    longer = f"{SENTENCE} Kỳ này có 9 chi bộ."
    evidence = Evidence(start=len(SENTENCE) + 1, end=len(longer), text=longer[len(SENTENCE) + 1 :])
    stretch = {"start": evidence.start, "end": evidence.end, "text": evidence.text, "evidence": evidence}
    record = simple_record(longer, "a", id="khác", value=9.0, target=None, rate=None, indicator="orgs_total", flags=())
    record = record.model_copy(update={"facts": (record.facts[0].model_copy(update=stretch),)})
    with db.writing(database) as connection:
        revision = add_revision(connection, longer, "a")
        db.repository.extractions.store_extraction(connection, revision, record, "1")
    with database.connect() as connection:
        item = items.load(connection, "fact-a")
        assert item is not None
        assert (item.status, item.queue_reason, item.machine) == ("unread", "unread", None)
        assert {place.kind: item.text[place.start : place.end] for place in item.places}["evidence"] == SENTENCE
    _decide(database, "fact-a", "accept", NIGHT + timedelta(minutes=1))
    with database.connect() as connection:
        assert assignments.waiting(connection) == 0
    assert _status(database, "fact-a") == ("accepted", 142)


def test_where_a_correction_was_taken_from_is_kept(database: Engine, keep: Keep) -> None:
    keep("a")
    corrected = Reading(indicator="members_admitted", value=270)
    _decide(database, "fact-a", "correct", corrected=corrected, spans={"value": (49, 52)})
    with database.connect() as connection:
        (given,) = db.repository.verdicts.of_claim(connection, "fact-a")
    assert given.spans == {"value": (49, 52)}
    assert Verdict.model_validate_json(given.model_dump_json()) == given


@pytest.mark.parametrize("spans", [{"price": (0, 1)}, {"value": (5, 5)}, {"value": (-1, 2)}])
def test_a_stretch_that_is_none_is_refused(database: Engine, keep: Keep, spans: dict[str, tuple[int, int]]) -> None:
    keep("a")
    corrected = Reading(indicator="members_admitted", value=270)
    with pytest.raises(ValidationError, match="spans"):
        _decide(database, "fact-a", "correct", corrected=corrected, spans=spans)


def test_the_last_decision_is_told_with_those_on_its_copies(database: Engine, keep: Keep) -> None:
    for number, claim in enumerate(("fact-a", "fact-b", "fact-c")):
        keep(claim[-1])
        uid = ("first-one", "second-one", "second-one:1")[number]
        _decide(database, claim, "accept", NIGHT + timedelta(minutes=min(number, 1)), uid=uid)
    with db.writing(database) as connection:
        assert [given.claim for given in decisions.last_of(connection, "lan")] == ["fact-b", "fact-c"]
        for given in decisions.last_of(connection, "lan"):
            decisions.undo(connection, given.uid, editor="lan", at=NIGHT + timedelta(minutes=9))
        assert [given.claim for given in decisions.last_of(connection, "lan")] == ["fact-a"]
        assert decisions.last_of(connection, "minh") == []


def test_of_many_who_ask_at_once_no_two_get_one_item(database: Engine, keep: Keep) -> None:
    for number in range(3):
        keep(f"u{number}", f"Năm 2024, xã số {number} kết nạp {number + 3} đảng viên.", unit=None, value=number + 3)
    given: list[str | None] = []
    together = threading.Barrier(6)

    def ask(editor: str) -> None:
        together.wait()
        with db.writing(database) as connection:
            found = assignments.following(connection, editor, NIGHT)
        given.append(found.claim if found else None)

    threads = [threading.Thread(target=ask, args=(f"editor-{number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(given) == 6
    assert sorted(filter(None, given)) == ["fact-u0", "fact-u1", "fact-u2"]


def test_of_two_decisions_at_once_on_one_figure_the_later_is_refused(database: Engine, keep: Keep) -> None:
    keep("a")
    with database.connect() as connection:
        item = items.load(connection, "fact-a")
    assert item is not None
    seen, outcomes, together = item.seen, [], threading.Barrier(2)

    def decide(editor: str) -> None:
        together.wait()
        try:
            with db.writing(database) as connection:
                decisions.decide(connection, "fact-a", "accept", seen=seen, editor=editor, at=NIGHT)
            outcomes.append("kept")
        except decisions.StaleItem:
            outcomes.append("refused")

    threads = [threading.Thread(target=decide, args=(editor,)) for editor in ("lan", "minh")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["kept", "refused"]


def test_the_queue_is_counted_by_what_can_be_chosen(database: Engine, keep: Keep) -> None:
    keep("a")
    other = "Trong năm 2024, Đảng bộ huyện Suối Cạn có 142/270 đảng viên, đạt 52,53%."
    keep("b", other, indicator="members_total", unit=None, flags=("needs_review",))
    with database.connect() as connection:
        everything = queue.counts(connection, Wanted())
        assert everything.total == 2
        assert everything.of["indicator"] == [("members_admitted", 1), ("members_total", 1)]
        assert everything.of["flag"] == [("needs_review", 2), ("rate_mismatch", 1)]
        part = queue.counts(connection, Wanted(indicator="members_total"))
        assert (part.total, part.of["province"]) == (1, [])
        assert part.of["indicator"] == everything.of["indicator"]
        (waiting,) = queue.first(connection, Wanted(indicator="members_total"), NIGHT, limit=5)
        assert (waiting.claim, waiting.reason, waiting.reading.value, waiting.holder) == (
            "fact-b",
            "flagged",
            142,
            None,
        )


def test_a_figure_confirmed_though_no_longer_read_keeps_off_its_double_of_another_unit(database: Engine) -> None:
    """Two units, the same sentence under each: a verdict on the one that is not read any longer is not the other's."""
    text = "Đảng bộ xã An.\nKết nạp 5 đảng viên.\nĐảng bộ xã Bình.\nKết nạp 5 đảng viên."
    sentence = "Kết nạp 5 đảng viên."

    def record(*names: str) -> Record:
        facts = []
        for name, start in (("an", text.index(sentence)), ("binh", text.rindex(sentence))):
            whole = simple_record(text, "a", id=f"f-{name}", value=5.0, target=None, rate=None, flags=()).facts[0]
            stretch = {"start": start, "end": start + len(sentence), "text": sentence}
            unit = FactUnit(name=f"Đảng bộ xã {name}", level="commune", province="Hà Giang")
            facts.append(whole.model_copy(update=stretch | {"evidence": Evidence(**stretch), "unit": unit}))
        kept = tuple(fact for fact in facts if fact.id.removeprefix("f-") in names)
        return simple_record(text, "a").model_copy(update={"facts": kept})

    with db.writing(database) as connection:
        revision = add_revision(connection, text, "a")
        db.repository.extractions.store_extraction(connection, revision, record("an", "binh"), "1")
    _decide(database, "f-an", "accept")
    with db.writing(database) as connection:
        db.repository.extractions.store_extraction(connection, revision, record("binh"), "2")
    assert _status(database, "f-an")[0] == "unread"
    _decide(database, "f-an", "accept", NIGHT + timedelta(minutes=5))
    assert (_status(database, "f-an")[0], _status(database, "f-binh")[0]) == ("accepted", "unverified")


def test_what_was_taken_back_and_given_again_is_measured(database: Engine, keep: Keep) -> None:
    keep("a")
    _decide(database, "fact-a", "accept")
    for minute in (1, 2):
        with db.writing(database) as connection:
            last = db.repository.verdicts.of_claim(connection, "fact-a")[-1]
            decisions.undo(connection, last.uid, editor="lan", at=NIGHT + timedelta(minutes=minute))
        with database.connect() as connection:
            told = [m for m in quality.measured(connection) if m.kind == "indicator"]
        assert [m.precision.right for m in told] == ([] if minute == 1 else [1])


def test_until_a_newest_text_is_read_the_documents_of_the_one_before_stay_cited(database: Engine) -> None:
    cited = "Theo Nghị quyết số 21-NQ/TW."
    document = Document(
        start=5, end=27, text=cited[5:27], type="nghi_quyet", number="21", symbol="NQ/TW", canonical="21-NQ/TW"
    )
    article = simple_record(cited, "a").article
    with db.writing(database) as connection:
        revision = add_revision(connection, cited, "a")
        read = Record(article=article, documents=(document,))
        db.repository.extractions.store_extraction(connection, revision, read, "1")
        add_revision(connection, "Bản mới chưa đọc.", "a")
        db.repository.documents.rebuild(connection)
        assert [found.citations for found in db.repository.documents.find(connection, "21-NQ/TW")] == [1]
