"""The type word before a document's number: "Nghị quyết số", "Quy định", "NQ".

Read backwards from the number, so that a text is looked at only where it has digits.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex

from extract.data import load
from extract.symbols import type_codes, types_of
from extract.text import Text, fold
from schema import document_types

_REACH = 56  # code points before a number in which its type word must begin
_NUMBER_WORD = regex.compile(r"(?<!\p{L})(?:mang |có )?số(?: hiệu)?[ ]{0,2}[:.]?[ ]{0,2}$")
_BRACKETED = regex.compile(r"[ ]?\([\p{L}. ]{2,8}\)$")
_CODED = regex.compile(r"(?<![\p{L}\d])(?P<t>NQ|CT|KL|QĐ|QĐi|HD|KH|CTr)[ ]?(?P<s>[-/]?)[ ]?(?P<b>TW|TƯ|T\.Ư|TU|HU|ĐU)$")
_NOT_LAW = ("kỷ luật", "pháp luật", "dự luật", "quy luật", "lý luật", "định luật", "niêm luật", "âm luật")

Policy = Literal["name", "verb", "plan", "year"]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before a number.

    ``start`` is where the citation begins; ``type`` is None where only "số" stands there.
    ``numbered`` tells that "số" stands between. ``code`` and ``body`` come from a symbol before the
    number ("NQ/TW 21"). ``bracketed`` tells that the number opens a bracket, ``glued`` that nothing
    separates word and number ("NQ21").
    """

    start: int
    type: str | None
    numbered: bool
    abbreviated: bool = False
    glued: bool = False
    capital: bool = False
    bracketed: bool = False
    code: str | None = None
    body: str | None = None

    @property
    def policy(self) -> Policy:
        """When a bare number may follow the word."""
        return document_types()[self.type].bare if self.type is not None else "year"


@cache
def type_words() -> dict[str, str]:
    """Every type word as on the folded view, to its type."""
    return {fold(word): kind.code for kind in document_types().values() for word in kind.words}


@cache
def abbreviations() -> dict[str, str]:
    """Every abbreviation in upper case, to its type."""
    return {word: kind.code for kind in document_types().values() for word in kind.abbreviations}


@cache
def _word_endings() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    longest_first = sorted(type_words(), key=lambda w: (-len(w), w))
    return (
        tuple(longest_first),
        tuple(sorted(abbreviations(), key=lambda w: (-len(w), w))),
        tuple(f" {fold(word)}" for word in load("documents")["modifiers"]),
    )


def word_ending_at(folded: str, low: int, end: int) -> tuple[int, str] | None:
    """The type word that ends at ``end`` and begins at or after ``low``: its start and its type."""
    words = _word_endings()[0]
    if not folded.endswith(words, low, end):
        return None
    word = next(w for w in words if folded.endswith(w, low, end))
    start = end - len(word)
    if start > 0 and folded[start - 1].isalpha():
        return None
    if word == "luật" and folded.endswith(_NOT_LAW, max(0, end - 12), end):
        return None
    return start, type_words()[word]


def _abbreviation_ending_at(raw: str, low: int, end: int) -> tuple[int, str] | None:
    endings = _word_endings()[1]
    if not raw.endswith(endings, low, end):
        return None
    word = next(w for w in endings if raw.endswith(w, low, end))
    start = end - len(word)
    if start > 0 and (raw[start - 1].isalnum() or raw[start - 1] in "-/%"):
        return None
    return start, abbreviations()[word]


def head_before(text: Text, number: int) -> Head | None:
    """The head of the number that starts at ``number``; None where the number has none."""
    folded, raw = text.folded, text.raw
    low = max(0, number - _REACH)
    low = max(low, folded.rfind("\n", low, number) + 1)
    before = folded[low:number]
    match = _NUMBER_WORD.search(before, max(0, len(before) - 18))
    numbered = match is not None
    end = low + (match.start() if match else len(before))
    glued = not numbered and not before.endswith((" ", "("))
    bracketed = before.endswith("(")
    stripped = folded[low:end].rstrip(" :(\"'" if numbered or bracketed else " ")
    end = low + len(stripped)
    if numbered and (bracket := _BRACKETED.search(stripped, max(0, len(stripped) - 12))):
        end = low + bracket.start()
    if numbered and folded.endswith(_word_endings()[2], low, end):
        modifier = next(m for m in _word_endings()[2] if folded.endswith(m, low, end))
        found = word_ending_at(folded, low, end) or word_ending_at(folded, low, end - len(modifier))
    else:
        found = word_ending_at(folded, low, end)
    if found is not None:
        start, kind = found
        return Head(start, kind, numbered, glued=glued, capital=raw[start].isupper(), bracketed=bracketed)
    if (coded := _CODED.search(raw[max(low, end - 14) : end])) is not None and not (glued and not coded["s"]):
        code = type_codes()[coded["t"]]
        body = "TW" if coded["b"] in ("TƯ", "T.Ư") else coded["b"]
        start = max(low, end - 14) + coded.start()
        if (word := word_ending_at(folded, low, low + len(folded[low:start].rstrip()))) is not None:
            return Head(word[0], word[1], True, code=code, body=body, capital=True)
        kinds = types_of(code, body, "party")
        kind = "quyet_dinh" if "quyet_dinh" in kinds else min(kinds)
        return Head(start, kind, True, True, code=code, body=body, capital=True)
    if bracketed:
        return None
    if (short := _abbreviation_ending_at(raw, low, end)) is not None:
        return Head(short[0], short[1], numbered, abbreviated=True, glued=glued, capital=True)
    if match is not None:
        word_at = low + match.start()
        so = folded.find("số", word_at)
        return Head(so, None, True, capital=False)
    return None
