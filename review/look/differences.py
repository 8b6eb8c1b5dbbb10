"""What changed from one text to another: paragraphs first, words within those that changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

Change = Literal["same", "added", "removed"]
_WORDS: Final = re.compile(r"\s+|\S+")
_MOST_WORDS: Final = 1500
"""Of a paragraph that is compared word by word: time grows with the square of it."""
_MOST_LINES: Final = 2000


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch that stayed, came or went."""

    change: Change
    text: str


def differences(before: str, after: str) -> list[list[Part]]:
    """Paragraphs of both texts in one row, each in parts; paragraphs that stayed are whole."""
    old, new = before.split("\n"), after.split("\n")
    if max(len(old), len(new)) > _MOST_LINES:
        return [[Part("removed", line)] for line in old] + [[Part("added", line)] for line in new]
    found: list[list[Part]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [[Part("same", line)] for line in old[a:b]]
        elif kind == "replace" and b - a == d - c:
            found += [list(_words(one, other)) for one, other in zip(old[a:b], new[c:d], strict=True)]
        else:
            found += [[Part("removed", line)] for line in old[a:b]] + [[Part("added", line)] for line in new[c:d]]
    return found


def _words(before: str, after: str) -> Iterator[Part]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > _MOST_WORDS:
        yield Part("removed", before)
        yield Part("added", after)
        return
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Part("same", "".join(old[a:b]))
            continue
        if b > a:
            yield Part("removed", "".join(old[a:b]))
        if d > c:
            yield Part("added", "".join(new[c:d]))
