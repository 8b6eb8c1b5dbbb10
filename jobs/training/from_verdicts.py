"""Verified facts as training data: what editors accepted or corrected, where it stands in its article."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from db import reading
from db.quotation import occurrences
from jobs.training.articles import GROUPS, Group, MarkedSpan, TrainingArticle

_VERIFIED = ("accepted", "corrected")
_SAID = ("indicator", "value", "value_max", "target", "rate", "share", "share_max", "denominator", "unit", "modality")


def from_verdicts(connection: Connection) -> Iterator[TrainingArticle]:
    """Each article that has verified facts, with those facts alone, in the order of addresses.

    What is not marked has not been looked at and says nothing. A fact whose words the machine no longer reads has no
    place in the text and is left out. The connection must stay open meanwhile.
    """
    facts = sorted(
        (row for status in _VERIFIED for row in reading.rows(connection, "facts", reading.Filters(status=status))),
        key=lambda row: (row["url"], row["source"], row["article_id"]),
    )
    for article_id, some in groupby(facts, key=lambda row: row["article_id"]):
        article = next(iter(reading.rows(connection, "articles", reading.Filters(ids=(article_id,)))))
        spans: dict[Group, list[MarkedSpan]] = {group: [] for group in GROUPS}
        for row in some:
            span = _span(row, article["text"])
            if span is not None:
                spans["facts"].append(span)
        spans["facts"].sort(key=lambda span: (span.start, span.end))
        if spans["facts"]:
            yield TrainingArticle(article["url"], article["text"], article["published"], article["province"], spans)


def _span(row: dict[str, Any], text: str) -> MarkedSpan | None:
    """The figure within its evidence; None where the text shown is not the one that was read."""
    first, last = row["evidence_start"], row["evidence_end"]
    if first is None or text[first:last] != row["evidence"]:
        return None
    found = occurrences(row["text"], row["evidence"])
    if not found:
        return None
    start, end = (first + offset for offset in found[0])
    days = {name: row[f"period_{name}"] for name in ("from", "to")}
    attributes = {name: row[name] for name in _SAID}
    attributes |= {name: day.isoformat() if day else None for name, day in days.items()}
    attributes |= {"qualifiers": list(row["qualifiers"]), "optional": False}
    return MarkedSpan(start, end, row["indicator"], attributes, (first, last))
