"""One reading of the text of a Doc, told in offsets of that text."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Literal

import extract.numbers as numbers
import extract.sentences as sentences
from extract.data import patterns
from extract.mentions import Claims, Context, Number
from extract.record import extract
from extract.spacy_origins import CleanedText
from extract.text import Text, fold
from schema import ArticleInput, Paragraph, Record, content_hash

Group = Literal["sentences", "numbers", "dates", "documents", "units", "facts"]
Mention = dict[str, Any]
"""A mention as JSON knows it: the fields of the record, days in ISO form."""


class Reading:
    """What stands in one text, read once and only when asked for.

    ``text`` is any text, taken for an article without boilerplate whose first line is the title: nothing is
    cut off. ``context`` is what is known of it from outside; ``article_id`` goes into the ids of facts (the
    text's own identity if not given). Documents, dates, units and facts depend on each other: the whole
    chain runs at the first question for any of them. Sentences need nothing of it.
    """

    def __init__(self, text: str, context: Context, article_id: str | None = None) -> None:
        self.text = text
        self.context = context
        self.article_id = article_id
        self._cleaned = CleanedText.of(text)

    def mentions(self, group: Group) -> list[Mention]:
        """The mentions of one group in the order of the text, every offset in them one of ``text``."""
        if group == "sentences":
            found: list[Mention] = [{"start": s.start, "end": s.end} for s in sentences.read(self._lines)]
        elif group == "numbers":
            found = [_number(number) for number in self._numbers()]
        else:
            found = [part.model_dump(mode="json", by_alias=True) for part in getattr(self.record, group)]
        return [self._in_text(mention) for mention in found]

    @cached_property
    def record(self) -> Record:
        """The record of the cleaned text; its offsets are not those of ``text``."""
        paragraphs = tuple(
            Paragraph(text=line, zone="caption" if patterns("caption").fullmatch(fold(line)) else "body")
            for line in self._cleaned.paragraphs
        )
        return extract(
            ArticleInput(
                id=self.article_id or content_hash(self.text),
                paragraphs=paragraphs,
                published=self.context.published,
                province=self.context.province,
            )
        )

    @cached_property
    def _lines(self) -> Text:
        return Text.of("\n".join(self._cleaned.paragraphs))

    def _numbers(self) -> list[Number]:
        """The numbers that belong neither to a date nor to a document."""
        owned = Claims()
        for span in (*self.record.documents, *self.record.dates):
            owned.add(span.start, span.end)
        return [number for number in numbers.read(self._lines) if not owned.hits(number.start, number.end)]

    def _in_text(self, mention: Mention) -> Mention:
        """The mention with its words and its offsets as they are in ``text``."""
        placed = self._placed(mention)
        for part in (placed, placed.get("evidence")):
            if part is not None:
                part["text"] = self.text[part["start"] : part["end"]]
        return placed

    def _placed(self, part: Mention) -> Mention:
        placed: Mention = {}
        for name, value in part.items():
            if isinstance(value, dict):
                placed[name] = self._placed(value)
            elif value is not None and name in ("start", "antecedent"):
                placed[name] = self._cleaned.start(value)
            elif value is not None and name == "end":
                placed[name] = self._cleaned.end(value)
            else:
                placed[name] = value
        return placed


def _number(number: Number) -> Mention:
    return {
        "start": number.start,
        "end": number.end,
        "value": number.value,
        "value_max": number.value_max,
        "denominator": number.denominator,
        "percent": number.percent,
        "approximation": number.approximation,
        "bound": number.bound,
        "in_words": number.in_words,
        "confidence": number.confidence,
        "rule": number.rule,
    }
