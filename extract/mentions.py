"""What the readers find: small records of where something stands and what it says.

``start`` and ``end`` are code points of the article's text. ``rule`` names the rule that read it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from schema.record import Approximation, IssuerLevel, Level, Precision


class Sentence(NamedTuple):
    """One sentence; ``line`` is the index of its paragraph in ``Text.lines``."""

    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: digits, or a numeral in words.

    ``start`` .. ``end`` is the number itself with its scale word ("4,2 ngàn"), without an
    approximator, a percent sign or a noun. ``value_max`` is the upper end of a range ("90 - 100" is
    one number). ``approximation`` comes from a word before it ("gần", "hơn") whose start is
    ``approximator_start``. ``bound`` tells "ít nhất/tối thiểu/không dưới/… trở lên" (at_least) and
    "không quá/tối đa" (at_most). ``percent`` is true when a percent sign follows; ``unit_end`` is
    then the offset behind it, else ``end``. ``denominator`` belongs to a fraction "142/270" (value
    142), which is one number. ``confidence`` is lowered for sloppy marks ("41/4,974").
    """

    start: int
    end: int
    value: float
    value_max: float | None = None
    denominator: float | None = None
    percent: bool = False
    unit_end: int = 0
    approximation: Approximation | None = None
    approximator_start: int | None = None
    bound: Literal["at_least", "at_most"] | None = None
    in_words: bool = False
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A calendar expression resolved to a closed interval of days.

    ``role`` tells what the expression does to the figures near it: ``period`` (a flow's interval),
    ``as_of`` (a stock's day: "tính đến", "đến hết tháng 6"), ``event`` (a day on which something took
    place), ``document`` (set later, when a citation owns it), ``comparison`` ("so với cùng kỳ
    2023", "cuối năm 2023" after "so với"), ``anniversary`` (of something long ago).
    ``anchored`` is true where the year (or more) came from the publication date or the context.
    """

    start: int
    end: int
    from_: date | None
    to: date | None
    precision: Precision
    anchored: bool = False
    role: Literal["period", "as_of", "event", "document", "comparison", "anniversary"] = "period"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of a document.

    ``start`` .. ``end`` covers the type word and the number ("Nghị quyết số 21- NQ/TW").
    ``antecedent`` is the start of the fuller mention that a short form refers to. A document named
    without a number (a plenum resolution) has ``number`` None.
    """

    start: int
    end: int
    type: str | None
    number: str | None
    symbol: str | None
    canonical: str
    date: date | None = None
    issuer: str | None = None
    issuer_level: IssuerLevel | None = None
    title: str | None = None
    antecedent: int | None = None
    flags: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class UnitSpan:
    """One mention of a party organisation or an administrative unit.

    ``name`` is the mention resolved to a full name ("Đảng bộ huyện" -> "Đảng bộ huyện Lạc Dương"
    where the article says which). ``place`` is the bare place name inside it ("Lạc Dương").
    ``organ`` is true for committees' organs and central bodies (Ban Tổ chức Tỉnh ủy, UBKT): they act,
    the figure is their organisation's. ``generic`` is true where the text gives only a kind
    ("toàn tỉnh", "Đảng bộ", "chi bộ này") and the name was supplied by resolution.
    """

    start: int
    end: int
    name: str
    kind: str
    level: Level | None = None
    province: str | None = None
    place: str | None = None
    place_code: str | None = None
    place_today: str | None = None
    parent: str | None = None
    organ: bool = False
    generic: bool = False
    flags: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of an article before its text is read."""

    published: date | None = None
    province: str | None = None
    site: str | None = None
    url: str | None = None


@dataclass(slots=True)
class Claims:
    """The stretches of text that earlier readers own, for a quick test of overlap."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    _owned: bytearray = field(default_factory=bytearray, repr=False)

    def __post_init__(self) -> None:
        spans, self.spans = self.spans, []
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Claim ``start`` .. ``end``."""
        self.spans.append((start, end))
        if end > len(self._owned):
            self._owned.extend(bytes(end - len(self._owned) + 1024))
        self._owned[start:end] = b"\x01" * (end - start)

    def hits(self, start: int, end: int) -> bool:
        """Whether any claimed stretch overlaps ``start`` .. ``end``."""
        return self._owned.find(1, start, end) >= 0
