"""Where a sentence ends. In the cases `|` stands at each boundary; it is no part of the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.sentences import read
from extract.text import Text, clean

CASES = [
    # plain ends
    "Năm 2020, toàn huyện kết nạp 95 đảng viên.| Trong đó có 40 nữ.",
    "Vì sao nguồn kết nạp cạn dần?| Câu hỏi ấy được đặt ra ở nhiều nơi!| Chưa có lời đáp.",
    "Không ai vắng mặt…| Buổi họp bắt đầu.",
    # the space dropped after the stop
    "Toàn xã có 210 đảng viên.|Năm qua, kết nạp thêm 6 đồng chí.",
    "Chi bộ có 12 người (nữ 5).|Tất cả đều dự.",
    "Đạt 105%.|Quý sau phấn đấu hơn.",
    "Xem thêm tại baolang.vn vào mỗi sáng.",
    "Chi bộ kết nạp 21 đảng viên.| Riêng quý IV có 7.",
    # numbers
    "Đảng bộ tỉnh có 1.092 đảng viên, tăng 2,5% so với năm trước.| Đó là số cao nhất.",
    "Hội nghị diễn ra ngày 5.4.2018 tại thị trấn.| Có 3 nội dung.",
    "Tỷ lệ đạt 98.| 5 chi bộ còn lại sẽ hoàn thành trong quý IV.",
    # abbreviations and initials
    "Thành ủy TP. Hồ Chí Minh kết nạp 9.000 đảng viên.| Quận 1 dẫn đầu.",
    "Đảng bộ TX. Hồng Ngự và TP. Cao Lãnh cùng vượt kế hoạch.",
    "Bộ Chính trị và Ban Bí thư T.Ư Đảng đã ban hành quy định.| Quy định có 5 chương.",
    "Đồng chí ThS. Lê Văn Bình giảng bài.| Lớp có 60 học viên.",
    "Ba đồng chí Lò Văn T., Hà Thị M. và Vi Văn H. được biểu dương.| Cả bản vui mừng.",
    # quotes and brackets
    "Bí thư nói: “Phải chọn người tốt.”| Cả chi bộ đồng tình.",
    "Toàn huyện kết nạp 88 đảng viên (đạt 110% kế hoạch).| Năm tới đặt chỉ tiêu 90.",
    "Ông bảo: “Đảng viên đi trước.| Làng nước theo sau”.| Mọi người vỗ tay.",
    # a small letter after the stop: the sentence goes on
    "Xã có 5 thôn, 2 bản v.v. đều đã có chi bộ.",
    "Nghị quyết được thông qua... rồi nhanh chóng đi vào cuộc sống.",
    # semicolons and colons end nothing
    "Huyện A kết nạp 12; huyện B: 15; huyện C – 9.",
    # a line is never joined to the next
    "Đức Cơ: Trao Huy hiệu Đảng\n|Sáng 4/11, Huyện ủy trao huy hiệu.| Lễ trao diễn ra trang trọng.",
    "- Đảng bộ huyện A: 24\n|- Đảng bộ huyện B: 19",
]


def pieces(raw: str) -> list[str]:
    text = Text.of(clean(raw))
    return [text.raw[s.start : s.end].strip() for s in read(text)]


@pytest.mark.parametrize("case", CASES)
def test_boundaries(case: str) -> None:
    wanted = [piece.strip() for piece in case.split("|")]
    assert pieces(case.replace("|", "")) == wanted


@settings(deadline=None)
@given(st.text(alphabet='aĐả 1.,?!…“”"()\n-:;TPtp', max_size=120))
def test_sentences_cover_the_text_in_order(raw: str) -> None:
    text = Text.of(clean(raw))
    found = read(text)
    covered = "".join(text.raw[s.start : s.end] for s in found)
    assert "".join(covered.split()) == "".join(text.raw.split())
    position = 0
    for sentence in found:
        line = text.lines[sentence.line]
        assert position <= sentence.start < sentence.end
        assert line.start <= sentence.start and sentence.end <= line.end
        position = sentence.end


def test_a_table_run_together_is_cut_into_readable_pieces() -> None:
    text = Text.of("huyện A 12, huyện B 15; " * 2_000)
    found = read(text)
    assert max(s.end - s.start for s in found) <= 3_000
    assert found[0].start == 0 and found[-1].end == len(text.raw)
    assert all(a.end == b.start for a, b in pairwise(found))
