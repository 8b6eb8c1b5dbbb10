"""``chibo evaluate`` and ``chibo export``: what gold says of the extractor, and gold for other tools."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jobs.cli.endings import BAD_OPTIONS, STATUSES, end
from jobs.cli.options import GOLD_FOLDERS, Gold, Output, one_of
from jobs.training.writers import TrainingFormat

commands = typer.Typer()


class EvaluationFormat(StrEnum):
    """How an evaluation is printed."""

    table = "table"
    json = "json"


@commands.command(epilog=STATUSES)
def evaluate(
    gold: Gold,
    against: Annotated[
        Path | None, typer.Option(metavar="RECORDS", help="Records (.jsonl) of the same articles to compare with.")
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(metavar="VERSION", help="Compare with an extractor version that was evaluated here before."),
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="Tell every error with its text.")] = False,
    format: Annotated[
        EvaluationFormat,
        typer.Option(parser=one_of(EvaluationFormat), metavar="|".join(EvaluationFormat), help="How it is printed."),
    ] = EvaluationFormat.table,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page too, with all errors and changes.")
    ] = None,
) -> None:
    """Say how right the extractor is on gold, with 95 % intervals, and what changed since another version.

    The records are kept under var/evaluations, so that --baseline can name this version later.
    """
    from jobs.evaluate import evaluate_command

    if against is not None and baseline is not None:
        end("--against and --baseline: name one of them", BAD_OPTIONS)
    status = evaluate_command(
        gold, against=against, baseline=baseline, as_json=format is EvaluationFormat.json, errors=errors, page=html
    )
    raise typer.Exit(status)


@commands.command(epilog=STATUSES)
def export(
    gold: Annotated[list[Path] | None, typer.Argument(metavar="[GOLD...]", help=GOLD_FOLDERS)] = None,
    verified: Annotated[
        bool, typer.Option("--verified", help="The facts of the database that editors accepted or corrected, not gold.")
    ] = False,
    format: Annotated[
        TrainingFormat,
        typer.Option(
            parser=one_of(TrainingFormat),
            metavar="|".join(TrainingFormat),
            help="jsonl-spans: an article a line; spacy: a DocBin to train on.",
        ),
    ] = TrainingFormat.jsonl_spans,
    output: Output = None,
) -> None:
    """Write gold, or verified facts, as training data: each article's text with what is marked in it.

    What does not stand in the text as it is read is named on standard error.
    """
    from jobs.export import export_command

    if bool(gold) == verified:
        end("name folders of gold, or --verified: one of them", BAD_OPTIONS)
    raise typer.Exit(export_command(gold or [], verified=verified, format=format, output=output))
