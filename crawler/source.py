"""A source of articles: one TOML file that says where a site lists its articles and how politely to ask.

``load_source`` reads one file. A fault raises ``SourceError``, which names
the file and the key.
"""

from __future__ import annotations

import ipaddress
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from crawler.rules import Css, PageRules

BUNDLED_SOURCES = Path(__file__).parent / "sources"
"""The folder of the sources that come with Chibo."""

MIN_DELAY = 1.0
"""Seconds between two requests below which no site but this very machine is asked."""


class SourceError(ValueError):
    """A source file is unreadable or says something it may not; ``path`` and ``message`` tell where and what."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message


def _valid_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        valid = False
    if not valid:
        raise ValueError(f"{url!r} is no http or https address")
    return url


def _valid_regex(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
    return pattern


Url = Annotated[str, AfterValidator(_valid_url)]
Regex = Annotated[str, AfterValidator(_valid_regex)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class ProvincePeriod(_Table):
    """The province a paper wrote for, from one day to another (both included, open where absent)."""

    name: str
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether ``day`` falls into the period."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


class _Filter(_Table):
    """Which links are articles: any of ``allow`` and none of ``deny`` is found in the canonical URL."""

    allow: tuple[Regex, ...] = ()
    deny: tuple[Regex, ...] = ()


class Listing(_Filter):
    """A page that lists articles. ``next`` points at the link to its next page, ``max_pages`` counts from it."""

    url: Url
    next: Css | None = None
    max_pages: Annotated[int, Field(ge=1, le=10_000)] = 1


class Discovery(_Filter):
    """Where articles are found: RSS or Atom feeds, sitemaps, listing pages.

    ``allow`` and ``deny`` hold for all of them; a listing's own ``allow`` takes the place of the common
    one, its own ``deny`` is added.
    """

    feeds: tuple[Url, ...] = ()
    sitemaps: tuple[Url, ...] = ()
    listings: tuple[Listing, ...] = ()

    @model_validator(mode="after")
    def _finds_something(self) -> Discovery:
        if not (self.feeds or self.sitemaps or self.listings):
            raise ValueError("at least one of feeds, sitemaps, listings must be given")
        return self

    def is_article(self, url: str, listing: Listing | None = None) -> bool:
        """Whether a canonical URL is one of an article, as found in ``listing`` (or a feed or sitemap)."""
        allow = (listing.allow if listing else ()) or self.allow
        deny = self.deny + (listing.deny if listing else ())
        return (not allow or any(re.search(pattern, url) for pattern in allow)) and not any(
            re.search(pattern, url) for pattern in deny
        )


class Polite(_Table):
    """How a site is asked. ``delay`` in seconds, ``revisit_days``: how long an article is looked at again."""

    delay: Annotated[float, Field(ge=0, le=3600)] = 2.0
    max_pages_a_night: Annotated[int, Field(ge=1)] = 500
    max_page_bytes: Annotated[int, Field(ge=1024)] = 5_000_000
    revisit_days: Annotated[int, Field(ge=0)] = 3


class Source(_Table):
    """One site. ``province`` is a name, or periods where it changed, or ``None`` for a central organ."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    title: Annotated[str, Field(min_length=1)]
    homepage: Url
    province: str | tuple[ProvincePeriod, ...] | None = None
    enabled: bool = True
    discovery: Discovery
    article: PageRules = PageRules()
    polite: Polite = Polite()

    @model_validator(mode="after")
    def _asks_politely(self) -> Source:
        foreign = [host for host in self.hosts if not _is_loopback(host)]
        if foreign and self.polite.delay < MIN_DELAY:
            raise ValueError(
                f"polite.delay: {self.polite.delay:g} s is too short for {foreign[0]}; at least {MIN_DELAY:g} s"
            )
        return self

    @property
    def hosts(self) -> tuple[str, ...]:
        """The host names of the source, the homepage's first, none twice."""
        discovery = self.discovery
        urls = [self.homepage, *discovery.feeds, *discovery.sitemaps, *(page.url for page in discovery.listings)]
        return tuple(dict.fromkeys((urlsplit(url).hostname or "").lower() for url in urls))

    def province_on(self, day: date | None) -> str | None:
        """The province the source wrote for on ``day``; without a day, the newest one."""
        if self.province is None or isinstance(self.province, str):
            return self.province
        periods = [period for period in self.province if day is None or period.covers(day)]
        return periods[-1].name if periods else None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def load_source(path: Path | str) -> Source:
    """Read and check one source file; raises ``SourceError``."""
    path = Path(path)
    try:
        tables: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SourceError(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise SourceError(path, f"not UTF-8 (byte {error.start})") from error
    except tomllib.TOMLDecodeError as error:
        raise SourceError(path, f"not TOML: {error}") from error
    try:
        return Source.model_validate(tables)
    except ValidationError as error:
        raise SourceError(path, "; ".join(_complaints(error))) from error


def _complaints(error: ValidationError) -> list[str]:
    """Each fault as `key: what is wrong`, without pydantic's links and repeated input."""
    complaints = []
    for fault in error.errors(include_url=False):
        key = ".".join(str(part) for part in fault["loc"])
        said = "unknown key" if fault["type"] == "extra_forbidden" else fault["msg"].removeprefix("Value error, ")
        said = "missing" if fault["type"] == "missing" else said
        complaints.append(f"{key}: {said}" if key else said)
    return complaints
