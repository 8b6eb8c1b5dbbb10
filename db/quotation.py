"""Where the words of a quotation stand in a text: an article may have changed around them. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

_NEAR = 15
"""Code points beside a quotation that tell two places of the same words apart."""

_SENTENCE = re.compile(r"[^\s](?:[^\n.!?;…]|[.!?;…](?!\s))*[.!?;…]?")

Span = tuple[int, int]


def occurrences(quote: str, text: str) -> list[Span]:
    """Where a text has these words, whatever white space is between them; "5 đảng viên" is not in "15 đảng viên"."""
    pattern = _pattern(" ".join(quote.split()))
    return [] if pattern is None else [match.span() for match in pattern.finditer(text)]


def places(quote: str, before: str, after: str, text: str, seen: str | None) -> list[Span]:
    """Where a text still has a quotation that was taken from the text ``seen`` (None: not known).

    Words that stand more than once, now or then, are told apart by what stands before or after them. Where nothing
    tells them apart, it is all of them, or none if there were more: the one that was meant may be the one that is gone.
    """
    found = occurrences(quote, text)
    then = 1 if seen is None else len(occurrences(quote, seen))
    if len(found) <= 1 and then <= 1:
        return found
    near = [
        (start, end)
        for start, end in found
        if _tail(text[max(0, start - 4 * _NEAR) : start]) == _tail(before)
        or _head(text[end : end + 4 * _NEAR]) == _head(after)
    ]
    return near or (found if len(found) >= then else [])


def sentences(text: str) -> list[Span]:
    """Where the sentences of a text stand, roughly: enough to ask which of them an edited one has come from."""
    return [match.span() for match in _SENTENCE.finditer(text)]


def sentence_at(text: str, offset: int) -> str:
    """The sentence that stands at an offset; empty between two."""
    return next((text[start:end] for start, end in sentences(text) if start <= offset < end), "")


def _tail(text: str) -> str:
    return " ".join(text.split())[-_NEAR:]


def _head(text: str) -> str:
    return " ".join(text.split())[:_NEAR]


@lru_cache(maxsize=4096)
def _pattern(quote: str) -> re.Pattern[str] | None:
    if not quote:
        return None
    pattern = r"\s+".join(re.escape(word) for word in quote.split(" "))
    if quote[0].isalnum():
        pattern = r"(?<!\w)" + pattern
    if quote[0].isdigit():
        pattern = r"(?<!\d[.,/])" + pattern
    if quote[-1].isalnum():
        pattern += r"(?!\w)"
    if quote[-1].isdigit():
        pattern += r"(?![.,/]\d)"
    return re.compile(pattern)
