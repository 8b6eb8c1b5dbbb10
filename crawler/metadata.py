"""What a page says of itself to machines: JSON-LD, OpenGraph, meta tags, microdata, rel=canonical."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, TypeVar

from lxml.html import HtmlElement

from crawler.blocks import clean
from crawler.timestamps import Timestamp, read_iso

_T = TypeVar("_T")

_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report", re.IGNORECASE)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "pubdate", "publishdate", "publish-date",
    "publish_date", "article.published", "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date",
    "date.issued",
    "dateissued", "originalpublicationdate", "sailthru.date", "parsely-pub-date", "published_time", "date",
)  # fmt: skip
_AUTHOR = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "dable:author",
    "parsely-author",
    "sailthru.author",
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the metadata says; ``titles`` in order of trust, ``headline`` the machine-readable ones among them.

    ``person`` is the author that JSON-LD names, ``author`` the one of a meta tag (often the paper itself).
    """

    headlines: tuple[str, ...] = ()
    page_title: str | None = None
    description: str | None = None
    published: Timestamp | None = None
    person: str | None = None
    author: str | None = None
    site: str | None = None
    canonical: str | None = None
    body: str | None = None


def read_metadata(root: HtmlElement) -> Metadata:
    """All metadata of a page. Faulty JSON-LD is passed over."""
    meta = _meta_tags(root)
    articles = [node for node in _json_ld(root) if _is_article(node)]
    headlines = [_text(node.get("headline")) or _text(node.get("name")) for node in articles]
    headlines += [meta.get("og:title"), meta.get("twitter:title"), meta.get("dc.title")]
    canonical = root.xpath("string(//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href)")
    return Metadata(
        headlines=tuple(dict.fromkeys(clean(unescape(title)) for title in headlines if title and title.strip())),
        page_title=clean(root.findtext(".//title") or "") or None,
        description=meta.get("og:description") or meta.get("description"),
        published=_published(root, articles, meta),
        person=_first(_person(node.get("author")) for node in articles),
        author=_first(meta.get(name) for name in _AUTHOR),
        site=meta.get("og:site_name") or _first(_organisation(node.get("publisher")) for node in articles),
        canonical=canonical.strip() or None,
        body=_first(_text(node.get("articleBody")) for node in articles),
    )


def _meta_tags(root: HtmlElement) -> dict[str, str]:
    tags: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = clean(element.get("content") or "")
        if name and content:
            tags.setdefault(name.strip().lower(), content)
    return tags


def _published(root: HtmlElement, articles: list[dict[str, Any]], meta: dict[str, str]) -> Timestamp | None:
    values: list[str | None] = [_text(node.get("datePublished")) for node in articles]
    values += [meta.get(name) for name in _PUBLISHED]
    for element in root.xpath("//*[@itemprop='datePublished']"):
        values.append(element.get("content") or element.get("datetime"))
    return _first(read_iso(value) for value in values if value)


def _json_ld(root: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        source = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*;?\s*$", "", script.text or "")
        try:
            found = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [found]
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting[:0] = node
            elif isinstance(node, dict):
                yield node
                waiting.extend(node[key] for key in ("@graph", "mainEntity") if key in node)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE_TYPES.search(kind) for kind in kinds)


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value")
    return value.strip() or None if isinstance(value, str) else None


def _person(value: Any) -> str | None:
    """The authors of JSON-LD joined by a comma; an organisation is none."""
    names = []
    for author in value if isinstance(value, list) else [value]:
        if isinstance(author, dict):
            if author.get("@type") in ("Organization", "NewsMediaOrganization"):
                continue
            author = _text(author.get("name"))
        if isinstance(author, str) and author.strip():
            names.append(clean(unescape(author)))
    return ", ".join(dict.fromkeys(names)) or None


def _organisation(value: Any) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    name = _text(value.get("name")) if isinstance(value, dict) else _text(value)
    return clean(unescape(name)) if name else None


def _first(values: Iterable[_T | None]) -> _T | None:
    return next((value for value in values if value), None)
