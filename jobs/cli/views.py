"""``chibo facts``, ``figures``, ``articles``, ``documents``: what the database holds, filtered, in the same formats."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from jobs.cli.endings import BAD_OPTIONS, SOMETHING_FAILED, STATUSES, end
from jobs.cli.options import Output, day, one_of, read_day

commands = typer.Typer()


def _read_format(given: str) -> str:
    """A format's name as ``RowFormat`` has it; the store is loaded only where the option is used, not for its help."""
    from db.row_formats.names import RowFormat

    return one_of(RowFormat)(given)


Province = Annotated[str | None, typer.Option(metavar="NAME", help="With or without accents.")]
Indicator = Annotated[str | None, typer.Option(metavar="CODE", help="Such as members_admitted.")]
Since = Annotated[
    datetime | None,
    typer.Option("--from", parser=read_day, metavar="YYYY-MM-DD", help="Period touches this day or later."),
]
Until = Annotated[
    datetime | None,
    typer.Option("--to", parser=read_day, metavar="YYYY-MM-DD", help="Period touches this day or earlier."),
]
PublishedSince = Annotated[
    datetime | None,
    typer.Option("--from", parser=read_day, metavar="YYYY-MM-DD", help="Published on this day or later."),
]
PublishedUntil = Annotated[
    datetime | None,
    typer.Option("--to", parser=read_day, metavar="YYYY-MM-DD", help="Published on this day or earlier."),
]
OfSource = Annotated[str | None, typer.Option(metavar="NAME", help="Such as tuyen-quang.")]
Unit = Annotated[str | None, typer.Option(metavar="TEXT", help="Its name, or a part of it, as it is written.")]
Format = Annotated[
    str | None,
    typer.Option(
        parser=_read_format,
        metavar="table|csv|xlsx|json|jsonl|parquet",
        help="How they are written; if not given, as the name of the output ends, or as a table.",
    ),
]
Limit = Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many; all if not given.")]
Bom = Annotated[
    bool,
    typer.Option(
        "--bom",
        help="CSV for Excel: with the mark by which it knows UTF-8, and an apostrophe before a text that it would take"
        " for a formula.",
    ),
]


@commands.command(epilog=STATUSES)
def facts(
    province: Province = None,
    indicator: Indicator = None,
    from_: Since = None,
    to: Until = None,
    source: OfSource = None,
    unit: Unit = None,
    status: Annotated[
        str | None,
        typer.Option(metavar="STATUS", help="Such as accepted; without it, all but what was rejected or withdrawn."),
    ] = None,
    flag: Annotated[str | None, typer.Option(metavar="CODE", help="With this doubt, such as rate_mismatch.")] = None,
    flagged: Annotated[bool, typer.Option("--flagged", help="Only facts with a doubt.")] = False,
    format: Format = None,
    output: Output = None,
    bom: Bom = False,
    limit: Limit = None,
) -> None:
    """Show the present facts; in a table, what is doubtful is explained."""
    asked = {"province": province, "indicator": indicator, "source": source, "unit": unit, "status": status}
    _show("facts", from_, to, format, output, bom, flag=flag, flagged=flagged, limit=limit, **asked)


@commands.command(epilog=STATUSES)
def figures(
    province: Province = None,
    indicator: Indicator = None,
    from_: Since = None,
    to: Until = None,
    source: OfSource = None,
    unit: Unit = None,
    state: Annotated[
        str | None, typer.Option(metavar="STATE", help="single, agreed, superseded, or conflict: who tells it differs.")
    ] = None,
    format: Format = None,
    output: Output = None,
    bom: Bom = False,
    limit: Limit = None,
) -> None:
    """Show figures: what all articles say of one unit, period and indicator, and the value chosen among them."""
    asked = {"province": province, "indicator": indicator, "source": source, "unit": unit, "state": state}
    _show("figures", from_, to, format, output, bom, limit=limit, **asked)


@commands.command(epilog=STATUSES)
def articles(
    province: Province = None,
    from_: PublishedSince = None,
    to: PublishedUntil = None,
    source: OfSource = None,
    search: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="Only articles with these words, the best first; accents may be left out."),
    ] = None,
    format: Format = None,
    output: Output = None,
    bom: Bom = False,
    limit: Limit = None,
) -> None:
    """Show articles, each with its newest text."""
    _show("articles", from_, to, format, output, bom, province=province, source=source, search=search, limit=limit)


@commands.command(epilog=STATUSES)
def documents(
    province: Province = None,
    number: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="Such as 21-NQ/TW; zeros, spaces and dashes do not matter.")
    ] = None,
    format: Format = None,
    output: Output = None,
    bom: Bom = False,
    limit: Limit = None,
) -> None:
    """Show the documents that articles cite: which, how often, since when."""
    _show("documents", None, None, format, output, bom, province=province, number=number, limit=limit)


def _show(
    view: str,
    from_: datetime | None,
    to: datetime | None,
    format: str | None,
    output: Path | None,
    bom: bool,
    **asked: Any,
) -> None:
    """Show a view, and end as is fit for what went wrong."""
    import db
    from db.repository.search import QueryError
    from db.row_formats.names import RowFormat
    from jobs.provinces import UnknownProvince
    from jobs.record_formats import OutputError, forget_output
    from jobs.show_view import Asked, UnknownName, show_view

    first, last = day(from_), day(to)
    if first and last and first > last:
        end(f"--from {first} is after --to {last}", BAD_OPTIONS)
    try:
        show_view(
            view,
            Asked(from_=first, to=last, **asked),
            format=None if format is None else RowFormat(format),
            output=output,
            bom=bom,
        )
        sys.stdout.flush()
    except (UnknownName, UnknownProvince, OutputError, QueryError, db.DatabaseError) as error:
        end(error, BAD_OPTIONS)
    except BrokenPipeError:  # `chibo facts | head`: the reader has what it wanted
        forget_output()
    except OSError as error:
        if output is None:
            forget_output()
        end(f"cannot go on: {error.strerror or error}", SOMETHING_FAILED)
