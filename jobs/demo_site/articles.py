"""The sample articles: one TOML file each, read into what a page reader should find again."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

SITES_FOLDER = Path(__file__).resolve().parents[2] / "tests" / "sites"

Site = Literal["bao", "liferay", "cong"]
Charset = Literal["utf-8", "windows-1258", "mislabelled", "nfd"]
SITES: tuple[Site, ...] = ("bao", "liferay", "cong")
ADDRESSES: dict[Site, str] = {"bao": "127.0.0.1", "liferay": "127.0.0.2", "cong": "127.0.0.3"}
NIGHTS = (1, 2)

_REQUIRED = frozenset({"number", "title", "published", "section", "body"})
_OPTIONAL = frozenset(
    {
        "sapo", "author", "tags", "syndicated_from", "charset", "layout", "captions_twice", "mistakes", "modified",
        "correction",
    }
)  # fmt: skip
_PHOTO = re.compile(r"!\[(?P<caption>[^\]]+)\](?:\((?P<credit>[^)]+)\))?")


class DemoSiteError(Exception):
    """The sample site cannot be read or served; the message names the file or the address."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture in the body: its caption and, where given, the credit printed after it."""

    caption: str
    credit: str | None

    @property
    def text(self) -> str:
        """Caption and credit as they stand on the page."""
        return f"{self.caption} {self.credit}" if self.credit else self.caption


@dataclass(frozen=True, slots=True)
class DemoArticle:
    """One sample article as its author meant it: NFC text, whatever the page does to it.

    `path` is the article's path (with query) on its site; `mistakes` names the flags its figures deserve;
    `modified` is set where this night's version is a corrected one.
    """

    name: str
    site: Site
    number: int
    title: str
    sapo: str | None
    blocks: tuple[str | Photo, ...]
    author: str | None
    published: datetime
    modified: datetime | None
    section: str
    tags: tuple[str, ...]
    syndicated_from: str | None
    charset: Charset
    layout: Literal["plain", "table"]
    captions_twice: bool
    mistakes: tuple[str, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body paragraphs in order, without sapo and captions."""
        return tuple(block for block in self.blocks if isinstance(block, str))

    @property
    def captions(self) -> tuple[str, ...]:
        """The captions in order, each once, with their credits."""
        return tuple(block.text for block in self.blocks if isinstance(block, Photo))

    @property
    def slug(self) -> str:
        """The title in ASCII lower case with hyphens, as it stands in URLs."""
        return slug(self.title)

    @property
    def path(self) -> str:
        """The article's path on its own site, with the query where the site uses one."""
        if self.site == "bao":
            return f"/{self.section}/{self.slug}-{self.number}.html"
        if self.site == "liferay":
            return f"/{self.section}/-/asset_publisher/pL24hNam/content/{self.slug}"
        return f"/pages/tin-chi-tiet.aspx?ItemID={self.number}"

    def url(self, port: int) -> str:
        """The article's address when the sites are served on `port`."""
        return f"http://{ADDRESSES[self.site]}:{port}{self.path}"


def articles(night: int = 1) -> list[DemoArticle]:
    """All sample articles as they stand on that night (1 or 2), newest first, then by number."""
    if night not in NIGHTS:
        raise DemoSiteError(f"night {night}: the sample site has nights 1 and 2")
    return list(_read_all(night))


def slug(title: str) -> str:
    """ASCII lower case, words joined by hyphens."""
    plain = unicodedata.normalize("NFD", title.lower().replace("đ", "d"))
    return "-".join(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c))))


@cache
def _read_all(night: int) -> tuple[DemoArticle, ...]:
    folder = SITES_FOLDER / "articles"
    if not folder.is_dir():
        raise DemoSiteError(f"{folder}: the sample articles are not here; the sample site needs a checkout of Chibo")
    found = [_read(path, site, night) for site in SITES for path in sorted((folder / site).glob("*.toml"))]
    return tuple(sorted(found, key=lambda a: (a.published, a.number), reverse=True))


def _read(path: Path, site: Site, night: int) -> DemoArticle:
    try:
        data: dict[str, Any] = tomllib.loads(unicodedata.normalize("NFC", path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DemoSiteError(f"{path}: {error}") from error
    missing, unknown = _REQUIRED - data.keys(), data.keys() - _REQUIRED - _OPTIONAL
    if missing or unknown:
        raise DemoSiteError(f"{path}: missing keys {sorted(missing)}, unknown keys {sorted(unknown)}")
    title, sapo, body = data["title"], data.get("sapo"), data["body"]
    corrected = night == 2 and "correction" in data
    if corrected:
        was, now = data["correction"]["was"], data["correction"]["now"]
        if was not in body:
            raise DemoSiteError(f"{path}: the correction's {was!r} does not stand in the body")
        body = body.replace(was, now)
    return DemoArticle(
        name=path.stem,
        site=site,
        number=data["number"],
        title=title,
        sapo=sapo,
        blocks=tuple(_block(line) for line in body.split("\n") if line.strip()),
        author=data.get("author"),
        published=data["published"],
        modified=data["modified"] if corrected else None,
        section=data["section"],
        tags=tuple(data.get("tags", ())),
        syndicated_from=data.get("syndicated_from"),
        charset=data.get("charset", "utf-8"),
        layout=data.get("layout", "plain"),
        captions_twice=data.get("captions_twice", False),
        mistakes=() if corrected else tuple(data.get("mistakes", ())),
    )


def _block(line: str) -> str | Photo:
    photo = _PHOTO.fullmatch(line.strip())
    return Photo(photo["caption"], photo["credit"]) if photo else line.strip()
