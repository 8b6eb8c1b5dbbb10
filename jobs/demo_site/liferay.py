"""The Liferay portal of a city party committee: asset publisher markup, no metadata, pages by query parameter."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import SplitResult, parse_qs, urlencode

from jobs.demo_site.articles import DemoArticle, Photo
from jobs.demo_site.page import Page, Slice, View, cut, day, fill, html, missing

SECTIONS = {"tin-xay-dung-dang": "Tin xây dựng Đảng", "kiem-tra-giam-sat": "Kiểm tra, giám sát"}
PRIVATE = ("/noi-bo/", "/c/")
PORTLET = "101_INSTANCE_pL24hNam"
DELTA = 5


def respond(address: SplitResult, view: View) -> Page:
    """The portal's answer to a GET of that path and query."""
    path = address.path
    if path in ("/", "/trang-chu"):
        newest = view.of_site("liferay")[:DELTA]
        return html(fill("liferay/listing.html", heading="Trang chủ", entries=_entries(newest), pager=""))
    section = path.strip("/")
    if section in SECTIONS:
        number = parse_qs(address.query).get(f"_{PORTLET}_cur", ["1"])[0]
        return _listing(section, int(number) if number.isdecimal() else 1, view)
    for article in view.of_site("liferay"):
        if article.path == path:
            return html(_article(article, view))
    return missing(path)


def _article(article: DemoArticle, view: View) -> str:
    others = [a for a in view.of_site("liferay", article.section) if a is not article]
    signature = [f"Theo {article.syndicated_from}"] if article.syndicated_from else []
    signature += [article.author] if article.author else []
    return fill(
        "liferay/article.html",
        title=escape(article.title),
        section=SECTIONS[article.section],
        section_path=f"/{article.section}",
        number=str(article.number),
        shown=f"{article.published:%H:%M} {day(article.published)}",
        sapo=f"<p><strong>{escape(article.sapo)}</strong></p>" if article.sapo else "",
        body="\n".join(_block(block, article.captions_twice) for block in article.blocks),
        signature="\n".join(f'<p style="text-align:right"><strong>{escape(line)}</strong></p>' for line in signature),
        others="\n".join(f'<li><a href="{a.path}">{escape(a.title)}</a> ({day(a.published)})</li>' for a in others[:5]),
        views=str(article.number % 977 + 120),
    )


def _block(block: str | Photo, captions_twice: bool) -> str:
    if isinstance(block, str):
        return f'<p style="text-align:justify"><span style="font-size:14px">{escape(block)}</span></p>'
    caption = f'<p style="text-align:center"><em>{escape(block.text)}</em></p>'
    image = f'<p style="text-align:center"><img alt="" src="/documents/minh-hoa.svg" /></p>\n{caption}'
    return f"{image}\n{caption}" if captions_twice else image


def _listing(section: str, number: int, view: View) -> Page:
    whole = view.of_site("liferay", section)
    last = cut(whole, 1, DELTA).last
    part = cut(whole, max(1, min(number, last)), DELTA)
    entries = _entries(part.articles)
    if part.page == 1:
        entries += _entry("/noi-bo/-/asset_publisher/pL24hNam/content/lich-cong-tac-tuan", "Lịch công tác tuần", "", "")
    return html(fill("liferay/listing.html", heading=SECTIONS[section], entries=entries, pager=_pager(section, part)))


def _pager(section: str, part: Slice) -> str:
    def link(number: int, label: str) -> str:
        query = urlencode(
            {"p_p_id": PORTLET, "p_p_lifecycle": 0, f"_{PORTLET}_delta": DELTA, f"_{PORTLET}_cur": number}
        )
        return f'<a href="/{section}?{escape(query)}">{label}</a>'

    previous = link(part.page - 1, "Trước") if part.page > 1 else "Trước"
    following = link(part.page + 1, "Tiếp theo") if part.page < part.last else "Tiếp theo"
    return (
        f'<li class="previous">{previous}</li><li>Trang {part.page} trên {part.last}</li>'
        f'<li class="next">{following}</li>'
    )


def _entries(found: Sequence[DemoArticle]) -> str:
    return "".join(_entry(a.path, a.title, day(a.published), a.sapo or "") for a in found)


def _entry(path: str, title: str, shown: str, summary: str) -> str:
    return (
        f'<div class="asset-abstract"><h3 class="asset-title"><a href="{path}">{escape(title)}</a></h3>'
        f'<div class="asset-date">{shown}</div><div class="asset-summary">{escape(summary)}</div></div>\n'
    )
