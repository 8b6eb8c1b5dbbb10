"""``chibo evaluate``: figures with their intervals, what changed between versions, and gold that cannot be used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from typer.testing import CliRunner, Result

import jobs.evaluate
from jobs.cli import app
from jobs.evaluation.difference import difference
from jobs.evaluation.intervals import bootstrapped, proportion, wilson, wilson_f1
from jobs.evaluation.matching import fact_key
from jobs.evaluation.runs import keep, kept
from schema import ArticleInput, Record
from tests.jobs.fake_extractor import extract as fake_extract
from tests.jobs.nights import ROOT

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


@pytest.fixture
def chibo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chibo:
    """Runs `chibo evaluate` with the fake extractor, in a home of its own, on a terminal of 80 columns."""
    monkeypatch.setenv("CHIBO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    _extractor(monkeypatch, fake_extract, "0.1.0+aaaa1111")
    return lambda *arguments: CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


def _extractor(monkeypatch: pytest.MonkeyPatch, extract: Callable[[ArticleInput], Record], version: str) -> None:
    monkeypatch.setattr(jobs.evaluate, "extract", extract)
    monkeypatch.setattr(jobs.evaluate, "EXTRACTOR_VERSION", version)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold set of three articles."""
    return _gold(tmp_path / "gold", ARTICLES)


def _gold(folder: Path, articles: dict[str, tuple[str, Json]]) -> Path:
    folder.mkdir()
    for name, (text, marked) in articles.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        (folder / f"{name}.json").write_text(json.dumps({"id": name, "given": GIVEN, **marked}), encoding="utf-8")
    return folder


def _told(result: Result) -> Json:
    assert result.exit_code == 0, result.stderr
    told: Json = json.loads(result.stdout)
    return told


def _lines(side: Json, table: str) -> dict[str, Json]:
    return {line["name"]: line for line in side["tables"][table]}


# --- Figures -------------------------------------------------------------------------------------


def test_the_figures_of_a_small_gold_set(chibo: Chibo, gold: Path) -> None:
    told = _told(chibo(gold, "--format", "json"))
    (side,) = told["versions"]
    assert (told["gold"], side["name"], side["figures"]["articles"]) == ("gold", "extractor 0.1.0+aaaa1111", 3)
    # 12, 30 and 5 found, 7 false, 99 missed; of 30 the unit is wrong
    assert side["figures"]["facts"] == {"precision": 0.75, "recall": 0.75, "f1": 0.75, "gold": 4}
    assert side["figures"]["complete_facts"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "gold": 4}
    assert side["figures"]["documents"] == {"precision": 1.0, "recall": 0.0, "f1": 0.0, "gold": 1}
    assert side["figures"]["attributes"] == {"target": 1.0, "rate": 1.0, "unit": 0.6667, "to": 1.0, "from": 1.0}
    admitted = _lines(side, "indicators")["members_admitted"]
    assert (admitted["gold"], admitted["found"], admitted["precision"]["value"]) == (3, 4, 0.75)
    low, high = admitted["precision"]["interval"]
    assert low < 0.75 < high
    # one bin of confidence: four facts said 0.5, two came true
    (bin_,) = side["tables"]["reliability"]
    assert (bin_["facts"], bin_["confidence"], bin_["right"]["value"], side["tables"]["brier"]) == (4, 0.5, 0.5, 0.25)


def test_nothing_to_take_a_share_of_is_no_share(chibo: Chibo, tmp_path: Path) -> None:
    folder = _gold(tmp_path / "gold", {"a": ("Tin không có số", {})})
    (side,) = _told(chibo(folder, "--format", "json"))["versions"]
    assert _lines(side, "kinds")["facts"]["f1"] == {"value": None, "interval": [0.0, 1.0]}
    assert (side["tables"]["indicators"], side["tables"]["reliability"], side["tables"]["brier"]) == ([], [], None)
    shown = chibo(folder)
    assert shown.exit_code == 0
    assert next(line for line in shown.stdout.splitlines() if line.startswith("facts ")).split() == [
        "facts",
        "0",
        *"–––",
    ]


def test_errors_are_told_with_their_text(chibo: Chibo, gold: Path) -> None:
    assert "missed" not in chibo(gold).stdout
    lines = chibo(gold, "--errors").stdout.splitlines()
    assert lines[lines.index("4 errors") + 1 :] == [
        "a: documents missed: 21-NQ/TW",
        "a: facts missed: orgs_dissolved_or_merged 99 actual «chín mươi chín»",
        "a: members_admitted 30 actual wrong unit: gold huyện Bắc Mê, …..2024-07-15;"
        " found Đảng bộ tỉnh Hà Giang, …..2024-07-15 «kết nạp 30 đảng viên»",
        "b: facts false: members_admitted 7 actual «Trường có 7 lớp»",
    ]


def test_large_figures_keep_all_their_digits(chibo: Chibo, tmp_path: Path) -> None:
    marked = {"facts": [{"indicator": "members_total", "value": 5_600_123, "quote": "5.600.123"}]}
    folder = _gold(tmp_path / "gold", {"a": ("Tin", marked)})
    assert "members_total 5600123 actual" in chibo(folder, "--errors").stdout


@pytest.mark.parametrize("columns", [80, 60])
def test_names_are_never_cut_and_eighty_columns_are_enough(
    chibo: Chibo, gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    other = _records(tmp_path / "other.jsonl", {name: _record(name) for name in ARTICLES})
    shown = chibo(gold, "--against", other).stdout.split("\nagainst ")[0]
    assert max(map(len, shown.splitlines())) <= columns
    name = "orgs_dissolved_or_merged"
    assert (f"\n{name} " in shown) == (columns == 80)
    assert name in "".join(line.split()[0] for line in shown.splitlines() if line.strip())


def test_control_characters_of_an_article_do_nothing_to_the_terminal(chibo: Chibo, tmp_path: Path) -> None:
    folder = _gold(tmp_path / "gold", {"a": ("Tin\nkết nạp 12 \x1b]0;evil\x07 đảng viên\n", {})})
    shown = chibo(folder, "--errors").stdout
    assert "\x1b" not in shown and "\x07" not in shown and "evil" in shown


def test_the_real_extractor_is_what_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIBO_HOME", str(tmp_path / "home"))
    text = "Hà Giang kết nạp đảng viên\nTrong 6 tháng đầu năm 2024, toàn tỉnh Hà Giang kết nạp 85 đảng viên.\n"
    fact = {"indicator": "members_admitted", "value": 85, "unit": "tỉnh Hà Giang"}
    marked = {
        "dates": [{"surface": "6 tháng đầu năm 2024", "from": "2024-01-01", "to": "2024-06-30"}],
        "facts": [{**fact, "from": "2024-01-01", "to": "2024-06-30"}],
    }
    folder = _gold(tmp_path / "gold", {"a": (text, marked)})
    told = _told(CliRunner().invoke(app, ["evaluate", str(folder), "--format", "json"]))
    (side,) = told["versions"]
    for kind in ("dates", "facts", "complete_facts"):
        assert side["figures"][kind] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "gold": 1}


# --- Against another version -----------------------------------------------------------------------


def _record(name: str, text: str | None = None) -> Json:
    """What the fake extractor makes of an article of the gold set."""
    text = ARTICLES[name][0] if text is None else text
    given = ArticleInput.model_validate({"id": name, "text": text, **GIVEN})
    record: Json = json.loads(fake_extract(given).to_json())
    return record


def _records(path: Path, records: dict[str, Json]) -> Path:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records.values()), encoding="utf-8")
    return path


def _with_unit(fact: Json, name: str) -> None:
    fact["unit"] = {**fact["unit"], "name": name}


def _earlier() -> dict[str, Json]:
    """Records of an older version: each way in which a fact can have changed, for the better and for the worse."""
    before = {name: _record(name) for name in ARTICLES}
    twelve, thirty = before["a"]["facts"]
    _with_unit(twelve, "tỉnh Lào Cai")  # wrong, and right now
    _with_unit(thirty, "huyện Bắc Mê")  # right, and wrong now
    before["a"]["facts"] += [
        {**thirty, "id": "old-99", "indicator": "orgs_dissolved_or_merged", "value": 99.0},  # right, and gone
        {**thirty, "id": "old-41", "value": 41.0},  # wrong, and gone
    ]
    before["b"]["facts"] = []  # 7 is new and wrong
    before["c"]["facts"] = []  # 5 is new and right
    return before


def test_what_changed_and_whether_for_the_better(chibo: Chibo, gold: Path, tmp_path: Path) -> None:
    other = _records(tmp_path / "other.jsonl", _earlier())
    told = _told(chibo(gold, "--against", other, "--format", "json"))
    assert [(one["article"], one["what"], one["verdict"], one["shown"]) for one in told["changes"]] == [
        ("a", "changed", "mended", "members_admitted 12 actual"),
        ("a", "changed", "broken", "members_admitted 30 actual"),
        ("a", "lost", "broken", "orgs_dissolved_or_merged 99 actual"),
        ("a", "lost", "mended", "members_admitted 41 actual"),
        ("b", "gained", "broken", "members_admitted 7 actual"),
        ("c", "gained", "mended", "members_admitted 5 actual"),
    ]
    assert told["changes"][0]["fields"] == {"unit": ["tỉnh Lào Cai", "Đảng bộ tỉnh Hà Giang"]}
    assert [side["name"] for side in told["versions"]] == ["extractor 0.1.0+aaaa1111", "other"]
    assert [side["figures"]["facts"]["f1"] for side in told["versions"]] == [0.75, 0.75]
    shown = chibo(gold, "--against", other).stdout
    assert "against other: 2 gained, 2 lost, 2 changed; 3 mended, 3 broken" in shown
    assert "changed [mended] members_admitted 12 actual: unit: tỉnh Lào Cai → Đảng bộ tỉnh Hà Giang" in shown
    assert "  “Trường có 7 lớp”" in shown


def test_an_indicator_of_one_side_only_is_shown(chibo: Chibo, gold: Path, tmp_path: Path) -> None:
    before = {name: _record(name) for name in ARTICLES}
    before["b"]["facts"][0]["indicator"] = "orgs_total"
    shown = chibo(gold, "--against", _records(tmp_path / "other.jsonl", before)).stdout
    rows = [line.split() for line in shown.splitlines() if line.startswith("orgs_total ")]
    assert rows == [["orgs_total", *"––––", "0.000"]] * 2


def test_a_file_with_some_of_the_articles_says_so(chibo: Chibo, gold: Path, tmp_path: Path) -> None:
    stranger = {"article": {"id": "x", "text": ""}}
    some = _records(tmp_path / "some.jsonl", {"a": _record("a"), "x": stranger})
    result = chibo(gold, "--against", some)
    assert result.exit_code == 0 and "some has only 1 of them: “before” is of those" in result.stdout
    assert "0 gained, 0 lost, 0 changed" in result.stdout


def _fact(**fields: Any) -> Json:
    (fact,) = _record("c")["facts"]
    return {**fact, **fields}


@pytest.mark.parametrize(
    ("before", "after", "fields"),
    [
        ({}, {}, None),
        ({"confidence": 0.4}, {"confidence": 0.9}, None),
        ({"flags": []}, {"flags": ["rate_mismatch"]}, None),
        ({"flags": []}, {"flags": ["needs_review"]}, {"flags": ("–", "needs_review")}),
        ({"start": 3}, {"start": 4}, None),
        ({"value": 5_600_123.0}, {"value": 5_600_124.0}, {"value": ("5600123", "5600124")}),
        ({"target": None}, {"target": 150.0}, {"target": ("–", "150")}),
        ({"unit": None}, {}, {"unit": ("–", "Đảng bộ tỉnh Hà Giang")}),
        ({"qualifiers": ["female"]}, {"qualifiers": []}, {"qualifiers": ("female", "–")}),
        (
            {"period": {"from": None, "to": "2024-06-30"}},
            {"period": {"from": "2024-01-01", "to": "2024-06-30"}},
            {"period": ("…..2024-06-30", "2024-01-01..2024-06-30")},
        ),
    ],
)
def test_what_counts_as_a_change(before: Json, after: Json, fields: dict[str, tuple[str, str]] | None) -> None:
    sides = [{"a": {"facts": [_fact(**side)]}} for side in (before, after)]
    changes = difference(*sides)
    assert [change.fields for change in changes] == ([] if fields is None else [fields])
    assert all((change.what, change.verdict) == ("changed", "") for change in changes), "no gold, no verdict"


def test_a_version_that_was_evaluated_before_is_a_baseline(
    chibo: Chibo, gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert chibo(gold).exit_code == 0
    store = tmp_path / "home" / "var" / "evaluations" / "gold"
    assert [path.name for path in store.iterdir()] == ["0.1.0+aaaa1111.jsonl"]
    blind = lambda source: fake_extract(source).model_copy(update={"facts": ()})  # noqa: E731
    _extractor(monkeypatch, blind, "0.1.0+bbbb2222")
    for named in ("0.1.0+aaaa1111", "0.1.0+aa", "aaaa11", "1111"):
        told = _told(chibo(gold, "--baseline", named, "--format", "json"))
        assert told["versions"][1]["name"] == "0.1.0+aaaa1111"
        assert [one["what"] for one in told["changes"]] == ["lost"] * 4
        assert [side["figures"]["facts"]["recall"] for side in told["versions"]] == [0.0, 0.75]


def test_an_unknown_baseline_names_what_is_kept(chibo: Chibo, gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    none = chibo(gold, "--baseline", "cccc")
    assert (none.exit_code, none.stdout) == (2, "")
    assert none.stderr == "chibo: --baseline cccc: no such version was evaluated here; kept are: none\n"
    for version in ("0.1.0+aaaa1111", "0.1.0+bbbb2222"):
        _extractor(monkeypatch, fake_extract, version)
        assert chibo(gold).exit_code == 0
    both = "0.1.0+aaaa1111, 0.1.0+bbbb2222"
    assert chibo(gold, "--baseline", "cccc").stderr.endswith(f"kept are: {both}\n")
    assert chibo(gold, "--baseline", "0.1.0").stderr == f"chibo: --baseline 0.1.0: several versions fit: {both}\n"


def test_a_version_named_whole_is_not_taken_for_the_beginning_of_another(tmp_path: Path) -> None:
    for version in ("1", "10"):
        keep(tmp_path, version, {"a": _record("a")})
    assert kept(tmp_path, "1").name == "1.jsonl"


def test_an_empty_baseline_is_no_name(chibo: Chibo, gold: Path) -> None:
    assert chibo(gold).exit_code == 0
    refused = chibo(gold, "--baseline", "")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == "chibo: --baseline: an empty name fits every version; name one\n"


def test_a_date_without_its_words_is_compared_all_the_same(chibo: Chibo, tmp_path: Path) -> None:
    marked = {"dates": [{"surface": None, "from": "2024-06-01", "to": "2024-06-30"}]}
    told = _told(chibo(_gold(tmp_path / "gold", {"a": ("Tin", marked)}), "--format", "json"))
    assert told["versions"][0]["figures"]["dates"]["gold"] == 1


def test_a_rate_of_nothing_is_a_rate() -> None:
    none, other = (fact_key({"indicator": "members_admitted", "rate": rate, "share": 40.0}) for rate in (0.0, None))
    assert none != other


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


# --- Gold that cannot be used ------------------------------------------------------------------------


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
    twin = _gold(tmp_path / "twin", {"b": ARTICLES["b"]})
    both = chibo(gold, twin)
    assert (both.exit_code, both.stderr) == (2, f"chibo: {twin}: b stands in {gold} too\n")


def test_several_folders_are_one_set(chibo: Chibo, tmp_path: Path) -> None:
    folders = [_gold(tmp_path / name, {name: ARTICLES[name]}) for name in ("c", "a")]
    told = _told(chibo(*folders, "--format", "json"))
    assert (told["gold"], told["versions"][0]["figures"]["articles"]) == ("a+c", 2)
    again = _told(chibo(*reversed(folders), "--baseline", "aaaa1111", "--format", "json"))
    assert (again["changes"], len(again["versions"])) == ([], 2)


def test_an_article_that_cannot_be_extracted_is_named_and_the_others_evaluated(
    chibo: Chibo, gold: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: ArticleInput) -> Record:
        if source.id in refused:
            raise ZeroDivisionError("by a rule")
        return fake_extract(source)

    assert chibo(gold).exit_code == 0
    refused = {"b"}
    _extractor(monkeypatch, refuse, "0.1.0+bbbb2222")
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


# --- Where it goes -----------------------------------------------------------------------------------


HOSTILE = "Tin\nkết nạp 12 </q><script>alert(1)</script><img src=http://evil.example/x onerror=alert(2)> {{ 7 * 7 }} \x1b[31m\n"


def test_the_page_asks_nothing_of_a_network_and_shows_text_as_text(chibo: Chibo, tmp_path: Path) -> None:
    quote = "<script>alert(3)</script>"
    marked = {
        "facts": [{"indicator": "members_total", "value": 4, "unit": "<i>x</i>", "quote": quote}],
        "units": [quote],
    }
    folder = _gold(tmp_path / "gold", {"<b>a": (HOSTILE, marked)})
    old = _record("a", HOSTILE)
    old["article"]["id"] = "<b>a"
    old["facts"][0]["value"] = 13.0
    _with_unit(old["facts"][0], "<u>y</u>")
    path = tmp_path / "page.html"
    result = chibo(folder, "--against", _records(tmp_path / "<s>.jsonl", {"a": old}), "--html", path)
    assert result.exit_code == 0 and "found" in result.stdout
    written = path.read_text(encoding="utf-8")
    page = html.document_fromstring(written)
    tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert tags <= set(
        "html head meta title link style body header h1 h2 h3 p nav ol ul li a main article div table caption thead tbody"
        " tr th td b br q span".split()
    )
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]
    assert page.xpath("//@src | //@srcset | //@action | //@background | //@poster") == []
    assert {link for link in page.xpath("//@href") if not link.startswith("#")} == {"data:,"}
    (style,) = page.xpath("//style/text()")
    assert "url(" not in style and "@import" not in style
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    quotes = page.xpath("//article[@id='errors']//q/text()")
    assert quote in quotes and HOSTILE.split("\n")[1].replace("\x1b", "\ufffd") in quotes
    assert [
        inner for inner in page.xpath("//a/@href[starts-with(., '#')]") if not page.xpath(f"//*[@id='{inner[1:]}']")
    ] == []


def test_the_page_has_figures_changes_and_errors(chibo: Chibo, gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    chibo(gold, "--against", _records(tmp_path / "other.jsonl", _earlier()), "--html", path)
    page = html.document_fromstring(path.read_text(encoding="utf-8"))
    (row,) = page.xpath("//table[caption='Complete facts by indicator']//tr[th='members_admitted']")
    cells = {cell.get("data-label"): cell.text_content().split()[0] for cell in row.xpath("td")}
    figures = {"precision": "0.500", "recall": "0.667", "F1": "0.571", "F1 before": "0.333"}
    assert cells == {"gold": "3", "found": "4", **figures}
    changes = [" ".join(change.text_content().split()) for change in page.xpath("//article[@id='changes']//li")]
    assert len(changes) == 6
    assert changes[0].startswith("mended changed members_admitted 12 actual unit: tỉnh Lào Cai → Đảng bộ tỉnh Hà Giang")
    assert len(page.xpath("//article[@id='errors']//li")) == 4


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (".", "is a folder: name a file"),
        ("missing/page.html", "No such file or directory"),
        ("gold/a.json", "would be read as gold; name another file"),
        ("gold/page.txt", "would be read as gold; name another file"),
        ("other.jsonl", "is the file of records; name another file"),
    ],
)
def test_a_page_that_cannot_be_is_named_before_anything_is_done(
    chibo: Chibo, gold: Path, tmp_path: Path, page: str, said: str
) -> None:
    other = _records(tmp_path / "other.jsonl", {"a": _record("a")})
    files = {path: path.read_bytes() for path in [other, *gold.iterdir()]}
    result = chibo(gold, "--against", other, "--html", tmp_path / page)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("chibo: --html ") and said in result.stderr
    assert not (tmp_path / "home").exists()
    assert files == {path: path.read_bytes() for path in [other, *gold.iterdir()]}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_and_a_closed_pipe(gold: Path, tmp_path: Path) -> None:
    def run(stdout: Any) -> tuple[int, str]:
        command = [sys.executable, "-m", "jobs.cli", "evaluate", str(gold)]
        home = os.environ | {"CHIBO_HOME": str(tmp_path / "home")}
        ended = subprocess.run(
            command, cwd=ROOT, env=home, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False
        )
        return ended.returncode, ended.stderr

    with Path("/dev/full").open("wb") as full:
        assert run(full) == (1, "chibo: cannot go on: No space left on device\n")
    reading, writing = os.pipe()
    os.close(reading)
    assert run(writing) == (0, "")
    os.close(writing)


# --- Intervals ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (50, 100, 0.4038, 0.5962), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (0, 0, 0.0, 1.0)],
)
def test_wilson_against_published_values(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(hits, total) == pytest.approx((low, high), abs=5e-5)


def test_the_interval_of_an_f1_holds_it() -> None:
    for hits, false, missed in [(60, 10, 10), (6, 1, 1), (1, 0, 9), (3, 0, 0), (0, 2, 2)]:
        low, high = wilson_f1(hits, false, missed)
        assert low <= 2 * hits / (2 * hits + false + missed) <= high
    assert wilson_f1(1, 0, 0) == pytest.approx((0.3424, 1.0), abs=5e-5)


def _share(sums: Any) -> float | None:
    return sums[0] / sums[1] if sums[1] else None


def test_the_bootstrap_gives_the_same_whenever_and_in_whatever_order() -> None:
    by_article = {f"{n:02}": [n % 4, 5 + n] for n in range(20)}
    first = bootstrapped(by_article, _share)
    assert first == bootstrapped(by_article, _share) == bootstrapped(dict(reversed(by_article.items())), _share)
    low, high = first
    assert low < 30 / 290 < high


def test_articles_are_drawn_not_facts() -> None:
    together = {"a": [50, 50], "b": [0, 50]}
    apart = {str(n): [n % 2, 1] for n in range(100)}
    assert bootstrapped(together, _share) == (0.0, 1.0)
    low, high = bootstrapped(apart, _share)
    assert 0.35 < low < high < 0.65


def test_draws_that_say_nothing_are_passed_over() -> None:
    assert bootstrapped({"a": [1, 1], "b": [0, 0]}, _share) == (1.0, 1.0)
    assert bootstrapped({"a": [0, 0]}, _share) == bootstrapped({}, _share) == (0.0, 1.0)


def test_one_article_proves_no_more_than_its_number_of_facts() -> None:
    assert proportion([("a", True)] * 6 + [("a", False)] * 2) == (6, 8, wilson(6, 8))
    assert proportion([("a", True), ("b", True)]) == (2, 2, wilson(2, 2))
    assert proportion([]) == (0, 0, (0.0, 1.0))
    hits, total, interval = proportion([("a", True), ("b", False)])
    assert (hits, total, interval) == (1, 2, (0.0, 1.0))


def test_a_figure_of_one_article_among_several_has_an_honest_interval(chibo: Chibo, tmp_path: Path) -> None:
    text = "Tin\n" + "\n".join(f"kết nạp {n} đảng viên" for n in range(10, 18))
    wanted = [{"indicator": "members_admitted", "value": n, **OF_PROVINCE} for n in range(11, 18)]
    folder = _gold(tmp_path / "gold", {"a": (text, {"facts": wanted}), "b": ("Tin", {})})
    (side,) = _told(chibo(folder, "--format", "json"))["versions"]
    admitted = _lines(side, "indicators")["members_admitted"]
    assert admitted["precision"] == {"value": 0.875, "interval": list(wilson(7, 8))}
    assert admitted["f1"]["interval"] == list(wilson_f1(7, 1, 0))
