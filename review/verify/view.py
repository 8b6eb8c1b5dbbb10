"""An item as its page shows it: text with marks, doubts in words, the form with what it holds."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from db.repository.items import Item, Telling
from db.repository.leases import Held
from review.i18n import Speech, msgid
from review.verify.fields import BY_NAME, figure_in_words, in_form, in_words, named, told
from review.verify.marks import ShownParagraph, paragraphs, visible
from review.verify.part import Part
from review.verify.record_form import FilledForm
from schema import Reading, Verdict, flags, reasons

HIDDEN_FLAG = "needs_review"
"""Stands on everything in the queue; what it says of its own is why, where no other flag is the reason."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Readings side by side: heads (msgids), and a row for each field that any of them fills, with what differs."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...], bool], ...]


@dataclass(slots=True)
class ItemView:
    """What the page of an item needs besides the item. ``state``: mine, free, held or reading."""

    item: Item
    speech: Speech
    part: Part
    state: str
    held: Held | None = None
    undoable: bool = False
    values: dict[str, str] = field(default_factory=dict)
    qualifiers: tuple[str, ...] = ()
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    message: str | None = None
    stale: Comparison | None = None
    note: str = ""
    spent: float = 0.0
    uid: str = field(default_factory=lambda: secrets.token_hex(16))

    def __post_init__(self) -> None:
        if not self.values:
            self.values = in_form(self.item.proposed)
            self.qualifiers = self.item.proposed.qualifiers

    def filled_with(self, form: FilledForm, note: str) -> None:
        """Show what an editor entered instead of what the record says."""
        self.values = in_form(self.item.proposed) | form.values
        self.qualifiers, self.errors, self.spans, self.note = form.qualifiers, form.errors, form.spans, note

    @property
    def paragraphs(self) -> list[ShownParagraph]:
        """The article's text with its marks."""
        return paragraphs(self.item.text, self.item.places)

    @property
    def doubts(self) -> list[tuple[str, str | None]]:
        """Each flag in words, with its arithmetic."""
        here = self.item.explanations_vi if self.speech.code == "vi" else self.item.explanations
        other = self.item.explanations if self.speech.code == "vi" else self.item.explanations_vi
        reason = any(flags()[code].review for code in self.item.flags if code != HIDDEN_FLAG and code in flags())
        shown = []
        for code in self.item.flags:
            explanation = here.get(code) or other.get(code)
            if code != HIDDEN_FLAG or (explanation and not reason):
                shown.append((named(flags(), code, self.speech), visible(explanation) if explanation else None))
        return shown

    @property
    def against(self) -> Comparison | None:
        """What was decided before beside what the machine reads now, where they differ."""
        if self.item.machine is None or not self.item.machine.differences(self.item.shown):
            return None
        heads = (msgid("Decided before"), msgid("The machine reads now"))
        return compare(self.speech, (self.item.shown, self.item.machine), heads)

    @property
    def copies(self) -> list[Telling]:
        """The same figure, waiting in other articles."""
        return self.item.copies()

    @property
    def others(self) -> list[Telling]:
        """The same figure elsewhere, those waiting copies left out."""
        waiting = {copy.claim for copy in self.copies}
        return [telling for telling in self.item.tellings if telling.claim not in waiting]

    def figure(self, reading: Reading) -> str:
        """A reading's number, short."""
        return figure_in_words(reading, self.speech)

    def told(self, reading: Reading) -> list[Any]:
        """A reading's fields in words."""
        return told(reading, self.speech)

    def changes(self, verdict: Verdict) -> list[tuple[str, str, str]]:
        """What a correction changed: field (msgid), before, after."""
        if verdict.corrected is None:
            return []
        return [
            (
                BY_NAME[name].label,
                in_words(name, getattr(verdict.seen, name), self.speech),
                in_words(name, getattr(verdict.corrected, name), self.speech),
            )
            for name in verdict.seen.differences(verdict.corrected)
        ]

    def reason(self, verdict: Verdict) -> str:
        """Why something was rejected."""
        return named(reasons(), verdict.reason, self.speech) if verdict.reason else ""


def compare(speech: Speech, readings: tuple[Reading, ...], heads: tuple[str, ...]) -> Comparison:
    """Readings side by side, a row a field."""
    rows = []
    for shown, _ in told(readings[0], speech, beside=readings[1:]):
        values = [getattr(reading, shown.name) for reading in readings]
        words = tuple(in_words(shown.name, value, speech) for value in values)
        rows.append((shown.label, words, any(value != values[0] for value in values)))
    return Comparison(heads, tuple(rows))
