"""The provincial portal: no metadata, a page clock, visitor counters, tables in places, old charsets."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import SplitResult, parse_qs

from jobs.demo_site.articles import DemoArticle, Photo
from jobs.demo_site.page import Page, View, cut, day, declared, encode, fill, html, missing, weekday

SECTIONS = {"1": ("xay-dung-dang", "Xây dựng Đảng"), "2": ("tin-trong-tinh", "Tin trong tỉnh")}
PRIVATE = ("/in/", "/quan-tri/")
PAGE_SIZE = 5


def respond(address: SplitResult, view: View) -> Page:
    """The portal's answer to a GET of that path and query."""
    path, query = address.path, parse_qs(address.query)
    if path == "/":
        return html(_listing_page("Tin mới", _rows(view.of_site("cong")[:PAGE_SIZE]), "", view))
    if path == "/pages/danh-sach.aspx":
        return _listing(_first(query, "chuyenmuc"), _first(query, "trang") or "1", view)
    if path == "/pages/tin-chi-tiet.aspx":
        for article in view.of_site("cong"):
            if str(article.number) == _first(query, "ItemID"):
                return encode(_article(article, view), article.charset)
    return missing(path)


def _article(article: DemoArticle, view: View) -> str:
    others = [a for a in view.of_site("cong", article.section) if a is not article]
    author = f'<div class="tacgia">{escape(article.author)}</div>' if article.author else ""
    source = f'<div class="nguon">Theo {escape(article.syndicated_from)}</div>' if article.syndicated_from else ""
    return fill(
        f"cong/article-{article.layout}.html",
        charset=declared(article.charset),
        title=escape(article.title),
        section=next(name for code, name in SECTIONS.values() if code == article.section),
        print_path=f"/in/{article.number}.aspx",
        shown=f"{day(article.published)} {article.published:%H:%M}",
        sapo=f'<div class="tomtat">{escape(article.sapo)}</div>' if article.sapo else "",
        body="\n".join(_block(block, article) for block in article.blocks),
        byline=author + source,
        others="<br>\n".join(f'- <a href="{a.path}">{escape(a.title)}</a> ({day(a.published)})' for a in others[:5]),
        clock=_clock(view),
        counter=_counter(view),
    )


def _block(block: str | Photo, article: DemoArticle) -> str:
    if isinstance(block, str):
        return f"<div>{escape(block)}</div>" if article.layout == "table" else f"<p>{escape(block)}</p>"
    row = f'<tr><td align="center"><i>{escape(block.text)}</i></td></tr>'
    rows = row * (2 if article.captions_twice else 1)
    return f'<table class="anh" align="center"><tr><td><img src="/anh/minh-hoa.svg"></td></tr>{rows}</table>'


def _listing(code: str, number: str, view: View) -> Page:
    if code not in SECTIONS or not number.isdecimal():
        return missing("/pages/danh-sach.aspx")
    section, name = SECTIONS[code]
    part = cut(view.of_site("cong", section), int(number), PAGE_SIZE)
    rows = _rows(part.articles) or '<tr><td class="rong">Không có tin nào.</td></tr>'
    pager = "".join(
        f'<a href="/pages/danh-sach.aspx?chuyenmuc={code}&amp;trang={n}">{n}</a> ' for n in range(1, part.last + 1)
    )
    if part.page < part.last:
        following = f"/pages/danh-sach.aspx?chuyenmuc={code}&amp;trang={part.page + 1}"
        pager += f'<a class="tiep" href="{following}">Tiếp &raquo;</a>'
    return html(_listing_page(name, rows, pager, view))


def _listing_page(heading: str, rows: str, pager: str, view: View) -> str:
    return fill(
        "cong/listing.html", heading=heading, rows=rows, pager=pager, clock=_clock(view), counter=_counter(view)
    )


def _rows(found: Sequence[DemoArticle]) -> str:
    return "\n".join(
        f'<tr><td><a class="tin" href="{a.path}">{escape(a.title)}</a> <i>{day(a.published)}</i>'
        f' <a class="in" href="/in/{a.number}.aspx">[In]</a></td></tr>'
        for a in found
    )


def _clock(view: View) -> str:
    return f"Hôm nay: {weekday(view.clock)}, ngày {day(view.clock)} 06:14:37"


def _counter(view: View) -> str:
    """Visitor counters; they grow with the page clock, so that the page's bytes change when no article does."""
    days = view.clock.toordinal() - 738000
    rows = {
        "Hôm nay": 851 + days % 7,
        "Hôm qua": 2417 + days % 5,
        "Tháng này": 9306 + days,
        "Tất cả": 4518220 + days * 2417,
    }
    return "<br>".join(f"{label} : {count}" for label, count in rows.items())


def _first(query: dict[str, list[str]], key: str) -> str:
    return query.get(key, [""])[0]
