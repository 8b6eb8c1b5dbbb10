"""The night: migrate, crawl, extract what waits, store, check, report.

Each step keeps what it did as it goes, so that a night killed at any moment is simply run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import filelock
from sqlalchemy import URL, Engine

import db
from crawler.report import CrawlReport, SourceReport
from crawler.run import crawl
from crawler.source import Source
from jobs.crawl_store import DatabaseStore
from jobs.extracting import ExtractionReport, Extractor, extract_pending
from jobs.night_report import NightReport, SourceNight
from jobs.places import load_places
from jobs.source_files import choose, read_source_files


class AlreadyRunning(Exception):
    """Another night holds the lock of this ``var`` folder."""


class CannotWrite(Exception):
    """A folder that nothing can be written to; nothing was done."""

    def __init__(self, folder: Path, error: OSError) -> None:
        where = f" ({error.filename})" if error.filename and str(error.filename) != str(folder) else ""
        super().__init__(f"cannot write to {folder}: {error.strerror or error}{where}")


@dataclass(frozen=True, slots=True)
class NightPlan:
    """What a night works on. ``url`` None is the database of ``CHIBO_DATABASE_URL``.

    ``var`` holds what the night writes beside the database: ``archive/`` (WARC), ``reports/`` (JSON) and
    the lock. ``sources`` None are the sources that come with Chibo. ``jobs`` processes extract.
    """

    var: Path
    url: str | URL | None = None
    sources: Path | None = None
    only: str | None = None
    jobs: int = 1


class Watcher:
    """Hears how far the night is; this one does not care."""

    def crawling(self, report: SourceReport) -> None:
        """A source has got further."""

    def extracting(self, done: int, total: int) -> None:
        """So many of so many waiting revisions are read."""


def nightly(
    plan: NightPlan,
    extract: Extractor,
    extractor_version: str,
    watcher: Watcher | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> tuple[NightReport, Path]:
    """Run one night and return its report with the path of the JSON file that holds it.

    Raises NoSources, db.DatabaseError, CannotWrite or AlreadyRunning before anything was done. The crawl can be run
    once in a process.
    """
    watcher = watcher or Watcher()
    sources, faults = choose(read_source_files(plan.sources), plan.only)
    with locked(plan.var / "nightly.lock"):
        engine = db.engine(plan.url)
        try:
            db.migrate(engine)
            load_places(engine)
            database = engine.url.set(query={}).render_as_string(hide_password=True)
            report = NightReport(clock(), extractor_version, database, faults=[str(fault) for fault in faults])
            with db.writing(engine) as connection:
                report.interrupted = db.repository.crawls.interrupt_unfinished(connection)
                db.repository.leases.sweep(connection, clock())
            crawled = _crawl(engine, sources, plan.var / "archive", watcher, clock)
            report.stopped = any(source.ended == "shutdown" for source in crawled.sources)
            extracted = ExtractionReport()
            if not report.stopped:
                extracted = extract_pending(
                    engine, extract, extractor_version, jobs=plan.jobs, progress=watcher.extracting
                )
            report.extraction_failures = extracted.failures
            report.sources = _per_source(engine, sources, crawled, extracted)
            report.findings = _check(engine, extractor_version, report)
            report.finished_at = clock()
            return report, report.write(plan.var / "reports")
        finally:
            engine.dispose()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock; the system frees it when the process ends in whatever way. AlreadyRunning, CannotWrite."""
    lock = filelock.FileLock(path, timeout=0)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except filelock.Timeout:
        raise AlreadyRunning(f"another nightly run is at work (it holds {path}); this one has done nothing") from None
    except OSError as error:
        raise CannotWrite(path.parent, error) from error
    try:
        yield
    finally:
        lock.release()


def _crawl(
    engine: Engine, sources: list[Source], archive: Path, watcher: Watcher, clock: Callable[[], datetime]
) -> CrawlReport:
    store = DatabaseStore(engine, sources, clock())
    report = crawl(sources, store, archive, progress=watcher.crawling, settings_overrides={"LOG_ENABLED": False})
    store.close(report.sources, clock())
    return report


def _per_source(
    engine: Engine, sources: Iterable[Source], crawled: CrawlReport, extracted: ExtractionReport
) -> list[SourceNight]:
    """The sources of tonight, and those not crawled tonight of which older revisions were read."""
    reports = {report.source: report for report in crawled.sources}
    titles = {source.name: source.title for source in sources}
    with engine.connect() as connection:
        facts = db.repository.facts.count_by_source(connection)
        flags = db.repository.facts.count_flags_by_source(connection)
    nights = []
    for name in [*titles, *(name for name in extracted.extracted if name not in titles)]:
        night = SourceNight(name, titles.get(name, name), ended="finished")
        if name in reports:
            report = reports[name]
            night.ended, night.error = report.ended, report.error
            night.listed, night.pages, night.left = report.listed, report.pages, report.left
            night.new, night.changed, night.unchanged = report.new, report.changed, report.unchanged
            night.robots_disallowed, night.failures = report.robots_disallowed, report.failures
        night.extracted = extracted.extracted[name]
        night.facts, night.flags = facts.get(name, 0), flags.get(name, {})
        nights.append(night)
    return nights


def _check(engine: Engine, extractor_version: str, report: NightReport) -> list[str]:
    """What is not as it should be after a night, beyond the failures already told."""
    findings = [
        f"{source.name}: not one article was found; has the site changed? (chibo sources shows where we look)"
        for source in report.sources
        if source.listed == 0 and source.extracted == 0 and source.ended == "finished" and not source.failures
    ]
    if not report.stopped:
        with engine.connect() as connection:
            waiting = db.repository.articles.count_pending(connection, extractor_version)
        if waiting > len(report.extraction_failures):
            findings.append(f"{waiting} revisions still wait for extraction; run chibo nightly again")
    return findings
