"""Gold from files: articles, and what a careful reader marks in them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from jobs.evaluation.gold_format import Given, GoldFormat, first_fault
from jobs.opened_files import UnreadableError
from jobs.plain_text import decode_text
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


def read_gold_folders(folders: Iterable[Path]) -> dict[str, GoldArticle]:
    """The articles of several folders by their ids; raises GoldError, also where two folders have one id."""
    gold: dict[str, GoldArticle] = {}
    stands_in: dict[str, Path] = {}
    for folder in folders:
        for article in read_gold(folder):
            name = article.given.id
            if name in gold:
                raise GoldError(f"{folder}: {name} stands in {stands_in[name]} too")
            gold[name], stands_in[name] = article, folder
    return gold


def is_gold(folders: Iterable[Path], file: Path) -> bool:
    """Whether a file is one of those that are read of the folders, or would be once it is there."""
    return file.suffix in (".json", ".txt") and file.resolve().parent in {folder.resolve() for folder in folders}


def _read(path: Path) -> GoldArticle:
    try:
        written = path.read_bytes()
        checked = GoldFormat.model_validate_json(written)
        gold = json.loads(written)
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror}") from error
    except ValidationError as error:
        raise GoldError(f"{path}: {first_fault(error)}") from None
    for name in _LISTS:
        gold.setdefault(name, [])
    outside = checked.given or Given()
    published = date.fromisoformat(outside.published) if outside.published else None
    text = _text(path)
    return GoldArticle(ArticleInput(id=path.stem, text=text, published=published, province=outside.province), gold)


def _text(path: Path) -> str:
    beside = path.with_suffix(".txt")
    try:
        return decode_text(beside.read_bytes())
    except FileNotFoundError:
        raise GoldError(f"{path}: its text {beside.name} is missing") from None
    except (OSError, UnreadableError) as error:
        raise GoldError(f"{beside}: {getattr(error, 'strerror', None) or error}") from error
