"""The record: what extraction promises for one article.

Field names, their order and their meaning are the contract between extraction, the database, the
exports and the web page; ``docs/record.md`` tells them to readers. Offsets count Unicode code
points of ``article.text`` and ``article.text[start:end]`` is the object's ``text``. A field that is
not known is ``None`` and still written.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

RECORD_VERSION: Literal[1] = 1

Day = datetime.date | None
Offset = Annotated[int, Field(ge=0)]
Approximation = Literal["about", "over", "under"]
Modality = Literal["actual", "target"]
Precision = Literal["day", "month", "quarter", "half", "months", "year", "years", "term"]
Level = Literal["central", "province", "district", "commune", "cell", "block"]
IssuerLevel = Literal["central", "province", "district", "commune", "grassroots", "state", "other"]


class _Part(BaseModel):
    """A part of the record: immutable, with no fields beyond those declared."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        serialize_by_alias=True,
        json_schema_serialization_defaults_required=True,
    )


class _Span(_Part):
    """A stretch of the article's text."""

    start: Offset
    end: Offset
    text: str


class Article(_Part):
    """The article itself: its own text with the page's boilerplate cut off, and what names it."""

    id: str
    path: str | None = None
    url: str | None = None
    title: str | None = None
    published: Day = None
    author: str | None = None
    syndicated_from: str | None = None
    site: str | None = None
    text: str


class Document(_Span):
    """One mention of a party or state document (`Nghị quyết số 21-NQ/TW`)."""

    type: str | None
    number: str | None
    symbol: str | None
    canonical: str
    date: Day = None
    issuer: str | None = None
    issuer_level: IssuerLevel | None = None
    title: str | None = None
    antecedent: Offset | None = None
    flags: tuple[str, ...] = ()


class Date(_Span):
    """One calendar expression, as a closed interval of ISO days; an open end is ``None``."""

    from_: Day = Field(alias="from")
    to: Day
    precision: Precision
    anchored: bool = False


class Unit(_Span):
    """One mention of a party organisation or an administrative unit."""

    name: str
    kind: str
    level: Level | None = None
    province: str | None = None
    place_code: str | None = None
    place_today: str | None = None
    parent: str | None = None
    flags: tuple[str, ...] = ()


class FactUnit(_Part):
    """Whose figure a fact is. The offsets are ``None`` where the unit is named outside the text.

    ``place_code`` is the code on the article's day, ``place_today`` the name of the unit that holds the place now.
    """

    name: str
    start: Offset | None = None
    end: Offset | None = None
    level: Level | None = None
    province: str | None = None
    place_code: str | None = None
    place_today: str | None = None


class Period(_Part):
    """When a fact holds: both ends of a flow, only ``to`` of a stock."""

    from_: Day = Field(alias="from")
    to: Day
    start: Offset | None = None
    end: Offset | None = None


class Evidence(_Span):
    """The stretch of text that states a fact."""


class Fact(_Span):
    """One stated count (or rate, or share) about party members or party organisations.

    ``rate`` is percent of a target or plan as stated, ``share`` percent of a whole. ``explanations``
    and ``explanations_vi`` say for each flag, in English and in Vietnamese, what is doubtful.
    """

    id: str
    indicator: str
    value: float | None = None
    value_max: float | None = None
    approximation: Approximation | None = None
    target: float | None = None
    rate: float | None = None
    share: float | None = None
    share_max: float | None = None
    denominator: float | None = None
    modality: Modality = "actual"
    qualifiers: tuple[str, ...] = ()
    unit: FactUnit | None = None
    period: Period | None = None
    evidence: Evidence
    rule: str
    confidence: Annotated[float, Field(ge=0, le=1)]
    flags: tuple[str, ...] = ()
    explanations: dict[str, str] = {}
    explanations_vi: dict[str, str] = {}

    @model_validator(mode="after")
    def _states_a_figure(self) -> Fact:
        if self.value is None and self.rate is None and self.share is None:
            raise ValueError("a fact needs a value, a rate or a share")
        return self


class Record(_Part):
    """Everything read from one article."""

    version: Literal[1] = RECORD_VERSION
    article: Article
    documents: tuple[Document, ...] = ()
    dates: tuple[Date, ...] = ()
    units: tuple[Unit, ...] = ()
    facts: tuple[Fact, ...] = ()
    flags: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _grounded(self) -> Record:
        text = self.article.text
        for kind in ("documents", "dates", "units", "facts"):
            for span in getattr(self, kind):
                if text[span.start : span.end] != span.text:
                    raise ValueError(f"{kind}: {span.text!r} does not stand at {span.start}:{span.end}")
        for fact in self.facts:
            evidence = fact.evidence
            if text[evidence.start : evidence.end] != evidence.text:
                raise ValueError(f"facts: evidence of {fact.id} does not stand at {evidence.start}:{evidence.end}")
        return self

    def to_json(self) -> str:
        """The record as one line of JSON (UTF-8 text, keys in the contract's order)."""
        line = self.model_dump_json(by_alias=True)
        for mark in ("\u2028", "\u2029", "\x85"):  # ends of lines for some readers
            line = line.replace(mark, f"\\u{ord(mark):04x}")
        return line


def record_schema() -> dict[str, Any]:
    """The JSON Schema of a record, as ``chibo schema`` prints it."""
    schema = Record.model_json_schema(by_alias=True, mode="serialization")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return schema
