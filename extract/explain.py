"""Why an article reads as it does: which rules fired, which lost and why, and how each fact came about.

`explain` reads the article as `extract` does, with a trail of notes, and sorts what was found by
sentence. Nothing here decides anything.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from extract.confidence import against, of_parts
from extract.counts import Count
from extract.fact_features import features
from extract.facts import Found
from extract.figures import number as written
from extract.mentions import Number
from extract.reading import Reading, read
from extract.record import record_of
from extract.tokens import Lost
from extract.trail import Fate, Trail
from schema import ArticleInput, Fact

_ASIDE = {
    "day": "a day, read by the dates",
    "yearless_day": "a day or a month, read by the dates",
    "year": "a year",
    "calendar": "the number of a day, a month or a quarter",
    "clock": "a time of day",
    "document": "the number of a document",
    "phone": "a telephone number",
    "glued": "digits inside a word or a code",
    "slashes": "a code of figures tied by slashes",
    "slogan": "a slogan or the name of a rule",
    "enumerator": "the number of a heading or of a list's item",
    "no_figure": "marks that make no number",
}
_ROLE = {
    "target": "the target of {of}",
    "rate": "the rate (percent of the target) of {of}",
    "share": "the share (percent of a whole) of {of}",
    "part": "a part of the figure that follows",
    "next_target": "the target of the figure that follows",
    "badge": "years of membership: it tells which badge",
    "change": "a change (more or less than before), no level",
    "foreign": "dropped: what it counts is neither a member nor an organisation of the Party",
    "percent": "dropped: a percent of no target, plan or whole that is told",
    "decimal": "dropped: a decimal counts nothing",
    "unread": "dropped: nothing here makes it a figure of members or organisations",
}
_OWNER = {
    "own": "named beside the figure",
    "sentence": "named in the sentence",
    "whole": "that of the figure it is a part of",
    "focus": "the unit that the paragraph is about",
    "main": "the unit that the article is about",
    "unnamed": "told by its kind only; the article names none",
}
_WHEN = {
    "own": "told in the sentence",
    "whole": "that of the figure it is a part of",
    "carried": "told before and still in force",
    "published": "none told: the day of publication",
    "none": "none told",
}


class OutsideTextError(ValueError):
    """An offset that is not in the text."""


@dataclass(frozen=True, slots=True)
class Fired:
    """A mention that a reader found: its kind, its rule, and the value it was read as."""

    kind: str
    start: int
    end: int
    text: str
    rule: str
    value: str


@dataclass(frozen=True, slots=True)
class Fallen:
    """A reading that lost, and why."""

    kind: str
    start: int
    end: int
    text: str
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class ExplainedFact:
    """A fact and its reasons: the reading of the figure, how its unit and its period were found, flags, confidence."""

    start: int
    end: int
    text: str
    indicator: str
    value: str
    rule: str
    unit: str
    unit_how: str
    period: str
    period_how: str
    flags: tuple[tuple[str, str], ...]
    """Each flag with its explanation."""
    confidence: float
    parts: Mapping[str, float]
    """How likely its figure, its unit and its period are right (`extract.confidence.PARTS`)."""
    against: tuple[str, ...]
    """What speaks against it most, the strongest first."""


@dataclass(slots=True)
class Stretch:
    """One sentence with all that was found in it, in the order of the text."""

    start: int
    end: int
    text: str
    fired: list[Fired] = field(default_factory=list)
    fallen: list[Fallen] = field(default_factory=list)
    facts: list[ExplainedFact] = field(default_factory=list)

    @property
    def figured(self) -> bool:
        """Whether a figure stands in it."""
        return any(character.isdigit() for character in self.text) or any(m.kind == "number" for m in self.fired)


@dataclass(frozen=True, slots=True)
class Explanation:
    """An article, sentence by sentence."""

    text: str
    title: str | None
    published: str | None
    stretches: tuple[Stretch, ...]

    def at(self, offset: int) -> Stretch:
        """The sentence at a code point of `text`; between two sentences the one before.

        Raises ``OutsideTextError`` for an offset outside the text.
        """
        if not 0 <= offset < len(self.text):
            raise OutsideTextError(f"offset {offset} is outside the text (0 to {len(self.text) - 1})")
        return self.stretches[max(0, bisect_right([s.start for s in self.stretches], offset) - 1)]

    def figured(self) -> tuple[Stretch, ...]:
        """The sentences in which a figure stands."""
        return tuple(stretch for stretch in self.stretches if stretch.figured)


def explain(source: ArticleInput) -> Explanation:
    """Read an article and say why it reads so. Pure, like `extract`, and some times slower."""
    trail = Trail()
    reading = read(source, trail=trail)
    raw = reading.text.raw
    stretches = [Stretch(s.start, s.end, raw[s.start : s.end]) for s in reading.sentences]
    starts = [stretch.start for stretch in stretches]

    def stretch_at(offset: int) -> Stretch:
        return stretches[max(0, bisect_right(starts, offset) - 1)]

    for mention in _fired(reading):
        stretch_at(mention.start).fired.append(mention)
    for fallen in _fallen(reading, trail):
        stretch_at(fallen.start).fallen.append(fallen)
    record = record_of(source, reading)
    held = record.article, record.documents, record.dates, record.units, record.facts
    known = features(*held, reading.opinions) if record.facts else []
    for found, fact, of_fact in zip(reading.facts, record.facts, known, strict=True):
        stretch_at(found.count.start).facts.append(_fact(found, fact, of_fact, raw))
    for stretch in stretches:
        stretch.fired.sort(key=lambda m: (m.start, -m.end))
        stretch.fallen.sort(key=lambda m: (m.start, -m.end))
    published = reading.context.published
    return Explanation(raw, reading.article.title, published.isoformat() if published else None, tuple(stretches))


def _fired(reading: Reading) -> Iterable[Fired]:
    raw = reading.text.raw
    for citation in reading.citations:
        day = f" of {citation.date}" if citation.date else ""
        yield _mention("document", citation.start, citation.end, raw, citation.rule, f"{citation.canonical}{day}")
    for day_span in reading.dates:
        interval = _interval(day_span.from_, day_span.to)
        anchored = ", year from the context" if day_span.anchored else ""
        value = f"{interval} ({day_span.role}{anchored})"
        yield _mention("date", day_span.start, day_span.end, raw, day_span.rule, value)
    for unit in reading.units:
        place = f", {unit.place_code}" if unit.place_code else ""
        value = f"{unit.kind}, {unit.level or 'no level'}{place}{', by its kind only' if unit.generic else ''}"
        yield _mention("unit", unit.start, unit.end, raw, unit.rule, value)
    for number in reading.numbers:
        yield _mention("number", number.start, number.end, raw, number.rule, _number_value(number))
    for row in reading.rows:
        for token in row:
            for cue in token.cues:
                yield _mention("cue", cue.start, cue.end, raw, "lexicon", f"{cue.kind}: {cue.code}")


def _number_value(number: Number) -> str:
    told = [written(number.value)]
    if number.value_max is not None:
        told = [f"{told[0]}–{written(number.value_max)}"]
    if number.denominator is not None:
        told.append(f"of {written(number.denominator)}")
    if number.percent:
        told.append("%")
    if number.approximation or number.bound:
        told.append(f"({number.approximation or number.bound})")
    return " ".join(told)


def _mention(kind: str, start: int, end: int, raw: str, rule: str, value: str) -> Fired:
    return Fired(kind, start, end, raw[start:end], rule, value)


def _fallen(reading: Reading, trail: Trail) -> Iterable[Fallen]:
    raw = reading.text.raw
    for aside in reading.aside:
        why = _ASIDE.get(aside.rule, f"a name, a rank or a reference ({aside.rule})")
        yield Fallen("number", aside.start, aside.end, raw[aside.start : aside.end], aside.rule, f"no number: {why}")
    for lost in trail.lost:
        yield Fallen(lost.kind, lost.start, lost.end, raw[lost.start : lost.end], lost.rule, _why_lost(lost, raw))
    read_as_figure = {count.start for count in reading.counts}
    for fate in trail.fates:
        if fate.start not in read_as_figure:
            yield Fallen("number", fate.start, fate.end, raw[fate.start : fate.end], "", _why_no_figure(fate, raw))
    kept = {id(found.count) for found in reading.facts}
    for count in reading.counts:
        if id(count) not in kept:
            text = raw[count.start : count.end]
            yield Fallen("fact", count.start, count.end, text, count.rule, _why_no_fact(count, reading.facts, raw))


def _why_lost(lost: Lost, raw: str) -> str:
    if lost.why == "claimed":
        return "its stretch belongs to a document or a date"
    if lost.why == "longer_cue":
        return "inside a longer phrase that says what is counted"
    by = lost.by
    return f"the {by.kind} “{raw[by.start : by.end]}” owns its stretch" if by is not None else "its stretch is owned"


def _why_no_figure(fate: Fate, raw: str) -> str:
    of = f"“{raw[fate.of.start : fate.of.end]}”" if fate.of is not None else ""
    return _ROLE[fate.role].format(of=of)


def _why_no_fact(count: Count, facts: list[Found], raw: str) -> str:
    """A figure told twice is one fact; a rounded headline yields to the exact figure."""

    def first(test: Callable[[Count], bool]) -> Count | None:
        return next((f.count for f in facts if f.count.indicator == count.indicator and test(f.count)), None)

    twin = first(lambda other: other.value == count.value and other.modality == count.modality)
    if twin is not None:
        return f"told again: one fact with “{raw[twin.start : twin.end]}” at {twin.start}"
    exact = first(lambda other: other.value is not None)
    return f"rounded: the exact figure stands at {exact.start}" if exact is not None else "merged with another fact"


def _fact(found: Found, fact: Fact, known: Mapping[str, float], raw: str) -> ExplainedFact:
    count, owner, when = found.count, found.owner, found.when
    return ExplainedFact(
        start=count.start,
        end=count.end,
        text=raw[count.start : count.end],
        indicator=count.indicator,
        value=_fact_value(count),
        rule=count.rule,
        unit=owner.name if owner is not None else "none",
        unit_how=_at(_OWNER.get(owner.how, owner.how), owner.start, owner.end) if owner else "no unit found",
        period=_interval(when.from_, when.to) if when.to or when.from_ else "none",
        period_how=_at(_WHEN.get(when.how, when.how), when.start, when.end),
        flags=tuple((flag, fact.explanations[flag]) for flag in fact.flags),
        confidence=fact.confidence,
        parts=of_parts(known),
        against=against(known),
    )


def _fact_value(count: Count) -> str:
    top = f"–{written(count.value_max)}" if count.value_max is not None else ""
    told = [f"{written(count.value)}{top}"] if count.value is not None else []
    for name in ("target", "denominator", "rate", "share"):
        value = getattr(count, name)
        if value is not None:
            told.append(f"{name} {written(value)}{' %' if name in ('rate', 'share') else ''}")
    return ", ".join([*told, count.modality, *sorted(count.qualifiers)])


def _at(how: str, start: int | None, end: int | None) -> str:
    return how if start is None else f"{how}, at {start}–{end}"


def _interval(first: date | None, last: date | None) -> str:
    return f"{first or '…'} – {last or '…'}" if first != last else str(last)
