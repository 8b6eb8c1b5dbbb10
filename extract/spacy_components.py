"""The readers as components of a spaCy pipeline.

    nlp = blank()                                   # or spacy.blank("vi", ...), see there
    nlp.add_pipe("chibo_documents")
    nlp.add_pipe("chibo_facts", config={"published": "2024-07-15", "province": "Vĩnh Phúc"})
    doc = nlp(text)
    [(span.text, span.label_, span._.canonical) for span in doc.spans["documents"]]

``chibo_sentences``, ``chibo_numbers``, ``chibo_dates``, ``chibo_documents``, ``chibo_units`` and ``chibo_facts`` each
fill the group of ``doc.spans`` of that name, in any order; ``chibo`` fills all of them. However many there are, the
chain of readers runs once a Doc. The text is read as it is: nothing is cut off it and nothing changed.

Where Chibo is installed, spaCy finds the factories by their entry points; elsewhere import this module first, and in
any case before spans are asked what they know (``span._.fact`` and so on: `spacy_spans.register` has the list).

What is known of a text from outside is set on the Doc (``doc._.published``, a day or its ISO form; ``doc._.province``;
``doc._.article_id``) or, for all of them, in the configuration of the first Chibo component. The Doc's own outranks it.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, Optional, get_args
from weakref import WeakKeyDictionary

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extract.mentions import Context
from extract.spacy_reading import DocReading, Group
from extract.spacy_spans import doc_of, mention_of, place, record_of, register

__all__ = ["Component", "blank", "chibo", "doc_of", "mention_of", "record_of"]

_GROUPS: tuple[Group, ...] = get_args(Group)
_readings: "WeakKeyDictionary[Doc, DocReading]" = WeakKeyDictionary()


def blank() -> Language:
    """An empty Vietnamese pipeline that needs no further package.

    ``spacy.blank("vi")`` as it comes wants ``pyvi``; this one cuts a text into tokens at its spaces. With pyvi
    the components work as well: their offsets do not depend on tokens.
    """
    return spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})


class Component:
    """Fills ``groups`` of ``doc.spans``.

    ``published`` (an ISO day) and ``province`` hold for every Doc that has none of its own. Raises
    ``ValueError`` for a day that is none, and when called after another component has already read the Doc without
    knowing what this one is told.
    """

    def __init__(self, name: str, groups: Sequence[Group], published: str | None, province: str | None) -> None:
        self._name = name
        self._groups = groups
        self._published = _day(name, published)
        self._province = province

    def __call__(self, doc: Doc) -> Doc:
        """Read the Doc, or take it from a component before that has read it."""
        reading = self._reading(doc)
        for group in self._groups:
            place(doc, group, reading.mentions(group))
            if group == "sentences":
                _mark_sentences(doc)
        return doc

    def _reading(self, doc: Doc) -> DocReading:
        known = _readings.get(doc)
        given = self._given(doc, known)
        if known is None or (known.context, known.article_id, known.text) != (*given, doc.text):
            known = _readings[doc] = DocReading(doc.text, *given)
        return known

    def _given(self, doc: Doc, known: DocReading | None) -> tuple[Context, str | None]:
        published, province = _day(self._name, doc._.published), doc._.province
        for option, mine, its in (("published", self._published, published), ("province", self._province, province)):
            if known is not None and mine is not None and its is None:
                raise ValueError(f"{self._name}: tell {option} to the first of the Chibo components, or to the Doc")
        published, province = published or self._published, province or self._province
        doc._.published, doc._.province = published and published.isoformat(), province  # plain data, or no DocBin
        return Context(published, province), doc._.article_id


def _mark_sentences(doc: Doc) -> None:
    """Let ``doc.sents`` be the sentences that were read."""
    if doc.has_annotation("DEP"):
        return  # a parser has the say there, and spaCy lets nobody else
    starts = {span.start for span in doc.spans["sentences"]}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.i in starts


def _day(name: str, given: Any) -> date | None:
    if isinstance(given, datetime):
        return given.date()
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        raise ValueError(f"{name}: published={given!r} is no day such as 2024-07-15") from None


def _factory(name: str, groups: Sequence[Group]) -> Callable[..., Component]:
    # spaCy reads these annotations to check a configuration: they must not be strings.
    def create(nlp: Language, name: str, published: Optional[str], province: Optional[str]) -> Component:  # noqa: UP045
        return Component(name, groups, published, province)

    assigns = ["doc.spans", *(["doc.sents", "token.is_sent_start"] if "sentences" in groups else [])]
    Language.factory(name, default_config={"published": None, "province": None}, assigns=assigns, func=create)
    return create


register()
sentences = _factory("chibo_sentences", ["sentences"])
numbers = _factory("chibo_numbers", ["numbers"])
dates = _factory("chibo_dates", ["dates"])
documents = _factory("chibo_documents", ["documents"])
units = _factory("chibo_units", ["units"])
facts = _factory("chibo_facts", ["facts"])
chibo = _factory("chibo", _GROUPS)
