"""Questions about the units of a list kept outside this repository, of which the answers are known (the oracle)."""

from __future__ import annotations

import os
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from extract.gazetteer import Gazetteer
from extract.placenames import parse_full_name
from tests.extract.known_places import TODAY

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("CHIBO_SHARED", ROOT.parent / "shared"))
ORACLE = SHARED / "data" / "admin_units_history.tsv"


def oracle_rows() -> list[list[str]]:
    if not ORACLE.exists():
        pytest.skip(f"no oracle at {ORACLE} (set CHIBO_SHARED)")
    lines = ORACLE.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def ask(units: Gazetteer, row: list[str], manner: str, on: date, names: dict[str, list[list[str]]]) -> str:
    """Put one question about a row of the oracle and say whether the answer is right, none or wrong."""

    def called(code: str) -> str:
        rows = [r for r in names[code] if (not r[4] or r[4] <= on.isoformat()) and (not r[5] or on.isoformat() < r[5])]
        return parse_full_name((rows or names[code])[0][2])[1]

    level, code, full, parent = row[:4]
    _, name = parse_full_name(full)
    word = (
        full.split()[0] if full.split()[0] in ("Tỉnh", "Quận", "Huyện", "Xã", "Phường") else " ".join(full.split()[:2])
    )
    province = "" if level == "P" else parent if len(parent) == 2 else names[parent][0][3]
    if manner == "full name" or level == "P":
        answer = units.resolve(name, type_word=word, on=on)
    elif manner == "bare name, parent":
        answer = units.resolve(name, on=on, parent=called(parent), province=called(province))
    elif manner == "full name, province":
        answer = units.resolve(full, on=on, province=called(province))
    else:
        answer = units.resolve(name, type_word=word, on=on, parent=called(parent), province=called(province))
    if answer.place is None:
        return "none"
    return "right" if answer.place.code == code and answer.place.valid(on) else "wrong"


MANNERS = ("full name, parent", "full name, province", "bare name, parent", "full name")


def outcomes(units: Gazetteer, rows: list[list[str]], count: int, seed: int) -> dict[str, int]:
    names: dict[str, list[list[str]]] = {}
    for row in rows:
        if row[0] != "W":
            names.setdefault(row[1], []).append(row)
    by_level = {level: [row for row in rows if row[0] == level] for level in "PDW"}
    draw = random.Random(seed)
    tally = {"right": 0, "none": 0, "wrong": 0}
    for number in range(count):
        row = draw.choice(by_level["PDDWWWWWWW"[number % 10]])
        first = date.fromisoformat(row[4]) if row[4] else date(2021, 11, 1)
        last = date.fromisoformat(row[5]) if row[5] else TODAY
        on = first + timedelta(days=draw.randrange((last - first).days))
        tally[ask(units, row, MANNERS[number % 4], on, names)] += 1
    return tally


def test_two_hundred_questions_of_the_oracle(units: Gazetteer) -> None:
    tally = outcomes(units, oracle_rows(), 200, seed=20261122)
    assert tally["right"] + tally["none"] >= 0.98 * 200, tally
    assert tally["wrong"] <= 0.005 * 200, tally
    assert tally["right"] >= 0.75 * 200, tally  # abstaining is for questions without a context


def test_a_context_is_enough(units: Gazetteer) -> None:
    """Every unit, by full name and parent, on its first and last day."""
    rows = oracle_rows()
    names: dict[str, list[list[str]]] = {}
    for row in rows:
        if row[0] != "W":
            names.setdefault(row[1], []).append(row)
    tally = {"right": 0, "none": 0, "wrong": 0}
    for row in rows:
        first = date.fromisoformat(row[4]) if row[4] else date(2021, 11, 1)
        last = date.fromisoformat(row[5]) - timedelta(days=1) if row[5] else TODAY
        for on in (first, last):
            tally[ask(units, row, "full name, parent", on, names)] += 1
    total = sum(tally.values())
    assert tally["right"] >= 0.995 * total, tally
    assert tally["wrong"] <= 0.001 * total, tally
