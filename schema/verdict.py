"""Verdicts: what a person decided about a figure, tied to what that person saw.

A verdict names no row of any database. It carries the article's identity, the words it was given on and the
reading that was on the screen, so that it finds its figure again after every new extraction, in this
database or in another (``chibo verdicts export``).
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from schema.record import Approximation, Level, Modality

Decision = Literal["accept", "correct", "reject", "unsure", "note", "undo"]
ServedAs = Literal["flagged", "sample", "second", "chosen"]
"""Why the editor saw it: in the queue of doubts, as a random share of the rest, as a second editor, by own choice."""

CONTEXT_LENGTH = 80
"""Code points of the article kept on either side of the evidence."""


class Reading(BaseModel):
    """What a figure is said to mean: the fields of ``schema.Fact`` that an editor confirms or corrects.

    Percent in ``rate``, ``share`` and ``share_max``; days are ISO days. A field that is not known is ``None``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

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
    unit_name: str | None = None
    unit_level: Level | None = None
    unit_province: str | None = None
    unit_place_code: str | None = None
    unit_place_today: str | None = None
    period_from: datetime.date | None = None
    period_to: datetime.date | None = None

    @field_validator("qualifiers")
    @classmethod
    def _in_order(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(set(value)))

    @model_validator(mode="after")
    def _states_a_figure(self) -> Reading:
        if self.value is None and self.rate is None and self.share is None:
            raise ValueError("a reading needs a value, a rate or a share")
        if self.period_from is not None and self.period_to is not None and self.period_from > self.period_to:
            raise ValueError(f"the period begins on {self.period_from} and ends before, on {self.period_to}")
        return self

    def differences(self, other: Reading) -> tuple[str, ...]:
        """Names of the fields in which two readings say different things.

        ``unit_place_today`` is no part of it: it changes when provinces merge, not when somebody reads again.
        """
        names = (name for name in type(self).model_fields if name != "unit_place_today")
        return tuple(name for name in names if getattr(self, name) != getattr(other, name))

    def numbers(self) -> tuple[float | None, ...]:
        """The figure itself, whatever it is of: value, upper end, target, rate, share, its upper end, denominator."""
        return self.value, self.value_max, self.target, self.rate, self.share, self.share_max, self.denominator


class Verdict(BaseModel):
    """One decision of one person; only ever added, undone by another one that names it in ``undoes``.

    ``claim`` is the name that the figure went by when it was decided first, ``fact_id`` the id of the reading
    that was seen. ``before`` and ``after`` are up to 80 code points of the article around ``evidence``.
    ``seen_hash`` is the ``content_hash`` of the article's text as seen. ``seconds`` is the time spent.
    ``spans`` says for fields of ``corrected`` which stretch of that text the editor took them from (code points).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    uid: Annotated[str, Field(min_length=8, max_length=64)]
    source: str
    url: str
    claim: str
    fact_id: str
    figure: str
    evidence: str
    before: str = ""
    after: str = ""
    seen: Reading
    seen_flags: tuple[str, ...] = ()
    seen_hash: str
    seen_version: str
    decision: Decision
    corrected: Reading | None = None
    reason: str | None = None
    note: str | None = None
    undoes: str | None = None
    editor: str
    decided_at: datetime.datetime
    seconds: Annotated[float, Field(ge=0)] | None = None
    served_as: ServedAs = "flagged"
    spans: dict[str, tuple[int, int]] | None = None

    @field_validator("spans")
    @classmethod
    def _of_fields(cls, value: dict[str, tuple[int, int]] | None) -> dict[str, tuple[int, int]] | None:
        for name, (start, end) in (value or {}).items():
            if name not in Reading.model_fields:
                raise ValueError(f"spans: a reading has no field {name!r}")
            if not 0 <= start < end:
                raise ValueError(f"spans: {name} is from {start} to {end}")
        return value or None

    @field_validator("decided_at")
    @classmethod
    def _aware(cls, value: datetime.datetime) -> datetime.datetime:
        if value.tzinfo is None:
            raise ValueError("decided_at needs a time zone")
        return value.astimezone(datetime.UTC)

    @model_validator(mode="after")
    def _complete(self) -> Verdict:
        needs: dict[Decision, str] = {"correct": "corrected", "reject": "reason", "note": "note", "undo": "undoes"}
        wanted = needs.get(self.decision)
        if wanted is not None and not getattr(self, wanted):
            raise ValueError(f"a verdict '{self.decision}' needs '{wanted}'")
        if self.corrected is not None and self.decision != "correct":
            raise ValueError(f"a verdict '{self.decision}' corrects nothing")
        if self.spans is not None and self.decision != "correct":
            raise ValueError(f"a verdict '{self.decision}' takes nothing from the text")
        if self.undoes is not None and self.decision != "undo":
            raise ValueError(f"a verdict '{self.decision}' undoes nothing")
        return self
