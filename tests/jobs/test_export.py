"""``chibo export``: gold as training data, every mark where its words stand, and spaCy trains on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from io import BytesIO
from math import isfinite
from pathlib import Path
from typing import Any

import pytest
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Corpus, Example
from typer.testing import CliRunner, Result

from extract import extract
from extract.numerals import value_of
from extract.spacy_components import blank
from extract.text import Text, clean
from jobs.cli import app
from jobs.evaluation import GoldArticle, Json, read_gold
from jobs.training.articles import GROUPS, MarkedSpan, TrainingArticle
from jobs.training.figures import Figures
from jobs.training.from_gold import Unmarked, from_gold
from jobs.training.surfaces import mentions, occurrences
from jobs.training.writers import TrainingFormat, training_writer
from schema import Record, document_types, indicators
from tests.jobs.nights import ROOT

Chibo = Callable[..., Result]

GOLD = ROOT / "tests" / "gold"
SETS = sorted(path.name for path in GOLD.iterdir() if path.is_dir())
# scope: what is asked of one set is asked at a stretch, while its records are at hand
EACH_SET = pytest.mark.parametrize("name", SETS, scope="module")
TEXT = (
    "Hà Giang: Kết nạp đảng viên\n"
    "Thứ Tư, ngày 11/7/2024 | 09:05\n"
    "Nửa đầu năm 2024, toàn tỉnh Hà Giang kết nạp  1.204 đảng viên theo Nghị quyết số 21-NQ/TW, đạt 56,5% kế hoạch.\n"
    "Riêng huyện Bắc Mê kết nạp 85/150 đảng viên, huyện Vị Xuyên 85 đảng viên.\n"
)
MARKED: Json = {
    "given": {"published": "2024-07-11", "province": "Hà Giang"},
    "documents": [
        {"surface": "Nghị quyết số 21-NQ/TW", "type": "Nghị quyết", "canonical": "21-NQ/TW", "date": "2022-06-16"}
    ],
    "named_documents": [],
    "dates": [
        {"surface": "Nửa đầu năm 2024", "from": "2024-01-01", "to": "2024-06-30"},
        {"surface": "ngày 11/7/2024", "from": "2024-07-11", "to": "2024-07-11"},
    ],
    "units": ["Hà Giang", "huyện Bắc Mê", "huyện Vị Xuyên"],
    "facts": [
        {
            "indicator": "members_admitted",
            "value": 1204,
            "unit": "tỉnh Hà Giang",
            "from": "2024-01-01",
            "to": "2024-06-30",
            "quote": "kết nạp 1.204 đảng viên",
        },
        {"indicator": "members_admitted", "rate": 56.5, "quote": "đạt 56,5% kế hoạch", "optional": True},
        {"indicator": "members_admitted", "value": 85, "target": 150, "quote": "kết nạp 85/150 đảng viên"},
        {"indicator": "members_total", "value": 85, "quote": "huyện Vị Xuyên 85 đảng viên", "qualifiers": ["female"]},
        {"indicator": "members_total", "value": 3000, "quote": "Riêng huyện Bắc Mê"},
    ],
}


@pytest.fixture
def chibo() -> Chibo:
    """Runs `chibo export`."""
    return lambda *arguments: CliRunner().invoke(app, ["export", *map(str, arguments)])


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold set of one article; the day of its time line and the figure of its last fact are not in the text."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "a.json").write_text(json.dumps(MARKED), encoding="utf-8")
    return folder


@cache
def _articles(name: str) -> tuple[GoldArticle, ...]:
    return tuple(read_gold(GOLD / name))


@cache
def _exported(name: str) -> tuple[tuple[GoldArticle, TrainingArticle, list[Unmarked]], ...]:
    return tuple((article, *from_gold(article)) for article in _articles(name))


@lru_cache(maxsize=1)
def _records(name: str) -> tuple[Record, ...]:
    return tuple(extract(article.given) for article in _articles(name))


def _words(text: str) -> str:
    """What two spellings with other spaces or another form of Unicode have in common."""
    return " ".join(clean(text).split())


# --- Over all gold ---------------------------------------------------------------------------------


@EACH_SET
def test_the_text_is_the_one_that_records_have(name: str) -> None:
    for (_, training, _), record in zip(_exported(name), _records(name), strict=True):
        assert (training.text, training.published) == (record.article.text, record.article.published)


@EACH_SET
def test_what_is_marked_is_what_the_gold_names(name: str) -> None:
    for article, training, _ in _exported(name):
        surfaces = {
            "documents": {_words(one["surface"]) for one in article.gold["documents"]}
            | {_words(surface) for surface in article.gold["named_documents"]},
            "dates": {_words(one["surface"]) for one in article.gold["dates"]},
            "units": {_words(unit) for unit in article.gold["units"]},
        }
        for group, wanted in surfaces.items():
            assert {_words(mention["text"]) for mention in training.mentions(group)} <= wanted


@EACH_SET
def test_everything_of_the_gold_is_marked_or_named(name: str) -> None:
    wanted_in_all = marked_in_all = 0
    for article, training, unmarked in _exported(name):
        wanted = {
            "documents": [one["surface"] for one in article.gold["documents"]] + article.gold["named_documents"],
            "dates": [one["surface"] for one in article.gold["dates"]],
            "units": article.gold["units"],
            "facts": [fact["quote"] for fact in article.gold["facts"]],
        }
        for group in GROUPS:
            places = (mention.get("evidence") or mention for mention in training.mentions(group))
            marked = {_words(place["text"]) for place in places}
            named = {one.words for one in unmarked if one.group == group and not one.as_quote}
            assert [words for words in wanted[group] if (_words(words) in marked) == (words in named)] == []
            wanted_in_all += len(wanted[group])
            marked_in_all += len(wanted[group]) - len(named)
        facts = len(training.spans["facts"])
        assert facts + sum(one.group == "facts" and not one.as_quote for one in unmarked) == len(article.gold["facts"])
    assert marked_in_all >= 0.99 * wanted_in_all


@EACH_SET
def test_a_fact_is_marked_at_its_figure_within_its_quote(name: str) -> None:
    as_quotes = facts = 0
    for _, training, unmarked in _exported(name):
        as_quotes += sum(one.as_quote for one in unmarked)
        for fact in training.mentions("facts"):
            facts += 1
            evidence = fact["evidence"]
            assert evidence["start"] <= fact["start"] < fact["end"] <= evidence["end"]
            figure = next(fact[key] for key in ("value", "rate", "share") if fact[key] is not None)
            if fact["text"] != evidence["text"] and fact["text"].replace(".", "").isdigit() and figure == int(figure):
                assert int(fact["text"].replace(".", "")) == figure
            if fact["text"].replace(" ", "").isalpha() and fact["text"] != evidence["text"]:
                low, *_ = fact["text"].lower().split(" đến ")
                assert value_of(low.split()) == figure
    # what is left states no figure ("còn lại là khai trừ"), or another one ("vượt 12%" for a rate of 112)
    assert as_quotes <= 0.03 * facts


@EACH_SET
def test_documents_are_called_as_the_extractor_calls_them(name: str) -> None:
    compared = 0
    for (_, training, _), record in zip(_exported(name), _records(name), strict=True):
        read = {(one.start, one.end): one.type for one in record.documents}
        marked = [span for span in training.spans["documents"] if (span.start, span.end) in read]
        assert [span.label for span in marked] == [read[span.start, span.end] or "document" for span in marked]
        compared += len(marked)
    assert compared >= 5


def test_labels_are_codes_of_the_registries() -> None:
    for name in SETS:
        for _, training, _ in _exported(name):
            labels = {group: {span.label for span in training.spans[group]} for group in GROUPS}
            assert labels["documents"] <= {*document_types(), "document"} and labels["facts"] <= indicators().keys()
            assert labels["dates"] <= {"date"} and labels["units"] <= {"unit"}


# --- The command -----------------------------------------------------------------------------------


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


# --- Where words stand -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "surface", "found"),
    [
        ("năm 2024 và năm 2024", "năm 2024", ["năm 2024", "năm 2024"]),
        ("huyện\xa0Bắc  Mê", "huyện Bắc Mê", ["huyện\xa0Bắc  Mê"]),
        ("huyện Bắc Mê", "huye\u0323\u0302n Ba\u0306\u0301c Me\u0302", ["huyện Bắc Mê"]),
        ("ngày 10/7, không phải 110/7, 10/72 hay 10/7/2018", "10/7", ["10/7"]),
        ("Nghị quyết số 21-NQ/TW, rồi Nghị quyết số 21.", "Nghị quyết số 21", ["Nghị quyết số 21"]),
        ("Bắc Giang,tổ chức đảng của Bắc Giangg", "Bắc Giang", ["Bắc Giang"]),
        ("chỉ có trong từ TPBắc Giang", "Bắc Giang", ["Bắc Giang"]),
        ("năm 2020-2025 và năm 2020.", "năm 2020", ["năm 2020"]),
        ("Bắc Mê", "Bắc Quang", []),
        ("Bắc Mê", "\u200b", []),
        ("c++ (1.5) [x]", "(1.5) [x]", ["(1.5) [x]"]),
    ],
)
def test_occurrences(text: str, surface: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in occurrences(text, surface)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cuối năm 2021; năm 2021", {"Cuối năm 2021": [0], "năm 2021": [15]}),
        ("Chi bộ xã Hà Thanh", {"Chi bộ xã Hà Thanh": [0], "xã Hà Thanh": [7]}),
        ("trong năm 2022, nay trong năm, năm 2022", {"trong năm": [20], "năm 2022": [6, 31]}),
        ("Tỉnh ủy, Ban Tổ chức Tỉnh ủy", {"Ban Tổ chức Tỉnh ủy": [9], "Tỉnh ủy": [0]}),
        ("không có gì", {"năm 2022": []}),
    ],
)
def test_the_longer_of_two_is_the_mention(text: str, found: dict[str, list[int]]) -> None:
    assert {name: [start for start, _ in some] for name, some in mentions(text, found).items()} == found


def _figure(text: str, fact: Json, quote: str, owned: list[str] | None = None) -> str | None:
    stretches = [occurrence for words in owned or [] for occurrence in occurrences(text, words)]
    found = Figures(Text.of(text), stretches).of_fact(fact, occurrences(text, quote))
    return None if found is None else text[slice(*found[0])]


@pytest.mark.parametrize(
    ("quote", "fact", "figure"),
    [
        ("kết nạp 1.204 đảng viên", {"value": 1204}, "1.204"),
        ("kết nạp 85/150 đảng viên, 85 quần chúng", {"value": 85}, "85"),
        ("kết nạp 85 quần chúng, 85/150 đảng viên", {"value": 85, "target": 150}, "85/150"),
        ("từ 90 - 100 đảng viên", {"value": 90, "value_max": 100}, "90 - 100"),
        ("mười một đảng viên", {"value": 11}, "mười một"),
        ("khai trừ ba", {"value": 3}, "ba"),
        ("đạt 85% với 85 đảng viên", {"value": 85}, "85"),
        ("85 đảng viên, đạt 85% kế hoạch", {"rate": 85}, "85"),
        ("chiếm 12,5%", {"share": 12.5}, "12,5"),
        ("kết nạp 84 đảng viên", {"value": 85}, None),
    ],
)
def test_the_figure_of_a_fact(quote: str, fact: Json, figure: str | None) -> None:
    assert _figure(f"Tin\n{quote}.", fact, quote) == figure


def test_a_figure_of_a_date_is_not_the_facts() -> None:
    text = "Tin\nNgày 10/7, kết nạp 10 đảng viên."
    found = Figures(Text.of(text), occurrences(text, "Ngày 10/7"))
    assert found.of_fact({"value": 10}, occurrences(text, "Ngày 10/7, kết nạp 10"))[0][0] == text.rindex("10")
    assert _figure(text, {"value": 7}, "Ngày 10/7", ["Ngày 10/7"]) is None
    text = "Tin\nTrong năm 2024, khai trừ năm."
    found = Figures(Text.of(text), occurrences(text, "năm 2024"))
    assert found.of_fact({"value": 5}, occurrences(text, "năm 2024, khai trừ năm"))[0][0] == text.rindex("năm")


def test_facts_with_one_quote_have_a_figure_each_as_far_as_they_go() -> None:
    text = "Kết nạp 12 đảng viên\nSơn Vĩ kết nạp 12 đảng viên, Lũng Cú kết nạp 12 đảng viên."
    zoned = Text.of(text, ("title", "body"))
    figures = Figures(zoned, [])
    quotes = occurrences(text, "kết nạp 12") + occurrences(text, "Kết nạp 12")
    starts = [figures.of_fact({"value": 12}, quotes)[0][0] for _ in range(4)]
    body = [start for start, _ in occurrences(text, "12")][1:]
    assert starts == [*body, text.index("12"), body[0]]


def _article(tmp_path: Path, text: str, marked: Json) -> tuple[TrainingArticle, list[Unmarked]]:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps(marked), encoding="utf-8")
    (article,) = read_gold(tmp_path)
    return from_gold(article)


def test_documents_told_in_one_breath_and_documents_without_a_number(tmp_path: Path) -> None:
    both = "Quy định số 170, 171-QĐ/TW"
    marked = {
        "documents": [{"surface": both, "type": "Quy định", "canonical": name} for name in ("170-QĐ/TW", "171-QĐ/TW")],
        "named_documents": ["Nghị quyết Trung ương 4 khóa XII", "Cương lĩnh của Đảng"],
    }
    text = f"Tin\nTheo {both}, Nghị quyết Trung ương 4 khóa XII và Cương lĩnh của Đảng, các nơi đã làm xong."
    training, unmarked = _article(tmp_path, text, marked)
    assert [(one["text"], one["label"], one["canonical"]) for one in training.mentions("documents")] == [
        (both, "quy_dinh", "170-QĐ/TW"),
        (both, "quy_dinh", "171-QĐ/TW"),
        ("Nghị quyết Trung ương 4 khóa XII", "nghi_quyet", None),
        ("Cương lĩnh của Đảng", "document", None),
    ]
    assert unmarked == []


def test_words_that_mean_one_day_and_then_another(tmp_path: Path) -> None:
    days = [{"surface": "cùng kỳ", "from": f"{year}-01-01", "to": f"{year}-06-30"} for year in (2022, 2023)]
    training, _ = _article(tmp_path, "Tin\nTăng so với cùng kỳ, giảm so với cùng kỳ.", {"dates": days})
    assert [day["to"] for day in training.mentions("dates")] == ["2022-06-30", "2023-06-30"]


# --- What learns from it -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A DocBin of two gold sets."""
    path = tmp_path_factory.mktemp("corpus") / "train.spacy"
    folders = [str(GOLD / name) for name in ("round-1", "round-4")]
    assert CliRunner().invoke(app, ["export", *folders, "--format", "spacy", "-o", str(path)]).exit_code == 0
    return path


def _unmarked(doc: Doc, key: str, *, with_spans: bool) -> Example:
    predicted = blank().make_doc(doc.text)
    if with_spans:
        predicted.spans[key] = [
            predicted.char_span(span.start_char, span.end_char, span.label_) for span in doc.spans[key]
        ]
    return Example(predicted, doc)


@pytest.mark.parametrize("key", GROUPS)
def test_spacy_scores_against_it(corpus: Path, key: str) -> None:
    docs = list(DocBin().from_disk(corpus).get_docs(blank().vocab))
    for with_spans, reached in ((True, 1.0), (False, 0.0)):
        examples = [_unmarked(doc, key, with_spans=with_spans) for doc in docs]
        scored = Scorer.score_spans(
            examples,
            attr=key,
            allow_overlap=True,
            getter=lambda doc, name: doc.spans.get(name, []),
            has_annotation=lambda doc: True,
        )
        assert scored[f"{key}_f"] == reached


def test_spacy_trains_a_spancat_on_it(corpus: Path) -> None:
    nlp = blank()
    suggester = {"@misc": "spacy.ngram_suggester.v1", "sizes": [1, 2]}
    categorizer: Any = nlp.add_pipe("spancat", config={"spans_key": "facts", "suggester": suggester})
    examples = list(Corpus(corpus, max_length=0)(nlp))[:4]
    nlp.initialize(lambda: examples)
    assert set(categorizer.labels) == {span.label_ for one in examples for span in one.reference.spans["facts"]}
    losses = [nlp.update(examples)["spancat"] for _ in range(4)]
    assert all(map(isfinite, losses)) and losses[-1] < losses[0]


@pytest.mark.parametrize("format", TrainingFormat)
def test_articles_of_another_source_are_written_as_well(format: TrainingFormat) -> None:
    text = "Xã Yên Định 🎉 kết nạp\u2028 12 đảng viên"
    span = MarkedSpan(text.index("12"), text.index("12") + 2, "members_admitted", {"value": 12}, (0, len(text)))
    spans = {"documents": [], "dates": [], "units": [MarkedSpan(0, 11, "unit", {})], "facts": [span]}
    article = TrainingArticle("x", text, date(2024, 7, 15), None, spans)
    file = BytesIO()
    writer = training_writer(format, file)
    writer.add(article)
    writer.finish()
    wanted = {"start": span.start, "end": span.end, "text": "12", "label": "members_admitted", "value": 12}
    wanted["evidence"] = {"start": 0, "end": len(text), "text": text}
    if format is TrainingFormat.spacy:
        (doc,) = DocBin().from_bytes(file.getvalue()).get_docs(blank().vocab)
        assert (doc.text, doc.spans["facts"][0]._.mention, doc._.published) == (text, wanted, "2024-07-15")
        assert doc.spans["units"][0].label_ == "unit"
    else:
        (line,) = file.getvalue().decode().splitlines()
        assert (json.loads(line)["text"], json.loads(line)["facts"]) == (text, [wanted])
