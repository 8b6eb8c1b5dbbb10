"""The article's text and its folded view of equal length.

Every pattern is matched on the folded view; every offset is true of both.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from schema import ZoneKind

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\ufe58\uff0d"
_DOUBLE_QUOTES = "“”„‟«»″〝〞"
_SINGLE_QUOTES = "‘’‚‛′`´ʼ＇"
_SPACE_SEPARATORS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u202a-\u202e\u00ad]")
_NAME_LENGTH = 80  # code points
_SPACES = re.compile(rf"[\t {_SPACE_SEPARATORS}]{{2,}}")
_TONES = "\u0300\u0301\u0309\u0303\u0323"  # huyền, sắc, hỏi, ngã, nặng


def _compose(letter: str, tone: str) -> str:
    return unicodedata.normalize("NFC", letter + tone)


# "hoà" and "hòa", "thuỷ" and "thủy" are one syllable in two spellings; the later one is the norm.
_TONE_PLACEMENT = {
    first + _compose(second, tone): _compose(first, tone) + second
    for first, second in ("oa", "oe", "uy")
    for tone in _TONES
}
# "quý": there u belongs to the consonant, and the tone stays on y in both norms.
# The standard library finds one letter of a few three times as quickly as `regex`: these are sought in every text.
_MISPLACED_TONE = re.compile(rf"([ou][{''.join(pair[1] for pair in _TONE_PLACEMENT)}])(?<!q[ou].)(?![^\W\d_])")
# "kỉ luật", "xử lí", "quí": an open syllable of one consonant and i is also spelled with y.
_I_TO_Y = {_compose("i", tone): _compose("y", tone) for tone in _TONES} | {"i": "y"}
_OPEN_I = re.compile(rf"[{''.join(_I_TO_Y)}](?![^\W\d_])(?:(?<=(?<![^\W\d_])[hklmst].)|(?<=(?<![^\W\d_])qu.))")
# Digits of scripts that `regex` knows and this Python does not: a figure in them cannot be read, and is none.
_ODD_DIGITS = [c for c in regex.findall(r"\d", "".join(map(chr, range(0x10000, 0x20000)))) if not c.isdecimal()]
_BEYOND = re.compile("[\U00010000-\U0001ffff]")
_CHARACTERS = (
    dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_DOUBLE_QUOTES, '"')
    | dict.fromkeys(_SINGLE_QUOTES, "'")
    | dict.fromkeys(_SPACE_SEPARATORS, " ")
    | {"ð": "đ", "Ð": "đ", "\t": " "}
)
_CHARACTER = re.compile(f"[{''.join(map(re.escape, _CHARACTERS))}]")
_ODD_DIGIT = re.compile(f"[{''.join(_ODD_DIGITS)}]") if _ODD_DIGITS else None


_LOOKALIKES = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ", "\u00a0": " "})


def as_written(name: str) -> str:
    """A name with the letters that Vietnamese has: old fonts and keyboards give "Ðà Lạt" with a letter of Icelandic."""
    return name.translate(_LOOKALIKES)


def clean(text: str) -> str:
    """Text as it is kept: NFC, plain line feeds, no invisible marks that break words, no doubled spaces.

    A run of spaces is one space, as a page shows it; a single no-break space stays what it is.
    """
    visible = _INVISIBLE.sub("", text)  # before composing: a mark may stand between a letter and its tone
    composed = unicodedata.normalize("NFC", visible).replace("\r\n", "\n").replace("\r", "\n")
    return _SPACES.sub(" ", composed)


def fold(text: str) -> str:
    """The folded view of NFC text, code point for code point.

    Lower case, one space for any space, ASCII dashes and quotes, one placement of tone marks, y for
    an open i after h, k, l, m, s, t, qu. Line breaks stay.
    """
    return _fold_name(text) if len(text) <= _NAME_LENGTH else _fold_article(text)


def _by_lines(text: str) -> str:
    """The folded view of a whole article, of which each line has most likely been asked for before."""
    return "\n".join([_fold_name(line) if len(line) <= _NAME_LENGTH else _fold_line(line) for line in text.split("\n")])


def _fold(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters outside Vietnamese grow when lowered
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    if _ODD_DIGIT is not None and _BEYOND.search(lowered):
        lowered = _ODD_DIGIT.sub("\ufffd", lowered)
    folded = _CHARACTER.sub(lambda m: _CHARACTERS[m[0]], lowered)
    if not folded.isascii():
        folded = _MISPLACED_TONE.sub(lambda m: _TONE_PLACEMENT.get(m[1], m[1]), folded)
    return _OPEN_I.sub(lambda m: _I_TO_Y[m[0]], folded)


_fold_name = lru_cache(maxsize=8192)(_fold)  # the same names come again and again
_fold_line = lru_cache(maxsize=48)(_fold)
_fold_article = lru_cache(maxsize=4)(_by_lines)  # its readers ask one by one, as does what is made of them


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the text: its offsets and the zone of the page it stood in."""

    start: int
    end: int
    zone: ZoneKind


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text, immutable, one paragraph a line.

    ``raw`` is the text of record; ``folded`` has the same length. ``lines`` cover the paragraphs in
    order, line breaks excluded.
    """

    raw: str
    folded: str = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)

    @classmethod
    def of(cls, raw: str, zones: tuple[ZoneKind, ...] | None = None) -> Text:
        """Build a text; ``zones`` names the zone of each line (default: all body)."""
        lines, start = [], 0
        for number, line in enumerate(raw.split("\n")):
            zone: ZoneKind = zones[number] if zones else "body"
            lines.append(Line(start, start + len(line), zone))
            start += len(line) + 1
        return cls(raw, fold(raw), tuple(lines))

    def line_at(self, offset: int) -> Line:
        """The paragraph that holds an offset."""
        low, high = 0, len(self.lines) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.lines[middle].start <= offset:
                low = middle
            else:
                high = middle - 1
        return self.lines[low]
