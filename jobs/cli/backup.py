"""``chibo backup``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jobs.cli.endings import BAD_OPTIONS, SOMETHING_FAILED, STATUSES, end

commands = typer.Typer()


@commands.command(epilog=STATUSES)
def backup(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="Where to; var/backups/chibo-<UTC time> if not given. Never replaced."),
    ] = None,
    keep: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Keep the N newest in var/backups and delete the others."),
    ] = None,
    verify: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Make none: check this one, and say what is in it.")
    ] = None,
) -> None:
    """Copy the database while it is in use, check the copy, and say what is in it.

    SQLite becomes a file that Chibo can use as it is, PostgreSQL a dump for pg_restore. The archive is not in it.
    """
    import db
    from jobs.backup.contents import BackupError, BackupRefused
    from jobs.backup.making import back_up, contents, size

    if verify is not None and (file is not None or keep is not None):
        end("--verify only looks: it goes with no other option", BAD_OPTIONS)
    if file is not None and keep is not None:
        end("--keep counts the backups in var/backups: it does not go with FILE", BAD_OPTIONS)
    try:
        if verify is not None:
            typer.echo(f"{verify}: whole; {contents(verify)}")
            return
        written, held = back_up(db.database_url(), file, keep=keep)
        typer.echo(f"{written}: {held}; {size(written)}")
    except (db.DatabaseError, BackupRefused) as error:
        end(error, BAD_OPTIONS)
    except BackupError as error:
        end(error, SOMETHING_FAILED)
