"""When something found is something wanted: the definitions that every figure of docs/accuracy.md rests on."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Hashable, Iterator
from typing import Any

from jobs.evaluation.gold import Json

# The indicators that are scored; everything else ("other") is in the gold only to account for its numbers.
INDICATORS = frozenset(
    "members_admitted members_total members_made_official members_probationary members_transferred members_removed "
    "members_expelled members_disciplined members_inspected members_supervised members_awarded_badge members_rated "
    "prospects_trained prospects_introduced orgs_total orgs_established orgs_dissolved_or_merged orgs_inspected "
    "orgs_supervised orgs_disciplined orgs_rated".split()
)


def document_key(canonical: str) -> str:
    """A document's number as it is compared: no spaces, no padding, plain hyphens."""
    key = re.sub(r"\s+", "", unicodedata.normalize("NFC", canonical).upper())
    return re.sub(r"(?<!\d)0+(?=\d)", "", key.replace("–", "-").replace("—", "-"))


_POINTED_AT = re.compile(r"(?<!tháng )\b(?:hết|cuối)\s+(?:tháng|quý|năm)\b", re.IGNORECASE)
Interval = tuple[str | None, str | None]


def interval(day: Json) -> Interval:
    """Both ends of a date or a period."""
    return day.get("from"), day.get("to")


def accepted(day: Json) -> set[Interval]:
    """ "đến hết tháng 6" may be the month, or the one day that it points at."""
    pointed = {(day["to"], day["to"])} if _POINTED_AT.search(day.get("surface") or "") else set()
    return {interval(day), *pointed}


_LEVEL_WORDS = re.compile(
    r"\b(?:toàn|đảng bộ|đảng uỷ|đảng ủy|các cấp|tỉnh uỷ|tỉnh ủy|huyện uỷ|huyện ủy|thành uỷ|thành ủy|thị uỷ|thị ủy|"
    r"quận uỷ|quận ủy|tỉnh|thành phố|tp|huyện|quận|thị xã|tx|xã|phường|thị trấn)\b"
)
_NATION = re.compile(r"\b(?:cả nước|toàn quốc|toàn đảng|các cấp|trung ương|tư|bộ chính trị|ban bí thư)\b")
_WRITTEN_OUT = {
    "tp.": "thành phố ",
    "tp ": "thành phố ",
    "tphcm": "thành phố hồ chí minh",
    "tx.": "thị xã ",
    "tt.": "thị trấn ",
}
_ALIKE = 0.88  # of the letters of two names, by difflib: spelling variants pass, neighbours do not


def _folded(name: str) -> str:
    text = unicodedata.normalize("NFC", name).lower()
    for short, full in _WRITTEN_OUT.items():
        text = text.replace(short, full)
    text = re.sub(r"\bhcm\b", "hồ chí minh", text)
    return re.sub(r"\s+", " ", re.sub(r"[^\w%/]+", " ", text)).strip()


def _toneless(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def same_unit(wanted: str | None, found: str | None) -> bool:
    """Whether two names mean one unit: alike but for level words, or one within the other where two words agree.

    A unit that the annotator could not tell is not scored: anything is right.
    """
    if not wanted:
        return True
    if not found:
        return False
    one, other = _folded(wanted), _folded(found)
    if _NATION.search(one) and _NATION.search(other):
        return True
    core_one, core_other = (_toneless(_LEVEL_WORDS.sub(" ", name)).split() for name in (one, other))
    if core_one and core_other:
        if core_one == core_other:
            return True
        short, long = sorted((set(core_one), set(core_other)), key=len)
        if short <= long and min(len(core_one), len(core_other)) >= 2:
            return True
    plain, plain_other = _toneless(one), _toneless(other)
    return plain == plain_other or difflib.SequenceMatcher(None, plain, plain_other).ratio() >= _ALIKE


def _number(value: Any) -> float | None:
    return None if value is None else round(float(value), 4)


def fact_key(fact: Json) -> tuple[Hashable, ...]:
    """What makes a fact found: indicator, value (the rate or share where there is none) and modality."""
    value = _number(fact.get("value"))
    rate = fact.get("rate")
    figure: Hashable = value if value is not None else ("rate", _number(fact.get("share") if rate is None else rate))
    return fact.get("indicator"), figure, fact.get("modality") or "actual"


def unit_of(fact: Json) -> str | None:
    """The name of whose figure it is."""
    unit = fact.get("unit")
    return unit["name"] if isinstance(unit, dict) else unit


def period_of(fact: Json) -> Interval:
    """Both ends of a fact's period."""
    return interval(fact if "to" in fact or "from" in fact else fact.get("period") or {})


def _right(wanted: Json, found: Json) -> dict[str, bool]:
    (start, end), (found_start, found_end) = period_of(wanted), period_of(found)
    return {
        "target": _number(wanted.get("target")) == _number(found.get("target")),
        "rate": _number(wanted.get("rate")) == _number(found.get("rate")),
        "unit": same_unit(unit_of(wanted), unit_of(found)),
        "to": end is None or end == found_end,
        "from": start is None or start == found_start,
    }


def paired(wanted: list[Json], found: list[Json]) -> Iterator[tuple[int, int, dict[str, bool]]]:
    """Pairs of facts with one key, each used once, those with most attributes right first."""
    candidates = [
        (i, j, _right(one, other))
        for i, one in enumerate(wanted)
        for j, other in enumerate(found)
        if fact_key(one) == fact_key(other)
    ]
    taken: set[int] = set()
    used: set[int] = set()
    for i, j, right in sorted(candidates, key=lambda candidate: (-sum(candidate[2].values()), *candidate[:2])):
        if i not in taken and j not in used:
            taken.add(i)
            used.add(j)
            yield i, j, right
