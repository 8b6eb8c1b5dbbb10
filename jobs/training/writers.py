"""How training data are written: JSON Lines, or a DocBin that spaCy trains on."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum
from typing import BinaryIO, Protocol

from jobs.training.articles import GROUPS, TrainingArticle


class TrainingFormat(StrEnum):
    """How training data are written."""

    jsonl_spans = "jsonl-spans"
    spacy = "spacy"


class TrainingWriter(Protocol):
    """Takes articles in their order."""

    def add(self, article: TrainingArticle) -> None:
        """One article more."""

    def finish(self) -> None:
        """Write what is not yet written."""


def training_writer(format: TrainingFormat, file: BinaryIO) -> TrainingWriter:
    """A writer of training data to an open file."""
    return _WRITERS[format](file)


class _JsonLines:
    """One object a line, as soon as it is there."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def add(self, article: TrainingArticle) -> None:
        published = article.published.isoformat() if article.published else None
        about = {"id": article.id, "published": published, "province": article.province, "text": article.text}
        line = json.dumps({**about, **{group: article.mentions(group) for group in GROUPS}}, ensure_ascii=False)
        for mark in ("\u2028", "\u2029", "\x85"):  # ends of lines for some readers
            line = line.replace(mark, f"\\u{ord(mark):04x}")
        self._file.write(line.encode("utf-8") + b"\n")

    def finish(self) -> None:
        pass


class _SpacyFile:
    """A DocBin: each article's text, its spans in ``doc.spans``, and all of each span in the user data."""

    def __init__(self, file: BinaryIO) -> None:
        from spacy.tokens import DocBin

        from extract.spacy_components import blank

        self._file = file
        self._nlp = blank()
        self._docs = DocBin(store_user_data=True)

    def add(self, article: TrainingArticle) -> None:
        from extract.spacy_spans import place

        doc = self._nlp.make_doc(article.text)
        doc._.article_id, doc._.province = article.id, article.province
        doc._.published = article.published.isoformat() if article.published else None
        for group in GROUPS:
            place(doc, group, article.mentions(group))
        self._docs.add(doc)

    def finish(self) -> None:
        self._file.write(self._docs.to_bytes())


_WRITERS: dict[TrainingFormat, Callable[[BinaryIO], TrainingWriter]] = {
    TrainingFormat.jsonl_spans: _JsonLines,
    TrainingFormat.spacy: _SpacyFile,
}
