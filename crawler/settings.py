"""How we ask, for every source: openly, slowly, one request at a time, within limits.

``base_settings`` is what Scrapy needs before a spider is there; ``HouseRules`` is the add-on that lays
the source's own limits over it. Scrapy's defaults would obey no robots.txt, wait between no requests,
and open two ports for remote control.
"""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError, metadata
from typing import TYPE_CHECKING, Any, Self

from scrapy.settings import BaseSettings

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.source import Source

ROBOTS_NAME = "Chibo"
CONTACT_VARIABLE = "CHIBO_CONTACT"
"""Environment variable with a mail address or a page for the people whose sites we read."""


def user_agent(contact: str | None = None) -> str:
    """`Chibo/<version> (+<project page>; <contact>)`, what is not known left out."""
    version, page = "0", None
    try:
        about = metadata("chibo")
        version = about["Version"]
        urls = [line.split(",", 1) for line in about.get_all("Project-URL") or []]
        page = next((url.strip() for name, url in urls if name.strip().lower() in ("homepage", "repository")), None)
    except PackageNotFoundError:
        pass
    known = [f"+{page}" if page else None, contact or os.environ.get(CONTACT_VARIABLE)]
    told = "; ".join(part for part in known if part)
    return f"{ROBOTS_NAME}/{version} ({told})" if told else f"{ROBOTS_NAME}/{version}"


def base_settings() -> dict[str, Any]:
    """The settings of every crawl, whatever the source."""
    return {
        "ADDONS": {"crawler.settings.HouseRules": 100},
        "BOT_NAME": "chibo",
        "USER_AGENT": user_agent(),
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": ROBOTS_NAME,
        "CONCURRENT_REQUESTS": 1,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 1.0,
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        # a page that reloads itself would be a redirect loop
        "METAREFRESH_ENABLED": False,
        "REDIRECT_MAX_TIMES": 5,
        "RETRY_TIMES": 2,
        "DOWNLOAD_TIMEOUT": 60,
        "DNS_TIMEOUT": 20,
        # the spider asks for no address twice; Scrapy's filter would hide redirect loops
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Language": "vi,en;q=0.3",
        },
        "LOG_INSTALL_ROOT_HANDLER": False,
        "STATS_DUMP": False,
        "LOGSTATS_INTERVAL": 0,
        "MEMUSAGE_ENABLED": False,
    }


class HouseRules:
    """Scrapy add-on: the limits of one source, and the pipelines that keep its articles."""

    def __init__(self, source: Source) -> None:
        self._source = source

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The add-on for the source of the crawler's spider."""
        from crawler.spider import SourceSpider

        if not isinstance(crawler.spider, SourceSpider):
            raise TypeError("Chibo's settings are for Chibo's spider")
        return cls(crawler.spider.source)

    def update_settings(self, settings: BaseSettings) -> None:
        """Lay the source's delay and size limit over the settings; what the caller set outranks them."""
        polite = self._source.polite
        for name, value in {
            "DOWNLOAD_DELAY": polite.delay,
            "AUTOTHROTTLE_START_DELAY": polite.delay,
            "DOWNLOAD_MAXSIZE": polite.max_page_bytes,
            "DOWNLOAD_WARNSIZE": 0,
            "ITEM_PIPELINES": {
                "crawler.pipelines.ArchivePipeline": 100,
                "crawler.pipelines.StorePipeline": 200,
            },
        }.items():
            settings.set(name, value, priority="addon")
