"""Numbers as editors select and type them, and what a selection gives to a field."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.verify.numbers import WrittenFigure, read_figure, read_number, write_number
from review.verify.record_form import BACKWARDS, NO_CHOICE, NO_DAY, NO_FIGURE, NO_NUMBER, read_form
from review.verify.selecting import IS_PERCENT, NO_PERIOD, NOTHING, NotThat, take
from schema import Reading

_NUMBERS = {
    "1.092": 1092,
    "12.345.678": 12_345_678,
    "48,4": 48.4,
    "1.092,5": 1092.5,
    "48.4": 48.4,
    "0.500": 0.5,
    "1,092": 1.092,
    "1,092,000": 1_092_000,
    "12 345": 12_345,
    "12\u00a0345": 12_345,
    "5,7 vạn": 57_000,
    "1,2 triệu": 1_200_000,
    "48,4%": 48.4,
    " 7 ": 7,
    "007": 7,
    "1.2.3": None,
    "1.09.2": None,
    "12,": None,
    "": None,
    "mười": None,
    "1e5": None,
    "-3": None,
    "9" * 30: None,
}
_FIGURES: dict[str, WrittenFigure | None] = {
    "142/270 đảng viên": WrittenFigure(142, target=270),
    "142 trên 270": WrittenFigure(142, target=270),
    "hơn 300": WrittenFigure(300, approximation="over"),
    "gần 1.100 đảng viên": WrittenFigure(1100, approximation="under"),
    "trên dưới 40": WrittenFigure(40, approximation="about"),
    "khoảng 1,2 triệu": WrittenFigure(1_200_000, approximation="about"),
    "từ 300 đến 350": WrittenFigure(300, 350),
    "5 - 6 triệu": WrittenFigure(5_000_000, 6_000_000),
    "đạt 48,4%": WrittenFigure(48.4, percent=True),
    "10-12%": WrittenFigure(10, 12, percent=True),
    "buổi trên 300": WrittenFigure(300, approximation="over"),
    "không có số": None,
}


@pytest.mark.parametrize(("written", "value"), _NUMBERS.items())
def test_a_number_as_it_may_be_written(written: str, value: float | None) -> None:
    assert read_number(written) == value


@pytest.mark.parametrize(("words", "figure"), _FIGURES.items())
def test_a_figure_in_a_stretch_of_text(words: str, figure: WrittenFigure | None) -> None:
    assert read_figure(words) == figure


@given(st.floats(0, 1e9).map(lambda number: round(number, 4)))
def test_what_a_form_shows_is_read_back(number: float) -> None:
    assert read_number(write_number(number)) == number


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(words: str) -> None:
    figure = read_figure(words)
    assert figure is None or figure.value >= 0


_TEXT = "Ước kết nạp hơn 300 đảng viên, nữ chiếm 48,4%, quý I năm 2025 tại Đảng bộ xã Phú Lạc."
_UNIT = {"name": "Đảng bộ xã Phú Lạc", "level": "commune", "province": "Hà Giang", "place_code": "00123"}
_QUARTER = {"from_day": date(2025, 1, 1), "to_day": date(2025, 3, 31)}


def _take(words: str, field: str, unit: Any = None, period: Any = None) -> dict[str, str]:
    start = _TEXT.index(words)
    taken = take(_TEXT, start, start + len(words), field, unit, period)
    assert _TEXT[taken.start : taken.end] == words.strip()
    return taken.values


def test_a_selection_fills_a_field_and_those_that_belong_to_it() -> None:
    assert _take("hơn 300 ", "value") == {"value": "300", "value_max": "", "approximation": "over"}
    assert _take("48,4%", "share") == {"share": "48,4", "share_max": ""}
    assert _take("48,4", "rate") == {"rate": "48,4"}
    filled = {"unit_name": "Đảng bộ xã Phú Lạc", "unit_level": "commune"}
    filled |= {"unit_province": "Hà Giang", "unit_place_code": "00123"}
    assert _take("Phú Lạc", "unit_name", _UNIT) == filled
    assert _take(" xã  Phú Lạc".replace("  ", " "), "unit_name") == {"unit_name": "xã Phú Lạc"}
    assert _take("quý I", "period_from", None, _QUARTER) == {"period_from": "01/01/2025", "period_to": "31/03/2025"}


@pytest.mark.parametrize(
    ("words", "field", "fault"),
    [
        ("đảng viên", "value", "There is no number in what you selected."),
        ("48,4%", "value", IS_PERCENT),
        ("tại", "period_from", NO_PERIOD),
        (" ", "value", NOTHING),
        ("300", "modality", "This field is not taken from the text."),
        ("300", "nonsense", "This field is not taken from the text."),
    ],
)
def test_a_selection_that_does_not_fit_says_so(words: str, field: str, fault: str) -> None:
    with pytest.raises(NotThat, match=fault.rstrip(".")):
        _take(words, field)


def test_a_selection_outside_of_the_text_is_none() -> None:
    with pytest.raises(NotThat, match=NOTHING.rstrip(".")):
        take(_TEXT, 5000, 6000, "value", None, None)


_SHOWN = Reading(
    indicator="members_admitted",
    value=1.0920001,
    qualifiers=("female",),
    unit_name="Đảng bộ  tỉnh\u200f X",
    unit_place_today="01",
    period_to=date(2024, 12, 31),
)


def test_a_form_that_was_not_touched_is_what_was_shown() -> None:
    from review.verify.fields import in_form

    form = read_form(in_form(_SHOWN), _SHOWN.qualifiers, _SHOWN, 100)
    assert form.errors == {}
    assert form.reading is not None and form.reading == _SHOWN


def test_a_filled_form_becomes_a_reading() -> None:
    sent = {"value": "1.092", "rate": "48,4", "unit_name": " Đảng bộ  tỉnh Y ", "period_from": "1/1/2024"}
    form = read_form(
        sent | {"span-value": "5-10", "span-rate": "90-200", "span-target": "x"}, ("youth_union",), _SHOWN, 100
    )
    assert form.reading is not None
    assert (form.reading.value, form.reading.rate, form.reading.unit_name) == (1092, 48.4, "Đảng bộ tỉnh Y")
    assert (form.reading.period_from, form.reading.qualifiers) == (date(2024, 1, 1), ("youth_union",))
    assert form.reading.unit_place_today is None
    assert form.spans == {"value": (5, 10)}


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({"value": "nhiều"}, {"value": NO_NUMBER}),
        ({"value": ""}, {"value": NO_FIGURE}),
        ({"period_to": "31/02/2024"}, {"period_to": NO_DAY}),
        ({"period_from": "01/01/2025"}, {"period_to": BACKWARDS}),
        ({"indicator": "nonsense"}, {"indicator": NO_CHOICE}),
        ({"indicator": ""}, {"indicator": NO_CHOICE}),
        ({"unit_level": "village", "rate": "x"}, {"unit_level": NO_CHOICE, "rate": NO_NUMBER}),
    ],
)
def test_a_form_that_cannot_be_read_names_its_fields(sent: dict[str, str], errors: dict[str, str]) -> None:
    form = read_form(sent, None, _SHOWN, 100)
    assert (form.reading, form.errors) == (None, errors)
