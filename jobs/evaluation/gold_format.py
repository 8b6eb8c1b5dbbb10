"""What must hold of an ``ID.json`` before it is used; tests/gold/README.md says what its keys mean."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError


def _iso_day(given: str) -> str:
    try:
        if date.fromisoformat(given).isoformat() == given:
            return given
    except ValueError:
        pass
    raise PydanticCustomError("day", "'{given}' is no ISO day", {"given": given})


_Day = Annotated[str, AfterValidator(_iso_day)]
_Words = Annotated[str, Field(min_length=1, pattern=r"\S")]


class _Part(BaseModel):
    """The keys that are compared or located; others may stand beside them."""

    model_config = ConfigDict(strict=True, extra="ignore", allow_inf_nan=False)


class Given(_Part):
    """What the extractor is told from outside."""

    published: _Day | None = None
    province: str | None = None


class _Document(_Part):
    canonical: _Words
    surface: _Words | None = None
    type: str | None = None
    date: _Day | None = None


class _Date(_Part):
    surface: _Words | None = None
    from_: _Day | None = Field(default=None, alias="from")
    to: _Day | None = None


class _Fact(_Part):
    indicator: _Words
    value: float | None = None
    value_max: float | None = None
    target: float | None = None
    rate: float | None = None
    share: float | None = None
    share_max: float | None = None
    denominator: float | None = None
    modality: Literal["actual", "target"] | None = None
    qualifiers: list[str] | None = None
    unit: str | None = None
    from_: _Day | None = Field(default=None, alias="from")
    to: _Day | None = None
    quote: _Words | None = None
    optional: bool = False

    @model_validator(mode="after")
    def _states_a_figure(self) -> _Fact:
        if self.value is None and self.rate is None and self.share is None:
            raise PydanticCustomError("figure", "a fact needs a value, a rate or a share")
        return self


class GoldFormat(_Part):
    """An ``ID.json``."""

    published: _Day | None = None
    given: Given | None = None
    documents: list[_Document] = []
    named_documents: list[_Words] = []
    dates: list[_Date] = []
    units: list[_Words] = []
    facts: list[_Fact] = []


def first_fault(error: ValidationError) -> str:
    """The first fault in words, behind its field (`facts[3].indicator`), and how many more there are."""
    first, *others = error.errors(include_url=False, include_context=False, include_input=False)
    field = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).lstrip(".")
    more = f" (and {len(others)} more)" if others else ""
    return f"{field}: {first['msg']}{more}" if field else f"{first['msg']}{more}"
