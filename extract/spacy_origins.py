"""Cleaned text that remembers where each of its code points came from.

The readers want NFC, one paragraph a line, no invisible marks; a spaCy Doc may hold any text and is never altered.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import regex

from extract.text import clean

_LINE = regex.compile(r"[^\r\n]+")
_PIECE = regex.compile(r"[\t\p{Zs}]+|\X")  # a run of spaces, or a grapheme


@dataclass(frozen=True, slots=True)
class CleanedText:
    """The paragraphs of a text, cleaned, and the way back to the text they came from.

    ``starts[i]`` and ``ends[i]`` tell, for offset ``i`` of the joined paragraphs, where a stretch that
    starts or ends there does so in the given text. Both are ``None`` where nothing was changed.
    """

    paragraphs: tuple[str, ...]
    starts: list[int] | None
    ends: list[int] | None

    @classmethod
    def of(cls, text: str) -> CleanedText:
        """Clean a text: paragraphs without space around them, empty ones left out."""
        lines = [line for found in _LINE.finditer(text) if (line := _cleaned(found[0], found.start()))]
        paragraphs = tuple("".join(char for char, _, _ in line) for line in lines)
        if "\n".join(paragraphs) == text:
            return cls(paragraphs, None, None)
        starts: list[int] = []
        ends: list[int] = [0]
        for line in lines:
            if starts:  # the line break, whatever stood there
                starts.append(ends[-1])
                ends.append(line[0][1])
            starts += (start for _, start, _ in line)
            ends += (end for _, _, end in line)
        return cls(paragraphs, [*starts, ends[-1]], ends)

    def start(self, offset: int) -> int:
        """Where in the given text a stretch starts that starts at ``offset`` of the cleaned one."""
        return offset if self.starts is None else self.starts[offset]

    def end(self, offset: int) -> int:
        """Where in the given text a stretch ends that ends at ``offset`` of the cleaned one."""
        return offset if self.ends is None else self.ends[offset]


_Origins = list[tuple[str, int, int]]
"""Code points, each with the stretch of the given text that it stands for."""


def _cleaned(line: str, offset: int) -> _Origins:
    """A line as it is kept. What becomes one is one piece, or comes to be one when what stood between has gone."""
    chars = [(char, place, place + 1) for place, char in enumerate(line, offset)]
    text = line
    while clean(text) != text:
        chars = list(chain.from_iterable(_piece(chars[p.start() : p.end()]) for p in _PIECE.finditer(text)))
        before, text = text, "".join(char for char, _, _ in chars)
        if text == before:
            break
    first = len(text) - len(text.lstrip())
    return chars[first : len(text.rstrip())]


def _piece(chars: _Origins) -> _Origins:
    kept = clean("".join(char for char, _, _ in chars))
    return [(char, chars[0][1], chars[-1][2]) for char in kept]
