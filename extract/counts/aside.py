"""A number that may count nothing of the Party, as the readers of `asides` and `aside_people` are asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract.counts.model import State
from extract.counts.scan import Scan
from extract.frames import noun_class
from extract.mentions import Number
from extract.tokens import Token

Left = Literal["nothing", "other", "kept"]


@dataclass(slots=True)
class Aside:
    """A number in its sentence, with what stands right behind it."""

    scan: Scan
    position: int
    token: Token
    number: Number
    noun: str | None
    labels: list[str]
    known: bool
    """Whether what stands behind it is of the Party, or left out."""

    @property
    def state(self) -> State:
        """What holds at the number."""
        return self.scan.state

    @property
    def folded(self) -> str:
        """The folded text."""
        return self.scan.text.folded

    @property
    def near(self) -> int:
        """Where the sixty characters before the number begin, within its sentence."""
        return max(self.scan.sentence.start, self.token.start - 60)

    @property
    def of_organisations(self) -> bool:
        """Whether organisations are counted."""
        return noun_class(self.noun) == "organisations"
