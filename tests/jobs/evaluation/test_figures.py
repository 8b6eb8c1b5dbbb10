"""The figures of ``chibo evaluate``: what is counted, of which articles, how sure it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from jobs.cli import app
from jobs.evaluation.intervals import wilson, wilson_f1
from jobs.evaluation.matching import fact_key
from tests.jobs.evaluation.small_gold import ARTICLES, OF_PROVINCE, Chibo, gold_set, json_of, lines_of


def test_the_figures_of_a_small_gold_set(chibo: Chibo, gold: Path) -> None:
    told = json_of(chibo(gold, "--format", "json"))
    (side,) = told["versions"]
    assert (told["gold"], side["name"], side["figures"]["articles"]) == ("gold", "extractor 0.1.0+aaaa1111", 3)
    # 12, 30 and 5 found, 7 false, 99 missed; of 30 the unit is wrong
    assert side["figures"]["facts"] == {"precision": 0.75, "recall": 0.75, "f1": 0.75, "gold": 4}
    assert side["figures"]["complete_facts"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "gold": 4}
    assert side["figures"]["documents"] == {"precision": 1.0, "recall": 0.0, "f1": 0.0, "gold": 1}
    assert side["figures"]["attributes"] == {"target": 1.0, "rate": 1.0, "unit": 0.6667, "to": 1.0, "from": 1.0}
    admitted = lines_of(side, "indicators")["members_admitted"]
    assert (admitted["gold"], admitted["found"], admitted["precision"]["value"]) == (3, 4, 0.75)
    low, high = admitted["precision"]["interval"]
    assert low < 0.75 < high
    # one bin of confidence: four facts said 0.5, two came true
    (bin_,) = side["tables"]["reliability"]
    assert (bin_["facts"], bin_["confidence"], bin_["right"]["value"], side["tables"]["brier"]) == (4, 0.5, 0.5, 0.25)


def test_nothing_to_take_a_share_of_is_no_share(chibo: Chibo, tmp_path: Path) -> None:
    folder = gold_set(tmp_path / "gold", {"a": ("Tin không có số", {})})
    (side,) = json_of(chibo(folder, "--format", "json"))["versions"]
    assert lines_of(side, "kinds")["facts"]["f1"] == {"value": None, "interval": [0.0, 1.0]}
    assert (side["tables"]["indicators"], side["tables"]["reliability"], side["tables"]["brier"]) == ([], [], None)
    shown = chibo(folder)
    assert shown.exit_code == 0
    assert next(line for line in shown.stdout.splitlines() if line.startswith("facts ")).split() == [
        "facts",
        "0",
        *"–––",
    ]


def test_a_date_without_its_words_is_compared_all_the_same(chibo: Chibo, tmp_path: Path) -> None:
    marked = {"dates": [{"surface": None, "from": "2024-06-01", "to": "2024-06-30"}]}
    told = json_of(chibo(gold_set(tmp_path / "gold", {"a": ("Tin", marked)}), "--format", "json"))
    assert told["versions"][0]["figures"]["dates"]["gold"] == 1


def test_a_rate_of_nothing_is_a_rate() -> None:
    none, other = (fact_key({"indicator": "members_admitted", "rate": rate, "share": 40.0}) for rate in (0.0, None))
    assert none != other


def test_several_folders_are_one_set(chibo: Chibo, tmp_path: Path) -> None:
    folders = [gold_set(tmp_path / name, {name: ARTICLES[name]}) for name in ("c", "a")]
    told = json_of(chibo(*folders, "--format", "json"))
    assert (told["gold"], told["versions"][0]["figures"]["articles"]) == ("a+c", 2)
    again = json_of(chibo(*reversed(folders), "--baseline", "aaaa1111", "--format", "json"))
    assert (again["changes"], len(again["versions"])) == ([], 2)


def test_the_real_extractor_is_what_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHIBO_HOME", str(tmp_path / "home"))
    text = "Hà Giang kết nạp đảng viên\nTrong 6 tháng đầu năm 2024, toàn tỉnh Hà Giang kết nạp 85 đảng viên.\n"
    fact = {"indicator": "members_admitted", "value": 85, "unit": "tỉnh Hà Giang"}
    marked = {
        "dates": [{"surface": "6 tháng đầu năm 2024", "from": "2024-01-01", "to": "2024-06-30"}],
        "facts": [{**fact, "from": "2024-01-01", "to": "2024-06-30"}],
    }
    folder = gold_set(tmp_path / "gold", {"a": (text, marked)})
    told = json_of(CliRunner().invoke(app, ["evaluate", str(folder), "--format", "json"]))
    (side,) = told["versions"]
    for kind in ("dates", "facts", "complete_facts"):
        assert side["figures"][kind] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "gold": 1}


def test_a_figure_of_one_article_among_several_has_an_honest_interval(chibo: Chibo, tmp_path: Path) -> None:
    text = "Tin\n" + "\n".join(f"kết nạp {n} đảng viên" for n in range(10, 18))
    wanted = [{"indicator": "members_admitted", "value": n, **OF_PROVINCE} for n in range(11, 18)]
    folder = gold_set(tmp_path / "gold", {"a": (text, {"facts": wanted}), "b": ("Tin", {})})
    (side,) = json_of(chibo(folder, "--format", "json"))["versions"]
    admitted = lines_of(side, "indicators")["members_admitted"]
    assert admitted["precision"] == {"value": 0.875, "interval": list(wilson(7, 8))}
    assert admitted["f1"]["interval"] == list(wilson_f1(7, 1, 0))
