"""The registry of documents: central documents by number, date and term, read from ``documents.toml``.

The number alone is no identity: every body counts anew in each term of its committee (36-HD/VPTW,
05-HD/VPTW), so that 01-HD/TW is four documents. A document's key is ``canonical@date``.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schema.registry import RegistryError, document_types

_PATH = Path(__file__).parent / "documents.toml"


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Term(_Row):
    """A term of the Central Committee, from the day its congress elected it."""

    roman: str
    from_: date = Field(alias="from")


class KnownDocument(_Row):
    """A document of the registry.

    ``certainty``: A checked against a published page, B confident, C from a secondary source.
    ``plenum`` is the canonical form of the plenum resolution it is known by (``NQTW4-XII``).
    """

    canonical: str
    type: str
    date: date
    issuer: str
    title: str | None = None
    term: str
    plenum: str | None = None
    replaced_by: str | None = None
    certainty: Literal["A", "B", "C"]

    @property
    def key(self) -> str:
        """The identity of the document: ``21-NQ/TW@2022-06-16``."""
        return f"{self.canonical}@{self.date.isoformat()}"


class Nickname(_Row):
    """Words that mean the newest of several documents; ``documents`` are keys, oldest first."""

    words: tuple[str, ...]
    type: str
    documents: tuple[str, ...]


class Registry(_Row):
    """All terms, documents and nicknames."""

    terms: tuple[Term, ...] = Field(alias="term")
    documents: tuple[KnownDocument, ...] = Field(alias="document")
    nicknames: tuple[Nickname, ...] = Field(alias="nickname")

    @cached_property
    def index(self) -> dict[str, tuple[KnownDocument, ...]]:
        """The documents by canonical form, oldest first."""
        index: dict[str, tuple[KnownDocument, ...]] = {}
        for document in sorted(self.documents, key=lambda d: d.date):
            index[document.canonical] = (*index.get(document.canonical, ()), document)
        return index

    def by_number(self, canonical: str) -> tuple[KnownDocument, ...]:
        """The documents of a number in its canonical form, oldest first."""
        return self.index.get(canonical, ())

    @cached_property
    def bare_index(self) -> dict[tuple[str, str], tuple[KnownDocument, ...]]:
        """The documents by type and number without its symbol, oldest first."""
        index: dict[tuple[str, str], tuple[KnownDocument, ...]] = {}
        for document in sorted(self.documents, key=lambda d: d.date):
            key = document.type, document.canonical.partition("-")[0]
            index[key] = (*index.get(key, ()), document)
        return index

    def by_bare_number(self, kind: str, number: str) -> tuple[KnownDocument, ...]:
        """The documents of a type whose padded number this is; quy định and quyết định are taken for each other."""
        kind = "quy_dinh" if kind == "quyet_dinh" else kind
        return self.bare_index.get((kind, number), ())

    def by_key(self, key: str) -> KnownDocument:
        """The document of a key; raises ``KeyError`` for an unknown one."""
        for document in self.by_number(key.partition("@")[0]):
            if document.key == key:
                return document
        raise KeyError(key)

    def by_plenum(self, canonical: str) -> tuple[KnownDocument, ...]:
        """The documents that a plenum passed (``NQTW5-XIII`` is four)."""
        return tuple(d for d in self.documents if d.plenum == canonical)

    def term_of(self, day: date) -> str | None:
        """The term that a day belongs to, or None for a day before the first known one."""
        known = [term.roman for term in self.terms if term.from_ <= day]
        return known[-1] if known else None

    def term_span(self, roman: str) -> tuple[date, date | None] | None:
        """The first day of a term and the first day of the next one; None for an unknown term."""
        for number, term in enumerate(self.terms):
            if term.roman == roman:
                after = self.terms[number + 1 :]
                return term.from_, after[0].from_ if after else None
        return None


def _check(registry: Registry) -> None:
    keys = {document.key for document in registry.documents}
    romans = {term.roman for term in registry.terms}
    if len(keys) != len(registry.documents):
        raise RegistryError("documents.toml: a number and date stand twice")
    for document in registry.documents:
        if document.type not in document_types():
            raise RegistryError(f"documents.toml: [{document.key}]: unknown type {document.type!r}")
        if document.term not in romans or registry.term_of(document.date) != document.term:
            raise RegistryError(f"documents.toml: [{document.key}]: the date is not of term {document.term}")
        if document.replaced_by is not None and document.replaced_by not in keys:
            raise RegistryError(f"documents.toml: [{document.key}]: replaced by unknown {document.replaced_by}")
    for nickname in registry.nicknames:
        for key in nickname.documents:
            if key not in keys:
                raise RegistryError(f"documents.toml: nickname {nickname.words[0]!r}: unknown document {key}")


@cache
def document_registry() -> Registry:
    """The registry, read once; raises ``RegistryError`` naming the entry that is not valid."""
    try:
        registry = Registry.model_validate(tomllib.loads(_PATH.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise RegistryError(f"{_PATH.name}: {error}") from error
    _check(registry)
    return registry
