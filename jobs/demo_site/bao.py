"""The newspaper: JSON-LD and OpenGraph, sapo outside the content box, feed, sitemap, listings by path."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from urllib.parse import SplitResult

from jobs.demo_site.articles import DemoArticle, Photo
from jobs.demo_site.page import HTML, XML, Page, View, cut, day, fill, html, missing, weekday

NAME = "Báo Hà Nam điện tử"
SECTIONS = {"xay-dung-dang": "Xây dựng Đảng", "chinh-tri": "Chính trị", "van-hoa-xa-hoi": "Văn hóa - Xã hội"}
PRIVATE = ("/noi-bo/", "/tim-kiem")
PAGE_SIZE = 6
FEED_SIZE = 10
_LISTING = re.compile(r"/(?P<section>[a-z-]+)/(?:trang-(?P<page>\d+)\.html)?")


def respond(address: SplitResult, view: View) -> Page:
    """The newspaper's answer to a GET of that path."""
    path = address.path
    if path == "/":
        return html(_listing_page("Trang chủ", _items(view.of_site("bao")[:PAGE_SIZE]), "", view))
    if path == "/sitemap.xml":
        return Page(_sitemap(view).encode(), XML)
    if path == "/rss/xay-dung-dang.rss":
        return Page(_feed(view).encode(), "application/rss+xml; charset=utf-8")
    listing = _LISTING.fullmatch(path)
    if listing and listing["section"] in SECTIONS:
        return _listing(listing["section"], int(listing["page"] or 1), view)
    for article in view.of_site("bao"):
        if article.path == path:
            return _article_page(article, view)
    return missing(path)


def _article_page(article: DemoArticle, view: View) -> Page:
    changed = article.modified or article.published
    headers = {
        "ETag": f'W/"{article.number}-{changed:%Y%m%d%H%M}"',
        "Last-Modified": format_datetime(changed.astimezone(UTC), usegmt=True),
    }
    return Page(_article(article, view).encode(), HTML, headers=headers)


def _article(article: DemoArticle, view: View) -> str:
    others = [a for a in view.of_site("bao", article.section) if a is not article]
    older = [a for a in others if a.published < article.published] or others
    changed = article.modified or article.published
    foot = f'<p class="bai-nguon">Theo {escape(article.syndicated_from)}</p>' if article.syndicated_from else ""
    return fill(
        "bao/article.html",
        title=escape(article.title),
        sapo=escape(article.sapo or ""),
        url=view.base + article.path,
        published=article.published.isoformat(),
        modified=changed.isoformat(),
        section=SECTIONS[article.section],
        section_path=f"/{article.section}/",
        keywords=escape(", ".join(article.tags)),
        json_ld=json.dumps(_json_ld(article, view), ensure_ascii=False, indent=1).replace("</", "<\\/"),
        clock=_clock(view),
        shown=f"{weekday(article.published)}, {day(article.published)}, {article.published:%H:%M} (GMT+7)",
        body=_body(article, older[:1]),
        author=f'<p class="bai-tacgia">{escape(article.author)}</p>' if article.author else "",
        source=foot,
        tags=" ".join(f'<a href="/tu-khoa/{n}">{escape(tag)}</a>' for n, tag in enumerate(article.tags)),
        related=_items(older[:4]),
        newest=_items(view.of_site("bao")[:3]),
    )


def _json_ld(article: DemoArticle, view: View) -> dict[str, object]:
    url = view.base + article.path
    record: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "headline": article.title,
        "description": article.sapo or "",
        "datePublished": article.published.isoformat(),
        "dateModified": (article.modified or article.published).isoformat(),
        "publisher": {"@type": "Organization", "name": NAME},
    }
    if article.author:
        record["author"] = [{"@type": "Person", "name": article.author}]
    return record


def _body(article: DemoArticle, related: list[DemoArticle]) -> str:
    parts: list[str] = []
    paragraphs = 0
    for block in article.blocks:
        if isinstance(block, Photo):
            parts.append(_figure(block, article.captions_twice))
            continue
        parts.append(f"<p>{escape(block)}</p>")
        paragraphs += 1
        if paragraphs == 2 and related:
            link = f'<a href="{related[0].path}">{escape(related[0].title)}</a>'
            parts.append(f'<div class="xem-them"><b>Xem thêm:</b> {link}</div>')
    return "\n".join(parts)


def _figure(photo: Photo, twice: bool) -> str:
    text = escape(photo.text)
    again = f'<p class="chu-thich-anh">{text}</p>' if twice else ""
    return (
        f'<figure class="anh-bai"><img src="/anh/minh-hoa.svg" alt="{escape(photo.caption)}">'
        f"<figcaption>{text}</figcaption></figure>{again}"
    )


def _listing(section: str, number: int, view: View) -> Page:
    part = cut(view.of_site("bao", section), number, PAGE_SIZE)
    if not part.articles:
        return missing(f"/{section}/trang-{number}.html")
    here = f"/{section}/"
    previous = here if number == 2 else f"{here}trang-{number - 1}.html"
    links = [f'<a class="trang-truoc" href="{previous}">Trang trước</a>'] if number > 1 else []
    if number < part.last:
        links.append(f'<a class="trang-sau" rel="next" href="{here}trang-{number + 1}.html">Trang sau</a>')
    items = _items(part.articles)
    if number == 1:
        items += '\n<li><a href="/noi-bo/xay-dung-dang/so-tay-toa-soan-990001.html">Sổ tay tòa soạn</a></li>'
    return html(_listing_page(SECTIONS[section], items, " ".join(links), view))


def _listing_page(heading: str, items: str, pager: str, view: View) -> str:
    return fill("bao/listing.html", heading=heading, items=items, pager=pager, clock=_clock(view))


def _items(found: Sequence[DemoArticle]) -> str:
    return "\n".join(
        f'<li><a href="{a.path}">{escape(a.title)}</a> <span class="gio">{day(a.published)}</span></li>' for a in found
    )


def _sitemap(view: View) -> str:
    rows: list[tuple[str, datetime | None]] = [(f"{view.base}/{section}/", None) for section in SECTIONS]
    rows += [(view.base + a.path, a.modified or a.published) for a in view.of_site("bao")]
    rows.append((f"{view.base}/noi-bo/xay-dung-dang/so-tay-toa-soan-990001.html", None))
    return fill("bao/sitemap.xml", urls="\n".join(f"<url><loc>{loc}</loc>{_lastmod(at)}</url>" for loc, at in rows))


def _lastmod(at: datetime | None) -> str:
    return f"<lastmod>{at.isoformat()}</lastmod>" if at else ""


def _feed(view: View) -> str:
    newest = view.of_site("bao", "xay-dung-dang")[:FEED_SIZE]
    return fill("bao/feed.xml", base=view.base, items="\n".join(_feed_item(a, view) for a in newest))


def _feed_item(article: DemoArticle, view: View) -> str:
    url = view.base + article.path
    return (
        f"<item><title>{escape(article.title)}</title><link>{url}</link><guid>{url}</guid>"
        f"<description>{escape(article.sapo or '')}</description>"
        f"<pubDate>{format_datetime(article.published)}</pubDate></item>"
    )


def _clock(view: View) -> str:
    return f"{weekday(view.clock)}, {day(view.clock)} | 06:14"
