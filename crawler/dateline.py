"""When the article was published: what the metadata says, else the timestamp that stands nearest to the title."""

from __future__ import annotations

from lxml.html import HtmlElement

from crawler.blocks import Block
from crawler.timestamps import Timestamp, read_iso, read_timestamp
from crawler.tree import inside_kind
from crawler.words import words

_BEFORE = 4
"""How many blocks above its title an article's date may stand; what is farther up is the clock of the site."""
_AFTER = 8
_FOOT = 6
_LONGEST = 200
_LONGEST_REST = 40


def find_dateline(
    blocks: list[Block], title: Block | None, text: list[Block], end: Block | None, column: HtmlElement | None
) -> Timestamp | None:
    """The timestamp of an article among all blocks of its page.

    ``text`` are the blocks of the article, ``end`` the block where other articles begin, ``column`` the
    element around title and text. Looked at in this order: between title and text, above the title,
    under the text (within the column). A correction's time (`Cập nhật`) counts only where nothing else
    is told, and a date above the title that is not in its column only where that is not told either.
    Clocks of the page head are never taken.
    """
    first = text[0].index if text else (title.index + _AFTER if title else 0)
    top = title.index if title else max(0, first - _AFTER)
    last = text[-1].index if text else first
    foot = min(last + _FOOT, end.index - 1 if end else last + _FOOT)
    around = {title.element, *title.element.iterancestors()} if title else set()
    above = blocks[max(0, top - _BEFORE) : top][::-1]
    inside = [block for block in above if column is not None and column in block.element.iterancestors()]
    outside = [block for block in above if block not in inside]
    found = _stamps(blocks[top + 1 : max(first, min(top + _AFTER, last))], around)
    found += [stamp for stamp in _stamps(inside, around) if not stamp.seconds]
    if column is not None:
        below = [block for block in blocks[last + 1 : foot + 1] if column in block.element.iterancestors()]
        found += _stamps(below, around)
    if not found:
        found = [stamp for stamp in _stamps(outside, around) if not stamp.seconds]
    return min(found, key=lambda stamp: stamp.updated, default=None)


def _stamps(blocks: list[Block], around: set[HtmlElement]) -> list[Timestamp]:
    stamps = []
    for block in blocks:
        if inside_kind(block.element, words().chrome, around) or block.linked > 0.6:
            continue
        shown = read_timestamp(block.text)
        coded = read_iso(block.time) if block.time and len(block.text) < _LONGEST else None
        if coded or (shown and (len(shown.rest) <= _LONGEST_REST or shown.at)):
            stamps.append(coded or shown)
    return [stamp for stamp in stamps if stamp is not None]
