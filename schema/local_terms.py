"""Terms of local party committees: in which series of numbers a day lies, read from ``local_terms.toml``."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schema.registry import RegistryError

_PATH = Path(__file__).parent / "local_terms.toml"


class LocalTerm(BaseModel):
    """A term, from the day on which provinces count anew in it, and from that of all below them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    province: date
    below: date


class LocalTerms(BaseModel):
    """All terms, oldest first; ``merged`` provinces have ``merged_term`` from ``merged_on`` to their first congress."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    terms: tuple[LocalTerm, ...] = Field(alias="term")
    merged: frozenset[str]
    merged_on: date
    merged_term: str

    def of(self, day: date, *, below_province: bool, province: str | None) -> str | None:
        """The term of a day for the committee of ``province``, or for one below it; None before the first."""
        begun = [term for term in self.terms if (term.below if below_province else term.province) <= day]
        if not begun:
            return None
        if not below_province and province in self.merged and self.merged_on <= day < self.terms[-1].province:
            return self.merged_term
        return begun[-1].name


@cache
def local_terms() -> LocalTerms:
    """The terms, read once; raises ``RegistryError`` for a file that is not valid."""
    try:
        terms = LocalTerms.model_validate(tomllib.loads(_PATH.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise RegistryError(f"{_PATH.name}: {error}") from error
    for one, other in pairwise(terms.terms):
        if not (one.province < other.province and one.below < other.below):
            raise RegistryError(f"{_PATH.name}: [{other.name}]: does not begin after {one.name}")
    return terms
