"""The zone of each block of an article: lead, body, heading, caption; and what is no part of it after all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawler.blocks import Block
from crawler.bylines import Byline, read_byline
from crawler.content import within
from crawler.timestamps import is_time_line
from crawler.title import fold
from crawler.tree import inside_kind, is_kind
from crawler.words import words
from schema import Paragraph

_LONGEST_CAPTION = 400
_LONGEST_HEADING = 140
_CREDIT = re.compile(
    r"(?<!\w)(?:\(?(?:ảnh|photo)(?:\s+tư liệu|\s+minh h[oọ]ạ?)?\s?[:/].{1,60}|\(ảnh[^()]{0,40}\))\.?$", re.IGNORECASE
)
_CAPTION_START = re.compile(
    r"(?:\(?trong ảnh|ảnh|\(?ảnh minh h[ọo]a|\(?ảnh tư liệu|chú thích ảnh)\s*[:(]", re.IGNORECASE
)
_LONGEST_INSET = 40
_LAST_LINES = 6
"""How many lines at the end of the text may be about the article (author, source, date) rather than of it."""


@dataclass(slots=True)
class Reading:
    """The paragraphs of an article with the blocks they came from, and the bylines found on the way."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    bylines: list[Byline] = field(default_factory=list)
    linked: int = 0
    ended_at: Block | None = None


def read_zones(blocks: list[Block], leads: list[Block], title: str | None) -> Reading:
    """Sort the blocks of the text (and ``leads``, those between title and text) into zones."""
    reading = Reading()
    seen: set[str] = {fold(title)} if title else set()
    kept = [(block, True) for block in leads] + [(block, False) for block in _until_end(blocks, reading)]
    tables = _table_rows([block for block, _ in kept])
    in_picture = False
    after_mark = False
    has_text = False
    for block, is_lead in kept:
        text = tables.get(block, block.text)
        if text is None:
            continue
        if text.casefold() == "leftcenterrightdel":
            after_mark = True
            continue
        if words().drop.fullmatch(text) or is_time_line(text):
            continue
        if block.linked > 0.6 and block not in tables and not (has_text and len(text) > 200):
            reading.linked += 1
            continue
        caption = after_mark or _is_caption(block, in_picture)
        in_picture = caption
        after_mark = False
        folded = fold(text)
        if folded in seen and (len(text) >= 40 or caption):
            continue
        seen.add(folded)
        if caption:
            zone = "caption"
        elif is_lead or (not has_text and _is_lead(block)):
            zone = "lead"
        else:
            zone = "heading" if _is_heading(block, has_text) else "body"
        has_text = has_text or zone in ("lead", "body")
        reading.paragraphs.append(Paragraph.model_validate({"text": text, "zone": zone}))
        reading.blocks.append(block)
    _take_bylines(reading)
    return reading


def _until_end(blocks: list[Block], reading: Reading) -> list[Block]:
    """The blocks up to where other articles, comments or the imprint begin; boxes of related links taken out."""
    kept: list[Block] = []
    boxes: set[HtmlElement] = set()
    has_text = False
    inset = False
    for position, block in enumerate(blocks):
        text = block.text
        if boxes and within(block.element, boxes):
            continue
        if words().inset.fullmatch(text):
            box = _box_of(block, blocks[position - 1 if position else 0 : position + _LONGEST_INSET])
            if box is not None:
                boxes.add(box)
            inset = True
            continue
        if has_text and words().end.fullmatch(text):
            reading.ended_at = block
            break
        if inset and (block.linked > 0.6 or (block.element.tag == "li" and block.linked > 0.3)):
            continue
        inset = False
        has_text = has_text or block.is_sentence
        kept.append(block)
    return kept


def _box_of(mark: Block, around: list[Block]) -> HtmlElement | None:
    """The largest element that begins with ``mark`` and holds nothing but links besides."""
    inside: dict[HtmlElement, list[Block]] = {}
    for block in around:
        for node in _chain(block.element):
            inside.setdefault(node, []).append(block)
    best = None
    for node in _chain(mark.element):
        own = inside[node]
        if own[0] is not mark or any(block.linked < 0.5 and len(block.text) > 25 for block in own[1:]):
            break
        best = node
    return best


def _chain(element: HtmlElement) -> list[HtmlElement]:
    return [element, *element.iterancestors()]


def _table_rows(blocks: list[Block]) -> dict[Block, str | None]:
    """Rows of tables of figures as one paragraph each: the first block of a row has its text, the others ``None``."""
    rows: dict[HtmlElement, list[Block]] = {}
    for block in blocks:
        row = next((node for node in _chain(block.element) if node.tag == "tr"), None)
        if row is not None:
            rows.setdefault(row, []).append(block)
    texts: dict[Block, str | None] = {}
    for row, cells in rows.items():
        if len(cells) < 2 or any(len(cell.text) > 160 for cell in cells) or row.find(".//img") is not None:
            continue
        if len({next(node for node in _chain(cell.element) if node.tag in ("td", "th", "tr")) for cell in cells}) < 2:
            continue
        texts[cells[0]] = " | ".join(cell.text for cell in cells)
        texts.update(dict.fromkeys(cells[1:], None))
    return texts


def _is_caption(block: Block, in_picture: bool) -> bool:
    """Whether a block is the caption of a picture: by name, by what holds it, or by its look under a picture."""
    element, text = block.element, block.text
    if len(text) > _LONGEST_CAPTION:
        return False
    if any(
        node.tag in ("figcaption", "figure", "caption") for node in _chain(element)[:4]
    ) and not _in_table_of_figures(element):
        return True
    if any(is_kind(node, words().caption) for node in _chain(element)[:3]):
        return True
    if _CAPTION_START.match(text):
        return True
    table = next((node for node in _chain(element)[:6] if node.tag == "table"), None)
    if table is not None and table.find(".//img") is not None and len(table.text_content().strip()) <= _LONGEST_CAPTION:
        return True
    if not (block.after_image or in_picture):
        return False
    looks = block.is_slanted or block.aligned == "center" or bool(_CREDIT.search(text))
    return looks and (
        block.after_image or bool(_CREDIT.fullmatch(text)) or (block.is_slanted and block.aligned == "center")
    )


def _in_table_of_figures(element: HtmlElement) -> bool:
    table = next((node for node in _chain(element) if node.tag == "table"), None)
    return table is not None and len(table.findall(".//tr")) > 2


def _is_lead(block: Block) -> bool:
    if inside_kind(block.element, words().lead):
        return True
    return block.is_sentence and (block.is_strong or block.heading > 0)


def _is_heading(block: Block, has_text: bool) -> bool:
    text = block.text
    if len(text) > _LONGEST_HEADING or not has_text or text.endswith((".", ",", ";")):
        return False
    return block.heading > 0 or block.is_strong


def _is_signature(block: Block) -> bool:
    """Whether look or name tell that a last line is who wrote it, be it a person or an office."""
    if inside_kind(block.element, words().author) or inside_kind(block.element, words().source):
        return True
    return len(block.text) <= 50 and block.text[-1] not in ".!?:;" and block.aligned == "right"


def _take_bylines(reading: Reading) -> None:
    """Move author and source lines from the end of the text to ``bylines``; captions may stand among them."""
    position = len(reading.paragraphs) - 1
    for _ in range(_LAST_LINES):
        while (
            position > 0
            and reading.paragraphs[position].zone == "caption"
            and reading.blocks[position].aligned != "right"
        ):
            position -= 1
        if position < 1:
            return
        block = reading.blocks[position]
        byline = read_byline(block.text, named=_is_signature(block))
        if byline is None:
            return
        reading.bylines.insert(0, byline)
        del reading.paragraphs[position], reading.blocks[position]
        position -= 1
