"""A figure that the grammar passed over, although what stands around it all but says what it counts."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extract.classifier import NOTHING
from extract.counts.building import consume, keep_count, new_count, organisation_kind, put_number, read_manner
from extract.counts.likely import UNREAD, class_of, insisted, verb_of
from extract.counts.nouns import behind
from extract.counts.patterns.people import ORGANISATIONS_DID
from extract.counts.scan import Scan
from extract.frames import frames, noun_class
from extract.mentions import Number
from extract.tokens import Token

_LATEST = 12  # counts of a sentence that a number may belong to
_LENGTH = regex.compile(r" (?:tuổi|năm|tháng|ngày|buổi|giờ)(?! đảng|\p{L})")  # "học sinh đủ |18 tuổi"
_LISTED = regex.compile(r"(?: \p{L}+){0,4}(?:, | và |, và )(?:\p{L}+ )?")


@dataclass(frozen=True, slots=True)
class Held:
    """What held before a number was read: labels, marks, and whether the figure before was of other things."""

    labels: tuple[str, ...]
    cues: tuple[tuple[str, int], ...]
    foreign: bool


def held_by(scan: Scan) -> Held:
    """What holds at a place in a sentence."""
    return Held(tuple(scan.state.labels), tuple(scan.state.cues), scan.story.foreign)


def supply(scan: Scan, position: int, token: Token, number: Number, held: Held) -> None:
    """Count a number that was passed over."""
    if (
        number.percent
        or scan.mass
        or held.foreign  # "18 chi bộ ba năm liền không kết nạp được ai. Nhiều nhất là huyện X với |7 chi bộ"
        or (number.in_words and number.value == 1)
        or _LENGTH.match(scan.text.folded, token.end) is not None
        or scan.refused == token.start
        or any(token.start == count.start for count in scan.counts[-_LATEST:])
        or is_used(scan, token, number)
    ):
        return
    noun, noun_end, labels, _ = behind(scan, position, token)
    best = insisted(scan.story, token.start, NOTHING, UNREAD, noun_class(noun))
    idle = not scan.state.frame_own or scan.state.frame not in frames() or scan.state.frame == "total"
    did = idle and ORGANISATIONS_DID.match(scan.text.folded, noun_end) is not None
    if best is None or did or goes_on(scan, position, token):
        return
    indicator, modality = best.split(".")
    verb, klass = verb_of(indicator), class_of(indicator)
    if verb == "rate":
        return  # as what they were rated, the words around them do not tell
    scan.state.labels, scan.state.cues = list(held.labels), list(held.cues)
    count = new_count(scan, token, noun_end, indicator, klass, verb, f"count.likely.{verb}")
    if klass == "organisations" and noun_class(noun) == "organisations":
        count.qualifiers |= organisation_kind(scan, noun)
    count.qualifiers |= set(labels or scan.state.labels)
    read_manner(scan, count, position, token)
    count.modality = "target" if modality == "target" else "actual"
    put_number(scan, count, number, frames().get(verb))
    keep_count(scan, count)
    consume(scan)


def goes_on(scan: Scan, position: int, token: Token) -> bool:
    """Whether a number stands in one list with one that was passed over: "gồm 6 đảng bộ, |13 chi bộ"."""
    before = next((t for t in reversed(scan.row[:position]) if t.kind == "number"), None)
    if before is None or any(count.start == before.start for count in scan.counts[-_LATEST:]):
        return False
    return _LISTED.fullmatch(scan.text.folded, before.end, token.start) is not None


def is_used(scan: Scan, token: Token, number: Number) -> bool:
    """Whether a number is told of a figure already: its target, its whole, or a part that waits for it."""
    if scan.pending_target == number.value or (scan.pending_part is not None and scan.pending_part[0] is token):
        return True
    near = scan.counts[-_LATEST:] or scan.story.counts[-1:]
    return any(number.value in (count.target, count.denominator) for count in near)
