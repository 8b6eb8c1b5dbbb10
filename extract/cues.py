"""The words that say what is counted and how: verbs, nouns, sub-populations, marks of plan and result.

All phrases of ``data/lexicon.toml`` are found in one pass (Aho-Corasick over the folded text), the
longest at each place, on whole words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import ahocorasick_rs

from extract.data import DataError, load
from extract.text import Text, fold


_GOES_ON = (" viên", " bộ", " ủy")  # "kết nạp đảng viên" is not "kết nạp đảng" and "viên"


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: its kind (``verb``, ``noun``, ``people``, ``cue`` …) and its code in the lexicon."""

    start: int
    end: int
    kind: str
    code: str


@dataclass(frozen=True, slots=True)
class _Lexicon:
    automaton: ahocorasick_rs.AhoCorasick
    meanings: tuple[tuple[tuple[str, str], ...], ...]
    """Per pattern: its (kind, code) pairs; a phrase may mean several things ("công nhân")."""


@cache
def _lexicon() -> _Lexicon:
    meanings: dict[str, list[tuple[str, str]]] = {}
    for kind, codes in load("lexicon").items():
        for code, phrases in codes.items():
            if not isinstance(phrases, list):
                raise DataError(f"lexicon.toml: [{kind}] {code}: expected a list of phrases")
            for phrase in phrases:
                meaning = meanings.setdefault(fold(phrase), [])
                if (kind, code) not in meaning:
                    meaning.append((kind, code))
    automaton = ahocorasick_rs.AhoCorasick(list(meanings), matchkind=ahocorasick_rs.MatchKind.Standard)
    return _Lexicon(automaton, tuple(tuple(m) for m in meanings.values()))


def read(text: Text) -> list[Cue]:
    """The cues of a text in order, the longest at each place; a phrase with two meanings gives two."""
    folded = text.folded
    lexicon = _lexicon()
    found = [
        (start, end, pattern)
        for pattern, start, end in lexicon.automaton.find_matches_as_indexes(folded, overlapping=True)
        if not (start and folded[start - 1].isalnum()) and not (end < len(folded) and folded[end].isalnum())
        and not (folded.startswith(_GOES_ON, end) and folded.endswith("đảng", start, end))
    ]
    found.sort(key=lambda match: (match[0], -match[1]))
    cues: list[Cue] = []
    position = 0
    for start, end, pattern in found:
        if start < position:
            continue
        cues.extend(Cue(start, end, kind, code) for kind, code in lexicon.meanings[pattern])
        position = end
    return cues
