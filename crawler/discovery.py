"""Feeds, sitemaps and listing pages to links: pure functions over bytes and trees."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from lxml import etree
from lxml.html import HtmlElement

from crawler.timestamps import read_http_or_iso

_LARGEST = 50 * 1024 * 1024
"""Bytes of a sitemap, unpacked, as the protocol allows them."""
_DAYS = ("lastmod", "updated", "modified", "pubDate", "published", "date", "publication_date")


class DiscoveryError(ValueError):
    """A feed or sitemap cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands in a feed or sitemap, with the newest time told of it (aware, UTC).

    ``is_sitemap``: it leads to another sitemap.
    """

    url: str
    stated: datetime | None = None
    is_sitemap: bool = False


def read_links(data: bytes) -> list[Link]:
    """The links of an RSS feed, an Atom feed, a sitemap or a sitemap index, packed or not.

    Raises ``DiscoveryError`` for anything else. Entities are not resolved and nothing is fetched.
    """
    root = _parse(_unpacked(data))
    kind = _local(root)
    if kind not in ("rss", "RDF", "feed", "urlset", "sitemapindex"):
        raise DiscoveryError(f"neither a feed nor a sitemap: <{kind}>")
    entries = (node for node in root.iter() if _local(node) in ("item", "entry", "url", "sitemap"))
    return [link for node in entries if (link := _link(node)) is not None]


def read_listing(root: HtmlElement) -> Iterator[str]:
    """The addresses a listing page links to, as written, in page order."""
    for anchor in root.iter("a"):
        href = (anchor.get("href") or "").strip()
        if href and not href.startswith(("#", "javascript:", "mailto:", "tel:")):
            yield href


def _unpacked(data: bytes) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as packed:
            unpacked = packed.read(_LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise DiscoveryError(f"broken gzip: {error}") from error
    if len(unpacked) > _LARGEST:
        raise DiscoveryError(f"more than {_LARGEST} bytes unpacked")
    return unpacked


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(data.strip(), parser=parser)
    except etree.XMLSyntaxError as error:
        raise DiscoveryError(f"not XML: {error}") from error
    if root is None:
        raise DiscoveryError("not XML")
    return root


def _local(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _link(node: etree._Element) -> Link | None:
    url, days = None, []
    for child in node.iter():
        name = _local(child)
        if name in ("loc", "link") and url is None:
            plain = child.get("rel", "alternate") == "alternate"
            url = ((child.text or "").strip() or child.get("href")) if plain else None
        elif name in _DAYS:
            days.append(read_http_or_iso(child.text))
    if not url:
        return None
    return Link(url, max((day for day in days if day is not None), default=None), _local(node) == "sitemap")
