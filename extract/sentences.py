"""Sentences of a text, by the marks that end them.

A full stop ends a sentence where a new one can begin (a capital, a quote, a bracket, a digit), but
not after an abbreviation ("TP.", "T.Ư"), an initial ("Hoàng Văn N.") in the middle of a name, or
inside a number. Reporters drop the space after a full stop: a lower-case letter, a stop and a
capitalised word are two sentences all the same.
"""

from __future__ import annotations

import regex

from extract.mentions import Sentence
from extract.text import Text

_AS_NOUN = "(?:thiểu|đa|dân|tổng|hệ|chỉ|con|tham|một|nhân|doanh|quân|trong)"
"""Before "số" these make a word of it: "dân tộc thiểu số." ends a sentence, "số." before a number is "số" (No.)."""
_ABBREVIATION = regex.compile(
    r"(?:^|[\s(\"“/])(?:tp|t\.p|tx|t\.x|tt|q|h|x|p|t|st|ths|ts|pgs|gs|bs|ks|đ/c|đc|vv|v\.v|kts|ths|tr|nxb"
    rf"|(?<!{_AS_NOUN} )số)\.?$",
    regex.IGNORECASE,
)
_INITIAL = regex.compile(r"(?:^|[\s.(])\p{Lu}$")
_END = regex.compile(r"[.!?…]+[\"”’)\]]*(?=\s)|(?<=[\p{Ll}\d)%\"”])[.!?](?=\p{Lu}\p{Ll})|[.!?…]+[\"”’)\]]*$")
_LONGEST = 3_000  # code points; what reads a sentence may look at it more than once
_CUT = regex.compile(r"[;,.]\s|\s")
_OPENS = regex.compile(r"\s*[\p{Lu}\d\"“'‘(\[\-–•*+]")


def read(text: Text) -> list[Sentence]:
    """The sentences of a text in order; none crosses a paragraph, together they cover all of it."""
    sentences: list[Sentence] = []
    for number, line in enumerate(text.lines):
        start = line.start
        for end in _END.finditer(text.raw, line.start, line.end):
            if end.end() < line.end and not _breaks(text.raw, line.start, end, line.end):
                continue
            sentences.append(Sentence(start, end.end(), number))
            start = end.end()
            while start < line.end and text.raw[start].isspace():
                start += 1
        if start < line.end:
            sentences.append(Sentence(start, line.end, number))
    return [piece for sentence in sentences for piece in _pieces(text.raw, sentence)]


def _pieces(raw: str, sentence: Sentence) -> list[Sentence]:
    """A sentence, or where it is longer than any real one (a table run together) its pieces, cut at marks."""
    pieces, start = [], sentence.start
    while sentence.end - start > _LONGEST:
        mark = _CUT.search(raw, start + _LONGEST - 400, start + _LONGEST)
        cut = mark.end() if mark else start + _LONGEST
        pieces.append(Sentence(start, cut, sentence.line))
        start = cut
    pieces.append(Sentence(start, sentence.end, sentence.line))
    return pieces


def _breaks(raw: str, line_start: int, end: regex.Match[str], line_end: int) -> bool:
    before = raw[max(line_start, end.start() - 8) : end.start()]
    if (
        end[0][0] == "."
        and (_ABBREVIATION.search(before) or _INITIAL.search(before))
        and not end[0].startswith(("..", "…"))
    ):
        return False
    return bool(_OPENS.match(raw, end.end(), line_end))
