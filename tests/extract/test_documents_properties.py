"""What holds for any text: offsets stand, nothing is raised, time grows with length."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.citations import resolve
from extract.documents import read
from extract.mentions import Citation, Context, DateSpan
from extract.text import Text, clean

_PIECES = st.sampled_from(
    "Nghị quyết|nghị quyết|Chỉ thị|Quy định|kế hoạch|kỷ luật|Luật|NQ|NQTW|số|số:|các|21|05|4|2022|80/2022|1.234|-NQ/TW|- NQ / TW|/NQ-TW|-QĐ/TU|/2023/UBTVQH15|"
    "/2020/NĐ-CP|/UBND-KGVX|-TTr/ĐUCA|ngày|16/6/2022|(|)|,|;|.|…|–|và|của|Ban Bí thư|BCH Trung ương Đảng|Tỉnh ủy Lai Châu|khóa XIII|Trung ương|Hội nghị lần thứ|"
    "Đại hội|Đảng bộ tỉnh|lần thứ XVII|này|nói trên|ban hành|đảng viên|%|\n|\u00a0|Ð|ÐU|những điều đảng viên không được làm|về|T.Ư|TƯ".split(
        "|"
    )
)
_TEXTS = st.one_of(
    st.text(max_size=200), st.lists(_PIECES, max_size=40).map(" ".join), st.lists(_PIECES, max_size=40).map("".join)
)


def _all(raw: str) -> tuple[Text, list[Citation], list[Citation]]:
    text = Text.of(clean(raw))
    spans = [DateSpan(i, i + 9, date(2022, 6, 16), date(2022, 6, 16), "day") for i in _starts(text.raw, "16/6/2022")]
    found = read(text)
    return text, found, resolve(found, text, spans, Context(published=date(2023, 1, 1)))


def _starts(raw: str, words: str) -> list[int]:
    return [i for i in range(len(raw)) if raw.startswith(words, i)]


@settings(max_examples=400, deadline=None)
@given(_TEXTS)
def test_offsets_stand_and_nothing_is_raised(raw: str) -> None:
    text, found, resolved = _all(raw)
    for citation in [*found, *resolved]:
        surface = text.raw[citation.start : citation.end]
        assert surface and "\n" not in surface and surface == surface.strip()
        assert citation.canonical
        if citation.symbol is not None and citation.number is not None:
            assert citation.canonical in (
                f"{citation.number}-{citation.symbol}",
                f"{citation.number}/{citation.symbol}",
            )
    assert [c.start for c in resolved] == sorted(c.start for c in resolved)
    starts = {c.start for c in resolved}
    assert all(c.antecedent is None or c.antecedent in starts for c in resolved)


@settings(max_examples=100, deadline=None)
@given(_TEXTS)
def test_reading_is_the_same_twice(raw: str) -> None:
    assert _all(raw)[2] == _all(raw)[2]


_ADVERSARIAL = [
    "Nghị quyết số ",
    "Nghị quyết số số số ",
    "1-NQ/",
    "1-NQ/1-NQ/TW ",
    "21-NQ/TW, ",
    "18, ",
    "1",
    "1 ",
    "1.1.",
    "1/2/",
    "1-AB",
    "Nghị quyết (số ",
    "Nghị quyết Trung ương ",
    "Nghị quyết Hội nghị lần thứ ",
    "Nghị quyết Đại hội Đảng bộ tỉnh ",
    "Nghị quyết này ",
    "Nghị quyết số 5. Nghị quyết này ",
    "Nghị quyết 21; ",
    "Nghị quyết 21, nghị quyết 22-NQ/TW, ",
    "Nghị quyết số 21-NQ/TW của Ban Bí thư ngày 16/6/2022; ",
    "Nghị quyết số 21-NQ/TW về việc của về việc của ",
    "Nghị quyết số 21-NQ/TW\nNghị quyết này\n",
    "Tỉnh ủy ban hành ",
    "Tỉnh ủy ban hành Nghị quyết số 1-NQ/TU ",
    "Ban Thường vụ Tỉnh ủy ",
    "những điều đảng viên không được làm ",
    "A",
    " ",
    "-",
]


def _seconds(raw: str) -> float:
    started = time.perf_counter()
    _all(raw)
    return time.perf_counter() - started


@pytest.mark.parametrize("piece", _ADVERSARIAL)
def test_time_grows_with_length(piece: str) -> None:
    """200 kB take no more than a few times what 50 kB take for each of their parts."""
    short, long = (piece * (size // len(piece)) for size in (50_000, 200_000))
    _seconds(short[:5_000])
    assert _seconds(long) < max(1.0, 10 * min(_seconds(short), _seconds(short)))
