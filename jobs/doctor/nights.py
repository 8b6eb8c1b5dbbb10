"""What nights and editors left behind: runs that nobody runs, items that nobody holds any longer."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import func, select

import db
from db.models import CrawlRun, Lease, Source
from jobs.doctor.findings import Finding, Patient, named
from jobs.nightly import AlreadyRunning, locked


def runs(patient: Patient) -> list[Finding]:
    """Runs that are open while no night is at work."""
    query = select(Source.name, CrawlRun.started_at).join(Source, Source.id == CrawlRun.source_id)
    try:
        with locked(patient.var / "nightly.lock"), patient.engine.connect() as connection:
            rows = connection.execute(query.where(CrawlRun.state == "running").order_by(CrawlRun.id))
            open_ = [f"{name} of {started:%Y-%m-%d %H:%M} UTC" for name, started in rows]
    except AlreadyRunning:
        return []
    if not open_:
        return []

    def mend() -> str:
        with locked(patient.var / "nightly.lock"), db.writing(patient.engine) as connection:
            closed = db.repository.crawls.interrupt_unfinished(connection)
        return f"{closed} runs are marked as interrupted"

    return [
        Finding(
            f"{len(open_)} runs are open though no night is at work: {named(open_)}",
            "chibo doctor --mend closes them, and so does the next night",
            mend,
        )
    ]


def leases(patient: Patient) -> list[Finding]:
    """Items of the queue that are held beyond their time."""
    at = datetime.now(UTC)
    with patient.engine.connect() as connection:
        expired = connection.scalar(select(func.count()).select_from(Lease).where(Lease.expires_at <= at)) or 0
    if not expired:
        return []

    def mend() -> str:
        with db.writing(patient.engine) as connection:
            return f"{db.repository.leases.sweep(connection, at)} leases are swept away"

    told = f"{expired} leases have expired"
    return [Finding(told, "chibo doctor --mend sweeps them away, and so does the next night", mend, wrong=False)]
