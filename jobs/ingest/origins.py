"""Which source an article is of: by the host of its address, of those that Chibo comes with or has crawled before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import ValidationError

from crawler.source import Source
from crawler.urls import same_site
from db.repository.sources import KnownSource
from jobs.source_files import read_source_files


@dataclass(frozen=True, slots=True)
class Origin:
    """A source as articles are kept under it. ``site`` has its rules, None where only its homepage is known."""

    name: str
    title: str
    homepage: str
    hosts: tuple[str, ...] = ()
    site: Source | None = None


@dataclass(frozen=True, slots=True)
class Origins:
    """The sources that are known, and the one of articles whose address none of them has (``otherwise``)."""

    known: tuple[Origin, ...]
    otherwise: Origin

    def of(self, url: str) -> Origin | None:
        """The source whose site the canonical ``url`` stands on.

        Of several on one host, one that takes it for an article of its own, then the one with the longest address.
        """
        there = [origin for origin in self.known if origin.hosts and same_site(url, origin.hosts)]
        return max(there, key=lambda origin: _fit(origin, url), default=None)


def known_origins(kept: Iterable[KnownSource], name: str) -> Origins:
    """The sources that come with Chibo and those ``kept`` in a database, as they were when last crawled.

    ``name`` is the source of all other articles; it may be one of them.
    """
    origins = {source.name: _of_site(source) for source in read_source_files().sources.values()}
    for source in kept:
        site = _last_settings(source)
        if site is not None:
            origins[source.name] = _of_site(site)
        else:
            host = urlsplit(source.homepage).hostname
            own = Origin(source.name, source.title, source.homepage, (host,) if host else ())
            origins.setdefault(source.name, own)
    return Origins(tuple(origins.values()), origins.get(name) or Origin(name, name, ""))


def _of_site(site: Source) -> Origin:
    return Origin(site.name, site.title, site.homepage, site.hosts, site)


def _last_settings(source: KnownSource) -> Source | None:
    """The source file of a source's last crawl; None where there is none that is still valid."""
    try:
        return None if source.settings is None else Source.model_validate(source.settings)
    except ValidationError:
        return None


def _fit(origin: Origin, url: str) -> tuple[bool, bool, int]:
    takes = origin.site is not None and origin.site.discovery.is_article(url)
    below = url.startswith(origin.homepage.rstrip("/") + "/")
    return takes, below, len(origin.homepage)
