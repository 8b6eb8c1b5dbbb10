"""Features for underthesea's taggers, in time linear in the sentence.

The taggers for parts of speech, chunks and names are linear-chain CRFs that come inside the package
``underthesea``. Each reads the features that a template describes: ``T[-1].lower`` is the word
before in small letters, ``T[0,1][1]`` the parts of speech of this word and the next. The library
copies the columns of the whole sentence anew for each word and each template
(``underthesea.pipeline.ner.tagged_feature``), which is quadratic; here each template is laid over
the sentence once. The strings are the library's own, letter for letter, for the models know no others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import regex

Columns = Sequence[Sequence[str]]
"""A sentence by columns: its words, their parts of speech, their chunks."""

_TEMPLATE = regex.compile(r"T\[(?P<first>-?\d+)(?:,(?P<last>-?\d+))?\](?:\[(?P<column>\d)\])?(?:\.(?P<function>\w+))?")
_WORDS = (
    "T[-2].lower T[-1].lower T[0].lower T[1].lower T[2].lower T[0].istitle T[-1].istitle T[1].istitle "
    "T[-2] T[-1] T[0] T[1] T[2] T[-2,-1] T[-1,0] T[0,1] T[1,2]"
).split()
_TAGS = "T[-2][1] T[-1][1] T[0][1] T[1][1] T[2][1] T[-2,-1][1] T[-1,0][1] T[0,1][1] T[1,2][1]".split()

POS_TEMPLATE = (*_WORDS, "T[-3][1]", "T[-2][1]", "T[-1][1]", "T[-3,-2][1]", "T[-2,-1][1]")
"""``underthesea.pipeline.pos_tag.model_crf``; its column 1 is "X" for every word."""
CHUNK_TEMPLATE = (*_WORDS, *_TAGS, "T[-3][2]", "T[-2][2]", "T[-1][2]")
"""``underthesea.pipeline.chunking.model_crf``; its column 2 is "X"."""
NER_TEMPLATE = (*_WORDS, "T[-2].istitle", "T[2].istitle", *_TAGS, "T[-3][3]", "T[-2][3]", "T[-1][3]")
"""``underthesea.pipeline.ner.model_crf``; its column 3 is "X"."""


def features(columns: Columns, template: Sequence[str]) -> list[list[str]]:
    """The features of each word of a sentence, in the order of ``template``."""
    if not columns or not columns[0]:
        return []
    seen: dict[tuple[int, str | None], Sequence[str]] = {}
    return [list(of_word) for of_word in zip(*(_laid(columns, part, seen) for part in template), strict=True)]


def _laid(columns: Columns, part: str, seen: dict[tuple[int, str | None], Sequence[str]]) -> list[str]:
    """One part of a template, for each word of the sentence."""
    first, last, column, function = _parsed(part)
    if (column, function) not in seen:
        plain = columns[column]
        seen[column, function] = [_FUNCTIONS[function](value) for value in plain] if function else plain
    values, size = seen[column, function], len(columns[0])
    laid = []
    for word in range(size):
        begin, end = word + first, word + last
        if begin < 0:
            laid.append(f"{part}=BOS")
        elif end >= size:
            laid.append(f"{part}=EOS")
        else:
            laid.append(f"{part}={values[begin] if begin == end else ' '.join(values[begin : end + 1])}")
    return laid


@cache
def _parsed(part: str) -> tuple[int, int, int, str | None]:
    found = _TEMPLATE.fullmatch(part)
    if found is None or found["function"] not in (None, *_FUNCTIONS):
        raise ValueError(f"{part}: no part of a template")
    return int(found["first"]), int(found["last"] or found["first"]), int(found["column"] or 0), found["function"]


def _is_title(word: str) -> str:
    """Whether every syllable begins with a capital, as the library writes it."""
    return str(bool(word) and all(syllable[:1].istitle() for syllable in word.split(" ")))


_FUNCTIONS: dict[str, Callable[[str], str]] = {"lower": str.lower, "istitle": _is_title}
