"""Which documents are cited: date, issuer, antecedent, registry, flags."""

from __future__ import annotations

import re
from datetime import date

import pytest

from extract.citations import resolve
from extract.documents import read
from extract.mentions import Citation, Context, DateSpan
from extract.text import Text

_DAY = re.compile(
    r"(?:ngày )?(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?((?:19|20)\d\d)|ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})"
)
_YEARLESS = re.compile(r"ngày (\d{1,2})/(\d{1,2})(?![\d/])")


def days(text: Text) -> list[DateSpan]:
    """Exact days, as the reader of dates gives them; a day without a year is of 2023."""
    spans = []
    for m in _DAY.finditer(text.folded):
        day = date(int(m[3] or m[6]), int(m[2] or m[5]), int(m[1] or m[4]))
        spans.append(DateSpan(m.start(), m.end(), day, day, "day"))
    for m in _YEARLESS.finditer(text.folded):
        day = date(2023, int(m[2]), int(m[1]))
        spans.append(DateSpan(m.start(), m.end(), day, day, "day", anchored=True))
    return spans


def citations(raw: str, published: date | None = None) -> list[Citation]:
    text = Text.of(raw)
    return resolve(read(text), text, days(text), Context(published=published))


DATES = [
    ("Nghị quyết số 21-NQ/TW ngày 16/6/2022", ["2022-06-16"]),
    ("Nghị quyết số 21-NQ/TW, ngày 16/6/2022", ["2022-06-16"]),
    ("Nghị quyết số 21-NQ/TW ngày 16-6-2022", ["2022-06-16"]),
    ("Nghị quyết số 21-NQ/TW, 16.6.2022", ["2022-06-16"]),
    ("Nghị quyết số 21-NQ/TW (ngày 16/6/2022)", ["2022-06-16"]),
    ("Nghị quyết số 21-NQ/TW (16/6/2022)", ["2022-06-16"]),
    ("Chỉ thị số 51 (8/8/2025) của Ban Bí thư", ["2025-08-08"]),
    ("Nghị quyết số 21-NQ/TW ngày 16 tháng 6 năm 2022", ["2022-06-16"]),
    ("Nghị quyết số 21-NQ/TW ban hành ngày 16/6/2022", ["2022-06-16"]),
    ("Nghị quyết số 21-NQ/TW được ban hành ngày 16/6/2022", ["2022-06-16"]),
    ("Nghị quyết số 21-NQ/TW ký ngày 16/6/2022", ["2022-06-16"]),
    ("Nghị quyết số 21-NQ/TW của Ban Chấp hành Trung ương ngày 16/6/2022", ["2022-06-16"]),
    ("Nghị quyết số 21-NQ/TW của BCH Trung ương Đảng khóa XIII, ngày 16/6/2022", ["2022-06-16"]),
    ("Nghị quyết số 21-NQ/TW khóa XIII ngày 16/6/2022", ["2022-06-16"]),
    ("Tờ trình của Đảng ủy Công an tỉnh (số 215-TTr/ĐUCA, ngày 14/7)", ["2023-07-14"]),
    ("Kết luận số 21-KL/TW về đẩy mạnh xây dựng Đảng, ngày 25/10/2021 của Ban Chấp hành Trung ương", ["2021-10-25"]),
    ("ngày 16-6-2022, Ban Chấp hành Trung ương ban hành Nghị quyết số 21", ["2022-06-16"]),
    ("Ngày 1/7/2024, Thành ủy Vũng Tàu đã ban hành Công văn số 3449-CV/TU", ["2024-07-01"]),
    (
        "Ngày 16/6/2022, BCH Trung ương Đảng khóa XIII ban hành các Nghị quyết số 18, 19-NQ/TW",
        ["2022-06-16", "2022-06-16"],
    ),
    ("Ngày 8/8/2025, Chỉ thị số 51-CT/TW được Ban Bí thư ban hành", ["2025-08-08"]),
    ("Quyết định số 87- QĐ/ĐU và 88- QĐ/ĐU ngày 26/9/2025 của Đảng ủy xã", ["2025-09-26", "2025-09-26"]),
    ("Quyết định số 87-QĐ/ĐU ngày 25/9/2025 và 88-QĐ/ĐU ngày 26/9/2025", ["2025-09-25", "2025-09-26"]),
    ("Quy định số 22-QĐ/TW và 24-QĐ/TW ngày 30/7/2021", [None, "2021-07-30"]),
    ("Nghị quyết số 18-NQ/TW và Nghị quyết số 19-NQ/TW ngày 25/10/2017", ["2017-10-25", "2017-10-25"]),
    ("Chỉ thị 05-CT/TW và Kết luận 01-KL/TW ngày 18/5/2021", [None, "2021-05-18"]),
    ("Quyết định số 45-QĐ/TU, 46-QĐ/TU cùng ngày 12/3/2019", ["2019-03-12", "2019-03-12"]),
    # Not the document's day.
    ("Ngày 28/8/2025, Đảng ủy tổ chức hội nghị quán triệt Nghị quyết số 21-NQ/TW", [None]),
    ("Ngày 28/8/2025, Tỉnh ủy ban hành Kế hoạch thực hiện Nghị quyết số 21-NQ/TW", [None]),
    ("Thực hiện Nghị quyết số 21-NQ/TW, từ ngày 1/1/2023 đến ngày 30/6/2023 kết nạp 12 đảng viên", [None]),
    ("Sáng 28/8/2025, chi bộ sơ kết Chỉ thị 05-CT/TW. Ngày 1/9/2025 họp", [None]),
    ("Thực hiện Nghị quyết số 21-NQ/TW, ngày 28/8/2025, Đảng ủy xã tổ chức lễ kết nạp", [None]),
    ("Nghị quyết số 21-NQ/TW. Ngày 1/9/2025, chi bộ họp", [None]),
]

ISSUERS = [
    ("Nghị quyết số 21-NQ/TW của Ban Chấp hành Trung ương", ["Ban Chấp hành Trung ương"]),
    ("Nghị quyết số 21-NQ/TW của BCH Trung ương Đảng khóa XIII", ["Ban Chấp hành Trung ương"]),
    ("Nghị quyết số 21-NQ/TW, ngày 16/6/2022 của Ban Chấp hành T.Ư Đảng khóa XIII", ["Ban Chấp hành Trung ương"]),
    ("Chỉ thị số 28-CT/TW ngày 21/1/2019 của Ban Bí thư Trung ương Đảng", ["Ban Bí thư"]),
    ("Chỉ thị số 28-CT/TW, của Ban Bí thư", ["Ban Bí thư"]),
    ("Kết luận số 126-KL/TW ngày 14/2/2025 của Bộ Chính trị, Ban Bí thư", ["Bộ Chính trị, Ban Bí thư"]),
    ("Hướng dẫn số 09-HD/BTCTW của Ban Tổ chức Trung ương", ["Ban Tổ chức Trung ương"]),
    ("Chỉ thị 42 của Ban Bí thư, Huyện đoàn phối hợp", ["Ban Bí thư"]),
    ("Quyết định số 219-QĐ/TU ngày 7-8-2025 của Ban Thường vụ Tỉnh ủy.", ["Ban Thường vụ Tỉnh ủy"]),
    ("Nghị quyết số 107-NQ/TU, ngày 07/6/2021 của BTV Tỉnh ủy về nâng cao", ["Ban Thường vụ Tỉnh ủy"]),
    ("Kế hoạch 31-KH/TU của Tỉnh uỷ Bà Rịa - Vũng Tàu về", ["Tỉnh ủy Bà Rịa - Vũng Tàu"]),
    (
        "Kế hoạch 81-KH/ĐUK của Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh",
        ["Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh"],
    ),
    ("Quyết định 225/QĐ-UBND của UBND tỉnh Lai Châu", ["UBND tỉnh Lai Châu"]),
    ("Nghị quyết số 131/NQ-HĐND của HĐND tỉnh khóa XVIII", ["HĐND tỉnh"]),
    ("Nghị định số 91/2005/NĐ-CP ngày 11/7/2005 của Chính phủ", ["Chính phủ"]),
    ("Quyết định số 182/QĐ-TTg ngày 20/02/2024 của Thủ tướng Chính phủ;", ["Thủ tướng Chính phủ"]),
    ("Thông tư 36/2006/TT-BVHTT ngày 20/3/2006 của Bộ Văn hóa - Thông tin và", ["Bộ Văn hóa - Thông tin"]),
    ("Nghị quyết số 35/2023/UBTVQH15 của Ủy Ban Thường vụ Quốc hội", ["Ủy ban Thường vụ Quốc hội"]),
    ("Chỉ thị số 51-CT/TW được Ban Bí thư ban hành", ["Ban Bí thư"]),
    ("Chỉ thị số 51-CT/TW do Ban Bí thư ban hành", ["Ban Bí thư"]),
    ("Nghị quyết 21 Trung ương về tổ chức cơ sở đảng", ["Ban Chấp hành Trung ương"]),
    ("Kết luận số 21- KL/TW (Hội nghị Trung ương 4 khóa XIII); trước mắt", ["Ban Chấp hành Trung ương"]),
    ("các nghị quyết số 18, 19 của Hội nghị Trung ương 6 (khóa XII)", ["Ban Chấp hành Trung ương"] * 2),
    ("Nghị quyết số 18-NQ/TW Hội nghị lần thứ sáu Ban Chấp hành Trung ương khóa XII về", ["Ban Chấp hành Trung ương"]),
    (
        "BTV Tỉnh ủy ban hành Chỉ thị số 54-QĐ/TU ngày 28-12-2023 về quản lý; Đề án số 23-ĐA/TU về chi bộ",
        ["Ban Thường vụ Tỉnh ủy"] * 2,
    ),
    (
        "Tỉnh ủy Bình Dương triển khai Chương trình 16-CTr/TU về phát triển và Kế hoạch số 65-KH/TU",
        ["Tỉnh ủy Bình Dương"] * 2,
    ),
    ("sau khi Ban Bí thư ban hành Chỉ thị số 33-CT/TW (ngày 18/3/2019)", ["Ban Bí thư"]),
    ("Thành uỷ Vũng Tàu cũng đã ban hành Công văn số 3449-CV/TU", ["Thành ủy Vũng Tàu"]),
    ("tham mưu cho BTV Huyện ủy ban hành Nghị quyết số 07-NQ/HU", ["Ban Thường vụ Huyện ủy"]),
    ("Tờ trình của Đảng ủy Công an tỉnh (số 215-TTr/ĐUCA, ngày 14/7)", ["Đảng ủy Công an tỉnh"]),
    ("nghị quyết được HĐND tỉnh khóa XVIII thông qua tại Kỳ họp thứ 17 (Nghị quyết số 131/NQ-HĐND)", ["HĐND tỉnh"]),
    ("Nghị quyết của Bộ Chính trị số 57-NQ/TW", ["Bộ Chính trị"]),
    ("Nghị quyết 01 (khóa XI), nay là Nghị quyết 04 (khóa XIII) của Tỉnh ủy", [None, "Tỉnh ủy"]),
    (
        "Quy định số 22-QĐ/TW, ngày 28/7/2021, Quy định 37-QĐ/TW ngày 25/10/2021 của Ban Chấp hành Trung ương",
        ["Ban Chấp hành Trung ương"] * 2,
    ),
    (
        "Kết luận số 65-KL/TW ngày 30-10-2019 của Bộ Chính trị và Chỉ thị 28-CT/TW của Ban Bí thư.",
        ["Bộ Chính trị", "Ban Bí thư"],
    ),
    ("Chỉ thị 05-CT/TW của Bộ Chính trị và Kế hoạch 31-KH/TU của Tỉnh ủy", ["Bộ Chính trị", "Tỉnh ủy"]),
    ("Chỉ thị 05-CT/TW và Kế hoạch 31-KH/TU của Tỉnh ủy", [None, "Tỉnh ủy"]),
    (
        "Chỉ thị 05-CT/TW về học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh của Bộ Chính trị",
        ["Bộ Chính trị"],
    ),
    (
        "Hội nghị lần thứ 5, Ban Chấp hành Trung ương Đảng - khóa XIII, đã ban hành Nghị quyết số 21 – NQ/TW",
        ["Ban Chấp hành Trung ương"],
    ),
    ("Hướng dẫn số 03-HD/BTC ngày 10/2/2023 của Ban Tổ chức Tỉnh ủy", ["Ban Tổ chức Tỉnh ủy"]),
    ("Nghị quyết 07c/NQ-BCH của Ban Chấp hành Trung ương Đoàn", ["Ban Chấp hành Trung ương Đoàn"]),
    (
        "Ban Thường vụ Tỉnh ủy Lào Cai ban hành Nghị quyết số 20-NQ/TU, Đề án số 11-ĐA/TU",
        ["Ban Thường vụ Tỉnh ủy Lào Cai"] * 2,
    ),
    ("Quy định số 24-QĐ/TW ngày 30/7/2021; Hướng dẫn số 01-HD/TW, ngày 28/9/2021 của Ban Bí thư", [None, "Ban Bí thư"]),
    ("Nghị quyết số 21-NQ/TW ngày 16/6/2022, Quy định 60-QĐ/TW ngày 8/3/2022 của Ban Bí thư", [None, "Ban Bí thư"]),
    ("Nghị quyết Trung ương 4 khóa XII", ["Ban Chấp hành Trung ương"]),
    ("KẾ HOẠCH SỐ 31-KH/TU CỦA TỈNH ỦY LAI CHÂU VỀ KẾT NẠP", ["Tỉnh ủy Lai Châu"]),
    # Nobody is named, or whoever is named did not issue it.
    ("Nghị quyết số 21-NQ/TW về xây dựng Đảng", [None]),
    ("Tỉnh ủy Hà Giang triển khai Nghị quyết số 21-NQ/TW", [None]),
    ("Báo cáo số 58-BC/ĐU. Tỉnh ủy yêu cầu", [None]),
    ("Thực hiện Nghị quyết số 21-NQ/TW, Tỉnh ủy đã kết nạp 12 đảng viên", [None]),
    ("Nghị quyết 35/2023/UBTVQH15 về sắp xếp đơn vị hành chính, thị xã rà soát", [None]),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates(text: str, expected: list[str | None]) -> None:
    assert [c.date.isoformat() if c.date else None for c in citations(text)] == expected


@pytest.mark.parametrize(("text", "expected"), ISSUERS)
def test_issuers(text: str, expected: list[str | None]) -> None:
    assert [c.issuer for c in citations(text)] == expected


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Nghị quyết số 21-NQ/TW", "central"),
        ("Kế hoạch 31-KH/TU", "province"),
        ("Công văn 3449-CV/TU của Thành ủy Vũng Tàu", "district"),
        ("Công văn 3449-CV/TU của Thành ủy Hải Phòng", "province"),
        ("Nghị quyết 07-NQ/ĐU của Đảng ủy xã Hòa Châu", "commune"),
        ("Nghị định 30/2020/NĐ-CP", "state"),
        ("Hướng dẫn 08", None),
    ],
)
def test_issuer_level(text: str, level: str | None) -> None:
    assert [c.issuer_level for c in citations(text)] == [level]


SHORT_FORMS = [
    ("Nghị quyết số 21-NQ/TW đã rõ. Gắn Nghị quyết số 21 với việc", ["21-NQ/TW", "21-NQ/TW"], [None, 0]),
    ("Theo Chỉ thị 28 của Ban Bí thư. Thực hiện Chỉ thị số 28-CT/TW", ["28-CT/TW", "28-CT/TW"], [42, None]),
    ("Chỉ thị số 30-QĐ/TU ra đời. Chỉ thị 30 yêu cầu", ["30-QĐ/TU", "30-QĐ/TU"], [None, 0]),
    ("Quyết định 05-QĐi/TW; Quy định 5 nêu", ["05-QĐi/TW", "05-QĐi/TW"], [None, 0]),
    ("Quy định số 08-QĐ/TW và Quyết định 08 nêu", ["08-QĐ/TW", "08-QĐ/TW"], [None, 0]),
    ("Nghị quyết số 35/2023/UBTVQH15 và Nghị quyết số 35/2023/UBTVQH", ["35/2023/UBTVQH15"] * 2, [None, 0]),
    ("Nghị định 30/2020/NĐ-CP; theo Nghị định 30", ["30/2020/NĐ-CP"] * 2, [None, 0]),
    ("Nghị định 30/2020/NĐ-CP; theo Nghị định 30/2020", ["30/2020/NĐ-CP"] * 2, [None, 0]),
    ("Nghị quyết số 21-NQ; Nghị quyết số 21-NQ/TW", ["21-NQ/TW"] * 2, [21, None]),
    # The type, the issuer, the term or the year does not fit.
    ("Nghị quyết số 21-NQ/TW và Kết luận số 21", ["21-NQ/TW", "Kết luận 21"], [None, None]),
    ("Nghị quyết số 04-NQ/TW ngày 30/10/2016; Nghị quyết 04 của Tỉnh ủy", ["04-NQ/TW", "Nghị quyết 04"], [None, None]),
    ("Nghị quyết số 04-NQ/TW ngày 30/10/2016; Nghị quyết 04 (khóa XIII)", ["04-NQ/TW", "Nghị quyết 04"], [None, None]),
    ("Nghị định 30/2020/NĐ-CP; theo Nghị định 30/2019", ["30/2020/NĐ-CP", "Nghị định 30/2019"], [None, None]),
    # Two fit.
    (
        "Nghị quyết 21-NQ/TW, Nghị quyết 21-NQ/TU; theo Nghị quyết 21,",
        ["21-NQ/TW", "21-NQ/TU", "Nghị quyết 21"],
        [None, None, None],
    ),
    (
        "Nghị quyết 21-NQ/TW, Nghị quyết 21-NQ/TU; theo Nghị quyết 21 của Tỉnh ủy",
        ["21-NQ/TW", "21-NQ/TU", "21-NQ/TU"],
        [None, None, 21],
    ),
    # Pronouns.
    ("Chỉ thị số 54-CT/TU ra đời. Chỉ thị này yêu cầu", ["54-CT/TU", "54-CT/TU"], [None, 0]),
    ("Chỉ thị số 54-CT/TU ra đời.\n\nChỉ thị này yêu cầu", ["54-CT/TU", "54-CT/TU"], [None, 0]),
    ("Chỉ thị 30 bám sát Chỉ thị số 28-CT/TW. Chỉ thị này", ["Chỉ thị 30", "28-CT/TW"], [None, None]),
    ("Nghị quyết 21-NQ/TW. Tỉnh ủy ra nghị quyết của tỉnh. Nghị quyết này", ["21-NQ/TW"], [None]),
    ("Nghị quyết này", [], []),
    ("Chỉ thị số 54-CT/TU. Nghị quyết này", ["54-CT/TU"], [None]),
    ("Nghị quyết Trung ương 4 khóa XII; Nghị quyết Trung ương 4 về", ["NQTW4-XII", "NQTW4-XII"], [None, 0]),
    (
        "Nghị quyết Trung ương 4 khóa XI, XII; Nghị quyết Trung ương 4 về",
        ["NQTW4-XI", "NQTW4-XII", "NQTW4"],
        [None, None, None],
    ),
]


@pytest.mark.parametrize(("text", "expected", "antecedents"), SHORT_FORMS)
def test_short_forms(text: str, expected: list[str], antecedents: list[int | None]) -> None:
    found = citations(text)
    assert [c.canonical for c in found] == expected
    assert [c.antecedent for c in found] == antecedents


FLAGS = [
    ("Chỉ thị số 54-QĐ/TU ngày 28-12-2023", {"type_symbol_mismatch"}),
    ("Nghị quyết số 21-CT/TW", {"type_symbol_mismatch"}),
    ("Nghị quyết số 12/QĐ-UBND", {"type_symbol_mismatch"}),
    ("Thông tri số 12/TT-BNV", {"type_symbol_mismatch"}),
    ("Quy định số 54-QĐ/TU", set()),
    ("Quyết định số 54-QĐ/TU", set()),
    ("Quy định số 12/QĐ-UBND", set()),
    ("Thông báo kết luận số 12-TB/TU", set()),
    ("Chương trình hành động số 12-CTHĐ/TU", set()),
    ("Nghị quyết số 35/2023/UBTVQH ngày 12-7-2023", {"symbol_incomplete"}),
    ("Nghị quyết số 35/2023/UBTVQH15 ngày 12-7-2023", set()),
    ("Nghị quyết số 21-NQ của Trung ương", {"symbol_incomplete"}),
    ("Hướng dẫn số 08 ngày 30-8-2023", {"number_without_symbol"}),
    ("Nghị quyết số 21-NQ/TU của Ban Chấp hành Trung ương", {"issuer_code"}),
    ("Nghị quyết số 21-NQ/TW của Tỉnh ủy", {"issuer_code"}),
    ("Kế hoạch 31-KH/TU của Huyện ủy Lạc Dương", {"issuer_code"}),
    ("Nghị quyết số 03-NQ/BTCTU", {"competence"}),
    ("Hướng dẫn số 03-HD/BTCTU", set()),
    ("Nghị quyết số 77-NQ/TW của Ban Bí thư", {"competence"}),
    ("Nghị định 30/2020/NĐ-CP ngày 5/3/2021", {"year_date"}),
    ("Nghị định 30/2020/NĐ-CP ngày 5/3/2020", set()),
    ("Nghị quyết số 21-NQ/TW ngày 15/6/2022", {"registry"}),
    ("Nghị quyết số 21-NQ/TW ngày 16/6/2022", set()),
    ("Nghị quyết số 24-NQ/TW ngày 12/3/2003", set()),
    ("Nghị quyết số 88-NQ/TW ngày 15/6/2018 của Ban Chấp hành Trung ương khóa XIII", {"out_of_term"}),
    ("Nghị quyết số 77-NQ/HU ngày 15/9/2025", {"body_dead"}),
    ("Nghị quyết số 77-NQ/HU ngày 15/5/2025", set()),
    ("Nghị quyết số 21/NQ-TW", {"family"}),
]


@pytest.mark.parametrize(("text", "expected"), FLAGS)
def test_flags(text: str, expected: set[str]) -> None:
    (found,) = citations(text)
    assert set(found.flags) == expected


def test_two_antecedents_are_flagged() -> None:
    found = citations("Nghị quyết 21-NQ/TW, Nghị quyết 21-NQ/TU; theo Nghị quyết 21,")
    assert found[-1].flags == ("ambiguous_antecedent", "number_without_symbol")


TITLES = [
    ("Nghị quyết số 21-NQ/TW ngày 16/6/2022", None, "tổ chức cơ sở đảng"),
    ("Nghị quyết số 21-NQ/TW khóa XIII", None, "tổ chức cơ sở đảng"),
    ("Nghị quyết số 18-NQ/TW ngày 25/10/2017", None, "tinh gọn"),
    ("Nghị quyết số 18-NQ/TW ngày 16/6/2022", None, "sử dụng đất"),
    ("Nghị quyết số 18-NQ/TW khóa XII", None, "tinh gọn"),
    ("Nghị quyết số 18-NQ/TW", None, None),
    ("Nghị quyết số 18-NQ/TW", "2019-05-01", "tinh gọn"),
    ("Nghị quyết số 18-NQ/TW", "2023-05-01", "sử dụng đất"),
    ("Hướng dẫn số 01-HD/TW", "2013-05-01", "Điều lệ Đảng"),
    ("Hướng dẫn số 01-HD/TW ngày 5/1/2010", None, None),
    ("Chỉ thị số 35-CT/TW ngày 14/6/2024 của Bộ Chính trị", None, "XIV"),
    ("Chỉ thị 05-CT/TW của Bộ Chính trị về đẩy mạnh học tập và làm theo tư tưởng, đạo đức", None, "Hồ Chí Minh"),
    ("Chỉ thị 05-CT/TW về việc khác", None, None),
    ("Nghị quyết Trung ương 4 khóa XII", None, "chỉnh đốn Đảng"),
    ("Nghị quyết Trung ương 5 khóa XIII", None, None),
    ("Chỉ thị số 10 của Ban Bí thư (khóa X)", None, "sinh hoạt chi bộ"),
    ("Chỉ thị 05 của Bộ Chính trị", "2019-05-01", "Hồ Chí Minh"),
    ("Chỉ thị 05 của Tỉnh ủy", "2019-05-01", None),
    ("Chỉ thị 05", "2019-05-01", None),
    ("Nghị quyết 21-NQ/TU ngày 16/6/2022", None, None),
]


@pytest.mark.parametrize(("text", "published", "title"), TITLES)
def test_registry_gives_the_title_of_one_document(text: str, published: str | None, title: str | None) -> None:
    (found,) = citations(text, date.fromisoformat(published) if published else None)
    assert title in found.title if title and found.title else found.title is None and title is None


def test_registry_never_gives_a_date() -> None:
    (found,) = citations("Nghị quyết số 21-NQ/TW khóa XIII")
    assert found.title is not None and found.date is None and found.issuer is None


@pytest.mark.parametrize(
    ("published", "canonical"),
    [
        ("2015-01-01", "47-QĐ/TW"),
        ("2022-01-01", "37-QĐ/TW"),
        ("2026-10-01", "207-QĐ/TW"),
        ("2005-01-01", None),
        (None, None),
    ],
)
def test_nickname_is_resolved_by_the_day(published: str | None, canonical: str | None) -> None:
    found = citations(
        "vi phạm Quy định về những điều đảng viên không được làm", date.fromisoformat(published) if published else None
    )
    assert [c.canonical for c in found] == ([canonical] if canonical else [])
    assert all(c.number is None and c.date is None for c in found)
