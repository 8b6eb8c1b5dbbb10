"""``chibo sources`` and ``chibo schema``: what Chibo crawls, and what it promises."""

from __future__ import annotations

import typer

from jobs.cli.endings import BAD_OPTIONS, STATUSES, end
from jobs.cli.options import SourcesFolder

commands = typer.Typer()


@commands.command(epilog=STATUSES)
def sources(folder: SourcesFolder = None) -> None:
    """List source files and say what is wrong with those that cannot be used."""
    from jobs.show_sources import show_sources
    from jobs.source_files import NoSources

    try:
        raise typer.Exit(show_sources(folder))
    except NoSources as error:
        end(error, BAD_OPTIONS)


@commands.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    import json

    from schema import record_schema

    typer.echo(json.dumps(record_schema(), ensure_ascii=False, indent=2))
