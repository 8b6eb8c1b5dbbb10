"""Units are looked for only where a first word stands: no name that the grammar reads is passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.data import load
from extract.text import fold
from extract.units.grammar import grammar, levels, openings, wholes

GOLD = Path(__file__).parents[1] / "gold"


def _words() -> list[str]:
    data = load("units")
    organs = [word for words in data["organs"].values() for word in words]
    return [*data["central"]["surfaces"], *data["national"]["surfaces"], *data["organisation"]["heads"], *organs]


@pytest.mark.parametrize("word", sorted({*_words(), *levels(), *wholes()}))
def test_each_first_word_opens_a_name(word: str) -> None:
    folded = fold(f"Sau {word} Krông Pa")
    found = grammar().head.search(folded)
    assert found is not None and found.start() == 4
    assert found.start() in openings(folded)


@pytest.mark.parametrize("folder", sorted(path.name for path in GOLD.iterdir() if path.is_dir()))
def test_every_name_of_the_gold_begins_at_an_opening(folder: str) -> None:
    for path in sorted((GOLD / folder).glob("*.txt")):
        folded = fold(path.read_text(encoding="utf-8"))
        heads = [found.start() for found in grammar().head.finditer(folded)]
        assert heads, path.name
        assert set(heads) <= set(openings(folded)), path.name
