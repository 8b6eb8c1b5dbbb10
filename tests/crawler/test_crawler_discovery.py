"""Links of feeds, sitemaps and listing pages."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from crawler.discovery import DiscoveryError, Link, read_links, read_listing
from crawler.tree import parse_page

DAY = datetime(2026, 4, 7, 7, 20, tzinfo=UTC)
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><link>https://bao.vn/</link>
<item><title>A</title><link> https://bao.vn/a.html </link><pubDate>Tue, 07 Apr 2026 14:20:00 +0700</pubDate></item>
<item><title>B</title><link><![CDATA[https://bao.vn/b.html?x=1&y=2]]></link></item><item><title>no link</title></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="https://bao.vn/feed"/><entry><link rel="edit" href="https://bao.vn/edit"/>
<link href="https://bao.vn/a.html"/><published>2026-04-01T00:00:00Z</published><updated>2026-04-07T14:20:00+07:00</updated></entry></feed>"""
SITEMAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://bao.vn/a.html</loc><lastmod>2026-04-07T14:20:00+07:00</lastmod><image:image><image:loc>https://bao.vn/a.jpg</image:loc></image:image></url>
<url><loc>https://bao.vn/b.html</loc></url></urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://bao.vn/s1.xml</loc></sitemap></sitemapindex>"""


def test_feeds() -> None:
    assert read_links(RSS) == [Link("https://bao.vn/a.html", DAY), Link("https://bao.vn/b.html?x=1&y=2")]
    assert read_links(ATOM) == [Link("https://bao.vn/a.html", DAY)]


def test_sitemaps() -> None:
    found = [Link("https://bao.vn/a.html", DAY), Link("https://bao.vn/b.html")]
    assert read_links(SITEMAP) == read_links(gzip.compress(SITEMAP)) == found
    assert read_links(INDEX) == [Link("https://bao.vn/s1.xml", None, is_sitemap=True)]


def test_a_faulty_feed_gives_what_can_be_read() -> None:
    assert (
        read_links(RSS.replace(b"<title>A</title>", b"<title>A & B</title>").replace(b"</channel></rss>", b""))[0].url
        == "https://bao.vn/a.html"
    )


@pytest.mark.parametrize(
    "data",
    [b"", b"<html><body>404</body></html>", b"\x1f\x8bbroken", b"chi co chu", gzip.compress(SITEMAP, mtime=0)[:40]],
)
def test_what_is_neither(data: bytes) -> None:
    with pytest.raises(DiscoveryError):
        read_links(data)


def test_entities_are_not_resolved() -> None:
    bomb = b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    bomb += b"<rss><item><link>https://bao.vn/&b;&f;</link></item></rss>"
    assert all("aaa" not in link.url for link in read_links(bomb))


def test_listings() -> None:
    page = parse_page(
        '<a href="/a">A</a> <a href="#x">x</a><a>none</a><a href="javascript:void(0)">j</a><p><a href=" b.html ">B</a></p>'
    )
    assert list(read_listing(page)) == ["/a", "b.html"]
