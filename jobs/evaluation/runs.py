"""Records of evaluations: made now, read from a file, or kept from an earlier version of the extractor."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from jobs.evaluation.gold import GoldArticle, GoldError, Json
from jobs.evaluation.gold_format import first_fault
from jobs.opened_files import UnreadableError, opened
from schema import ArticleInput, Record


def extract_all(
    articles: Iterable[GoldArticle], extract: Callable[[ArticleInput], Record]
) -> tuple[dict[str, Json], list[str]]:
    """The record of each article by its id, and what went wrong with the others."""
    records: dict[str, Json] = {}
    problems = []
    for article in articles:
        try:
            records[article.given.id] = json.loads(extract(article.given).to_json())
        except Exception as error:  # whatever an article does to a rule, the others are still read
            problems.append(f"{article.given.id}: extraction failed: {type(error).__name__}: {error}")
    return records, problems


def read_records(path: Path, known: Mapping[str, GoldArticle]) -> dict[str, Json]:
    """The records of a JSON Lines file that tell of a ``known`` article, by its id; raises GoldError.

    A record is of the article that its id names: the ids of its facts are made of that too. Others are passed over.
    """
    records: dict[str, Json] = {}
    others: list[str] = []
    try:
        with opened(str(path)) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    record = _record(line, f"{path}: line {number}")
                    if record.article.id in known:
                        records[record.article.id] = json.loads(line)
                    else:
                        others.append(record.article.id)
    except UnreadableError as error:
        raise GoldError(f"{path}: {error}") from error
    if not records:
        told = f": it has {others[0]} where the gold has {next(iter(known))}" if others else ", it is empty"
        raise GoldError(f"{path}: no record of an article of the gold{told}")
    return records


def keep(folder: Path, version: str, records: Mapping[str, Json]) -> None:
    """Keep the records of a version, so that a later one can be held against it."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{version}.jsonl"
    written = folder / f".{target.name}.{os.getpid()}.part"
    try:
        written.write_text(
            "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records.values()), encoding="utf-8"
        )
        written.replace(target)
    finally:
        with suppress(OSError):
            written.unlink(missing_ok=True)


def kept(folder: Path, version: str) -> Path:
    """The file of a kept version, named whole or by how it or its fingerprint begins or ends; raises GoldError."""
    if not version.strip():
        raise GoldError("--baseline: an empty name fits every version; name one")
    files = sorted(folder.glob("*.jsonl"))
    exact = [file for file in files if file.stem == version]
    fitting = exact or [file for file in files if _fits(version, file.stem)]
    if len(fitting) == 1:
        return fitting[0]
    told = ", ".join(file.stem for file in fitting or files) or "none"
    raise GoldError(
        f"--baseline {version}: "
        + (f"several versions fit: {told}" if fitting else f"no such version was evaluated here; kept are: {told}")
    )


def _fits(part: str, version: str) -> bool:
    _, _, fingerprint = version.partition("+")
    return version.startswith(part) or fingerprint.startswith(part) or version.endswith(part)


def _record(line: bytes, where: str) -> Record:
    try:
        return Record.model_validate_json(line)
    except ValidationError as error:
        raise GoldError(f"{where}: no record: {first_fault(error)}") from None
