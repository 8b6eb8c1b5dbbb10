"""An extractor for tests of verdicts, whose rules can be switched: what it reads of a sentence, and how."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Literal

from schema import Article, Evidence, Fact, FactUnit, Period, Record

_SENTENCE = re.compile(
    r"(?P<place>Chi bộ [A-ZĐ]\w* [A-ZĐ]\w*)[^.\n\d]* (?P<verb>kết nạp|có|tặng) (?P<number>\d+)(?:/(?P<target>\d+))?"
    r"(?P<noun> \w+ \w+)[^.\n]*\.?"
)
_YEAR = Period.model_validate({"from": date(2024, 1, 1), "to": date(2024, 12, 31)})


@dataclass(frozen=True, slots=True)
class Rules:
    """What may change from one version of an extractor to the next.

    ``extra``: a present is read as a number of members. ``unread``: verbs that are passed over.
    """

    indicator: Literal["members_admitted", "members_made_official"] = "members_admitted"
    unit: Literal["named", "province"] = "named"
    number: Literal["first", "second"] = "first"
    evidence: Literal["sentence", "line", "clause"] = "sentence"
    figure: Literal["number", "phrase"] = "number"
    unread: frozenset[str] = frozenset()
    extra: bool = False


def read(url: str, text: str, published: date | None, rules: Rules) -> Record:
    """The record of a text; a figure told twice is one fact, with the longest evidence."""
    facts: dict[str, Fact] = {}
    told: Counter[str] = Counter()
    for found in _SENTENCE.finditer(text):
        if found["verb"] in rules.unread or (found["verb"] == "tặng" and not rules.extra):
            continue
        fact = _fact(url, text, found, rules, told)
        same = fact.model_dump_json(include={"indicator", "value", "target", "unit"})
        if same not in facts or len(fact.evidence.text) > len(facts[same].evidence.text):
            facts[same] = fact
    ordered = tuple(sorted(facts.values(), key=lambda fact: fact.start))
    return Record(article=Article(id=url, url=url, published=published, text=text), facts=ordered)


def _fact(url: str, text: str, found: re.Match[str], rules: Rules, told: Counter[str]) -> Fact:
    start, end = found.start("number"), found.end("noun" if rules.figure == "phrase" else "number")
    if rules.figure == "number" and found["target"]:
        end = found.end("target")
    line_start, line_end = text.rfind("\n", 0, start) + 1, (text + "\n").index("\n", end)
    around = " ".join(text[max(line_start, start - 60) : min(line_end, end + 30)].split())
    key = f"{url}\n{around}\n{text[start:end]}"
    told[key] += 1
    first, last = {
        "sentence": found.span(),
        "line": (line_start, line_end),
        "clause": (found.start(), found.end("noun")),
    }[rules.evidence]
    number, target = float(found["number"]), found["target"] and float(found["target"])
    if rules.number == "second" and target:
        number, target = target, None
    named = found["place"] if rules.unit == "named" else "Đảng bộ tỉnh"
    review = ("needs_review",) if number == 7 else ()
    return Fact(
        id=hashlib.sha256(f"{key}\n{told[key]}".encode()).hexdigest()[:20],
        start=start,
        end=end,
        text=text[start:end],
        indicator=rules.indicator if found["verb"] == "kết nạp" else "members_total",
        value=number,
        target=target,
        unit=FactUnit(name=named, level="cell" if rules.unit == "named" else "province", province="Hà Giang"),
        period=_YEAR,
        evidence=Evidence(start=first, end=last, text=text[first:last]),
        rule="fake",
        confidence=0.5,
        flags=review,
        explanations=dict.fromkeys(review, "look at it"),
        explanations_vi=dict.fromkeys(review, "hãy xem"),
    )
