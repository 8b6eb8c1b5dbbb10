"""``chibo verdicts``, ``chibo reextract`` and ``chibo doctor``: what editors decided, and what becomes of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from jobs.cli.endings import BAD_OPTIONS, NIGHT_STATUSES, SOMETHING_FAILED, STATUSES, end
from jobs.cli.options import Processes

commands = typer.Typer()
verdicts = typer.Typer(no_args_is_help=True, help="What editors decided, as JSON Lines: to and from other databases.")
commands.add_typer(verdicts, name="verdicts")


@verdicts.command("export", epilog=STATUSES)
def export_(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Standard output if not given.")] = None,
) -> None:
    """Write all verdicts, one a line, in the order of deciding."""
    import db
    from jobs.record_formats import forget_output
    from jobs.verdict_files import export_verdicts

    try:
        raise typer.Exit(export_verdicts(file))
    except db.DatabaseError as error:
        end(error, BAD_OPTIONS)
    except BrokenPipeError:
        forget_output()
    except OSError as error:
        end(f"{file or 'standard output'}: {error.strerror or error}", SOMETHING_FAILED)


@verdicts.command("import", epilog=STATUSES)
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="As export writes it, also .gz or .zst; - reads it.")],
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Keep the rest where a line is wrong.")] = False,
) -> None:
    """Keep the verdicts of a file; those that are known already change nothing.

    All or nothing: a line that is wrong is named, and nothing is kept. A verdict may come before its article.
    """
    import db
    from jobs.verdict_files import import_verdicts

    try:
        raise typer.Exit(import_verdicts(file, keep_going=keep_going))
    except db.DatabaseError as error:
        end(error, BAD_OPTIONS)


@commands.command(epilog=NIGHT_STATUSES)
def reextract(
    article: Annotated[
        list[str] | None, typer.Option(metavar="URL|ID", help="Only this article; may be given several times.")
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Only articles of this source.")] = None,
    all_revisions: Annotated[
        bool, typer.Option("--all-revisions", help="Older texts of an article too, not only the newest.")
    ] = False,
    changed_rules: Annotated[
        bool, typer.Option("--changed-rules", help="Keep only what is read otherwise than before.")
    ] = False,
    jobs: Processes = 1,
    diff: Annotated[bool, typer.Option("--diff", help="First show what would change, then ask.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Read stored articles anew with today's rules; what these rules have read already is passed over.

    Verdicts stay: a figure that is read as before keeps its own silently, one that is read otherwise goes back to
    the queue with the difference.
    """
    from extract import EXTRACTOR_VERSION, extract
    from jobs.rereading import reextract_command

    def ask(question: str) -> bool:
        return yes or (sys.stdin.isatty() and typer.confirm(question))

    status = reextract_command(
        extract,
        EXTRACTOR_VERSION,
        articles=article or [],
        source=source,
        all_revisions=all_revisions,
        changed_rules=changed_rules,
        jobs=jobs,
        diff=diff,
        ask=ask,
    )
    raise typer.Exit(status)


@commands.command(epilog=STATUSES)
def doctor(
    mend: Annotated[bool, typer.Option("--mend", help="Mend what can be mended, and say what was done.")] = False,
) -> None:
    """Look for what is wrong with the database and the archive: what, where, and what will mend it."""
    import db
    from extract import EXTRACTOR_VERSION
    from jobs.doctor.command import doctor_command

    try:
        raise typer.Exit(doctor_command(EXTRACTOR_VERSION, mend=mend))
    except db.DatabaseError as error:
        end(error, BAD_OPTIONS)
