"""Boosted trees, fitted with scikit-learn and taken out of it as the plain numbers of `extract.trees`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from extract.trees import DEPTH, LEAVES, SCALE, SPLITS, Trees

_TREES = 300
_RATE = 0.04
_LEAST_IN_LEAF = 30
_OF_FEATURES = 0.3  # the share of them that each split may choose from
_RIDGE = 1.0


class FitError(RuntimeError):
    """The trees taken out of scikit-learn do not say what its model says."""


def fit_trees(
    table: Any, right: Any, weights: Any, names: Sequence[str], falling: Sequence[bool], trees: int = _TREES
) -> Trees:
    """Fit trees on rows of features (floats, one column a name) and what each row's answer is (true or false).

    A feature that is ``falling`` never speaks for a yes. The same rows give the same trees. Raises `FitError` where the
    numbers taken out do not agree with scikit-learn's own answer.
    """
    model = HistGradientBoostingClassifier(
        max_iter=trees,
        learning_rate=_RATE,
        max_leaf_nodes=LEAVES,
        max_depth=DEPTH,
        min_samples_leaf=_LEAST_IN_LEAF,
        l2_regularization=_RIDGE,
        max_features=_OF_FEATURES,
        monotonic_cst=[-1 if fall else 0 for fall in falling],
        early_stopping=False,
        random_state=0,
    ).fit(table, right, sample_weight=weights)
    fitted = _taken_out(model, names)
    some = table[:200]
    rows = [{name: value for name, value in zip(names, row, strict=True) if value} for row in some.tolist()]
    apart = np.abs(np.array(fitted.log_odds(rows))[:, 0] - model.decision_function(some)).max()
    if apart > trees / SCALE:
        raise FitError(f"the trees taken out are up to {apart:.4f} away from the model; was scikit-learn changed?")
    return fitted


def all_of(answers: Sequence[Trees]) -> Trees:
    """Trees for several questions in one, in the order given."""
    columns = {name: at for at, name in enumerate(sorted({name for trees in answers for name in trees.columns}))}
    asked = []
    for trees in answers:
        names = sorted(trees.columns, key=trees.columns.__getitem__)
        asked.append(np.array([columns[name] for name in names], np.intp)[trees.asked])
    return Trees(
        columns,
        np.concatenate(asked),
        np.concatenate([trees.thresholds for trees in answers]),
        np.concatenate([trees.weights for trees in answers]),
        tuple(intercept for trees in answers for intercept in trees.intercepts),
    )


def _taken_out(model: Any, names: Sequence[str]) -> Trees:
    """scikit-learn keeps a tree as a list of nodes; here each becomes a complete one."""
    grown = [predictors[0].nodes for predictors in model._predictors]
    asked = np.zeros(len(grown) * SPLITS, np.intp)
    thresholds = np.full(len(grown) * SPLITS, np.inf)
    weights = np.zeros(len(grown) * LEAVES, np.int64)
    for tree, nodes in enumerate(grown):
        _place(nodes, 0, 0, asked[tree * SPLITS :], thresholds[tree * SPLITS :], weights[tree * LEAVES :])
    used = sorted(set(asked[np.isfinite(thresholds)].tolist())) or [0]
    place = {feature: at for at, feature in enumerate(used)}
    columns = {names[feature]: at for feature, at in place.items()}
    moved = np.array([place.get(feature, 0) for feature in asked.tolist()], np.intp)
    return Trees(columns, moved, thresholds, weights, (float(model._baseline_prediction.ravel()[0]),))


def _place(nodes: Any, node: int, at: int, asked: Any, thresholds: Any, weights: Any) -> None:
    """Put a node and what is below it at its place in the complete tree; a leaf fills all the leaves below."""
    if at >= SPLITS:
        weights[at - SPLITS] = round(float(nodes[node]["value"]) * SCALE)
        return
    if nodes[node]["is_leaf"]:
        left = right = node
    else:
        asked[at], thresholds[at] = nodes[node]["feature_idx"], nodes[node]["num_threshold"]
        left, right = int(nodes[node]["left"]), int(nodes[node]["right"])
    _place(nodes, left, 2 * at + 1, asked, thresholds, weights)
    _place(nodes, right, 2 * at + 2, asked, thresholds, weights)
