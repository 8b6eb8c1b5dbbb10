"""Marks in a text stand where the offsets say, whatever the text is."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.repository.items import Place
from review.verify.marks import paragraphs, visible
from tests.review import verifying
from tests.review.verifying import Editing
from tests.review.visiting import Visit

_HOSTILE = {
    "script": "<script>alert(1)</script> ",
    "attribute": '"><img src=x onerror=alert(1)> ',
    "entity": "&lt;b&gt; &amp; &#x27; ",
    "template": "{{ 7 * 7 }} {% raw %} ",
    "direction": "\u202e142 ngược\u202c \u2067xưa\u2069 ",
    "control": "a\x00b\x07c\x1bd\x85 ".replace("\x00", ""),
    "returns": "một\rhai \u2028 ba ",
    "emoji": "🇻🇳 👩‍🌾 𝟙 ",
    "combining": unicodedata.normalize("NFD", "Đảng bộ huyện ở miền núi "),
}


def test_overlapping_marks_are_cut_where_they_meet() -> None:
    text = "Đảng bộ A kết nạp 7.\nHết."
    places = [Place(0, 20, "evidence"), Place(0, 9, "unit"), Place(5, 12, "figure"), Place(50, 60, "document")]
    (first, second) = paragraphs(text, places)
    told = [(segment.start, segment.text, segment.kind, segment.evidence, segment.first) for segment in first.segments]
    assert told == [
        (0, "Đảng ", "unit", True, True),
        (5, "bộ A", "figure", True, True),
        (9, " kế", "figure", True, False),
        (12, "t nạp 7.", None, True, False),
    ]
    assert (second.start, second.segments[0].text) == (21, "Hết.")


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-3, 70), st.integers(-3, 70)), max_size=6))
def test_whatever_is_marked_no_character_is_lost_or_moved(text: str, stretches: list[tuple[int, int]]) -> None:
    kinds = ("figure", "unit", "period", "document", "evidence")
    places = [Place(start, end, kinds[number % 5]) for number, (start, end) in enumerate(stretches)]
    shown = paragraphs(text, places)
    assert "\n".join("".join(s.text for s in p.segments) for p in shown) == "\n".join(map(visible, text.split("\n")))
    assert len(visible(text)) == len(text)
    for paragraph in shown:
        for segment in paragraph.segments:
            assert visible(text[segment.start : segment.start + len(segment.text)]) == segment.text


@pytest.mark.parametrize("kind", _HOSTILE)
def test_hostile_text_is_shown_as_text_and_marks_stand_where_they_should(visit: Visit, kind: str) -> None:
    if visit.engine.dialect.name == "postgresql":
        pytest.skip("what a page shows does not hang on the database")
    text, record = verifying.article("Suối Đá", 142, 270, before=_HOSTILE[kind])
    verifying.keep(visit.engine, "javascript:alert(1)", text, record)
    editor = Editing(visit)
    page = visit.get(f"/items/{editor.begin()}").text
    shown = page[page.index('id="article"') : page.index('id="selection"')]
    stretches = re.findall(r'<(?:mark|span)[^>]*data-at="(\d+)"[^>]*>([^<]*)</(?:mark|span)>', shown)
    for start, words in stretches:
        told = unescape(words)
        assert visible(text[int(start) : int(start) + len(told)]) == told
    assert sum(len(unescape(words)) for _, words in stretches) == len(text.replace("\n", ""))
    assert "<script>alert" not in page and "<img" not in page and "\u202e" not in page
    assert 'href="javascript:' not in page
    assert re.search(r'<mark class="evidence figure inside"[^>]* id="figure"[^>]*>142/270 đảng viên</mark>', page)


def test_hostile_words_of_editors_are_shown_as_text(visit: Visit) -> None:
    verifying.fill(visit.engine, 2)
    editor = Editing(visit)
    claim = editor.begin()
    note = '<script>alert(1)</script>"\u202e{{ 7 * 7 }}'
    editor.decide(claim, "note", note=note)
    answer = editor.decide(claim, "correct", unit_name="<b onclick=x>", value='"><script>')
    assert answer.status_code == 422
    for page in (visit.get(f"/items/{claim}").text, answer.text):
        assert "<script>alert" not in page and "<b onclick" not in page and '"><script>' not in page
        assert "49" not in re.findall(r"note-told[^<]*<", page)
