"""Where the figure of a fact stands within the words that state it."""

from __future__ import annotations

import pytest

from extract.text import Text
from jobs.evaluation import Json
from jobs.training.figures import Figures
from jobs.training.surfaces import occurrences


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
