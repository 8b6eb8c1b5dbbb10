"""``chibo demo-site`` and ``chibo demo``: the sample sites, and the whole way over them."""

from __future__ import annotations

from typing import Annotated

import typer

from jobs.cli.endings import BAD_OPTIONS, NIGHT_STATUSES, end, night_errors

commands = typer.Typer()


@commands.command("demo-site")
def demo_site(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")] = 8765,
    night: Annotated[int, typer.Option(min=1, max=2, help="On night 2 one article has changed.")] = 1,
) -> None:
    """Serve the sample sites on loopback until Ctrl-C."""
    from threading import Event

    from jobs.demo_site import DemoSiteError, serve

    try:
        with serve(port, night) as site:
            for name, address in site.urls.items():
                typer.echo(f"{name}: {address}/")
            Event().wait()
    except DemoSiteError as error:
        end(error, BAD_OPTIONS)
    except KeyboardInterrupt:
        typer.echo("stopped", err=True)


@commands.command(epilog=NIGHT_STATUSES)
def demo() -> None:
    """Go the whole way once: serve the sample sites, run a night over them, show the facts."""
    from extract import EXTRACTOR_VERSION, extract
    from jobs.demo import demo as run

    with night_errors():
        raise typer.Exit(run(extract, EXTRACTOR_VERSION))
