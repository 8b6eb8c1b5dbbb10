"""Word lists of `extract/data` as patterns: folded, longest first, a space for any run of spaces."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import regex

from extract.text import fold

_DATA = Path(__file__).parent / "data"
# How far a pattern looks from the place where it is tried. Without an end a pattern with a required
# literal searches the rest of the text for it at every place, and a long line costs its square.
REACH = 160


@cache
def table(name: str) -> dict[str, Any]:
    """A table of `extract/data`, read once; raises ``FileNotFoundError`` where there is none."""
    with (_DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, in their folded spelling, the longest first."""
    folded = sorted({fold(word) for word in words}, key=lambda w: (-len(w), w))
    return (
        "(?:"
        + "|".join(regex.escape(word, special_only=True).replace(r"\ ", " ").replace(" ", " +") for word in folded)
        + ")"
    )
