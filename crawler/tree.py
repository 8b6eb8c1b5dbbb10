"""A page as a tree: parsed whatever its faults, and the few questions asked of an element."""

from __future__ import annotations

import re
from collections.abc import Container

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from crawler.words import NameKind

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class PageError(ValueError):
    """The bytes are no page that can be read. ``reason`` is a ``FailureReason``, the message is for people."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def parse_page(text: str) -> HtmlElement:
    """The root of the page; raises ``PageError`` where there is no element at all."""
    data = text.replace("\x00", "").encode("utf-8", "replace")
    if not data.strip():
        raise PageError("empty", "the page is empty")
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise PageError("unreadable", f"not HTML: {error}") from error


def is_kind(element: HtmlElement, kind: NameKind) -> bool:
    """Whether tag, role, class or id tells that the element is of ``kind``."""
    if element.tag in kind.tags or (kind.roles and element.get("role") in kind.roles):
        return True
    name = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
    return bool(name) and kind.matches(name)


def inside_kind(element: HtmlElement, kind: NameKind, around: Container[HtmlElement] = ()) -> bool:
    """Whether the element or one around it is of ``kind``; not asked of body and what is in ``around``."""
    node: HtmlElement | None = element
    while node is not None and node.tag not in ("body", "html") and node not in around:
        if is_kind(node, kind):
            return True
        node = node.getparent()
    return False


def is_hidden(element: HtmlElement) -> bool:
    """Whether the element says itself that it is not shown."""
    return "hidden" in element.attrib or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
