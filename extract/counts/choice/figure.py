"""One number whose verb is sought: what is known of it, and questions that its readers ask."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from extract.counts.model import Count, State, Story
from extract.counts.right_verbs import verb_unserved
from extract.counts.scan import Scan, is_holding, latest_count
from extract.frames import Class, noun_class
from extract.mentions import UnitSpan
from extract.tokens import Token

Choice = tuple[str | None, str]
"""The verb whose count a number is, and how it was found (``right``, ``left``, ``have``, ``topic``, ``part`` …)."""

PART: Choice = (None, "part")
"""A part of a count told before."""
NOTHING: Choice = (None, "none")
"""Nothing that is counted here."""

_HAS_PEOPLE = regex.compile(r"(?: (?:hiện|nay|đã|chỉ|mới|vẫn|đang|còn|có|vỏn vẹn|vẻn vẹn|được))+ ")


@dataclass(slots=True)
class Figure:
    """A number in its sentence, with the noun and the labels that stand with it."""

    scan: Scan
    position: int
    token: Token
    noun: str | None
    klass: Class | None
    labels: list[str]
    fresh: bool = field(init=False)
    """Whether the verb before is one of a count and has had no figure yet."""
    holding: bool = field(init=False)
    """Whether the last word before is one of having ("có", "gồm", "với")."""

    def __post_init__(self) -> None:
        self.fresh = verb_unserved(self.scan)
        self.holding = is_holding(self.scan, self.token)

    @property
    def state(self) -> State:
        """What holds at the number."""
        return self.scan.state

    @property
    def story(self) -> Story:
        """What the sentences before told."""
        return self.scan.story

    @property
    def topic(self) -> Count | None:
        """What the story is about."""
        return self.scan.story.topic

    @property
    def last(self) -> Count | None:
        """The count before in this sentence."""
        return self.scan.counts[-1] if self.scan.counts else None

    @property
    def latest(self) -> Count | None:
        """The count before, of this sentence or of one before."""
        return latest_count(self.scan)

    @property
    def following(self) -> Token | None:
        """The token behind."""
        row = self.scan.row
        return row[self.position + 1] if self.position + 1 < len(row) else None

    @property
    def bare(self) -> bool:
        """Whether the number has neither noun nor label."""
        return self.noun is None and not self.labels

    @property
    def assigned(self) -> bool:
        """Whether people are told of, to be admitted by a plan given since the last count ("được giao chỉ tiêu")."""
        since = self.last.end if self.last is not None else self.scan.sentence.start
        given = any(code == "assigned" and at > since for code, at in self.state.cues)
        return given and self.noun in ("student", "person", "prospect") and not self.state.cue("part")

    def near(self, reach: int) -> int:
        """Where the stretch of ``reach`` characters before the number begins, within its sentence."""
        return max(self.scan.sentence.start, self.token.start - reach)

    def ends_with(self, *words: str) -> bool:
        """Whether the text right before the number ends with one of these."""
        return self.scan.text.folded.endswith(words, 0, self.token.start)


def has_people(figure: Figure) -> bool:
    """Whether a unit and "có" or "chỉ" stand right before a number."""
    owner = unit_before(figure)
    folded = figure.scan.text.folded
    return owner is not None and _HAS_PEOPLE.fullmatch(folded, owner.end, figure.token.start) is not None


def unit_before(figure: Figure) -> UnitSpan | None:
    """The unit named right before a number, with nothing but words of having between."""
    near = figure.scan.row[max(0, figure.position - 4) : figure.position]
    token = next((t for t in reversed(near) if t.kind == "unit"), None)
    return token.unit if token is not None else None


def part_fits(figure: Figure) -> bool:
    """Whether a number with its noun after "trong đó" can be a part of the count before."""
    latest = figure.latest
    if latest is None:
        return False
    if noun_class(figure.noun) == "organisations":
        return latest.klass == "organisations" and latest.indicator != "orgs_total"
    return (
        latest.klass == "members"
        and latest.sentence >= figure.scan.index - 1
        and figure.noun in ("member", "committee_member", "person")
    )


def subject_since_verb(figure: Figure) -> bool:
    """Whether a verb belongs to an opening phrase: "Sau sáp nhập tỉnh, Đảng bộ … có 23 chi bộ"."""
    passed = False
    for token in figure.scan.row[: figure.position]:
        if token.start < figure.state.frame_at:
            continue
        if token.kind == "mark" and token.mark == ",":
            passed = True
        elif passed and token.kind in ("unit", "date"):
            return True
    return False


def total(figure: Figure) -> Choice:
    """How many there are; what follows in the sentence is told as totals, too."""
    figure.state.frame, figure.state.frame_at = "total", figure.token.start
    return "total", "have"
