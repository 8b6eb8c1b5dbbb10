"""One night's crawl over several sources, all at once, each by itself."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from crawler.archive import Archive
from crawler.report import CrawlReport, SourceReport
from crawler.settings import base_settings
from crawler.source import Source
from crawler.spider import Progress, SourceSpider
from crawler.store import CrawlStore

logger = logging.getLogger(__name__)
_crawled = threading.Event()


def crawl(
    sources: Iterable[Source],
    store: CrawlStore,
    archive_dir: Path | str,
    *,
    progress: Progress | None = None,
    settings_overrides: dict[str, Any] | None = None,
) -> CrawlReport:
    """Crawl the sources that are enabled, and return when all have ended.

    ``archive_dir`` gets one WARC file a source (`<source>/<source>-<UTC time>-<process>.warc.gz`).
    ``progress`` is called with a source's report whenever it changed, in this thread.
    ``settings_overrides`` are Scrapy settings that outrank ours. A source that fails in any way is told
    in the report and stops no other. SIGINT and SIGTERM end the crawl after the pages under way (only
    in the main thread). The network engine can be started once in a process: a second call raises
    ``RuntimeError``.
    """
    sources = [source for source in sources if source.enabled]
    reports = [SourceReport(source.name) for source in sources]
    if not sources:
        return CrawlReport(())
    if _crawled.is_set():
        raise RuntimeError("a process crawls once; start another one")
    _crawled.set()
    for name in ("scrapy", "twisted", "crawler"):  # without a handler Python would print warnings by itself
        logging.getLogger(name).addHandler(logging.NullHandler())
    settings = Settings({**base_settings(), **(settings_overrides or {})})
    process = AsyncCrawlerProcess(settings)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    for source, report in zip(sources, reports, strict=True):
        warc_file = f"{source.name}/{source.name}-{stamp}-{os.getpid()}.warc.gz"
        task = process.crawl(
            Crawler(SourceSpider, settings),
            source=source,
            store=store,
            archive=Archive(Path(archive_dir) / warc_file, settings["USER_AGENT"]),
            warc_file=warc_file,
            report=report,
            progress=progress,
        )
        task.add_done_callback(_Ending(report))
    process.start(install_signal_handlers=threading.current_thread() is threading.main_thread())
    return CrawlReport(tuple(reports))


class _Ending:
    """Notes in a report how its crawler's task came to an end."""

    def __init__(self, report: SourceReport) -> None:
        self._report = report

    def __call__(self, task: asyncio.Task[None]) -> None:
        report = self._report
        report.finished_at = report.finished_at or datetime.now(UTC)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            logger.error("%s: the crawl broke off", report.source, exc_info=error)
            report.ended = "crash"
            report.error = f"{type(error).__name__}: {error}"
        elif report.ended is None:
            report.ended = "shutdown"
