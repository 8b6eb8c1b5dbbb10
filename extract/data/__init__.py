"""The readers' knowledge that is data, loaded once and folded as the text is."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import regex

_FOLDER = Path(__file__).parent


class DataError(ValueError):
    """A data file of the readers is not valid; the message names the file and the entry."""


@cache
def load(name: str) -> dict[str, Any]:
    """The table of ``NAME.toml``."""
    path = _FOLDER / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path.name}: {error}") from error


@cache
def patterns(name: str) -> regex.Pattern[str]:
    """One pattern for a list of ``boilerplate.toml``."""
    try:
        alternatives = "|".join(f"(?:{pattern})" for pattern in load("boilerplate")[name])
        return regex.compile(alternatives)  # "name" may stand in each: regex takes the one that matched
    except regex.error as error:
        raise DataError(f"boilerplate.toml: [{name}]: {error}") from error
