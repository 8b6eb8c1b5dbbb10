"""The command ``chibo export``: gold, or what editors verified, as data that other tools learn from."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import db
from jobs.evaluation import GoldError, read_gold_folders
from jobs.evaluation.gold import is_gold
from jobs.record_formats import OutputError, forget_output, opened_output
from jobs.training.articles import TrainingArticle
from jobs.training.from_gold import Unmarked, from_gold
from jobs.training.from_verdicts import from_verdicts
from jobs.training.writers import TrainingFormat, training_writer

ALL_WELL = 0
SOME_FAILED = 1
BAD_OPTIONS = 2


def export_command(folders: list[Path], *, verified: bool, format: TrainingFormat, output: Path | None) -> int:
    """Write training data to ``output``, or standard output: gold ``folders``, or the ``verified`` facts.

    Gold, a database or an output that cannot be used is told on standard error, and nothing is done (2). What of the
    gold is not marked is named there as well, and counted; it is no failure.
    """
    unmarked: list[Unmarked] = []
    try:
        if format is TrainingFormat.spacy and output is None:
            raise OutputError("--format spacy writes a binary file: name it with --output FILE")
        if output is not None and is_gold(folders, output):
            raise OutputError(f"--output {output} would be read as gold; name another file")
        articles = _verified() if verified else _marked(folders, unmarked)
        with opened_output(output) as file:
            writer = training_writer(format, file)
            for training in articles:
                writer.add(training)
            writer.finish()
            file.flush()
    except (GoldError, OutputError, db.DatabaseError) as error:
        print(f"chibo: {error}", file=sys.stderr)
        return BAD_OPTIONS
    except BrokenPipeError:  # `chibo export … | head`: the reader has what it wanted
        forget_output()
        return ALL_WELL
    except OSError as error:
        if output is None:
            forget_output()
        print(f"chibo: cannot go on: {error.strerror or error}", file=sys.stderr)
        return SOME_FAILED
    _sum_up(unmarked)
    return ALL_WELL


def _marked(folders: list[Path], unmarked: list[Unmarked]) -> Iterator[TrainingArticle]:
    """The articles of gold; what of them is not marked is told, and put into ``unmarked``."""
    gold = read_gold_folders(folders)
    for name, article in gold.items():
        training, rest = from_gold(article)
        yield training
        for one in rest:
            print(f"chibo: {name}: {one}", file=sys.stderr)
        unmarked += rest


def _verified() -> Iterator[TrainingArticle]:
    """The articles of the database that have verified facts."""
    engine = db.engine()
    try:
        db.migrate(engine)
        with engine.connect() as connection:
            yield from from_verdicts(connection)
    finally:
        engine.dispose()


def _sum_up(unmarked: list[Unmarked]) -> None:
    quotes = sum(one.as_quote for one in unmarked)
    if unmarked:
        print(f"chibo: not marked: {len(unmarked) - quotes}; marked by the whole quote: {quotes}", file=sys.stderr)
