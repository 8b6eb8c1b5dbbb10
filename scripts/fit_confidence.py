"""Fits the confidence of facts on gold: extract/data/confidence.toml, and the table of docs/accuracy.md.

    python -m scripts.fit_confidence [--precision P] [--write]     (needs: the dependency group `fit`)

Learned from are today's records of every set of tests/gold and, of the rounds that have them, the records of the
first run on the then unseen articles (`first-run.jsonl.gz`): what was wrong before anybody had read it. Figure, unit
and period have a logistic model each; the strength of the penalty is chosen, and every figure printed is measured, on
articles that the model was not fitted on (ten folds by article). The product is calibrated by isotonic regression.
The mark needs_review is set below the least confidence at which the share P of the unmarked facts is right in the first
runs of the newest rounds, which tell what to expect of tomorrow's article; where none reaches P, the one that leaves
at most half of the facts marked. That the mark was chosen on those rounds makes their own row of the table a little too
good. Nothing is random.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

from extract.classifier import Opinion, using
from extract.confidence import PARTS
from extract.fact_features import features
from extract.reading import read
from extract.record import record_of
from jobs.evaluation import compare, read_gold
from schema import ArticleInput, Record
from schema import flags as flag_registry
from scripts.fit_classifier import folds
from scripts.fit_classifier import gather as gather_figures

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
MODEL = ROOT / "extract" / "data" / "confidence.toml"
DOCUMENT = ROOT / "docs" / "accuracy.md"
FIRST = "first-run.jsonl.gz"
_TABLE = re.compile(r"(?<=<!-- confidence -->\n).*?(?=<!-- end of confidence -->)", re.DOTALL)
_PENALTIES = (0.003, 0.01, 0.03, 0.1, 0.3)
_FOLDS = 10
_LEAST_WEIGHT = 0.02
# A doubt never speaks for a fact, and a contradiction speaks against it at least so much (log-odds): gold has too few
# of them for a fit to see it.
_DOUBTS = {
    "figure": {
        "rate_mismatch": -1.0, "sum_mismatch": -1.0, "part_exceeds_whole": -1.0, "implausible_value": -1.5,
        "sloppy_number": -1.2, "conflicts_in_article": -0.7, "approximate_exact": -0.3,
    },
    "unit": {"unit_inferred": -0.4, "unit_unknown": -1.5},
    "period": {"period_inferred": -0.4, "period_unknown": -1.5},
}  # fmt: skip
_MOST_MARKED = 0.5
_FIRST_RUN = "first run of "
_NEWEST = 12  # rounds: enough facts for a share, and written and read as the ones to come will be


@dataclass(slots=True)
class Learned:
    """Facts to learn from: features, which parts are right, article, set, and whether a flag asks for a person."""

    features: list[dict[str, float]] = field(default_factory=list)
    right: list[tuple[bool, bool, bool]] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)
    sets: list[str] = field(default_factory=list)
    asked: list[bool] = field(default_factory=list)

    def add(self, name: str, gold: Any, record: Record, opinions: Mapping[int, Opinion]) -> None:
        """Add the facts of an article that the gold judges; ``opinions`` are those of a model that has not seen it."""
        judged = {o.fact: o for o in compare(gold, json.loads(record.to_json())) if o.kind == "facts" and o.fact}
        held = record.article, record.documents, record.dates, record.units, record.facts
        found = features(*held, opinions)
        for fact, of_fact in zip(record.facts, found, strict=True):
            outcome = judged.get(fact.id)
            if outcome is None:
                continue
            figure = outcome.status == "right" and not {"target", "rate"} & set(outcome.wrong)
            self.features.append(of_fact)
            self.right.append((figure, "unit" not in outcome.wrong, "to" not in outcome.wrong))
            self.articles.append(record.article.id)
            self.sets.append(name)
            asking = (flag for flag in fact.flags if flag != "needs_review" and flag in flag_registry())
            self.asked.append(any(flag_registry()[flag].review for flag in asking))


def main() -> int:
    """Fit, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--precision", type=float, default=0.965, metavar="P", help="default: %(default)s")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    learned = gather()
    sets = np.array(learned.sets)
    first = np.char.startswith(sets, _FIRST_RUN)
    parts = np.array(learned.right)
    right = parts.all(axis=1)
    names, unseen, models = fit(learned, parts)
    product = unseen.prod(axis=1)
    calibration = IsotonicRegression(out_of_bounds="clip", y_min=0.02, y_max=0.99).fit(product, right)
    confidence = out_of_fold_calibration(product, right, np.array(learned.articles))
    asked = np.array(learned.asked)
    newest = np.isin(sets, newest_of({name for name in learned.sets if name.startswith(_FIRST_RUN)}))
    below = threshold(confidence[newest], right[newest], asked[newest], options.precision)
    table = reliability(confidence, right, asked, first, newest, below)
    print(table)
    if options.write:
        MODEL.write_text(written(models, names, calibration, below, options.precision), encoding="utf-8")
        document = DOCUMENT.read_text(encoding="utf-8")
        DOCUMENT.write_text(_TABLE.sub(lambda _: table + "\n", document), encoding="utf-8")
    return 0


def gather() -> Learned:
    """All facts to learn from, set by set; each set is read with a classifier that has not seen it."""
    learned = Learned()
    unseeing = {figure.of: model for model, figures in folds(gather_figures()) for figure in figures}
    for folder in sorted(path for path in GOLD.iterdir() if path.is_dir()):
        first = {}
        if (folder / FIRST).exists():
            with gzip.open(folder / FIRST, "rt", encoding="utf-8") as lines:
                first = {record.article.id: record for record in map(Record.model_validate_json, lines)}
        for article in read_gold(folder):
            with using(unseeing[folder.name]):
                found = read(article.given)
                learned.add(folder.name, article.gold, record_of(article.given, found), found.opinions)
                if (then := first.get(article.given.id)) is not None:
                    opinions = found.opinions if then.article.text == found.text.raw else opinions_on(then)
                    learned.add(f"{_FIRST_RUN}{folder.name}", article.gold, then, opinions)
    return learned


def opinions_on(record: Record) -> Mapping[int, Opinion]:
    """The opinions on the figures of a record whose text was cut in another way than it is today."""
    told = record.article
    return read(ArticleInput(id=told.id, text=told.text, published=told.published)).opinions


def fit(learned: Learned, parts: Any) -> tuple[list[str], Any, list[tuple[float, Any]]]:
    """The features' names, what each part's model says of articles it was not fitted on, and the final models."""
    vectors = DictVectorizer()
    table = vectors.fit_transform(learned.features).toarray()
    names = list(vectors.get_feature_names_out())
    groups = np.array(learned.articles)
    folds = list(GroupKFold(_FOLDS).split(table, groups=groups))
    figure = parts[:, 0]
    unseen, models = [], []
    for part, name in enumerate(PARTS):
        most = most_weights(names, name)
        of = np.ones(len(table), bool) if part == 0 else figure  # whose and when is asked of figures that are right
        tried = {penalty: out_of_fold(table, parts[:, part], of, folds, penalty, most) for penalty in _PENALTIES}
        best = min(tried, key=lambda penalty: log_loss(parts[of, part], tried[penalty][of]))
        unseen.append(tried[best])
        models.append(final(table[of], parts[of, part], best, most))
    return names, np.array(unseen).T, models


def most_weights(names: list[str], part: str) -> Any:
    """The most that each feature may weigh in the model of a part."""
    most = {f"flag {flag}": weight for flag, weight in _DOUBTS[part].items()}
    return np.array([most.get(name, 0.0 if name.startswith("flag ") else np.inf) for name in names])


def out_of_fold(table: Any, right: Any, of: Any, folds: Any, penalty: float, most: Any) -> Any:
    """The probability of each fact by a model that saw nothing of its article."""
    told = np.zeros(len(table))
    for train, test in folds:
        intercept, weights = final(table[train][of[train]], right[train][of[train]], penalty, most)
        told[test] = 1 / (1 + np.exp(-(intercept + table[test] @ weights)))
    return told


def final(table: Any, right: Any, penalty: float, most: Any) -> tuple[float, Any]:
    """Intercept and weights of a model, for features as they are."""
    scaled = StandardScaler().fit(table)
    model = LogisticRegression(C=penalty, max_iter=5000).fit(scaled.transform(table), right)
    weights = np.minimum(model.coef_[0] / scaled.scale_, most)
    return float(model.intercept_[0] - weights @ scaled.mean_), weights


def out_of_fold_calibration(product: Any, right: Any, articles: Any) -> Any:
    """The calibrated confidence of each fact, by a calibration that saw nothing of its article."""
    told = np.zeros(len(product))
    for train, test in GroupKFold(_FOLDS).split(product, groups=articles):
        model = IsotonicRegression(out_of_bounds="clip", y_min=0.02, y_max=0.99).fit(product[train], right[train])
        told[test] = model.predict(product[test])
    return told.round(2)


def log_loss(right: Any, told: Any) -> float:
    """The mean negative log-likelihood."""
    told = np.clip(told, 1e-6, 1 - 1e-6)
    return float(-np.mean(np.where(right, np.log(told), np.log(1 - told))))


def threshold(confidence: Any, right: Any, asked: Any, precision: float) -> float:
    """The least confidence from which on unmarked facts are right in the share wanted, or that marks half of them."""
    for step in range(30, 99):
        below = step / 100
        unmarked = ~asked & (confidence >= below)
        if not unmarked.any() or 1 - unmarked.mean() > _MOST_MARKED:
            return (step - 1) / 100
        if right[unmarked].mean() >= precision:
            return below
    return 0.98


def newest_of(first_runs: Collection[str]) -> list[str]:
    """The first runs of the newest rounds."""
    return sorted(first_runs, key=lambda name: int(name.rpartition("-")[2]))[-_NEWEST:]


def reliability(confidence: Any, right: Any, asked: Any, first: Any, newest: Any, below: float) -> str:
    """The table of docs/accuracy.md, all of it measured on articles that the model had not seen."""
    lines = [
        "| confidence | first runs: facts | right | today: facts | right |",
        "|---|---|---|---|---|",
    ]
    edges = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.01)
    for low, high in pairwise(edges):
        within = (confidence >= low) & (confidence < high)
        cells = []
        for of in (within & first, within & ~first):
            cells += [str(int(of.sum())), f"{right[of].mean():.3f}" if of.any() else "–"]
        lines.append(f"| {low:.1f}–{min(high, 1.0):.1f} | " + " | ".join(cells) + " |")
    lines += [
        "",
        f"Marked `needs_review` is what has a confidence below {below:.2f} or a flag that asks for a person:",
        "",
    ]
    lines += ["| | facts | marked | unmarked right | wrong marked |", "|---|---|---|---|---|"]
    for name, of in (("first runs", first), (f"of the newest {_NEWEST} rounds", newest), ("today", ~first)):
        marked = asked | (confidence < below)
        unmarked, wrong = of & ~marked, of & ~right
        shares = marked[of].mean(), right[unmarked].mean(), marked[wrong].mean()
        lines.append(f"| {name} | {int(of.sum())} | " + " | ".join(f"{share:.3f}" for share in shares) + " |")
    return "\n".join(lines)


def written(models: list[tuple[float, Any]], names: list[str], calibration: Any, below: float, precision: float) -> str:
    """The model as TOML."""
    lines = [
        "# How likely a fact is right: made by `python -m scripts.fit_confidence --write`, not by hand.",
        "# Log-odds of each part by the features of extract/fact_features.py, then the calibration of their product.",
        f"review_below = {below}  # unmarked facts right: wanted {precision:g}",
        "",
        "[calibration]",
        f"product = [{', '.join(f'{x:.4f}' for x in calibration.X_thresholds_)}]",
        f"right = [{', '.join(f'{y:.3f}' for y in calibration.y_thresholds_)}]",
    ]
    for part, (intercept, weights) in zip(PARTS, models, strict=True):
        lines += ["", f"[{part}]", f"intercept = {intercept:.4f}", "", f"[{part}.weights]"]
        lines += [
            f'"{name}" = {weight:.4f}'
            for name, weight in zip(names, weights, strict=True)
            if abs(weight) >= _LEAST_WEIGHT
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
