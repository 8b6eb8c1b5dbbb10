"""``chibo publish``."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

import db
from jobs.publication.edition import Published, publish
from jobs.publication.refusals import AlreadyPublishing, PublicationRefused

DONE, REFUSED, BAD_OPTIONS, BUSY = 0, 1, 2, 75


def publish_command(
    folder: Path,
    *,
    since: str | None = None,
    allow_loss: bool = False,
    force: bool = False,
    url: str | URL | None = None,
) -> int:
    """Publish and say what was published; returns the exit status.

    0: a version was added, or the last one has the same data; 1: refused, nothing was published; 2: the settings name
    no usable database; 75: another publication into this folder is at work.
    """
    try:
        if missing := _missing_file(url):
            raise PublicationRefused(f"there is no database yet ({missing}): run `chibo nightly` first")
        engine = db.engine(url)
        try:
            db.migrate(engine)
            published = publish(engine, folder, since=since, allow_loss=allow_loss, force=force)
        finally:
            engine.dispose()
    except (PublicationRefused, db.FilterError) as refused:
        return _told(f"nothing was published: {refused}", REFUSED)
    except db.DatabaseError as error:
        return _told(str(error), BAD_OPTIONS)
    except AlreadyPublishing as busy:
        return _told(str(busy), BUSY)
    except (OSError, DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        return _told(f"nothing was published: {cause}", REFUSED)
    _tell(published)
    return DONE


def _tell(published: Published) -> None:
    version = published.version
    if not published.new:
        print(f"Nothing new: version {version.name} has the same data ({version}). --force publishes all the same.")
        return
    print(f"Version {version.name}: {version}")
    for table, count in published.counts.items():
        print(f"  {table:<12}{count:>12,}")
    changes = published.changes
    if changes is not None and changes.since is not None:
        print(f"Since version {changes.since}:")
        for table, counts in changes.counts.items():
            print(f"  {table:<12}" + ", ".join(f"{count:,} {kind}" for kind, count in counts.items()))
    print(f"Cite as: {published.citation}")


def _missing_file(url: str | URL | None) -> str | None:
    """The SQLite file of the settings, if it is not there: publishing does not make one."""
    target = db.database_url(url)
    if target.get_backend_name() != "sqlite" or not target.database or target.database.startswith("file:"):
        return None
    return None if Path(target.database).exists() else target.database


def _told(message: str, status: int) -> int:
    print(f"chibo: {message}", file=sys.stderr)
    return status
