"""What a figure most likely counts, by the words around it: a multinomial logistic regression over words and pairs.

A second reader beside the grammar of `extract.counts`: it knows no verb and no noun, only which words stood around
figures whose meaning a careful reader has marked. Where the two agree, a figure is nearly always right; where they
contradict each other, it is in doubt (`extract.fact_features`), and where the grammar's reading is all but excluded,
it yields (`extract.counts.likely`). The weights stand in ``data/classifier.tsv.gz``; `scripts/fit_classifier.py` fits
them, nothing is learned at run time.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import sqrt
from typing import Any

import numpy as np

from extract.classifier.words import Told, surroundings, words
from extract.data import DataError
from extract.mentions import Citation, DateSpan, Sentence, UnitSpan
from extract.text import Text
from extract.tokens import Token

NOTHING = "nothing"
"""The class of a figure that no fact comes from."""
SCALE = 100
"""Weights stand in the file as whole hundredths."""
WELL_KNOWN = 60
"""So many figures of a class must have been seen for an opinion that excludes it to be worth anything."""
_BLOCK = 64  # figures: the rows of many at once would take much memory
_FILE = "classifier.tsv.gz"


def label(indicator: str, modality: str) -> str:
    """The class of a figure of an indicator, done or planned."""
    return f"{indicator}.{modality}"


@dataclass(frozen=True, slots=True)
class Opinion:
    """How likely each class is for one figure, as natural logarithms of probabilities."""

    classes: tuple[str, ...]
    logs: list[float]
    seen: Sequence[int]
    """How many figures of each class there were to learn from."""

    @property
    def best(self) -> str:
        """The most likely class."""
        return self.classes[self.logs.index(max(self.logs))]

    def of(self, name: str) -> float | None:
        """The logarithm of a class's probability; ``None`` where too few were seen to know what is told of it."""
        at = self.classes.index(name) if name in self.classes else -1
        return self.logs[at] if at >= 0 and self.seen[at] >= WELL_KNOWN else None


@dataclass(frozen=True, slots=True)
class Model:
    """The weights: a row for each word at each place, a column for each class, in whole hundredths.

    They are whole numbers kept as floats, whose sums a machine makes quickest: sums of whole numbers are exact, and the
    same in whatever order they are added; what is made of them is rounded.
    """

    classes: tuple[str, ...]
    seen: tuple[int, ...]
    rows: dict[str, dict[str, int]]
    weights: Any
    intercepts: Any

    def opinions(self, figures: Sequence[Sequence[Told]]) -> list[Opinion]:
        """What figures with these surroundings most likely count, in their order; weighed a block at a time."""
        blocks = (figures[at : at + _BLOCK] for at in range(0, len(figures), _BLOCK))
        return [opinion for block in blocks for opinion in self._weigh(block)]

    def _weigh(self, figures: Sequence[Sequence[Told]]) -> list[Opinion]:
        at: list[int] = []
        halves: list[int] = []
        begins: list[int] = []
        sizes: list[float] = []
        for told in figures:
            found = self._found(told)
            begins.append(len(at))
            at += found
            halves += found.values()
            sizes.append(SCALE * sqrt(sum([counts * counts for counts in found.values()])))
        scores = np.tile(self.intercepts / SCALE, (len(figures), 1))
        known = [place for place, size in enumerate(sizes) if size]
        if known:
            weighted = self.weights.take(at, axis=0)
            weighted *= np.array(halves, np.float64)[:, None]
            sums = np.add.reduceat(weighted, [begins[place] for place in known], axis=0)
            scores[known] += sums / np.array([sizes[place] for place in known])[:, None]
        scores -= scores.max(axis=1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
        return [Opinion(self.classes, logs, self.seen) for logs in scores.round(4).tolist()]

    def _found(self, told: Sequence[Told]) -> dict[int, int]:
        """The rows of the words that are known, and how much each counts, in halves."""
        found: dict[int, int] = {}
        for place, names, halves in told:
            rows = self.rows.get(place)
            if rows is not None:
                for name in names:
                    if name in rows:
                        found[rows[name]] = halves
        return found


@cache
def _kept() -> Model:
    """The model of the data file."""
    lines = gzip.decompress(resources.files("extract.data").joinpath(_FILE).read_bytes()).decode().splitlines()
    classes = tuple(lines[0].split("\t")[2:])
    rows: dict[str, dict[str, int]] = {}
    numbers: list[str] = []
    for at, line in enumerate(lines[1:]):
        place, name, told = line.split("\t", 2)
        rows.setdefault(place, {})[name] = at
        numbers.append(told)
    weights = np.array(" ".join(numbers).replace("\t", " ").split(), np.float64)
    if len(weights) != len(numbers) * len(classes):
        raise DataError(f"{_FILE}: {len(weights)} weights for {len(numbers)} rows of {len(classes)} classes")
    table = weights.reshape(len(numbers), len(classes))
    intercepts, seen = rows.pop("intercept")[""], rows.pop("seen")[""]
    return Model(classes, tuple(map(int, table[seen])), rows, table, table[intercepts])


_instead: ContextVar[Model | None] = ContextVar("_instead", default=None)


@contextmanager
def using(model: Model) -> Iterator[None]:
    """Read with another model than that of the data file: one that has not seen the articles it is asked about."""
    token = _instead.set(model)
    try:
        yield
    finally:
        _instead.reset(token)


def opinions(told: Iterable[tuple[int, list[Told]]]) -> dict[int, Opinion]:
    """What each number of `figures` most likely counts, by where its token begins."""
    model = _instead.get() or _kept()
    around = dict(told)
    return dict(zip(around, model.opinions(list(around.values())), strict=True)) if around else {}


def figures(
    text: Text,
    sentences: Sequence[Sentence],
    rows: Sequence[Sequence[Token]],
    dates: Sequence[DateSpan],
    units: Sequence[UnitSpan],
    citations: Sequence[Citation],
) -> Iterator[tuple[int, list[Told]]]:
    """Where each number among an article's tokens begins, and what a classifier is told of it."""
    numbers = [
        (sentence, token.start, token.number)
        for sentence, row in zip(sentences, rows, strict=True)
        for token in row
        if token.number is not None
    ]
    if numbers:
        lines = sorted({0, *(sentence.line for sentence, _, _ in numbers)})
        told = words(text, lines, dates, units, citations)
        for sentence, start, number in numbers:
            yield start, surroundings(text, told, sentence, number)
