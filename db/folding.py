"""Words as they are compared: what a text is searched by, and what a name or number is found by.

A word is a run of letters and digits in Unicode form NFC and lower case, with the tone mark of an open rime on
its first vowel (``hoà`` is ``hòa``, ``uỷ`` is ``ủy``; ``quý`` stays). Its plain form has no accents, and d for đ.
Nothing else in this room folds text. The full-text index holds words as they are made here: who changes what a
word is also writes a migration that empties ``article_search`` and ``article_indexed``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_MAX_WORD = 100  # code points; longer runs are no words, and PostgreSQL takes 2,046 bytes
_MOST_PIECES = 1 << 16
_RUN = re.compile("[^\\W_][^\\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\\W_]*)*")
_LOOKALIKES = str.maketrans({"Ð": "đ", "Ɖ": "đ", "ð": "đ", "ɖ": "đ"})
_TONE = re.compile(r"o[àáảãạèéẻẽẹ]$|(?<!q)u[ỳýỷỹỵ]$")
_TONE_MOVED = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_QUY = re.compile(r"q[ùúủũụ]y$")
_QUY_MOVED = {"qùy": "quỳ", "qúy": "quý", "qủy": "quỷ", "qũy": "quỹ", "qụy": "quỵ"}


def words(text: str) -> list[str]:
    """The words of a text in their order."""
    return " ".join(map(_PIECES.__getitem__, text.split())).split()


def words_at(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text with where they stand: ``text[start:end]`` is the word as written."""
    for run in _RUN.finditer(text):
        yield _PIECES[run[0]], run.start(), run.end()


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """The accent-less form of a word: ``đường`` is ``duong``."""
    letters = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def plain_text(text: str) -> str:
    """The words of a text in their accent-less form, one space between them: the key of a name."""
    return " ".join(map(plain, words(text)))


def _folded(run: str) -> str:
    word = unicodedata.normalize("NFC", run[:_MAX_WORD].translate(_LOOKALIKES).lower())
    word = "".join(letter for letter in word if letter.isalnum())  # marks that belong to no letter
    word = _TONE.sub(lambda found: _TONE_MOVED[found[0]], word)
    return _QUY.sub(lambda found: _QUY_MOVED[found[0]], word)


class _Pieces(dict[str, str]):
    """Pieces of text between spaces, and their words with one space between.

    Vietnamese has some seven thousand syllables: nearly every piece was met before.
    """

    def __missing__(self, piece: str) -> str:
        found = " ".join(map(_folded, _RUN.findall(piece)))
        if len(piece) <= _MAX_WORD:
            if len(self) >= _MOST_PIECES:
                self.clear()
            self[piece] = found
        return found


_PIECES = _Pieces()
