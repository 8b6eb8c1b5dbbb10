"""``chibo publish`` and ``chibo codebook``."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jobs.cli.endings import SOMETHING_FAILED, STATUSES, end
from jobs.cli.options import Output, one_of

commands = typer.Typer()

PUBLISH_STATUSES = (
    "Exit status: 0 published, or nothing new; 1 refused, nothing published; 2 bad options or settings;"
    " 75 another publication into the folder is at work."
)


class BookLanguage(StrEnum):
    """The languages of the codebook."""

    vi = "vi"
    en = "en"


class BookFormat(StrEnum):
    """The forms of the codebook."""

    md = "md"
    html = "html"


@commands.command(epilog=PUBLISH_STATUSES)
def publish(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where versions are kept, each in a folder of its own.")
    ],
    since: Annotated[
        str | None,
        typer.Option(metavar="VERSION", help="Tell changes since this version (name or folder), not since the last."),
    ] = None,
    allow_loss: Annotated[
        bool,
        typer.Option("--allow-loss", help="Even without a fact, or where a table has lost more than half of its rows."),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Even where the last version has the same data.")] = False,
) -> None:
    """Publish the data as a new version: CSV, Parquet, SQLite, data package, codebook, changes, checksums.

    A version appears whole or not at all, and is never changed. The same database gives the same bytes.
    """
    from jobs.publication.command import publish_command

    raise typer.Exit(publish_command(folder, since=since, allow_loss=allow_loss, force=force))


@commands.command(epilog=STATUSES)
def codebook(
    language: Annotated[
        BookLanguage,
        typer.Option(parser=one_of(BookLanguage), metavar="|".join(BookLanguage), help="In which language."),
    ] = BookLanguage.vi,
    format: Annotated[
        BookFormat,
        typer.Option(parser=one_of(BookFormat), metavar="|".join(BookFormat), help="Markdown, or a page to print."),
    ] = BookFormat.md,
    output: Output = None,
) -> None:
    """Say what each table, column and code of the data means."""
    from schema.codebook import codebook_html, codebook_markdown

    made = (codebook_html if format is BookFormat.html else codebook_markdown)(language.value)
    if output is None:
        sys.stdout.write(made)
        return
    try:
        output.write_text(made, encoding="utf-8", newline="\n")
    except OSError as error:
        end(f"{output}: {error.strerror or error}", SOMETHING_FAILED)
