"""Training data as spaCy takes them: it scores against them, and trains on them."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from math import isfinite
from pathlib import Path
from typing import Any

import pytest
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Corpus, Example
from typer.testing import CliRunner

from extract.spacy_components import blank
from jobs.cli import app
from jobs.training.articles import GROUPS, MarkedSpan, TrainingArticle
from jobs.training.writers import TrainingFormat, training_writer
from tests.jobs.nights import ROOT


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A DocBin of two gold sets."""
    path = tmp_path_factory.mktemp("corpus") / "train.spacy"
    folders = [str(ROOT / "tests" / "gold" / name) for name in ("round-1", "round-4")]
    assert CliRunner().invoke(app, ["export", *folders, "--format", "spacy", "-o", str(path)]).exit_code == 0
    return path


def _unmarked(doc: Doc, key: str, *, with_spans: bool) -> Example:
    predicted = blank().make_doc(doc.text)
    if with_spans:
        predicted.spans[key] = [
            predicted.char_span(span.start_char, span.end_char, span.label_) for span in doc.spans[key]
        ]
    return Example(predicted, doc)


@pytest.mark.parametrize("key", GROUPS)
def test_spacy_scores_against_it(corpus: Path, key: str) -> None:
    docs = list(DocBin().from_disk(corpus).get_docs(blank().vocab))
    for with_spans, reached in ((True, 1.0), (False, 0.0)):
        examples = [_unmarked(doc, key, with_spans=with_spans) for doc in docs]
        scored = Scorer.score_spans(
            examples,
            attr=key,
            allow_overlap=True,
            getter=lambda doc, name: doc.spans.get(name, []),
            has_annotation=lambda doc: True,
        )
        assert scored[f"{key}_f"] == reached


def test_spacy_trains_a_spancat_on_it(corpus: Path) -> None:
    nlp = blank()
    suggester = {"@misc": "spacy.ngram_suggester.v1", "sizes": [1, 2]}
    categorizer: Any = nlp.add_pipe("spancat", config={"spans_key": "facts", "suggester": suggester})
    examples = list(Corpus(corpus, max_length=0)(nlp))[:4]
    nlp.initialize(lambda: examples)
    assert set(categorizer.labels) == {span.label_ for one in examples for span in one.reference.spans["facts"]}
    losses = [nlp.update(examples)["spancat"] for _ in range(4)]
    assert all(map(isfinite, losses)) and losses[-1] < losses[0]


@pytest.mark.parametrize("format", TrainingFormat)
def test_articles_of_another_source_are_written_as_well(format: TrainingFormat) -> None:
    text = "Xã Yên Định 🎉 kết nạp\u2028 12 đảng viên"
    span = MarkedSpan(text.index("12"), text.index("12") + 2, "members_admitted", {"value": 12}, (0, len(text)))
    spans = {"documents": [], "dates": [], "units": [MarkedSpan(0, 11, "unit", {})], "facts": [span]}
    article = TrainingArticle("x", text, date(2024, 7, 15), None, spans)
    file = BytesIO()
    writer = training_writer(format, file)
    writer.add(article)
    writer.finish()
    wanted = {"start": span.start, "end": span.end, "text": "12", "label": "members_admitted", "value": 12}
    wanted["evidence"] = {"start": 0, "end": len(text), "text": text}
    if format is TrainingFormat.spacy:
        (doc,) = DocBin().from_bytes(file.getvalue()).get_docs(blank().vocab)
        assert (doc.text, doc.spans["facts"][0]._.mention, doc._.published) == (text, wanted, "2024-07-15")
        assert doc.spans["units"][0].label_ == "unit"
    else:
        (line,) = file.getvalue().decode().splitlines()
        assert (json.loads(line)["text"], json.loads(line)["facts"]) == (text, [wanted])
