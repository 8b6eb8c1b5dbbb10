"""What stands behind the researchers' pages: days as typed, places in a list, charts, maps, marked texts, colours."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.repository.article_pages import Mark
from review import assets
from review.look import axis, tile_map
from review.look.addresses import address, unit_address, unit_key
from review.look.differences import differences
from review.look.figure_view import read_day
from review.look.line_chart import line_chart
from review.look.marked_text import paragraphs

_CSS = (assets.FOLDER / "look.css").read_text(encoding="utf-8")
_BASE = (assets.FOLDER / "chibo.css").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024-07-15", date(2024, 7, 15), date(2024, 7, 15)),
        ("2024-13", None, None),
        ("2024-00", None, None),
        ("2024-02-30", None, None),
        ("9999-12", None, None),
        ("-1", None, None),
        ("", None, None),
        ("năm 2024", None, None),
        ("٢٠٢٤", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_days_as_they_are_typed(written: str, first: date | None, last: date | None) -> None:
    assert (read_day(written, last=False), read_day(written, last=True)) == (first, last)


@given(st.text())
def test_a_unit_is_found_again_by_its_address(key: str) -> None:
    from urllib.parse import unquote

    assert "/" not in unit_address(key).removeprefix("/units/")
    assert unit_key(unquote(unit_address(key).removeprefix("/units/"))) == key


def test_an_address_has_nothing_empty() -> None:
    assert address("/x", {"a": "", "b": None, "c": ["1", "2"], "d": "ă&"}) == "/x?c=1&c=2&d=%C4%83%26"


@given(st.lists(st.floats(0, 1e9, allow_subnormal=False).map(lambda n: round(n, 4)), min_size=1, max_size=20))
def test_an_axis_holds_all_numbers(numbers: list[float]) -> None:
    made = axis.ticks(numbers)
    assert made == sorted(set(made)) and 2 <= len(made) <= 12
    assert made[0] <= min(numbers) and made[-1] >= max(numbers) * (1 - 1e-6)


@given(st.text("ab \n", max_size=60), st.lists(st.tuples(st.integers(-2, 62), st.integers(-2, 62)), max_size=8))
def test_a_marked_text_is_the_text(text: str, places: list[tuple[int, int]]) -> None:
    kinds: Any = ("figure", "date", "unit", "document", "sentence")
    marks = [Mark(kinds[at % 5], start, end, str(at)) for at, (start, end) in enumerate(places)]
    shown = paragraphs(text, marks, "4")
    assert "\n".join("".join(piece.text for piece in line) for line in shown) == text
    marked = {mark.name for mark in marks if mark.kind == "figure" and 0 <= mark.start < mark.end <= len(text)}
    begun = [name for line in shown for piece in line for name in piece.facts]
    assert set(begun) <= marked and len(begun) == len(set(begun))


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_differences_give_back_both_texts(before: str, after: str) -> None:
    parts = differences(before, after)
    for gone, whole in (("added", before), ("removed", after)):
        words = "".join(part.text for line in parts for part in line if part.change != gone)
        assert words == whole.replace("\n", "")


def _point(year: int, value: float | None, **other: Any) -> dict[str, Any]:
    return {
        "indicator": "members_admitted",
        "measure": "count",
        "modality": "actual",
        "span": "year",
        "period_to": date(year, 12, 31),
        "value": value,
        "rate": None,
        "share": None,
        "target": None,
    } | other


def test_a_line_is_broken_at_the_merger_and_only_there() -> None:
    chart = line_chart([("x", [_point(2022, 1), _point(2023, 2), _point(2024, 3), _point(2025, 9), _point(2026, 9)])])
    assert chart is not None
    assert [path.count("L") for path in chart.lines[0].paths] == [2, 1]
    assert [day for _, day in chart.breaks] == [date(2025, 7, 1)]


def test_organisations_have_another_break() -> None:
    points = [_point(year, 100, indicator="orgs_total") for year in (2024, 2025, 2026)]
    chart = line_chart([("x", points)])
    assert chart is not None and [day.year for _, day in chart.breaks] == [2025, 2026] and chart.lines[0].paths == ()


def test_nothing_is_drawn_of_nothing() -> None:
    assert line_chart([]) is None
    assert line_chart([("x", [_point(2024, None)])]) is None


def test_every_province_has_one_tile_and_no_two_share_a_place() -> None:
    for era, number in (("today", 34), ("before", 63)):
        tiles = tile_map.tiles(era)  # type: ignore[arg-type]
        assert len(tiles) == len({tile.code for tile in tiles}) == len({tile.name for tile in tiles}) == number
        assert len({(tile.row, tile.column) for tile in tiles}) == number
        assert max(len(tile.short) for tile in tiles) <= 9
        north, south = (next(t for t in tiles if t.name == name) for name in ("Hà Nội", "Cà Mau"))
        assert north.row < south.row


def test_tiles_are_the_provinces_of_the_gazetteer() -> None:
    from extract.gazetteer import gazetteer

    known = gazetteer()
    for era in ("today", "before"):
        for tile in tile_map.tiles(era):  # type: ignore[arg-type]
            assert tile.name in {place.name for place in known.by_code(tile.code)}


def test_classes_hold_all_numbers_and_say_who_is_missing() -> None:
    names = [tile.name for tile in tile_map.tiles("before")]
    numbers = {name: float(at % 7) for at, name in enumerate(names[:40])}
    drawn = tile_map.tile_map("before", {name: {"province": name} for name in [*numbers, "Nowhere"]}, numbers)
    assert sorted(drawn.missing) == sorted(names[40:])
    assert [row["province"] for row in drawn.unplaced] == ["Nowhere"]
    for tile in drawn.tiles:
        if tile.number is not None:
            assert any(grade == tile.grade and low <= tile.number <= high for grade, low, high in drawn.classes)
    bounds = [(low, high) for _, low, high in drawn.classes]
    assert all(one[1] < other[0] for one, other in pairwise(bounds))


def _colours(css: str, dark: bool) -> dict[str, str]:
    return {
        name: pair[dark] for name, *pair in re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", css)
    }


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_charts_and_maps_can_be_seen_and_read(dark: bool) -> None:
    """WCAG AA: lines 3 to 1 on paper, numbers on tiles and changed words 4.5 to 1."""
    ours, base = _colours(_CSS, dark), _colours(_BASE, dark)
    low = {name: _contrast(ours[name], base["paper"]) for name in ours if name.startswith("line-")}
    assert len(low) == 6 and min(low.values()) >= 3, low
    texts = [(f"grade-{grade}", "on-low" if grade < 4 else "on-high") for grade in range(1, 6)]
    told = {pair: _contrast(ours[pair[0]], ours[pair[1]]) for pair in texts}
    told |= {(name, "ink"): _contrast(ours[name], base["ink"]) for name in ("added", "removed")}
    assert min(told.values()) >= 4.5, told


def test_every_colour_of_the_pages_is_a_token() -> None:
    rules = _CSS[_CSS.index("/* Ways to look */") :]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(", rules) == []
    known = _CSS + _BASE
    assert {name for name in re.findall(r"var\(--([\w-]+)\)", _CSS) if f"--{name}:" not in known} == set()
