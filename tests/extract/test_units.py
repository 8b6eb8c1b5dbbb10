"""The organisations and places that an article names. In a case the name stands between ⟦ and ⟧."""

from __future__ import annotations

from datetime import date

import pytest

from extract import extract
from schema import ArticleInput, Unit

# sentence | kind | level; the name is what stands marked, unless a fourth part gives it
CASES = [
    # party organisations of a territory
    "Năm 2020, ⟦Đảng bộ tỉnh Sơn La⟧ kết nạp 3.100 đảng viên. | dang_bo | province",
    "⟦Đảng bộ huyện Lạc Dương⟧ hoàn thành chỉ tiêu năm. | dang_bo | district",
    "Ở ⟦Đảng bộ thị xã Nghi Sơn⟧, nguồn kết nạp dồi dào. | dang_bo | district",
    "⟦Đảng bộ quận Cái Răng⟧ dẫn đầu toàn thành phố. | dang_bo | district",
    "Đoàn kiểm tra làm việc với ⟦Đảng bộ xã Nghĩa Sơn⟧. | dang_bo | commune",
    "⟦Đảng bộ phường Hòa Khánh Bắc⟧ có 21 chi bộ. | dang_bo | commune",
    "⟦Đảng bộ phường 10⟧ có 21 chi bộ. | dang_bo | commune",
    "⟦Đảng ủy xã Thạch Kim⟧ ban hành nghị quyết. | dang_uy | commune",
    "⟦Đảng ủy thị trấn Kép⟧ phân công đảng viên giúp đỡ. | dang_uy | commune",
    # committees
    "⟦Tỉnh ủy Quảng Trị⟧ họp phiên thường kỳ. | tinh_uy | province",
    "⟦Huyện ủy Vị Xuyên⟧ vừa tổng kết năm. | huyen_uy | district",
    "⟦Thị ủy Duy Tiên⟧ giao chỉ tiêu sớm. | thi_uy | district",
    "⟦Quận ủy Hồng Bàng⟧ chỉ đạo sát sao. | quan_uy | district",
    "⟦Thành ủy Vũng Tàu⟧ trao 35 Huy hiệu Đảng. | thanh_uy | district",
    "⟦Thành ủy Hải Phòng⟧ trao 350 Huy hiệu Đảng. | thanh_uy | province",
    "⟦Huyện uỷ Đăk Glei⟧ mở 2 lớp. | huyen_uy | district",
    # organs
    "⟦Ban Tổ chức Tỉnh ủy Lai Châu⟧ hướng dẫn cơ sở. | ban | province",
    "⟦Ban Thường vụ Huyện ủy Vị Xuyên⟧ cho ý kiến. | ban | district",
    "⟦BTV Thị ủy Duy Tiên⟧ cho ý kiến. | ban | district",
    "⟦UBKT Huyện ủy Mai Sơn⟧ kết luận 2 vụ việc. | uy_ban_kiem_tra | district",
    "⟦Ủy ban Kiểm tra Tỉnh ủy Kon Tum⟧ họp kỳ 12. | uy_ban_kiem_tra | province",
    # central bodies
    "Theo quy định của ⟦Bộ Chính trị⟧, việc này do cấp ủy quyết. | trung_uong | central",
    "⟦Ban Bí thư Trung ương Đảng⟧ đã có chỉ thị. | trung_uong | central",
    "Hướng dẫn của ⟦Ban Tổ chức Trung ương⟧ nêu rõ. | trung_uong | central",
    # cells
    "⟦Chi bộ thôn Nà Lũng⟧ có 19 đảng viên. | chi_bo | cell",
    "⟦Chi bộ bản Pá Hốc⟧ có 19 đảng viên. | chi_bo | cell",
    "⟦Chi bộ Tổ dân phố 7⟧ có 48 đảng viên. | chi_bo | cell",
    "⟦Chi bộ Trường THCS Lê Lợi⟧ kết nạp 1 đảng viên. | chi_bo | cell",
    "⟦Chi bộ Công ty TNHH Hoàng Gia⟧ kết nạp 2 đảng viên. | chi_bo | cell",
    # blocks, forces, organisations
    "⟦Đảng bộ Khối các cơ quan tỉnh⟧ kết nạp 60 đảng viên. | dang_bo | block",
    "⟦Đảng ủy Khối Doanh nghiệp tỉnh⟧ giao chỉ tiêu. | dang_uy | block",
    "⟦Đảng bộ Quân sự tỉnh⟧ kết nạp 44 đảng viên. | dang_bo | block",
    "⟦Đảng bộ Công an tỉnh Gia Lai⟧ kết nạp 70 đảng viên. | dang_bo | block",
    "⟦Đảng bộ Trường Cao đẳng Sư phạm Nha Trang⟧ có 9 chi bộ. | dang_bo | -",
    "⟦Đảng bộ Bệnh viện Đa khoa khu vực Cam Ranh⟧ có 9 chi bộ. | dang_bo | -",
    # places
    "Các thôn bản của ⟦huyện Bảo Lạc⟧ đều có chi bộ. | place | district",
    "Tại ⟦thành phố Pleiku⟧, việc kết nạp thuận lợi hơn. | place | district",
    "Ông sinh ra ở ⟦xã Tà Xùa⟧. | place | commune",
    "⟦Phường 5⟧ là nơi có đông đảng viên nhất. | place | commune",
    "Bà con ⟦thôn Nà Lũng⟧ hiến đất. | place | cell",
    "Là địa bàn khó khăn của ⟦tỉnh Điện Biên⟧, nơi đây có 7 dân tộc. | place | province",
    "Đường về ⟦xã biên giới Mường Cai⟧ còn gian nan. | place | commune",
    # an apostrophe, a hyphen, one syllable, an abbreviation
    "⟦Đảng bộ huyện M’Drắk⟧ có 38 tổ chức cơ sở đảng. | dang_bo | district",
    "⟦Đảng bộ huyện Ea H’leo⟧ có 42 tổ chức cơ sở đảng. | dang_bo | district",
    "⟦Đảng bộ tỉnh Bà Rịa - Vũng Tàu⟧ có nhiều cách làm. | dang_bo | province",
    "⟦Đảng bộ thị trấn Vôi⟧ có 20 chi bộ. | dang_bo | commune",
    "⟦Đảng bộ TP. Cao Lãnh⟧ vượt kế hoạch. | dang_bo | district",
    "⟦Đảng bộ TX. Hồng Ngự⟧ vượt kế hoạch. | dang_bo | district",
    # the name ends where the next one begins
    "⟦Chi bộ thôn Nà Lũng⟧, xã Nghĩa Sơn có 19 đảng viên. | chi_bo | cell",
]


def units(sentence: str) -> list[Unit]:
    text = f"Tin xây dựng Đảng trong tuần\n{sentence}"
    return list(extract(ArticleInput(id="a", text=text, published=date(2024, 3, 1))).units)


@pytest.mark.parametrize("case", CASES)
def test_named_organisations(case: str) -> None:
    marked, kind, level = case.split(" | ")
    name = marked[marked.index("⟦") + 1 : marked.index("⟧")]
    found = {unit.text: (unit.kind, unit.level or "-") for unit in units(marked.replace("⟦", "").replace("⟧", ""))}
    assert found.get(name) == (kind, level), found


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Đảng bộ các xã Đất Mũi, Viên An, Tam Giang mỗi nơi kết nạp 8 đảng viên.", ["Đất Mũi", "Viên An", "Tam Giang"]),
        ("Các huyện Bảo Lạc, Bảo Lâm và Hạ Lang có nhiều xóm xa.", ["Bảo Lạc", "Bảo Lâm", "Hạ Lang"]),
        ("Đảng bộ huyện Thọ Xuân và Đảng bộ huyện Yên Định cùng vượt kế hoạch.", ["Thọ Xuân", "Yên Định"]),
        ("Chi bộ thôn Nà Lũng, xã Nghĩa Sơn, huyện Văn Chấn có 19 đảng viên.", ["Nà Lũng", "Nghĩa Sơn", "Văn Chấn"]),
    ],
)  # fmt: skip
def test_lists_of_names(sentence: str, names: list[str]) -> None:
    found = [unit.text for unit in units(sentence)]
    assert [name for name in names if not any(name in text for text in found)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Toàn tỉnh còn hai đảng bộ chưa hoàn thành.",
        "Các huyện, thị, thành ủy đã vào cuộc.",
        "Mỗi xã 48 đại biểu, mỗi huyện 12 đại biểu.",
        "Các chi bộ quân sự xã, phường hoạt động nền nếp.",
        "Cấp ủy, chi bộ các thôn, bản bám sát cơ sở.",
        "Bốn đảng bộ khu công nghiệp được biểu dương.",
        "Từng chi bộ, đảng bộ cơ sở rà soát đảng viên.",
        "Các chi, đảng bộ trực thuộc họp đều đặn.",
        "Nhiều xã, phường, thị trấn đạt chuẩn.",
        "Việc xã hội hóa được bàn kỹ, xã hội đồng tình.",
        "Bản thân mỗi đảng viên phải gương mẫu.",
        "Tổ chức đảng ở cơ sở được củng cố; làng quê đổi mới.",
        "Khu vực doanh nghiệp tư nhân còn ít đảng viên.",
        "Ủy ban kiểm tra các cấp hoàn thành chương trình.",
        "Năm qua đã lập tổ hợp tác và Chi bộ 3 đảng viên ở đó.",
    ],
)
def test_kinds_are_no_names(sentence: str) -> None:
    assert [unit.text for unit in units(sentence)] == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Huyện ủy Vị Xuyên vừa họp. Chiều cùng ngày, Huyện ủy đã giao chỉ tiêu cho cơ sở.", "Huyện ủy Vị Xuyên"),
        ("Đảng bộ huyện Vị Xuyên đổi mới. Năm 2023, Đảng bộ huyện đã kết nạp 270 đảng viên.", "Đảng bộ huyện Vị Xuyên"),
    ],
)  # fmt: skip
def test_a_short_mention_takes_the_full_name(sentence: str, name: str) -> None:
    assert [unit.name for unit in units(sentence)] == [name, name]


@pytest.mark.parametrize(
    ("sentence", "text", "province"),
    [
        ("Huyện ủy Vị Xuyên vừa tổng kết năm.", "Huyện ủy Vị Xuyên", "Hà Giang"),
        ("Thành ủy Vũng Tàu vừa tổng kết năm.", "Thành ủy Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Đảng bộ huyện Mường La vừa tổng kết năm.", "Đảng bộ huyện Mường La", "Sơn La"),
    ],
)
def test_the_province_of_a_known_place(sentence: str, text: str, province: str) -> None:
    found = {unit.text: unit for unit in units(sentence)}[text]
    assert found.province == province
    assert found.place_code is not None
