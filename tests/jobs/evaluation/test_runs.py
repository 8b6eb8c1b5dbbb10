"""Records to compare with: kept from an earlier version or read from a file, and articles that give none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jobs.evaluation.runs import keep, kept
from schema import ArticleInput, Record
from tests.jobs.evaluation.small_gold import ARTICLES, Chibo, json_of, record_of, use_extractor
from tests.jobs.fake_extractor import extract as fake_extract


def test_a_version_that_was_evaluated_before_is_a_baseline(
    chibo: Chibo, gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert chibo(gold).exit_code == 0
    store = tmp_path / "home" / "var" / "evaluations" / "gold"
    assert [path.name for path in store.iterdir()] == ["0.1.0+aaaa1111.jsonl"]
    blind = lambda source: fake_extract(source).model_copy(update={"facts": ()})  # noqa: E731
    use_extractor(monkeypatch, blind, "0.1.0+bbbb2222")
    for named in ("0.1.0+aaaa1111", "0.1.0+aa", "aaaa11", "1111"):
        told = json_of(chibo(gold, "--baseline", named, "--format", "json"))
        assert told["versions"][1]["name"] == "0.1.0+aaaa1111"
        assert [one["what"] for one in told["changes"]] == ["lost"] * 4
        assert [side["figures"]["facts"]["recall"] for side in told["versions"]] == [0.0, 0.75]


def test_an_unknown_baseline_names_what_is_kept(chibo: Chibo, gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    none = chibo(gold, "--baseline", "cccc")
    assert (none.exit_code, none.stdout) == (2, "")
    assert none.stderr == "chibo: --baseline cccc: no such version was evaluated here; kept are: none\n"
    for version in ("0.1.0+aaaa1111", "0.1.0+bbbb2222"):
        use_extractor(monkeypatch, fake_extract, version)
        assert chibo(gold).exit_code == 0
    both = "0.1.0+aaaa1111, 0.1.0+bbbb2222"
    assert chibo(gold, "--baseline", "cccc").stderr.endswith(f"kept are: {both}\n")
    assert chibo(gold, "--baseline", "0.1.0").stderr == f"chibo: --baseline 0.1.0: several versions fit: {both}\n"


def test_a_version_named_whole_is_not_taken_for_the_beginning_of_another(tmp_path: Path) -> None:
    for version in ("1", "10"):
        keep(tmp_path, version, {"a": record_of("a")})
    assert kept(tmp_path, "1").name == "1.jsonl"


def test_an_empty_baseline_is_no_name(chibo: Chibo, gold: Path) -> None:
    assert chibo(gold).exit_code == 0
    refused = chibo(gold, "--baseline", "")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == "chibo: --baseline: an empty name fits every version; name one\n"


def test_two_sides_at_once_are_refused(chibo: Chibo, gold: Path) -> None:
    result = chibo(gold, "--against", "x.jsonl", "--baseline", "aaaa")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "chibo: --against and --baseline: name one of them\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "No such file or directory"),
        ("", "no record of an article of the gold, it is empty"),
        ('{"version": 1}\n', "line 1: no record: article: Field required"),
        ("\n{nonsense\n", "line 2: no record: Invalid JSON"),
        (json.dumps({"article": {"id": "x", "text": ""}}), "no record of an article of the gold: it has x where the gold has a"),
    ],
)  # fmt: skip
def test_records_that_cannot_be_used(chibo: Chibo, gold: Path, tmp_path: Path, content: str | None, said: str) -> None:
    path = tmp_path / "records.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    result = chibo(gold, "--against", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"chibo: {path}: ") and said in result.stderr
    assert result.stderr.count("\n") == 1 and not (tmp_path / "home").exists()


def test_an_article_that_cannot_be_extracted_is_named_and_the_others_evaluated(
    chibo: Chibo, gold: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: ArticleInput) -> Record:
        if source.id in refused:
            raise ZeroDivisionError("by a rule")
        return fake_extract(source)

    assert chibo(gold).exit_code == 0
    refused = {"b"}
    use_extractor(monkeypatch, refuse, "0.1.0+bbbb2222")
    result = chibo(gold, "--baseline", "aaaa1111", "--format", "json")
    assert result.exit_code == 1
    assert result.stderr == "chibo: b: extraction failed: ZeroDivisionError: by a rule\n"
    figures = [side["figures"] for side in json.loads(result.stdout)["versions"]]
    told = [(side["articles"], side["facts"]["precision"]) for side in figures]
    assert told == [(2, 1.0)] * 2, "both sides of the same articles"
    refused |= ARTICLES.keys()
    nothing = chibo(gold, "--baseline", "bbbb2222")
    assert nothing.exit_code == 1 and "gold: 0 articles" in nothing.stdout
    assert chibo(gold, "--baseline", "bbbb2222").exit_code == 1, "what was kept is not replaced by nothing"
