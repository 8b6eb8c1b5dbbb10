"""A page to an article: title, publication time, author, origin and the text as paragraphs with their zones.

Our own reading comes first: general extractors lose a sapo outside the content box, know no author
without metadata and take dates from sidebars. trafilatura reads the pages whose text our rules do not find.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from lxml.html import HtmlElement

from crawler.blocks import Block, clean, read_blocks
from crawler.bylines import Byline, is_name, is_organisation, read_byline
from crawler.charset import decode_page, is_binary
from crawler.content import Layout, within
from crawler.dateline import find_dateline
from crawler.metadata import Metadata, read_metadata
from crawler.rules import PageRules
from crawler.timestamps import Timestamp, is_time_line, read_iso, read_timestamp
from crawler.title import find_title, fold, meta_title, title_text
from crawler.tree import PageError, inside_kind, parse_page
from crawler.words import words
from crawler.zones import Reading, read_zones
from schema import ArticleInput, Paragraph, content_hash

__all__ = ["Page", "PageError", "read_page"]

_SHORTEST_ARTICLE = 100
"""Characters of running text under which a page is no article."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read. ``paragraphs`` begins with the title; the times are of Vietnam (+07:00).

    ``published_at`` is ``None`` where only the day is told; ``canonical`` is the address the page
    names as its own; ``teasers`` counts links to other articles inside the text's box.
    """

    url: str | None
    title: str | None
    published: date | None
    published_at: datetime | None
    author: str | None
    syndicated_from: str | None
    site: str | None
    paragraphs: tuple[Paragraph, ...]
    canonical: str | None = None
    teasers: int = 0

    @property
    def text(self) -> str:
        """The article's text: one paragraph a line, title first."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def content_hash(self) -> str:
        """The identity of the text (see ``schema.content_hash``)."""
        return content_hash(self.text)

    @property
    def is_article(self) -> bool:
        """Whether this is one article rather than a list of them, a form or an empty frame."""
        body = [paragraph.text for paragraph in self.paragraphs if paragraph.zone in ("lead", "body")]
        if self.title is None or sum(map(len, body)) < _SHORTEST_ARTICLE:
            return False
        return self.published is not None or self.teasers < max(4, 0.6 * len(body))

    def to_input(self, id: str, path: str | None = None, province: str | None = None) -> ArticleInput:
        """The page as input of extraction. ``province`` is the one its source writes for."""
        return ArticleInput(
            id=id,
            paragraphs=self.paragraphs,
            path=path,
            url=self.url,
            title=self.title,
            published=self.published,
            author=self.author,
            syndicated_from=self.syndicated_from,
            site=self.site,
            province=province,
        )


def read_page(
    html: bytes | str,
    *,
    url: str | None = None,
    overrides: PageRules | None = None,
    content_type: str | None = None,
) -> Page:
    """Read one page. ``content_type`` is the header it came with, ``overrides`` its source's selectors.

    Raises ``PageError`` for what is no page: empty, binary, without any element. Whether a page that
    was read is an article says ``Page.is_article``.
    """
    if isinstance(html, bytes):
        if is_binary(html):
            raise PageError("not_html", "a file of another kind, no HTML")
        html = decode_page(html, content_type)
    root = parse_page(html)
    rules = overrides or PageRules()
    for selector in rules.drop:
        for element in root.cssselect(selector):
            if element.getparent() is not None:
                element.drop_tree()
    meta = read_metadata(root)
    blocks = read_blocks(root)
    layout = Layout.of(root, blocks)
    title_block = _chosen(blocks, root, rules.title) or find_title(layout.blocks, meta)
    title = title_text(title_block) if title_block else meta_title(meta)
    boxes = root.cssselect(rules.body) if rules.body else layout.box(title_block)
    column = layout.column(title_block, boxes) if title_block and boxes else None
    text, leads = _article_blocks(root, layout, title_block, boxes, column, rules)
    reading = read_zones(text, leads, title)
    if _length(reading) < _SHORTEST_ARTICLE:
        reading = _second_reading(html, meta, title) or reading
    stamp = _published(root, rules, meta, blocks, title_block, reading, column)
    bylines = _bylines(layout, blocks, title_block, reading)
    first = [Paragraph(text=title, zone="title")] if title else []
    return Page(
        url=url,
        title=title,
        published=stamp.day if stamp else None,
        published_at=stamp.at if stamp else None,
        author=_author(root, rules, meta, bylines, stamp),
        syndicated_from=next((line.syndicated_from for line in bylines if line.syndicated_from), None),
        site=meta.site,
        paragraphs=(*first, *reading.paragraphs),
        canonical=meta.canonical,
        teasers=reading.linked,
    )


def _chosen(blocks: list[Block], root: HtmlElement, selector: str | None) -> Block | None:
    """The first block inside the first element that a rule's selector matches."""
    found = root.cssselect(selector)[:1] if selector else []
    return next((block for block in blocks if found and within(block.element, set(found))), None)


def _article_blocks(
    root: HtmlElement,
    layout: Layout,
    title: Block | None,
    boxes: list[HtmlElement],
    column: HtmlElement | None,
    rules: PageRules,
) -> tuple[list[Block], list[Block]]:
    """The blocks of the text's boxes, and those between title and text that are a lead."""
    after = title.index if title else -1
    inside = set(boxes)
    text = [block for block in layout.blocks if block.index > after and within(block.element, inside)]
    if rules.lead:
        lead_boxes = set(root.cssselect(rules.lead))
        leads = [block for block in layout.blocks if within(block.element, lead_boxes)]
        return [block for block in text if block not in leads], leads
    if column is None or not text:
        return text, []
    between = [block for block in layout.blocks if after < block.index < text[0].index]
    return text, [block for block in between if within(block.element, {column}) and _may_lead(block)]


def _may_lead(block: Block) -> bool:
    if block.linked > 0.5 or is_time_line(block.text):
        return False
    return block.is_sentence or (len(block.text) >= 20 and inside_kind(block.element, words().lead))


def _length(reading: Reading) -> int:
    return sum(len(paragraph.text) for paragraph in reading.paragraphs if paragraph.zone in ("lead", "body"))


def _second_reading(html: str, meta: Metadata, title: str | None) -> Reading | None:
    """The text from JSON-LD or by trafilatura, for a page whose text stands in no box that we know."""
    import trafilatura  # slow to import, and few pages need it

    lines = (meta.body or "").splitlines()
    if sum(map(len, lines)) < _SHORTEST_ARTICLE:
        found = trafilatura.extract(html, include_comments=False, include_tables=True, favor_precision=True)
        lines = (found or "").splitlines()
    texts = [clean(line) for line in lines]
    kept = [text for text in texts if text and fold(text) != fold(title or "") and not words().drop.fullmatch(text)]
    if sum(map(len, kept)) < _SHORTEST_ARTICLE:
        return None
    return Reading(paragraphs=[Paragraph(text=text) for text in kept])


def _published(
    root: HtmlElement,
    rules: PageRules,
    meta: Metadata,
    blocks: list[Block],
    title: Block | None,
    reading: Reading,
    column: HtmlElement | None,
) -> Timestamp | None:
    for element in root.cssselect(rules.published)[:1] if rules.published else []:
        told = element.get("datetime") or element.get("content") or clean(element.text_content())
        stamp = read_iso(told)
        if stamp is not None:
            return stamp
    return meta.published or find_dateline(blocks, title, reading.blocks, reading.ended_at, column)


def _bylines(layout: Layout, blocks: list[Block], title: Block | None, reading: Reading) -> list[Byline]:
    """All bylines of the article: at the end of its text, beside its title, under its text; the best told first."""
    found = list(reading.bylines)
    if not reading.blocks:
        return found
    first, last = reading.blocks[0].index, reading.blocks[-1].index
    end = reading.ended_at.index if reading.ended_at else last + 12
    top = title.index if title else first
    for block in layout.blocks:
        named = inside_kind(block.element, words().author) or inside_kind(block.element, words().source)
        if top - 3 <= block.index < first and block is not title:
            if named or not block.is_sentence:
                found += _byline_of(block, named=named, loose=False)
        elif last < block.index <= min(end, last + 8):
            found += _byline_of(block, named=named, loose=block.index <= last + 3)
    return found


def _byline_of(block: Block, *, named: bool, loose: bool) -> list[Byline]:
    """What one block beside the text says; without a name or label only ``loose`` ones are taken for an author."""
    stamp = read_timestamp(block.text)
    line = stamp.rest if stamp else block.text
    byline = read_byline(line, named=named) if line and block.linked < 0.9 else None
    if byline is None:
        return []
    told = named or loose or stamp is not None or ":" in line or byline.syndicated_from is not None
    return [byline] if told else []


def _author(
    root: HtmlElement, rules: PageRules, meta: Metadata, bylines: list[Byline], stamp: Timestamp | None
) -> str | None:
    for element in root.cssselect(rules.author)[:1] if rules.author else []:
        text = clean(element.text_content())
        byline = read_byline(text, named=True)
        return byline.author if byline else text or None
    if meta.person and not is_organisation(meta.person, meta.site):
        return meta.person
    for byline in bylines:
        if byline.author:
            return byline.author
    for element in _author_elements(root):
        text = clean(element.text_content())
        byline = read_byline(text, named=True)
        if byline and byline.author and not is_organisation(byline.author, meta.site):
            return byline.author
    if meta.author and is_name(meta.author) and not is_organisation(meta.author, meta.site):
        return meta.author
    return None


def _author_elements(root: HtmlElement) -> list[HtmlElement]:
    kind = words().author
    return [
        element
        for element in root.iter()
        if isinstance(element.tag, str)
        and (element.get("class") or element.get("itemprop") == "author")
        and (element.get("itemprop") == "author" or kind.matches(element.get("class") or ""))
        and len(element.text_content()) < 80
    ]
