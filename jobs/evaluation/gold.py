"""Gold from files: articles, and what a careful reader marks in them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from schema import ArticleInput

Json = dict[str, Any]

_LISTS = ("documents", "dates", "units", "facts")


class GoldError(ValueError):
    """Gold that cannot be used; names the file and, where it is one, the field."""


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article of a gold set: what is given to the extractor, and what it should find."""

    given: ArticleInput
    gold: Json


def read_gold(folder: Path) -> list[GoldArticle]:
    """The articles of a folder, by name; none is an error.

    What the gold says is known from outside (``given``) is given to the extractor, nothing else of it.
    Raises GoldError.
    """
    if not folder.is_dir():
        raise GoldError(f"{folder}: {'no folder' if folder.exists() else 'there is no such folder'}")
    articles = [_read(path) for path in sorted(folder.glob("*.json"))]
    if not articles:
        raise GoldError(f"{folder}: no gold (ID.json beside ID.txt)")
    return articles


def _read(path: Path) -> GoldArticle:
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise GoldError(f"{path}: its text {path.with_suffix('.txt').name} is missing") from None
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    if not isinstance(gold, dict):
        raise GoldError(f"{path}: not an object")
    for name in _LISTS:
        if not isinstance(gold.setdefault(name, []), list):
            raise GoldError(f"{path}: {name}: not a list")
    for place, fact in enumerate(gold["facts"]):
        if not isinstance(fact, dict) or not isinstance(fact.get("indicator"), str):
            raise GoldError(f"{path}: facts[{place}]: no indicator")
    outside = gold.get("given") or {}
    try:
        published = date.fromisoformat(outside["published"]) if outside.get("published") else None
    except (TypeError, ValueError):
        raise GoldError(f"{path}: given.published: {outside['published']!r} is no ISO day") from None
    return GoldArticle(
        ArticleInput(id=path.stem, text=text, published=published, province=outside.get("province")), gold
    )
