"""``chibo export``: what is written, what is named as not marked, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import DocBin
from typer.testing import Result

from extract.spacy_components import blank
from jobs.training.articles import GROUPS

Chibo = Callable[..., Result]


def test_an_article_is_a_line_with_its_spans_and_their_attributes(chibo: Chibo, gold: Path) -> None:
    result = chibo(gold)
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    told = json.loads(line)
    assert list(told) == ["id", "published", "province", "text", *GROUPS]
    assert (told["id"], told["published"], told["province"]) == ("a", "2024-07-11", "Hà Giang")
    text = told["text"]
    assert "ngày 11/7/2024" not in text and "kết nạp 1.204" in text
    for group in GROUPS:
        for span in told[group]:
            assert text[span["start"] : span["end"]] == span["text"]
    (document,) = told["documents"]
    assert (document["text"], document["label"], document["type"]) == ("Nghị quyết số 21-NQ/TW", *["nghi_quyet"] * 2)
    assert (document["canonical"], document["date"], document["issuer"]) == ("21-NQ/TW", "2022-06-16", None)
    (day,) = told["dates"]
    assert (day["text"], day["label"], day["from"], day["to"]) == (
        "Nửa đầu năm 2024",
        "date",
        "2024-01-01",
        "2024-06-30",
    )
    assert [unit["text"] for unit in told["units"]] == ["Hà Giang", "Hà Giang", "huyện Bắc Mê", "huyện Vị Xuyên"]
    shown = [(fact["text"], fact["evidence"]["text"]) for fact in told["facts"]]
    assert shown == [
        ("1.204", "kết nạp 1.204 đảng viên"),
        ("56,5", "đạt 56,5% kế hoạch"),
        ("Riêng huyện Bắc Mê", "Riêng huyện Bắc Mê"),
        ("85/150", "kết nạp 85/150 đảng viên"),
        ("85", "huyện Vị Xuyên 85 đảng viên"),
    ]
    first, rate, _, fraction, last = told["facts"]
    assert (first["label"], first["value"], first["unit"], first["from"]) == ("members_admitted", 1204, "tỉnh Hà Giang", "2024-01-01")  # fmt: skip
    assert (first["modality"], first["qualifiers"], first["optional"], first["target"]) == ("actual", [], False, None)
    assert (rate["value"], rate["rate"], rate["optional"]) == (None, 56.5, True)
    assert (fraction["target"], last["label"], last["qualifiers"]) == (150, "members_total", ["female"])


def test_what_is_not_marked_is_named_and_counted(chibo: Chibo, gold: Path) -> None:
    result = chibo(gold)
    assert result.stderr.splitlines() == [
        "chibo: a: dates: “ngày 11/7/2024” does not stand in the text",
        "chibo: a: facts: “Riêng huyện Bắc Mê” does not have the fact's figure, all of it is marked",
        "chibo: not marked: 1; marked by the whole quote: 1",
    ]


def test_gold_without_words_is_named_too(chibo: Chibo, gold: Path) -> None:
    marked = {
        "documents": [{"canonical": "09-CT/TU"}],
        "dates": [{"from": "2024-01-01", "to": "2024-12-31"}],
        "facts": [{"indicator": "members_total", "value": 5_600_000}],
    }
    (gold / "a.json").write_text(json.dumps(marked), encoding="utf-8")
    result = chibo(gold)
    assert result.exit_code == 0
    assert [line.split(": ", 2)[2] for line in result.stderr.splitlines()[:3]] == [
        "documents: “09-CT/TU” does not stand in the text",
        "dates: “2024-01-01..2024-12-31” does not stand in the text",
        "facts: “members_total 5600000 actual” does not stand in the text",
    ]


def test_a_docbin_has_the_same_spans(chibo: Chibo, gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "train.spacy"
    result = chibo(gold, "--format", "spacy", "--output", path)
    assert (result.exit_code, result.stdout) == (0, "")
    told = json.loads(chibo(gold).stdout)
    (doc,) = DocBin().from_disk(path).get_docs(blank().vocab)
    assert (doc.text, doc._.article_id, doc._.published, doc._.province) == (
        told["text"],
        "a",
        "2024-07-11",
        "Hà Giang",
    )
    assert list(doc.spans) == list(GROUPS)
    for group in GROUPS:
        spans = list(doc.spans[group])
        assert json.loads(json.dumps([span._.mention for span in spans])) == told[group]
        assert [span.label_ for span in spans] == [mention["label"] for mention in told[group]]
        for span in spans:
            assert span.start_char <= span._.start_char_exact < span._.end_char_exact <= span.end_char
    fact = doc.spans["facts"][3]
    assert (fact._.fact["target"], fact._.text_exact, fact._.evidence.text) == (
        150,
        "85/150",
        "kết nạp 85/150 đảng viên,",
    )


def test_a_file_is_the_same_as_standard_output(chibo: Chibo, gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    assert chibo(gold, "-o", path).exit_code == 0
    assert path.read_bytes() == chibo(gold, "--format", "jsonl-spans").stdout_bytes


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--format", "spacy"], "--format spacy writes a binary file: name it with --output FILE"),
        (["--format", "json"], "json is none of jsonl-spans, spacy"),
        (["--output", "."], "is a folder: name a file"),
        (["--output", "missing/x.jsonl"], "No such file or directory"),
        (["--output", "gold/a.json"], "would be read as gold; name another file"),
        (["--output", "gold/new.txt"], "would be read as gold; name another file"),
    ],
)
def test_what_cannot_be_is_refused(
    chibo: Chibo, gold: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], said: str
) -> None:
    monkeypatch.chdir(gold.parent)
    files = {path: path.read_bytes() for path in gold.iterdir()}
    result = chibo("gold", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert files == {path: path.read_bytes() for path in gold.iterdir()}


def test_gold_that_cannot_be_used_leaves_the_output_as_it_was(chibo: Chibo, gold: Path, tmp_path: Path) -> None:
    output = tmp_path / "train.jsonl"
    output.write_text("old", encoding="utf-8")
    (gold / "b.json").write_text("{}", encoding="utf-8")
    result = chibo(gold, "--output", output)
    assert (result.exit_code, result.stderr) == (2, f"chibo: {gold / 'b.json'}: its text b.txt is missing\n")
    assert output.read_text(encoding="utf-8") == "old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told(chibo: Chibo, gold: Path) -> None:
    result = chibo(gold, "--output", "/dev/full")
    assert result.exit_code == 1 and result.stderr.endswith("chibo: cannot go on: No space left on device\n")
