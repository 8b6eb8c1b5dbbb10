"""Where words stand that can open an expression: whole words only, wherever they are."""

from __future__ import annotations

import pytest

from extract.openings import Openings

WORDS = ("ba", "năm", "cơ quan", "cơ", "tp.", "t1")


@pytest.mark.parametrize(
    ("folded", "found"),
    [
        ("ba năm", [(0, "ba"), (3, "năm")]),
        ("(ba)/năm;", [(1, "ba"), (5, "năm")]),
        ("ban ba lan: nămba", [(4, "ba")]),  # "ban", "nămba": inside other words
        ("cơ quan", [(0, "cơ"), (0, "cơ quan")]),
        ("cơ quang", [(0, "cơ")]),
        ("tp.hồ chí minh", [(0, "tp.")]),
        ("t1/2020", [(0, "t1")]),
        ("năm2020 2năm", [(0, "năm")]),  # a digit may stand behind a word, not before it
        ("", []),
    ],
)
def test_words_are_found_whole(folded: str, found: list[tuple[int, str]]) -> None:
    openings = Openings(WORDS)
    told = [(at, openings.words[word]) for at, word in openings.places(folded)]
    assert sorted(told) == found
    assert [at for at, _ in told] == sorted(at for at, _ in told)
    assert all(folded.startswith(word, at) for at, word in told)
