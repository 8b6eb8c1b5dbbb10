"""Numerals in words: the whole language from 0 to 9,999 in its spellings, and what is no numeral."""

from __future__ import annotations

from itertools import product

import pytest

from extract.numerals import read_numeral, value_of

ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def tens_in_words(number: int, linh: str, last: dict[int, str]) -> str:
    """1 to 99; what follows a hundred has linh or lẻ where the ten is empty."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return f"{linh} {ONES[ones]}" if linh else ONES[ones]
    head = "mười" if tens == 1 else f"{ONES[tens]} mươi"
    if ones == 0:
        return head
    if tens == 1:
        return f"{head} {'lăm' if ones == 5 else ONES[ones]}"
    return f"{head} {last.get(ones, ONES[ones])}"


def in_words(number: int, *, thousand: str, linh: str, last: dict[int, str], empty_hundred: bool) -> str:
    if number == 0:
        return "không"
    thousands, rest = divmod(number, 1000)
    hundreds, tens = divmod(rest, 100)
    parts = [f"{ONES[thousands]} {thousand}"] if thousands else []
    if hundreds or (thousands and tens and empty_hundred):
        parts.append(f"{ONES[hundreds]} trăm")
    if tens:
        parts.append(tens_in_words(tens, linh if parts else "", last))
    return " ".join(parts)


SPELLINGS = [
    {"thousand": thousand, "linh": linh, "last": last, "empty_hundred": empty}
    for thousand, linh, last, empty in product(
        ("nghìn", "ngàn"),
        ("linh", "lẻ"),
        ({1: "mốt", 4: "tư", 5: "lăm"}, {1: "mốt", 4: "bốn", 5: "nhăm"}),
        (True, False),
    )
]


@pytest.mark.parametrize(
    "spelling", SPELLINGS, ids=lambda s: "-".join(str(v) for v in s.values() if not isinstance(v, dict))
)
def test_every_number_to_9999(spelling: dict[str, object]) -> None:
    wrong = {}
    for number in range(10_000):
        words = in_words(number, **spelling)  # type: ignore[arg-type]
        if value_of(words.split()) != number:
            wrong[words] = value_of(words.split())
    assert not wrong


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("bảy nghìn", 7_000),
        ("bẩy nghìn", 7_000),
        ("hai nghìn rưỡi", 2_500),
        ("ba trăm rưỡi", 350),
        ("một triệu rưỡi", 1_500_000),
        ("ba chục", 30),
        ("một chục rưỡi", 15),
        ("hai mốt", 21),
        ("ba lăm", 35),
        ("hai mươi nghìn", 20_000),
        ("một trăm hai mươi nghìn", 120_000),
        ("một triệu hai trăm nghìn", 1_200_000),
        ("hai vạn", 20_000),
        ("năm mươi lăm", 55),
        ("năm trăm", 500),
        ("hai nghìn năm trăm", 2_500),
        ("một trăm năm mươi", 150),
        ("một trăm linh năm", 105),
        ("không", 0),
    ],
)
def test_spoken_forms(words: str, value: int) -> None:
    assert value_of(words.split()) == value


@pytest.mark.parametrize(
    "words",
    [
        "mươi",
        "lăm",
        "mốt",
        "tư",
        "trăm",
        "nghìn",
        "rưỡi",
        "linh ba",
        "hai mươi năm",
        "mười năm",
        "một trăm năm",
        "ba tư mươi",
        "hai hai",
        "",
    ],
)
def test_no_numeral(words: str) -> None:
    assert value_of(words.split()) is None


@pytest.mark.parametrize(
    ("words", "value", "taken"),
    [
        ("hai mươi năm", 20, 2),
        ("mười năm", 10, 1),
        ("hai nghìn năm", 2_000, 2),
        ("một trăm năm", 100, 2),
        ("bốn năm", 4, 1),
        ("ba tỷ lệ", 3, 1),
    ],
)
def test_a_numeral_stops_before_a_year(words: str, value: int, taken: int) -> None:
    """ "năm" behind a numeral is the word for years, not five."""
    assert read_numeral(words.split()) == (value, taken)
