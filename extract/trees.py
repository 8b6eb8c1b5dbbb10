"""Gradient boosted trees as plain numbers: what a script has fitted, read from a data file and asked at run time.

Each tree is complete, `DEPTH` questions deep: a row whose feature is greater than the threshold goes right, else left,
and ends at a leaf with a weight. Trees may answer several questions of a row, as many trees for each; the weights of
all trees of one and its intercept make its log-odds. Weights stand in the file as whole ten-thousandths, so that their
sum is exact in whatever order a machine adds them.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np

from extract.data import DataError

DEPTH = 4
SPLITS = 2**DEPTH - 1
LEAVES = 2**DEPTH
SCALE = 10_000
_BLOCK = 256  # rows: all trees of many at once would take much memory


@dataclass(frozen=True, slots=True)
class Trees:
    """Fitted trees over named features.

    ``asked`` and ``thresholds`` have `SPLITS` entries a tree, the root first, the two below entry ``n`` of a tree at
    ``2n + 1`` and ``2n + 2``; ``weights`` has `LEAVES` entries a tree, from left to right, in ten-thousandths. There
    is an intercept for each question; the trees of the first one stand first.
    """

    columns: Mapping[str, int]
    asked: Any
    thresholds: Any
    weights: Any
    intercepts: tuple[float, ...]

    def log_odds(self, rows: Sequence[Mapping[str, float]]) -> list[tuple[float, ...]]:
        """The log-odds of rows of features, one for each question.

        A feature that is not there is 0, one that no tree asks for is passed over.
        """
        blocks = (rows[at : at + _BLOCK] for at in range(0, len(rows), _BLOCK))
        return [told for block in blocks for told in self._of_table(self._table(block))]

    def _table(self, rows: Sequence[Mapping[str, float]]) -> Any:
        table = np.zeros((len(rows), len(self.columns)))
        columns = self.columns
        for place, row in enumerate(rows):
            known = [(columns[name], value) for name, value in row.items() if name in columns]
            if known:
                at, values = zip(*known, strict=True)
                table[place, list(at)] = values
        return table

    def _of_table(self, table: Any) -> list[tuple[float, ...]]:
        many = len(self.asked) // SPLITS
        first = np.arange(many) * SPLITS
        begins = (np.arange(len(table)) * len(self.columns))[:, None]
        flat = table.ravel()
        node = np.zeros((len(table), many), np.intp)
        for _ in range(DEPTH):
            at = node + first
            node = 2 * node + 1 + (flat.take(begins + self.asked.take(at)) > self.thresholds.take(at))
        leaves = node - SPLITS + np.arange(many) * LEAVES
        questions = len(self.intercepts)
        sums = self.weights.take(leaves).reshape(len(table), questions, many // questions).sum(axis=2)
        return [
            tuple(base + told / SCALE for base, told in zip(self.intercepts, row, strict=True)) for row in sums.tolist()
        ]


def load_trees(file: str) -> Trees:
    """The trees of a file of ``extract/data/``; raises `DataError` where it does not hold whole trees."""
    text = gzip.decompress(resources.files("extract.data").joinpath(file).read_bytes()).decode()
    return from_text(text, file)


def from_text(text: str, file: str) -> Trees:
    """Trees from their written form: intercepts, features, then of each tree a line of splits and one of leaves."""
    intercepts, names, *lines = text.splitlines() if text.count("\n") > 1 else ("", "")
    columns = {name: place for place, name in enumerate(names.split("\t"))}
    asked: list[int] = []
    thresholds: list[float] = []
    weights: list[int] = []
    try:
        bases = tuple(float(intercept) for intercept in intercepts.split("\t"))
        for splits, leaves in zip(lines[::2], lines[1::2], strict=True):
            pairs = [split.partition(" ") for split in splits.split("\t")]
            told = [int(leaf) for leaf in leaves.split("\t")]
            if len(pairs) != SPLITS or len(told) != LEAVES:
                raise ValueError(f"tree {len(weights) // LEAVES + 1}: {len(pairs)} splits, {len(told)} leaves")
            asked += (int(feature) for feature, _, _ in pairs)
            thresholds += (float(threshold) for _, _, threshold in pairs)
            weights += told
        if len(weights) % (LEAVES * len(bases)):
            raise ValueError(f"{len(weights) // LEAVES} trees do not part into {len(bases)} equal groups")
        if min(asked, default=0) < 0 or max(asked, default=0) >= len(columns):
            raise ValueError(f"a split asks for a feature beyond the {len(columns)} named")
    except ValueError as error:
        raise DataError(f"{file}: no trees of {DEPTH} levels: {error}") from error
    return Trees(columns, np.array(asked, np.intp), np.array(thresholds), np.array(weights, np.int64), bases)


def to_text(trees: Trees) -> str:
    """The written form that `from_text` reads."""
    lines = ["\t".join(map(repr, trees.intercepts)), "\t".join(sorted(trees.columns, key=trees.columns.__getitem__))]
    for tree in range(len(trees.asked) // SPLITS):
        splits = slice(tree * SPLITS, (tree + 1) * SPLITS)
        pairs = zip(trees.asked[splits].tolist(), trees.thresholds[splits].tolist(), strict=True)
        lines.append("\t".join(f"{feature} {threshold!r}" for feature, threshold in pairs))
        lines.append("\t".join(str(weight) for weight in trees.weights[tree * LEAVES : (tree + 1) * LEAVES].tolist()))
    return "\n".join(lines) + "\n"
