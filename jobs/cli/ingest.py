"""``chibo ingest``."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from jobs.cli.endings import STATUSES
from jobs.cli.options import ArticlePaths, ArticleUrl, Processes, Published, WrittenFor, day
from jobs.cli.options import province as known

commands = typer.Typer()


def _source_name(given: str) -> str:
    """The name of a source, as source files may have it; raises typer.BadParameter."""
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", given):
        raise typer.BadParameter(f"{given} is no name of a source; use a-z, 0-9 and single hyphens")
    return given


@commands.command(epilog=STATUSES)
def ingest(
    paths: ArticlePaths,
    source: Annotated[
        str,
        typer.Option(
            parser=_source_name, metavar="NAME", help="Source of the articles that stand on no site known to Chibo."
        ),
    ] = "ingest",
    published: Published = None,
    url: ArticleUrl = None,
    province: WrittenFor = None,
    jobs: Processes = 1,
) -> None:
    """Bring articles from files into the database, as the crawl would, then extract what waits.

    The same file again changes nothing. An article with the address of a crawled one is that article.

    A run that was killed is made good by running it again.
    """
    from extract import EXTRACTOR_VERSION, extract
    from jobs.ingest.command import ingest_command

    status = ingest_command(
        paths,
        extract,
        EXTRACTOR_VERSION,
        source=source,
        published=day(published),
        url=url,
        province=known(province),
        jobs=jobs,
    )
    raise typer.Exit(status)
