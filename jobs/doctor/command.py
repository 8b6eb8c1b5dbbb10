"""The command ``chibo doctor``: all checks, what they find, and what was mended."""

from __future__ import annotations

from sqlalchemy import URL, Engine

import db
from db.migrations import current, head
from jobs.doctor import archive, database, nights, records
from jobs.doctor.findings import Check, Finding, Patient

ALL_WELL = 0
SOMETHING_WRONG = 1

CHECKS: tuple[Check, ...] = (
    database.file,
    records.offsets,
    records.flags,
    database.derived,
    database.search,
    database.citations,
    database.places,
    nights.runs,
    nights.leases,
    archive.pages,
    records.waiting,
)


def doctor_command(extractor_version: str, *, mend: bool = False, url: str | URL | None = None) -> int:
    """Look at everything, say what is found and what will mend it; returns the exit status.

    ``mend``: do what can be done, in the order of the checks. What only waits for something is told and is not wrong.
    Raises db.DatabaseError.
    """
    engine = db.engine(url)
    try:
        if not _is_at_head(engine, mend):
            return SOMETHING_WRONG
        patient = Patient(engine, db.var_folder(), extractor_version)
        left = 0
        for check in CHECKS:
            for finding in check(patient):
                left += _told(finding, mend)
        print("all is well" if not left else f"{left} things are wrong")
        return SOMETHING_WRONG if left else ALL_WELL
    finally:
        engine.dispose()


def _told(finding: Finding, mend: bool) -> bool:
    """Say what was found, and mend it if that is wanted and can be; whether it is still wrong."""
    print(f"{'wrong' if finding.wrong else 'waits'}: {finding.found}")
    if mend and finding.mend is not None:
        print(f"    mended: {finding.mend()}")
        return False
    print(f"    {finding.remedy}")
    return finding.wrong


def _is_at_head(engine: Engine, mend: bool) -> bool:
    with engine.connect() as connection:
        at = current(connection)
    if at == head():
        return True
    print(f"wrong: the tables are at {at or 'none'}, this Chibo needs {head()}")
    if not mend:
        print("    chibo doctor --mend brings them up to date, and so does the next chibo nightly")
        return False
    db.migrate(engine)
    print("    mended: the tables are up to date")
    return True
