"""The article's own text: what stands around it is cut off, nothing inside it is changed, and what is cut tells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import extract
from extract.article import cut
from extract.text import clean
from schema import ArticleInput, Paragraph
from tests.extract.article_pages import ARTICLE, BODY, TITLE, of

# -- what is cut off ---------------------------------------------------------------------------------------------------

ABOVE = [
    "A- A A+ | Chia sẻ bài viết lên Facebook Tăng tương phản Giảm tương phản",
    "Trang chủ > Chính trị > Xây dựng Đảng",
    "Trang chủ > Tin tức",
    "Trang chủ » Tin tức",
    "A A+ A++",
    "Xây dựng Đảng",
    "Thứ Ba, 05/01/2021 09:14",
    "Cỡ chữ",
    ".",
]
BELOW = [
    ["Lượt xem: 1.204"],
    ["Số lượt xem: 41"],
    ["2.310 lượt xem"],
    ["In bài viết"],
    ["Phản hồi | Bản in | In bài viết"],
    ["Phản hồi | Bản in | Gửi email"],
    ["Từ khóa: đảng viên, Vĩnh Linh, kết nạp"],
    ["Thống kê truy cập", "Hôm nay: 851", "Hôm qua: 2.455", "Tháng 06: 49.817", "Trực tuyến: 12", "Đã truy cập: 462.203"],
    ["Tin liên quan", "Gio Linh kết nạp 77 đảng viên mới", "Hải Lăng trao Huy hiệu Đảng cho 90 đảng viên"],
    ["Các tin khác:", "Cam Lộ: 24 quần chúng học lớp cảm tình Đảng (12/12/2020)"],
    ["Tin cùng chuyên mục", "Đakrông thành lập 3 chi bộ"],
    ["Có thể bạn quan tâm", "Triệu Phong khai trừ 3 đảng viên"],
    ["Xem nhiều nhất", "Toàn tỉnh kết nạp 1.512 đảng viên"],
    [">> Hướng Hóa kết nạp 102 đảng viên", ">> Kỷ luật 14 đảng viên"],
    ["Ý kiến bình luận", "Họ và tên", "Email", "Lời bình", "Tối thiểu 10 chữ", "Gửi"],
    ["Bình luận (3)", "Nguyễn An", "Bài viết hay, 5 sao!"],
    ["Hotline: 0233 3852 000", "POWERED BY ONECMS"],
    ["Liên kết website", "Tỉnh ủy", "UBND tỉnh"],
]  # fmt: skip


FURNITURE = [*ABOVE, *(line for lines in BELOW for line in lines)]


@pytest.mark.parametrize("line", ABOVE)
def test_above_the_title(line: str) -> None:
    found = of([line, *ARTICLE])
    assert found.title == TITLE
    assert found.text.raw.split("\n") == ARTICLE


@pytest.mark.parametrize("lines", BELOW, ids=lambda lines: lines[0])
def test_below_the_body(lines: list[str]) -> None:
    found = of([*ARTICLE, *lines])
    assert found.text.raw.split("\n") == ARTICLE


def test_everything_at_once() -> None:
    below = [line for lines in BELOW[:8] for line in lines]
    assert of([*ABOVE, *ARTICLE, *below]).text.raw.split("\n") == ARTICLE


def test_a_box_of_other_titles_in_the_middle() -> None:
    rest = (
        "Phát huy kết quả đạt được, năm 2021 Đảng bộ huyện đặt mục tiêu mỗi chi bộ thôn kết nạp ít nhất 1 đảng viên, "
        "trong đó ưu tiên đoàn viên ưu tú, người có uy tín và bộ đội xuất ngũ trở về địa phương."
    )
    found = of([*ARTICLE, "Tin liên quan", "Gio Linh kết nạp 77 đảng viên mới", rest])
    assert found.text.raw.split("\n") == [*ARTICLE, rest]


# -- what stays --------------------------------------------------------------------------------------------------------

STAYS = [
    "Trang chủ của cổng thông tin huyện đăng tin kết nạp đảng viên mỗi tuần, có 1.204 lượt xem một ngày.",
    "Thống kê của Ban Tổ chức Huyện ủy cho thấy 62% đảng viên mới là đoàn viên.",
    "Theo Báo cáo chính trị, nhiệm kỳ qua Đảng bộ kết nạp 655 đảng viên.",
    "Hôm nay có 32 đảng viên dự họp đông đủ.",
    "Theo Bí thư Huyện ủy, nhiệm kỳ qua Đảng bộ kết nạp 640 đảng viên.",
    "Tin vào Đảng, bà con bản Cát hiến 2.000 m2 đất làm đường.",
    "Xem nhiều, đọc nhiều, đi nhiều là cách chị Hồ Thị Nghin làm công tác dân vận.",
    "Ý kiến bình luận của người dân trên mạng xã hội được chi bộ tiếp thu.",
    "Trả lời câu hỏi của phóng viên, bí thư chi bộ cho biết chi bộ có 31 đảng viên.",
    "Ngày 05/01/2021, Huyện ủy Vĩnh Linh tổng kết công tác xây dựng Đảng.",
    "Thông báo kết quả kiểm tra được gửi tới 14 chi bộ.",
    "Nguồn kết nạp đảng viên ở các thôn ngày càng ít.",
    "Ảnh Bác được treo trang trọng trong 23 nhà văn hóa thôn.",
    "Bài học từ Vĩnh Linh: gần dân, hiểu dân, trọng dân.",
    "Hôm nay, các chi bộ đồng loạt sinh hoạt chuyên đề quý IV, có 412 đảng viên tham dự.",
]


@pytest.mark.parametrize("line", STAYS)
def test_sentences_that_begin_like_furniture_stay(line: str) -> None:
    lines = [TITLE, BODY[0], line, BODY[1]]
    assert of(lines).text.raw.split("\n") == lines


def test_nothing_inside_the_article_is_changed() -> None:
    odd = 'Chi bộ bản Mít có 14 đảng viên ( 5 nữ ),đạt 100 %;lớp “Cảm tình Đảng” mở ngày 5 .4.2018 – "đúng hẹn" ./.'
    assert of([TITLE, odd, BODY[1]]).text.raw == f"{TITLE}\n{odd}\n{BODY[1]}"


@settings(deadline=None)
@given(st.lists(st.sampled_from(BODY + STAYS), min_size=1, max_size=6, unique=True))
def test_an_article_without_furniture_is_kept_whole(lines: list[str]) -> None:
    kept = [TITLE, *lines]
    assert of(kept).text.raw.split("\n") == kept


@settings(deadline=None)
@given(st.lists(st.one_of(st.text(max_size=40), st.sampled_from([*ABOVE, *BODY, *STAYS, *FURNITURE])), max_size=12))
def test_what_is_kept_stood_in_the_page_line_for_line(lines: list[str]) -> None:
    page = [line.strip() for line in clean("\n".join([TITLE, *lines])).split("\n")]
    kept = of([TITLE, *lines]).text.raw.split("\n")
    position = 0
    for line in kept:
        assert line and line in page[position:]
        position = page.index(line, position) + 1


def test_blank_lines_and_spaces_around_lines_go() -> None:
    assert of(["", f"  {TITLE}  ", "", "\t" + BODY[0], "   "]).text.raw == f"{TITLE}\n{BODY[0]}"


# -- captions ----------------------------------------------------------------------------------------------------------


def test_a_caption_told_twice_stands_once() -> None:
    caption = "Lễ kết nạp đảng viên tại Chi bộ thôn Hiền Lương. Ảnh: Lê Minh"
    found = of([TITLE, BODY[0], caption, caption, BODY[1]])
    assert found.text.raw.split("\n") == [TITLE, BODY[0], caption, BODY[1]]
    assert [line.zone for line in found.text.lines] == ["title", "body", "caption", "body"]


@pytest.mark.parametrize(
    "caption",
    [
        "Ảnh: Lễ kết nạp đảng viên ở Chi bộ Trường THPT Vĩnh Linh",
        "Trong ảnh: Đảng viên trẻ giúp dân gặt lúa",
        "Ảnh minh họa: Internet",
        "Đảng viên bản Cát họp chi bộ. Ảnh: Thu Hà",
        "Đảng viên bản Cát họp chi bộ. Ảnh: T.H",
        "Bí thư Huyện ủy trao Huy hiệu Đảng (Ảnh tư liệu)",
    ],
)
def test_captions_are_known(caption: str) -> None:
    assert of([TITLE, BODY[0], caption, BODY[1]]).text.lines[2].zone == "caption"


def test_the_line_after_the_mark_of_a_picture_is_its_caption() -> None:
    found = of([TITLE, BODY[0], "leftcenterrightdel", "Đảng viên trẻ ra quân làm đường", BODY[1]])
    assert "leftcenterrightdel" not in found.text.raw
    assert [line.zone for line in found.text.lines] == ["title", "body", "caption", "body"]


@pytest.mark.parametrize(
    "line", ["Hình ảnh người đảng viên luôn gắn với việc làm cụ thể.", "Trong ảnh hưởng của dịch, chi bộ vẫn họp đều."]
)
def test_sentences_about_images_are_no_captions(line: str) -> None:
    assert of([TITLE, BODY[0], line, BODY[1]]).text.lines[2].zone == "body"


# -- titles and paragraphs ---------------------------------------------------------------------------------------------


def test_a_given_title_stands_first_and_once() -> None:
    assert of(BODY, title=TITLE).text.raw.split("\n") == ARTICLE
    assert of(ARTICLE, title=TITLE).text.raw.split("\n") == ARTICLE
    assert of([BODY[0], TITLE, BODY[1]], title=TITLE.upper()).text.raw.split("\n") == [TITLE.upper(), *BODY]


def test_paragraphs_of_a_page_are_kept_as_they_are() -> None:
    paragraphs = (
        Paragraph(text=TITLE, zone="title"),
        Paragraph(text="Tin liên quan", zone="body"),
        Paragraph(text=BODY[0], zone="lead"),
        Paragraph(text="  "),
    )
    found = cut(ArticleInput(id="a", paragraphs=paragraphs))
    assert found.text.raw.split("\n") == [TITLE, "Tin liên quan", BODY[0]]
    assert [line.zone for line in found.text.lines] == ["title", "body", "lead"]


@pytest.mark.parametrize("raw", ["", "\n\n", "Trang chủ", "."])
def test_nothing_to_read_is_an_empty_article(raw: str) -> None:
    record = extract(ArticleInput(id="a", text=raw))
    assert record.facts == () and record.documents == () and record.dates == ()
