"""Practice items: invented articles, each with one figure as a machine might read it and the answer that is right.

An item is a TOML file beside this module. Answers to them never become verdicts.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from db.repository.items import Item, Place
from db.repository.practice import Answer
from schema import Reading, flags, indicators, qualifiers, reasons

_FOLDER = Path(__file__).parent

NEEDED = 6
"""Right answers of one round after which an editor is given real items."""


class PracticeError(ValueError):
    """A practice item cannot be used; the message names its file."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Marks(_Part):
    """Words of the text; each stands once in the evidence, or else once in the text."""

    evidence: str
    figure: str
    unit: str | None = None
    period: str | None = None
    documents: tuple[str, ...] = ()


class _Flag(_Part):
    code: str
    vi: str
    en: str


class _Told(_Part):
    vi: str
    en: str


class RightAnswer(_Part):
    """What is right: a decision, for a rejection the reasons that will do, for a correction the fields it changes.

    An empty text empties a field. ``free`` are fields that a correction may change besides without being wrong.
    """

    decision: Literal["accept", "correct", "reject"]
    reasons: tuple[str, ...] = ()
    corrected: dict[str, Any] = {}
    free: tuple[str, ...] = ()


class PracticeItem(_Part):
    """One item as its file gives it; ``name`` is the file's."""

    name: str
    title: str
    published: date
    text: str
    marks: _Marks
    reading: Reading
    flags: tuple[_Flag, ...] = ()
    answer: RightAnswer
    why: _Told

    @model_validator(mode="after")
    def _holds_together(self) -> PracticeItem:
        for words in (self.marks.figure, self.marks.unit, self.marks.period, *self.marks.documents):
            if words is not None and 1 not in (self.marks.evidence.count(words), self.text.count(words)):
                raise ValueError(f"{words!r} stands neither once in the evidence nor once in the text")
        if self.text.count(self.marks.evidence) != 1:
            raise ValueError("the evidence does not stand once in the text")
        codes = ((self.reading.indicator, indicators()), *((code, reasons()) for code in self.answer.reasons))
        codes = (*codes, *((flag.code, flags()) for flag in self.flags))
        for code, registry in (*codes, *((code, qualifiers()) for code in self.reading.qualifiers)):
            if code not in registry:
                raise ValueError(f"no registry has {code!r}")
        if (self.answer.decision == "reject") != bool(self.answer.reasons):
            raise ValueError("a rejection needs reasons, and nothing else has them")
        if (self.answer.decision == "correct") != bool(self.answer.corrected):
            raise ValueError("a correction needs fields, and nothing else has them")
        if self.answer.corrected and not self.reading.differences(self.right_reading()):
            raise ValueError("the correction changes nothing")
        return self

    def right_reading(self) -> Reading:
        """The record as it should be."""
        corrected = {name: value if value != "" else None for name, value in self.answer.corrected.items()}
        return Reading.model_validate(self.reading.model_dump() | corrected)

    def is_right(self, decision: str, reason: str | None, corrected: Reading | None) -> bool:
        """Whether an answer is the right one."""
        if decision != self.answer.decision:
            return False
        if decision == "reject":
            return reason in self.answer.reasons
        if decision == "correct":
            return corrected is not None and not set(self.right_reading().differences(corrected)) - set(
                self.answer.free
            )
        return True

    def as_item(self) -> Item:
        """The item as the page of real ones shows it."""
        return Item(
            claim=self.name,
            fact_id=self.name,
            article_id=0,
            source="",
            source_title="",
            url="",
            title=self.title,
            published=self.published,
            revision=1,
            text=self.text,
            text_hash="",
            places=self._places(),
            figure=self.marks.figure,
            evidence=self.marks.evidence,
            before="",
            after="",
            shown=self.reading,
            machine=self.reading,
            status="unverified",
            flags=tuple(flag.code for flag in self.flags),
            explanations={flag.code: flag.en for flag in self.flags},
            explanations_vi={flag.code: flag.vi for flag in self.flags},
            rule=None,
            confidence=0.0,
            extractor_version=None,
            extraction_id=None,
            figure_id=None,
            queue_reason="flagged",
            history=(),
            tellings=(),
            earlier=(),
            seen=self.name,
        )

    def _places(self) -> tuple[Place, ...]:
        named = [("evidence", self.marks.evidence), ("figure", self.marks.figure)]
        named += [("unit", self.marks.unit or ""), ("period", self.marks.period or "")]
        named += [("document", words) for words in self.marks.documents]
        sentence = self.text.index(self.marks.evidence)

        def start_of(words: str) -> int:
            inside = self.marks.evidence.count(words) == 1
            return sentence + self.marks.evidence.index(words) if inside else self.text.index(words)

        return tuple(Place(start_of(words), start_of(words) + len(words), kind) for kind, words in named if words)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an editor is in the newest round: answers by item, items left in their order, whether one was passed."""

    round: int
    answers: dict[str, bool]
    left: tuple[str, ...]
    passed: bool

    @property
    def right(self) -> int:
        """Right answers of this round."""
        return sum(self.answers.values())


@cache
def practice_items() -> dict[str, PracticeItem]:
    """All items by name. Raises PracticeError for a file that is none."""
    found = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
            found[path.stem] = PracticeItem.model_validate({"name": path.stem, **values})
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            raise PracticeError(f"{path.name}: {error}") from error
    return found


def progress(user_id: int, answers: Sequence[Answer], wanted: int | None = None) -> Progress:
    """How far an account has come in its newest round, or in the ``wanted`` one after it, once that is answered.

    Each round has its own order.
    """
    names = list(practice_items())
    newest = max((answer.round for answer in answers), default=0)
    here = {answer.item: answer.right for answer in answers if answer.round == newest and answer.item in names}
    if wanted == newest + 1 and len(here) == len(names):
        newest, here = wanted, {}
    by_round: dict[int, int] = {}
    for answer in answers:
        by_round[answer.round] = by_round.get(answer.round, 0) + answer.right
    passed = any(right >= NEEDED for right in by_round.values())
    ordered = sorted(names, key=lambda name: hashlib.blake2b(f"{user_id}/{newest}/{name}".encode()).digest())
    return Progress(newest, here, tuple(name for name in ordered if name not in here), passed)
