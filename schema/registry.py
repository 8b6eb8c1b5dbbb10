"""The vocabularies that are data: indicators, document types, issuers, qualifiers, flags, reasons, regimes.

Each is a TOML file beside this module, read once and validated against its model; a fault names the
file and the entry.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

_FOLDER = Path(__file__).parent


class RegistryError(ValueError):
    """A registry file is unreadable or an entry of it is not valid; the message names both."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    vi: str
    en: str


class Indicator(_Entry):
    """A thing that is counted. ``type`` is stock (holds on a day) or flow (happens in a period)."""

    type: Literal["stock", "flow"]
    counts: Literal["members", "organisations", "prospects", "any"]


class DocumentType(_Entry):
    """A type of document; ``symbols`` are the codes that may stand in its number (`NQ`, `QĐ`).

    ``words`` are its names as read on the folded view of a text, the plain one first;
    ``abbreviations`` stand for them in running text. ``bare`` tells when a number without a symbol
    may follow the word: ``name`` (nothing else is meant), ``verb`` (the word is also a verb),
    ``plan`` (the word is also a target), ``year`` (never without a year or a symbol).
    """

    symbols: tuple[str, ...] = ()
    state_symbols: tuple[str, ...] = ()
    words: tuple[str, ...]
    abbreviations: tuple[str, ...] = ()
    bare: Literal["name", "verb", "plan", "year"]
    example: str


class Issuer(_Entry):
    """A body code of a document number (`TW`, `TU`) with the level of the bodies that use it.

    ``party`` codes are written number-type/body, the State's number/type-body. An ``advisory`` organ
    may not issue resolutions or directives. ``until`` is the first day without the body. ``names``
    are its names as read on the folded view of a text.
    """

    level: Literal["central", "province", "district", "commune", "grassroots", "state", "other"]
    party: bool = True
    advisory: bool = False
    until: date | None = None
    names: tuple[str, ...]
    example: str


class Qualifier(_Entry):
    """A sub-population, a type of organisation, or a manner of counting."""

    group: Literal["people", "organisation", "rating", "discipline", "manner", "actor", "topic"]


class Reason(_Entry):
    """Why an editor rejects a figure."""


class Regime(_Entry):
    """A day on which what is counted became something else.

    Figures of ``indicators`` on both sides of ``day`` are never compared or added up without a warning;
    ``merged`` tells that the provinces themselves changed, and every total with them.
    """

    day: date
    merged: bool
    indicators: tuple[str, ...]


class Flag(_Entry):
    """A doubt. ``vi`` and ``en`` are what the flag tells an editor; ``review`` asks for a person."""

    severity: Literal["error", "warn", "info"]
    review: bool


_E = TypeVar("_E", bound=_Entry)


def _load(name: str, model: type[_E]) -> Mapping[str, _E]:
    path = _FOLDER / f"{name}.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RegistryError(f"{path.name}: {error}") from error
    entries: dict[str, _E] = {}
    for code, fields in tables.items():
        try:
            entries[code] = model.model_validate({"code": code, **fields})
        except (ValidationError, TypeError) as error:
            raise RegistryError(f"{path.name}: [{code}]: {error}") from error
    return MappingProxyType(entries)


@cache
def indicators() -> Mapping[str, Indicator]:
    """All indicators by code."""
    return _load("indicators", Indicator)


@cache
def document_types() -> Mapping[str, DocumentType]:
    """All document types by code (`nghi_quyet`)."""
    return _load("document_types", DocumentType)


@cache
def issuers() -> Mapping[str, Issuer]:
    """All body codes of document numbers (`TW`, `UBKTTU`)."""
    return _load("issuers", Issuer)


@cache
def qualifiers() -> Mapping[str, Qualifier]:
    """All qualifiers by code."""
    return _load("qualifiers", Qualifier)


@cache
def reasons() -> Mapping[str, Reason]:
    """All reasons of a rejection by code."""
    return _load("reasons", Reason)


@cache
def regimes() -> Mapping[str, Regime]:
    """All boundaries between regimes by code, earliest first."""
    return _load("regimes", Regime)


@cache
def flags() -> Mapping[str, Flag]:
    """All flags by code."""
    return _load("flags", Flag)
