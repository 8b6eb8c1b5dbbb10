"""The line of a page that says when the article was published."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extract.article_pages import ARTICLE, BODY, TITLE, of


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
