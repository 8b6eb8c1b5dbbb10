"""The command ``chibo``: one module for each family of commands, one flat list of them all.

A command imports what it needs when it is called: `--help` must wait neither for Scrapy nor for pandas.
A new command stands in the module of its family, takes its options from ``options`` and ends as ``endings`` says.
"""

from __future__ import annotations

from typing import Annotated

import typer

from jobs import users
from jobs.cli import backup, demo, evaluate, extract, ingest, nightly, publish, serve, sources, verdicts, views
from jobs.cli.endings import STATUSES

app = typer.Typer(
    name="chibo",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Facts on party building, read from Vietnam's provincial newspapers and party portals.",
    epilog=STATUSES,
)
for _family in (nightly, ingest, views, sources, extract, evaluate, publish, backup, serve, verdicts, demo):
    app.add_typer(_family.commands)
app.add_typer(users.app, name="users", epilog=STATUSES)


def main() -> None:
    """Run the command line; ends the process with its exit status."""
    app()


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            typer.echo(f"chibo {version('chibo')}")
        except PackageNotFoundError:
            typer.echo("chibo (not installed, run from its folder)")
        raise typer.Exit


@app.callback()
def _chibo(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass
