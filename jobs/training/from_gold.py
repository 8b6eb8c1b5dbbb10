"""Gold as training data: what a reader marked, found again in the text that the extractor reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from extract.article import cut
from extract.text import Text, fold
from jobs.evaluation import GoldArticle, Json
from jobs.evaluation.outcomes import shown_fact
from jobs.training.articles import Group, MarkedSpan, Stretch, TrainingArticle
from jobs.training.figures import Figures
from jobs.training.surfaces import mentions, occurrences
from schema import document_types

_FACT = (
    "indicator", "value", "value_max", "target", "rate", "share", "share_max", "denominator", "unit", "from", "to",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unmarked:
    """Words of the gold that do not stand in the text, or, ``as_quote``, the quote of a fact without its figure.

    Such a quote is marked from end to end; nothing is marked of other words.
    """

    group: Group
    words: str
    as_quote: bool = False

    def __str__(self) -> str:
        why = "does not have the fact's figure, all of it is marked" if self.as_quote else "does not stand in the text"
        return f"{self.group}: “{self.words}” {why}"


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something that the gold names once, whose every mention is to be marked."""

    surface: str
    label: str
    attributes: Json


def from_gold(article: GoldArticle) -> tuple[TrainingArticle, list[Unmarked]]:
    """An article of gold with all of it that can be found in its text, and what is not marked.

    The text is the one that `extract` reads: what stands around the article on its page is cut off. Every mention of a
    document, a date or a unit is marked (`surfaces.mentions` says what is one); a fact once, at its figure, with its
    quote as evidence. Documents without a number (``named_documents``) are documents too.
    """
    given, gold = cut(article.given), article.gold
    unmarked: list[Unmarked] = []
    named = [{"surface": words} for words in gold.get("named_documents", [])]
    entries: dict[Group, list[_Entry]] = {
        "documents": [_document(one) for one in [*gold["documents"], *named]],
        "dates": [_date(one) for one in gold["dates"]],
        "units": [_Entry(name, "unit", {"name": name}) for name in gold["units"]],
    }
    spans = {group: _marked(given.text.raw, group, some, unmarked) for group, some in entries.items()}
    owned = [(span.start, span.end) for group in ("documents", "dates") for span in spans[group]]
    spans["facts"] = _marked_facts(given.text, gold["facts"], Figures(given.text, owned), unmarked)
    source = article.given
    return TrainingArticle(source.id, given.text.raw, given.published, source.province, spans), unmarked


def _document(one: Json) -> _Entry:
    surface = one.get("surface") or one["canonical"]
    code = _document_type(one.get("type") or surface)
    details = {"type": code, **{name: one.get(name) for name in ("canonical", "date", "issuer")}}
    return _Entry(surface, code or "document", details)


def _date(one: Json) -> _Entry:
    first, last = one.get("from"), one.get("to")
    return _Entry(one.get("surface") or f"{first}..{last}", "date", {"from": first, "to": last})


@cache
def _type_words() -> list[tuple[str, str]]:
    """The words for types of documents, the longest first, and the type's code."""
    words = [(word, code) for code, kind in document_types().items() for word in (*kind.words, *kind.abbreviations)]
    return sorted(((fold(word), code) for word, code in words), key=lambda pair: -len(pair[0]))


def _document_type(said: str) -> str | None:
    """The type that words begin with; None for none that is known."""
    folded = f"{fold(said)} "
    return next((code for word, code in _type_words() if folded.startswith(f"{word} ")), None)


def _marked(text: str, group: Group, entries: Sequence[_Entry], unmarked: list[Unmarked]) -> list[MarkedSpan]:
    """All mentions of the entries, in order. Entries that share a surface share its mentions, one each if they can."""
    found = mentions(text, [entry.surface for entry in entries])
    spans = []
    for surface, stretches in found.items():
        sharing = [entry for entry in entries if entry.surface == surface]
        if not stretches:
            unmarked += [Unmarked(group, surface)] * len(sharing)
        one_each = len(stretches) == len(sharing)
        for place, entry in enumerate(sharing):
            mine = stretches[place : place + 1] if one_each else stretches
            spans += [MarkedSpan(start, end, entry.label, entry.attributes) for start, end in mine]
    return sorted(spans, key=_place)


def _marked_facts(text: Text, facts: Sequence[Json], figures: Figures, unmarked: list[Unmarked]) -> list[MarkedSpan]:
    spans = []
    for fact in facts:
        quote = fact.get("quote") or ""
        quotes = occurrences(text.raw, quote)
        if not quotes:
            unmarked.append(Unmarked("facts", quote or shown_fact(fact)))
            continue
        found = figures.of_fact(fact, quotes)
        if found is None:
            unmarked.append(Unmarked("facts", quote, as_quote=True))
            found = quotes[0], quotes[0]
        (start, end), evidence = found
        spans.append(MarkedSpan(start, end, fact["indicator"], _said(fact), evidence))
    return sorted(spans, key=_place)


def _said(fact: Json) -> dict[str, Any]:
    return {
        **{name: fact.get(name) for name in _FACT},
        "modality": fact.get("modality") or "actual",
        "qualifiers": fact.get("qualifiers") or [],
        "optional": bool(fact.get("optional")),
    }


def _place(span: MarkedSpan) -> Stretch:
    return span.start, span.end
