"""The article's own text: what stands around it is cut off, nothing inside it is changed, and what is cut tells."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import extract
from extract.article import CutArticle, cut
from extract.text import clean
from schema import ArticleInput, Paragraph

TITLE = "Đảng bộ huyện Vĩnh Linh tạo nguồn phát triển Đảng"
BODY = [
    "Năm 2020, Đảng bộ huyện Vĩnh Linh kết nạp 141 đảng viên, đạt 108% chỉ tiêu.",
    "Các chi bộ thôn, bản chủ động chọn đoàn viên ưu tú để bồi dưỡng, giúp đỡ và giới thiệu cho Đảng.",
]
ARTICLE = [TITLE, *BODY]


def of(lines: list[str], **known: object) -> CutArticle:
    return cut(ArticleInput(id="a", text="\n".join(lines), **known))  # type: ignore[arg-type]


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


# -- the time line -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Thứ ba, 13/09/2022 16:32", date(2022, 9, 13)),
        ("08:11, Thứ Tư, 08/04/2015 [GMT+7]", date(2015, 4, 8)),
        ("Cập nhật lúc 22:38, Thứ Hai, 08/10/2018 (GMT+7)", date(2018, 10, 8)),
        ("Cập nhật: 7:05 ngày 3-2-2019", date(2019, 2, 3)),
        ("04/01/2024 09:35 Số lượt xem: 41", date(2024, 1, 4)),
        ("Xây dựng Đảng 07/05/2021 10:12", date(2021, 5, 7)),
        ("Chính trị | 10/03/2021 - 17:02", date(2021, 3, 10)),
        ("Cập nhật lúc: 14:30 - 21/11/2017 | Số lần đọc: 41", date(2017, 11, 21)),
        ("09/10/2019 | 11:39 AM", date(2019, 10, 9)),
        ("Chủ nhật, 21-11-2021, 06:00", date(2021, 11, 21)),
        ("Ngày đăng: 15.7.2024", date(2024, 7, 15)),
        ("Đăng lúc: 14h05 ngày 20/06/2023", date(2023, 6, 20)),
    ],
)
@pytest.mark.parametrize("place", [0, 1], ids=["above the title", "below the title"])
def test_time_lines(line: str, day: date, place: int) -> None:
    found = of([*ARTICLE[:place], line, *ARTICLE[place:]])
    assert found.published == day
    assert found.text.raw.split("\n") == ARTICLE


# The manners of pages, each with the same day.
MANNERS = [
    "Đăng bởi: Văn A - 12/03/2021",
    "Ngày đăng: 12/03/2021 | Lượt xem: 33",
    "12/03/2021 10:22:13 AM",
    "Thứ 6, 12/3/2021 - 10:30",
    "T6, 12/03/2021 10:30",
    "Thứ Sáu, ngày 12 tháng 3 năm 2021",
    "12 Tháng Ba 2021",
    "12 tháng 03, 2021",
    "March 12, 2021",
    "12-03-2021 - 07:30 AM | Chính trị",
    "Cập nhật: 12:30 ngày 12/03/2021",
    "Cập nhật ngày 12-3-2021, 08:00 (GMT+7)",
    "Báo Long An - 12/03/2021 10:11",
    "BLĐO | 10:30 12/03/2021",
    "(Ngày đăng: 12/03/2021, 08:30)",
    "Tin đăng ngày: 12/3/2021 - Xem: 1233",
    "12/03/2021 08:30 | Nguyễn Văn A | 0 bình luận",
    "Nguyễn Văn A - 12/03/2021 08:30",
    "08:30 | 12/03/2021 | Nguyễn Văn A",
    "Xuất bản: 08:30, Thứ sáu, 12/03/2021",
    "Ngày cập nhật: 12/03/2021",
    "12.03.2021 | 08:30",
    "2021-03-12 08:30:00",
    "2021-03-12T08:30:00+07:00",
    "12/03/21 08:30",
    "Thời sự - Chính trị • 12/03/2021 08:30",
    "Chính trị | Thứ 6 ngày 12/03/2021",
    "Ngày xuất bản: 12/03/2021 08:30",
    "Lần cập nhật cuối: 12/03/2021",
    "Cập nhật lần cuối lúc 12/03/2021 08:30",
    "Published: 12/03/2021",
    "Posted on 12/03/2021",
    "Đăng lúc: Thứ sáu - 12/03/2021 08:30 - Người đăng bài viết: Admin",
    "Thứ sáu, 12/03/2021, 08:30 [GMT +7] | Lượt xem: 12",
    "Chủ Nhật, 12/03/2021 | 08:30:22 GMT+7",
    "Lượt xem: 123 - Ngày đăng: 12/03/2021",
    "Ngày tạo: 12/03/2021",
    "Tác giả: Nguyễn A - Ngày đăng: 12/03/2021",
    "12/03/2021 | Tác giả: Thu Hà",
    "Theo Thu Hà | 12/03/2021 08:30",
    "VOV.VN - 12/03/2021",
    "Cập nhật lúc: 08:30 12/03/2021 | Views: 123",
    "Cập nhật: Thứ 6, 12/03/2021 | 8:30:12 AM",
    "YênBái - Cập nhật: Thứ sáu, 12/3/2021 | 8:30:12 AM",
    "12 Thg 3 2021",
    "12 thg 3, 2021, 08:30",
    "Ngày 12 tháng 3 năm 2021, 08:30 AM",
    "Số ra ngày 12/3/2021",
    "Xây dựng Đảng | 12/03/2021 | 10:30 | 0 bình luận | In trang",
    "Đời sống - Xã hội 12/03/2021 10:30",
    "Tin tức sự kiện 12/03/2021 10:30",
    "12/03/2021 10:30 - Đọc: 1234 lượt",
    "12/03/2021 - 10:30 - 234 lượt đọc",
    "Thứ sáu, 12/03/2021 10:30 - Lượt xem 99 - Cỡ chữ",
    "Văn phòng Tỉnh ủy | 12/03/2021",
    "Phóng viên: Thu Hà (12/03/2021)",
    "Thu Hà | 12/03/2021 | 10h30",
    "10h30, ngày 12/03/2021",
    "10 giờ 30 phút, 12/03/2021",
    "Sáu, 12/03/2021 - 10:30",
    "Fri, 12/03/2021 - 10:30",
    "Friday, 12/03/2021 10:30",
    "Thứ 6 - 12/03/2021",
    "Chính trị - Xã hội | 10:30 | 12/03/2021",
    "Cập nhật, 10:30, Thứ sáu, 12/03/2021 (GMT+7)",
    "| 12/03/2021 10:30 (GMT +7)",
    "[12/03/2021 10:30]",
    "Đã đăng: 12/03/2021",
    "Ngày đưa tin: 12/03/2021",
    "Thời gian đăng: 12/03/2021 10:30",
    "Đăng ngày 12/03/2021 bởi Thu Hà",
    "bởi Thu Hà, 12/03/2021",
    "12/03/2021 10:30 Print Email",
    "Thứ sáu, 12/03/2021 | Số lần đọc: 234 | Chia sẻ",
    "Ngày 12-3-2021",
    "12/3/2021, 10:30 SA",
    "12/3/2021 10:30:00 CH",
    "Cập nhật cách đây 3 giờ (12/03/2021 10:30)",
    "Hà Nội, 12/03/2021 10:30",
    "Báo Đồng Khởi Online, 12/03/2021 10:30",
    "Xây dựng hệ thống chính trị - 12/03/2021",
    "Thời sự trong tỉnh - 10:30 12/03/2021",
    "Học tập và làm theo Bác | 12/03/2021 10:30",
    "Nông thôn mới - 12/03/2021",
    "Chuyên mục: Xây dựng Đảng | Ngày: 12/03/2021",
    "Cập nhật lúc 10:30 AM ngày 12/03/2021",
    "Thu Hà - Văn Nam 12/03/2021 10:30",
    "Bài và ảnh: Thu Hà | 12/03/2021",
    "THU HÀ - 10:30 12/03/2021 GMT+7",
    "TTXVN | 12/03/2021 10:30",
    "Cập nhật lúc: 12/03/2021 10:30 PM",
    "Đăng ngày: 12-03-2021, 10:30",
    "tháng 3 12, 2021",
    "Tháng Ba 12, 2021",
    "12 March 2021",
    "Chủ nhật ngày 12 tháng 03 năm 2021 | 10:30",
    "10:30 - Thứ Sáu, 12/03/2021",
    "10:30 SA, 12/03/2021",
    "12/03/2021 (GMT+7) 10:30",
]


@pytest.mark.parametrize("line", MANNERS)
def test_time_lines_of_many_pages(line: str) -> None:
    found = of([TITLE, line, *BODY])
    assert found.published == date(2021, 3, 12)
    assert found.text.raw.split("\n") == ARTICLE


def test_a_time_line_at_the_foot_says_that_it_is_one() -> None:
    assert of([*ARTICLE, "Ngày đăng: 15/7/2021"]).published == date(2021, 7, 15)
    assert of([TITLE, "Thứ ba, 05/01/2021 16:32", *BODY, "Ngày đăng: 15/7/2021"]).published == date(2021, 1, 5)


def test_the_clock_of_a_page_yields_to_an_older_line_below_the_title() -> None:
    assert of(["Thứ Sáu, 20/11/2026", TITLE, "Thứ ba, 05/01/2021 16:32", *BODY]).published == date(2021, 1, 5)
    assert of(["Thứ ba, 05/01/2021 16:32", TITLE, "06/01/2021", *BODY]).published == date(2021, 1, 5)


def test_a_time_line_may_name_the_author() -> None:
    found = of([TITLE, "HỒ NGUYÊN KHA | 18/12/2023 09:41", *BODY])
    assert (found.published, found.author) == (date(2023, 12, 18), "HỒ NGUYÊN KHA")


@pytest.mark.parametrize(
    "line",
    [
        "Hôm nay, Thứ Sáu ngày 20/11/2026",
        "Ngày 30/02/2021",
        "Sáng 12/3/2021, Huyện ủy Vĩnh Linh họp",
        "Từ 8h ngày 12/3/2021, các chi bộ trong huyện sinh hoạt",
        "Hội nghị Huyện ủy lần thứ 5, ngày 12/3/2021",
        "Lễ trao Huy hiệu Đảng đợt 19/5/2021",
        "Kết nạp ngày 12/3/2021: 14 đảng viên",
        "Quang cảnh lễ kết nạp ngày 12/3/2021",
        "Ngày 05/01/2021, Huyện ủy Vĩnh Linh tổng kết công tác năm.",
        "Kỷ niệm 91 năm Ngày thành lập Đảng (03/02/1930 - 03/02/2021)",
    ],
)
def test_no_time_lines(line: str) -> None:
    assert of([TITLE, line, *BODY]).published is None


def test_what_is_given_outranks_the_time_line() -> None:
    found = of(
        [TITLE, "Thứ ba, 13/09/2022 16:32", *BODY], published=date(2022, 9, 12), author="Hoài An", site="Báo Quê"
    )
    assert (found.published, found.author, found.site) == (date(2022, 9, 12), "Hoài An", "Báo Quê")
    assert "13/09/2022" not in found.text.raw


# -- authors, credits, papers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Bài, ảnh: Trần Tú", "Trần Tú"),
        ("Tin, ảnh: Lê Ngân, BBT", "Lê Ngân, BBT"),
        ("Tác giả: Phan Hoài Hương", "Phan Hoài Hương"),
        ("MAI ANH", "MAI ANH"),
        ("Văn Việt", "Văn Việt"),
        ("Nguyễn Thị Minh Châu", "Nguyễn Thị Minh Châu"),
        ("H.Tr", "H.Tr"),
        ("N.Mai", "N.Mai"),
        ("P.V", "P.V"),
        ("QT", "QT"),
    ],
)
def test_authors(line: str, author: str) -> None:
    found = of([*ARTICLE, line])
    assert found.author == author
    assert found.text.raw.split("\n") == ARTICLE


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Theo Báo Quảng Trị", "Báo Quảng Trị"),
        ("(Theo TTXVN)", "TTXVN"),
        ("Nguồn: Báo Nhân Dân", "Báo Nhân Dân"),
        ("Theo Tạp chí Xây dựng Đảng", "Tạp chí Xây dựng Đảng"),
        ("TTXVN", "TTXVN"),
    ],
)
def test_credits(line: str, source: str) -> None:
    found = of([*ARTICLE, line])
    assert found.syndicated_from == source
    assert found.author is None
    assert found.text.raw.split("\n") == ARTICLE


def test_author_and_credit() -> None:
    found = of([*ARTICLE, "Minh Tuệ", "Theo Báo Quảng Trị"])
    assert (found.author, found.syndicated_from) == ("Minh Tuệ", "Báo Quảng Trị")


@pytest.mark.parametrize(
    ("lead", "site"),
    [("(QBĐT) - ", "QBĐT"), ("(ĐN)- ", "ĐN"), ("CTTBTG - ", "CTTBTG"), ("VOV.VN - ", "VOV.VN"), ("[GLO] - ", "GLO")],
)
def test_the_cue_of_the_paper_names_the_site_and_stays(lead: str, site: str) -> None:
    found = of([TITLE, lead + BODY[0], BODY[1]])
    assert found.site == site
    assert found.text.raw.split("\n")[1] == lead + BODY[0]


@pytest.mark.parametrize(
    "lead", ["UBND huyện vừa họp. ", "(Tiếp theo kỳ trước) ", "BTV Huyện ủy - cơ quan lãnh đạo - "]
)
def test_no_cue_of_a_paper(lead: str) -> None:
    assert of([TITLE, lead + BODY[0], BODY[1]]).site is None


@pytest.mark.parametrize(
    "last", ["Chi bộ có 31 đảng viên.", "Đảng viên đi trước", "Tất cả vì nhân dân!", "Vĩnh Linh, năm 2021"]
)
def test_a_short_last_line_may_be_text(last: str) -> None:
    found = of([*ARTICLE, last])
    assert found.author is None
    assert found.text.raw.endswith(last)


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
