"""How a command ends: the exit statuses, and what is said on standard error where it could not go on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

SOMETHING_FAILED = 1
BAD_OPTIONS = 2
BUSY = 75
"""EX_TEMPFAIL of sysexits.h: nothing is wrong, try again later."""

STATUSES = "Exit status: 0 all well; 1 something failed, the rest is done; 2 bad options or settings, nothing done."
NIGHT_STATUSES = f"{STATUSES[:-1]}; 75 another nightly run is at work, nothing done."


def end(error: Exception | str, status: int) -> NoReturn:
    """Say what is wrong on standard error and end."""
    print(f"chibo: {error}", file=sys.stderr)
    raise typer.Exit(status)


@contextmanager
def night_errors() -> Iterator[None]:
    """End the command as is fit for what stopped its night."""
    from sqlalchemy.exc import OperationalError

    import db
    from jobs.demo_site import DemoSiteError
    from jobs.nightly import AlreadyRunning, CannotWrite
    from jobs.source_files import NoSources

    try:
        yield
    except AlreadyRunning as error:
        end(error, BUSY)
    except (NoSources, DemoSiteError, CannotWrite, db.DatabaseError) as error:
        end(error, BAD_OPTIONS)
    except (OSError, OperationalError) as error:
        cause = error.orig if isinstance(error, OperationalError) else error
        end(f"the night broke off: {cause}; what was done is kept, run it again", SOMETHING_FAILED)
