"""All gold of the project as training data: every mark where its words stand, none without a reason."""

from __future__ import annotations

from functools import cache, lru_cache

import pytest

from extract import extract
from extract.numerals import value_of
from extract.text import clean
from jobs.evaluation import GoldArticle, read_gold
from jobs.training.articles import GROUPS, TrainingArticle
from jobs.training.from_gold import Unmarked, from_gold
from schema import Record, document_types, indicators
from tests.jobs.nights import ROOT

GOLD = ROOT / "tests" / "gold"
SETS = sorted(path.name for path in GOLD.iterdir() if path.is_dir())
# scope: what is asked of one set is asked at a stretch, while its records are at hand
EACH_SET = pytest.mark.parametrize("name", SETS, scope="module")


@cache
def _articles(name: str) -> tuple[GoldArticle, ...]:
    return tuple(read_gold(GOLD / name))


@cache
def _exported(name: str) -> tuple[tuple[GoldArticle, TrainingArticle, list[Unmarked]], ...]:
    return tuple((article, *from_gold(article)) for article in _articles(name))


@lru_cache(maxsize=1)
def _records(name: str) -> tuple[Record, ...]:
    return tuple(extract(article.given) for article in _articles(name))


def _words(text: str) -> str:
    """What two spellings with other spaces or another form of Unicode have in common."""
    return " ".join(clean(text).split())


@EACH_SET
def test_the_text_is_the_one_that_records_have(name: str) -> None:
    for (_, training, _), record in zip(_exported(name), _records(name), strict=True):
        assert (training.text, training.published) == (record.article.text, record.article.published)


@EACH_SET
def test_what_is_marked_is_what_the_gold_names(name: str) -> None:
    for article, training, _ in _exported(name):
        surfaces = {
            "documents": {_words(one["surface"]) for one in article.gold["documents"]}
            | {_words(surface) for surface in article.gold["named_documents"]},
            "dates": {_words(one["surface"]) for one in article.gold["dates"]},
            "units": {_words(unit) for unit in article.gold["units"]},
        }
        for group, wanted in surfaces.items():
            assert {_words(mention["text"]) for mention in training.mentions(group)} <= wanted


@EACH_SET
def test_everything_of_the_gold_is_marked_or_named(name: str) -> None:
    wanted_in_all = marked_in_all = 0
    for article, training, unmarked in _exported(name):
        wanted = {
            "documents": [one["surface"] for one in article.gold["documents"]] + article.gold["named_documents"],
            "dates": [one["surface"] for one in article.gold["dates"]],
            "units": article.gold["units"],
            "facts": [fact["quote"] for fact in article.gold["facts"]],
        }
        for group in GROUPS:
            places = (mention.get("evidence") or mention for mention in training.mentions(group))
            marked = {_words(place["text"]) for place in places}
            named = {one.words for one in unmarked if one.group == group and not one.as_quote}
            assert [words for words in wanted[group] if (_words(words) in marked) == (words in named)] == []
            wanted_in_all += len(wanted[group])
            marked_in_all += len(wanted[group]) - len(named)
        facts = len(training.spans["facts"])
        assert facts + sum(one.group == "facts" and not one.as_quote for one in unmarked) == len(article.gold["facts"])
    assert marked_in_all >= 0.99 * wanted_in_all


@EACH_SET
def test_a_fact_is_marked_at_its_figure_within_its_quote(name: str) -> None:
    as_quotes = facts = 0
    for _, training, unmarked in _exported(name):
        as_quotes += sum(one.as_quote for one in unmarked)
        for fact in training.mentions("facts"):
            facts += 1
            evidence = fact["evidence"]
            assert evidence["start"] <= fact["start"] < fact["end"] <= evidence["end"]
            figure = next(fact[key] for key in ("value", "rate", "share") if fact[key] is not None)
            if fact["text"] != evidence["text"] and fact["text"].replace(".", "").isdigit() and figure == int(figure):
                assert int(fact["text"].replace(".", "")) == figure
            if fact["text"].replace(" ", "").isalpha() and fact["text"] != evidence["text"]:
                low, *_ = fact["text"].lower().split(" đến ")
                assert value_of(low.split()) == figure
    # what is left states no figure ("còn lại là khai trừ"), or another one ("vượt 12%" for a rate of 112)
    assert as_quotes <= 0.03 * facts


@EACH_SET
def test_documents_are_called_as_the_extractor_calls_them(name: str) -> None:
    compared = 0
    for (_, training, _), record in zip(_exported(name), _records(name), strict=True):
        read = {(one.start, one.end): one.type for one in record.documents}
        marked = [span for span in training.spans["documents"] if (span.start, span.end) in read]
        assert [span.label for span in marked] == [read[span.start, span.end] or "document" for span in marked]
        compared += len(marked)
    assert compared >= 5


def test_labels_are_codes_of_the_registries() -> None:
    for name in SETS:
        for _, training, _ in _exported(name):
            labels = {group: {span.label for span in training.spans[group]} for group in GROUPS}
            assert labels["documents"] <= {*document_types(), "document"} and labels["facts"] <= indicators().keys()
            assert labels["dates"] <= {"date"} and labels["units"] <= {"unit"}
