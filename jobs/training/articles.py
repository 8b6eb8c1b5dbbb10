"""An article with marked spans: what every source of training data gives and every writer takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

Group = Literal["documents", "dates", "units", "facts"]
GROUPS: tuple[Group, ...] = get_args(Group)
Stretch = tuple[int, int]
"""Start and end of a piece of text, in code points, the end not included."""


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """A stretch of an article, what it is called, and what is said of it.

    ``attributes`` is plain data (days in ISO form) under the names of the record where it has such a field.
    ``evidence`` is where a fact is stated.
    """

    start: int
    end: int
    label: str
    attributes: Mapping[str, Any]
    evidence: Stretch | None = None


@dataclass(frozen=True, slots=True)
class TrainingArticle:
    """An article's text, as a record has it, and the marked spans of each group in the order of the text."""

    id: str
    text: str
    published: date | None
    province: str | None
    spans: Mapping[Group, Sequence[MarkedSpan]]

    def mentions(self, group: Group) -> list[dict[str, Any]]:
        """The spans of a group as JSON has them, each with its own words."""
        return [self._mention(span) for span in self.spans[group]]

    def _mention(self, span: MarkedSpan) -> dict[str, Any]:
        mention = {**self._stretch(span.start, span.end), "label": span.label, **span.attributes}
        if span.evidence is not None:
            mention["evidence"] = self._stretch(*span.evidence)
        return mention

    def _stretch(self, start: int, end: int) -> dict[str, Any]:
        return {"start": start, "end": end, "text": self.text[start:end]}
