"""Which block is the article's title: by what the metadata says, how it is marked up, and what stands beneath it."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from crawler.blocks import Block
from crawler.metadata import Metadata
from crawler.timestamps import is_time_line, read_timestamp
from crawler.tree import inside_kind
from crawler.words import words

_TITLE_NAME = re.compile(r"title|tieu-?de|headline|header|entry-name|\btit\b|\bt1\b|post-name", re.IGNORECASE)
_LONGEST = 300
_SHORTEST = 8
_NEAR = 12
"""How many blocks (date, tools, author) may stand between a title and the text under it."""
_ICON = re.compile(r"^(?:angle-left\s+)?null\s+")
_SITE_SUFFIX = re.compile(r"\s+(?:[|\-–—»«]|::)\s+")


def fold(text: str) -> str:
    """A title for comparison: lower case, letters and digits only."""
    return "".join(character for character in text.casefold() if character.isalnum())


def find_title(blocks: list[Block], meta: Metadata) -> Block | None:
    """The block of the title, or ``None`` where no block is a likely one. ``blocks`` are without boilerplate."""
    names = [fold(title) for title in meta.headlines]
    page = fold(meta.page_title or "")
    next_text = _next_text(blocks)
    best: tuple[float, Block] | None = None
    for position, block in enumerate(blocks):
        dated = position + 1 < len(blocks) and is_time_line(blocks[position + 1].text)
        score = _score(block, names, page, next_text[position] - position, dated=dated)
        if score is not None and (best is None or score > best[0]):
            best = (score, block)
    return best[1] if best else None


def title_text(block: Block) -> str:
    """The title as its block has it, without what a Liferay icon leaves before it (`angle-left null`)."""
    return _ICON.sub("", block.text)


def meta_title(meta: Metadata) -> str | None:
    """The title that the metadata gives, the site's name cut off; for a page that does not print it."""
    if meta.headlines:
        return meta.headlines[0]
    if not meta.page_title:
        return None
    return _SITE_SUFFIX.split(meta.page_title)[0].strip() or None


def _next_text(blocks: list[Block]) -> list[int]:
    """For each position the position of the next block of running text behind it (far away where none is)."""
    following = [0] * len(blocks)
    seen = len(blocks) + 10 * _NEAR
    for position in range(len(blocks) - 1, -1, -1):
        following[position] = seen
        if blocks[position].is_sentence and not blocks[position].heading:
            seen = position
    return following


def _score(block: Block, names: list[str], page: str, distance: int, *, dated: bool) -> float | None:
    """How likely a block is the title, ``None`` where it is not at all.

    ``distance``: blocks down to the text; ``dated``: a time line follows at once.
    """
    text = block.text
    if not _SHORTEST <= len(text) <= _LONGEST or distance > 3 * _NEAR or words().end.fullmatch(text):
        return None
    stamp = read_timestamp(text)
    if stamp is not None and len(stamp.rest) < _SHORTEST:
        return None
    folded = fold(title_text(block))
    if not folded or words().site.fullmatch(text):
        return None
    score = 0.0
    if folded in names:
        score += 8
    elif page and (page == folded or (page.startswith(folded) and len(folded) >= 16)):
        score += 7
    elif len(folded) >= 24 and (
        folded in page or any(name in folded or folded in name for name in names if len(name) >= 24)
    ):
        score += 4
    score += (0, 4, 3, 2, 1, 1, 1)[block.heading]
    if _TITLE_NAME.search(f"{block.names} {_names(block.element)}"):
        score += 2
    if dated:
        score += 2
    if block.is_strong or block.size >= 4:
        score += 1.5
    score -= 0.35 * min(distance, _NEAR)
    if distance > _NEAR:
        score -= 2
    if block.linked > 0.5:
        score -= 3 if folded in names else 6
    if inside_kind(block.element, words().chrome):
        score -= 4
    if text[-1] in ".:;," and not text.endswith("..."):
        score -= 3
    if len(text) < 20:
        score -= 1.5
    return score if score > 0 else None


def _names(element: HtmlElement) -> str:
    parent = element.getparent()
    around = [element] if parent is None else [element, parent]
    return " ".join(f"{node.get('class') or ''} {node.get('id') or ''} {node.get('itemprop') or ''}" for node in around)
