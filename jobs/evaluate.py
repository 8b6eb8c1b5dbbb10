"""The command ``chibo evaluate``: what the extractor is worth against gold, and against another version of itself."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path

import db
from extract import EXTRACTOR_VERSION, extract
from jobs.console import Output
from jobs.evaluation import GoldError, read_gold_folders, score
from jobs.evaluation.difference import difference
from jobs.evaluation.gold import GoldArticle, Json, is_gold
from jobs.evaluation.outcomes import Outcome
from jobs.evaluation.report import Evaluation, Side, print_evaluation, render_page
from jobs.evaluation.runs import extract_all, keep, kept, read_records
from jobs.evaluation.score import Score
from jobs.opened_files import unpacked_name
from jobs.record_formats import OutputError, forget_output, written_file

ALL_WELL = 0
SOME_FAILED = 1
BAD_OPTIONS = 2


def evaluate_command(
    folders: list[Path],
    *,
    against: Path | None = None,
    baseline: str | None = None,
    as_json: bool = False,
    errors: bool = False,
    page: Path | None = None,
) -> int:
    """Extract the articles of gold ``folders`` and print what is right; returns the exit status.

    ``against`` is a file of records, ``baseline`` a version evaluated here before: either is scored as well, and the
    facts that differ are told. The records made now are kept under ``var/evaluations``. ``page`` is where a page of
    HTML goes. Gold, records or a page that cannot be used are told on standard error, and nothing is done (2). An
    article on which extraction failed is told there too (1); the others are evaluated.
    """
    try:
        gold = read_gold_folders(folders)
        name = "+".join(sorted(folder.resolve().name for folder in folders))
        store = db.var_folder() / "evaluations" / name
        other = against or (kept(store, baseline) if baseline is not None else None)
        before = read_records(other, gold) if other is not None else {}
        _spare(folders, other, page)
        with written_file(page, "--html") if page is not None else nullcontext() as file:
            records, problems = extract_all(gold.values(), extract)
            for problem in problems:
                print(f"chibo: {problem}", file=sys.stderr)
            if records:
                keep(store, EXTRACTOR_VERSION, records)
            evaluation = _evaluated(name, gold, records, before, other)
            if file is not None:
                file.write(render_page(evaluation).encode("utf-8"))
    except (GoldError, OutputError) as error:
        print(f"chibo: {error}", file=sys.stderr)
        return BAD_OPTIONS
    except OSError as error:
        print(f"chibo: cannot go on: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
        return SOME_FAILED
    return max(_print(evaluation, as_json=as_json, errors=errors), SOME_FAILED if problems else ALL_WELL)


def _spare(folders: list[Path], other: Path | None, page: Path | None) -> None:
    """Raise ``OutputError`` where the page would replace what was read, or be read as gold the next time."""
    if page is None:
        return
    if other is not None and page.exists() and other.exists() and page.samefile(other):
        raise OutputError(f"--html {page} is the file of records; name another file")
    if is_gold(folders, page):
        raise OutputError(f"--html {page} would be read as gold; name another file")


def _print(evaluation: Evaluation, *, as_json: bool, errors: bool) -> int:
    try:
        if as_json:
            print(json.dumps(evaluation.as_json(), ensure_ascii=False, indent=1))
        else:
            print_evaluation(evaluation, Output(highlight=False), errors=errors)
        sys.stdout.flush()
    except BrokenPipeError:  # `chibo evaluate … | head`: the reader has what it wanted
        forget_output()
    except OSError as error:
        forget_output()
        print(f"chibo: cannot go on: {error.strerror or error}", file=sys.stderr)
        return SOME_FAILED
    return ALL_WELL


def _evaluated(
    name: str, gold: dict[str, GoldArticle], records: dict[str, Json], before: dict[str, Json], other: Path | None
) -> Evaluation:
    now = Side.of(f"extractor {EXTRACTOR_VERSION}", _score(gold, records))
    if other is None:
        return Evaluation(name, now)
    shared = {article: record for article, record in before.items() if article in records}
    then = Side.of(unpacked_name(other.name)[0], _score(gold, shared))
    return Evaluation(name, now, then, difference(shared, records, _judged(then.score), _judged(now.score)))


def _score(gold: dict[str, GoldArticle], records: dict[str, Json]) -> Score:
    return score(
        (gold[article].gold, {**record, "article": {**record["article"], "id": article}})
        for article, record in records.items()
    )


def _judged(scored: Score) -> dict[tuple[str, str], Outcome]:
    return {(fact.article, fact.fact): fact for fact in scored.facts if fact.fact is not None}
