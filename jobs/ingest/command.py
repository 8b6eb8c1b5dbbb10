"""The command ``chibo ingest``: articles from files into the database, then extraction of what waits."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial

from sqlalchemy import URL, Engine
from sqlalchemy.exc import OperationalError

import db
from crawler.urls import canonical_url
from jobs.extracting import ExtractionReport, Extractor, extract_pending
from jobs.ingest.keeping import Kept, keep
from jobs.ingest.origins import known_origins
from jobs.ingest.reading import NoArticle, Reading, died, read
from jobs.inputs import Given, Problem, read_paths
from jobs.parallel import in_order, process_count
from jobs.places import load_places
from jobs.teller import Teller, told

ALL_WELL = 0
SOME_FAILED = 1
BAD_OPTIONS = 2
STOPPED = 130

_OUTCOMES = ("new", "changed", "unchanged")


def ingest_command(
    paths: Sequence[str],
    extract: Extractor,
    version: str,
    *,
    source: str = "ingest",
    published: date | None = None,
    url: str | None = None,
    province: str | None = None,
    jobs: int = 1,
    database: str | URL | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> int:
    """Keep the articles of all ``paths``, extract what waits, and say what it came to; returns the exit status.

    ``source`` is that of articles without the address of a known one. ``published``, ``url`` and ``province`` are
    those of ``jobs.extract.extract_command``. What cannot be read is named on standard error, and the rest is done.
    ``jobs`` processes read and extract, 0 is one for each processor.
    """
    single = None
    if url is not None and (single := canonical_url(url)) is None:
        print(f"chibo: --url {url} is no web address (http or https)", file=sys.stderr)
        return BAD_OPTIONS
    given = Given(published, single, unicodedata.normalize("NFC", province) if province else None)
    try:
        engine = db.engine(database)
    except db.DatabaseError as error:
        print(f"chibo: {error}", file=sys.stderr)
        return BAD_OPTIONS
    try:
        db.migrate(engine)
        load_places(engine)
        with Teller("articles") as teller:
            kept = _keep(engine, paths, given, source, process_count(jobs), teller, clock)
            report = extract_pending(engine, extract, version, jobs=process_count(jobs), progress=teller.extracting)
        _sum_up(kept)
        return _told(report, problems=bool(teller.problems))
    except db.DatabaseError as error:
        print(f"chibo: {error}", file=sys.stderr)
        return BAD_OPTIONS
    except (OSError, OperationalError) as error:
        cause = error.orig if isinstance(error, OperationalError) else error.strerror or error
        print(f"chibo: it broke off: {cause}; what was done is kept, run it again", file=sys.stderr)
        return SOME_FAILED
    except KeyboardInterrupt:
        print("chibo: stopped; what was done is kept, run it again for the rest", file=sys.stderr)
        return STOPPED
    finally:
        engine.dispose()


def _keep(
    engine: Engine,
    paths: Sequence[str],
    given: Given,
    source: str,
    jobs: int,
    teller: Teller,
    clock: Callable[[], datetime],
) -> Kept:
    with engine.connect() as connection:
        origins = known_origins(db.repository.sources.known(connection), source)
    articles = told(read_paths(paths, given), teller)
    with in_order(
        partial(read, origins=origins), articles, jobs=jobs, size=lambda found: found.size, died=died
    ) as outcomes:
        return keep(engine, _readings(outcomes, teller), clock, single=given.url, tell=teller.tell, count=teller.count)


def _readings(outcomes: Iterator[Reading | Problem | NoArticle], teller: Teller) -> Iterator[Reading]:
    for outcome in outcomes:
        if isinstance(outcome, Problem):
            teller.tell(outcome)
        elif isinstance(outcome, NoArticle):
            teller.passed_over[outcome.path] += 1
        else:
            yield outcome


def _sum_up(kept: Kept) -> None:
    print("articles: " + ", ".join(f"{kept.outcomes[outcome]} {outcome}" for outcome in _OUTCOMES))
    if kept.outcomes["older"]:
        print(f"passed over: {kept.outcomes['older']} archived before the text that is kept of their article")


def _told(report: ExtractionReport, *, problems: bool) -> int:
    """Say what extraction came to; returns the status of the command."""
    by_source = ", ".join(f"{name} {number}" for name, number in sorted(report.extracted.items()))
    total = sum(report.extracted.values())
    print(f"extracted: {total}" + (f" ({by_source})" if total else ", nothing waited"))
    for failure in report.failures:
        print(f"chibo: {failure.source}: {failure.article}: {failure.detail}", file=sys.stderr)
    return SOME_FAILED if problems or report.failures else ALL_WELL
