"""The archive: the pages that fetches name."""

from __future__ import annotations

import zlib
from itertools import groupby
from pathlib import Path

from sqlalchemy import select

from db.models import Fetch
from jobs.doctor.findings import Finding, Patient, named

_PEEK = 512
_REMEDY = "put the file back from a copy of the archive; the texts in the database are whole"


def pages(patient: Patient) -> list[Finding]:
    """Files that are missing, and places in them where no page begins."""
    missing: list[str] = []
    wrong: list[str] = []
    query = (
        select(Fetch.warc_file, Fetch.warc_offset)
        .where(Fetch.warc_file.is_not(None))
        .distinct()
        .order_by(Fetch.warc_file, Fetch.warc_offset)
    )
    with patient.engine.connect() as connection:
        rows = connection.execution_options(yield_per=1000).execute(query)
        for name, places in groupby(rows, key=lambda row: row[0]):
            path = patient.var / "archive" / name
            if not path.is_file():
                missing.append(name)
            else:
                wrong += [f"{name} at {place}" for _, place in places if not _is_record(path, place)]
    found = []
    if missing:
        found.append(Finding(f"{len(missing)} files of the archive are missing: {named(missing)}", _REMEDY))
    if wrong:
        found.append(Finding(f"{len(wrong)} pages are not where the archive has them: {named(wrong)}", _REMEDY))
    return found


def _is_record(path: Path, offset: int | None) -> bool:
    """Whether a WARC record begins at this byte, packed or not."""
    try:
        with path.open("rb") as file:
            file.seek(offset or 0)
            begin = file.read(_PEEK)
        if begin.startswith(b"\x1f\x8b"):
            begin = zlib.decompressobj(31).decompress(begin, 16)
    except (OSError, zlib.error):
        return False
    return begin.startswith(b"WARC/")
