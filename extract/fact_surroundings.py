"""What stands around a figure, and how its article was read as a whole: features of its confidence.

The sentence and the clause of a figure: how long they are, whether they hold the verb of its indicator, other units,
other dates, figures that nothing was made of. The article: how much of it was inferred, how many of its figures were
read.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import log2

from extract.data import load
from extract.frames import frames
from extract.vocabulary import any_of
from schema import Date, Document, Fact, Unit

# Each begins with the letters that it can begin with: of those `re` finds the next one three times as quickly.
_FIGURE = re.compile(r"\d(?<![\d.,/-]\d)[\d.,]*")
_CLAUSE_MARK = re.compile(r"[,;:!?()\n.](?!(?<=\.)\d)")
_SENTENCE_END = re.compile(r"[.!?…;\n](?:(?<=\n)|(?=[\s\"”»]|\Z))")
# the standard library is quicker than regex where many literals alternate
_NOUN = re.compile(any_of(word for words in load("lexicon")["noun"].values() for word in words))
_PLAIN = ("left", "right", "have")
_REACH = 400  # code points on either side of a figure


@dataclass(frozen=True, slots=True)
class Surroundings:
    """An article with its facts, ready to be asked what stands around each of them."""

    folded: str
    dates: Sequence[Date]
    units: Sequence[Unit]
    facts: Sequence[Fact]
    article: dict[str, float]
    marks: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    figures: list[int] = field(default_factory=list)
    read: list[int] = field(default_factory=list)
    date_starts: list[int] = field(default_factory=list)
    unit_starts: list[int] = field(default_factory=list)
    told: Counter[tuple[object, ...]] = field(default_factory=Counter)

    def of(self, place: int) -> dict[str, float]:
        """The features of the fact at a place."""
        fact = self.facts[place]
        x = dict(self.article)
        sentence = self._between(self.ends, fact.start, max(fact.end, fact.start + 1))
        clause = self._between(self.marks, fact.start, max(fact.end, fact.start + 1))
        self._of_words(x, fact, clause, sentence)
        self._of_neighbours(x, fact, place, sentence)
        if fact.unit is not None:
            self._of_unit(x, fact, clause, sentence)
        if fact.period is not None and fact.period.to is not None:
            self._of_period(x, fact, sentence)
        return x

    def unread(self) -> list[int]:
        """Where figures stand that are part of nothing that was read."""
        read = set(self.read)
        return [at for at in self.figures if at not in read]

    def _between(self, places: list[int], start: int, end: int) -> tuple[int, int]:
        """From the last of some places before a figure to the next one behind it, within reach."""
        before, after = bisect_right(places, start), bisect_left(places, end)
        low = places[before - 1] if before else 0
        high = places[after] if after < len(places) else len(self.folded)
        return max(low, start - _REACH), min(high, end + _REACH)

    def _of_words(self, x: dict[str, float], fact: Fact, clause: tuple[int, int], sentence: tuple[int, int]) -> None:
        head, tail = self.folded[clause[0] : fact.start], self.folded[fact.end : clause[1]]
        x["words before in the clause"] = log2(1 + len(head.split()))
        x["words behind in the clause"] = log2(1 + len(tail.split()))
        x["sentence"] = log2(2 + self.folded.count(" ", *sentence)) / 3
        x["noun with the figure"] = float(_NOUN.search(self.folded, fact.start, fact.end) is not None)
        verbs = _verbs().get(fact.indicator)
        if verbs is not None:
            said = verbs.search(self.folded, *sentence) is not None
            x["its verb in the sentence"] = float(said)
            x["its verb in the clause"] = float(said and verbs.search(self.folded, *clause) is not None)

    def _of_neighbours(self, x: dict[str, float], fact: Fact, place: int, sentence: tuple[int, int]) -> None:
        figures, read = _count(self.figures, sentence), _count(self.read, sentence)
        x["unread of the sentence"] = (figures - read) / max(1, figures)
        x["facts of the sentence"] = log2(1 + read)
        x["dates of the sentence"] = log2(1 + _count(self.date_starts, sentence))
        x["units of the sentence"] = log2(1 + _count(self.unit_starts, sentence))
        x["same rule before"] = float(place > 0 and self.facts[place - 1].rule == fact.rule)
        x["told with another figure"] = float(not fact.qualifiers and self.told[_key(fact)] > 1)
        x[f"rule in full {'.'.join(fact.rule.split('.')[1:3])}"] = 1.0
        if fact.value:
            following = (f for f in self.facts[place + 1 : place + 9] if f.indicator == fact.indicator and f.value)
            x["parts make it up"] = float(_makes_up(fact.value, [f.value or 0 for f in following]))

    def _of_unit(self, x: dict[str, float], fact: Fact, clause: tuple[int, int], sentence: tuple[int, int]) -> None:
        unit = fact.unit
        if unit is None:
            return
        if fact.value and unit.level:
            x[f"size for level {unit.level}"] = log2(1 + max(fact.value, 0)) / 10
        counted = "organisations" if fact.indicator.startswith("orgs") else "members"
        x[f"{counted} of level {unit.level or 'none'}"] = 1.0
        inside = self.units[bisect_left(self.unit_starts, sentence[0]) : bisect_left(self.unit_starts, sentence[1])]
        x["other unit in the sentence"] = float(any(other.start != unit.start for other in inside))
        last = bisect_left(self.unit_starts, fact.start)
        if last:
            nearest = self.units[last - 1]
            x["nearest unit is this"] = float(nearest.start == unit.start)
            x["way to the nearest unit"] = log2(1 + max(0, fact.start - nearest.end)) / 5

    def _of_period(self, x: dict[str, float], fact: Fact, sentence: tuple[int, int]) -> None:
        period = fact.period
        if period is None or period.to is None:
            return
        inside = self.dates[bisect_left(self.date_starts, sentence[0]) : bisect_left(self.date_starts, sentence[1])]
        x["other date in the sentence"] = float(any(other.start != period.start for other in inside))
        last = bisect_left(self.date_starts, fact.start)
        if last:
            nearest = self.dates[last - 1]
            x["way to the nearest date"] = log2(1 + max(0, fact.start - nearest.end)) / 5
            if nearest.to is not None:
                x["nearest date ends at another time"] = log2(1 + abs((nearest.to - period.to).days) / 180)
        if period.from_ is not None:
            x["days of the period"] = log2(1 + max(0, (period.to - period.from_).days)) / 5


def surroundings(
    folded: str, documents: Iterable[Document], dates: Sequence[Date], units: Sequence[Unit], facts: Sequence[Fact]
) -> Surroundings:
    """Look once over an article, its folded text and its mentions, in the order of the text."""
    taken = bytearray(len(folded) + 1)
    for span in (*documents, *dates, *units):
        taken[span.start : span.end] = b"\x01" * (span.end - span.start)
    figures = [found.start() for found in _FIGURE.finditer(folded) if not taken[found.start()]]
    of_facts = bytearray(len(folded) + 1)
    for fact in facts:
        end = max(fact.end, fact.evidence.end)
        of_facts[fact.start : end] = b"\x01" * (end - fact.start)
    read = [at for at in figures if of_facts[at]]
    return Surroundings(
        folded,
        dates,
        units,
        facts,
        _of_article(folded, dates, units, facts, len(read) / max(1, len(figures))),
        [found.end() for found in _CLAUSE_MARK.finditer(folded)],
        [found.end() for found in _SENTENCE_END.finditer(folded)],
        figures,
        read,
        [day.start for day in dates],
        [unit.start for unit in units],
        Counter(_key(fact) for fact in facts if not fact.qualifiers),
    )


def _of_article(
    folded: str, dates: Sequence[Date], units: Sequence[Unit], facts: Sequence[Fact], read: float
) -> dict[str, float]:
    """How the article was read as a whole."""
    many, lines = max(1, len(facts)), folded.count("\n") + 1
    plain = sum(fact.rule.split(".")[1:2] in ([way] for way in _PLAIN) for fact in facts)
    return {
        "units inferred": sum(not {"unit_inferred", "unit_unknown"}.isdisjoint(fact.flags) for fact in facts) / many,
        "periods inferred": sum(not {"period_inferred", "period_unknown"}.isdisjoint(f.flags) for f in facts) / many,
        "length": log2(1 + len(folded)) / 8,
        "lines": log2(lines) / 3,
        "quotes": log2(1 + folded.count('"')) / 3,
        "years": log2(1 + len({day.to.year for day in dates if day.to is not None})),
        "levels": log2(1 + len({unit.level for unit in units})),
        "facts of a line": log2(1 + len(facts) / lines),
        "figures read": read,
        "rates with targets": sum(fact.rate is not None and fact.target is not None for fact in facts) / many,
        "plain rules": plain / many,
    }


def _key(fact: Fact) -> tuple[object, ...]:
    unit, period = fact.unit, fact.period
    return (
        fact.indicator,
        unit.name if unit is not None else None,
        period.to if period is not None else None,
        fact.modality,
    )


def _count(places: list[int], stretch: tuple[int, int]) -> int:
    return bisect_left(places, stretch[1]) - bisect_left(places, stretch[0])


def _makes_up(whole: float, parts: list[float]) -> bool:
    """Whether the next two or more figures make up the one before them."""
    total = 0.0
    for place, part in enumerate(parts):
        total += part
        if place and abs(total - whole) < 1e-9:
            return True
    return False


@cache
def _verbs() -> dict[str, re.Pattern[str]]:
    """For each indicator the words of the verbs that count it."""
    lexicon = load("lexicon")
    words: dict[str, set[str]] = {}
    for code, frame in frames().items():
        said = set(lexicon["verb"].get(code, ()))
        if code == "total":
            said = {word for kind in ("have", "total", "raise_to") for word in lexicon["have"][kind]}
        for indicator in {frame.members, frame.organisations, frame.prospects, frame.people, frame.elided} - {
            None,
            "same",
        }:
            words.setdefault(str(indicator), set()).update(said)
    return {
        indicator: re.compile(rf"(?<![^\W\d_]){any_of(said)}(?![^\W\d_])") for indicator, said in words.items() if said
    }
