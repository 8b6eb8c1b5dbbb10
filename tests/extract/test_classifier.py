"""The classifier of figures: what it says, what it does not look at, and where the grammar yields to it."""

from __future__ import annotations

import shutil
from datetime import date
from math import exp
from pathlib import Path

import numpy as np
import pytest

import extract as room
from extract import extract
from extract.classifier import NOTHING, WELL_KNOWN, Model, Opinion, label, using
from extract.counts.likely import READ, UNREAD, insisted
from extract.counts.model import Story
from extract.reading import read
from extract.version import _fingerprint
from schema import ArticleInput

IGNORANT = Model((NOTHING,), (0,), {}, np.zeros((0, 1)), np.zeros(1))
ADMITTED, TOTAL = label("members_admitted", "actual"), label("members_total", "actual")


def source(*lines: str) -> ArticleInput:
    return ArticleInput(id="a", text="\n".join(lines), published=date(2022, 8, 1), province="Quảng Bình")


def opinions(*lines: str) -> list[Opinion]:
    found = read(source(*lines)).opinions
    return [found[start] for start in sorted(found)]


def test_every_number_that_may_count_has_an_opinion_that_adds_up_to_one() -> None:
    article = source("Tuyên Hóa", "Năm 2021, Đảng bộ huyện kết nạp 120 đảng viên, xóa tên hai đảng viên, đạt 104%.")
    found = read(article)
    text = found.text.raw
    assert [text[start:].split()[0].strip(".,") for start in sorted(found.opinions)] == ["120", "hai", "104%"]
    for opinion in found.opinions.values():
        assert sum(exp(log) for log in opinion.logs) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(
    ("sentence", "best"),
    [
        ("Năm 2021, Đảng bộ huyện Tuyên Hóa đã kết nạp 120 đảng viên mới.", ADMITTED),
        ("Năm 2022, Đảng bộ huyện Tuyên Hóa phấn đấu kết nạp 130 đảng viên.", label("members_admitted", "target")),
        ("Đảng bộ huyện Tuyên Hóa hiện có 52 tổ chức cơ sở đảng.", label("orgs_total", "actual")),
        ("UBKT Huyện ủy Tuyên Hóa đã kiểm tra 14 tổ chức đảng khi có dấu hiệu vi phạm.", label("orgs_inspected", "actual")),
        ("Huyện Tuyên Hóa đã xây mới 27 nhà văn hóa thôn.", NOTHING),
    ],
)  # fmt: skip
def test_words_around_a_figure_tell_what_it_counts(sentence: str, best: str) -> None:
    assert opinions("Tuyên Hóa trong năm", sentence)[0].best == best


def test_which_place_it_is_and_how_much_makes_no_difference() -> None:
    one = opinions("Tin", "Năm 2021, Đảng bộ huyện Tuyên Hóa đã kết nạp 120 đảng viên mới.")
    other = opinions("Tin", "Năm 2019, Đảng bộ huyện Minh Hóa đã kết nạp 347 đảng viên mới.")
    assert one == other


def test_of_a_class_seldom_seen_nothing_is_said() -> None:
    opinion = Opinion((ADMITTED, TOTAL), [-0.1, -5.0], (WELL_KNOWN, WELL_KNOWN - 1))
    assert opinion.of(ADMITTED) == -0.1
    assert opinion.of(TOTAL) is None
    assert opinion.of(NOTHING) is None


@pytest.mark.parametrize(
    ("mine", "likelier_by", "yields"),
    [
        (NOTHING, UNREAD, True),
        (NOTHING, UNREAD - 0.1, False),
        (TOTAL, READ, True),
        (TOTAL, READ - 0.1, False),
        (ADMITTED, 0.0, False),
    ],
)
def test_the_grammar_yields_only_where_another_class_is_much_likelier(
    mine: str, likelier_by: float, yields: bool
) -> None:
    classes = (ADMITTED, TOTAL, NOTHING)
    logs = [0.0 if name == ADMITTED else -likelier_by if name == mine else -20.0 for name in classes]
    story = Story(opinions={7: Opinion(classes, logs, (WELL_KNOWN,) * 3)})
    margin = UNREAD if mine == NOTHING else READ
    assert insisted(story, 7, mine, margin) == (ADMITTED if yields else None)
    assert insisted(story, 8, mine, margin) is None  # of that number nothing is said
    assert insisted(story, 7, mine, margin, "organisations") is None  # its noun says that they are no members


def test_a_list_behind_another_verb_is_of_what_its_words_say() -> None:
    article = source(
        "Tuyên Hóa: 6 tháng kết nạp 71 đảng viên mới",
        "Huyện Tuyên Hóa cử 90 quần chúng học lớp nhận thức về Đảng. Một số nơi đạt kết quả khá như: Đảng bộ xã Châu "
        "Hóa 8 đảng viên, Đảng bộ xã Cao Quảng 6, Đảng bộ xã Lê Hóa 5.",
    )
    admitted = {fact.value for fact in extract(article).facts if fact.indicator == "members_admitted"}
    assert {8, 6, 5} <= admitted
    with using(IGNORANT):
        alone = {fact.value for fact in extract(article).facts if fact.indicator == "members_admitted"}
    assert not {6, 5} & alone, "the grammar reads it by itself: choose another sentence"


def test_other_weights_are_another_version(tmp_path: Path) -> None:
    data = tmp_path / "extract" / "data"
    shutil.copytree(Path(room.__file__).parent / "data", data)
    before = _fingerprint(tmp_path)
    weights = data / "classifier.tsv.gz"
    weights.write_bytes(weights.read_bytes() + b"\x00")
    assert _fingerprint(tmp_path) != before
