"""Finding the figures that verdicts were given on, in an article that has been read anew.

Rules have changed, or the article has: ids and offsets may be others. A verdict finds its figure by, in this order,

1. the id, which is made of the article, the figure's own words and the words around them;
2. the same figure in the same evidence, wherever it stands now;
3. the same numbers in a sentence that is mostly the same, where only one such figure is new to the editor.

A figure that stood beside the decided one when the editor decided is another figure: the third way never takes it.
Nothing else is guessed; a verdict without a figure is told as such (`standing`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

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
    """One figure of an article as the machine reads it now. ``row`` is the key of the fact."""

    row: int
    fact_id: str
    figure: str
    evidence: str
    reading: Reading
    confidence: float
    flags: tuple[str, ...]


def claims(verdicts: Iterable[Verdict]) -> list[Claim]:
    """The verdicts of one article by claim, each in the order of deciding (``decided_at``, then ``uid``)."""
    found: dict[str, list[Verdict]] = {}
    for verdict in sorted(verdicts, key=lambda v: (v.decided_at, v.uid)):
        found.setdefault(verdict.claim, []).append(verdict)
    return [Claim(name, tuple(given)) for name, given in found.items()]


def anchored(
    decided: Sequence[Claim], read: Sequence[Read], seen_together: Mapping[str, Collection[str]]
) -> dict[str, Read]:
    """For each claim (by name) the figure that it is about; a claim that is missing has none.

    ``seen_together`` gives, by content hash of a text, the ids of the facts that were read in it when it was shown.
    """
    free = {figure.fact_id: figure for figure in read}
    found: dict[str, Read] = {}

    def take(claim: Claim, figure: Read) -> None:
        found[claim.name] = free.pop(figure.fact_id)

    for claim in decided:  # the id
        for name in (claim.name, *(v.fact_id for v in reversed(claim.verdicts))):
            if name in free:
                take(claim, free[name])
                break
    for claim in decided:  # the words
        if claim.name in found:
            continue
        told = {(_words(v.figure), _words(v.evidence)) for v in claim.verdicts}
        same = [r for r in free.values() if (_words(r.figure), _words(r.evidence)) in told]
        if same:
            take(claim, same[0])
    for claim in decided:  # the numbers in an edited sentence
        if claim.name in found:
            continue
        last = claim.verdicts[-1]
        beside = {*seen_together.get(last.seen_hash, ())} - {v.fact_id for v in claim.verdicts}
        near = [
            r
            for r in free.values()
            if r.fact_id not in beside
            and r.reading.numbers() == last.seen.numbers()
            and _likeness(r.evidence, last.evidence) >= _ALIKE
        ]
        if len(near) == 1:
            take(claim, near[0])
    return found


def stands(quote: str, text: str) -> bool:
    """Whether a text still has these words, white space aside."""
    return _words(quote) in _words(text)


def _words(text: str) -> str:
    return " ".join(text.split())


def _likeness(a: str, b: str) -> float:
    left, right = Counter(a.lower().split()), Counter(b.lower().split())
    shared = (left & right).total()
    return shared / max(1, left.total() + right.total() - shared)
