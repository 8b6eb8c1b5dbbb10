"""What sites call the parts of a page, read once from ``page_words.toml`` and made ready for matching."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_SPLIT = re.compile(r"[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True, eq=False)
class NameKind:
    """Names of classes and ids that tell what an element is; each kind exists once."""

    tags: frozenset[str]
    roles: frozenset[str]
    tokens: frozenset[str]
    parts: re.Pattern[str] | None

    def matches(self, name: str) -> bool:
        """Whether a class or id attribute (several names with spaces between) tells of this kind."""
        return _matches(self, name)


@dataclass(frozen=True, slots=True)
class Words:
    """All that the page reader knows by name; the patterns match a whole line."""

    noise: NameKind
    chrome: NameKind
    lead: NameKind
    caption: NameKind
    author: NameKind
    source: NameKind
    author_label: re.Pattern[str]
    source_label: re.Pattern[str]
    staff: frozenset[str]
    press: re.Pattern[str]
    office: re.Pattern[str]
    site: re.Pattern[str]
    agencies: frozenset[str]
    drop: re.Pattern[str]
    end: re.Pattern[str]
    inset: re.Pattern[str]


@lru_cache(maxsize=8192)  # a site's pages share their class names
def _matches(kind: NameKind, name: str) -> bool:
    for word in name.split():
        if not kind.tokens.isdisjoint(token.lower() for token in _SPLIT.split(word)):
            return True
        if kind.parts is not None and kind.parts.search(re.sub(r"[^a-z0-9]+", "", word.lower())):
            return True
    return False


@cache
def words() -> Words:
    """The vocabulary of pages."""
    tables = tomllib.loads((Path(__file__).parent / "page_words.toml").read_text(encoding="utf-8"))
    author, source, lines = tables["author"], tables["source"], tables["lines"]
    return Words(
        noise=_kind(tables["noise"]),
        chrome=_kind(tables["chrome"]),
        lead=_kind(tables["lead"]),
        caption=_kind(tables["caption"]),
        author=_kind(author),
        source=_kind(source),
        author_label=re.compile(rf"(?:{_any(author['labels'])})\s*[:：]\s*", re.IGNORECASE),
        source_label=re.compile(rf"(?:{_any(source['labels'])})(?:\s*[:：]\s*|\s+)", re.IGNORECASE),
        staff=frozenset(name.casefold() for name in author["staff"]),
        press=re.compile(rf"(?:{_any(author['press'])})(?![\w.])", re.IGNORECASE),
        office=re.compile(rf"(?:{_any(author['offices'])})(?![\w.])", re.IGNORECASE),
        site=_lines(tables["site"]["names"]),
        agencies=frozenset(name.casefold() for name in source["agencies"]),
        drop=_lines(lines["drop"]),
        end=_lines(lines["end"]),
        inset=_lines(lines["inset"]),
    )


def _kind(table: dict[str, list[str]]) -> NameKind:
    parts = table.get("parts", [])
    return NameKind(
        tags=frozenset(table.get("tags", [])),
        roles=frozenset(table.get("roles", [])),
        tokens=frozenset(table.get("tokens", [])),
        parts=re.compile("|".join(map(re.escape, parts))) if parts else None,
    )


def _any(phrases: list[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def _lines(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
