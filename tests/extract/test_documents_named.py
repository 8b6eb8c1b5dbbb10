"""Documents named without a number: plenums, congresses, nicknames, pronouns."""

from __future__ import annotations

import pytest

from extract.documents import read
from extract.text import Text

PLENUMS = [
    ("Nghị quyết Trung ương 4 khóa XII", ["NQTW4-XII"]),
    ("Nghị quyết Trung ương 4 (khóa XII)", ["NQTW4-XII"]),
    ("Nghị quyết Trung ương 4, khoá XII", ["NQTW4-XII"]),
    ("Nghị quyết Trung ương 4 khóa XI, XII", ["NQTW4-XI", "NQTW4-XII"]),
    ("Nghị quyết Trung ương 4 (khóa XI, XII)", ["NQTW4-XI", "NQTW4-XII"]),
    ("Nghị quyết Trung ương 4 khóa XI, khóa XII", ["NQTW4-XI", "NQTW4-XII"]),
    ("Nghị quyết Trung ương 4 khóa XI và khóa XII", ["NQTW4-XI", "NQTW4-XII"]),
    ("Nghị quyết Trung ương 6, 7 khóa XII", ["NQTW6-XII", "NQTW7-XII"]),
    ("Nghị quyết TW4 khóa XII", ["NQTW4-XII"]),
    ("Nghị quyết TW 4 (khóa XII)", ["NQTW4-XII"]),
    ("Nghị quyết T.Ư 4 (khóa XI)", ["NQTW4-XI"]),
    ("Nghị quyết TƯ 4 khóa XI", ["NQTW4-XI"]),
    ("NQTW4 khóa XII", ["NQTW4-XII"]),
    ("NQ TW4 khóa XII", ["NQTW4-XII"]),
    ("NQ Trung ương 4 khóa XII", ["NQTW4-XII"]),
    ("Nghị quyết Hội nghị Trung ương 5 khóa XIII", ["NQTW5-XIII"]),
    ("Nghị quyết Hội nghị lần thứ năm BCH Trung ương Đảng khóa XIII", ["NQTW5-XIII"]),
    ("Nghị quyết Hội nghị lần thứ 5 Ban Chấp hành Trung ương Đảng khóa XIII", ["NQTW5-XIII"]),
    ("Nghị quyết Hội nghị lần thứ tư, Ban Chấp hành Trung ương Đảng (khóa XI)", ["NQTW4-XI"]),
    ("Nghị quyết Hội nghị lần thứ tư (khóa XII) của Ban Chấp hành Trung ương", ["NQTW4-XII"]),
    ("Nghị quyết Hội nghị Ban Chấp hành Trung ương Đảng lần thứ 4 khóa XII", ["NQTW4-XII"]),
    ("Nghị quyết của Hội nghị lần thứ mười một Ban Chấp hành Trung ương khóa XIII", ["NQTW11-XIII"]),
    ("Nghị quyết lần thứ 4 BCH Trung ương khóa XII", ["NQTW4-XII"]),
    ("Nghị quyết Trung ương bảy khóa XII", ["NQTW7-XII"]),
    ("Nghị quyết Trung ương 4 khóa 12", ["NQTW4-XII"]),
    ("Nghị quyết Trung ương IV khóa XI", ["NQTW4-XI"]),
    ("NGHỊ QUYẾT TRUNG ƯƠNG 4 KHÓA XII", ["NQTW4-XII"]),
    ("Kết luận Hội nghị Trung ương 4 khóa XIII", ["KLTW4-XIII"]),
    (
        "Nghị quyết Trung ương 4 khóa XI, XII và Kết luận Trung ương 4 khóa XIII",
        ["NQTW4-XI", "NQTW4-XII", "KLTW4-XIII"],
    ),
    ("Nghị quyết Trung ương 4 về xây dựng Đảng", ["NQTW4"]),
    # A plenum that is only the issuer or the occasion is no document.
    ("tại Hội nghị Trung ương 4 khóa XII", []),
    ("nghị quyết Trung ương đề ra", []),
    ("nghị quyết của Trung ương, 5 chỉ tiêu", []),
]

CONGRESSES = [
    ("Nghị quyết Đại hội XIII của Đảng", ["NQĐH-XIII"]),
    ("Nghị quyết Đại hội Đảng XIII", ["NQĐH-XIII"]),
    ("Nghị quyết Đại hội lần thứ XIII của Đảng", ["NQĐH-XIII"]),
    ("Nghị quyết Đại hội XIII Đảng Cộng sản Việt Nam", ["NQĐH-XIII"]),
    ("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", ["NQĐH-XIII"]),
    ("Nghị quyết Đại hội Đảng toàn quốc lần thứ XII", ["NQĐH-XII"]),
    ("Nghị quyết Đại hội đại biểu Đảng bộ tỉnh Bình Thuận lần thứ XIII", ["NQĐH-XIII/TU"]),
    ("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVII", ["NQĐH-XVII/TU"]),
    ("Nghị quyết Đại hội Đảng bộ tỉnh khóa XVII", ["NQĐH-XVII/TU"]),
    ("Nghị quyết Đại hội lần thứ XVII Đảng bộ tỉnh", ["NQĐH-XVII/TU"]),
    ("Nghị quyết Đại hội XVII Đảng bộ tỉnh", ["NQĐH-XVII/TU"]),
    ("Nghị quyết Đại hội Đảng bộ huyện lần thứ XVIII", ["NQĐH-XVIII/HU"]),
    ("Nghị quyết Đại hội Đảng bộ thành phố Vũng Tàu lần thứ VII, nhiệm kỳ 2020 - 2025", ["NQĐH-VII/TU"]),
    ("Nghị quyết Đại hội Đảng bộ xã Hòa Châu lần thứ I, nhiệm kỳ 2025-2030", ["NQĐH-I/ĐU"]),
    ("Nghị quyết Đại hội Đảng bộ huyện nhiệm kỳ 2020 - 2025", ["NQĐH-2020-2025/HU"]),
    ("Nghị quyết Đại hội Đảng bộ tỉnh, nhiệm kỳ 2020-2025", ["NQĐH-2020-2025/TU"]),
    ("nghị quyết đại hội đảng các cấp", []),
    ("Nghị quyết Đại hội Đảng bộ các cấp đề ra", []),
    ("Nghị quyết Đại hội Đảng bộ các cấp nhiệm kỳ 2020-2025", []),
    ("nghị quyết đại hội chi bộ", []),
    ("nghị quyết đại hội đã đề ra", []),
    ("Nghị quyết Đại hội XIII Công đoàn Việt Nam", []),
    ("nhiệm kỳ Đại hội XIII", []),
]


@pytest.mark.parametrize(("text", "expected"), PLENUMS + CONGRESSES)
def test_named_by_plenum_or_congress(text: str, expected: list[str]) -> None:
    found = read(Text.of(f"Triển khai {text} trong toàn Đảng bộ."))
    assert [c.canonical for c in found] == expected
    assert all(c.number is None and c.symbol is None for c in found)


@pytest.mark.parametrize(
    "surface",
    [
        "Nghị quyết Trung ương 4 khóa XII",
        "Nghị quyết Hội nghị lần thứ năm BCH Trung ương Đảng khóa XIII",
        "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh Bình Thuận lần thứ XIII",
        "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ I",
        "Nghị quyết Đại hội XIII của Đảng",
    ],
)
def test_surfaces(surface: str) -> None:
    text = f"Thực hiện {surface}, chi bộ đã họp."
    assert [text[c.start : c.end] for c in read(Text.of(text))] == [surface]


def test_a_term_is_left_to_the_reader_of_dates() -> None:
    text = "Nghị quyết Đại hội Đảng bộ huyện nhiệm kỳ 2020 - 2025 đề ra"
    assert [text[c.start : c.end] for c in read(Text.of(text))] == ["Nghị quyết Đại hội Đảng bộ huyện"]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        (
            "vi phạm Quy định về những điều đảng viên không được làm",
            ["Quy định về những điều đảng viên không được làm"],
        ),
        ("vi phạm 19 điều đảng viên không được làm", ["19 điều đảng viên không được làm"]),
        ("Quy định 19 điều đảng viên không được làm", ["Quy định 19 điều đảng viên không được làm"]),
        ("vi phạm những điều đảng viên không được làm 15 (24,2%)", []),
    ],
)
def test_nicknames(text: str, surfaces: list[str]) -> None:
    found = read(Text.of(text))
    assert [text[c.start : c.end] for c in found] == surfaces
    assert all(c.number is None for c in found)
