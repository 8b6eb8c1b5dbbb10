"""A gold set of three articles that the fake extractor reads, records of it, and what ``chibo evaluate`` tells."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

import jobs.evaluate
from schema import ArticleInput, Record
from tests.jobs.fake_extractor import extract as fake_extract

Chibo = Callable[..., Result]
Json = dict[str, Any]

GIVEN = {"published": "2024-07-15", "province": "Hà Giang"}
OF_PROVINCE = {"unit": "tỉnh Hà Giang", "from": None, "to": "2024-07-15"}
ARTICLES: dict[str, tuple[str, Json]] = {
    # The fake extractor reads the first number of a line as admissions of the province.
    "a": (
        "Tin\nkết nạp 12 đảng viên\nkết nạp 30 đảng viên\n",
        {
            "documents": [{"surface": "Nghị quyết số 21-NQ/TW", "canonical": "21-NQ/TW"}],
            "facts": [
                {"indicator": "members_admitted", "value": 12, **OF_PROVINCE, "quote": "kết nạp 12"},
                {"indicator": "members_admitted", "value": 30, **OF_PROVINCE, "unit": "huyện Bắc Mê"},
                {"indicator": "orgs_dissolved_or_merged", "value": 99, "quote": "chín mươi chín"},
            ],
        },
    ),
    "b": ("Tin\nTrường có 7 lớp\n", {"facts": []}),
    "c": ("Tin\nkết nạp 5 đảng viên\n", {"facts": [{"indicator": "members_admitted", "value": 5, **OF_PROVINCE}]}),
}


def use_extractor(monkeypatch: pytest.MonkeyPatch, extract: Callable[[ArticleInput], Record], version: str) -> None:
    """Let `chibo evaluate` measure this extractor, under the name of this version."""
    monkeypatch.setattr(jobs.evaluate, "extract", extract)
    monkeypatch.setattr(jobs.evaluate, "EXTRACTOR_VERSION", version)


def gold_set(folder: Path, articles: dict[str, tuple[str, Json]]) -> Path:
    """Write articles, each with what is marked in it, into a new folder."""
    folder.mkdir()
    for name, (text, marked) in articles.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        (folder / f"{name}.json").write_text(json.dumps({"id": name, "given": GIVEN, **marked}), encoding="utf-8")
    return folder


def json_of(result: Result) -> Json:
    """What was told with `--format json`."""
    assert result.exit_code == 0, result.stderr
    told: Json = json.loads(result.stdout)
    return told


def lines_of(side: Json, table: str) -> dict[str, Json]:
    """A table of one version by the names of its lines."""
    return {line["name"]: line for line in side["tables"][table]}


def record_of(name: str, text: str | None = None) -> Json:
    """What the fake extractor makes of an article of the gold set."""
    text = ARTICLES[name][0] if text is None else text
    given = ArticleInput.model_validate({"id": name, "text": text, **GIVEN})
    record: Json = json.loads(fake_extract(given).to_json())
    return record


def write_records(path: Path, records: dict[str, Json]) -> Path:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records.values()), encoding="utf-8")
    return path


def with_unit(fact: Json, name: str) -> None:
    fact["unit"] = {**fact["unit"], "name": name}


def earlier_records() -> dict[str, Json]:
    """Records of an older version: each way in which a fact can have changed, for the better and for the worse."""
    before = {name: record_of(name) for name in ARTICLES}
    twelve, thirty = before["a"]["facts"]
    with_unit(twelve, "tỉnh Lào Cai")  # wrong, and right now
    with_unit(thirty, "huyện Bắc Mê")  # right, and wrong now
    before["a"]["facts"] += [
        {**thirty, "id": "old-99", "indicator": "orgs_dissolved_or_merged", "value": 99.0},  # right, and gone
        {**thirty, "id": "old-41", "value": 41.0},  # wrong, and gone
    ]
    before["b"]["facts"] = []  # 7 is new and wrong
    before["c"]["facts"] = []  # 5 is new and right
    return before
