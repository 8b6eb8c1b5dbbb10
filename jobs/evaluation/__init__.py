"""What the extractor is worth against gold: reading gold, comparing, figures with their uncertainty, differences.

A gold set is a folder of ``ID.txt`` and ``ID.json``; tests/gold/README.md tells the format.
"""

from jobs.evaluation.gold import GoldArticle, GoldError, Json, read_gold, read_gold_folders
from jobs.evaluation.matching import same_unit
from jobs.evaluation.outcomes import Outcome, compare
from jobs.evaluation.score import ATTRIBUTES, KINDS, Score, extracted, score

__all__ = [
    "ATTRIBUTES",
    "KINDS",
    "GoldArticle",
    "GoldError",
    "Json",
    "Outcome",
    "Score",
    "compare",
    "extracted",
    "read_gold",
    "read_gold_folders",
    "same_unit",
    "score",
]
