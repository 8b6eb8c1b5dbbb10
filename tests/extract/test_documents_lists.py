"""Numbers that share a type word or a symbol."""

from __future__ import annotations

import pytest

from extract.documents import read
from extract.text import Text

LISTS = [
    ("các Nghị quyết số 18, 19-NQ/TW", ["18-NQ/TW", "19-NQ/TW"]),
    ("các Nghị quyết số 18 và 19-NQ/TW", ["18-NQ/TW", "19-NQ/TW"]),
    ("các Nghị quyết số 18, số 19-NQ/TW", ["18-NQ/TW", "19-NQ/TW"]),
    ("các nghị quyết: 18-NQ/TW, 19-NQ/TW, 20-NQ/TW và 21-NQ/TW", ["18-NQ/TW", "19-NQ/TW", "20-NQ/TW", "21-NQ/TW"]),
    ("Nghị quyết số 57-NQ/TW, 59, 66, 68-NQ/TW", ["57-NQ/TW", "59-NQ/TW", "66-NQ/TW", "68-NQ/TW"]),
    (
        "các nghị quyết số 57, 59, 66 và 68 của Bộ Chính trị",
        ["Nghị quyết 57", "Nghị quyết 59", "Nghị quyết 66", "Nghị quyết 68"],
    ),
    ("các nghị quyết 57, 59, 66, 68.", ["Nghị quyết 57", "Nghị quyết 59", "Nghị quyết 66", "Nghị quyết 68"]),
    ("thực hiện các nghị quyết số 18, 19 của Hội nghị Trung ương 6 (khóa XII)", ["Nghị quyết 18", "Nghị quyết 19"]),
    ("Nghị quyết 18 và 19 được quán triệt", ["Nghị quyết 18", "Nghị quyết 19"]),
    ("Quyết định số 87- QĐ/ĐU và 88- QĐ/ĐU ngày 26/9/2025", ["87-QĐ/ĐU", "88-QĐ/ĐU"]),
    ("Quyết định số 217-QĐ/TW, 218-QĐ/TW", ["217-QĐ/TW", "218-QĐ/TW"]),
    ("Quyết định số 217, 218-QĐ/TW", ["217-QĐ/TW", "218-QĐ/TW"]),
    ("Nghị quyết số 18-NQ/TW và 19 (khóa XII)", ["18-NQ/TW", "19-NQ/TW"]),
    ("Nghị quyết số 18-NQ/TW, Nghị quyết số 19-NQ/TW", ["18-NQ/TW", "19-NQ/TW"]),
    ("Chỉ thị 05-CT/TW và Kết luận 01-KL/TW", ["05-CT/TW", "01-KL/TW"]),
    ("Chỉ thị 05, Kết luận 01-KL/TW", ["Chỉ thị 05", "01-KL/TW"]),
    ("Nghị quyết số 21-NQ/TW; số 22-KL/TW", ["21-NQ/TW", "22-KL/TW"]),
    ("Quyết định số 12/QĐ-UBND, 13/QĐ-UBND", ["12/QĐ-UBND", "13/QĐ-UBND"]),
    ("Nghị định số 178/2024/NĐ-CP và số 67/2025/NĐ-CP", ["178/2024/NĐ-CP", "67/2025/NĐ-CP"]),
    ("Nghị định 178, 67", ["Nghị định 178", "Nghị định 67"]),
    ("Quy định số 22, 37, 69 của Trung ương", ["Quy định 22", "Quy định 37", "Quy định 69"]),
    (
        "bốn nghị quyết (57, 59, 66, 68) của Bộ Chính trị",
        ["Nghị quyết 57", "Nghị quyết 59", "Nghị quyết 66", "Nghị quyết 68"],
    ),
    ("Nghị quyết số 653/2019/UBTVQH14 và số 656 của UBTVQH", ["653/2019/UBTVQH14", "Nghị quyết 656"]),
    ("ban hành nghị quyết (12 đảng viên, 5 tổ chức)", []),
    ("vượt kế hoạch (10, 12)", []),
    # The list ends where something is counted.
    ("Theo Nghị quyết 21, 15 đảng viên được kết nạp", ["Nghị quyết 21"]),
    ("Theo Nghị quyết số 21, 15 chi bộ sáp nhập", ["Nghị quyết 21"]),
    ("Theo Nghị quyết 21, 3 trong 5 chi bộ sáp nhập", ["Nghị quyết 21"]),
    ("Theo Chỉ thị số 28-CT/TW, 12 đảng viên bị xóa tên", ["28-CT/TW"]),
    ("Thực hiện Chỉ thị 05, 100% chi bộ", ["Chỉ thị 05"]),
    ("Thực hiện Chỉ thị 05, 2.500 lượt người", ["Chỉ thị 05"]),
    ("Theo Nghị quyết số 21-NQ/TW, 2/3 chi bộ", ["21-NQ/TW"]),
    ("Theo Nghị quyết số 21, 6 tháng đầu năm", ["Nghị quyết 21"]),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists(text: str, expected: list[str]) -> None:
    assert [c.canonical for c in read(Text.of(text))] == expected


def test_numbers_without_symbols_share_one_stretch_of_text() -> None:
    text = "các nghị quyết số 18, 19 của Trung ương"
    assert [text[c.start : c.end] for c in read(Text.of(text))] == ["nghị quyết số 18, 19"] * 2


def test_a_second_number_has_only_its_symbol_as_surface() -> None:
    text = "Quyết định số 87- QĐ/ĐU và 88- QĐ/ĐU ngày 26/9/2025"
    assert [text[c.start : c.end] for c in read(Text.of(text))] == ["Quyết định số 87- QĐ/ĐU", "88- QĐ/ĐU"]


def test_a_list_shares_its_type() -> None:
    text = "Quy định số 22-QĐ/TW, 37-QĐ/TW; Quyết định số 87-QĐ/ĐU và 88-QĐ/ĐU"
    assert [c.type for c in read(Text.of(text))] == ["quy_dinh", "quy_dinh", "quyet_dinh", "quyet_dinh"]
