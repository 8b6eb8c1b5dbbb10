"""underthesea's labels through our features are underthesea's own; its opinion mends ends, and is never needed."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import extract.second_opinion as second_opinion
from extract import extract, sentences
from extract.article import cut
from extract.crf_features import CHUNK_TEMPLATE, NER_TEMPLATE, POS_TEMPLATE, features
from extract.mentions import UnitSpan
from extract.text import Text
from schema import ArticleInput, Record

GOLD = Path(__file__).parents[1] / "gold" / "dev"
SENTENCES = [
    "Năm 2023, Đảng bộ huyện Lạc Dương kết nạp 142/150 đảng viên, đạt 94,67% kế hoạch.",
    "Chi bộ Công ty TNHH một thành viên Xổ số kiến thiết Đồng Nai có 12 đảng viên.",
    "TP. Bạc Liêu 1.620; H’Hen Niê, M’Đrắk và Ban cán sự T.Ư dự họp (ảnh: N.V.A).",
    "“Nghị quyết số 21-NQ/TW” – ông Nguyễn Văn A nói… v.v.",
    "Thuỷ điện Hoà Bình, xã hoá ẩm ướt; e-mail: a@b.vn, http://a.vn/x?y=1 !",
    "1",
    "ĐẢNG",
    "Trong",
]


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    second_opinion._models.cache_clear()
    yield
    second_opinion._models.cache_clear()


def _extract(line: str, asked: bool = True) -> Record:
    text = f"Công tác phát triển đảng viên\n{line}"
    return extract(ArticleInput(id="a", text=text, province="Đồng Nai"), second_opinion=asked)


def _labels(sentence: str) -> list[tuple[str, str, str, str]]:
    found = second_opinion.words(sentence)
    return [(" ".join(sentence[w.start : w.end].split()), w.pos, w.chunk, w.name) for w in found]


def _tags(sentence: str) -> list[tuple[str, ...]]:
    underthesea = importlib.import_module("underthesea")
    return [tuple(labels[1:]) for labels in underthesea.ner(sentence)]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_labels_are_those_of_the_library(sentence: str) -> None:
    assert [tuple(labels[1:]) for labels in _labels(sentence)] == _tags(sentence)


def test_labels_are_those_of_the_library_on_development_articles() -> None:
    if not GOLD.is_dir():
        pytest.skip("no development articles here")
    compared = 0
    for path in sorted(GOLD.rglob("*.txt")):
        text = cut(ArticleInput(id="a", text=path.read_text(encoding="utf-8"))).text
        for sentence in sentences.read(text):
            surface = text.raw[sentence.start : sentence.end]
            assert [tuple(labels[1:]) for labels in _labels(surface)] == _tags(surface), surface
            compared += 1
        if compared > 150:
            return
    if not compared:
        pytest.skip("no development articles here")


@pytest.mark.parametrize("template", [POS_TEMPLATE, CHUNK_TEMPLATE, NER_TEMPLATE])
def test_features_are_those_of_the_library(template: tuple[str, ...]) -> None:
    theirs = importlib.import_module("underthesea.pipeline.ner.tagged_feature")
    rows = [("Đảng bộ", "N", "B-NP", "X"), ("Lạc Dương", "Np", "I-NP", "X"), ("kết nạp", "V", "B-VP", "X")]
    for size in range(1, 4):
        columns = list(zip(*rows[:size], strict=True))
        expected = [theirs.word2features(rows[:size], word, template) for word in range(size)]
        assert features(columns, template) == expected
    assert features([[], []], template) == []


def test_a_template_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match=r"T\[0\]\.unknown: no part of a template"):
        features([["a"]], ["T[0].unknown"])


def test_offsets_are_those_of_the_sentence() -> None:
    for sentence in SENTENCES:
        found = second_opinion.words(sentence)
        assert [w.start for w in found] == sorted(w.start for w in found)
        assert "".join(sentence[w.start : w.end] for w in found).replace(" ", "") == sentence.replace(" ", "")
    assert second_opinion.words("") == []


# the sentence, the name as the grammar may have guessed it, the name as the words have it (None: no name)
GUESSED = [
    # a syllable that may begin the rest of a sentence belongs to a word of the name
    (
        "Chi bộ Công ty TNHH một thành viên Xổ số kiến thiết Long An có 12 đảng viên.",
        "Chi bộ Công ty TNHH một thành viên Xổ",
        "Chi bộ Công ty TNHH một thành viên Xổ số kiến thiết Long An",
    ),
    ("Đảng bộ Phòng Hậu cần và Đảng bộ Phòng Kỹ thuật có 4 đảng viên.", "Đảng bộ Phòng Hậu", "Đảng bộ Phòng Hậu cần"),
    # the name ran on over a verb
    (
        "Đảng ủy Đại học Thái Nguyên giao chỉ tiêu 310 đảng viên.",
        "Đảng ủy Đại học Thái Nguyên giao",
        "Đảng ủy Đại học Thái Nguyên",
    ),
    # a verb inside a name stays, and what was right stays as it is
    (
        "Đảng bộ Sở Giao thông vận tải có hai đảng viên.",
        "Đảng bộ Sở Giao thông vận tải",
        "Đảng bộ Sở Giao thông vận tải",
    ),
    (
        "Chi bộ Công ty TNHH Hoàng Phát có 5 đảng viên.",
        "Chi bộ Công ty TNHH Hoàng Phát",
        "Chi bộ Công ty TNHH Hoàng Phát",
    ),
    # what begins inside a word is no name
    ("Hội có 38 cơ sở Hội, giám sát 12 chi hội.", "sở Hội", None),
]


def _reviewed(line: str, guess: str, *more: UnitSpan) -> list[UnitSpan]:
    text = Text.of(line)
    start = line.index(guess)
    rule = "unit.organisation" if guess[0].islower() else "unit.of_organisation"
    unit = UnitSpan(start, start + len(guess), guess, "chi_bo", rule=rule)
    return second_opinion.review(text, sentences.read(text), [unit, *more])


@pytest.mark.parametrize(("line", "guess", "name"), GUESSED)
def test_a_guess_is_mended_or_kept(line: str, guess: str, name: str | None) -> None:
    found = _reviewed(line, guess)
    assert [unit.name for unit in found] == ([] if name is None else [name])
    assert [line[unit.start : unit.end] for unit in found] == [unit.name for unit in found]


def test_a_name_inside_the_mended_one_goes() -> None:
    line, guess, name = GUESSED[0]
    start = line.index("Long An")
    place = UnitSpan(start, start + len("Long An"), "Long An", "place", place="Long An", rule="unit.bare_name")
    assert [unit.name for unit in _reviewed(line, guess, place)] == [name]


def test_only_guessed_ends_are_looked_at() -> None:
    line, guess, _ = GUESSED[0]
    unit = UnitSpan(0, len(guess), guess, "chi_bo", rule="unit.levelled")
    text = Text.of(line)
    assert second_opinion.review(text, sentences.read(text), [unit]) == [unit]


def test_offsets_hold_in_a_record() -> None:
    for line, _, _ in GUESSED:
        record = _extract(line)
        for unit in record.units:
            assert record.article.text[unit.start : unit.end] == unit.text


def test_without_a_guess_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(sentence: str) -> list[second_opinion.Word]:
        raise AssertionError(f"asked of {sentence!r}")

    monkeypatch.setattr(second_opinion, "words", asked)
    _extract("Năm 2023, Đảng bộ huyện Xuân Lộc kết nạp 142 đảng viên.")


@pytest.mark.parametrize("missing", ["underthesea.pipeline.word_tokenize.regex_tokenize", "underthesea_core"])
def test_without_the_package_the_record_is_the_same(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    importlib.import_module("underthesea.pipeline.ner.tagged_feature")  # whole: an import cut short breaks later ones
    monkeypatch.setitem(sys.modules, missing, None)
    assert not second_opinion.available()
    for line, _, _ in GUESSED:
        assert _extract(line) == _extract(line, asked=False)


def test_without_a_model_the_record_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_opinion, "_NAMES", "ner/no_such_model.bin")
    assert not second_opinion.available()
    assert second_opinion.words(SENTENCES[0]) == []
    assert _extract(GUESSED[0][0]) == _extract(GUESSED[0][0], asked=False)


def test_underthesea_is_not_imported_unasked() -> None:
    program = (
        "import json, sys; from extract import extract; from schema import ArticleInput;"
        "extract(ArticleInput(id='a', text='Chi bộ Công ty TNHH Xổ số kiến thiết Long An có 12 đảng viên.'));"
        "print(json.dumps([m for m in sys.modules if m.startswith('underthesea')]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(done.stdout) == []


def test_thieu_so_ends_a_sentence() -> None:
    # here underthesea.sent_tokenize was right and our list of abbreviations was not
    text = Text.of("Có 5 đảng viên là người dân tộc thiểu số. Toàn huyện có 12 chi bộ. Xem số. 12 trang 3.")
    assert [text.raw[s.start : s.end] for s in sentences.read(text)] == [
        "Có 5 đảng viên là người dân tộc thiểu số.",
        "Toàn huyện có 12 chi bộ.",
        "Xem số. 12 trang 3.",
    ]
