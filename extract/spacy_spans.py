"""Mentions as spans of a Doc, and back: where they are kept, what they are called, what a span tells of itself.

A span of spaCy begins and ends with tokens, a mention does not: ``doc.spans`` holds the tokens that a mention touches,
and ``doc.user_data["chibo"]`` the mention itself, as the record has it. A span's id ("facts:3") says which one is its
own, so that two mentions on the same tokens stay two. All of it is plain data: it goes through DocBin and ``to_bytes``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.spacy_reading import Group, Mention
from schema import Record

_KEY = "chibo"
_RECORDED: tuple[Group, ...] = ("documents", "dates", "units", "facts")
_LABELS: Mapping[str, str] = {"dates": "precision", "documents": "type", "units": "kind", "facts": "indicator"}
_UNTYPED = "document"  # the text does not tell its type


def place(doc: Doc, group: Group, mentions: Sequence[Mention]) -> None:
    """Make ``doc.spans[group]`` of mentions whose offsets are code points of ``doc.text``.

    A mention that was marked, not read, may bring its own ``label``.
    """
    _kept(doc)[group] = list(mentions)
    doc.spans[group] = [_span(doc, group, index, mention) for index, mention in enumerate(mentions)]


def doc_of(record: Record, nlp: Language) -> Doc:
    """A record as a Doc of its article's text, cut into tokens as ``nlp`` does it, with all its mentions."""
    doc = nlp.tokenizer(record.article.text)
    told = record.model_dump(mode="json", by_alias=True)
    del told["article"]["text"]
    _kept(doc).update({name: told[name] for name in ("version", "article", "flags")})
    for group in _RECORDED:
        place(doc, group, told[group])
    return doc


def record_of(doc: Doc) -> Record:
    """The record that ``doc_of`` made a Doc of; raises ``ValueError`` for any other Doc."""
    told = dict(doc.user_data.get(_KEY) or {})
    if "article" not in told:
        raise ValueError("this Doc was not made of a record: it has no article")
    told["article"] = {**told["article"], "text": doc.text}
    return Record.model_validate({name: told[name] for name in Record.model_fields if name in told})


def mention_of(span: Span) -> Mention:
    """What was read there, by the names of the record; empty for a span that Chibo did not make."""
    group, _, index = span.id_.rpartition(":")
    mentions = (span.doc.user_data.get(_KEY) or {}).get(group, ())
    return mentions[int(index)] if index.isdigit() and int(index) < len(mentions) else {}


def register() -> None:
    """Tell spaCy of what a Doc and a span of Chibo have under ``._``; a name that is taken is left as it is."""
    for name in ("published", "province", "article_id"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    if not Doc.has_extension("article"):
        Doc.set_extension("article", getter=lambda doc: (doc.user_data.get(_KEY) or {}).get("article"))
    told_by_span = {
        "mention": mention_of,
        "fact": lambda span: mention_of(span) if span.id_.startswith("facts:") else None,
        "start_char_exact": lambda span: mention_of(span).get("start", span.start_char),
        "end_char_exact": lambda span: mention_of(span).get("end", span.end_char),
        "text_exact": lambda span: mention_of(span).get("text", span.text),
        "canonical": lambda span: mention_of(span).get("canonical"),
        "evidence": _evidence,
    }
    for name, getter in told_by_span.items():
        if not Span.has_extension(name):
            Span.set_extension(name, getter=getter)


def _evidence(span: Span) -> Span | None:
    """The stretch that states a fact."""
    evidence = mention_of(span).get("evidence")
    if evidence is None:
        return None
    return span.doc.char_span(evidence["start"], evidence["end"], alignment_mode="expand")


def _kept(doc: Doc) -> dict[str, Any]:
    kept: dict[str, Any] = doc.user_data.setdefault(_KEY, {})
    return kept


def _span(doc: Doc, group: Group, index: int, mention: Mention) -> Span:
    span = doc.char_span(
        mention["start"],
        mention["end"],
        label=_label(group, mention),
        span_id=f"{group}:{index}",
        alignment_mode="expand",
    )
    if span is None:
        raise ValueError(f"{group}: {mention['start']}..{mention['end']} lies outside the text of the Doc")
    return span


def _label(group: Group, mention: Mention) -> str:
    if group == "sentences":
        return "sentence"
    if group == "numbers":
        return "percent" if mention["percent"] else "number"
    return str(mention.get("label") or mention[_LABELS[group]] or _UNTYPED)
