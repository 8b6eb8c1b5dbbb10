"""Where documents are cited: every form of a number, with the forms that are none."""

from __future__ import annotations

import pytest

from extract.documents import read
from extract.text import Text
from schema import document_types, issuers


def canonicals(text: str) -> list[str]:
    return [citation.canonical for citation in read(Text.of(text)) if citation.rule != "document_pronoun"]


PARTY = [
    ("Nghị quyết số 21-NQ/TW của Ban Chấp hành Trung ương", "21-NQ/TW"),
    ("Nghị quyết số: 21-NQ/TW", "21-NQ/TW"),
    ("NGHỊ QUYẾT SỐ 21-NQ/TW", "21-NQ/TW"),
    ("Nghị quyết số 21- NQ/TW", "21-NQ/TW"),
    ("Nghị quyết số 21 – NQ/TW", "21-NQ/TW"),
    ("Nghị quyết số 21 - NQ / TW ngày 16/6/2022", "21-NQ/TW"),
    ("Nghị quyết số 21‑NQ/TW", "21-NQ/TW"),
    ("Nghị quyết số 21−NQ/TW", "21-NQ/TW"),
    ("Nghị quyết\u00a0số\u00a021-NQ/TW", "21-NQ/TW"),
    ("Nghị quyết số 21 NQ/TW", "21-NQ/TW"),
    ("Nghị quyết số 21NQ/TW", "21-NQ/TW"),
    ("Nghị quyết số 21-NQTW", "21-NQ/TW"),
    ("Nghị quyết số21-NQ/TW", "21-NQ/TW"),
    ("Nghị quyết 21-NQ/TW,", "21-NQ/TW"),
    ("nghị quyết 21-NQ/TW.", "21-NQ/TW"),
    ("nghị quyết số 21-nq/tw", "21-NQ/TW"),
    ("nghị quyết số 21-NQ/TW.Theo đó", "21-NQ/TW"),
    ("Nghị quyết số 21-NQ/TWcủa Trung ương", "21-NQ/TW"),
    ("Nghị quyết số 60-NQ/TƯ", "60-NQ/TW"),
    ("Nghị quyết số 60-NQ/T.Ư của", "60-NQ/TW"),
    ("Nghị quyết số 60-NQ/T.W", "60-NQ/TW"),
    ("Nghị quyết số 60-NQ/Trung ương", "60-NQ/TW"),
    ("Quy định số 31/QĐ-TW", "31-QĐ/TW"),
    ("Nghị quyết 04/NQ-TU", "04-NQ/TU"),
    ("Nghị quyết 04/NQ/TU", "04-NQ/TU"),
    ("Kế hoạch số 81 -KH/ TU", "81-KH/TU"),
    ("Kế hoạch số 81-KH/TU", "81-KH/TU"),
    ("Kế hoạch 5-KH/TU", "05-KH/TU"),
    ("Quyết định số 12-QD/TU", "12-QĐ/TU"),
    ("Quyết định số 12-QÐ/TU", "12-QĐ/TU"),
    ("Quy định số 08-QĐi/TW", "08-QĐi/TW"),
    ("Chương trình hành động số 16-CTr/TU", "16-CTr/TU"),
    ("Chương trình số 16-CTR/TU", "16-CTr/TU"),
    ("Chương trình hành động 22-CTHĐ/TU", "22-CTHĐ/TU"),
    ("Công văn số 3449-CV/TU", "3449-CV/TU"),
    ("Thông báo kết luận số 158-TB/TW", "158-TB/TW"),
    ("Thông tri số 05-TT/TU", "05-TT/TU"),
    ("Tờ trình số 12-TTr/HU", "12-TTr/HU"),
    ("Hướng dẫn số 31 – HD/BTCTW", "31-HD/BTCTW"),
    ("Hướng dẫn 05-HD/VPTW", "05-HD/VPTW"),
    ("Nghị quyết chuyên đề số 07-NQ/HU", "07-NQ/HU"),
    ("Nghị quyết số 09-NQ/ThU", "09-NQ/ThU"),
    ("Kế hoạch số 81-KH/ĐUK", "81-KH/ĐUK"),
    ("Kế hoạch số 12-KH/BCĐ35", "12-KH/BCĐ35"),
    ("Nghị quyết số 02-NQ/ĐHĐB", "02-NQ/ĐHĐB"),
    ("Quyết định số 367-QĐ/TWĐTN-VP", "367-QĐ/TWĐTN-VP"),
    ("Quyết định số 1.234-QĐ/TU", "1234-QĐ/TU"),
    ("Quyết định (QĐ) số 12-QĐ/TU", "12-QĐ/TU"),
    ("Số: 97-QĐ/TW", "97-QĐ/TW"),
    ("theo số 12-TB/TU ngày 3/4", "12-TB/TU"),
    ("thực hiện 21-NQ/TW", "21-NQ/TW"),
    ("NQ 21-NQ/TW", "21-NQ/TW"),
    ("NQ/TW 21", "21-NQ/TW"),
    ("Nghị quyết NQ/TU số 05", "05-NQ/TU"),
    ("Mục 19 Quy định 29-QĐ/TW năm 2016", "29-QĐ/TW"),
    ("“Nghị quyết số 21-NQ/TW”", "21-NQ/TW"),
    ("Nghị quyết “số 21-NQ/TW”", "21-NQ/TW"),
]

STATE = [
    ("Nghị định số 30/2020/NĐ-CP", "30/2020/NĐ-CP"),
    ("Nghị định 30/2020/NĐ – CP", "30/2020/NĐ-CP"),
    ("Nghị định số 5/2020/NĐ-CP", "05/2020/NĐ-CP"),
    ("Nghị quyết số 30a/2008/NQ-CP", "30a/2008/NQ-CP"),
    ("Nghị quyết số 12/2024/NQ-HĐND", "12/2024/NQ-HĐND"),
    ("Nghị quyết số 131/NQ-HĐND", "131/NQ-HĐND"),
    ("Nghị quyết 1679/NQ-UBTVQH15", "1679/NQ-UBTVQH15"),
    ("Nghị quyết số 35/2023/UBTVQH15", "35/2023/UBTVQH15"),
    ("Nghị quyết số 35/2023/UBTVQH ngày 12-7-2023", "35/2023/UBTVQH"),
    ("Nghị quyết số 202/2025/QH15", "202/2025/QH15"),
    ("Luật số 72/2025/QH15", "72/2025/QH15"),
    ("Bộ luật số 45/2019/QH14", "45/2019/QH14"),
    ("Luật Cán bộ, công chức số 80/2025/QH15", "80/2025/QH15"),
    ("Pháp lệnh số 02/2020/UBTVQH14", "02/2020/UBTVQH14"),
    ("Quyết định số 182/QĐ-TTg", "182/QĐ-TTg"),
    ("Quyết định 1056/QĐ-UBND-HC", "1056/QĐ-UBND-HC"),
    ("Quyết định số 1.056/QĐ-UBND", "1056/QĐ-UBND"),
    ("Kế hoạch số 225/KH-UBND", "225/KH-UBND"),
    ("Đề án 373/ĐA-CP", "373/ĐA-CP"),
    ("Thông tư 36/2006/TT-BVHTT", "36/2006/TT-BVHTT"),
    ("Thông tư liên tịch số 02/2011/TTLT-VPCP-BNV", "02/2011/TTLT-VPCP-BNV"),
    ("Công văn số 2749/UBND-KGVX", "2749/UBND-KGVX"),
    ("Công văn 45/HĐND-VP", "45/HĐND-VP"),
    ("Công văn 1208/SNV-CCVC", "1208/SNV-CCVC"),
    ("Công điện số 12/CĐ-TTg", "12/CĐ-TTg"),
    ("Quyết định số 217/2014/QĐ-TTg", "217/2014/QĐ-TTg"),
    ("Sắc lệnh số 14/SL", "14/SL"),
]

BARE = [
    ("Hướng dẫn số 08 ngày 30-8-2023 của Ban Tổ chức Tỉnh ủy", "Hướng dẫn 08"),
    ("theo Hướng dẫn số 8 của Ban Tổ chức", "Hướng dẫn 08"),
    ("Chỉ thị 30 yêu cầu", "Chỉ thị 30"),
    ("Chỉ thị số 17", "Chỉ thị 17"),
    ("nghị quyết số 21", "Nghị quyết 21"),
    ("thực hiện nghị quyết 21 về xây dựng Đảng", "Nghị quyết 21"),
    ("Quy định 80/2022", "Quy định 80/2022"),
    ("Quy định số 41/2021 của Bộ Chính trị", "Quy định 41/2021"),
    ("Nghị định 30/2020", "Nghị định 30/2020"),
    ("chấm dứt hưởng chính sách theo Nghị định 178 đối với 12 đồng chí", "Nghị định 178"),
    ("Thực hiện Nghị quyết 01 (khóa XI)", "Nghị quyết 01"),
    ("triển khai NQ21 tới chi bộ", "Nghị quyết 21"),
    ("triển khai NQ 21 tới các chi bộ", None),
    ("triển khai NQ 21 của Trung ương", "Nghị quyết 21"),
    ("thực hiện CT05, NQ số 35", "Chỉ thị 05", "Nghị quyết 35"),
    ("Kết luận 198, Quy định 366", "Kết luận 198", "Quy định 366"),
    ("hoàn thành hướng dẫn thực hiện Quy định 22 trong quý I", "Quy định 22"),
    ("theo quy định 22, chi bộ tự kiểm tra", "Quy định 22"),
    ("Chỉ thị 51 (8/8/2025)", "Chỉ thị 51"),
    ("Chỉ thị số 51 (8/8/2025)", "Chỉ thị 51"),
    ("Chỉ thị 05 ngày 15/5/2016", "Chỉ thị 05"),
    ("Quyết định 217 năm 2013 của Bộ Chính trị", "Quyết định 217"),
    ("triển khai Đề án 06 tới cơ sở", "Đề án 06"),
    ("Đề án 06, chuyển đổi số", "Đề án 06"),
    ("theo kế hoạch số 31 của Ban Thường vụ", "Kế hoạch 31"),
    ("theo Kế hoạch 31 của Ban Thường vụ", "Kế hoạch 31"),
    ("Công văn 3449 của Thành ủy", "Công văn 3449"),
    ("Nghị quyết 21 Trung ương về tổ chức cơ sở đảng", "Nghị quyết 21"),
    ("Chỉ thị 05.", "Chỉ thị 05"),
    ("Nghị quyết 57: đột phá", "Nghị quyết 57"),
]

COUNTS = [
    "đã thi hành kỷ luật 27 đảng viên",
    "theo pháp luật 3 trường hợp",
    "thông báo 3 trường hợp vi phạm",
    "Thông báo 3 trường hợp",
    "kết luận 33 đảng viên có vi phạm",
    "Kết luận 33 đảng viên có vi phạm",
    "Kết luận có vi phạm: 1.575 tổ chức đảng",
    "quyết định 3 đảng viên",
    "Quyết định 02 tổ chức đảng",
    "quy định 5 điều cấm",
    "quy định 2 lần trong năm",
    "hướng dẫn 12 chi bộ cơ sở",
    "Hướng dẫn 1 số nội dung",
    "báo cáo 6 tháng đầu năm",
    "Báo cáo 9 tháng năm 2023",
    "đọc báo cáo 5 năm",
    "kết nạp 11 đảng viên/kế hoạch 10; nâng đội ngũ",
    "11 đảng viên (kế hoạch 10)",
    "11 đảng viên (Kế hoạch 10)",
    "kế hoạch là 1.500",
    "vượt kế hoạch 12%",
    "đạt 95% kế hoạch 120 đảng viên",
    "kế hoạch 2019",
    "Kế hoạch 2024 của tỉnh",
    "kế hoạch 5 năm 2021-2025",
    "Kế hoạch 5 năm",
    "NQ 6.000, vượt hơn 14%",
    "đạt 110%NQ",
    "kết nạp 270 đảng viên (NQ 250)",
    "kết nạp 270 đảng viên (NQ: 250)",
    "bằng 120% NQ 250 đảng viên",
    "Chương trình 135 giai đoạn II",
    "chương trình 135",
    "chương trình 30a",
    "đề án 1 triệu héc-ta lúa",
    "Đề án 500 trí thức trẻ",
    "dự án 600 phó chủ tịch xã",
    "nghị quyết 19/5",
    "Nghị quyết 5 nội dung",
    "nghị quyết 10 năm qua",
    "142/270 đảng viên",
    "giai đoạn 2020-2025",
    "điện thoại 0222.3.821.330",
    "từ 3-4% tổng số đảng viên",
    "QL 1A, đường 19/5, km 12",
    "ban hành 12 nghị quyết, 35 chỉ thị",
    "ban hành 3 Nghị quyết, 15 Kế hoạch",
    "Luật 27",
    "quy luật 3 giai đoạn",
    "Đại hội XIII, khóa XVII",
    "Điều 14, khoản 2",
    "ảnh 1",
    "văn bản 3 cấp",
    "công văn đến 1.500",
    "thực hiện quyết định, 15 đồng chí nghỉ hưu",
    "biên bản 2 bên",
    "12-A/BC",
    "đạt 12/15 TCCSĐ",
    "Tỉnh ủy có 15 chỉ tiêu",
    "phiên bản 4.0, công nghệ 5G",
]


@pytest.mark.parametrize(("text", *["expected"]), [(t, list(e)) for t, *e in PARTY + STATE])
def test_numbers_with_a_symbol(text: str, expected: list[str]) -> None:
    assert canonicals(text) == expected


@pytest.mark.parametrize(("text", "expected"), [(t, [x for x in e if x]) for t, *e in BARE])
def test_numbers_without_a_symbol(text: str, expected: list[str]) -> None:
    assert canonicals(text) == expected


@pytest.mark.parametrize("text", COUNTS)
def test_counts_are_no_documents(text: str) -> None:
    assert canonicals(text) == []


@pytest.mark.parametrize("kind", document_types().values(), ids=lambda k: k.code)
def test_each_type_is_read_from_its_example(kind: object) -> None:
    example, code = kind.example, kind.code  # type: ignore[attr-defined]
    (found,) = read(Text.of(f"Theo {example}, chi bộ đã họp."))
    assert f"Theo {example}, chi bộ đã họp."[found.start : found.end] == example
    assert found.type == code or code == "van_ban"


@pytest.mark.parametrize("issuer", issuers().values(), ids=lambda i: i.code)
def test_each_body_code_is_read_from_its_example(issuer: object) -> None:
    example = issuer.example  # type: ignore[attr-defined]
    (found,) = read(Text.of(f"Văn bản số {example} nêu rõ."))
    assert found.canonical == example
    assert issuer.code in (found.symbol or "")  # type: ignore[attr-defined]
    assert found.flags == ()


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("theo Nghị quyết số 21- NQ/TW của", "Nghị quyết số 21- NQ/TW", "nghi_quyet"),
        ("xem xét Tờ trình của Đảng ủy Công an tỉnh (số 215-TTr/ĐUCA, ngày 14/7)", "số 215-TTr/ĐUCA", "to_trinh"),
        ("theo Quy định của Ban Bí thư (số 60-QĐ/TW)", "số 60-QĐ/TW", "quy_dinh"),
        ("theo quyết định của Tỉnh ủy (số 60-QĐ/TU)", "số 60-QĐ/TU", "quyet_dinh"),
        ("thông qua (Nghị quyết số 131/NQ-HĐND, ngày 14/12/2023)", "Nghị quyết số 131/NQ-HĐND", "nghi_quyet"),
        ("Luật Cán bộ, công chức số 80/2025/QH15", "số 80/2025/QH15", "luat"),
        ("Chỉ thị số 54-QĐ/TU ngày 28-12", "Chỉ thị số 54-QĐ/TU", "chi_thi"),
        ("Văn bản số 45-KL/TW", "Văn bản số 45-KL/TW", "ket_luan"),
        ("Văn bản số 2749/UBND-KGVX", "Văn bản số 2749/UBND-KGVX", "cong_van"),
        ("Thông báo Kết luận số 12-TB/TU", "Thông báo Kết luận số 12-TB/TU", "thong_bao"),
        ("Thông tri số 05-TT/TU", "Thông tri số 05-TT/TU", "thong_tri"),
        ("số 05-TT/TU", "số 05-TT/TU", "thong_tri"),
        ("số 15/2024/TT-BCT", "số 15/2024/TT-BCT", "thong_tu"),
    ],
)
def test_surface_and_type(text: str, surface: str, kind: str) -> None:
    (found,) = read(Text.of(text))
    assert (text[found.start : found.end], found.type) == (surface, kind)


@pytest.mark.parametrize(
    ("text", "number", "symbol"),
    [
        ("Nghị quyết số 21-NQ/TW", "21", "NQ/TW"),
        ("Chỉ thị 5-CT/TW", "05", "CT/TW"),
        ("Nghị định 30/2020/NĐ-CP", "30/2020", "NĐ-CP"),
        ("Nghị quyết 35/2023/UBTVQH15", "35/2023", "UBTVQH15"),
        ("Công văn 2749/UBND-KGVX", "2749", "UBND-KGVX"),
        ("Quy định 80/2022", "80/2022", None),
        ("Nghị quyết Trung ương 4 khóa XII", None, None),
    ],
)
def test_number_and_symbol(text: str, number: str | None, symbol: str | None) -> None:
    (found,) = read(Text.of(text))
    assert (found.number, found.symbol) == (number, symbol)


def test_wrong_order_is_flagged_and_normalised() -> None:
    assert [c.flags for c in read(Text.of("21/NQ-TW; 225-KH/UBND; 21-NQ/TW; 225/KH-UBND"))] == [
        ("family",),
        ("family",),
        (),
        (),
    ]
