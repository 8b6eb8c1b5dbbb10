"""``chibo serve``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jobs.cli.endings import STATUSES

commands = typer.Typer()


@commands.command(epilog=STATUSES)
def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")] = 8000,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Another than loopback needs TLS.")] = "127.0.0.1",
    certificate: Annotated[Path | None, typer.Option(metavar="FILE", help="Speak TLS with this (PEM).")] = None,
    key: Annotated[Path | None, typer.Option(metavar="FILE", help="The certificate's key (PEM).")] = None,
) -> None:
    """Serve the desk, where editors verify and researchers look, until Ctrl-C."""
    from jobs.serve import serve_command

    raise typer.Exit(serve_command(host, port, certificate, key))
