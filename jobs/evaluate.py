"""The command ``chibo evaluate``: what the extractor is worth against gold, and against another version of itself."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from rich.console import Console

import db
from extract import EXTRACTOR_VERSION, extract
from jobs.evaluation import GoldError, read_gold, score
from jobs.evaluation.difference import difference
from jobs.evaluation.gold import GoldArticle, Json
from jobs.evaluation.outcomes import Outcome
from jobs.evaluation.report import Evaluation, Side, print_evaluation, render_page
from jobs.evaluation.runs import extract_all, keep, kept, read_records
from jobs.evaluation.score import Score
from jobs.record_formats import OutputError, written_file

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
    HTML goes. Gold or records that cannot be used are told on standard error (2), as is an article on which extraction
    failed (1; the others are evaluated).
    """
    try:
        gold = _gold(folders)
        name = "+".join(folder.resolve().name for folder in folders)
        store = db.var_folder() / "evaluations" / name
        other = against or (kept(store, baseline) if baseline is not None else None)
        before = read_records(other, gold) if other is not None else {}
        records, problems = extract_all(gold.values(), extract)
        for problem in problems:
            print(f"chibo: {problem}", file=sys.stderr)
        keep(store, EXTRACTOR_VERSION, records)
        evaluation = _evaluated(name, gold, records, before, other)
        if page is not None:
            with written_file(page) as file:
                file.write(render_page(evaluation).encode("utf-8"))
    except (GoldError, OutputError) as error:
        print(f"chibo: {error}", file=sys.stderr)
        return BAD_OPTIONS
    except OSError as error:
        print(f"chibo: cannot go on: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
        return SOME_FAILED
    if as_json:
        print(json.dumps(evaluation.as_json(), ensure_ascii=False, indent=1))
    else:
        print_evaluation(evaluation, Console(highlight=False), errors=errors)
    return SOME_FAILED if problems else ALL_WELL


def _gold(folders: list[Path]) -> dict[str, GoldArticle]:
    gold: dict[str, GoldArticle] = {}
    for folder in folders:
        for article in read_gold(folder):
            if article.given.id in gold:
                raise GoldError(f"{folder}: {article.given.id} stands in another folder too")
            gold[article.given.id] = article
    return gold


def _evaluated(
    name: str, gold: dict[str, GoldArticle], records: dict[str, Json], before: dict[str, Json], other: Path | None
) -> Evaluation:
    now = Side.of(f"extractor {EXTRACTOR_VERSION}", _score(gold, records))
    if other is None:
        return Evaluation(name, now)
    shared = {article: records[article] for article in records if article in before}
    then = Side.of(other.stem, _score(gold, before))
    changes = difference(before, shared, _judged(then.score), _judged(now.score))
    return Evaluation(name, now, then, changes)


def _score(gold: dict[str, GoldArticle], records: dict[str, Json]) -> Score:
    return score(
        (gold[article].gold, {**record, "article": {**record["article"], "id": article}})
        for article, record in records.items()
    )


def _judged(scored: Score) -> dict[tuple[str, str], Outcome]:
    return {(fact.article, fact.fact): fact for fact in scored.facts if fact.fact is not None}
