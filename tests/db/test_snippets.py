"""Snippets: the stretch with the most of what was looked for, marked where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.search_query import Term, read_query
from db.snippets import snippet

FILLER = "Bản làng vào xuân với nhiều đổi thay. " * 12


def _marked(text: str, query: str, *, exact: bool = True) -> list[str]:
    found = snippet(text, read_query(query).wanted, exact=exact)
    assert text[found.start : found.start + len(found.text)] == found.text
    return [found.text[start:end] for start, end in found.marks]


@pytest.mark.parametrize(
    ("text", "query", "exact", "marked"),
    [
        ("Đảng viên mới kết nạp", "viên kết", True, ["viên", "kết"]),
        ("Đảng viên mới kết nạp", "dang vien", False, ["Đảng", "viên"]),
        ("Nghị quyết số 21 - NQ/TW nêu", "21-NQ/TW", True, ["21 - NQ/TW"]),
        ("Uỷ ban", "ủy", True, ["Uỷ"]),
        ("Chuyên đề, chuyện kể", "chuy*", True, ["Chuyên", "chuyện"]),
        ("vận động khéo trong dân", '"khéo tro*"', True, ["khéo trong"]),
        ("dân vận khéo", 'dân "dân vận"', True, ["dân vận"]),
        (FILLER + "Chi bộ có 17 đảng viên.", "17 đảng viên", True, ["17", "đảng", "viên"]),
        ("đảng " + FILLER + "kết nạp đảng viên", "kết đảng viên", True, ["kết", "đảng", "viên"]),
    ],
)
def test_marks(text: str, query: str, exact: bool, marked: list[str]) -> None:
    assert _marked(text, query, exact=exact) == marked


def test_a_snippet_begins_and_ends_with_a_whole_word() -> None:
    text = FILLER + "Chi bộ có 17 đảng viên. " + FILLER
    found = snippet(text, [Term(("17",))], exact=True)
    assert text[found.start - 1] == " "
    assert text[found.start + len(found.text)] == " "
    assert 150 < len(found.text) <= 241


def test_without_a_word_in_the_text_it_is_the_beginning() -> None:
    found = snippet(FILLER, [Term(("tiêu",))], exact=True)
    assert (found.start, found.marks) == (0, ())
    assert FILLER.startswith(found.text)


@given(
    st.text(st.sampled_from("ab đé\n-.") | st.characters(exclude_categories=["Cs"]), max_size=600),
    st.sampled_from(["a", "a b", '"a b"', "aaa*", "aba* b", "de", "đé"]),
    st.booleans(),
)
def test_marks_lie_in_order_within_the_snippet(text: str, query: str, exact: bool) -> None:
    found = snippet(text, read_query(query).wanted, exact=exact)
    assert text[found.start : found.start + len(found.text)] == found.text
    edges = [offset for mark in found.marks for offset in mark]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(found.text) for start, end in found.marks)
