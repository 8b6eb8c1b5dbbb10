"""Where on the page the article is: boilerplate told by name, the box of the text, the column around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawler.blocks import BLOCK_TAGS, Block
from crawler.tree import is_hidden, is_kind
from crawler.words import words

_MOST = 0.5
"""No element that holds this share of the page's running text is boilerplate, whatever it is called."""
_SIBLING = 0.2
"""A box beside the text's box belongs to it from this share of its score on."""
_SEVERAL = 2
_FAIR_SHARE = 0.15
_FADE = (1.0, 0.5, 0.34, 0.25)
"""What a paragraph counts for its parent, its parent's parent …"""


@dataclass(slots=True)
class Layout:
    """The blocks that are no boilerplate, and how much running text (characters) stands under each element."""

    blocks: list[Block]
    weights: dict[HtmlElement, int] = field(default_factory=dict)

    @classmethod
    def of(cls, root: HtmlElement, blocks: list[Block]) -> Layout:
        """Take the boilerplate off: hidden boxes first (unless the text is in one), then what is so by name."""
        layout = cls(blocks, _weigh(blocks))
        hidden = [element for element in root.iter() if isinstance(element.tag, str) and is_hidden(element)]
        layout = layout._without(hidden)
        noise = words().noise
        named = [
            element for element in layout.elements() if element.tag not in ("body", "html") and is_kind(element, noise)
        ]
        return layout._without(named)

    def elements(self) -> Iterable[HtmlElement]:
        """Every element that has a block under it, each once."""
        seen: dict[HtmlElement, None] = {}
        for block in self.blocks:
            node: HtmlElement | None = block.element
            while node is not None and node not in seen:
                seen[node] = None
                node = node.getparent()
        return seen

    def _without(self, boxes: Iterable[HtmlElement]) -> Layout:
        total = sum(len(block.text) for block in self.blocks if block.is_sentence)
        gone = {box for box in boxes if self.weights.get(box, 0) <= _MOST * total}
        if not gone:
            return self
        kept = [block for block in self.blocks if not within(block.element, gone)]
        return Layout(kept, _weigh(kept))

    def box(self, title: Block | None) -> list[HtmlElement]:
        """The elements that hold the article's text, in page order; none where there is no running text.

        The text stands behind the title and near it: the smallest element around the title that has a
        fair share of the page's text is looked into, so that a long sidebar is not taken for the article.
        """
        behind = [block for block in self.blocks if block.is_sentence and (title is None or block.index > title.index)]
        if title is not None:
            behind = _near(title, behind)
        scores = self._scores(behind)
        if not scores:
            return []
        best = max(scores, key=lambda element: (round(scores[element]), self.weights.get(element, 0)))
        if best.tag in ("td", "th", "body") or best.getparent() is None:
            return [best]
        enough = _SIBLING * scores[best]
        return [
            child
            for child in best.getparent()
            if child is best
            or scores.get(child, 0.0) >= enough
            or (child.tag == "p" and self.weights.get(child, 0) > 0)
        ]

    def _scores(self, blocks: list[Block]) -> dict[HtmlElement, float]:
        """How much text each element holds, text deeper inside counting less; a box in a box is one box."""
        scores: dict[HtmlElement, float] = {}
        single: dict[HtmlElement, bool] = {}
        for block in blocks:
            element = block.element
            if element not in single:
                single[element] = _is_paragraph(element)
            node = element.getparent() if single[element] else element
            fade = 0
            while node is not None and node.tag != "html" and fade < len(_FADE):
                scores[node] = scores.get(node, 0.0) + _FADE[fade] * len(block.text)
                parent = node.getparent()
                if parent is not None and self.weights.get(parent) != self.weights.get(node):
                    fade += 1
                node = parent
        return scores

    def column(self, title: Block, boxes: list[HtmlElement]) -> HtmlElement:
        """The smallest element around both the title and the text."""
        around = set(_around(title.element))
        node = boxes[0]
        while node not in around and node.getparent() is not None:
            node = node.getparent()
        return node


def _weigh(blocks: list[Block]) -> dict[HtmlElement, int]:
    weights: dict[HtmlElement, int] = {}
    for block in blocks:
        if block.is_sentence:
            for node in _around(block.element):
                weights[node] = weights.get(node, 0) + len(block.text)
    return weights


def _around(element: HtmlElement) -> Iterable[HtmlElement]:
    node: HtmlElement | None = element
    while node is not None:
        yield node
        node = node.getparent()


def _near(title: Block, sentences: list[Block]) -> list[Block]:
    """The sentences in the smallest element around the title that has several of them and a fair share."""
    around = {node: depth for depth, node in enumerate(_around(title.element))}
    levels: dict[int, list[Block]] = {}
    for block in sentences:
        depth = next((around[node] for node in _around(block.element) if node in around), len(around))
        levels.setdefault(depth, []).append(block)
    total = sum(len(block.text) for block in sentences)
    near: list[Block] = []
    for depth in sorted(levels):
        near += levels[depth]
        if len(near) >= _SEVERAL and sum(len(block.text) for block in near) >= _FAIR_SHARE * total:
            break
    return sorted(near, key=lambda block: block.index)


def within(element: HtmlElement, boxes: set[HtmlElement]) -> bool:
    """Whether the element is one of ``boxes`` or stands in one."""
    return any(node in boxes for node in _around(element))


def _is_paragraph(element: HtmlElement) -> bool:
    """Whether an element is one paragraph rather than a box of several (lines split by `<br>`, mixed content)."""
    if element.tag in ("p", "li", "blockquote", "dd") or (element.tag[0] == "h" and element.tag[1:].isdigit()):
        return True
    if element.tag in ("td", "th", "body", "article", "section", "main"):
        return False
    children = [child for child in element.iterdescendants() if isinstance(child.tag, str)]
    return not any(child.tag == "br" or child.tag in BLOCK_TAGS for child in children)
