"""Gold that cannot be used: what is told of it, and where it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.jobs.evaluation.small_gold import ARTICLES, Chibo, Json, gold_set


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("{", "a.json: Invalid JSON: EOF"),
        ("[]", "a.json: Input should be an object"),
        ({"facts": [{"indicator": "x", "value": 1}, {"value": 3}]}, "a.json: facts[1].indicator: Field required"),
        ({"facts": [{"indicator": "x"}]}, "a.json: facts[0]: a fact needs a value, a rate or a share"),
        ({"facts": [{"indicator": "x", "value": "12"}]}, "a.json: facts[0].value: Input should be a valid number"),
        ({"facts": [{"indicator": "x", "value": 1, "to": "30/6/2024"}]}, "a.json: facts[0].to: '30/6/2024' is no ISO day"),
        ({"facts": {}}, "a.json: facts: Input should be a valid array"),
        ({"units": [None]}, "a.json: units[0]: Input should be a valid string"),
        ({"documents": ["21-NQ/TW"]}, "a.json: documents[0]: Input should be an object"),
        ({"documents": [{"surface": "Nghị quyết 21"}]}, "a.json: documents[0].canonical: Field required"),
        ({"dates": [{"surface": "năm 2024", "to": "2024"}]}, "a.json: dates[0].to: '2024' is no ISO day"),
        ({"given": {"published": "15/7/2024"}}, "a.json: given.published: '15/7/2024' is no ISO day"),
        ({"given": {"published": 2024}}, "a.json: given.published: Input should be a valid string"),
        ({"units": [1], "dates": [2], "facts": [3]}, "(and 2 more)"),
    ],
)  # fmt: skip
def test_a_fault_in_gold_names_its_file_and_field(chibo: Chibo, gold: Path, marked: str | Json, said: str) -> None:
    (gold / "a.json").write_text(marked if isinstance(marked, str) else json.dumps(marked), encoding="utf-8")
    result = chibo(gold)
    assert (result.exit_code, result.stdout) == (2, "")
    assert str(gold) in result.stderr and said in result.stderr and result.stderr.count("\n") == 1


def test_a_text_that_is_missing_or_unreadable_is_named(chibo: Chibo, gold: Path) -> None:
    (gold / "b.txt").write_bytes(b"")
    assert chibo(gold).stderr == f"chibo: {gold / 'b.txt'}: it is empty\n"
    (gold / "b.txt").unlink()
    missing = chibo(gold)
    assert (missing.exit_code, missing.stderr) == (2, f"chibo: {gold / 'b.json'}: its text b.txt is missing\n")


def test_a_folder_without_gold_and_an_article_in_two_folders(chibo: Chibo, gold: Path, tmp_path: Path) -> None:
    empty, nowhere = tmp_path / "empty", tmp_path / "nowhere"
    empty.mkdir()
    assert chibo(empty).stderr == f"chibo: {empty}: no gold (ID.json beside ID.txt)\n"
    assert chibo(nowhere).stderr == f"chibo: {nowhere}: there is no such folder\n"
    assert chibo(gold / "a.txt").stderr == f"chibo: {gold / 'a.txt'}: no folder\n"
    twin = gold_set(tmp_path / "twin", {"b": ARTICLES["b"]})
    both = chibo(gold, twin)
    assert (both.exit_code, both.stderr) == (2, f"chibo: {twin}: b stands in {gold} too\n")
