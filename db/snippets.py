"""The stretch of a text that shows why it was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.folding import plain, words_at
from db.search_query import Term

_LENGTH = 240  # code points of a snippet
_LEAD = 60  # of them before the first word found
_MOST = 100  # places found that are weighed


@dataclass(frozen=True, slots=True)
class Snippet:
    """``text`` stands at ``start`` of the article's text (code points); ``marks`` are what was found in it.

    Each mark is (start, end) within ``text``. Without marks it is the beginning: what was found is in the title.
    """

    text: str
    start: int
    marks: tuple[tuple[int, int], ...]


def snippet(text: str, terms: Sequence[Term], *, exact: bool) -> Snippet:
    """The stretch of ``text`` with the most of the terms, the first of these if several have as many."""
    found = _places(text, terms if exact else [term.plain() for term in terms], exact=exact)
    if not found:
        return Snippet(text[: _end(text, 0, 0)], 0, ())
    first = _best(found)
    start = _start(text, found[first][0])
    end = _end(text, start, found[first][1])
    marks: list[tuple[int, int]] = []
    for begin, stop, _ in found:
        if begin < start or stop > end:
            continue
        if marks and begin < marks[-1][1]:  # a word of a phrase looked for alone, too
            marks[-1] = marks[-1][0], max(stop, marks[-1][1])
        else:
            marks.append((begin, stop))
    return Snippet(text[start:end], start, tuple((begin - start, stop - start) for begin, stop in marks))


def _places(text: str, terms: Sequence[Term], *, exact: bool) -> list[tuple[int, int, int]]:
    """Start and end of each place of a term and the term's number, in the order of the text."""
    every = list(words_at(text))
    shown = [word if exact else plain(word) for word, _, _ in every]
    whole: dict[str, list[int]] = {}
    begun: list[int] = []
    for number, term in enumerate(terms):
        if term.prefix and len(term.words) == 1:
            begun.append(number)
        else:
            whole.setdefault(term.words[0], []).append(number)
    places = []
    for at, word in enumerate(shown):
        for number in (*whole.get(word, ()), *begun):
            term = terms[number]
            after = at + len(term.words)
            if _is_there(term, shown[at:after]):
                places.append((every[at][1], every[after - 1][2], number))
        if len(places) >= _MOST:
            break
    return places


def _is_there(term: Term, shown: Sequence[str]) -> bool:
    if len(shown) != len(term.words) or tuple(shown[:-1]) != term.words[:-1]:
        return False
    return shown[-1].startswith(term.words[-1]) if term.prefix else shown[-1] == term.words[-1]


def _best(found: Sequence[tuple[int, int, int]]) -> int:
    """The place from which the most terms are within a snippet."""
    best, most = 0, 0
    for first, (start, _, _) in enumerate(found):
        reach = start + _LENGTH - _LEAD
        terms = len({number for _, end, number in found[first:] if end <= reach})
        if terms > most:
            best, most = first, terms
    return best


def _start(text: str, place: int) -> int:
    """Where to begin so that ``place`` is seen: with its line, or with a word not too far before it."""
    line = text.rfind("\n", 0, place) + 1
    if place - line <= _LEAD:
        return line
    space = text.find(" ", place - _LEAD, place)
    return space + 1 if space >= 0 else place


def _end(text: str, start: int, needed: int) -> int:
    """Where to end: behind a whole word where there is one, never before ``needed``."""
    if len(text) - start <= _LENGTH:
        return len(text)
    limit = max(start + _LENGTH, needed)
    space = text.rfind(" ", max(start, needed), limit + 1)
    return space if space > start else limit
