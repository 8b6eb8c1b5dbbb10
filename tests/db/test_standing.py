"""What the log and the machine's reading make of a figure: a table of all cases."""

from __future__ import annotations

from typing import Any

import pytest

from db.anchoring import Claim, Read
from db.standing import in_effect, standing
from schema import Reading, Verdict
from tests.db.verdicts import SEN, seen, verdict

OTHER = seen(value=7.0)
RIGHT = seen(value=6.0)


def _read(reading: Reading, *flags: str) -> Read:
    return Read(0, "sen", 0, 1, "5", SEN, reading, 0.5, flags)


# decision, what is read (None: nothing), whether the words stand -> status, counted, queue, value in effect
CASES: list[tuple[str, Reading | None, bool, tuple[str, bool, str | None, float]]] = [
    ("accept", seen(), True, ("accepted", True, None, 5)),
    ("accept", OTHER, True, ("changed", True, "changed", 5)),
    ("accept", None, True, ("unread", True, "unread", 5)),
    ("accept", None, False, ("withdrawn", False, None, 5)),
    ("correct", seen(), True, ("corrected", True, None, 6)),
    ("correct", RIGHT, True, ("corrected", True, None, 6)),
    ("correct", OTHER, True, ("changed", True, "changed", 6)),
    ("correct", None, True, ("unread", True, "unread", 6)),
    ("correct", None, False, ("withdrawn", False, None, 6)),
    ("reject", seen(), True, ("rejected", False, None, 5)),
    ("reject", OTHER, True, ("changed", False, "changed", 5)),
    ("reject", None, True, ("rejected", False, None, 5)),
    ("reject", None, False, ("withdrawn", False, None, 5)),
    ("unsure", seen(), True, ("unsure", True, "unsure", 5)),
    ("unsure", OTHER, True, ("unsure", True, "changed", 7)),
    ("unsure", None, True, ("withdrawn", False, None, 5)),
    ("unsure", None, False, ("withdrawn", False, None, 5)),
]


@pytest.mark.parametrize(("decision", "read", "stands", "told"), CASES)
def test_a_decided_figure(decision: str, read: Reading | None, stands: bool, told: tuple[Any, ...]) -> None:
    given = verdict(decision, corrected=RIGHT if decision == "correct" else None)
    held = standing(Claim("sen", (given,)), None if read is None else _read(read), stands)
    assert held is not None and held.verdict == given
    assert (held.status, held.counted, held.queue, held.reading.value) == told


def test_a_newer_map_changes_no_verdict_and_is_taken_over() -> None:
    moved = seen(unit_place_today="Tuyên Quang")
    held = standing(Claim("sen", (verdict("accept"),)), _read(moved), True)
    assert held is not None and (held.status, held.reading.unit_place_today) == ("accepted", "Tuyên Quang")


def test_what_nobody_decided_is_the_machine_s() -> None:
    note = Claim("sen", (verdict("note"),))
    doubtful, plain = standing(note, _read(seen(), "needs_review"), True), standing(note, _read(seen()), True)
    assert doubtful is not None and (doubtful.status, doubtful.queue) == ("unverified", "flagged")
    assert plain is not None and (plain.status, plain.queue) == ("unverified", None)
    assert standing(note, None, True) is None


def _log(*steps: str) -> tuple[Verdict, ...]:
    """Verdicts by step: `a` accepts, `r` rejects, `n` notes, `3` takes back the third; capitals are another editor's."""
    log: list[Verdict] = []
    for step in steps:
        editor = "bình" if step.isupper() or step.endswith("!") else "an"
        if step.strip("!").isdigit():
            log.append(verdict("undo", undoes=log[int(step.strip("!")) - 1].uid, editor=editor))
        else:
            log.append(verdict({"a": "accept", "r": "reject", "n": "note"}[step.lower()], editor=editor))
    return tuple(log)


@pytest.mark.parametrize(
    ("steps", "holds"),
    [
        ("a", 1),
        ("n", None),
        ("a r", 2),
        ("a R", 2),
        ("a n", 1),
        ("a 1", None),
        ("a r 2", 1),
        ("a R 1", 2),
        ("a 1 2", 1),
        ("a 1 2 3", None),
        ("a 1 2 1", None),
        ("a 1 r 3", None),
        ("a 1!", 1),  # another editor's undo, brought from elsewhere
    ],
)
def test_the_newest_decision_that_was_not_taken_back_holds(steps: str, holds: int | None) -> None:
    log = _log(*steps.split())
    assert in_effect(Claim("sen", log)) == (None if holds is None else log[holds - 1])
