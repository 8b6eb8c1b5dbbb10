"""What must be true of a store after every step of a life.

It is worked out here from the log and from where each sentence came from, not by the code of `db`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, select

from db import present
from db.models import Figure
from schema import Verdict
from tests.db.pages import Page
from tests.db.shown import dump, kept, rows


@dataclass(frozen=True, slots=True)
class Told:
    """What has happened to a store: its articles, its log, and the sentences that verdicts were given on, by claim."""

    pages: dict[str, Page]
    log: list[Verdict]
    origins: dict[tuple[str, str], set[int]]


def check(engine: Engine, told: Told, whole: bool) -> None:
    """AssertionError names what is not true; ``whole``: all is worked out anew, too."""
    assert kept(engine) == sorted(told.log, key=lambda v: (v.decided_at, v.uid)), "a verdict was lost or changed"
    shown = rows(engine)
    _check_rows(shown, told)
    _check_figures(engine, shown)
    if not whole:
        return
    with engine.connect() as connection, connection.begin() as transaction:
        before = dump(connection)
        present.rebuild(connection)
        assert before == dump(connection), "worked out anew, it is something else"
        transaction.rollback()


def _check_rows(shown: list[dict[str, Any]], told: Told) -> None:
    by_claim: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in sorted(told.log, key=lambda v: (v.decided_at, v.uid)):
        by_claim.setdefault((verdict.url, verdict.claim), []).append(verdict)
    by_key = {(row["url"], row["claim"]): row for row in shown}
    positions = [(row["url"], row["position"]) for row in by_key.values() if row["position"] is not None]
    assert len(positions) == len(set(positions)), "one reading in two figures"
    for url, page in told.pages.items():
        read = {position for at, position in positions if at == url}
        read_now = range(len(page.record.facts)) if page.record else range(0)
        assert read == set(read_now), f"a reading of {url} is not shown"
    for key, verdicts in by_claim.items():
        decided = _in_effect(verdicts)
        if decided is not None:
            assert key in by_key, f"the verdict {decided.uid} is shown nowhere"
    for key, row in by_key.items():
        _check_row(row, by_claim.get(key, []), told)


def _check_row(row: dict[str, Any], verdicts: list[Verdict], told: Told) -> None:
    decided = _in_effect(verdicts)
    where = f"{row['status']} {row['claim']}"
    assert row["verdict_uid"] == (decided.uid if decided else None), f"{where}: not the verdict in effect"
    assert (row["queue_reason"] is None) == (row["priority"] is None)
    if decided is None:
        assert row["status"] == "unverified", where
        return
    allowed = {
        "accept": {"accepted", "changed", "unread", "withdrawn"},
        "correct": {"corrected", "changed", "unread", "withdrawn"},
        "reject": {"rejected", "changed", "withdrawn"},
        "unsure": {"unsure", "withdrawn"},
    }
    assert row["status"] in allowed[decided.decision], f"{where}: decided {decided.decision}"
    holds = decided.corrected or decided.seen
    numbers = (row["value"], row["target"])
    if row["status"] in ("accepted", "corrected", "changed", "unread", "withdrawn"):
        assert numbers == (holds.value, holds.target), f"{where}: a number that no editor saw or wrote"
    if row["status"] in ("rejected", "withdrawn"):
        assert not row["counted"] and row["queue_reason"] is None, f"{where}: counts"
    if row["status"] in ("changed", "unread"):
        assert row["queue_reason"] == row["status"], f"{where}: does not wait"
    if row["status"] in ("accepted", "corrected"):
        assert row["counted"] and row["queue_reason"] is None, f"{where}: does not count"
    if decided.decision == "reject":
        assert not row["counted"], f"{where}: a rejected figure counts"
    if row["position"] is not None:
        _check_place(row, decided, verdicts, told)


def _check_place(row: dict[str, Any], decided: Verdict, verdicts: list[Verdict], told: Told) -> None:
    """The figure is that of the sentence which was decided on, in whatever form it stands now."""
    page = told.pages[row["url"]]
    assert page.record is not None
    fact = page.record.facts[row["position"]]
    seen = [reading for reading in (decided.seen, decided.corrected) if reading is not None]
    as_seen = any(
        (fact.indicator, fact.value, fact.target, fact.unit and fact.unit.name)
        == (reading.indicator, reading.value, reading.target, reading.unit_name)
        for reading in seen
    )
    silent = row["queue_reason"] not in ("changed",)
    assert silent == as_seen, f"{row['status']} {row['claim']}: read as {fact.value}, seen as {seen}"
    if row["queue_reason"] == "changed":
        assert row["explanations"]["reading_changed"] and row["explanations_vi"]["reading_changed"]
    sentence = page.sentence_at(fact.start)
    origins = told.origins.get((row["url"], row["claim"]), set())
    text = " ".join(page.record.article.text.split())
    stands = any(" ".join(verdict.evidence.split()) in text for verdict in verdicts)
    is_its_own = sentence.origin in origins or sentence.text in {v.evidence for v in verdicts} or (as_seen and stands)
    assert is_its_own, f"{row['status']} {row['claim']}: {decided.evidence!r} is told of {sentence.text!r}"


def _check_figures(engine: Engine, shown: list[dict[str, Any]]) -> None:
    members: dict[str, list[dict[str, Any]]] = {}
    for row in shown:
        if row["counted"]:
            assert row["figure_id"] is not None
            members.setdefault(row["figure_id"], []).append(row)
        else:
            assert row["figure_id"] is None, "what does not count is in a figure"
    with engine.connect() as connection:
        figures = {row["id"]: row for row in connection.execute(select(Figure.__table__)).mappings()}
    assert figures.keys() == members.keys(), "figures that nobody tells, or untold ones"
    for key, figure in figures.items():
        told = members[key]
        chosen = [r for r in told if (r["article_id"], r["claim"]) == (figure["article_id"], figure["claim"])]
        assert len(chosen) == 1 and chosen[0]["value"] == figure["value"], "a figure of no fact"
        assert figure["facts"] == len(told) == sum(figure[n] for n in ("agreeing", "differing", "superseded"))
        verified = [row for row in told if row["status"] in ("accepted", "corrected")]
        assert figure["verified"] == bool(verified) and (not verified or chosen[0] in verified), "not the verdict's"
        flagged = [row for row in told if "conflicts_with_other_source" in row["flags"]]
        assert bool(flagged) == (figure["state"] == "conflict"), "a flag of a conflict that is none, or none of one"


def _in_effect(verdicts: list[Verdict]) -> Verdict | None:
    """The newest decision that no undo which is itself in effect takes back."""

    def holds(verdict: Verdict) -> bool:
        return not any(holds(undo) for undo in verdicts if undo.undoes == verdict.uid)

    decisions = [v for v in verdicts if v.decision in ("accept", "correct", "reject", "unsure") and holds(v)]
    return decisions[-1] if decisions else None
