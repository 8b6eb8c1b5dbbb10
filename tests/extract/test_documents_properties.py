"""What holds for any text: offsets stand, nothing is raised, time grows with length."""

from __future__ import annotations

from datetime import date

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
