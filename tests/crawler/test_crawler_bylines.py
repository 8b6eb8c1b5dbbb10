"""Author and source lines, and lines that only look like them."""

from __future__ import annotations

import pytest

from crawler.bylines import is_name, read_byline

LINES = {
    "P.V": ("P.V", None),
    "PV": ("PV", None),
    "QT": ("QT", None),
    "H.Tr": ("H.Tr", None),
    "N.Mai": ("N.Mai", None),
    "Đỗ Th.": ("Đỗ Th.", None),
    "MAI ANH": ("MAI ANH", None),
    "Bài, ảnh: Lê Ngân, BBT": ("Lê Ngân", None),
    "Bài và ảnh: Hà My - Văn Việt": ("Hà My - Văn Việt", None),
    "Tác giả: Thu Biên VX": ("Thu Biên VX", None),
    "Nguồn: Ban Biên tập": (None, None),
    "BBT": (None, None),
    "Theo Báo Tuyên Quang Online": (None, "Báo Tuyên Quang Online"),
    "(Theo TTXVN)": (None, "TTXVN"),
    "(TTXVN)": (None, "TTXVN"),
    "Theo dangcongsan.vn": (None, "dangcongsan.vn"),
    "Nguồn tin: Báo Nhân Dân": (None, "Báo Nhân Dân"),
    "Mai Chi (Theo Báo Nhân Dân)": ("Mai Chi", "Báo Nhân Dân"),
    "Theo Mai Chi/Báo Nhân Dân": ("Mai Chi", "Báo Nhân Dân"),
    "Nguồn Xây Dựng Đảng: http://www.xaydungdang.org.vn/vinh-phuc/vinh-phuc-nang-cao-21223": (None, "Xây Dựng Đảng"),
    "Nguồn: http://vinhan.example.vn/print/3002263.html": (None, None),
}


@pytest.mark.parametrize("line", LINES)
def test_bylines(line: str) -> None:
    byline = read_byline(line)
    assert byline is not None
    assert (byline.author, byline.syndicated_from) == LINES[line]


@pytest.mark.parametrize(
    "line",
    [
        "Theo đó, các cấp ủy đã chỉ đạo xây dựng các giải pháp cụ thể", "Theo Báo Vĩnh An, trong 6 tháng có 12 chi bộ mới.", "Theo kế hoạch",
        "Nguồn nhân lực", "Nguồn kết nạp đảng viên còn ít", "Bài học kinh nghiệm", "Tin tưởng tuyệt đối vào Đảng", "Ảnh hưởng của dịch bệnh",
        "Đảng viên được kết nạp trong năm: 128", "- Kết nạp 45 đảng viên", "Xin trân trọng cảm ơn đồng chí!", "Năm 2024",
    ],
)  # fmt: skip
def test_what_is_no_byline(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    "line", ["Hội nghị thành công tốt đẹp.", "Trân trọng cảm ơn!", "27", "a", "đảng viên", "Vì sao?"]
)
def test_what_is_no_name(line: str) -> None:
    assert not is_name(line)
