"""Fits the confidence of facts on gold: extract/data/confidence.toml and its trees, and the table of docs/accuracy.md.

    python -m scripts.fit_confidence [--precision P] [--write]     (needs: the dependency group `fit`)

Learned from are today's records of every set of tests/gold and, of the rounds that have them, the records of the
first run on the then unseen articles (`first-run.jsonl.gz`): what was wrong before anybody had read it, which weighs
more. Boosted trees say how likely each part of a fact is right (its figure; of a right figure its unit and its period);
every figure printed is measured on articles that the model was not fitted on (ten folds by article). Isotonic
regression calibrates their product. The mark needs_review is set below
the least confidence at which the share P of the unmarked facts is right in the first runs of the newest rounds, which
tell what to expect of tomorrow's article; where none reaches P, the one that leaves at most half of the facts marked.
That the mark was chosen on those rounds makes their own row of the table a little too good. The same gold gives the
same numbers.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.isotonic import IsotonicRegression
from sklearn.model_selection import GroupKFold

from extract.classifier import Opinion, using
from extract.confidence import PARTS, TREES_FILE, doubted, together
from extract.fact_features import features
from extract.reading import read
from extract.record import record_of
from extract.trees import Trees, to_text
from jobs.evaluation import compare, read_gold
from schema import ArticleInput, Record
from schema import flags as flag_registry
from scripts.boosting import all_of, fit_trees
from scripts.fit_classifier import folds
from scripts.fit_classifier import gather as gather_figures

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
MODEL = ROOT / "extract" / "data" / "confidence.toml"
DOCUMENT = ROOT / "docs" / "accuracy.md"
FIRST = "first-run.jsonl.gz"
_TABLE = re.compile(r"(?<=<!-- confidence -->\n).*?(?=<!-- end of confidence -->)", re.DOTALL)
_FOLDS = 10
_TODAY = 0.3  # what a fact of today's records weighs beside one of a first run
# A flag that is a doubt never speaks for a fact, and takes off at least so much (log-odds): gold has too few for a fit
# to see it.
_DOUBTS = {
    "figure": {
        "flag rate_mismatch": -1.0, "flag sum_mismatch": -1.0, "flag part_exceeds_whole": -1.0,
        "flag implausible_value": -1.5, "flag sloppy_number": -1.2, "flag conflicts_in_article": -0.7,
        "flag approximate_exact": -0.3,
    },
    "unit": {"flag unit_inferred": -0.4, "flag unit_unknown": -1.5},
    "period": {"flag period_inferred": -0.4, "flag period_unknown": -1.5},
}  # fmt: skip
# Which attributes that gold finds wrong make a part of a fact wrong.
_WRONG = {"figure": {"target", "rate"}, "unit": {"unit"}, "period": {"to"}}
_MOST_MARKED = 0.5
_FIRST_RUN = "first run of "
_NEWEST = 12  # rounds: enough facts for a share, and written and read as the ones to come will be


@dataclass(slots=True)
class Learned:
    """Facts to learn from: features, which parts are right, article, set, and whether a flag asks for a person."""

    features: list[dict[str, float]] = field(default_factory=list)
    right: list[tuple[bool, ...]] = field(default_factory=list)
    """In the order of `PARTS`; nothing is known of the unit and the period of a figure that is wrong (True)."""
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
            self.features.append(of_fact)
            figure = outcome.status == "right" and not _WRONG["figure"] & set(outcome.wrong)
            of_figure = (not wrong & set(outcome.wrong) for part, wrong in _WRONG.items() if part != "figure")
            self.right.append((figure, *(not figure or right for right in of_figure)))
            self.articles.append(record.article.id)
            self.sets.append(name)
            asking = (flag for flag in fact.flags if flag != "needs_review" and flag in flag_registry())
            self.asked.append(any(flag_registry()[flag].review for flag in asking))


def main() -> int:
    """Fit, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--precision", type=float, default=0.97, metavar="P", help="default: %(default)s")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    learned = gather()
    sets = np.array(learned.sets)
    first = np.char.startswith(sets, _FIRST_RUN)
    right = np.array(learned.right).all(axis=1)
    weights = np.where(first, 1.0, _TODAY)
    unseen, trees = fit(learned, weights)
    calibration = isotonic().fit(unseen, right, sample_weight=weights)
    confidence = out_of_fold_calibration(unseen, right, weights, np.array(learned.articles))
    asked = np.array(learned.asked)
    newest = np.isin(sets, newest_of({name for name in learned.sets if name.startswith(_FIRST_RUN)}))
    below = threshold(confidence[newest], right[newest], asked[newest], options.precision)
    table = reliability(confidence, right, asked, first, newest, below)
    print(table)
    if options.write:
        MODEL.write_text(written(calibration, usual(learned.features), below, options.precision), encoding="utf-8")
        with (MODEL.parent / TREES_FILE).open("wb") as kept, gzip.GzipFile("", "wb", 9, kept, mtime=0) as packed:
            packed.write(to_text(trees).encode())
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
                learned.add(folder.name, article.gold, record_of(article.given, found, judge=False), found.opinions)
                if (then := first.get(article.given.id)) is not None:
                    opinions = found.opinions if then.article.text == found.text.raw else opinions_on(then)
                    learned.add(f"{_FIRST_RUN}{folder.name}", article.gold, then, opinions)
    return learned


def opinions_on(record: Record) -> Mapping[int, Opinion]:
    """The opinions on the figures of a record whose text was cut in another way than it is today."""
    told = record.article
    return read(ArticleInput(id=told.id, text=told.text, published=told.published)).opinions


def fit(learned: Learned, weights: Any) -> tuple[Any, Trees]:
    """What trees say of the facts of articles that they were not fitted on (log-odds), and trees fitted on all."""
    vectors = DictVectorizer()
    table = vectors.fit_transform(learned.features).toarray()
    names = list(vectors.get_feature_names_out())
    right, unseen = np.array(learned.right), np.zeros(len(table))
    for train, test in GroupKFold(_FOLDS).split(table, groups=np.array(learned.articles)):
        trees = fit_parts(table[train], right[train], weights[train], names)
        rows = [learned.features[place] for place in test]
        unseen[test] = [together(parts) for parts in doubted(trees.log_odds(rows), rows, _DOUBTS)]
    return unseen, fit_parts(table, right, weights, names)


def fit_parts(table: Any, right: Any, weights: Any, names: Sequence[str]) -> Trees:
    """Trees for each part of a fact: those of its unit and of its period learn from facts whose figure is right."""
    falling = [name.startswith("flag ") for name in names]
    answers = []
    for place, part in enumerate(PARTS):
        of = np.ones(len(table), bool) if part == "figure" else right[:, 0]
        answers.append(fit_trees(table[of], right[of, place], weights[of], names, falling))
    return all_of(answers)


def usual(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Of each feature the median over all facts, where it is not 0."""
    names = sorted({name for row in rows for name in row})
    medians = {name: float(np.median([row.get(name, 0.0) for row in rows])) for name in names}
    return {name: round(median, 4) for name, median in medians.items() if median}


def isotonic() -> Any:
    """A curve that rises, from log-odds to probabilities that are never certain."""
    return IsotonicRegression(out_of_bounds="clip", y_min=0.02, y_max=0.99)


def out_of_fold_calibration(log_odds: Any, right: Any, weights: Any, articles: Any) -> Any:
    """The calibrated confidence of each fact, by a calibration that saw nothing of its article."""
    told = np.zeros(len(log_odds))
    for train, test in GroupKFold(_FOLDS).split(log_odds, groups=articles):
        model = isotonic().fit(log_odds[train], right[train], sample_weight=weights[train])
        told[test] = model.predict(log_odds[test])
    return told.round(2)


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


def written(calibration: Any, medians: Mapping[str, float], below: float, precision: float) -> str:
    """The numbers beside the trees, as TOML."""
    lines = [
        "# How likely a fact is right: made by `python -m scripts.fit_confidence --write`, not by hand.",
        "# The log-odds of the parts together, calibrated; what flags take off a part; what each feature usually is.",
        f"review_below = {below}  # unmarked facts right: wanted {precision:g}",
        "",
        "[calibration]",
        f"log_odds = [{', '.join(f'{x:.4f}' for x in calibration.X_thresholds_)}]",
        f"right = [{', '.join(f'{y:.3f}' for y in calibration.y_thresholds_)}]",
    ]
    for name, table in (*((f"doubts.{part}", taken) for part, taken in _DOUBTS.items()), ("usual", medians)):
        lines += ["", f"[{name}]", *(f'"{feature}" = {value:g}' for feature, value in table.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
