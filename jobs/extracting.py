"""Extraction of what waits for it: revisions that this version of the extractor has not read."""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import connection as pipes

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError

import db
from db.repository.articles import PendingRevision, Which
from schema import ArticleInput, Record

Extractor = Callable[[ArticleInput], Record]
Chooser = Callable[[Connection, dict[int, Record]], dict[int, Record]]
"""What of some records (by the key of their revision) is to be kept, asked in the transaction that will keep it."""

_CHUNK = 100  # records a transaction: what a kill may cost, against one fsync for each
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ExtractionFailure:
    """An article that extraction could not read, or whose record could not be kept."""

    source: str
    article: str
    detail: str


@dataclass(slots=True)
class ExtractionReport:
    """Revisions whose records were kept, by source name, how many were read, and those that could not be."""

    extracted: Counter[str] = field(default_factory=Counter)
    read: int = 0
    failures: list[ExtractionFailure] = field(default_factory=list)


def extract_pending(
    engine: Engine,
    extract: Extractor,
    version: str,
    *,
    jobs: int = 1,
    progress: Callable[[int, int], None] = lambda done, total: None,
    which: Which | None = None,
    choose: Chooser = lambda _, records: records,
) -> ExtractionReport:
    """Read every revision of ``which`` that has no extraction by ``version``, and keep the records that are chosen.

    ``jobs`` processes share the work; ``extract`` must then be a function of a module. ``progress`` hears
    how many of how many are done. An article that fails is reported and tried again the next time.
    """
    report = ExtractionReport()
    with engine.connect() as connection:
        total = db.repository.articles.count_pending(connection, version, which)
    last, done = 0, 0
    with _readers(extract, min(jobs, total)) as read:
        while True:
            with engine.connect() as connection:
                chunk = db.repository.articles.pending(connection, version, which=which, after=last, limit=_CHUNK)
            if not chunk:
                return report
            _keep(engine, version, chunk, read([revision.article for revision in chunk]), report, choose)
            last, done = chunk[-1].revision_id, done + len(chunk)
            progress(done, total)


def _keep(
    engine: Engine,
    version: str,
    chunk: list[PendingRevision],
    read: list[Record | str],
    report: ExtractionReport,
    choose: Chooser,
) -> None:
    """Store the records of a chunk in one transaction; a record that is refused undoes only itself."""
    told = {revision.revision_id: result for revision, result in zip(chunk, read, strict=True)}
    records = {key: result for key, result in told.items() if not isinstance(result, str)}
    faults = {key: result for key, result in told.items() if isinstance(result, str)}
    report.read += len(records)
    with db.writing(engine) as connection:
        chosen = choose(connection, records)
        faults |= store_records(connection, version, chosen)
    for revision in chunk:
        detail = faults.get(revision.revision_id)
        if detail is None:
            report.extracted[revision.source] += revision.revision_id in chosen
            continue
        article = revision.article.url or revision.article.id
        report.failures.append(ExtractionFailure(revision.source, article, detail))
        _logger.warning("%s: %s: %s", revision.source, article, detail)


def store_records(connection: Connection, version: str, records: dict[int, Record]) -> dict[int, str]:
    """Store records, all at once where the database takes them so; what is wrong with those that it refuses."""
    store = db.repository.extractions
    try:
        with connection.begin_nested():
            store.store_extractions(connection, [store.Extracted(*pair) for pair in records.items()], version)
        return {}
    except OperationalError:
        raise  # the database, not the record
    except DBAPIError:
        faults = {}
    for key, record in records.items():
        try:
            store.store_extraction(connection, key, record, version)
        except OperationalError:
            raise
        except DBAPIError as error:
            faults[key] = f"the record cannot be kept: {error.orig}"
    return faults


Reader = Callable[[list[ArticleInput]], list[Record | str]]


@contextmanager
def _readers(extract: Extractor, jobs: int) -> Iterator[Reader]:
    """A function that reads articles in their order, here or in ``jobs`` processes; a text is what went wrong."""
    if jobs <= 1:
        yield lambda articles: [_read(extract, article) for article in articles]
        return
    pool = _pool(jobs)

    def read(articles: list[ArticleInput]) -> list[Record | str]:
        nonlocal pool
        futures = [pool.submit(_read, extract, article) for article in articles]
        results: list[Record | str] = []
        for future in futures:
            try:
                results.append(future.result())
            except BrokenExecutor:
                results.append("the process that read it, or one beside it, died")
        if any(isinstance(future.exception(), BrokenExecutor) for future in futures):
            pool.shutdown()
            pool = _pool(jobs)
        return results

    try:
        yield read
    finally:
        pool.shutdown(cancel_futures=True)


def _read(extract: Extractor, article: ArticleInput) -> Record | str:
    try:
        return extract(article)
    except Exception as error:  # whatever an article does to a rule, the others are still read
        _logger.debug("%s", article.url or article.id, exc_info=True)
        return f"{type(error).__name__}: {error}"


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Fresh processes: a forked one would hold the nightly lock after its parent was killed."""
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Let this process end when its parent was killed, instead of waiting for work forever."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        pipes.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
