"""``chibo extract`` and ``chibo explain``: records of articles, and why they are as they are."""

from __future__ import annotations

from typing import Annotated

import typer

from jobs.cli.endings import STATUSES
from jobs.cli.options import ArticlePaths, ArticleUrl, Output, Processes, Published, WrittenFor, day, one_of
from jobs.cli.options import province as known
from jobs.record_formats import RecordFormat

commands = typer.Typer()


@commands.command(epilog=STATUSES)
def extract(
    paths: ArticlePaths,
    published: Published = None,
    url: ArticleUrl = None,
    province: WrittenFor = None,
    jobs: Processes = 1,
    second_opinion: Annotated[
        bool,
        typer.Option(
            "--second-opinion",
            help="Ask underthesea where names of organisations end: a few names better, hardly a fact; a quarter"
            " slower, and about 1 s and 110 MB more for each process.",
        ),
    ] = False,
    format: Annotated[
        RecordFormat,
        typer.Option(
            parser=one_of(RecordFormat),
            metavar="|".join(RecordFormat),
            help="jsonl: an object a line; spacy: a DocBin; html: one page, with all mentions marked.",
        ),
    ] = RecordFormat.jsonl,
    output: Output = None,
) -> None:
    """Read articles and write their records in input order, as they are or to look at."""
    from jobs.extract import extract_command

    status = extract_command(
        paths,
        published=day(published),
        url=url,
        province=known(province),
        jobs=jobs,
        second_opinion=second_opinion,
        format=format,
        output=output,
    )
    raise typer.Exit(status)


@commands.command(epilog=STATUSES)
def explain(
    path: Annotated[str, typer.Argument(metavar="FILE", help="An article of any kind that extract reads, or -.")],
    at: Annotated[
        int | None, typer.Option(min=0, metavar="OFFSET", help="Only the sentence at this character of the text.")
    ] = None,
    published: Published = None,
    province: WrittenFor = None,
) -> None:
    """Say why an article reads as it does: which rules fired, which lost and why, how each fact was found."""
    from jobs.explain import explain_command

    raise typer.Exit(explain_command(path, at=at, published=day(published), province=known(province)))
