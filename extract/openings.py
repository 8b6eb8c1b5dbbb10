"""Where words stand that can open an expression: one pass over the text for all of them.

A pattern that begins with one of twenty words is tried by `regex` at every letter of a text. Found by Aho-Corasick
first, the pattern is tried only where one of its words is: five to ten times as quick.
"""

from __future__ import annotations

from collections.abc import Iterable

import ahocorasick_rs


class Openings:
    """Finds where any of some words or phrases stand in a folded text, whole: no letter before or behind them.

    Behind an abbreviation's full stop a letter may stand ("tp.hồ"), behind any word a digit ("t2").
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(words)
        self._automaton = ahocorasick_rs.AhoCorasick(self.words)

    def places(self, folded: str) -> list[tuple[int, int]]:
        """Where the words stand and which (their places in ``words``), in order; they may overlap."""
        found = [
            (start, word)
            for word, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True)
            if not (folded[end : end + 1].isalpha() and folded[end - 1] != ".")
            and not (start and folded[start - 1].isalnum())
        ]
        found.sort()
        return found
