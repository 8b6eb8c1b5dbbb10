"""``chibo facts``."""

from __future__ import annotations

import sys
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from jobs.cli.endings import BAD_OPTIONS, SOMETHING_FAILED, STATUSES, end
from jobs.cli.options import day, one_of, read_day

commands = typer.Typer()


class FactFormat(StrEnum):
    """How facts are written."""

    table = "table"
    csv = "csv"
    json = "json"


@commands.command(epilog=STATUSES)
def facts(
    province: Annotated[str | None, typer.Option(metavar="NAME", help="With or without accents.")] = None,
    indicator: Annotated[str | None, typer.Option(metavar="CODE", help="Such as members_admitted.")] = None,
    from_: Annotated[
        datetime | None,
        typer.Option("--from", parser=read_day, metavar="YYYY-MM-DD", help="Period touches this day or later."),
    ] = None,
    to: Annotated[
        datetime | None,
        typer.Option(parser=read_day, metavar="YYYY-MM-DD", help="Period touches this day or earlier."),
    ] = None,
    flagged: Annotated[bool, typer.Option("--flagged", help="Only facts with a doubt.")] = False,
    format: Annotated[
        FactFormat,
        typer.Option(parser=one_of(FactFormat), metavar="|".join(FactFormat), help="How they are written."),
    ] = FactFormat.table,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many; all if not given.")] = None,
) -> None:
    """Show the present facts; in a table, what is doubtful is explained."""
    import db
    from jobs.provinces import UnknownProvince
    from jobs.record_formats import forget_output
    from jobs.show_facts import UnknownIndicator, show_facts

    first, last = day(from_), day(to)
    if first and last and first > last:
        end(f"--from {first} is after --to {last}", BAD_OPTIONS)
    try:
        show_facts(
            province=province,
            indicator=indicator,
            from_=first,
            to=last,
            flagged=flagged,
            format=format.value,
            limit=limit,
        )
        sys.stdout.flush()
    except (UnknownIndicator, UnknownProvince, db.DatabaseError) as error:
        end(error, BAD_OPTIONS)
    except BrokenPipeError:  # `chibo facts | head`: the reader has what it wanted
        forget_output()
    except OSError as error:
        forget_output()
        end(f"cannot go on: {error.strerror or error}", SOMETHING_FAILED)
