"""The page as a list of blocks: stretches of text that a reader sees as one line or paragraph, in page order.

A block ends where a block element begins or ends, and at a line break that ends a sentence. White
space inside a block stays as written (no-break and double spaces too), only a line end of the source
becomes one space.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "iframe",
        "label",
        "legend",
        "li",
        "main",
        "marquee",
        "menu",
        "nav",
        "noscript",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "video",
        "audio",
    ]
)
SKIPPED_TAGS = frozenset(
    ["script", "style", "template", "svg", "head", "title", "object", "embed", "canvas", "map", "math"]
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LINE_END = re.compile(r"[\n\r\f\v\t]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_CENTRED = re.compile(r"text-align\s*:\s*(center|right)|^(center|right)$", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?:;…”\"’»/)]$")
_STARTS_LINE = re.compile(r"[A-ZÀ-ỸĐ0-9\-–—+*•“\"(]")
_SENTENCE_CHARACTERS = 40
_SENTENCE_WORDS = 8


@dataclass(slots=True, eq=False)
class Block:
    """One line or paragraph. ``link``, ``strong``, ``slanted``: characters of the text so marked up.

    ``element`` is the nearest block element around the text; ``size`` the largest ``<font size>``;
    ``after_image``: nothing but pictures stood since the block before; ``time``: the first
    ``<time datetime>`` in it; ``names``: classes and ids of the inline elements around its text.
    """

    index: int
    element: HtmlElement
    text: str
    link: int = 0
    strong: int = 0
    slanted: int = 0
    size: int = 0
    after_image: bool = False
    time: str | None = None
    names: str = ""

    @property
    def linked(self) -> float:
        """The share of the text that is links."""
        return self.link / max(1, len(self.text))

    @property
    def is_strong(self) -> bool:
        """Whether the whole block is bold."""
        return self.strong >= 0.9 * len(self.text)

    @property
    def is_slanted(self) -> bool:
        """Whether the whole block is italic."""
        return self.slanted >= 0.9 * len(self.text)

    @property
    def is_sentence(self) -> bool:
        """Whether the block reads like running text rather than a label, a menu or a headline list."""
        words = self.text.count(" ") + 1
        return len(self.text) >= _SENTENCE_CHARACTERS and words >= _SENTENCE_WORDS and self.linked < 0.5

    @property
    def aligned(self) -> str | None:
        """`center` or `right` where the block or one of two elements around it is set so."""
        for node in _upwards(self.element, 3):
            found = _CENTRED.search(node.get("style") or "") or _CENTRED.search(node.get("align") or "")
            if found:
                return (found[1] or found[2]).lower()
            if node.tag == "center":
                return "center"
        return None

    @property
    def heading(self) -> int:
        """The level of the heading the block stands in, 0 for none."""
        return next((int(node.tag[1]) for node in _upwards(self.element, 3) if node.tag in _HEADINGS), 0)


def _upwards(element: HtmlElement, steps: int) -> list[HtmlElement]:
    nodes: list[HtmlElement] = []
    node: HtmlElement | None = element
    while node is not None and len(nodes) < steps and node.tag not in ("body", "article"):
        nodes.append(node)
        node = node.getparent()
    return nodes


def clean(text: str) -> str:
    """A line as it is kept: NFC, without invisible characters and line ends, nothing else changed inside."""
    lines = [line.strip(" ") for line in _LINE_END.split(text)]
    joined = text if len(lines) == 1 else " ".join(line for line in lines if line)
    return unicodedata.normalize("NFC", joined.translate(_INVISIBLE)).strip()


def read_blocks(root: HtmlElement) -> list[Block]:
    """All blocks of the page, in order, hidden and boilerplate ones too."""
    return _Walk().over(root)


@dataclass(slots=True)
class _Line:
    """The text since the last block border or `<br>`, with its marked-up characters (link, strong, slanted)."""

    parts: list[str] = field(default_factory=list)
    marked: list[int] = field(default_factory=lambda: [0, 0, 0])
    size: int = 0
    time: str | None = None
    names: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class _Walk:
    """One pass over the tree with what is open at the moment; linear in the size of the page."""

    blocks: list[Block] = field(default_factory=list)
    lines: list[_Line] = field(default_factory=lambda: [_Line()])
    open_blocks: list[HtmlElement] = field(default_factory=list)
    depth: list[int] = field(default_factory=lambda: [0, 0, 0])
    marks: list[tuple[int, int, int]] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    image: bool = False
    skipped: int = 0

    def over(self, root: HtmlElement) -> list[Block]:
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if not isinstance(element.tag, str):
                if event == "end":
                    self.say(element.tail)
            elif event == "start":
                self.start(element)
            else:
                self.end(element)
        self.close()
        return self.blocks

    def start(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in SKIPPED_TAGS:
            self.skipped += 1
            return
        if tag in BLOCK_TAGS:
            self.close()
            self.open_blocks.append(element)
        elif tag == "br":
            self.lines.append(_Line())
        elif tag == "img":
            self.image = self.image or not any("".join(line.parts).strip() for line in self.lines)
        else:
            self.mark(element)
        self.say(element.text)

    def end(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in SKIPPED_TAGS:
            self.skipped -= 1
        elif tag in BLOCK_TAGS:
            self.close()
            self.open_blocks.pop()
        elif tag not in ("br", "img"):
            self.depth = [depth - step for depth, step in zip(self.depth, self.marks.pop(), strict=True)]
            self.named.pop()
            if tag == "font":
                self.sizes.pop()
        self.say(element.tail)

    def mark(self, element: HtmlElement) -> None:
        tag, style = element.tag, element.get("style") or ""
        steps = (
            int(tag == "a" and element.get("href") is not None),
            int(tag in ("b", "strong") or bool(_BOLD.search(style))),
            int(tag in ("i", "em") or bool(_ITALIC.search(style))),
        )
        self.marks.append(steps)
        self.named.append(f"{element.get('class') or ''} {element.get('id') or ''}".strip())
        self.depth = [depth + step for depth, step in zip(self.depth, steps, strict=True)]
        if tag == "font":
            size = (element.get("size") or "").strip("+ ")
            self.sizes.append(int(size) if size.isdecimal() and len(size) < 3 else 0)
        elif tag == "time":
            self.lines[-1].time = self.lines[-1].time or element.get("datetime")

    def say(self, text: str | None) -> None:
        if not text or self.skipped:
            return
        line = self.lines[-1]
        line.parts.append(text)
        length = len(text.strip())
        if length:
            line.marked = [count + length * bool(depth) for count, depth in zip(line.marked, self.depth, strict=True)]
            line.size = max(line.size, max(self.sizes, default=0))
            line.names.update(dict.fromkeys(self.named[-2:]))

    def close(self) -> None:
        """End the block: its lines become one block each, but a line that only wraps is joined to the one before."""
        lines, self.lines = self.lines, [_Line()]
        if not self.open_blocks:
            return
        blank = True
        first = len(self.blocks)
        for line in lines:
            text = clean("".join(line.parts))
            if not text:
                blank = True
                continue
            before = self.blocks[-1] if len(self.blocks) > first else None
            if before and not blank and not _ENDS_SENTENCE.search(before.text) and not _STARTS_LINE.match(text):
                before.text = f"{before.text} {text}"
            else:
                before = Block(len(self.blocks), self.open_blocks[-1], text, after_image=self.image)
                self.blocks.append(before)
            before.link += line.marked[0]
            before.strong += line.marked[1]
            before.slanted += line.marked[2]
            before.size = max(before.size, line.size)
            before.time = before.time or line.time
            before.names = " ".join([before.names, *line.names]).strip()
            self.image = blank = False
