"""When the article was published: what the metadata says, else the timestamp that stands nearest to the title."""

from __future__ import annotations

from crawler.blocks import Block
from crawler.timestamps import Timestamp, read_iso, read_timestamp
from crawler.tree import inside_kind
from crawler.words import words

_BEFORE = 4
"""How many blocks above its title an article's date may stand; what is farther up is the clock of the site."""
_AFTER = 8
_FOOT = 6


def find_dateline(blocks: list[Block], title: Block | None, text: list[Block], end: Block | None) -> Timestamp | None:
    """The timestamp of an article among all blocks of its page.

    ``text`` are the blocks of the article, ``end`` the block where other articles begin. Looked at in
    this order: between title and text, above the title, under the text. A correction's time (`Cập nhật`)
    counts only where nothing else is told. Clocks of the page head are never taken.
    """
    first = text[0].index if text else (title.index + _AFTER if title else 0)
    top = title.index if title else max(0, first - _AFTER)
    last = text[-1].index if text else first
    foot = min(last + _FOOT, end.index - 1 if end else last + _FOOT)
    beneath = blocks[top + 1 : max(first, min(top + _AFTER, last))]
    above = blocks[max(0, top - _BEFORE) : top][::-1]
    below = blocks[last + 1 : foot + 1]
    stamps = [
        (stamp.updated, position)
        for position, stamp in enumerate(
            _stamps(beneath, top=False) + _stamps(above, top=True) + _stamps(below, top=False)
        )
    ]
    found = _stamps(beneath, top=False) + _stamps(above, top=True) + _stamps(below, top=False)
    return found[min(stamps)[1]] if stamps else None


def _stamps(blocks: list[Block], *, top: bool) -> list[Timestamp]:
    stamps = []
    for block in blocks:
        if inside_kind(block.element, words().chrome) or block.linked > 0.6:
            continue
        shown = read_timestamp(block.text)
        coded = read_iso(block.time) if block.time and len(block.text) < 200 else None
        stamp = coded or shown
        if stamp is None or (top and stamp.seconds) or (shown and len(shown.rest) > 60 and not coded):
            continue
        stamps.append(stamp)
    return stamps
