"""Counts to facts: each count with its unit and its period, one fact a figure.

A figure told twice (title, lead, caption, body) is one fact, with the fullest evidence; a rounded
headline yields to the exact figure of the body.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import regex

from extract.counts import Count
from extract.discourse import Discourse
from extract.owner_meanings import Owner
from extract.periods import When
from extract.text import Line, Text
from schema import ZoneKind

_HAS_DONE = regex.compile(r"(?<!\p{L})đã(?!\p{L})")
_ALMOST_A_YEAR, _A_MONTH = 300, 30  # days
_HEADING = 100  # code points of a section's heading
_ROUNDED_BY = 0.12  # of a headline's figure
_ROUNDED, _AT_LEAST = 1.5, 5.0  # percentage points between rates
_HOW_EXACT = frozenset(("approx", "at_least", "rate_approx"))
_PARTY_OF = regex.compile(r"^(?:toàn )?đảng bộ ")


@dataclass(slots=True)
class Found:
    """A fact on its way into the record: a count, one owner, one period, and the doubts about it."""

    count: Count
    owner: Owner | None
    when: When
    zone: ZoneKind
    flags: set[str] = field(default_factory=set)
    explanations: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Per flag: what it says in English and in Vietnamese."""

    def doubt(self, flag: str, english: str, vietnamese: str) -> None:
        """Raise a flag with its explanation."""
        self.flags.add(flag)
        self.explanations[flag] = (english, vietnamese)


def assemble(text: Text, counts: list[Count], discourse: Discourse) -> list[Found]:
    """The facts of an article in the order of the text."""
    found: list[Found] = []
    whens: dict[int, When] = {}
    owners: dict[int, list[Owner]] = {}
    title = max((line.end for line in text.lines[:2] if line.zone == "title"), default=0)
    published = discourse.context.published
    for count in sorted(counts, key=lambda c: (c.sentence, c.start)):
        if count.whole is not None and count.unit_scope in ("whole", "none") and id(count.whole) in owners:
            discourse.advance(count.sentence)
            belongs = [replace(owner, how="whole") for owner in owners[id(count.whole)][-1:]]
        else:
            belongs = discourse.owners_of(count)
        if (
            count.whole is not None
            and id(count.whole) in whens
            and (count.date is None or count.date is count.whole.date)
        ):
            when = replace(whens[id(count.whole)], how="whole")
        else:
            when = discourse.when(count)
        if (
            published is not None
            and when.how == "carried"
            and count.modality == "actual"
            and when.from_ is not None
            and when.from_ > published
        ):
            when = When(None, None, None, None, "none")  # what has been done has not been done in days to come
        if (
            published is not None
            and when.how == "own"
            and when.from_ is not None
            and (when.from_ >= published or (_year_ahead(when, published) and not _done(text, when, count)))
            and (when.to is None or when.to > published)
            and count.whole is None
            and not count.ceremony
        ):
            count.modality = "target"  # "Từ nay đến cuối năm …": what has not happened yet is a plan
        if (
            published is not None
            and when.to is not None
            and "annual" in count.qualifiers
            and when.to > published + timedelta(days=60)
            and when.to.year > published.year
            and count.whole is None
        ):
            count.modality = "target"  # "mỗi năm kết nạp 80 - 100" of a term that has years to go
        owners[id(count)], whens[id(count)] = belongs, when
        line = text.line_at(count.start)
        zone = "title" if _heads_section(text, line) else line.zone
        none: list[Owner | None] = [None]
        for owner in belongs or none:
            found.append(Found(count, owner, when, zone if count.start >= title else "title"))
    kept = _once(found)
    for fact in kept:
        if (
            fact.zone == "title"
            and fact.when.how == "none"
            and not fact.count.stock
            and fact.count.modality == "actual"
        ):
            fact.when = discourse.of_headline()
    return kept


def _heads_section(text: Text, line: Line) -> bool:
    """ "* Kết nạp hơn 120 đảng viên có đạo": a line with a star that ends without a mark heads what stands below."""
    told = text.raw[line.start : line.end].strip()
    return told.startswith("*") and len(told) <= _HEADING and told[-1] not in ".;:,!?"


def _done(text: Text, when: When, count: Count) -> bool:
    """ "Năm 2024, Đảng bộ huyện đã kết nạp |6 đảng viên", told on 25 January: no plan."""
    return when.end is not None and _HAS_DONE.search(text.folded, when.end, count.start) is not None


def _year_ahead(when: When, published: date) -> bool:
    """Whether a year has nearly all its days to come: "Năm 2021, … kiểm tra 12 tổ chức" told on 14 January."""
    if when.from_ is None or when.to is None or (when.to - when.from_).days < _ALMOST_A_YEAR:
        return False
    return (published - when.from_).days < _A_MONTH and published < when.to


def _key(fact: Found) -> tuple[object, ...]:
    count = fact.count
    return (
        count.indicator,
        count.value,
        count.rate if count.value is None else None,
        count.share if count.value is None else None,
        count.modality,
    )


def _weight(fact: Found) -> tuple[int, ...]:
    count = fact.count
    zones = {"title": 0, "caption": 1}
    told = sum(x is not None for x in (count.target, count.rate, count.share, fact.when.to, fact.owner))
    return (zones.get(fact.zone, 2), told, int(count.unit_scope == "own"), -count.start)


def _once(found: list[Found]) -> list[Found]:
    """One fact a figure: repeats merge, the headline yields to the body."""
    told: dict[tuple[object, ...], list[Found]] = {}
    for fact in found:
        alike = told.setdefault(_key(fact), [])
        twin = next((other for other in alike if _same(other, fact)), None)
        if twin is None:
            alike.append(fact)
            continue
        better, worse = (fact, twin) if _weight(fact) > _weight(twin) else (twin, fact)
        for name in ("target", "rate", "share", "share_max"):
            if getattr(better.count, name) is None:
                setattr(better.count, name, getattr(worse.count, name))
        alike[alike.index(twin)] = better
    kept = [fact for alike in told.values() for fact in alike]
    return sorted(
        (k for k in kept if not _rounded_headline(k, kept)),
        key=lambda f: (f.count.start, f.owner.start if f.owner and f.owner.start else 0),
    )


def _same(a: Found, b: Found) -> bool:
    across = a.zone in ("title", "caption") or b.zone in ("title", "caption") or a.count.sentence != b.count.sentence
    if a.count.start == b.count.start:
        alike = a.count.qualifiers == b.count.qualifiers  # "Huy hiệu 65 và 55 năm tuổi Đảng cùng 2" are two
        return alike and (a.owner.name if a.owner else None) == (b.owner.name if b.owner else None)
    if not across:
        return False
    if a.zone == "title" or b.zone == "title":
        return True
    plain = a.count.qualifiers - {"approx"} == b.count.qualifiers - {"approx"}
    return plain and same_owner(a.owner, b.owner) and (a.when.to == b.when.to or None in (a.when.to, b.when.to))


def same_owner(a: Owner | None, b: Owner | None) -> bool:
    """ "huyện X" and "Đảng bộ huyện X" are one owner of figures; a body inside X is another."""
    if a is None or b is None:
        return a is b
    if a.name == b.name:
        return True
    placed = a.place_code is not None and (a.place_code, a.level) == (b.place_code, b.level)
    return placed and _same_name(a, b)


def _same_name(a: Owner | None, b: Owner | None) -> bool:
    """Whether two owners bear one name, but for "Đảng bộ" before it."""
    return a is not None and b is not None and _PARTY_OF.sub("", a.name.lower()) == _PARTY_OF.sub("", b.name.lower())


def _rounded_headline(fact: Found, kept: list[Found]) -> bool:
    value = fact.count.value
    if fact.zone != "title":
        return False
    if value is None:
        return any(_rounds(fact, other) for other in kept if other.zone != "title")
    for other in kept:
        exact = other.count.value
        if (
            other is fact
            or other.zone == "title"
            or exact is None
            or other.count.indicator != fact.count.indicator
            or exact == value
        ):
            continue
        how = fact.count.number.approximation if fact.count.number is not None else None
        above = how == "over" and 0 < exact - value < _last_place(value)
        if how is not None and (above or abs(exact - value) <= _ROUNDED_BY * value):
            return True
    return False


def _last_place(value: float) -> float:
    """What the last digit of a round number stands for: 100 for 300, 10 for 120."""
    whole = str(int(value))
    return 10.0 ** (len(whole) - len(whole.rstrip("0")))


def _rounds(title: Found, told: Found) -> bool:
    """Whether a rate of the title is that of the body, rounded ("hơn 52%" of 52,4%) or not; and so with a share."""
    one, other = title.count, told.count
    if one.indicator != other.indicator or one.modality != other.modality:
        return False
    if one.rate is not None and other.rate is not None and abs(other.rate - one.rate) < _ROUNDED:
        return True
    alike = one.qualifiers - _HOW_EXACT == other.qualifiers - _HOW_EXACT and _same_name(title.owner, told.owner)
    if one.share is None or other.share is None or not alike:
        return False
    most = _AT_LEAST if one.qualifiers & _HOW_EXACT else _ROUNDED  # "trên 60%" of 63,6%
    return -_ROUNDED < other.share - one.share < most


def fact_ids(article_id: str, facts: list[Found], text: Text) -> list[str]:
    """Stable ids, one a fact: of the article, the figure's own words and the words around them.

    Several facts of one figure ("mỗi nơi 8" tells two) are told apart by their order. Neither offsets nor what rules
    make of a figure (its indicator, its owner) go in, so that a verdict on a fact finds it again when a rule has been
    mended.
    """
    told: Counter[str] = Counter()
    ids = []
    for fact in facts:
        line = text.line_at(fact.count.start)
        before, after = max(line.start, fact.count.start - 60), min(line.end, fact.count.end + 30)
        stated = fact.count.number or fact.count
        around = " ".join(text.folded[before:after].split())
        key = f"{article_id}\n{around}\n{text.folded[stated.start : stated.end]}"
        told[key] += 1
        ids.append(hashlib.sha256(f"{key}\n{told[key]}".encode()).hexdigest()[:20])
    return ids
