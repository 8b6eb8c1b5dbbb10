"""The folded view: as long as the text for any text, and one view for all spellings of a word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.text import Text, clean, fold

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂBCDĐEÊOÔƠUƯYðÐİıßΣςﬁ"
MARKS = "\u0300\u0301\u0309\u0303\u0323\u0302\u0306\u031b"
OTHERS = " \u00a0\u2009\t\n\r.,;:-–—“”‘’\"'0123456789/%()\u200b\u00ad\ufeff😀"
vietnamese = st.text(alphabet=LETTERS + MARKS + OTHERS, max_size=80)
texts = st.one_of(st.text(max_size=80), vietnamese)


@settings(deadline=None)
@given(texts)
def test_the_folded_view_is_as_long_as_the_text(raw: str) -> None:
    assert len(fold(raw)) == len(raw)
    assert len(fold(clean(raw))) == len(clean(raw))


@settings(deadline=None)
@given(texts)
def test_folding_twice_changes_nothing(raw: str) -> None:
    once = fold(clean(raw))
    assert fold(once) == once


@settings(deadline=None)
@given(texts)
def test_line_breaks_stay_where_they_are(raw: str) -> None:
    kept = clean(raw)
    assert [i for i, c in enumerate(fold(kept)) if c == "\n"] == [i for i, c in enumerate(kept) if c == "\n"]


@settings(deadline=None)
@given(texts)
def test_a_cleaned_text_is_composed_and_stays_so(raw: str) -> None:
    kept = clean(raw)
    assert unicodedata.is_normalized("NFC", kept)
    assert "\r" not in kept
    assert clean(kept) == kept


@settings(deadline=None)
@given(texts)
def test_composed_and_decomposed_letters_are_one_text(raw: str) -> None:
    assert clean(unicodedata.normalize("NFD", raw)) == clean(unicodedata.normalize("NFC", raw))


@settings(deadline=None)
@given(texts)
def test_lines_cover_the_text(raw: str) -> None:
    text = Text.of(clean(raw))
    assert "\n".join(text.raw[line.start : line.end] for line in text.lines) == text.raw
    for line in text.lines:
        assert text.line_at(line.start) == line
        assert text.line_at(line.end) == line


@pytest.mark.parametrize(
    "forms",
    [
        ["hoà giải", "hòa giải", "HÒA GIẢI", "Hoà Giải"],
        ["khoá XII", "khóa XII", "Khóa xii"],
        ["Huyện uỷ", "Huyện ủy", "huyện ủy", "HUYỆN UỶ"],
        ["thuỷ lợi", "thủy lợi"],
        ["toả sáng", "tỏa sáng"],
        ["khoẻ mạnh", "khỏe mạnh"],
        ["kỷ luật", "kỉ luật", "Kỉ Luật"],
        ["lý luận", "lí luận"],
        ["nhiệm kỳ", "nhiệm kì"],
        ["quý I", "quí I", "QUÝ I"],
        ["tỷ lệ", "tỉ lệ"],
        ["2020 - 2025", "2020 – 2025", "2020 — 2025", "2020 ‐ 2025", "2020 − 2025"],
        ["lớp \"Cảm tình Đảng\"", "lớp “Cảm tình Đảng”", "lớp „cảm tình đảng‟", "lớp «Cảm tình Đảng»"],
        ["M'Drắk", "M’Drắk", "M‘Drắk", "M´Drắk"],
        ["25 đảng viên", "25\u00a0đảng viên", "25\u2009đảng viên", "25\tđảng viên"],
        ["Đảng", "đảng", "ĐẢNG", "Ðảng", "ðảng"],
    ],
    ids=lambda forms: forms[0],
)  # fmt: skip
def test_spellings_of_one_word_fold_alike(forms: list[str]) -> None:
    assert {fold(clean(form)) for form in forms} == {fold(clean(forms[0]))}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phú Yên", "Phù Yên"),
        ("Quang Bình", "Quảng Bình"),
        ("hoa", "hòa"),
        ("đảng", "dang"),
        ("ngòai", "ngoai"),
        ("mía", "mýa"),
        ("Thị ủy", "Thủy"),
        ("si", "xi"),
        ("nghỉ", "nghỷ"),
        ("chi bộ", "chy bộ"),
        ("thi hành", "thy hành"),
        ("quá", "qúa lớn"),
    ],
)
def test_words_that_differ_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("Đảng bộ\r\nhuyện\rX", "Đảng bộ\nhuyện\nX"),
        ("kết\u200b nạp \ufeff25", "kết nạp 25"),
        ("đảng\u00ad viên", "đảng viên"),
        ("Đa\u0309ng bo\u0323\u0302", "Đảng bộ"),
        ("“Giữ nguyên” dấu – và khoảng\u00a0trắng", "“Giữ nguyên” dấu – và khoảng\u00a0trắng"),
        ("ca\u200b\u0309 xã", "cả xã"),
        ("", ""),
    ],
)
def test_cleaning_takes_only_what_breaks_words(raw: str, kept: str) -> None:
    assert clean(raw) == kept
