"""Fits the classifier of figures on gold: extract/data/classifier.tsv.gz.

    python -m scripts.fit_classifier [--write]     (needs: the dependency group `fit`)

Learned from are the figures of every set of tests/gold and of the test sentences of tests/extract/phenomena: a figure
that a fact is marked on has the fact's indicator and modality as its class, any other number has none. Printed is how
often the most likely class is right on sets that the model was not fitted on. Nothing is random.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import normalize

from extract.classifier import NOTHING, SCALE, Model, figures, label, using
from extract.classifier.words import Told
from extract.reading import Reading, read
from extract.tokens import Token
from jobs.evaluation import read_gold
from schema import ArticleInput, indicators

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
PHENOMENA = ROOT / "tests" / "extract" / "phenomena"
MODEL = ROOT / "extract" / "data" / "classifier.tsv.gz"
_FOLDS = 8
_LEAST_ARTICLES = 4  # with a word at a place, for it to be learned from
_LEAST_OF_CLASS = 5
_WEIGHT_OF_A_CASE = 3.0  # a test sentence shows one thing, often what is seldom: it counts more than one figure of news
_WEAKNESS = 30.0  # of the penalty: C of the logistic regression


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to learn from: what stands around it, what it counts, and in which article of which set."""

    told: Sequence[Told]
    klass: str
    article: str
    of: str
    weight: float = 1.0


def main() -> int:
    """Fit, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    learned = gather()
    right = [
        (opinion.best == figure.klass, figure.klass)
        for model, unseen in folds(learned)
        for figure, opinion in zip(unseen, model.opinions([figure.told for figure in unseen]), strict=True)
    ]
    print(
        f"{len(learned)} figures; most likely class right on sets not fitted on: {np.mean([r for r, _ in right]):.3f}"
    )
    for klass, number in Counter(klass for _, klass in right).most_common():
        print(f"{klass:40}{number:6}  {np.mean([r for r, k in right if k == klass]):.3f}")
    if options.write:
        MODEL.write_bytes(written(fit(learned)))
    return 0


def folds(learned: Sequence[Figure]) -> Iterable[tuple[Model, list[Figure]]]:
    """Models, each with the figures of the sets that it has not seen."""
    groups = [figure.of for figure in learned]
    for train, test in GroupKFold(min(_FOLDS, len(set(groups)))).split(groups, groups=groups):
        yield fit([learned[at] for at in train]), [learned[at] for at in test]


def gather() -> list[Figure]:
    """All figures to learn from: those of gold set by set, then those of the test sentences table by table."""
    learned: list[Figure] = []
    with using(ignorant()):
        for folder in sorted(path for path in GOLD.iterdir() if path.is_dir()):
            for article in read_gold(folder):
                learned += of_article(read(article.given), article.gold["facts"], article.given.id, folder.name)
        for table in sorted(PHENOMENA.glob("*.toml")):
            for case in tomllib.loads(table.read_text(encoding="utf-8"))["cases"]:
                if "facts" in case and case.get("complete", True):
                    learned += of_case(case, table.stem)
    return learned


def ignorant() -> Model:
    """A model that knows one class only, so that the grammar alone reads."""
    return Model((NOTHING,), (0,), {}, np.zeros((0, 1)), np.zeros(1))


def of_case(case: Mapping[str, Any], table: str) -> list[Figure]:
    """The figures of a test sentence."""
    published = case.get("published")
    source = ArticleInput(
        id=f"{table}: {case['name']}", text=case["text"].strip(), published=published, province=case.get("province")
    )
    facts = [{"modality": "actual", "quote": None, **fact} for fact in case["facts"]]
    return [replace(figure, weight=_WEIGHT_OF_A_CASE) for figure in of_article(read(source), facts, source.id, table)]


def of_article(found: Reading, facts: Sequence[Mapping[str, Any]], article: str, of: str) -> list[Figure]:
    """The figures of an article; one that a fact may, but need not, be read from is left out."""
    tokens = {token.start: token for row in found.rows for token in row if token.number is not None}
    classes: dict[int, str] = {}
    for fact in facts:
        value = next((fact[key] for key in ("value", "rate", "share") if fact.get(key) not in (None, "-")), None)
        told_as = (value, value - 100) if fact.get("rate") == value is not None else (value,)  # "vượt 8%" is 108
        spots = [m.span() for m in re.finditer(re.escape(fact["quote"]), found.text.raw)] if fact["quote"] else []
        spots = spots or [(0, len(found.text.raw))]
        alike = [
            start
            for start, token in tokens.items()
            if token.number is not None
            and token.number.value in told_as
            and any(low <= start < high for low, high in spots)
        ]
        if alike:
            place = next((start for start in alike if start not in classes), alike[0])
            known = fact["indicator"] in indicators() and fact["indicator"] != "other"
            named = label(fact["indicator"], fact["modality"]) if known else NOTHING
            classes.setdefault(place, "" if fact.get("optional") else named)
    told = figures(found.text, found.sentences, found.rows, found.dates, found.units, found.citations)
    title = found.text.lines[0].end
    again = {fact[key] for fact in facts for key in ("value", "rate", "share") if fact.get(key) is not None}
    return [
        Figure(around, klass, article, of)
        for start, around in told
        if (klass := classes.get(start, NOTHING))
        and not (klass == NOTHING and start < title and _value(tokens[start]) in again)  # told again below
    ]


def _value(token: Token) -> float | None:
    return token.number.value if token.number is not None else None


def fit(learned: Sequence[Figure]) -> Model:
    """The model of some figures."""
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    for figure in learned:
        for place, names, _ in figure.told:
            for name in names:
                seen[place, name].add(figure.article)
    rows: dict[str, dict[str, int]] = defaultdict(dict)
    for at, (place, name) in enumerate(sorted(key for key, of in seen.items() if len(of) >= _LEAST_ARTICLES)):
        rows[place][name] = at
    width = sum(map(len, rows.values()))
    seen_of = Counter(figure.klass for figure in learned)
    kept = [figure for figure in learned if seen_of[figure.klass] >= _LEAST_OF_CLASS]
    table = normalize(matrix(kept, rows, width))
    fitted = LogisticRegression(C=_WEAKNESS, max_iter=100, tol=1e-3).fit(
        table, [figure.klass for figure in kept], sample_weight=[figure.weight for figure in kept]
    )
    classes = tuple(fitted.classes_)
    weights, intercepts = (np.rint(of * SCALE) for of in (fitted.coef_.T, fitted.intercept_))
    return Model(classes, tuple(seen_of[klass] for klass in classes), dict(rows), weights, intercepts)


def matrix(learned: Sequence[Figure], rows: Mapping[str, Mapping[str, int]], width: int) -> Any:
    """One row a figure, one column a word at a place."""
    columns, values, ends = [], [], [0]
    for figure in learned:
        found = {
            rows[place][name]: counts
            for place, names, counts in figure.told
            for name in names
            if name in rows.get(place, {})
        }
        columns += found.keys()
        values += found.values()
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(learned), width))


def written(model: Model) -> bytes:
    """The model as a table: place, word, a weight for each class, how often each was seen; gzipped without a time."""
    lines = ["\t".join(("place", "word", *model.classes))]
    lines.append("\t".join(("seen", "", *map(str, model.seen))))
    lines.append("\t".join(("intercept", "", *map(str, map(int, model.intercepts)))))
    for place, names in model.rows.items():
        lines += ["\t".join((place, name, *map(str, map(int, model.weights[at])))) for name, at in names.items()]
    return gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0)


if __name__ == "__main__":
    sys.exit(main())
