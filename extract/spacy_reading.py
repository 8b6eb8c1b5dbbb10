"""One reading of the text of a Doc, told in offsets of that text."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Literal

from extract.data import patterns
from extract.mentions import Context, Number
from extract.reading import Reading, read
from extract.record import record_of
from extract.spacy_origins import CleanedText
from extract.text import fold
from schema import ArticleInput, Paragraph, Record, content_hash

Group = Literal["sentences", "numbers", "dates", "documents", "units", "facts"]
Mention = dict[str, Any]
"""A mention as JSON knows it: the fields of the record, days in ISO form."""


class DocReading:
    """What stands in one text; the chain of readers runs once, at the first question.

    ``text`` is any text, taken for an article without boilerplate whose first line is the title: nothing is
    cut off. ``context`` is what is known of it from outside; ``article_id`` goes into the ids of facts (the
    text's own identity if not given).
    """

    def __init__(self, text: str, context: Context, article_id: str | None = None) -> None:
        self.text = text
        self.context = context
        self.article_id = article_id
        self._cleaned = CleanedText.of(text)

    def mentions(self, group: Group) -> list[Mention]:
        """The mentions of one group in the order of the text, every offset in them one of ``text``.

        Fields are those of the record; a number is one that no document, date or unit owns.
        """
        if group == "sentences":
            found: list[Mention] = [{"start": s.start, "end": s.end} for s in self._found.sentences]
        elif group == "numbers":
            found = [_number(t.number) for row in self._found.rows for t in row if t.number is not None]
        else:
            found = [part.model_dump(mode="json", by_alias=True) for part in getattr(self._record, group)]
        return [self._in_text(mention) for mention in found]

    @cached_property
    def _article(self) -> ArticleInput:
        paragraphs = tuple(
            Paragraph(text=line, zone="caption" if patterns("caption").fullmatch(fold(line)) else "body")
            for line in self._cleaned.paragraphs
        )
        return ArticleInput(
            id=self.article_id or content_hash(self.text),
            paragraphs=paragraphs,
            published=self.context.published,
            province=self.context.province,
        )

    @cached_property
    def _found(self) -> Reading:
        return read(self._article)

    @cached_property
    def _record(self) -> Record:
        return record_of(self._article, self._found)

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
