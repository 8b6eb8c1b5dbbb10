"""An article of a file as it is kept: its source, its identity there, and what extraction gets of it.

An article with an address has the identity that the crawl would give it. One without has the name of its file
within what was given, so that the same folder elsewhere is the same articles.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from crawler.page import Page, PageError
from crawler.timestamps import read_http_or_iso
from crawler.urls import article_key, article_url, canonical_url
from db.repository.articles import text_of
from jobs.ingest.origins import Origin, Origins
from jobs.inputs import FoundArticle, Problem, page_input, page_of
from jobs.opened_files import STANDARD_INPUT, UnreadableError
from schema import ArticleInput, content_hash

SCHEME = "file:"
"""What the identity of an article without an address begins with; no web address does."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article to keep. ``fetched_at`` is None where only now is known; ``by_url`` tells what its identity is."""

    found: FoundArticle
    origin: Origin
    address: str
    by_url: bool
    article: ArticleInput
    text_hash: str
    published_at: datetime | None

    @property
    def fetched_at(self) -> datetime | None:
        """When its page was fetched, if a crawler did that."""
        return self.found.fetched_at


@dataclass(frozen=True, slots=True)
class NoArticle:
    """An archived page that is a list or a form."""

    path: str


def read(found: FoundArticle, origins: Origins) -> Reading | Problem | NoArticle:
    """Read one article, here or in a process of its own; never raises."""
    try:
        return _read(found, origins) or NoArticle(found.path)
    except (PageError, UnreadableError, ValueError) as error:
        return found.problem(str(error))
    except Exception as error:  # whatever a page does to the reader, the others are still read
        return found.problem(f"it cannot be read: {type(error).__name__}: {error}")


def died(found: FoundArticle) -> Problem:
    """What is told of an article whose process was killed."""
    return found.problem("the process that read it died (out of memory?)")


def _read(found: FoundArticle, origins: Origins) -> Reading | None:
    url = _web_address(found.url)
    if found.html is None:
        article = ArticleInput(id=found.id, text=found.text, title=found.title, published=found.published)
        return _reading(found, origins, url, article, None)
    origin = origins.of(url) if url else None
    page = page_of(found, origin.site.article if origin and origin.site else None)
    if page is None:
        return None
    address = article_url(url, page.canonical) if url else _declared(page, origins)
    if not url and address:  # whose page it is was not known before it was read
        site = origins.of(address)
        page = page_of(found, site.site.article if site and site.site else None) or page
    return _reading(found, origins, address, page_input(page, found, found.id, None), page)


def _reading(
    found: FoundArticle, origins: Origins, url: str | None, article: ArticleInput, page: Page | None
) -> Reading:
    origin = (origins.of(url) if url else None) or origins.otherwise
    text_hash = content_hash(text_of(article))
    address = url or _name(found, text_hash)
    province = found.province or (origin.site.province_on(article.published) if origin.site else None)
    told = {
        "id": article_key(origin.name, url) if url else f"{origin.name}/{address.removeprefix(SCHEME)}",
        "url": url,
        "path": None if url or found.path == STANDARD_INPUT else found.name,
        "province": province,
    }
    stated = page.published_at if page and page.published == article.published else None
    return Reading(
        found,
        origin,
        address,
        url is not None,
        article.model_copy(update=told),
        text_hash,
        stated or _midnight(article.published),
    )


def _web_address(given: str | None) -> str | None:
    """The canonical form of a given address; raises UnreadableError for one that is none."""
    if given is None:
        return None
    url = canonical_url(given)
    if url is None:
        raise UnreadableError(f"its url is no web address (http or https): {given[:80]!r}")
    return url


def _declared(page: Page, origins: Origins) -> str | None:
    """The address that a saved page names as its own; believed of a known source only, and not a home page."""
    url = canonical_url(page.canonical) if page.canonical else None
    if url is None or origins.of(url) is None:
        return None
    return None if urlsplit(url).path == "/" and not urlsplit(url).query else url


def _name(found: FoundArticle, text_hash: str) -> str:
    """The identity of an article without an address; a text on standard input has no name but itself."""
    if found.path == STANDARD_INPUT:
        return f"{SCHEME}{STANDARD_INPUT}#{text_hash[:16]}"
    return SCHEME + found.name + (f"#{found.row_id or found.place}" if found.place else "")


def _midnight(day: date | None) -> datetime | None:
    return read_http_or_iso(day.isoformat()) if day else None
