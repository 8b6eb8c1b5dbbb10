"""``chibo extract --format``: what is written, and where to."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from lxml import html
from spacy.tokens import DocBin
from typer.testing import CliRunner, Result

from extract.spacy_components import blank, record_of
from jobs.cli import app
from jobs.record_formats import OutputError, RecordFormat, record_writer
from schema import Record
from tests.jobs.shown_records import TEXT


def _run(*arguments: str | Path) -> Result:
    """`chibo extract`, here; as a process of its own it is tried in test_extract_command.py."""
    return CliRunner().invoke(app, ["extract", *map(str, arguments)], catch_exceptions=False)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A file of two articles."""
    rows = [{"id": "a", "text": TEXT, "published": "2024-07-15"}, {"id": "b", "text": TEXT.replace("85", "86")}]
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_json_lines_are_the_same_in_a_file_and_on_standard_output(articles: Path, tmp_path: Path) -> None:
    plain, filed = _run(articles), _run(articles, "--output", tmp_path / "out.jsonl", "--format", "jsonl")
    assert (plain.exit_code, filed.exit_code, filed.stdout_bytes) == (0, 0, b"")
    assert (tmp_path / "out.jsonl").read_bytes() == plain.stdout_bytes != b""


def test_a_docbin_brings_back_the_records(articles: Path, tmp_path: Path) -> None:
    written = _run(articles, "--format", "spacy", "-o", tmp_path / "out.spacy")
    assert (written.exit_code, written.stdout, written.stderr) == (0, "", "")
    vocab = blank().vocab
    docs = list(DocBin().from_disk(tmp_path / "out.spacy").get_docs(vocab))
    records = [Record.model_validate_json(line) for line in _run(articles).stdout_bytes.decode().splitlines()]
    assert [record_of(doc) for doc in docs] == records
    for doc, record in zip(docs, records, strict=True):
        assert doc.text == record.article.text
        for group in ("documents", "dates", "units", "facts"):
            told = [(span._.start_char_exact, span._.end_char_exact) for span in doc.spans[group]]
            assert told == [(mention.start, mention.end) for mention in getattr(record, group)]


def test_a_page_goes_to_standard_output_too(articles: Path) -> None:
    written = _run(articles, "--format", "html")
    assert written.exit_code == 0
    assert len(html.document_fromstring(written.stdout).findall(".//article")) == 2


def test_a_docbin_wants_a_file(articles: Path) -> None:
    refused = _run(articles, "--format", "spacy")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == "chibo: --format spacy writes a binary file: name it with --output FILE\n"


@pytest.mark.parametrize(("output", "said"), [(".", "is a folder"), ("missing/out.html", "No such file or directory")])
def test_an_output_that_cannot_be_is_named_before_anything_is_done(
    articles: Path, tmp_path: Path, output: str, said: str
) -> None:
    refused = _run(articles, "--format", "html", "--output", tmp_path / output)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert said in refused.stderr and str(tmp_path) in refused.stderr


def test_what_can_be_read_is_written_where_something_cannot(articles: Path, tmp_path: Path) -> None:
    written = _run(articles, tmp_path / "none.txt", "--format", "html", "--output", tmp_path / "out.html")
    assert written.exit_code == 1 and "none.txt" in written.stderr
    assert (tmp_path / "out.html").read_text(encoding="utf-8").count("<article") == 2


@pytest.mark.parametrize("format", RecordFormat)
def test_no_articles_are_an_output_as_well(tmp_path: Path, format: RecordFormat) -> None:
    with record_writer(format, tmp_path / "out"):
        pass
    if format is RecordFormat.spacy:
        assert list(DocBin().from_disk(tmp_path / "out").get_docs(blank().vocab)) == []
    assert (tmp_path / "out").exists()


def test_a_file_is_replaced_when_all_is_done_and_not_before(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("old", encoding="utf-8")
    output.chmod(0o640)
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012, SIM117
        with record_writer(RecordFormat.jsonl, output) as writer:
            writer.add("{}")
            raise KeyboardInterrupt
    assert (output.read_text(encoding="utf-8"), [path.name for path in tmp_path.iterdir()]) == ("old", ["out.jsonl"])
    with record_writer(RecordFormat.jsonl, output) as writer:
        writer.add("{}")
        assert output.read_text(encoding="utf-8") == "old"
    assert (output.read_text(encoding="utf-8"), output.stat().st_mode & 0o777) == ("{}\n", 0o640)
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_link_stays_a_link_and_a_device_a_device(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("out.jsonl")
    with record_writer(RecordFormat.jsonl, tmp_path / "link") as writer:
        writer.add("{}")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "out.jsonl").read_text(encoding="utf-8") == "{}\n"
    with record_writer(RecordFormat.html, Path(os.devnull)):
        pass
    assert not Path(os.devnull).is_file()


def test_no_file_is_left_where_none_can_be(tmp_path: Path) -> None:
    with pytest.raises(OutputError), record_writer(RecordFormat.spacy, None):
        pytest.fail("it must not come so far")
