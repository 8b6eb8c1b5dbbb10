"""Where the words that a reader marked stand in a text."""

from __future__ import annotations

import pytest

from jobs.training.surfaces import mentions, occurrences


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
