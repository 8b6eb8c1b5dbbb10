"""Finding the figures that verdicts were given on, in an article that has been read anew.

Rules have changed, or the article has: ids and offsets may be others. A verdict finds its figure by, in this order,

1. the id (made of the article, the figure's own words and the words around them) with the same reading;
2. the same figure in the same evidence with the same reading, wherever it stands now;
3. its place: the evidence still stands, and the figure overlaps the words that were decided on;
4. the id alone, where the evidence was edited at some distance from the figure;
5. an edited sentence: the same reading, or else the same numbers of the same unit, in words that are more like those
   that were decided on than like any other sentence, then and now;
6. the same reading elsewhere in the article while the evidence stands: a figure told twice is one fact, with the
   fullest evidence.

From the third way on a figure is taken only if nothing fits as well: neither another figure for the verdict nor
another verdict for the figure. A figure that stood beside the decided one when the editor decided is another figure.
Nothing else is guessed; a verdict without a figure is told as such (`standing`). Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.quotation import Span, occurrences, places, sentence_at, sentences
from schema import Reading, Verdict

_ALIKE = 0.6
"""How many of the words two sentences must share to be the same sentence, edited (Jaccard, with repeats)."""


@dataclass(frozen=True, slots=True)
class Claim:
    """All that was decided about one figure of an article, in the order in which it was decided."""

    name: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """One figure of an article as the machine reads it now, at its offsets. ``row`` is the key of the fact."""

    row: int
    fact_id: str
    start: int
    end: int
    figure: str
    evidence: str
    reading: Reading
    confidence: float
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """An article as an editor saw it: the text, and the ids of the facts that were read in it. None: not known here."""

    text: str | None = None
    facts: Collection[str] = ()


SeenTexts = Mapping[tuple[str, str], Seen]
"""By ``seen_hash`` and ``seen_version`` of a verdict."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """What verdicts hold on to: for each claim (by name) its figure, and the claims whose evidence still stands."""

    figures: dict[str, Read]
    standing: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a claim, gathered once."""

    claim: Claim
    ids: frozenset[str]
    words: frozenset[tuple[str, str]]
    seen_readings: tuple[Reading, ...]
    readings: tuple[Reading, ...]
    last: Verdict
    seen: Seen
    seen_facts: frozenset[str]
    now: str
    evidence: tuple[Span, ...]
    figures: tuple[Span, ...]

    def same(self, figure: Read) -> bool:
        """Whether it reads as it was seen once, or as an editor made it."""
        return any(not figure.reading.differences(reading) for reading in self.readings)

    def beside(self, figure: Read) -> bool:
        """Whether the editor saw it as another figure."""
        return figure.fact_id in self.seen_facts and figure.fact_id not in self.ids


_Score = Callable[[_Known, Read], float]


def claims(verdicts: Iterable[Verdict]) -> list[Claim]:
    """The verdicts of one article by claim, each in the order of deciding (``decided_at``, then ``uid``)."""
    found: dict[str, list[Verdict]] = {}
    for verdict in sorted(verdicts, key=lambda v: (v.decided_at, v.uid)):
        found.setdefault(verdict.claim, []).append(verdict)
    return [Claim(name, tuple(given)) for name, given in found.items()]


def anchored(decided: Sequence[Claim], read: Sequence[Read], text: str, seen: SeenTexts) -> Anchors:
    """Which figure each claim is about; ``read`` was read in ``text``, ``seen`` tells what the editors saw."""
    known = [_known(claim, text, seen) for claim in decided]
    found: dict[str, Read] = {}
    ways: tuple[tuple[_Score, bool], ...] = (
        (_named, False),
        (_told, False),
        (_placed, True),
        (_kept_id, True),
        (_edited_same, True),
        (_edited, True),
        (_elsewhere, True),
    )
    for score, only_clear in ways:
        waiting = [claim for claim in known if claim.claim.name not in found]
        taken = {figure.fact_id for figure in found.values()}
        free = [figure for figure in read if figure.fact_id not in taken]
        pairs = [(s, c, r) for c, claim in enumerate(waiting) for r, f in enumerate(free) if (s := score(claim, f))]
        for c, r in _clear(pairs) if only_clear else _in_turn(pairs):
            found[waiting[c].claim.name] = free[r]
    told = {figure.fact_id for figure in found.values()}
    stand = {k.claim.name for k in known if k.evidence and (k.claim.name in found or not k.ids & told)}
    return Anchors(found, frozenset(stand))


def _known(claim: Claim, text: str, seen: SeenTexts) -> _Known:
    last = claim.verdicts[-1]
    evidence: dict[Span, None] = {}
    figures: dict[Span, None] = {}
    for verdict in {(v.evidence, v.figure, v.before, v.after): v for v in claim.verdicts}.values():
        then = seen.get((verdict.seen_hash, verdict.seen_version), Seen()).text
        for start, end in places(verdict.evidence, verdict.before, verdict.after, text, then):
            evidence[start, end] = None
            for first, behind in occurrences(verdict.figure, text[start:end]):
                figures[start + first, start + behind] = None
    return _Known(
        claim,
        frozenset((claim.name, *(v.fact_id for v in claim.verdicts))),
        frozenset((_words(v.figure), _words(v.evidence)) for v in claim.verdicts),
        tuple(v.seen for v in claim.verdicts),
        tuple(r for v in claim.verdicts for r in (v.seen, v.corrected) if r is not None),
        last,
        seen.get((last.seen_hash, last.seen_version), Seen()),
        frozenset(fact for v in claim.verdicts for fact in seen.get((v.seen_hash, v.seen_version), Seen()).facts),
        text,
        tuple(evidence),
        tuple(figures),
    )


def _named(known: _Known, figure: Read) -> float:
    if figure.fact_id not in known.ids or not known.same(figure):
        return 0
    return 2 if figure.fact_id == known.claim.name else 1


def _told(known: _Known, figure: Read) -> float:
    words = (_words(figure.figure), _words(figure.evidence))
    return 1 if words in known.words and known.same(figure) and not known.beside(figure) else 0


def _placed(known: _Known, figure: Read) -> float:
    if not any(start < figure.end and figure.start < end for start, end in known.figures):
        return 0
    if known.beside(figure):
        return 0
    return 1 + 4 * (figure.fact_id in known.ids) + 2 * known.same(figure) + _same_numbers(known, figure)


def _kept_id(known: _Known, figure: Read) -> float:
    if known.evidence or figure.fact_id not in known.ids:
        return 0
    return 2 if figure.fact_id == known.claim.name else 1


def _edited_same(known: _Known, figure: Read) -> float:
    return _edited(known, figure) if known.same(figure) else 0


def _edited(known: _Known, figure: Read) -> float:
    """How alike the sentences are; 0 unless the figure's has come from the one that was decided on and no other."""
    then, now = known.seen.text, known.now
    told = (figure.reading.numbers(), figure.reading.unit_name)
    if known.evidence or then is None or all(told != (r.numbers(), r.unit_name) for r in known.seen_readings):
        return 0
    own, new = _sentence_decided_on(known.last, then), sentence_at(now, figure.start)
    like = _likeness(new, own)
    if like < _ALIKE or occurrences(new, then):
        return 0
    came_from_another = any(_likeness(new, other) >= like for other in _others(then, own))
    became_another = any(_likeness(own, other) >= like and not occurrences(other, then) for other in _others(now, new))
    return 0 if came_from_another or became_another else like


def _sentence_decided_on(verdict: Verdict, then: str) -> str:
    """The sentence of the figure, in the text that was seen; the whole evidence where it is not found there."""
    for start, end in places(verdict.evidence, verdict.before, verdict.after, then, then):
        for first, _ in occurrences(verdict.figure, then[start:end]):
            return sentence_at(then, start + first)
    return verdict.evidence


def _others(text: str, own: str) -> list[str]:
    """The sentences of a text beside one's own."""
    return [text[start:end] for start, end in sentences(text) if text[start:end] != own]


def _elsewhere(known: _Known, figure: Read) -> float:
    complete = figure.reading.unit_name is not None and figure.reading.period_to is not None
    same = any(not figure.reading.differences(reading) for reading in known.seen_readings)
    return 1 if known.evidence and complete and same and not known.beside(figure) else 0


def _in_turn(pairs: Sequence[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """The best first; of equals the one decided on first, and the figure that stands first."""
    found: dict[int, int] = {}
    for _, c, r in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if c not in found and r not in found.values():
            found[c] = r
    return list(found.items())


def _clear(pairs: Sequence[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Those that fit each other better than anything else fits either."""
    return [
        (c, r)
        for score, c, r in pairs
        if all(other < score for other, claim, figure in pairs if (claim == c) != (figure == r))
    ]


def _same_numbers(known: _Known, figure: Read) -> bool:
    return any(figure.reading.numbers() == reading.numbers() for reading in known.readings)


def _words(text: str) -> str:
    return " ".join(text.split())


def _likeness(a: str, b: str) -> float:
    left, right = Counter(a.lower().split()), Counter(b.lower().split())
    shared = (left & right).total()
    return shared / max(1, left.total() + right.total() - shared)
