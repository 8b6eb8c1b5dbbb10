"""A text cut where marks begin and end: nothing of it is lost, and each piece carries what lies over it."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.marked_text import Mark, paragraphs
from jobs.record_page import article_part
from schema import Article, Record
from tests.jobs.shown_records import read_article

_TEXTS = st.text("ab\n", max_size=30)
_STRETCHES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["document", "date", "unit"])))


@settings(max_examples=500, deadline=None)
@given(_TEXTS, _STRETCHES)
def test_segments_cover_the_text_and_carry_what_lies_over_them(
    text: str, stretches: list[tuple[int, int, Any]]
) -> None:
    marks = [Mark(start, min(end, len(text)), kind, str(n)) for n, (start, end, kind) in enumerate(stretches)]
    marks = [mark for mark in marks if mark.start < mark.end]
    record = Record(article=Article(id="a", text=text))
    lines = list(paragraphs(record, marks))
    assert "\n".join("".join(segment.text for segment in line) for line in lines) == text
    offset = 0
    for line in lines:
        for segment in line:
            assert segment.text
            for place in range(offset, offset + len(segment.text)):
                assert set(segment.notes) == {mark.note for mark in marks if mark.start <= place < mark.end}
            offset += len(segment.text)
        offset += 1


def test_evidence_opens_once_and_facts_close_once() -> None:
    record = read_article()
    part = article_part(record)
    segments = [segment for line in (part.title, *part.body) for segment in line]
    numbers = list(range(1, len(record.facts) + 1))
    assert sorted(fact for segment in segments for fact in segment.opens) == numbers
    assert sorted(fact for segment in segments for fact in segment.closes) == numbers
    for number, fact in zip(numbers, record.facts, strict=True):
        shown = "".join(segment.text for segment in segments if number in segment.evidence)
        assert shown == fact.evidence.text


def test_many_mentions_in_one_paragraph_take_linear_time() -> None:
    text = "a" * 200_000
    marks = [Mark(start, start + 3, "date", "x") for start in range(0, 200_000, 2)]
    (line,) = paragraphs(Record(article=Article(id="a", text=text)), marks)
    assert "".join(segment.text for segment in line) == text
