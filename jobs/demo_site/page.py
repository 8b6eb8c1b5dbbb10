"""What the three manners share: a page, the night it is seen on, templates, lists cut into pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from html import escape
from string import Template

from jobs.demo_site.articles import SITES_FOLDER, Charset, DemoArticle, DemoSiteError, Site, articles

NOTICE = (
    "Trang mẫu của Chibo: bài viết và mọi số liệu trên trang này đều do người làm phần mềm đặt ra, không phải tin thật."
)
HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


@dataclass(frozen=True, slots=True)
class Page:
    """An answer before it goes over the wire."""

    body: bytes
    content_type: str = HTML
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """The state a page is rendered in: the night's articles, the day on the page clock, the site's base URL."""

    night: int
    clock: date
    base: str

    def of_site(self, site: Site, section: str | None = None) -> list[DemoArticle]:
        """The site's articles, newest first, of one section or of all."""
        return [a for a in articles(self.night) if a.site == site and section in (None, a.section)]


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of a list: its articles, its number, the number of the last page."""

    articles: Sequence[DemoArticle]
    page: int
    last: int


def cut(items: Sequence[DemoArticle], page: int, size: int) -> Slice:
    """Page `page` (from 1) of the list; empty past the end."""
    return Slice(items[(page - 1) * size : page * size], page, max(1, -(-len(items) // size)))


def fill(template: str, **fields: str) -> str:
    """Fill `tests/sites/templates/<template>` with fields that are already HTML."""
    return _template(template).substitute(notice=escape(NOTICE), **fields)


def html(text: str) -> Page:
    """A plain UTF-8 page."""
    return Page(text.encode())


def missing(path: str) -> Page:
    """The answer for a path the site does not have."""
    return Page(f"<h1>404</h1><p>Không tìm thấy {escape(path)}</p><p>{NOTICE}</p>".encode(), status=404)


def day(moment: date) -> str:
    """A day as the sites print it, 05/07/2024."""
    return f"{moment:%d/%m/%Y}"


def weekday(moment: date) -> str:
    """A day's name, Thứ Hai to Chủ nhật."""
    return WEEKDAYS[moment.weekday()]


def encode(text: str, charset: Charset) -> Page:
    """The page in the bytes of its charset; a `mislabelled` page is UTF-8 whose meta tag says otherwise."""
    if charset == "windows-1258":
        return Page("".join(map(_for_1258, unicodedata.normalize("NFC", text))).encode("cp1258"), "text/html")
    if charset == "mislabelled":
        return Page(text.encode(), "text/html")
    return Page(unicodedata.normalize("NFD", text).encode() if charset == "nfd" else text.encode())


def declared(charset: Charset) -> str:
    """The charset that the page's meta tag names."""
    return {"windows-1258": "windows-1258", "mislabelled": "windows-1252"}.get(charset, "utf-8")


def _for_1258(char: str) -> str:
    """The character as windows-1258 writes it: itself, or its base letter followed by a combining tone mark."""
    try:
        char.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", char)
        base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in _TONES))
        return base + "".join(p for p in parts if p in _TONES)
    return char


@cache
def _template(name: str) -> Template:
    path = SITES_FOLDER / "templates" / name
    if not path.is_file():
        raise DemoSiteError(f"{path}: the template is not here; the sample site needs a checkout of Chibo")
    return Template(path.read_text(encoding="utf-8"))
