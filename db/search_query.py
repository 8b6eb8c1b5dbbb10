"""What a person types to search articles, read once and told to either database.

``đảng viên`` wants both words, ``"dân vận khéo"`` the phrase, ``21-NQ/TW`` the words of a number side by side,
``-xã`` leaves out what has the word, ``chuyên*`` whatever begins so. Nothing else means anything: operators of a
database, brackets and lone marks are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from db.folding import plain, words

MAX_WORDS = 64
"""Words of a query that are looked for; no person types more, and each costs a look into the index."""

LABEL = "\ue000"
"""Begins a label (of a source, a province, a month); no word of a text has it, both databases take it for a letter."""

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | {"−": "-"})
_PART = re.compile(r'(?:(?<!\S)(?P<not>-))?(?:"(?P<phrase>[^"]*)(?:"(?P<after>\*)?|$)|(?P<bare>[^\s"]+))')
_SHORTEST_PREFIX = 3  # letters; fewer begin a large share of all words


class QueryError(ValueError):
    """A query that looks for nothing, or a place in a list of hits that is none; the message is for its author."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand side by side; the last one may only begin so (``prefix``)."""

    words: tuple[str, ...]
    prefix: bool = False

    def plain(self) -> Term:
        """The same without accents."""
        return Term(tuple(map(plain, self.words)), self.prefix)


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What all must stand in an article, and what must not; ``ignored`` counts words beyond ``MAX_WORDS``."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...] = ()
    ignored: int = 0


def read_query(typed: str) -> SearchQuery:
    """The query that was typed. Raises QueryError if it has no word to look for."""
    wanted: dict[Term, None] = {}
    unwanted: dict[Term, None] = {}
    left, ignored = MAX_WORDS, 0
    for part in _PART.finditer(typed.translate(_QUOTES)):
        for term in _terms(part):
            into = unwanted if part["not"] else wanted
            if term in into:
                continue
            kept = term.words[:left] if into is wanted or len(term.words) <= left else ()
            ignored += len(term.words) - len(kept)
            left -= len(kept)
            if kept:
                into[Term(kept, term.prefix and len(kept) == len(term.words))] = None
    if not wanted:
        only = " It only says what is not wanted." if unwanted else ""
        raise QueryError(f"The search has no word to look for.{only}")
    return SearchQuery(tuple(wanted), tuple(unwanted), ignored)


def _terms(part: re.Match[str]) -> Iterator[Term]:
    """The one term of a part of the query, or none; a prefix too short is a word."""
    given = part["bare"] if part["phrase"] is None else part["phrase"]
    found = tuple(words(given))
    if found:
        starred = part["after"] is not None or given.rstrip().endswith("*")
        yield Term(found, starred and len(found[-1]) >= _SHORTEST_PREFIX)


def fts5(query: SearchQuery, labels: tuple[tuple[str, ...], ...] = (), *, exact: bool) -> str:
    """The query as FTS5 reads it: hits with all accents, or those that are hits only without.

    ``labels`` are groups of which each must have one.
    """
    accented = f"(exact : ({' AND '.join(map(_fts5_term, query.wanted))}))"
    if exact:
        found = accented
    else:
        found = f"((plain : ({' AND '.join(_fts5_term(term.plain()) for term in query.wanted)})) NOT {accented})"
    for group in labels:
        found += " AND (plain : (" + " OR ".join(f'"{label}"' for label in group) + "))"
    for term in query.unwanted:
        column = "plain" if term == term.plain() else "exact"
        found = f"({found}) NOT ({column} : ({_fts5_term(term)}))"
    return found


def tsquery(terms: tuple[Term, ...], labels: tuple[tuple[str, ...], ...] = ()) -> str:
    """Terms of which all must be there as PostgreSQL's ``tsquery`` reads them."""
    groups = ["(" + " | ".join(f"'{label}'" for label in group) + ")" for group in labels]
    return " & ".join([*map(_tsquery_term, terms), *groups])


def _fts5_term(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + ("*" if term.prefix else "")


def _tsquery_term(term: Term) -> str:
    told = [f"'{word}'" for word in term.words]
    if term.prefix:
        told[-1] += ":*"
    return f"({' <-> '.join(told)})"
