"""What an extraction is worth against a gold set: the definitions of every figure in docs/accuracy.md.

A gold set is a folder of ``ID.txt`` (the text) and ``ID.json`` (what it says). Nothing is downloaded or guessed;
`docs/accuracy.md` tells the definitions in words.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from schema import ArticleInput

KINDS = ("documents", "document_dates", "dates", "units", "facts", "complete_facts")
ATTRIBUTES = ("target", "rate", "unit", "to", "from")
_COMPLETE = ("target", "rate", "unit", "to")
# The indicators that are scored; everything else ("other") is in the gold only to account for its numbers.
INDICATORS = frozenset(
    "members_admitted members_total members_made_official members_probationary members_transferred members_removed "
    "members_expelled members_disciplined members_inspected members_supervised members_awarded_badge members_rated "
    "prospects_trained prospects_introduced orgs_total orgs_established orgs_dissolved_or_merged orgs_inspected "
    "orgs_supervised orgs_disciplined orgs_rated".split()
)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article of a gold set: what is given to the extractor, and what it should find."""

    given: ArticleInput
    gold: Json


def read_gold(folder: Path) -> list[GoldArticle]:
    """The articles of a folder, by name. What the gold says is known from outside is given, nothing else of it."""
    articles = []
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        outside = gold.get("given") or {}
        published = outside.get("published")
        given = ArticleInput(
            id=path.stem,
            text=path.with_suffix(".txt").read_text(encoding="utf-8"),
            published=date.fromisoformat(published) if published else None,
            province=outside.get("province"),
        )
        articles.append(GoldArticle(given, gold))
    return articles


# -- counting ---------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Counts:
    """Found and right, found and wrong, missed."""

    hit: int = 0
    false: int = 0
    missed: int = 0

    def add(self, hit: int, false: int, missed: int) -> None:
        """Add the counts of one article."""
        self.hit += hit
        self.false += false
        self.missed += missed

    @property
    def gold(self) -> int:
        """How many there are to find."""
        return self.hit + self.missed

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.hit / (self.hit + self.false) if self.hit + self.false else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Score:
    """The figures of one gold set, and its errors in words."""

    articles: int = 0
    offsets_wrong: int = 0
    published_right: int = 0
    published_known: int = 0
    counts: dict[str, Counts] = field(default_factory=lambda: {kind: Counts() for kind in KINDS})
    attributes: Counter[str] = field(default_factory=Counter)
    review: Counter[tuple[bool, bool]] = field(default_factory=Counter)
    """Facts by (flagged for review, complete and right)."""
    errors: list[str] = field(default_factory=list)

    def attribute(self, name: str) -> float:
        """The share of the matched facts whose attribute is right."""
        matched = self.counts["facts"].hit
        return self.attributes[name] / matched if matched else 0.0

    @property
    def flagged_share(self) -> float:
        """The share of the facts found that asks for a person."""
        found = self.review.total()
        return (self.review[True, True] + self.review[True, False]) / found if found else 0.0

    @property
    def unflagged_right(self) -> float:
        """Of the facts that ask for nobody, the share that is complete and right."""
        unflagged = self.review[False, True] + self.review[False, False]
        return self.review[False, True] / unflagged if unflagged else 1.0

    @property
    def wrong_flagged(self) -> float:
        """Of the facts that are wrong, the share that asks for a person."""
        wrong = self.review[True, False] + self.review[False, False]
        return self.review[True, False] / wrong if wrong else 1.0

    def figures(self) -> Json:
        """All figures, rounded to four places."""
        result: Json = {"articles": self.articles, "offsets_wrong": self.offsets_wrong}
        if self.published_known:
            result["published_right"] = round(self.published_right / self.published_known, 4)
        for kind, counts in self.counts.items():
            result[kind] = {name: round(getattr(counts, name), 4) for name in ("precision", "recall", "f1")}
            result[kind]["gold"] = counts.gold
        result["attributes"] = {name: round(self.attribute(name), 4) for name in ATTRIBUTES}
        result["review"] = {
            name: round(getattr(self, name), 4) for name in ("flagged_share", "unflagged_right", "wrong_flagged")
        }
        return result


def score(articles: Iterable[tuple[Json, Json]]) -> Score:
    """Score pairs of gold and record (both as JSON objects)."""
    result = Score()
    for gold, record in articles:
        result.articles += 1
        errors: list[str] = []
        _offsets(result, record, errors)
        _published(result, gold, record)
        _documents(result, gold, record, errors)
        _dates(result, gold, record, errors)
        _units(result, gold, record, errors)
        _facts(result, gold, record, errors)
        result.errors += [f"{record['article']['id']}: {error}" for error in errors]
    return result


def _offsets(result: Score, record: Json, errors: list[str]) -> None:
    text = record["article"]["text"]
    for kind in ("documents", "dates", "units", "facts"):
        for mention in record[kind]:
            if text[mention["start"] : mention["end"]] != mention["text"]:
                result.offsets_wrong += 1
                errors.append(f"offsets wrong: {kind} {mention['text']!r}")


def _published(result: Score, gold: Json, record: Json) -> None:
    if gold.get("published"):
        result.published_known += 1
        result.published_right += (record["article"]["published"] or "")[:10] == gold["published"]


# -- documents --------------------------------------------------------------------------------------------------------


def document_key(canonical: str) -> str:
    """A document's number as it is compared: no spaces, no padding, plain hyphens."""
    key = re.sub(r"\s+", "", unicodedata.normalize("NFC", canonical).upper())
    return re.sub(r"(?<!\d)0+(?=\d)", "", key.replace("–", "-").replace("—", "-"))


def _documents(result: Score, gold: Json, record: Json, errors: list[str]) -> None:
    """Each distinct numbered document of an article counts once; one told by name alone is not scored."""
    wanted = gold.get("documents", [])
    found = [d for d in record["documents"] if d["canonical"] and d.get("number", "") is not None]
    right, named = ({document_key(d["canonical"]) for d in some} for some in (wanted, found))
    result.counts["documents"].add(*_compared(right, named))
    errors += [f"document missed: {key}" for key in sorted(right - named)]
    errors += [f"document false: {key}" for key in sorted(named - right)]
    dated, dated_so = (
        {f"{document_key(d['canonical'])} {d['date']}" for d in some if d.get("date")} for some in (wanted, found)
    )
    result.counts["document_dates"].add(*_compared(dated, dated_so))
    errors += [f"document date missed: {key}" for key in sorted(dated - dated_so)]
    errors += [f"document date false: {key}" for key in sorted(dated_so - dated)]


def _compared(wanted: set[str], found: set[str]) -> tuple[int, int, int]:
    return len(wanted & found), len(found - wanted), len(wanted - found)


# -- dates ------------------------------------------------------------------------------------------------------------

_POINTED_AT = re.compile(r"(?<!tháng )\b(?:hết|cuối)\s+(?:tháng|quý|năm)\b", re.IGNORECASE)
Interval = tuple[str | None, str | None]


def _interval(day: Json) -> Interval:
    return day.get("from"), day.get("to")


def _accepted(day: Json) -> set[Interval]:
    """ "đến hết tháng 6" may be the month, or the one day that it points at."""
    pointed = {(day["to"], day["to"])} if _POINTED_AT.search(day.get("surface", "")) else set()
    return {_interval(day), *pointed}


def _dates(result: Score, gold: Json, record: Json, errors: list[str]) -> None:
    """Each distinct interval of an article counts once."""
    closed = [day for day in gold.get("dates", []) if day.get("to")]
    known: set[Interval] = set().union(*map(_accepted, closed))
    optional = {_interval(day) for day in closed if day.get("optional")}
    wanted = {_interval(day): _accepted(day) for day in closed if _interval(day) not in optional}
    found = {_interval(day) for day in record["dates"] if day.get("to")}
    missed = [key for key, accepted in wanted.items() if not accepted & found]
    false = found - known
    result.counts["dates"].add(len(wanted) - len(missed), len(false), len(missed))
    errors += sorted(f"date missed: {start}..{end}" for start, end in missed)
    errors += sorted(f"date false: {start}..{end}" for start, end in false)


# -- units ------------------------------------------------------------------------------------------------------------

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


def _units(result: Score, gold: Json, record: Json, errors: list[str]) -> None:
    wanted = gold.get("units", [])
    found = sorted({unit.get("name") or unit["text"] for unit in record["units"]})
    missed = [name for name in wanted if not any(same_unit(name, other) for other in found)]
    false = [name for name in found if not any(same_unit(other, name) for other in wanted)]
    result.counts["units"].add(len(wanted) - len(missed), len(false), len(missed))
    errors += [f"unit missed: {name}" for name in missed]
    errors += [f"unit false: {name}" for name in false]


# -- facts ------------------------------------------------------------------------------------------------------------


def _number(value: Any) -> float | None:
    return None if value is None else round(float(value), 4)


def fact_key(fact: Json) -> tuple[Hashable, ...]:
    """What makes a fact found: indicator, value (the rate or share where there is none) and modality."""
    value = _number(fact.get("value"))
    figure: Hashable = value if value is not None else ("rate", _number(fact.get("rate") or fact.get("share")))
    return fact.get("indicator"), figure, fact.get("modality") or "actual"


def _unit_of(fact: Json) -> str | None:
    unit = fact.get("unit")
    return unit["name"] if isinstance(unit, dict) else unit


def _period_of(fact: Json) -> Interval:
    return _interval(fact if "to" in fact or "from" in fact else fact.get("period") or {})


def _right(wanted: Json, found: Json) -> dict[str, bool]:
    (start, end), (found_start, found_end) = _period_of(wanted), _period_of(found)
    return {
        "target": _number(wanted.get("target")) == _number(found.get("target")),
        "rate": _number(wanted.get("rate")) == _number(found.get("rate")),
        "unit": same_unit(_unit_of(wanted), _unit_of(found)),
        "to": end is None or end == found_end,
        "from": start is None or start == found_start,
    }


def _paired(wanted: list[Json], found: list[Json]) -> Iterator[tuple[int, int, dict[str, bool]]]:
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


def _facts(result: Score, gold: Json, record: Json, errors: list[str]) -> None:
    """Facts found, and complete facts: target, rate, unit and the end of the period agree as well."""
    wanted = [fact for fact in gold.get("facts", []) if fact["indicator"] in INDICATORS]
    found = [fact for fact in record["facts"] if fact["indicator"] in INDICATORS]
    pairs = list(_paired(wanted, found))
    missed = [fact for i, fact in enumerate(wanted) if i not in {i for i, _, _ in pairs} and not fact.get("optional")]
    false = [fact for j, fact in enumerate(found) if j not in {j for _, j, _ in pairs}]
    optional = {j for i, j, _ in pairs if wanted[i].get("optional")}
    pairs = [pair for pair in pairs if pair[1] not in optional]
    complete = {j for _, j, right in pairs if all(right[name] for name in _COMPLETE)}
    incomplete = len(pairs) - len(complete)
    result.counts["facts"].add(len(pairs), len(false), len(missed))
    result.counts["complete_facts"].add(len(complete), len(false) + incomplete, len(missed) + incomplete)
    for _, _, right in pairs:
        result.attributes.update(name for name, agrees in right.items() if agrees)
    for j, fact in enumerate(found):
        if j not in optional:
            result.review["needs_review" in fact.get("flags", ()), j in complete] += 1
    errors += [f"fact missed: {_shown(fact)} «{fact.get('quote', '')[:110]}»" for fact in missed]
    errors += [f"fact false: {_shown(fact)} «{(fact.get('evidence') or fact)['text'][:110]}»" for fact in false]
    errors += [
        f"fact {_shown(wanted[i])} wrong {', '.join(wrong)}: gold {_bound(wanted[i])}; found {_bound(found[j])}"
        for i, j, right in pairs
        if (wrong := [name for name, agrees in right.items() if not agrees])
    ]


def _shown(fact: Json) -> str:
    value = fact.get("value")
    figure = f"{value:g}" if value is not None else f"{fact.get('rate') or fact.get('share')} %"
    return f"{fact['indicator']} {figure} {fact.get('modality') or 'actual'}"


def _bound(fact: Json) -> str:
    start, end = _period_of(fact)
    return f"{_unit_of(fact)!r}, {start}..{end}, target {fact.get('target')}, rate {fact.get('rate')}"


def extracted(articles: Iterable[GoldArticle], extract: Callable[[ArticleInput], Any]) -> Iterator[tuple[Json, Json]]:
    """Gold and record of each article, the record as a reader of its JSON has it."""
    for article in articles:
        yield article.gold, json.loads(extract(article.given).to_json())
