"""What can be said of how a fact was read: the features of its confidence.

They are taken from what the record holds (the text, the mentions, the facts with their rules and flags) and from what
the classifier says of its figures, so a record of any day can be learned from: those of first runs, those that editors
have judged.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log2

import regex

from extract.classifier import NOTHING, Opinion, label
from extract.fact_surroundings import surroundings
from extract.openings import Openings
from extract.text import fold
from schema import Article, Date, Document, Fact, Unit, indicators

_WORDS = {
    "comparison": ("cùng kỳ", "cùng thời điểm", "so với", "trước đó", "năm trước", "năm ngoái", "nhiệm kỳ trước"),
    "plan": (
        *("phấn đấu", "chỉ tiêu", "mục tiêu", "kế hoạch", "dự kiến", "đề ra", "giao"),
        *("mỗi năm", "hằng năm", "hàng năm"),
    ),
    "trend": ("tăng", "giảm", "nâng", "còn"),
    "narrow": ("riêng", "điển hình", "trong đó", "như", "tiêu biểu", "cụ thể"),
    "now": ("hiện nay", "hiện có", "đến nay", "tính đến", "trong năm", "năm qua", "thời gian qua"),
}
_WORDS_OF = [name for name, phrases in _WORDS.items() for _ in phrases]
_PHRASES = Openings(phrase for phrases in _WORDS.values() for phrase in phrases)
_HEAD = regex.compile(r"^(?:toàn )?(?:đảng bộ|đảng ủy|ban chấp hành|tỉnh ủy|huyện ủy|thành ủy|thị ủy|quận ủy)\s+")
_FIRST_PERSON = regex.compile(r"(?<!\p{L})(?:tôi|chúng tôi|mình)(?!\p{L})")
_REACH = 120  # code points
_SAID = 600  # how far before a figure a quotation or "tôi" is looked for
_NEAR = 60  # code points before a figure
_MOST_UNLIKELY = 6.0  # natural logarithm of a probability
_RULES = frozenset(
    "left right have raised noun topic part same rated_share rate_only share_of_part respectively".split()
)
_FLAGS_OF_RESULT = frozenset(("needs_review",))


@dataclass(frozen=True, slots=True)
class _Named:
    """Mentions of one kind in the order of the text: where they begin, and what each means."""

    starts: list[int]
    ends: list[int]
    keys: list[str]

    def within(self, start: int, end: int) -> Sequence[str]:
        """What the mentions that begin in a stretch mean."""
        return self.keys[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def before(self, offset: int) -> str | None:
        """What the last mention before an offset means."""
        place = bisect_right(self.starts, offset)
        return self.keys[place - 1] if place else None


def features(
    article: Article,
    documents: Sequence[Document],
    dates: Sequence[Date],
    units: Sequence[Unit],
    facts: Sequence[Fact],
    opinions: Mapping[int, Opinion],
) -> list[dict[str, float]]:
    """The features of each fact: names and numbers; one that is not there is 0.

    ``opinions`` are what the figures most likely count, by where they begin (`extract.classifier`). Distances are
    logarithms (base 2) of code points. The facts' confidence and their mark ``needs_review`` are not read.
    """
    text = article.text
    folded = fold(text)
    named = _Named([u.start for u in units], [u.end for u in units], [_bare(u.name) for u in units])
    told = _Named([d.start for d in dates], [d.end for d in dates], [f"{d.from_}..{d.to}" for d in dates])
    titled = text.find("\n") if "\n" in text else len(text)
    often = Counter(named.keys).most_common(1)
    units_told, periods_told = Counter(map(_unit_of, facts)), Counter(map(_period_of, facts))
    figures = Counter((fact.value, fact.rate, fact.share) for fact in facts)
    beside = Counter(fact.evidence.start for fact in facts)
    around_facts = surroundings(folded, documents, dates, units, facts)
    unread = around_facts.unread()
    said = [(at, at + len(_PHRASES.words[which]), _WORDS_OF[which]) for at, which in _PHRASES.places(folded)]
    found = []
    for place, fact in enumerate(facts):
        x = around_facts.of(place)
        _of_figure(x, fact)
        _of_opinion(x, fact, opinions.get(fact.start))
        _of_place(x, fact, folded, titled)
        _of_words(x, fact, said)
        _of_unit(x, fact, named, titled, often[0][0] if often else None, folded)
        _of_period(x, fact, told, article, folded)
        x["facts beside"] = log2(beside[fact.evidence.start])
        x["unit's share of the article"] = units_told[_unit_of(fact)] / len(facts)
        x["period's share of the article"] = periods_told[_period_of(fact)] / len(facts)
        ended = folded.find("\n", fact.start)
        line = folded.rfind("\n", 0, fact.start) + 1, ended if ended >= 0 else len(folded)
        around = unread[bisect_left(unread, line[0]) : bisect_left(unread, line[1])]
        x["unread figures near"] = log2(1 + sum(abs(at - fact.start) < _REACH for at in around))
        x["unread figures in the paragraph"] = log2(1 + len(around))
        before = folded[max(line[0], fact.start - _SAID) : fact.start]
        x["quoted"] = float(before.count('"') % 2)
        x["told in the first person"] = float(_FIRST_PERSON.search(before) is not None)
        x["figure told twice"] = float(figures[fact.value, fact.rate, fact.share] > 1)
        x["facts of the article"] = log2(len(facts))
        previous = facts[place - 1] if place else None
        if previous is not None:
            x["unit as before"] = float(_unit_of(previous) == _unit_of(fact))
            x["period as before"] = float(_period_of(previous) == _period_of(fact))
        found.append({name: value for name, value in x.items() if value})
    return found


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    return _HEAD.sub("", fold(name))


def _unit_of(fact: Fact) -> str | None:
    return fact.unit.name if fact.unit is not None else None


def _period_of(fact: Fact) -> str | None:
    return f"{fact.period.from_}..{fact.period.to}" if fact.period is not None else None


def _of_figure(x: dict[str, float], fact: Fact) -> None:
    parts = fact.rule.split(".")
    how = parts[1] if len(parts) > 1 else ""
    x[f"rule {how if how in _RULES else 'other'}"] = 1.0
    x[f"indicator {fact.indicator}"] = 1.0
    x["target"] = float(fact.modality == "target")
    x["no value"] = float(fact.value is None)
    x["against a target"] = float(fact.target is not None)
    if fact.rate is not None and fact.target and fact.value and "rate_mismatch" not in fact.flags:
        x["rate agrees"] = 1.0
    x["share"] = float(fact.share is not None)
    x["approximation"] = float(fact.approximation is not None)
    x["qualifiers"] = float(len(fact.qualifiers))
    if fact.value is not None:
        x["one digit"] = float(fact.value < 10)
        x["like a year"] = float(1930 <= fact.value <= 2035 and fact.value == int(fact.value))
        x["magnitude"] = log2(1 + max(fact.value, 0)) / 10
    x["in words"] = float(fact.value is not None and not any(c.isdigit() for c in fact.text))
    for flag in fact.flags:
        if flag not in _FLAGS_OF_RESULT:
            x[f"flag {flag}"] = 1.0


def _of_opinion(x: dict[str, float], fact: Fact, opinion: Opinion | None) -> None:
    """How likely the indicator is by the words around the figure, and how much likelier another one."""
    told = opinion.of(label(fact.indicator, fact.modality)) if opinion is not None else None
    if opinion is None or told is None:
        x["no opinion"] = 1.0
        return
    x["unlikely by its words"] = min(_MOST_UNLIKELY, -told)
    x["another is likelier"] = min(_MOST_UNLIKELY, max(opinion.logs) - told)
    x["another is likelier at all"] = float(max(opinion.logs) > told)
    nothing = opinion.of(NOTHING)
    x["nothing is likely"] = max(0.0, _MOST_UNLIKELY + nothing) if nothing is not None else 0.0


def _of_place(x: dict[str, float], fact: Fact, folded: str, titled: int) -> None:
    start, evidence = fact.start, fact.evidence
    x["in the title"] = float(start < titled)
    sentence = folded[evidence.start : evidence.end]
    x["in brackets"] = float(
        sentence[: start - evidence.start].count("(") > sentence[: start - evidence.start].count(")")
    )
    x["semicolons"] = log2(1 + sentence.count(";"))
    x["commas before"] = log2(1 + sentence[: start - evidence.start].count(",")) / 2
    x["evidence"] = log2(1 + len(sentence)) / 5
    x["into the evidence"] = log2(1 + max(0, start - evidence.start)) / 5
    x["paragraph"] = log2(1 + folded.count("\n", 0, start)) / 3


def _of_words(x: dict[str, float], fact: Fact, said: Sequence[tuple[int, int, str]]) -> None:
    """Which words of comparison, plan … stand shortly before the figure, or somewhere in its evidence."""
    evidence = fact.evidence
    near = max(evidence.start, fact.start - _NEAR)
    first = bisect_left(said, (evidence.start,))
    inside = [told for told in said[first : bisect_left(said, (evidence.end,))] if told[1] <= evidence.end]
    before = {name for start, end, name in inside if near <= start and end <= fact.start}
    for name in {name for _, _, name in inside}:
        x[f"{name} before" if name in before else f"{name} in evidence"] = 1.0


def _of_unit(x: dict[str, float], fact: Fact, named: _Named, titled: int, most: str | None, folded: str) -> None:
    unit = fact.unit
    evidence = fact.evidence
    inside = set(named.within(evidence.start, evidence.end))
    x["units beside"] = log2(1 + len(inside))
    x["units of the article"] = log2(1 + len(set(named.keys))) / 3
    if unit is None:
        x["no unit"] = 1.0
        return
    name = _bare(unit.name)
    x[f"unit level {unit.level or 'none'}"] = 1.0
    x["unit without code"] = float(unit.place_code is None)
    x["unit told most"] = float(name == most)
    x["unit in the title"] = float(name in named.within(0, titled))
    nearest = named.before(fact.start)
    x["unit is the nearest"] = float(nearest is not None and (nearest == name or nearest in name or name in nearest))
    if unit.start is None:
        x["unit from outside"] = 1.0
        return
    if evidence.start <= unit.start < evidence.end:
        x["unit in the evidence"] = 1.0
        x["unit behind the figure"] = float(unit.start > fact.start)
    else:
        x["unit elsewhere"] = 1.0
        x["lines to the unit"] = log2(1 + folded.count("\n", min(unit.start, fact.start), max(unit.start, fact.start)))
    x["way to the unit"] = log2(1 + abs(fact.start - unit.start)) / 5
    between = {key for key in named.within(unit.start + 1, fact.start) if key != name}
    x["units between"] = log2(1 + len(between))


def _of_period(x: dict[str, float], fact: Fact, told: _Named, article: Article, folded: str) -> None:
    known = indicators().get(fact.indicator)
    x["stock"] = float(known is not None and known.type == "stock")
    evidence, period = fact.evidence, fact.period
    inside = set(told.within(evidence.start, evidence.end))
    x["dates beside"] = log2(1 + len(inside))
    x["dates of the article"] = log2(1 + len(set(told.keys))) / 3
    x["not published"] = float(article.published is None)
    if period is None or period.to is None:
        x["no end of period"] = 1.0
        return
    if period.from_ is None:
        x["no start of period"] = 1.0
    else:
        days = (period.to - period.from_).days
        x[
            "period of a day"
            if not days
            else "period of months"
            if days < 360
            else "period of a year"
            if days < 370
            else "period of years"
        ] = 1.0
    if article.published is not None:
        x["ends as published"] = float(period.to == article.published)
        x["ends later"] = float(period.to > article.published)
        x["years back"] = log2(1 + max(0, (article.published - period.to).days) / 365)
    if period.start is None:
        x["period from outside"] = 1.0
        return
    nearest = told.before(fact.start)
    x["period is the nearest"] = float(nearest is not None and nearest.endswith(f"..{period.to}"))
    if evidence.start <= period.start < evidence.end:
        x["period in the evidence"] = 1.0
        x["period behind the figure"] = float(period.start > fact.start)
    else:
        x["period elsewhere"] = 1.0
        x["lines to the period"] = log2(
            1 + folded.count("\n", min(period.start, fact.start), max(period.start, fact.start))
        )
    x["way to the period"] = log2(1 + abs(fact.start - period.start)) / 5
    between = {key for key in told.within(period.start + 1, fact.start) if not key.endswith(f"..{period.to}")}
    x["dates between"] = log2(1 + len(between))
