"""``chibo nightly``."""

from __future__ import annotations

from typing import Annotated

import typer

from jobs.cli.endings import NIGHT_STATUSES, night_errors
from jobs.cli.options import SourcesFolder

commands = typer.Typer()


@commands.command(epilog=NIGHT_STATUSES)
def nightly(
    sources: SourcesFolder = None,
    only: Annotated[str | None, typer.Option(metavar="NAME", help="Only this source, even if it is off.")] = None,
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="Processes that extract.")] = 1,
) -> None:
    """Crawl what is new, extract what waits, store, check, report.

    The database is CHIBO_DATABASE_URL, or var/chibo.sqlite3.

    Archive, reports and lock are under var/, of CHIBO_HOME or of the current folder.

    A run that was killed is made good by the next one.
    """
    from rich.console import Console

    import db
    from extract import EXTRACTOR_VERSION, extract
    from jobs.nightly import NightPlan
    from jobs.nightly import nightly as run
    from jobs.terminal import ProgressBars, print_report

    with night_errors(), ProgressBars() as bars:
        plan = NightPlan(var=db.var_folder(), sources=sources, only=only, jobs=jobs)
        report, written_to = run(plan, extract, EXTRACTOR_VERSION, bars)
    print_report(report, str(written_to), Console())
    raise typer.Exit(report.exit_status)
