"""The readers in a spaCy pipeline: the same mentions as in the record, on a text that stays as it is."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import unicodedata
from datetime import date, datetime
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import extract.spacy_reading as spacy_reading
from extract import extract
from extract.mentions import Context
from extract.spacy_components import blank, doc_of, mention_of, record_of
from extract.spacy_origins import CleanedText
from extract.spacy_reading import DocReading
from schema import ArticleInput, Record

ROOT = Path(__file__).parents[2]
RECORDED = ("documents", "dates", "units", "facts")
GROUPS = ("sentences", "numbers", *RECORDED)
PUBLISHED = "2024-07-15"
TEXT = (
    "Đảng bộ huyện Bắc Mê kết nạp đảng viên mới\n"
    "Trong 6 tháng đầu năm 2024, Đảng bộ huyện Bắc Mê (Hà Giang) kết nạp 85/150 đảng viên, đạt 56,67% kế hoạch theo"
    " Nghị quyết số 21-NQ/TW ngày 16/6/2022. Từ đầu năm đến nay, có 12 chi bộ kết nạp được đảng viên là nữ.\n"
    "Ảnh: Lễ kết nạp đảng viên tại xã Yên Định."
)


def _pipeline(*names: str, **config: str) -> Language:
    nlp = blank()
    for number, name in enumerate(names):
        nlp.add_pipe(name, config=config if number == 0 else {})
    return nlp


def _record(text: str = TEXT) -> Record:
    return extract(ArticleInput(id="a", text=text, published=date.fromisoformat(PUBLISHED), province="Hà Giang"))


def _told(record: Record) -> dict[str, list[dict[str, Any]]]:
    told = record.model_dump(mode="json", by_alias=True)
    return {group: told[group] for group in RECORDED}


def _mentions(doc: Doc) -> dict[str, list[dict[str, Any]]]:
    return {group: [span._.mention for span in doc.spans[group]] for group in RECORDED}


def _read(nlp: Language, text: str | Doc, group: str) -> list[dict[str, Any]]:
    doc = nlp(text)  # spans do not outlive their Doc
    return [span._.mention for span in doc.spans[group]]


@pytest.fixture(scope="module")
def doc() -> Doc:
    nlp = blank()
    nlp.add_pipe("chibo", config={"province": "Hà Giang"})
    doc = nlp.make_doc(TEXT)
    doc._.published, doc._.article_id = PUBLISHED, "a"
    return nlp(doc)


def test_a_pipeline_reads_what_the_record_has(doc: Doc) -> None:
    assert doc.text == TEXT == _record().article.text
    assert _mentions(doc) == _told(_record())
    assert all(doc.spans[group] for group in GROUPS)


def test_labels_and_attributes(doc: Doc) -> None:
    document = doc.spans["documents"][0]
    assert (document.label_, document._.canonical) == ("nghi_quyet", "21-NQ/TW")
    assert doc.spans["dates"][0].label_ == "half"
    fact = next(span for span in doc.spans["facts"] if span.label_ == "members_admitted")
    assert (fact._.fact["value"], fact._.fact["target"], fact._.fact["rate"]) == (85, 150, 56.67)
    assert fact._.evidence.text.endswith("đạt 56,67%")
    assert document._.fact is None and document._.evidence is None
    assert {unit.label_ for unit in doc.spans["units"]} >= {"dang_bo"}


def test_a_number_is_read_once_and_not_out_of_a_date_or_a_document(doc: Doc) -> None:
    assert [span._.text_exact for span in doc.spans["numbers"]] == ["85/150", "56,67", "12"]
    assert [span.label_ for span in doc.spans["numbers"]] == ["number", "percent", "number"]
    assert doc.spans["numbers"][0]._.mention["denominator"] == 150


def test_exact_offsets_within_whole_tokens(doc: Doc) -> None:
    for group in GROUPS:
        for span in doc.spans[group]:
            start, end = span._.start_char_exact, span._.end_char_exact
            assert span.start_char <= start < end <= span.end_char
            assert doc.text[start:end] == span._.text_exact == span._.mention["text"]
    number = next(span for span in doc.spans["numbers"] if span.label_ == "percent")
    assert (number.text, number._.text_exact) == ("56,67%", "56,67")


def test_sentences_are_those_of_the_doc(doc: Doc) -> None:
    assert [sentence.text.strip() for sentence in doc.sents] == [span._.text_exact for span in doc.spans["sentences"]]


def test_two_mentions_on_the_same_tokens_stay_two() -> None:
    nlp = _pipeline("chibo_numbers", "chibo_facts")
    doc = nlp("Năm 2023, hai huyện Bắc Mê và Quang Bình mỗi nơi kết nạp 20 đảng viên.")
    for group in ("numbers", "facts"):
        spans = list(doc.spans[group])
        assert len({span.id_ for span in spans}) == len(spans)
        assert [span._.mention for span in spans] == [mention_of(span) for span in spans]


@pytest.mark.parametrize("order", [*permutations(("chibo_documents", "chibo_dates", "chibo_facts"))])
def test_the_order_does_not_matter(order: tuple[str, ...], doc: Doc) -> None:
    read = _pipeline(*order, "chibo_units", published=PUBLISHED, province="Hà Giang").make_doc(TEXT)
    read._.article_id = "a"
    nlp = _pipeline(*order, "chibo_units", published=PUBLISHED, province="Hà Giang")
    assert _mentions(nlp(read)) == _mentions(doc)


def test_one_component_alone_reads_the_same() -> None:
    alone = _pipeline("chibo_documents")(TEXT)
    assert list(alone.spans) == ["documents"]
    assert [span._.canonical for span in alone.spans["documents"]] == ["21-NQ/TW"]


def test_all_components_together_read_a_text_once(monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []

    def counted(source: ArticleInput) -> Any:
        texts.append(source.id)
        return read(source)

    read = spacy_reading.read
    monkeypatch.setattr(spacy_reading, "read", counted)
    nlp = _pipeline(*(f"chibo_{group}" for group in GROUPS))
    docs = list(nlp.pipe([TEXT, TEXT.replace("85", "86"), TEXT]))
    assert len(texts) == len(docs) == 3


def test_context_comes_from_the_doc_or_the_configuration() -> None:
    nlp = _pipeline("chibo_dates", "chibo_units", published=PUBLISHED, province="Hà Giang")
    text = "Từ đầu năm đến nay, Đảng bộ huyện kết nạp 12 đảng viên."
    assert _read(nlp, text, "dates")[0]["to"] == PUBLISHED
    for told in ("2023-05-02", date(2023, 5, 2), datetime(2023, 5, 2, 7, 30)):
        own = nlp.make_doc(text)
        own._.published = told
        assert _read(nlp, own, "dates")[0]["to"] == "2023-05-02"
        assert Doc(nlp.vocab).from_bytes(own.to_bytes())._.published == "2023-05-02"
    assert PUBLISHED not in str(_read(_pipeline("chibo_dates"), text, "dates"))


def test_a_doc_that_learns_its_day_is_read_anew() -> None:
    nlp = _pipeline("chibo_dates")
    doc = nlp("Từ đầu năm đến nay, Đảng bộ huyện kết nạp 12 đảng viên.")
    doc._.published = PUBLISHED
    assert _read(nlp, doc, "dates")[0]["to"] == PUBLISHED


def test_context_that_comes_too_late_is_an_error() -> None:
    nlp = _pipeline("chibo_dates")
    nlp.add_pipe("chibo_facts", config={"published": PUBLISHED})
    with pytest.raises(ValueError, match="chibo_facts: tell published to the first"):
        nlp(TEXT)


def test_a_day_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match="published='15/7/2024' is no day"):
        blank().add_pipe("chibo_dates", config={"published": "15/7/2024"})
    nlp = _pipeline("chibo_dates")
    doc = nlp.make_doc(TEXT)
    doc._.published = 2024
    with pytest.raises(ValueError, match="published=2024 is no day"):
        nlp(doc)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "  Đảng bộ huyện Bắc Mê\r\n\r\n  kết nạp 85 đảng viên.  \n",
        unicodedata.normalize("NFD", TEXT),
        "Nghị\u200b quyết số\xa021-NQ/TW\tngày 16/6/2022\ufeff",
        "\ufeff" + TEXT.replace("\n", "\r\n\r\n") + "\r",
        "𝟚 Nghị quyết số 21-NQ/TW 🎉 và 🎉 Chỉ thị số 05-CT/TW",
    ],
)
def test_any_text_stays_as_it_is(text: str) -> None:
    doc = _pipeline("chibo")(text)
    assert doc.text == text
    for group in GROUPS:
        for span in doc.spans[group]:
            mention = span._.mention
            assert text[mention["start"] : mention["end"]] == mention["text"] != ""


def test_offsets_in_decomposed_text_are_those_of_the_composed_words() -> None:
    text = unicodedata.normalize(
        "NFD", "\n".join(("", " Tin vắn ", "", "Theo Nghị quyết số 21-NQ/TW ngày 16/6/2022 của"))
    )
    nlp = _pipeline("chibo_documents", "chibo_dates")
    (document,) = _read(nlp, text, "documents")
    (day,) = _read(nlp, text, "dates")
    assert document["text"] == unicodedata.normalize("NFD", "Nghị quyết số 21-NQ/TW")
    assert text[: day["end"]].endswith(day["text"]) and day["text"].endswith("16/6/2022")


def test_an_antecedent_is_an_offset_too() -> None:
    text = "\r\n\r\nTheo Nghị quyết số 21-NQ/TW ngày 16/6/2022, các nơi đã thực hiện Nghị quyết số 21 rất tốt."
    first, second = _read(_pipeline("chibo_documents"), text, "documents")
    assert second["antecedent"] == first["start"] == text.index("Nghị")


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("aăĐéx12./-% ,\n\r\t\u200b\u0301\u0323\u0302\ufeff\xa0\u2028각🎉"), max_size=40))
def test_the_way_back_from_cleaned_text(text: str) -> None:
    cleaned = CleanedText.of(text)
    joined = "\n".join(cleaned.paragraphs)
    assert DocReading(text, Context())._found.text.raw == joined
    starts = [cleaned.start(offset) for offset in range(len(joined))]
    ends = [cleaned.end(offset + 1) for offset in range(len(joined))]
    assert starts == sorted(starts) and ends == sorted(ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))


def test_a_docbin_brings_back_the_same_record(tmp_path: Path) -> None:
    record = _record()
    stored = DocBin(store_user_data=True)
    stored.add(doc_of(record, blank()))
    stored.to_disk(tmp_path / "a.spacy")
    (back,) = DocBin().from_disk(tmp_path / "a.spacy").get_docs(blank().vocab)
    assert back.text == record.article.text
    assert record_of(back) == record
    assert back._.article["published"] == PUBLISHED
    assert [(s.label_, s._.text_exact) for s in back.spans["facts"]] == [(f.indicator, f.text) for f in record.facts]


def test_an_annotated_doc_goes_through_bytes(doc: Doc) -> None:
    back = Doc(blank().vocab).from_bytes(doc.to_bytes())
    for group in GROUPS:
        assert [s._.text_exact for s in back.spans[group]] == [s._.text_exact for s in doc.spans[group]]
    with pytest.raises(ValueError, match="not made of a record"):
        record_of(back)


def test_a_pipeline_goes_to_disk_and_back(tmp_path: Path, doc: Doc) -> None:
    _pipeline("chibo_dates", "chibo_facts", published=PUBLISHED).to_disk(tmp_path / "nlp")
    again = spacy.load(tmp_path / "nlp")
    assert again.pipe_names == ["chibo_dates", "chibo_facts"]
    assert _read(again, TEXT, "dates")[0] == doc.spans["dates"][0]._.mention


def test_several_processes() -> None:
    nlp = _pipeline("chibo_documents", "chibo_facts")
    docs = list(nlp.pipe([TEXT] * 4, n_process=2, batch_size=2))
    assert [len(doc.spans["facts"]) for doc in docs] == [len(docs[0].spans["facts"])] * 4
    assert docs[0].spans["facts"][0]._.fact


def test_a_span_that_is_not_ours_tells_nothing(doc: Doc) -> None:
    assert (doc[0:2]._.mention, doc[0:2]._.fact, doc[0:2]._.start_char_exact) == ({}, None, 0)


def test_spacy_finds_the_factories_of_an_installed_chibo(tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = project["entry-points"]["spacy_factories"]
    assert set(points) == {"chibo", *(f"chibo_{group}" for group in GROUPS)}
    installed = tmp_path / "chibo-0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: chibo\nVersion: 0\n", encoding="utf-8")
    lines = ["[spacy_factories]", *(f"{name} = {target}" for name, target in points.items())]
    (installed / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    program = (
        "import sys, spacy; nlp = spacy.blank('vi', config={'nlp': {'tokenizer': {'use_pyvi': False}}})\n"
        "for name in sys.argv[1:]: nlp.add_pipe(name)\n"
        "print(len(nlp('Nghị quyết số 21-NQ/TW').spans['documents']))"
    )
    environment = os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    run = subprocess.run(
        [sys.executable, "-c", program, *points],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert (run.stdout.strip(), run.returncode) == ("1", 0), run.stderr
