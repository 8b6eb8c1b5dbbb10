"""Words: what two spellings have in common, and where they stand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.folding import plain, plain_text, words, words_at

_texts = st.text(
    st.sampled_from("aàạăâđĐÐoòqQuỳýyYgi019 .-/_\n\u0300\u0309\u0323²İßŉ中ก") | st.characters(), max_size=40
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đảng bộ huyện", "đảng bộ huyện"),
        ("21-NQ/TW", "21 nq tw"),
        ("1.245 đảng viên_trẻ", "1 245 đảng viên trẻ"),
        ("HOÀ BÌNH, Hòa Bình", "hòa bình hòa bình"),
        ("uỷ ban, thuỷ lợi, khoẻ", "ủy ban thủy lợi khỏe"),
        ("quý, qúy, quỹ, toàn, hoàn, thuở", "quý quý quỹ toàn hoàn thuở"),
        ("Ðảng ÐẢNG ðảng", "đảng đảng đảng"),
        (unicodedata.normalize("NFD", "Đường Trường Sơn"), "đường trường sơn"),
        ("“Dân vận khéo”", "dân vận khéo"),
        ("…–-*\"'\0", ""),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected.split()


@pytest.mark.parametrize(
    ("word", "expected"),
    [("đường", "duong"), ("nghị", "nghi"), ("ủy", "uy"), ("ươm", "uom"), ("21", "21"), ("tw", "tw")],
)
def test_plain(word: str, expected: str) -> None:
    assert plain(word) == expected


def test_the_key_of_a_name() -> None:
    assert plain_text("  Bà Rịa - Vũng  Tàu ") == "ba ria vung tau"


@given(_texts)
def test_places_words_and_forms_agree(text: str) -> None:
    found = list(words_at(text))
    assert [word for word, _, _ in found] == words(text)
    assert all(word and word.isalnum() and words(text[start:end]) == [word] for word, start, end in found)


@given(_texts)
def test_a_word_is_a_word_again_however_it_is_composed(text: str) -> None:
    once = words(text)
    assert words(" ".join(once)) == once
    if all(letter.isascii() or letter in "àạăâđòỳý" for letter in text):
        assert words(unicodedata.normalize("NFD", text)) == once


@given(_texts)
def test_plain_words_have_no_accents_left(text: str) -> None:
    for word in words(text):
        assert plain(plain(word)) == plain(word)
        assert "đ" not in plain(word)
