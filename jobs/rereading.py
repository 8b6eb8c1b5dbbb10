"""The command ``chibo reextract``: stored revisions read anew with today's rules, and what that would change."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby

from sqlalchemy import URL, Connection, Engine, select
from sqlalchemy.exc import OperationalError

import db
from db.models import Revision
from db.repository.articles import Which
from db.repository.comparison import Difference, differences, snapshot
from jobs.extracting import Chooser, ExtractionReport, Extractor, extract_pending, store_records
from jobs.nightly import AlreadyRunning, CannotWrite, locked
from jobs.parallel import process_count
from jobs.teller import Teller
from schema import Record

ALL_WELL = 0
SOME_FAILED = 1
BAD_OPTIONS = 2
BUSY = 75
STOPPED = 130

_SIGNS = {"gained": "+", "lost": "-", "changed": "~", "returns": "?", "withdrawn": "x"}
_TOLD = {
    "gained": "facts gained",
    "lost": "lost",
    "changed": "changed",
    "returns": "verdicts back to the queue",
    "withdrawn": "verdicts withdrawn",
}


def reextract_command(
    extract: Extractor,
    version: str,
    *,
    articles: Sequence[str] = (),
    source: str | None = None,
    all_revisions: bool = False,
    changed_rules: bool = False,
    jobs: int = 1,
    diff: bool = False,
    ask: Callable[[str], bool] = lambda _: True,
    database: str | URL | None = None,
) -> int:
    """Read what this version has not read yet, keep it, and say what it came to; returns the exit status.

    ``articles`` are keys or addresses, ``source`` the name of one; all if not given, of each the newest revision only.
    ``changed_rules``: only records that say something else than the one that is there are kept. ``diff``: first tell
    what would change, store nothing, and go on if ``ask`` says so. A run that was killed is gone on with.
    """
    try:
        engine = db.engine(database)
    except db.DatabaseError as error:
        return _ended(str(error), BAD_OPTIONS)
    try:
        with locked(db.var_folder() / "nightly.lock"):
            db.migrate(engine)
            which = _which(engine, articles, source, all_revisions)
            choose = _what_differs if changed_rules else _all
            if diff and not _shown(engine, extract, version, which, jobs, choose, ask):
                return ALL_WELL
            with Teller("articles") as teller:
                report = extract_pending(
                    engine,
                    extract,
                    version,
                    jobs=process_count(jobs),
                    progress=teller.extracting,
                    which=which,
                    choose=choose,
                )
            return _told(report)
    except AlreadyRunning as error:
        return _ended(str(error), BUSY)
    except (LookupError, CannotWrite, db.DatabaseError) as error:
        return _ended(error.args[0] if error.args else str(error), BAD_OPTIONS)
    except OperationalError as error:
        return _ended(f"it broke off: {error.orig}; what was done is kept, run it again", SOME_FAILED)
    except KeyboardInterrupt:
        return _ended("stopped; what was done is kept, run it again for the rest", STOPPED)
    finally:
        engine.dispose()


def _which(engine: Engine, articles: Sequence[str], source: str | None, all_revisions: bool) -> Which:
    """What the options mean; raises LookupError for an article or a source that is not there."""
    keys: list[int] = []
    with engine.connect() as connection:
        for name in articles:
            found = db.repository.articles.named(connection, name)
            if not found:
                raise LookupError(f"--article {name}: no article has this address or key")
            keys += found
        if source is not None and source not in db.repository.facts.count_by_source(connection):
            raise LookupError(f"--source {source}: no source is called so")
    return Which(newest_only=not all_revisions, article_ids=tuple(keys) if articles else None, source=source)


def _all(_: Connection, records: dict[int, Record]) -> dict[int, Record]:
    return records


def _what_differs(connection: Connection, records: dict[int, Record]) -> dict[int, Record]:
    """The records that say something else than the newest one of their revision."""
    found = {}
    for revision, record in records.items():
        newest = db.repository.extractions.newest_extraction(connection, revision)
        if newest is None or db.repository.extractions.load_record(connection, newest) != record:
            found[revision] = record
    return found


def _shown(
    engine: Engine,
    extract: Extractor,
    version: str,
    which: Which,
    jobs: int,
    choose: Chooser,
    ask: Callable[[str], bool],
) -> bool:
    """Tell what would change; whether to go on."""
    found: Counter[str] = Counter()

    def look(connection: Connection, records: dict[int, Record]) -> dict[int, Record]:
        """Store the records, see what it comes to, and take all of it back."""
        of_records = select(Revision.article_id).where(Revision.id.in_(list(records))).distinct()
        keys = sorted(connection.scalars(of_records))
        before = snapshot(connection, keys)
        with connection.begin_nested() as attempt:
            faults = store_records(connection, version, choose(connection, records))
            after = snapshot(connection, keys)
            attempt.rollback()
        for message in faults.values():
            print(f"chibo: {message}", file=sys.stderr)
        found.update(_print(list(differences(before, after))))
        return {}

    report = extract_pending(engine, extract, version, jobs=process_count(jobs), which=which, choose=look)
    for failure in report.failures:
        print(f"chibo: {failure.source}: {failure.article}: {failure.detail}", file=sys.stderr)
    counted = ", ".join(f"{found[kind]} {told}" for kind, told in _TOLD.items())
    print(f"{report.read} revisions would be read anew: {counted}")
    if not report.read:
        return False
    if ask("Keep this?"):
        return True
    print("nothing was kept")
    return False


def _print(found: Sequence[Difference]) -> Counter[str]:
    for url, some in groupby(found, key=lambda difference: difference.url):
        print(url)
        for difference in some:
            about = " · ".join(part for part in (difference.indicator, difference.unit, difference.text) if part)
            print(f"  {_SIGNS[difference.kind]} {about}" + (f": {difference.told}" if difference.told else ""))
    return Counter(difference.kind for difference in found)


def _told(report: ExtractionReport) -> int:
    kept = report.extracted.total()
    by_source = ", ".join(f"{name} {number}" for name, number in sorted(report.extracted.items()) if number)
    print(f"read anew: {report.read}; kept: {kept}" + (f" ({by_source})" if kept else ""))
    if report.read > kept:
        print(f"the same as before, so that nothing was kept: {report.read - kept}")
    for failure in report.failures:
        print(f"chibo: {failure.source}: {failure.article}: {failure.detail}", file=sys.stderr)
    return SOME_FAILED if report.failures else ALL_WELL


def _ended(message: str, status: int) -> int:
    print(f"chibo: {message}", file=sys.stderr)
    return status
