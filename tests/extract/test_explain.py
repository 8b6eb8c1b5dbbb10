"""Each way a mention can lose has a sentence in which it loses, and the reason that is given."""

from __future__ import annotations

from datetime import date

import pytest

from extract import extract
from extract.explain import Explanation, OutsideTextError, Stretch, explain
from schema import ArticleInput

TITLE = "Huyện Bình An làm tốt công tác phát triển đảng viên"


def _explain(*lines: str) -> Explanation:
    text = "\n".join((TITLE, *lines))
    return explain(ArticleInput(id="a", text=text, published=date(2024, 7, 15), province="Lâm Đồng"))


def _only(line: str) -> Stretch:
    return _explain(line).stretches[-1]


def _whys(line: str, text: str) -> list[str]:
    return [fallen.why for fallen in _only(line).fallen if fallen.text == text]


def test_what_fired_has_its_rule_and_value() -> None:
    stretch = _only("Năm 2023, Đảng bộ huyện Bình An kết nạp 142 đảng viên.")
    fired = {(mention.kind, mention.text): mention for mention in stretch.fired}
    assert fired["number", "142"].value == "142" and fired["number", "142"].rule
    assert fired["date", "Năm 2023"].value.startswith("2023-01-01 – 2023-12-31")
    assert fired["unit", "Đảng bộ huyện Bình An"].rule == "unit.levelled"
    assert fired["cue", "kết nạp"].value == "verb: admit"


def test_offsets_are_those_of_the_text() -> None:
    explanation = _explain("Năm 2023, Đảng bộ huyện Bình An kết nạp 142 đảng viên theo Hướng dẫn số 12-HD/TW.")
    for stretch in explanation.stretches:
        assert explanation.text[stretch.start : stretch.end] == stretch.text
        for mention in (*stretch.fired, *stretch.fallen, *stretch.facts):
            assert explanation.text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("line", "text", "why"),
    [
        ("Liên hệ số 0263 3822 111 để biết.", "0263 3822 111", "no number: a telephone number"),
        ("Toàn huyện có 12 “chi bộ 4 tốt” tiêu biểu.", "4", "no number: a slogan or the name of a rule"),
        ("Đại biểu Phường 10 dự họp.", "10", "no number: a name, a rank or a reference"),
        ("Năm 2023, huyện kết nạp 142 đảng viên.", "2023", "no number: a year"),
        ("Theo Hướng dẫn số 12-HD/TW, huyện kết nạp 142 đảng viên.", "12-HD/", "no number: the number of a document"),
        (
            "Huyện có 9 chi bộ, đảng bộ Đoàn Kết.",
            "đảng bộ Đoàn Kết",
            "inside a longer phrase that says what is counted",
        ),
        ("Huyện tặng 120 xe đạp cho học sinh.", "120", "dropped: what it counts is neither"),
        ("Huyện có 142 kỹ sư giỏi.", "142", "dropped"),
        ("Huyện kết nạp 142 đảng viên, tăng 12 đảng viên.", "12", "a change"),
        ("Huyện kết nạp 142 đảng viên, đạt 95% kế hoạch.", "95%", "the rate (percent of the target) of “142 đảng"),
        ("Trao Huy hiệu 30 năm tuổi Đảng cho 5 đảng viên.", "30", "years of membership: it tells which badge"),
    ],
)
def test_what_lost_says_why(line: str, text: str, why: str) -> None:
    assert any(found.startswith(why) for found in _whys(line, text)), (_whys(line, text), _only(line).fallen)


def test_the_owner_of_a_stretch_is_named() -> None:
    assert "the unit “Đảng bộ huyện Bình An” owns its stretch" in _whys(
        "Đảng bộ huyện Bình An họp 2 lần.", "Đảng bộ huyện"
    )


def test_a_figure_told_twice_names_the_fact_it_went_to() -> None:
    line = "Năm 2023, Đảng bộ huyện Bình An kết nạp 142 đảng viên."
    explanation = _explain(line, "Ảnh: Lễ kết nạp.", f"{line[:-1]} mới.")
    whys = [fallen.why for stretch in explanation.stretches for fallen in stretch.fallen if fallen.kind == "fact"]
    assert len(whys) == 1 and whys[0].startswith("told again: one fact with “142 đảng viên")


def test_a_fact_says_how_its_unit_and_period_were_found() -> None:
    explanation = _explain("Năm 2023, Đảng bộ huyện Bình An có nhiều đổi mới.", "Toàn Đảng bộ kết nạp 142 đảng viên.")
    (fact,) = explanation.stretches[-1].facts
    assert fact.indicator == "members_admitted" and fact.value == "142, actual"
    assert fact.period_how.startswith("told before and still in force, at ")
    assert fact.unit == "Đảng bộ huyện Bình An" and fact.unit_how
    # needs_review beside it hangs on the fitted threshold.
    assert [flag for flag, _ in fact.flags if flag != "needs_review"] == ["period_inferred"]
    assert 0 < fact.confidence < 1 and {"flag period_inferred", "periods inferred"} & set(fact.against)


def test_an_explanation_changes_nothing() -> None:
    line = "Năm 2023, Đảng bộ huyện Bình An kết nạp 142/150 đảng viên, đạt 94,7%; các xã Tân Hà, Đạ Đờn mỗi nơi 8."
    source = ArticleInput(id="a", text=f"{TITLE}\n{line}", published=date(2024, 7, 15))
    before, explanation, after = extract(source), explain(source), extract(source)
    assert before == after
    facts = [fact for stretch in explanation.stretches for fact in stretch.facts]
    assert [(f.start, f.end, f.confidence) for f in facts] == [(f.start, f.end, f.confidence) for f in before.facts]


def test_the_sentence_at_an_offset() -> None:
    explanation = _explain("Câu một có 3 ý. Câu hai có 4 ý.")
    assert explanation.at(explanation.text.index("hai")).text == "Câu hai có 4 ý."
    assert explanation.at(0).text == TITLE
    assert explanation.at(explanation.text.index("\n")).text == TITLE
    for offset in (-1, len(explanation.text)):
        with pytest.raises(OutsideTextError, match=f"offset {offset} is outside the text"):
            explanation.at(offset)


def test_sentences_with_figures() -> None:
    explanation = _explain("Không có gì. Có ba mươi đảng viên. Có 4 chi bộ.")
    assert [stretch.text for stretch in explanation.figured()] == ["Có ba mươi đảng viên.", "Có 4 chi bộ."]


def test_an_empty_article_has_no_offset() -> None:
    explanation = explain(ArticleInput(id="a", text=""))
    assert explanation.figured() == ()
    with pytest.raises(OutsideTextError):
        explanation.at(0)
