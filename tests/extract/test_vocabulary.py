"""The readers' data against the registries: what extraction can say is what the vocabulary holds."""

from __future__ import annotations

import pytest

from extract.data import load
from extract.frames import frames
from extract.text import fold
from schema import flags, indicators, qualifiers


def emitted_qualifiers() -> set[str]:
    lexicon = load("lexicon")
    kinds = {noun for noun in lexicon["noun"] if noun == "tccsd" or noun.startswith(("dang_bo", "chi_"))}
    of_frames = {qualifier for frame in frames().values() for qualifier in frame.qualifiers}
    return set(lexicon["people"]) | set(lexicon["ethnic"]) | set(lexicon["violation"]) | kinds | of_frames


@pytest.mark.parametrize("code", sorted(emitted_qualifiers()))
def test_every_qualifier_that_a_reader_gives_is_in_the_closed_list(code: str) -> None:
    assert qualifiers()[code].vi


@pytest.mark.parametrize("verb", sorted(load("lexicon")["verb"]))
def test_every_verb_has_a_frame(verb: str) -> None:
    assert verb in frames() or verb == "dissolve_by_discipline"


@pytest.mark.parametrize("kind", ["verb", "noun", "have"])
def test_no_phrase_stands_twice_under_one_kind(kind: str) -> None:
    """A verb or a noun with two codes would count as whichever stands first."""
    owner: dict[str, str] = {}
    for code, phrases in load("lexicon")[kind].items():
        for phrase in phrases:
            assert owner.setdefault(fold(phrase), code) == code, f"{phrase!r}: {owner[fold(phrase)]} and {code}"


def test_labels_are_in_both_languages() -> None:
    for registry in (indicators(), qualifiers(), flags()):
        for entry in registry.values():
            assert entry.vi.strip() and entry.en.strip() and entry.vi != entry.en, entry.code
