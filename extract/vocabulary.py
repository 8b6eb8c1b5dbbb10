"""Lists of words as patterns: folded, longest first, a space for any run of spaces."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from extract.text import fold

# How far a pattern looks from the place where it is tried. Without an end a pattern with a required
# literal searches the rest of the text for it at every place, and a long line costs its square.
REACH = 160


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, in their folded spelling, the longest first."""
    folded = sorted({fold(word) for word in words}, key=lambda w: (-len(w), w))
    return (
        "(?:"
        + "|".join(regex.escape(word, special_only=True).replace(r"\ ", " ").replace(" ", " +") for word in folded)
        + ")"
    )
