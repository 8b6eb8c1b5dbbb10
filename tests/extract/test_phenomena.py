"""Whole small articles, by what makes such articles hard: one table of cases a phenomenon.

A case of `phenomena/*.toml` has `text` (title, then body), what is known from outside (`published`, `province`), and

- `facts`: tables of `indicator` and any of value, value_max, target, rate, share, modality, unit, from, to, qualifiers.
  Only the keys given are compared, `"-"` says "none"; unit by containment of the folded name, qualifiers by inclusion.
  `optional = true`: may be found, need not be.
- `dates`: `"surface|from|to"`, each distinct calendar expression.
- `documents`: `"canonical|date"`, each distinct numbered document, the date empty where none is stated.

With `complete = true` (the default) nothing else is found of a kind the case speaks of; figures of the indicator
"other" never count. The figures are made up for the tests and say nothing about any place.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from extract import extract
from schema import ArticleInput, Fact, Record

TABLES = sorted((Path(__file__).parent / "phenomena").glob("*.toml"))
KINDS = ("facts", "dates", "documents")
NOTHING = "-"


def cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{table.stem}: {case['name']}")
        for table in TABLES
        for case in tomllib.loads(table.read_text(encoding="utf-8"))["cases"]
    ]


def folded(text: str | None) -> str:
    """The letters of a name without case, tones, marks and doubled spaces."""
    letters = unicodedata.normalize("NFD", (text or "").casefold().replace("đ", "d"))
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def plain(value: Any) -> Any:
    """A stated value as the record and the table can both be compared: days as ISO text, numbers as float."""
    if value is None or value == NOTHING:
        return None
    return round(float(value), 4) if isinstance(value, int | float) else str(value)


def described(fact: Fact) -> dict[str, Any]:
    """The parts of a fact that a table may ask for."""
    named = ("indicator", "value", "value_max", "target", "rate", "share", "modality")
    period = fact.period
    return {name: plain(getattr(fact, name)) for name in named} | {
        "unit": fact.unit and fact.unit.name,
        "from": plain(period and period.from_),
        "to": plain(period and period.to),
        "qualifiers": set(fact.qualifiers),
        "text": fact.evidence.text,
    }


def agrees(wanted: dict[str, Any], found: dict[str, Any]) -> bool:
    for key, value in wanted.items():
        if key == "optional":
            continue
        if key == "qualifiers":
            if not set(value) <= found[key]:
                return False
        elif key == "unit" and value != NOTHING:
            if folded(value) not in folded(found[key]):
                return False
        elif plain(value) != found[key]:
            return False
    return True


def paired(wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[int, int]:
    """The largest pairing of wanted and found facts, each of either used once (augmenting paths)."""
    partner: dict[int, int] = {}  # found -> wanted

    def place(i: int, seen: set[int]) -> bool:
        for j, fact in enumerate(found):
            if j not in seen and agrees(wanted[i], fact):
                seen.add(j)
                if j not in partner or place(partner[j], seen):
                    partner[j] = i
                    return True
        return False

    # The optional ones last: they must not take a fact that a required one needs.
    for i in sorted(range(len(wanted)), key=lambda i: bool(wanted[i].get("optional"))):
        place(i, set())
    return {i: j for j, i in partner.items()}


def shown(fact: dict[str, Any]) -> str:
    return ", ".join(f"{key}={value!r}" for key, value in fact.items() if value not in (None, set()))


def facts_of(record: Record, case: dict[str, Any]) -> tuple[list[str], list[str]]:
    wanted = case["facts"]
    found = [described(fact) for fact in record.facts if fact.indicator != "other"]
    pairs = paired(wanted, found)
    missed = [shown(w) for i, w in enumerate(wanted) if i not in pairs and not w.get("optional")]
    return missed, [shown(f) for j, f in enumerate(found) if j not in pairs.values()]


def dates_of(record: Record, case: dict[str, Any]) -> tuple[list[str], list[str]]:
    found = {(folded(d.text), str(d.from_ or ""), str(d.to or "")): d.text for d in record.dates if d.from_ or d.to}
    missed, used = [], set()
    for line in case["dates"]:
        surface, *ends = line.split("|")
        name = folded(surface)
        hits = {key for key in found if list(key[1:]) == ends and (name in key[0] or key[0] in name)}
        used |= hits
        missed += [] if hits else [line]
    return missed, [f"{text}|{key[1]}|{key[2]}" for key, text in found.items() if key not in used]


def documents_of(record: Record, case: dict[str, Any]) -> tuple[list[str], list[str]]:
    found: dict[str, str] = {}
    for document in record.documents:
        if document.number is not None:
            key = re.sub(r"(?<!\d)0+(?=\d)", "", document.canonical)
            found[key] = found.get(key) or str(document.date or "")
    wanted, stated = set(case["documents"]), {f"{key}|{day}" for key, day in found.items()}
    return sorted(wanted - stated), sorted(stated - wanted)


CHECKS = {"facts": facts_of, "dates": dates_of, "documents": documents_of}


@pytest.mark.parametrize("case", cases())
def test_phenomenon(case: dict[str, Any]) -> None:
    checked = [kind for kind in KINDS if kind in case]
    assert checked, "the case expects nothing"
    article = ArticleInput(
        id="case", text=case["text"].strip(), published=case.get("published"), province=case.get("province")
    )
    record = extract(article)
    complaints = []
    for kind in checked:
        missed, more = CHECKS[kind](record, case)
        complaints += [f"{kind}: expected, not found: {line}" for line in missed]
        if missed or case.get("complete", True):
            complaints += [f"{kind}: found, not expected: {line}" for line in more]
    assert not complaints, "\n".join([case["text"].strip(), *complaints])


def test_cases_of_a_table_have_names_of_their_own() -> None:
    for table in TABLES:
        content = tomllib.loads(table.read_text(encoding="utf-8"))
        names = [case["name"] for case in content["cases"]]
        assert len(names) == len(set(names)), f"{table.name}: two cases of one name"
