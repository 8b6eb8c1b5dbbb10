"""The command ``chibo export``: gold as data that other tools learn from."""

from __future__ import annotations

import sys
from pathlib import Path

from jobs.evaluation import GoldError, read_gold_folders
from jobs.evaluation.gold import is_gold
from jobs.record_formats import OutputError, forget_output, opened_output
from jobs.training.from_gold import Unmarked, from_gold
from jobs.training.writers import TrainingFormat, training_writer

ALL_WELL = 0
SOME_FAILED = 1
BAD_OPTIONS = 2


def export_command(folders: list[Path], *, format: TrainingFormat, output: Path | None) -> int:
    """Write the articles of gold ``folders`` as training data to ``output``, or standard output; returns the status.

    Gold or an output that cannot be used is told on standard error, and nothing is done (2). What of the gold is not
    marked is named there as well, and counted; it is no failure.
    """
    try:
        if format is TrainingFormat.spacy and output is None:
            raise OutputError("--format spacy writes a binary file: name it with --output FILE")
        if output is not None and is_gold(folders, output):
            raise OutputError(f"--output {output} would be read as gold; name another file")
        gold = read_gold_folders(folders)
        unmarked: list[Unmarked] = []
        with opened_output(output) as file:
            writer = training_writer(format, file)
            for name, article in gold.items():
                training, rest = from_gold(article)
                writer.add(training)
                for one in rest:
                    print(f"chibo: {name}: {one}", file=sys.stderr)
                unmarked += rest
            writer.finish()
            file.flush()
    except (GoldError, OutputError) as error:
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


def _sum_up(unmarked: list[Unmarked]) -> None:
    quotes = sum(one.as_quote for one in unmarked)
    if unmarked:
        print(f"chibo: not marked: {len(unmarked) - quotes}; marked by the whole quote: {quotes}", file=sys.stderr)
